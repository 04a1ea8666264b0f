<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>About</source>
            <translation>Über das Programm</translation>
        </message>
        <message>
            <source>Landmark Tagger</source>
            <translation>Landmark Tagger</translation>
        </message>
        <message>
            <source>Suggests which landmark a photo shows, and writes what you accept into the file.</source>
            <translation>Schlägt vor, welches Wahrzeichen ein Foto zeigt, und schreibt in die Datei, was Sie annehmen.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Your data</source>
            <translation>Ihre Daten</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message numerus="yes">
            <source>{name}, %n landmark(s), on {device}</source>
            <translation>
                <numerusform>{name}, %n Wahrzeichen, auf {device}</numerusform>
                <numerusform>{name}, %n Wahrzeichen, auf {device}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AcceptConfident</name>
        <message>
            <source>Accept All Confident</source>
            <translation>Alle sicheren annehmen</translation>
        </message>
        <message>
            <source>Least probability</source>
            <translation>Mindestwahrscheinlichkeit</translation>
        </message>
        <message>
            <source>What would be accepted</source>
            <translation>Was angenommen würde</translation>
        </message>
        <message>
            <source>Landmark and photos</source>
            <translation>Wahrzeichen und Fotos</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Wahrscheinlichkeit</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Ab</translation>
        </message>
        <message numerus="yes">
            <source>Accept %n</source>
            <translation>
                <numerusform>%n annehmen</numerusform>
                <numerusform>%n annehmen</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to accept</source>
            <translation>Nichts anzunehmen</translation>
        </message>
        <message>
            <source>No undecided photo shown has a confident suggestion from this probability on.</source>
            <translation>Keines der gezeigten unentschiedenen Fotos hat ab dieser Wahrscheinlichkeit einen sicheren Vorschlag.</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) would be accepted</source>
            <translation>
                <numerusform>%n Foto würde angenommen</numerusform>
                <numerusform>%n Fotos würden angenommen</numerusform>
            </translation>
        </message>
        <message>
            <source>less than one</source>
            <translation>weniger als einen</translation>
        </message>
        <message numerus="yes">
            <source>about %n</source>
            <translation>
                <numerusform>etwa %n</numerusform>
                <numerusform>etwa %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Expect {few} of them to be wrong ({share}), as far as the model knows itself.</source>
            <translation>Erwarten Sie {few} Fehler darunter ({share}), soweit das Modell sich selbst kennt.</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;Suggest</source>
            <translation>&amp;Vorschlagen</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Prüfen</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>Accept Candidate 1</source>
            <translation>Kandidat 1 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 2</source>
            <translation>Kandidat 2 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 3</source>
            <translation>Kandidat 3 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 4</source>
            <translation>Kandidat 4 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 5</source>
            <translation>Kandidat 5 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 6</source>
            <translation>Kandidat 6 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 7</source>
            <translation>Kandidat 7 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 8</source>
            <translation>Kandidat 8 annehmen</translation>
        </message>
        <message>
            <source>Accept Candidate 9</source>
            <translation>Kandidat 9 annehmen</translation>
        </message>
        <message>
            <source>&amp;Open Folder…</source>
            <translation>Ordner ö&amp;ffnen …</translation>
        </message>
        <message>
            <source>&amp;Add Folder…</source>
            <translation>Ordner &amp;hinzufügen …</translation>
        </message>
        <message>
            <source>&amp;Look for New Photos</source>
            <translation>&amp;Neue Fotos suchen</translation>
        </message>
        <message>
            <source>&amp;Write Accepted…</source>
            <translation>Angenommene &amp;schreiben …</translation>
        </message>
        <message>
            <source>Shows what would change in each file before anything is written</source>
            <translation>Zeigt, was sich in jeder Datei ändern würde, bevor etwas geschrieben wird</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <source>&amp;Take Back Last Write</source>
            <translation>Letztes Schreiben &amp;zurücknehmen</translation>
        </message>
        <message>
            <source>Restores the files of the last batch as they were</source>
            <translation>Stellt die Dateien des letzten Durchgangs wieder her, wie sie waren</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>Select &amp;All</source>
            <translation>&amp;Alle auswählen</translation>
        </message>
        <message>
            <source>Select &amp;None</source>
            <translation>&amp;Keine auswählen</translation>
        </message>
        <message>
            <source>&amp;Invert Selection</source>
            <translation>Auswahl &amp;umkehren</translation>
        </message>
        <message>
            <source>&amp;Find Photos</source>
            <translation>Fotos &amp;finden</translation>
        </message>
        <message>
            <source>&amp;Clear Filter</source>
            <translation>Filter &amp;leeren</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Einstellungen …</translation>
        </message>
        <message>
            <source>&amp;Large Preview</source>
            <translation>&amp;Große Vorschau</translation>
        </message>
        <message>
            <source>Gives the photo the whole window, and back</source>
            <translation>Gibt dem Foto das ganze Fenster, und zurück</translation>
        </message>
        <message>
            <source>Larger &amp;Thumbnails</source>
            <translation>G&amp;rößere Vorschaubilder</translation>
        </message>
        <message>
            <source>S&amp;maller Thumbnails</source>
            <translation>&amp;Kleinere Vorschaubilder</translation>
        </message>
        <message>
            <source>&amp;Review Panel</source>
            <translation>&amp;Prüfbereich</translation>
        </message>
        <message>
            <source>&amp;Map</source>
            <translation>&amp;Karte</translation>
        </message>
        <message>
            <source>&amp;Problems</source>
            <translation>Pro&amp;bleme</translation>
        </message>
        <message>
            <source>&amp;Full Screen</source>
            <translation>&amp;Vollbild</translation>
        </message>
        <message>
            <source>&amp;Command Palette…</source>
            <translation>&amp;Befehlspalette …</translation>
        </message>
        <message>
            <source>Suggest for &amp;All Photos</source>
            <translation>Für &amp;alle Fotos vorschlagen</translation>
        </message>
        <message>
            <source>Asks the model about every photo that has no suggestion yet</source>
            <translation>Fragt das Modell nach jedem Foto, das noch keinen Vorschlag hat</translation>
        </message>
        <message>
            <source>Suggest</source>
            <translation>Vorschlagen</translation>
        </message>
        <message>
            <source>Suggest for &amp;Shown Photos</source>
            <translation>Für &amp;gezeigte Fotos vorschlagen</translation>
        </message>
        <message>
            <source>Suggest &amp;Location</source>
            <translation>&amp;Ort vorschlagen</translation>
        </message>
        <message>
            <source>Asks the model about the selected photos, again where it was asked before</source>
            <translation>Fragt das Modell nach den ausgewählten Fotos, auch wo es schon gefragt wurde</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>&amp;Anhalten</translation>
        </message>
        <message>
            <source>&amp;No Landmark</source>
            <translation>&amp;Kein Wahrzeichen</translation>
        </message>
        <message>
            <source>&amp;Other Landmark…</source>
            <translation>&amp;Anderes Wahrzeichen …</translation>
        </message>
        <message>
            <source>&amp;Reject Suggestion</source>
            <translation>Vorschlag &amp;ablehnen</translation>
        </message>
        <message>
            <source>The first candidate is wrong and is never suggested again for this photo</source>
            <translation>Der erste Kandidat ist falsch und wird für dieses Foto nie wieder vorgeschlagen</translation>
        </message>
        <message>
            <source>&amp;Skip</source>
            <translation>Ü&amp;berspringen</translation>
        </message>
        <message>
            <source>&amp;Undo Decision</source>
            <translation>Entscheidung &amp;zurücknehmen</translation>
        </message>
        <message>
            <source>Ne&amp;xt Unreviewed</source>
            <translation>&amp;Nächstes ungeprüftes</translation>
        </message>
        <message>
            <source>Goes to the photo about which the model is least sure</source>
            <translation>Geht zu dem Foto, bei dem das Modell am unsichersten ist</translation>
        </message>
        <message>
            <source>&amp;Why?</source>
            <translation>&amp;Warum?</translation>
        </message>
        <message>
            <source>Shows what speaks for and against the suggestion</source>
            <translation>Zeigt, was für und gegen den Vorschlag spricht</translation>
        </message>
        <message>
            <source>&amp;Previous Reviewed</source>
            <translation>&amp;Vorheriges geprüftes</translation>
        </message>
        <message>
            <source>Accept for Whole &amp;Burst</source>
            <translation>Für die ganze &amp;Serie annehmen</translation>
        </message>
        <message>
            <source>Accepts the first candidate for all photos taken within seconds of this one</source>
            <translation>Nimmt den ersten Kandidaten für alle Fotos an, die Sekunden neben diesem entstanden</translation>
        </message>
        <message>
            <source>Accept All &amp;Confident…</source>
            <translation>Alle &amp;sicheren annehmen …</translation>
        </message>
        <message>
            <source>Shows what would be accepted, and how many mistakes to expect</source>
            <translation>Zeigt, was angenommen würde und wie viele Fehler zu erwarten sind</translation>
        </message>
        <message>
            <source>Accept Confident</source>
            <translation>Sichere annehmen</translation>
        </message>
        <message>
            <source>Open with Default &amp;Viewer</source>
            <translation>Im &amp;Bildbetrachter öffnen</translation>
        </message>
        <message>
            <source>Show in &amp;Folder</source>
            <translation>Im &amp;Ordner zeigen</translation>
        </message>
        <message>
            <source>Show on &amp;Map Program</source>
            <translation>Im &amp;Kartenprogramm zeigen</translation>
        </message>
        <message>
            <source>&amp;What Is in the File…</source>
            <translation>&amp;Was in der Datei steht …</translation>
        </message>
        <message>
            <source>&amp;Copy Path</source>
            <translation>&amp;Pfad kopieren</translation>
        </message>
        <message>
            <source>Copy &amp;Name</source>
            <translation>&amp;Namen kopieren</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Tasten</translation>
        </message>
        <message>
            <source>&amp;About</source>
            <translation>Ü&amp;ber das Programm</translation>
        </message>
    </context>
    <context>
        <name>CandidateList</name>
        <message>
            <source>Candidates</source>
            <translation>Kandidaten</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Command palette</source>
            <translation>Befehlspalette</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
    </context>
    <context>
        <name>EmptyState</name>
        <message>
            <source>Open Folder…</source>
            <translation>Ordner öffnen …</translation>
        </message>
        <message>
            <source>Show All Photos</source>
            <translation>Alle Fotos zeigen</translation>
        </message>
        <message>
            <source>Which landmarks are in your photos?</source>
            <translation>Welche Wahrzeichen sind auf Ihren Fotos?</translation>
        </message>
        <message>
            <source>Open a folder of photos, or drop one here. Everything stays on this computer, and no file is changed before you say so.</source>
            <translation>Öffnen Sie einen Ordner mit Fotos, oder ziehen Sie einen hierher. Alles bleibt auf diesem Rechner, und keine Datei wird geändert, bevor Sie es sagen.</translation>
        </message>
        <message>
            <source>Opened before</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Suche nach Fotos …</translation>
        </message>
        <message>
            <source>JPEG, PNG, HEIC, AVIF, WebP, TIFF and cameras' RAW files are looked for, also in subfolders.</source>
            <translation>Gesucht wird nach JPEG, PNG, HEIC, AVIF, WebP, TIFF und RAW-Dateien von Kameras, auch in Unterordnern.</translation>
        </message>
        <message>
            <source>No photos in {folder}</source>
            <translation>Keine Fotos in {folder}</translation>
        </message>
        <message>
            <source>No photo fits the filter</source>
            <translation>Kein Foto passt zum Filter</translation>
        </message>
        <message>
            <source>All photos are still there.</source>
            <translation>Alle Fotos sind noch da.</translation>
        </message>
    </context>
    <context>
        <name>ErrorList</name>
        <message>
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
        <message>
            <source>Nothing went wrong so far.</source>
            <translation>Bisher ging nichts schief.</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Exported to {path}.</source>
            <translation>Nach {path} exportiert.</translation>
        </message>
        <message>
            <source>{path} could not be written: {reason}.</source>
            <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
        </message>
        <message>
            <source>Export problems</source>
            <translation>Probleme exportieren</translation>
        </message>
    </context>
    <context>
        <name>Evidence</name>
        <message>
            <source>The picture alone: {share} {name}</source>
            <translation>Das Bild allein: {share} {name}</translation>
        </message>
        <message>
            <source>The camera's position jumps {distance} from the photos around it</source>
            <translation>Die Position der Kamera springt {distance} weit von den Fotos davor und danach weg</translation>
        </message>
        <message>
            <source>The camera stood {distance} from {name}: one of the two must be wrong</source>
            <translation>Die Kamera stand {distance} entfernt von: {name} – eins von beiden muss falsch sein</translation>
        </message>
        <message>
            <source>The camera stood {distance} from {name}</source>
            <translation>Die Kamera stand {distance} entfernt von: {name}</translation>
        </message>
        <message>
            <source>{name} is {distance} from the photos before and after: nobody travels that fast</source>
            <translation>{name} ist {distance} von den Fotos davor und danach entfernt: So schnell reist niemand</translation>
        </message>
        <message>
            <source>{number} m</source>
            <translation>{number} m</translation>
        </message>
        <message>
            <source>{number} km</source>
            <translation>{number} km</translation>
        </message>
    </context>
    <context>
        <name>EvidenceView</name>
        <message>
            <source>Evidence</source>
            <translation>Belege</translation>
        </message>
        <message>
            <source>{number} in log-odds</source>
            <translation>{number} als logarithmierte Chance</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Find names, places, keywords</source>
            <translation>Namen, Orte, Stichwörter finden</translation>
        </message>
        <message>
            <source>Find photos</source>
            <translation>Fotos finden</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Size of the thumbnails</source>
            <translation>Größe der Vorschaubilder</translation>
        </message>
        <message numerus="yes">
            <source>{verdict}: %n photo(s)</source>
            <translation>
                <numerusform>{verdict}: %n Foto</numerusform>
                <numerusform>{verdict}: %n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <source>Not reviewed</source>
            <translation>Nicht geprüft</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Kein Wahrzeichen</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Accepted, not written yet</source>
            <translation>Angenommen, noch nicht geschrieben</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>With GPS position</source>
            <translation>Mit GPS-Position</translation>
        </message>
        <message>
            <source>Without GPS position</source>
            <translation>Ohne GPS-Position</translation>
        </message>
        <message>
            <source>With keywords</source>
            <translation>Mit Stichwörtern</translation>
        </message>
        <message>
            <source>Without keywords</source>
            <translation>Ohne Stichwörter</translation>
        </message>
        <message>
            <source>Names a landmark itself</source>
            <translation>Nennt selbst ein Wahrzeichen</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Without suggestion</source>
            <translation>Ohne Vorschlag</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Reversed</source>
            <translation>Umgekehrt</translation>
        </message>
        <message>
            <source>Order of the photos</source>
            <translation>Reihenfolge der Fotos</translation>
        </message>
        <message>
            <source>Order: {key}</source>
            <translation>Reihenfolge: {key}</translation>
        </message>
        <message>
            <source>Groups of the photos</source>
            <translation>Gruppen der Fotos</translation>
        </message>
        <message>
            <source>Groups: {kind}</source>
            <translation>Gruppen: {kind}</translation>
        </message>
    </context>
    <context>
        <name>HostAdvice</name>
        <message>
            <source>The file manager needs nothing: it keeps no copy of the metadata.</source>
            <translation>Der Dateimanager braucht nichts weiter: Er behält keine Kopie der Metadaten.</translation>
        </message>
        <message>
            <source>darktable takes it over by itself.</source>
            <translation>darktable übernimmt es von selbst.</translation>
        </message>
        <message>
            <source>digiKam shows it after Item &gt; Reread Metadata From File.</source>
            <translation>digiKam zeigt es nach Objekt &gt; Metadaten neu aus der Datei lesen.</translation>
        </message>
        <message>
            <source>Geeqie shows it after R (Refresh).</source>
            <translation>Geeqie zeigt es nach R (Neu laden).</translation>
        </message>
        <message>
            <source>gThumb shows it after some seconds, or when you come back to it.</source>
            <translation>gThumb zeigt es nach einigen Sekunden, oder wenn Sie zu dem Foto zurückkehren.</translation>
        </message>
        <message>
            <source>Gwenview shows it after F5 (Reload).</source>
            <translation>Gwenview zeigt es nach F5 (Neu laden).</translation>
        </message>
        <message>
            <source>Lightroom shows it after Metadata &gt; Read Metadata from File.</source>
            <translation>Lightroom zeigt es nach Metadaten &gt; Metadaten aus Datei lesen.</translation>
        </message>
        <message>
            <source>A photo manager with a catalog must read the file's metadata again.</source>
            <translation>Eine Fotoverwaltung mit Katalog muss die Metadaten der Datei neu lesen.</translation>
        </message>
    </context>
    <context>
        <name>Integrations</name>
        <message>
            <source>Applications menu</source>
            <translation>Anwendungsmenü</translation>
        </message>
        <message>
            <source>Nautilus (Files)</source>
            <translation>Nautilus (Dateien)</translation>
        </message>
        <message>
            <source>the menu of applications, as Landmark Tagger</source>
            <translation>im Anwendungsmenü, als Landmark Tagger</translation>
        </message>
        <message>
            <source>the module "selected image[s]", and a shortcut</source>
            <translation>im Modul „ausgewählte Bilder“, und ein Tastenkürzel</translation>
        </message>
        <message>
            <source>Tools &gt; Suggest location…, and Open With</source>
            <translation>Werkzeuge &gt; Suggest location…, und „Öffnen mit“</translation>
        </message>
        <message>
            <source>right-click &gt; Open With &gt; Suggest location…</source>
            <translation>Rechtsklick &gt; Öffnen mit &gt; Ort vorschlagen…</translation>
        </message>
        <message>
            <source>right-click &gt; Plugins, and Ctrl+Shift+L</source>
            <translation>Rechtsklick &gt; Plugins, und Strg+Umschalt+L</translation>
        </message>
        <message>
            <source>right-click &gt; Suggest location…</source>
            <translation>Rechtsklick &gt; Ort vorschlagen…</translation>
        </message>
        <message>
            <source>right-click &gt; Scripts &gt; Suggest location…</source>
            <translation>Rechtsklick &gt; Skripte &gt; Suggest location…</translation>
        </message>
        <message>
            <source>right-click &gt; Quick Actions &gt; Suggest location…</source>
            <translation>Rechtsklick &gt; Schnellaktionen &gt; Suggest location…</translation>
        </message>
        <message>
            <source>Restart darktable.</source>
            <translation>Starten Sie darktable neu.</translation>
        </message>
        <message>
            <source>Restart gThumb.</source>
            <translation>Starten Sie gThumb neu.</translation>
        </message>
        <message>
            <source>Restart Geeqie.</source>
            <translation>Starten Sie Geeqie neu.</translation>
        </message>
        <message>
            <source>Needs the package python3-nautilus; restart Nautilus with 'nautilus -q'.</source>
            <translation>Braucht das Paket python3-nautilus; beenden Sie Nautilus mit „nautilus -q“.</translation>
        </message>
        <message>
            <source>Needs the package libfm-modules; restart PCManFM.</source>
            <translation>Braucht das Paket libfm-modules; starten Sie PCManFM neu.</translation>
        </message>
    </context>
    <context>
        <name>IntegrationsPage</name>
        <message>
            <source>Adds “Suggest location…” to the menus of the programs that are ticked. It is done for you alone, and what was there before comes back when the tick is removed.</source>
            <translation>Fügt „Ort vorschlagen…“ in die Menüs der angekreuzten Programme ein, nur für Sie. Was vorher da war, kommt wieder, wenn das Kreuz entfernt wird.</translation>
        </message>
        <message>
            <source>What will change</source>
            <translation>Was sich ändert</translation>
        </message>
        <message>
            <source>What will change in which files is shown here first.</source>
            <translation>Hier steht zuerst, was sich in welchen Dateien ändert.</translation>
        </message>
        <message>
            <source>Also replace what I changed myself; a copy is kept</source>
            <translation>Auch ersetzen, was ich selbst geändert habe; eine Kopie bleibt</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Press Apply first, or put the ticks back as they were.</source>
            <translation>Drücken Sie zuerst „Anwenden“, oder setzen Sie die Kreuze zurück.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Eintrag</translation>
        </message>
        <message>
            <source>Where it is found</source>
            <translation>Wo er zu finden ist</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>cannot be looked at</source>
            <translation>nicht lesbar</translation>
        </message>
        <message>
            <source>installed, changed by you</source>
            <translation>installiert, von Ihnen geändert</translation>
        </message>
        <message>
            <source>installed</source>
            <translation>installiert</translation>
        </message>
        <message>
            <source>installed, to be updated</source>
            <translation>installiert, veraltet</translation>
        </message>
        <message>
            <source>incomplete</source>
            <translation>unvollständig</translation>
        </message>
        <message>
            <source>not installed</source>
            <translation>nicht installiert</translation>
        </message>
        <message>
            <source>program not found</source>
            <translation>Programm nicht gefunden</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Fertig.</translation>
        </message>
        <message>
            <source>Your own versions are kept as: {paths}</source>
            <translation>Ihre eigenen Fassungen liegen in: {paths}</translation>
        </message>
    </context>
    <context>
        <name>KeyList</name>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Arrows, Page Up and Down, Home and End move in the grid; Shift extends the selection.</source>
            <translation>Pfeiltasten, Bild auf und ab, Pos1 und Ende bewegen im Raster; mit Umschalt wächst die Auswahl.</translation>
        </message>
    </context>
    <context>
        <name>KeysEditor</name>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Actions and keys</source>
            <translation>Aktionen und Tasten</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Neue Taste</translation>
        </message>
        <message>
            <source>No Key</source>
            <translation>Keine Taste</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Keys that more than one action has: {keys}</source>
            <translation>Tasten, die mehrere Aktionen haben: {keys}</translation>
        </message>
    </context>
    <context>
        <name>LandmarkSearch</name>
        <message>
            <source>Find a landmark</source>
            <translation>Ein Wahrzeichen finden</translation>
        </message>
        <message>
            <source>Name, place or country</source>
            <translation>Name, Ort oder Land</translation>
        </message>
        <message>
            <source>The list of landmarks is still being read.</source>
            <translation>Die Liste der Wahrzeichen wird noch gelesen.</translation>
        </message>
        <message>
            <source>No landmark is called “{text}”.</source>
            <translation>Kein Wahrzeichen heißt „{text}“.</translation>
        </message>
        <message>
            <source>Type a name such as “Machu Picchu”, or a place such as “Rome”.</source>
            <translation>Tippen Sie einen Namen wie „Machu Picchu“ oder einen Ort wie „Rome“.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Open &amp;Recent</source>
            <translation>&amp;Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Landmark Tagger</source>
            <translation>Landmark Tagger</translation>
        </message>
        <message numerus="yes">
            <source> and %n other(s)</source>
            <translation>
                <numerusform> und %n weiterer</numerusform>
                <numerusform> und %n weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>Map of the photos</source>
            <translation>Karte der Fotos</translation>
        </message>
        <message>
            <source>No photo has a position, and no landmark is accepted yet.</source>
            <translation>Kein Foto hat eine Position, und noch ist kein Wahrzeichen angenommen.</translation>
        </message>
        <message>
            <source>Filled: accepted landmarks. Empty: the camera's position. Click a dot to see its photos.</source>
            <translation>Gefüllt: angenommene Wahrzeichen. Leer: Position der Kamera. Ein Klick auf einen Punkt zeigt seine Fotos.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
    </context>
    <context>
        <name>MetadataDialog</name>
        <message>
            <source>What is in the file</source>
            <translation>Was in der Datei steht</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <source>Fields of the file</source>
            <translation>Felder der Datei</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Feld</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message numerus="yes">
            <source>This app wrote into it %n time(s).</source>
            <translation>
                <numerusform>Dieses Programm hat einmal hineingeschrieben.</numerusform>
                <numerusform>Dieses Programm hat %n-mal hineingeschrieben.</numerusform>
            </translation>
        </message>
        <message>
            <source>This app wrote nothing into it.</source>
            <translation>Dieses Programm hat nichts hineingeschrieben.</translation>
        </message>
        <message>
            <source>The file cannot be read: {reason}.</source>
            <translation>Die Datei ist nicht lesbar: {reason}.</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Captured</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Camera's position</source>
            <translation>Position der Kamera</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Warnung</translation>
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message>
            <source>No program opens {name}.</source>
            <translation>Kein Programm öffnet {name}.</translation>
        </message>
        <message>
            <source>No file manager opens {name}.</source>
            <translation>Kein Dateimanager öffnet {name}.</translation>
        </message>
        <message>
            <source>This photo has no position, and no landmark that has one.</source>
            <translation>Dieses Foto hat keine Position und kein Wahrzeichen, das eine hat.</translation>
        </message>
        <message>
            <source>No map program opens geo: links.</source>
            <translation>Kein Kartenprogramm öffnet geo:-Verweise.</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n Foto</numerusform>
                <numerusform>%n Fotos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoStrip</name>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message>
            <source>Write Accepted</source>
            <translation>Angenommene schreiben</translation>
        </message>
        <message>
            <source>File and field</source>
            <translation>Datei und Feld</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>What would be written</source>
            <translation>Was geschrieben würde</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <source>In all files</source>
            <translation>In allen Dateien</translation>
        </message>
        <message>
            <source>Looking at the files…</source>
            <translation>Die Dateien werden angesehen …</translation>
        </message>
        <message>
            <source>Nothing to write</source>
            <translation>Nichts zu schreiben</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) will change</source>
            <translation>
                <numerusform>%n Datei wird geändert</numerusform>
                <numerusform>%n Dateien werden geändert</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is written before you press Write, and every write can be taken back.</source>
            <translation>Nichts wird geschrieben, bevor Sie „Schreiben“ drücken, und alles lässt sich zurücknehmen.</translation>
        </message>
        <message numerus="yes">
            <source>%n go(es) into a sidecar.</source>
            <translation>
                <numerusform>%n geht in eine Begleitdatei.</numerusform>
                <numerusform>%n gehen in Begleitdateien.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n has (have) all of it already.</source>
            <translation>
                <numerusform>%n hat alles schon.</numerusform>
                <numerusform>%n haben alles schon.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be written.</source>
            <translation>
                <numerusform>%n kann nicht geschrieben werden.</numerusform>
                <numerusform>%n können nicht geschrieben werden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>%n Datei schreiben</numerusform>
                <numerusform>%n Dateien schreiben</numerusform>
            </translation>
        </message>
        <message>
            <source>Keyword</source>
            <translation>Stichwort</translation>
        </message>
        <message>
            <source>Keyword path (Lightroom, darktable)</source>
            <translation>Stichwortpfad (Lightroom, darktable)</translation>
        </message>
        <message>
            <source>Keyword path (digiKam)</source>
            <translation>Stichwortpfad (digiKam)</translation>
        </message>
        <message>
            <source>Location shown</source>
            <translation>Gezeigter Ort</translation>
        </message>
        <message>
            <source>City, region, country</source>
            <translation>Stadt, Region, Land</translation>
        </message>
        <message>
            <source>GPS position</source>
            <translation>GPS-Position</translation>
        </message>
        <message>
            <source>into the sidecar {name}</source>
            <translation>in die Begleitdatei {name}</translation>
        </message>
        <message>
            <source>has all of this already</source>
            <translation>hat das alles schon</translation>
        </message>
        <message>
            <source>stays</source>
            <translation>bleibt</translation>
        </message>
    </context>
    <context>
        <name>PlanWords</name>
        <message>
            <source>Nothing can be written into {name}</source>
            <translation>In {name} kann nichts geschrieben werden</translation>
        </message>
        <message>
            <source>{name} has all of this already</source>
            <translation>{name} enthält das alles schon</translation>
        </message>
        <message>
            <source>To be written into the sidecar {name}</source>
            <translation>Kommt in die Begleitdatei {name}</translation>
        </message>
        <message>
            <source>Accepting 1 puts into the sidecar {name}</source>
            <translation>Mit 1 kommt in die Begleitdatei {name}</translation>
        </message>
        <message>
            <source>To be written into {name}</source>
            <translation>Wird in {name} geschrieben</translation>
        </message>
        <message>
            <source>Accepting 1 puts into {name}</source>
            <translation>Mit 1 kommt in {name}</translation>
        </message>
        <message>
            <source>location shown</source>
            <translation>gezeigter Ort</translation>
        </message>
        <message>
            <source>city, region, country</source>
            <translation>Stadt, Region, Land</translation>
        </message>
        <message>
            <source>GPS position</source>
            <translation>GPS-Position</translation>
        </message>
    </context>
    <context>
        <name>PopupSearch</name>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message numerus="yes">
            <source>%n accepted photo(s) of earlier evenings are not written yet.</source>
            <translation>
                <numerusform>%n angenommenes Foto früherer Abende ist noch nicht geschrieben.</numerusform>
                <numerusform>%n angenommene Fotos früherer Abende sind noch nicht geschrieben.</numerusform>
            </translation>
        </message>
        <message>
            <source>The language changes when the app is started again.</source>
            <translation>Die Sprache wechselt, wenn das Programm neu startet.</translation>
        </message>
    </context>
    <context>
        <name>Quick</name>
        <message>
            <source>Looking…</source>
            <translation>Sehe nach …</translation>
        </message>
        <message>
            <source>The model is being loaded.</source>
            <translation>Das Modell wird geladen.</translation>
        </message>
        <message>
            <source>You can still find the landmark by its name: /</source>
            <translation>Sie können das Wahrzeichen noch über seinen Namen finden: /</translation>
        </message>
        <message>
            <source>No suggestion</source>
            <translation>Kein Vorschlag</translation>
        </message>
    </context>
    <context>
        <name>ResultList</name>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>Written to sidecar</source>
            <translation>In Begleitdatei geschrieben</translation>
        </message>
        <message>
            <source>Had it already</source>
            <translation>Hatte es schon</translation>
        </message>
        <message>
            <source>Not written</source>
            <translation>Nicht geschrieben</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
    </context>
    <context>
        <name>ReviewControl</name>
        <message>
            <source>There is no decision to undo.</source>
            <translation>Es gibt keine Entscheidung zum Zurücknehmen.</translation>
        </message>
        <message numerus="yes">
            <source>Done for %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>Für %n Foto erledigt; U nimmt es zurück.</numerusform>
                <numerusform>Für %n Fotos erledigt; U nimmt es zurück.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{name} accepted for a burst of %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name} für eine Serie von %n Foto angenommen; U nimmt es zurück.</numerusform>
                <numerusform>{name} für eine Serie von %n Fotos angenommen; U nimmt es zurück.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n suggestion(s) accepted; U takes that back.</source>
            <translation>
                <numerusform>%n Vorschlag angenommen; U nimmt das zurück.</numerusform>
                <numerusform>%n Vorschläge angenommen; U nimmt das zurück.</numerusform>
            </translation>
        </message>
        <message>
            <source>All photos shown are reviewed.</source>
            <translation>Alle gezeigten Fotos sind geprüft.</translation>
        </message>
        <message>
            <source>Accept “{name}”</source>
            <translation>„{name}“ annehmen</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>No photo chosen</source>
            <translation>Kein Foto gewählt</translation>
        </message>
        <message numerus="yes">
            <source>Keys apply to all %n selected photo(s).</source>
            <translation>
                <numerusform>Die Tasten gelten für das ausgewählte Foto.</numerusform>
                <numerusform>Die Tasten gelten für alle %n ausgewählten Fotos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not asked yet</source>
            <translation>Noch nicht gefragt</translation>
        </message>
        <message>
            <source>The model has not looked at this photo.</source>
            <translation>Das Modell hat dieses Foto noch nicht angesehen.</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>You accepted this, and it stands in the file.</source>
            <translation>Sie haben das angenommen, und es steht in der Datei.</translation>
        </message>
        <message>
            <source>You accepted this. It is not written into the file yet.</source>
            <translation>Sie haben das angenommen. Es steht noch nicht in der Datei.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Kein Wahrzeichen</translation>
        </message>
        <message>
            <source>You said that this photo shows no landmark.</source>
            <translation>Sie haben gesagt, dass dieses Foto kein Wahrzeichen zeigt.</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>You left this photo for later.</source>
            <translation>Sie haben dieses Foto für später gelassen.</translation>
        </message>
        <message>
            <source>The file names this landmark itself.</source>
            <translation>Die Datei nennt dieses Wahrzeichen selbst.</translation>
        </message>
        <message>
            <source>The model sees none of the landmarks it knows. The nearest ones are below.</source>
            <translation>Das Modell sieht keines der Wahrzeichen, die es kennt. Unten stehen die nächstliegenden.</translation>
        </message>
        <message>
            <source>Probably no landmark</source>
            <translation>Wohl kein Wahrzeichen</translation>
        </message>
        <message>
            <source>Unsure: {name}?</source>
            <translation>Unsicher: {name}?</translation>
        </message>
        <message>
            <source>Compare the candidates.</source>
            <translation>Vergleichen Sie die Kandidaten.</translation>
        </message>
        <message>
            <source>The model is confident.</source>
            <translation>Das Modell ist sich sicher.</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Look</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Fields to write</source>
            <translation>Zu schreibende Felder</translation>
        </message>
        <message>
            <source>Writing files</source>
            <translation>Dateien schreiben</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Whether the window is light, dark, or as the desktop.</source>
            <translation>Ob das Fenster hell, dunkel oder wie der Schreibtisch ist.</translation>
        </message>
        <message>
            <source>system</source>
            <translation>System</translation>
        </message>
        <message>
            <source>light</source>
            <translation>hell</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>dunkel</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Language of the app, as an ISO 639-1 code; empty: the system's.</source>
            <translation>Sprache des Programms als ISO-639-1-Code; leer: die des Systems.</translation>
        </message>
        <message>
            <source>Thumbnail size</source>
            <translation>Größe der Vorschaubilder</translation>
        </message>
        <message>
            <source>Side of the thumbnails in the grid, in pixels.</source>
            <translation>Seitenlänge der Vorschaubilder im Raster, in Pixeln.</translation>
        </message>
        <message>
            <source>Open what was open</source>
            <translation>Öffnen, was offen war</translation>
        </message>
        <message>
            <source>Starts with the folders, filter and photo of the last time.</source>
            <translation>Beginnt mit Ordnern, Filter und Foto vom letzten Mal.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Name of the model in use; empty: the one that ships with the app.</source>
            <translation>Name des benutzten Modells; leer: das mitgelieferte.</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Läuft auf</translation>
        </message>
        <message>
            <source>Where networks run: auto, cpu, cuda, cuda:N or mps.</source>
            <translation>Wo Netze rechnen: auto, cpu, cuda, cuda:N oder mps.</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>Kandidaten</translation>
        </message>
        <message>
            <source>How many candidates are shown for each photo.</source>
            <translation>Wie viele Kandidaten zu jedem Foto gezeigt werden.</translation>
        </message>
        <message>
            <source>Suggest when a folder is opened</source>
            <translation>Vorschlagen beim Öffnen</translation>
        </message>
        <message>
            <source>Asks the model about new photos as soon as their folder is opened.</source>
            <translation>Fragt das Modell nach neuen Fotos, sobald ihr Ordner geöffnet wird.</translation>
        </message>
        <message>
            <source>Stay ready</source>
            <translation>Bereit bleiben</translation>
        </message>
        <message>
            <source>For how many minutes the small dialog's model stays in memory when it is closed; 0: not at all.</source>
            <translation>Wie viele Minuten das Modell des kleinen Fensters im Speicher bleibt, wenn es geschlossen ist; 0: gar nicht.</translation>
        </message>
        <message>
            <source>Weigh the camera's position</source>
            <translation>Position der Kamera abwägen</translation>
        </message>
        <message>
            <source>Landmarks near the position in the photo become likelier, far ones less likely, and contradictions are shown.</source>
            <translation>Wahrzeichen nahe der Position im Foto werden wahrscheinlicher, ferne unwahrscheinlicher, und Widersprüche werden gezeigt.</translation>
        </message>
        <message>
            <source>Weigh neighbouring photos</source>
            <translation>Benachbarte Fotos abwägen</translation>
        </message>
        <message>
            <source>Photos of the same burst, minute, folder and journey support each other.</source>
            <translation>Fotos derselben Serie, Minute, desselben Ordners und derselben Reise stützen einander.</translation>
        </message>
        <message>
            <source>Accept confident ones from</source>
            <translation>Sichere annehmen ab</translation>
        </message>
        <message>
            <source>Least probability of a suggestion that 'Accept all confident' accepts, from 0.5 to 1.</source>
            <translation>Mindestwahrscheinlichkeit eines Vorschlags, den „Alle sicheren annehmen“ annimmt, von 0,5 bis 1.</translation>
        </message>
        <message>
            <source>Longest gap in a burst</source>
            <translation>Längste Pause in einer Serie</translation>
        </message>
        <message>
            <source>Photos of one camera that follow each other within so many seconds are one burst.</source>
            <translation>Fotos einer Kamera, die so viele Sekunden auseinander liegen, sind eine Serie.</translation>
        </message>
        <message>
            <source>Go on after a decision</source>
            <translation>Nach einer Entscheidung weitergehen</translation>
        </message>
        <message>
            <source>Shows the next photo that waits for a decision as soon as one is decided.</source>
            <translation>Zeigt nach jeder Entscheidung das nächste Foto, das auf eine wartet.</translation>
        </message>
        <message>
            <source>Write at once when accepted</source>
            <translation>Beim Annehmen sofort schreiben</translation>
        </message>
        <message>
            <source>Writes a landmark into the photo as soon as it is accepted, without showing the plan.</source>
            <translation>Schreibt ein Wahrzeichen in das Foto, sobald es angenommen ist, ohne den Plan zu zeigen.</translation>
        </message>
        <message>
            <source>Keyword</source>
            <translation>Stichwort</translation>
        </message>
        <message>
            <source>Writes the landmark's name as a keyword (dc:subject).</source>
            <translation>Schreibt den Namen des Wahrzeichens als Stichwort (dc:subject).</translation>
        </message>
        <message>
            <source>Keyword path for Lightroom and darktable</source>
            <translation>Stichwortpfad für Lightroom und darktable</translation>
        </message>
        <message>
            <source>Writes the path from country to landmark (lr:hierarchicalSubject).</source>
            <translation>Schreibt den Pfad vom Land zum Wahrzeichen (lr:hierarchicalSubject).</translation>
        </message>
        <message>
            <source>Keyword path for digiKam</source>
            <translation>Stichwortpfad für digiKam</translation>
        </message>
        <message>
            <source>Writes the path from country to landmark (digiKam:TagsList).</source>
            <translation>Schreibt den Pfad vom Land zum Wahrzeichen (digiKam:TagsList).</translation>
        </message>
        <message>
            <source>Location shown</source>
            <translation>Gezeigter Ort</translation>
        </message>
        <message>
            <source>Writes name, place and position of what the photo shows (Iptc4xmpExt:LocationShown).</source>
            <translation>Schreibt Name, Ort und Position dessen, was das Foto zeigt (Iptc4xmpExt:LocationShown).</translation>
        </message>
        <message>
            <source>City, region and country</source>
            <translation>Stadt, Region und Land</translation>
        </message>
        <message>
            <source>Fills the place fields where they are empty (photoshop:City and its neighbours).</source>
            <translation>Füllt die Ortsfelder, wo sie leer sind (photoshop:City und Nachbarn).</translation>
        </message>
        <message>
            <source>IPTC</source>
            <translation>IPTC</translation>
        </message>
        <message>
            <source>Adds the same to IPTC fields in photos that have any.</source>
            <translation>Ergänzt dasselbe in IPTC-Feldern von Fotos, die welche haben.</translation>
        </message>
        <message>
            <source>XPKeywords</source>
            <translation>XPKeywords</translation>
        </message>
        <message>
            <source>Also writes the keyword where old Windows programs look for it.</source>
            <translation>Schreibt das Stichwort auch dorthin, wo alte Windows-Programme es suchen.</translation>
        </message>
        <message>
            <source>Position where there is none</source>
            <translation>Position, wo keine ist</translation>
        </message>
        <message>
            <source>Stores the landmark's position as the camera's in photos without one.</source>
            <translation>Speichert die Position des Wahrzeichens als die der Kamera in Fotos ohne Position.</translation>
        </message>
        <message>
            <source>First level of the path</source>
            <translation>Erste Ebene des Pfads</translation>
        </message>
        <message>
            <source>The word under which all places stand in keyword paths; may be empty.</source>
            <translation>Das Wort, unter dem alle Orte in Stichwortpfaden stehen; darf leer sein.</translation>
        </message>
        <message>
            <source>Language of keywords</source>
            <translation>Sprache der Stichwörter</translation>
        </message>
        <message>
            <source>Language of the landmarks' names that are written, as an ISO 639-1 code.</source>
            <translation>Sprache der geschriebenen Namen, als ISO-639-1-Code.</translation>
        </message>
        <message>
            <source>Separator for Lightroom and darktable</source>
            <translation>Trennzeichen für Lightroom und darktable</translation>
        </message>
        <message>
            <source>Stands between the levels of a path in lr:hierarchicalSubject.</source>
            <translation>Steht zwischen den Ebenen eines Pfads in lr:hierarchicalSubject.</translation>
        </message>
        <message>
            <source>Separator for digiKam</source>
            <translation>Trennzeichen für digiKam</translation>
        </message>
        <message>
            <source>Stands between the levels of a path in digiKam:TagsList.</source>
            <translation>Steht zwischen den Ebenen eines Pfads in digiKam:TagsList.</translation>
        </message>
        <message>
            <source>Sidecar files</source>
            <translation>Begleitdateien</translation>
        </message>
        <message>
            <source>Whether to write into XMP files beside the photos: auto only where the photo cannot be written, always or never.</source>
            <translation>Ob in XMP-Dateien neben den Fotos geschrieben wird: auto nur, wo das Foto nicht beschreibbar ist, immer oder nie.</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>auto</translation>
        </message>
        <message>
            <source>always</source>
            <translation>immer</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>Where two sidecars exist</source>
            <translation>Wo zwei Begleitdateien sind</translation>
        </message>
        <message>
            <source>Which one to write: ask leaves such photos alone, appended is photo.jpg.xmp, replaced is photo.xmp.</source>
            <translation>Welche geschrieben wird: „fragen“ lässt solche Fotos in Ruhe, „angehängt“ ist photo.jpg.xmp, „ersetzt“ ist photo.xmp.</translation>
        </message>
        <message>
            <source>ask</source>
            <translation>fragen</translation>
        </message>
        <message>
            <source>appended</source>
            <translation>angehängt</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>ersetzt</translation>
        </message>
        <message>
            <source>Sidecar names as Adobe</source>
            <translation>Begleitdateien nach Adobe benennen</translation>
        </message>
        <message>
            <source>Calls new sidecars of RAW files photo.xmp instead of photo.nef.xmp.</source>
            <translation>Nennt neue Begleitdateien von RAW-Dateien photo.xmp statt photo.nef.xmp.</translation>
        </message>
        <message>
            <source>Files with further hard links</source>
            <translation>Dateien mit weiteren harten Verweisen</translation>
        </message>
        <message>
            <source>What to do with them: write a sidecar, refuse, or write, which leaves the other names with the old file.</source>
            <translation>Was damit geschieht: Begleitdatei schreiben, ablehnen oder schreiben, wobei die anderen Namen die alte Datei behalten.</translation>
        </message>
        <message>
            <source>sidecar</source>
            <translation>Begleitdatei</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>ablehnen</translation>
        </message>
        <message>
            <source>write</source>
            <translation>schreiben</translation>
        </message>
        <message>
            <source>Write into signed photos</source>
            <translation>In signierte Fotos schreiben</translation>
        </message>
        <message>
            <source>Writes into photos with a C2PA signature, which breaks it, instead of into a sidecar.</source>
            <translation>Schreibt in Fotos mit C2PA-Signatur, was sie bricht, statt in eine Begleitdatei.</translation>
        </message>
        <message>
            <source>Keep the file's date</source>
            <translation>Datum der Datei behalten</translation>
        </message>
        <message>
            <source>Leaves the modification time as it was; photos without a capture time always keep it.</source>
            <translation>Lässt die Änderungszeit, wie sie war; Fotos ohne Aufnahmezeit behalten sie immer.</translation>
        </message>
        <message>
            <source>Keep the original</source>
            <translation>Original behalten</translation>
        </message>
        <message>
            <source>Leaves a copy beside each photo before the first write, photo.jpg.original.</source>
            <translation>Lässt vor dem ersten Schreiben neben jedem Foto eine Kopie, photo.jpg.original.</translation>
        </message>
        <message>
            <source>Keys that differ from the defaults, as a JSON object from actions to keys.</source>
            <translation>Tasten, die vom Standard abweichen, als JSON-Objekt von Aktionen zu Tasten.</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>Eine Einstellung finden</translation>
        </message>
        <message>
            <source>No setting fits.</source>
            <translation>Keine Einstellung passt.</translation>
        </message>
        <message>
            <source>Photo Managers</source>
            <translation>Fotoverwaltungen</translation>
        </message>
        <message>
            <source>The one that ships with the app</source>
            <translation>Das mitgelieferte</translation>
        </message>
        <message>
            <source>The system's language</source>
            <translation>Die Sprache des Systems</translation>
        </message>
        <message>
            <source>Back to the default: {value}</source>
            <translation>Zurück zum Standard: {value}</translation>
        </message>
        <message>
            <source>On</source>
            <translation>An</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Stop (Esc)</source>
            <translation>Anhalten (Esc)</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>The model that suggests; press to choose another one</source>
            <translation>Das Modell, das vorschlägt; drücken, um ein anderes zu wählen</translation>
        </message>
        <message>
            <source>Model: {name}</source>
            <translation>Modell: {name}</translation>
        </message>
        <message>
            <source>{what} {done} of {total}</source>
            <translation>{what} {done} von {total}</translation>
        </message>
        <message>
            <source>{rate} a second</source>
            <translation>{rate} pro Sekunde</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n Sekunde</numerusform>
                <numerusform>%n Sekunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n Minute</numerusform>
                <numerusform>%n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n Stunde</numerusform>
                <numerusform>%n Stunden</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestActions</name>
        <message>
            <source>Same for All Others</source>
            <translation>Für alle übrigen</translation>
        </message>
        <message>
            <source>Next Photo</source>
            <translation>Nächstes Foto</translation>
        </message>
        <message>
            <source>Previous Photo</source>
            <translation>Voriges Foto</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>SuggestDialog</name>
        <message>
            <source>Suggest location</source>
            <translation>Ort vorschlagen</translation>
        </message>
        <message>
            <source>Open in Main Window</source>
            <translation>Im Hauptfenster öffnen</translation>
        </message>
        <message>
            <source>What will be written</source>
            <translation>Was geschrieben wird</translation>
        </message>
        <message>
            <source>Shows these photos in the large window, with filters, map and settings</source>
            <translation>Zeigt diese Fotos im großen Fenster, mit Filtern, Karte und Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>SuggestFlow</name>
        <message>
            <source>Writing…</source>
            <translation>Schreibe …</translation>
        </message>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>%n Datei schreiben</numerusform>
                <numerusform>%n Dateien schreiben</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n offen</numerusform>
                <numerusform>%n offen</numerusform>
            </translation>
        </message>
        <message>
            <source>All decided</source>
            <translation>Alle entschieden</translation>
        </message>
        <message>
            <source>Nothing is written into the file. The program that asked gets:</source>
            <translation>In die Datei wird nichts geschrieben. Das aufrufende Programm erhält:</translation>
        </message>
        <message>
            <source>There is no decision to undo.</source>
            <translation>Es gibt keine Entscheidung zurückzunehmen.</translation>
        </message>
        <message numerus="yes">
            <source>%n accepted photo(s) are not written yet. Esc once more closes without writing.</source>
            <translation>
                <numerusform>%n angenommenes Foto ist noch nicht geschrieben. Noch einmal Esc schließt ohne zu schreiben.</numerusform>
                <numerusform>%n angenommene Fotos sind noch nicht geschrieben. Noch einmal Esc schließt ohne zu schreiben.</numerusform>
            </translation>
        </message>
        <message>
            <source>Write and Close</source>
            <translation>Schreiben und schließen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n Datei geschrieben.</numerusform>
                <numerusform>%n Dateien geschrieben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had it already.</source>
            <translation>
                <numerusform>%n enthielt es schon.</numerusform>
                <numerusform>%n enthielten es schon.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n konnte nicht geschrieben werden.</numerusform>
                <numerusform>%n konnten nicht geschrieben werden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n Datei ist wie zuvor.</numerusform>
                <numerusform>%n Dateien sind wie zuvor.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; another program has changed them.</source>
            <translation>
                <numerusform>%n konnte nicht zurückgenommen werden; ein anderes Programm hat sie geändert.</numerusform>
                <numerusform>%n konnten nicht zurückgenommen werden; ein anderes Programm hat sie geändert.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestReview</name>
        <message>
            <source>Accept a landmark for this photo first.</source>
            <translation>Nehmen Sie zuerst ein Wahrzeichen für dieses Foto an.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Kein Wahrzeichen</translation>
        </message>
        <message numerus="yes">
            <source>{name}: %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name}: %n Foto; U nimmt es zurück.</numerusform>
                <numerusform>{name}: %n Fotos; U nimmt es zurück.</numerusform>
            </translation>
        </message>
        <message>
            <source>No other photo waits for a decision.</source>
            <translation>Kein anderes Foto wartet auf eine Entscheidung.</translation>
        </message>
    </context>
    <context>
        <name>ViewControl</name>
        <message>
            <source>Without date</source>
            <translation>Ohne Datum</translation>
        </message>
        <message>
            <source>Without landmark</source>
            <translation>Ohne Wahrzeichen</translation>
        </message>
        <message>
            <source>Just found</source>
            <translation>Gerade gefunden</translation>
        </message>
        <message numerus="yes">
            <source>&amp;Write %n Accepted…</source>
            <translation>
                <numerusform>%n angenommenes &amp;schreiben …</numerusform>
                <numerusform>%n angenommene &amp;schreiben …</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n</source>
            <translation>
                <numerusform>%n schreiben</numerusform>
                <numerusform>%n schreiben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n Foto</numerusform>
                <numerusform>%n Fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n photo(s)</source>
            <translation>
                <numerusform>{shown} von %n Foto</numerusform>
                <numerusform>{shown} von %n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>{number} selected</source>
            <translation>{number} ausgewählt</translation>
        </message>
        <message>
            <source>{number} accepted, not written</source>
            <translation>{number} angenommen, nicht geschrieben</translation>
        </message>
        <message>
            <source>{number} cannot be read</source>
            <translation>{number} nicht lesbar</translation>
        </message>
    </context>
    <context>
        <name>WindowControl</name>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Open a folder of photos first.</source>
            <translation>Öffnen Sie zuerst einen Ordner mit Fotos.</translation>
        </message>
    </context>
    <context>
        <name>Wording</name>
        <message>
            <source>Confident</source>
            <translation>Sicher</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Unsicher</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Kein Wahrzeichen</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>Named in the file</source>
            <translation>In der Datei genannt</translation>
        </message>
        <message>
            <source>very likely</source>
            <translation>sehr wahrscheinlich</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>wahrscheinlich</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>unsicher</translation>
        </message>
        <message>
            <source>unlikely</source>
            <translation>unwahrscheinlich</translation>
        </message>
        <message>
            <source>The camera's position agrees</source>
            <translation>Die Position der Kamera passt dazu</translation>
        </message>
        <message>
            <source>The camera's position contradicts</source>
            <translation>Die Position der Kamera widerspricht</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Urteil</translation>
        </message>
        <message>
            <source>Uncertainty</source>
            <translation>Unsicherheit</translation>
        </message>
        <message>
            <source>Not grouped</source>
            <translation>Ohne Gruppen</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>{number} %</source>
            <translation>{number} %</translation>
        </message>
    </context>
    <context>
        <name>WorkStatus</name>
        <message>
            <source>All these photos have a suggestion or a decision already.</source>
            <translation>Alle diese Fotos haben schon einen Vorschlag oder eine Entscheidung.</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Suche nach Fotos …</translation>
        </message>
        <message>
            <source>Loading the model {name}…</source>
            <translation>Das Modell {name} wird geladen …</translation>
        </message>
        <message>
            <source>Suggesting</source>
            <translation>Vorschlagen:</translation>
        </message>
        <message numerus="yes">
            <source>Stopped; %n photo(s) are left. Suggesting again goes on there.</source>
            <translation>
                <numerusform>Angehalten; %n Foto ist übrig. Neues Vorschlagen geht dort weiter.</numerusform>
                <numerusform>Angehalten; %n Fotos sind übrig. Neues Vorschlagen geht dort weiter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) have a suggestion now.</source>
            <translation>
                <numerusform>%n Foto hat jetzt einen Vorschlag.</numerusform>
                <numerusform>%n Fotos haben jetzt einen Vorschlag.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be read.</source>
            <translation>
                <numerusform>%n war nicht lesbar.</numerusform>
                <numerusform>%n waren nicht lesbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>{folders} is no longer there. Decisions are kept; open it again when it is back.</source>
            <translation>{folders} ist nicht mehr da. Die Entscheidungen bleiben erhalten; öffnen Sie den Ordner wieder, wenn er zurück ist.</translation>
        </message>
        <message>
            <source>Problems ({number})</source>
            <translation>Probleme ({number})</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Probleme</translation>
        </message>
    </context>
    <context>
        <name>Writing</name>
        <message>
            <source>There is nothing to write: accept some suggestions first.</source>
            <translation>Es gibt nichts zu schreiben: Nehmen Sie zuerst Vorschläge an.</translation>
        </message>
        <message>
            <source>Nothing was written yet.</source>
            <translation>Noch wurde nichts geschrieben.</translation>
        </message>
        <message numerus="yes">
            <source>The last write was on {date}: %n file(s).</source>
            <translation>
                <numerusform>Zuletzt geschrieben wurde am {date}: %n Datei.</numerusform>
                <numerusform>Zuletzt geschrieben wurde am {date}: %n Dateien.</numerusform>
            </translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Schreiben:</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n Datei geschrieben.</numerusform>
                <numerusform>%n Dateien geschrieben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n konnte nicht geschrieben werden.</numerusform>
                <numerusform>%n konnten nicht geschrieben werden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped before the end; the others are still waiting.</source>
            <translation>Vor dem Ende angehalten; die anderen warten noch.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n Datei ist, wie sie war.</numerusform>
                <numerusform>%n Dateien sind, wie sie waren.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; see the problems.</source>
            <translation>
                <numerusform>%n ließ sich nicht zurücknehmen; siehe die Probleme.</numerusform>
                <numerusform>%n ließen sich nicht zurücknehmen; siehe die Probleme.</numerusform>
            </translation>
        </message>
        <message>
            <source>A write was cut off last time; the files and the journal are in order again.</source>
            <translation>Ein Schreiben brach letztes Mal ab; Dateien und Journal sind wieder in Ordnung.</translation>
        </message>
    </context>
</TS>
