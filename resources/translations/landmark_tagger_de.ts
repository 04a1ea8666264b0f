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
        <message numerus="yes">
            <source>%n photo(s) taken far from there are left out.</source>
            <translation>
                <numerusform>%n Foto, das weit davon entfernt aufgenommen wurde, bleibt aus.</numerusform>
                <numerusform>%n Fotos, die weit davon entfernt aufgenommen wurden, bleiben aus.</numerusform>
            </translation>
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
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
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
            <source>Re&amp;do Decision</source>
            <translation>Entscheidung wieder&amp;holen</translation>
        </message>
        <message>
            <source>Brings back the decision that was undone last</source>
            <translation>Bringt die zuletzt zurückgenommene Entscheidung wieder</translation>
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
            <source>Show W&amp;here</source>
            <translation>Wo i&amp;m Bild</translation>
        </message>
        <message>
            <source>Shows in the photo where the model sees the landmark</source>
            <translation>Zeigt im Foto, wo das Modell das Wahrzeichen sieht</translation>
        </message>
        <message>
            <source>Show Where: Ne&amp;xt Candidate</source>
            <translation>Wo im Bild: nä&amp;chster Kandidat</translation>
        </message>
        <message>
            <source>Shows where the model sees the next candidate; or point at one in the list</source>
            <translation>Zeigt, wo das Modell den nächsten Kandidaten sieht; oder auf einen in der Liste zeigen</translation>
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
            <source>&amp;Train a Model…</source>
            <translation>Modell &amp;trainieren…</translation>
        </message>
        <message>
            <source>Makes a model of your own places, or reruns the reference pipelines</source>
            <translation>Macht ein Modell Ihrer eigenen Orte oder führt die Referenz-Verfahren noch einmal aus</translation>
        </message>
        <message>
            <source>&amp;Models…</source>
            <translation>&amp;Modelle…</translation>
        </message>
        <message>
            <source>Choose, compare, rename, export and import models</source>
            <translation>Modelle wählen, vergleichen, umbenennen, exportieren und importieren</translation>
        </message>
        <message>
            <source>&amp;New Landmark from These Photos…</source>
            <translation>&amp;Neues Wahrzeichen aus diesen Fotos …</translation>
        </message>
        <message>
            <source>Teaches a place from three or more selected photos, in seconds</source>
            <translation>Lernt einen Ort aus drei oder mehr ausgewählten Fotos, in Sekunden</translation>
        </message>
        <message>
            <source>&amp;Unknown Places…</source>
            <translation>&amp;Unbekannte Orte …</translation>
        </message>
        <message>
            <source>Finds photos that look alike and show nothing the model knows, to be taught</source>
            <translation>Findet Fotos, die sich ähneln und nichts zeigen, was das Modell kennt, um sie ihm beizubringen</translation>
        </message>
        <message>
            <source>Taught &amp;Landmarks…</source>
            <translation>Gelernte Wahr&amp;zeichen …</translation>
        </message>
        <message>
            <source>Look at the landmarks that you taught, and forget them</source>
            <translation>Selbst beigebrachte Wahrzeichen ansehen und vergessen</translation>
        </message>
        <message>
            <source>&amp;Improve My Model…</source>
            <translation>Mein Modell &amp;verbessern …</translation>
        </message>
        <message>
            <source>Lets the model learn from your decisions, where that makes it better</source>
            <translation>Lässt das Modell aus Ihren Entscheidungen lernen, wo es dadurch besser wird</translation>
        </message>
        <message>
            <source>&amp;How Good Are the Suggestions?…</source>
            <translation>Wie &amp;gut sind die Vorschläge? …</translation>
        </message>
        <message>
            <source>Holds what the model said against your decisions</source>
            <translation>Hält das, was das Modell sagte, gegen Ihre Entscheidungen</translation>
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
        <name>BackboneTable</name>
        <message>
            <source>Backbones</source>
            <translation>Grundnetze</translation>
        </message>
        <message>
            <source>Backbone</source>
            <translation>Grundnetz</translation>
        </message>
        <message>
            <source>On ImageNet</source>
            <translation>Auf ImageNet</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>Speed here</source>
            <translation>Tempo hier</translation>
        </message>
        <message>
            <source>Its weights are</source>
            <translation>Seine Gewichte sind</translation>
        </message>
        <message>
            <source>{number} million</source>
            <translation>{number} Millionen</translation>
        </message>
        <message>
            <source>{rate} photos/s</source>
            <translation>{rate} Fotos/s</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>nicht gemessen</translation>
        </message>
        <message>
            <source>to be downloaded: {size}</source>
            <translation>herunterzuladen: {size}</translation>
        </message>
        <message>
            <source>to be installed: {package}</source>
            <translation>zu installieren: {package}</translation>
        </message>
        <message>
            <source>here</source>
            <translation>hier</translation>
        </message>
        <message>
            <source>from your file</source>
            <translation>aus Ihrer Datei</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>How Good Are the Suggestions?</source>
            <translation>Wie gut sind die Vorschläge?</translation>
        </message>
        <message>
            <source>Dot: how often it was right. Line: where the true share lies with 90 % certainty. Pale block: what it said; a dot in it means that the model is honest there. Hollow dots rest on too few photos.</source>
            <translation>Punkt: wie oft es recht hatte. Linie: wo der wahre Anteil mit 90 % Sicherheit liegt. Blasser Block: was es sagte; ein Punkt darin heißt, dass das Modell dort ehrlich ist. Hohle Punkte beruhen auf zu wenigen Fotos.</translation>
        </message>
        <message numerus="yes">
            <source>The model {name}, held against your decisions about %n photo(s).</source>
            <translation>
                <numerusform>Das Modell {name}, gegen Ihre Entscheidung über %n Foto gehalten.</numerusform>
                <numerusform>Das Modell {name}, gegen Ihre Entscheidungen über %n Fotos gehalten.</numerusform>
            </translation>
        </message>
        <message>
            <source>You have not yet decided about photos for which this model suggested a landmark. Accept or reject some.</source>
            <translation>Sie haben noch über keine Fotos entschieden, für die dieses Modell ein Wahrzeichen vorschlug. Nehmen Sie einige an oder lehnen Sie sie ab.</translation>
        </message>
        <message numerus="yes">
            <source>These are too few to say how good the suggestions are: %n decision(s) or more are needed.</source>
            <translation>
                <numerusform>Das sind zu wenige, um zu sagen, wie gut die Vorschläge sind: mindestens %n Entscheidung ist nötig.</numerusform>
                <numerusform>Das sind zu wenige, um zu sagen, wie gut die Vorschläge sind: mindestens %n Entscheidungen sind nötig.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first suggestion was right for {right} of %n photo(s): {share}.</source>
            <translation>
                <numerusform>Der erste Vorschlag war für {right} von %n Foto richtig: {share}.</numerusform>
                <numerusform>Der erste Vorschlag war für {right} von %n Fotos richtig: {share}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n suggestion(s) that it was confident of, {right} were right.</source>
            <translation>
                <numerusform>Von %n Vorschlag, dessen es sicher war, waren {right} richtig.</numerusform>
                <numerusform>Von %n Vorschlägen, deren es sicher war, waren {right} richtig.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n photo(s) in which it saw no landmark, {right} show none.</source>
            <translation>
                <numerusform>Von %n Foto, in dem es kein Wahrzeichen sah, zeigen {right} keines.</numerusform>
                <numerusform>Von %n Fotos, in denen es kein Wahrzeichen sah, zeigen {right} keines.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the photos were accepted together with all confident ones. Who does not look at each of them finds no mistakes in them: the chart may flatter the model.</source>
            <translation>
                <numerusform>%n der Fotos wurde zusammen mit allen sicheren angenommen. Wer nicht jedes ansieht, findet darin keine Fehler: das Bild kann dem Modell schmeicheln.</numerusform>
                <numerusform>%n der Fotos wurden zusammen mit allen sicheren angenommen. Wer nicht jedes ansieht, findet darin keine Fehler: das Bild kann dem Modell schmeicheln.</numerusform>
            </translation>
        </message>
        <message>
            <source>It promises too much where it says {ranges}.</source>
            <translation>Es verspricht zu viel, wo es {ranges} sagt.</translation>
        </message>
        <message>
            <source>It is right more often than it says where it says {ranges}.</source>
            <translation>Es hat öfter recht, als es sagt, wo es {ranges} sagt.</translation>
        </message>
        <message>
            <source>Its probabilities are honest, as far as these decisions can tell.</source>
            <translation>Seine Wahrscheinlichkeiten sind ehrlich, soweit diese Entscheidungen es zeigen.</translation>
        </message>
    </context>
    <context>
        <name>CalibrationView</name>
        <message>
            <source>Calibration chart</source>
            <translation>Kalibrierungsbild</translation>
        </message>
        <message>
            <source>no photos</source>
            <translation>keine Fotos</translation>
        </message>
        <message>
            <source>{right} of {count}</source>
            <translation>{right} von {count}</translation>
        </message>
        <message>
            <source>The model said</source>
            <translation>Das Modell sagte</translation>
        </message>
        <message>
            <source>and was right in</source>
            <translation>und hatte recht bei</translation>
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
        <name>CheckPage</name>
        <message>
            <source>Can the network memorise one batch?</source>
            <translation>Kann das Netz einen Stapel auswendig lernen?</translation>
        </message>
        <message>
            <source>Before hours are spent: 32 photos are shown again and again. Their loss must fall close to zero, or the network, the photos or the weights are broken. This check may be left out.</source>
            <translation>Bevor Stunden vergehen: 32 Fotos werden immer wieder gezeigt. Ihr Verlust muss fast auf null fallen, sonst stimmt etwas mit Netz, Fotos oder Gewichten nicht. Diese Probe darf entfallen.</translation>
        </message>
        <message>
            <source>Loss on the batch</source>
            <translation>Verlust auf dem Stapel</translation>
        </message>
        <message>
            <source>step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>Run the Check</source>
            <translation>Probe machen</translation>
        </message>
        <message>
            <source>Run It Again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>The curve appears here.</source>
            <translation>Hier erscheint die Kurve.</translation>
        </message>
        <message>
            <source>loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Running…</source>
            <translation>Läuft…</translation>
        </message>
        <message>
            <source>Memorised: the network can learn. {share} of the batch right, loss {first} → {last}.</source>
            <translation>Auswendig gelernt: Das Netz kann lernen. {share} des Stapels richtig, Verlust {first} → {last}.</translation>
        </message>
        <message>
            <source>Not memorised: {share} of the batch right, loss {first} → {last}. Look at the photos, the weights and the learning rate before you train.</source>
            <translation>Nicht auswendig gelernt: {share} des Stapels richtig, Verlust {first} → {last}. Sehen Sie sich vor dem Training Fotos, Gewichte und Lernrate an.</translation>
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
        <name>CompareDialog</name>
        <message>
            <source>Compare Two Models</source>
            <translation>Zwei Modelle vergleichen</translation>
        </message>
        <message>
            <source>Photos about which the two disagree</source>
            <translation>Fotos, über die sich beide uneins sind</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Open a folder of photos in the main window first.</source>
            <translation>Öffnen Sie zuerst im Hauptfenster einen Ordner mit Fotos.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Kein Wahrzeichen</translation>
        </message>
        <message>
            <source>1: {first}    2: {second}</source>
            <translation>1: {first}    2: {second}</translation>
        </message>
        <message numerus="yes">
            <source>Asking {name} about %n photo(s)…</source>
            <translation>
                <numerusform>{name} wird nach %n Foto gefragt…</numerusform>
                <numerusform>{name} wird nach %n Fotos gefragt…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They disagree about %n photo(s)</source>
            <translation>
                <numerusform>Sie sind sich bei %n Foto uneins</numerusform>
                <numerusform>Sie sind sich bei %n Fotos uneins</numerusform>
            </translation>
        </message>
        <message>
            <source>They agree about all these photos.</source>
            <translation>Sie sind sich bei allen diesen Fotos einig.</translation>
        </message>
    </context>
    <context>
        <name>ContactSheet</name>
        <message>
            <source>Contact sheet</source>
            <translation>Kontaktbogen</translation>
        </message>
    </context>
    <context>
        <name>DataPage</name>
        <message>
            <source>Which photos should it learn from?</source>
            <translation>Aus welchen Fotos soll es lernen?</translation>
        </message>
        <message>
            <source>A folder for each landmark, with its photos in it. Photos stay where they are.</source>
            <translation>Für jedes Wahrzeichen ein Ordner mit seinen Fotos. Die Fotos bleiben, wo sie sind.</translation>
        </message>
        <message>
            <source>A folder of labelled folders</source>
            <translation>Ein Ordner mit benannten Ordnern</translation>
        </message>
        <message>
            <source>My accepted photos</source>
            <translation>Meine angenommenen Fotos</translation>
        </message>
        <message>
            <source>The 50 landmarks of the reference project</source>
            <translation>Die 50 Wahrzeichen des Referenzprojekts</translation>
        </message>
        <message>
            <source>Folder with train/NAME/… and test/NAME/…, or with NAME/…</source>
            <translation>Ordner mit train/NAME/… und test/NAME/… oder mit NAME/…</translation>
        </message>
        <message>
            <source>Folder of labelled folders</source>
            <translation>Ordner mit benannten Ordnern</translation>
        </message>
        <message>
            <source>Where to put the download</source>
            <translation>Wohin das Heruntergeladene kommt</translation>
        </message>
        <message>
            <source>Optional: a folder of ordinary photos without any landmark</source>
            <translation>Wahlweise: ein Ordner gewöhnlicher Fotos ohne Wahrzeichen</translation>
        </message>
        <message>
            <source>Photos without a landmark</source>
            <translation>Fotos ohne Wahrzeichen</translation>
        </message>
        <message>
            <source>Look Over</source>
            <translation>Durchsehen</translation>
        </message>
        <message>
            <source>What you accepted becomes the label, and “no landmark” teaches what to leave alone.</source>
            <translation>Was Sie angenommen haben, wird zum Namen, und „kein Wahrzeichen“ lehrt, was in Ruhe zu lassen ist.</translation>
        </message>
        <message>
            <source>{size} to download and as much again to unpack; a broken download goes on where it was.</source>
            <translation>{size} herunterzuladen und noch einmal so viel zum Auspacken; ein abgebrochenes Herunterladen geht dort weiter, wo es war.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Landmarks and their photos</source>
            <translation>Wahrzeichen und ihre Fotos</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>Valid.</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Test</translation>
        </message>
        <message>
            <source>Before normalisation</source>
            <translation>Vor der Normalisierung</translation>
        </message>
        <message>
            <source>value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>After normalisation</source>
            <translation>Nach der Normalisierung</translation>
        </message>
        <message>
            <source>What is wrong with the photos</source>
            <translation>Was an den Fotos nicht stimmt</translation>
        </message>
        <message>
            <source>Contact sheet</source>
            <translation>Kontaktbogen</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Warnungen</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Wird heruntergeladen…</translation>
        </message>
        <message>
            <source>Collecting your accepted photos…</source>
            <translation>Ihre angenommenen Fotos werden gesammelt…</translation>
        </message>
        <message>
            <source>Looking the photos over…</source>
            <translation>Die Fotos werden durchgesehen…</translation>
        </message>
        <message>
            <source>Downloading {done} of {total}</source>
            <translation>{done} von {total} heruntergeladen</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message>
            <source>{classes} landmarks: {train} photos to learn from, {validation} to choose by, {test} to test</source>
            <translation>{classes} Wahrzeichen: {train} Fotos zum Lernen, {validation} zum Auswählen, {test} zum Prüfen</translation>
        </message>
        <message numerus="yes">
            <source>%n accepted photo(s) are no longer there</source>
            <translation>
                <numerusform>%n angenommenes Foto ist nicht mehr da</numerusform>
                <numerusform>%n angenommene Fotos sind nicht mehr da</numerusform>
            </translation>
        </message>
        <message>
            <source>red</source>
            <translation>Rot</translation>
        </message>
        <message>
            <source>green</source>
            <translation>Grün</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <source>Mean {mean}   standard deviation {std}   (red, green, blue of the training photos)</source>
            <translation>Mittelwert {mean}   Standardabweichung {std}   (Rot, Grün, Blau der Trainingsfotos)</translation>
        </message>
        <message>
            <source>Files that cannot be read</source>
            <translation>Dateien, die sich nicht lesen lassen</translation>
        </message>
        <message>
            <source>Copies across training and test photos</source>
            <translation>Kopien quer durch Trainings- und Testfotos</translation>
        </message>
        <message>
            <source>Left out, as their label is wrong</source>
            <translation>Ausgelassen, weil ihr Name falsch ist</translation>
        </message>
        <message>
            <source>Nothing is wrong with these photos.</source>
            <translation>An diesen Fotos ist nichts auszusetzen.</translation>
        </message>
        <message>
            <source>Warnings ({number})</source>
            <translation>Warnungen ({number})</translation>
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>Back to {value}</source>
            <translation>Zurück auf {value}</translation>
        </message>
        <message>
            <source>Back to the recipe's value: {name}</source>
            <translation>Zurück auf den Wert des Rezepts: {name}</translation>
        </message>
        <message>
            <source>Default {value}</source>
            <translation>Vorgabe {value}</translation>
        </message>
        <message>
            <source>{default}, above {least}</source>
            <translation>{default}, über {least}</translation>
        </message>
        <message>
            <source>{default}, from {least} to {most}</source>
            <translation>{default}, von {least} bis {most}</translation>
        </message>
        <message>
            <source>as the backbone wants</source>
            <translation>wie das Grundnetz es will</translation>
        </message>
        <message>
            <source>on</source>
            <translation>an</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>auto</translation>
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
        <name>HeatControl</name>
        <message>
            <source>Looking where the model sees something…</source>
            <translation>Sucht, wo das Modell etwas sieht …</translation>
        </message>
        <message>
            <source>This model cannot say where it sees something.</source>
            <translation>Dieses Modell kann nicht sagen, wo es etwas sieht.</translation>
        </message>
        <message>
            <source>Ask the model for suggestions first.</source>
            <translation>Fragen Sie das Modell zuerst nach Vorschlägen.</translation>
        </message>
        <message>
            <source>There is no heat map of {name}: the model itself does not know it.</source>
            <translation>Für {name} gibt es kein Wärmebild: Das Modell selbst kennt es nicht.</translation>
        </message>
        <message>
            <source>Where the model sees {name}</source>
            <translation>Wo das Modell {name} sieht</translation>
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
        <name>Hyperparameters</name>
        <message>
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>Stapelgröße</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>Optimierer</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Warm-up epochs</source>
            <translation>Aufwärm-Epochen</translation>
        </message>
        <message>
            <source>Weights kept</source>
            <translation>Behaltene Gewichte</translation>
        </message>
        <message>
            <source>Weight decay</source>
            <translation>Gewichtsabbau</translation>
        </message>
        <message>
            <source>Label smoothing</source>
            <translation>Namensglättung</translation>
        </message>
        <message>
            <source>Mixed batches</source>
            <translation>Gemischte Stapel</translation>
        </message>
        <message>
            <source>Mixup</source>
            <translation>Mixup</translation>
        </message>
        <message>
            <source>CutMix</source>
            <translation>CutMix</translation>
        </message>
        <message>
            <source>Averaged weights</source>
            <translation>Gemittelte Gewichte</translation>
        </message>
        <message>
            <source>Gradient clipping</source>
            <translation>Gradientengrenze</translation>
        </message>
        <message>
            <source>Mirroring</source>
            <translation>Spiegeln</translation>
        </message>
        <message>
            <source>Smallest crop</source>
            <translation>Kleinster Ausschnitt</translation>
        </message>
        <message>
            <source>Stretch of crops</source>
            <translation>Streckung</translation>
        </message>
        <message>
            <source>Rotation</source>
            <translation>Drehung</translation>
        </message>
        <message>
            <source>Colour changes</source>
            <translation>Farbänderungen</translation>
        </message>
        <message>
            <source>Greyscale</source>
            <translation>Graustufen</translation>
        </message>
        <message>
            <source>Erasing</source>
            <translation>Ausradieren</translation>
        </message>
        <message>
            <source>Input size</source>
            <translation>Eingabegröße</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>Initialisation</source>
            <translation>Anfangsgewichte</translation>
        </message>
        <message>
            <source>Padding</source>
            <translation>Auffüllen</translation>
        </message>
        <message>
            <source>Unfrozen stages</source>
            <translation>Freie Stufen</translation>
        </message>
        <message>
            <source>Fine-tuning epochs</source>
            <translation>Feinabstimmung, Epochen</translation>
        </message>
        <message>
            <source>Fine-tuning rate</source>
            <translation>Feinabstimmung, Rate</translation>
        </message>
        <message>
            <source>No feature cache</source>
            <translation>Ohne Merkmalspeicher</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Against learning by heart</source>
            <translation>Gegen Auswendiglernen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>How many times the network sees all training photos.</source>
            <translation>Wie oft das Netz alle Trainingsfotos sieht.</translation>
        </message>
        <message>
            <source>Learning rate: how large a step each batch makes; too large diverges, too small never gets there.</source>
            <translation>Lernrate: wie groß der Schritt je Stapel ist; zu groß läuft davon, zu klein kommt nie an.</translation>
        </message>
        <message>
            <source>Photos from which one step is computed; larger batches are smoother and need more memory.</source>
            <translation>Fotos, aus denen ein Schritt berechnet wird; größere Stapel sind ruhiger und brauchen mehr Speicher.</translation>
        </message>
        <message>
            <source>The rule that turns gradients into steps.</source>
            <translation>Die Regel, die aus Gradienten Schritte macht.</translation>
        </message>
        <message>
            <source>Whether the learning rate stays as it is or falls to zero along a cosine.</source>
            <translation>Ob die Lernrate bleibt oder entlang eines Kosinus auf null fällt.</translation>
        </message>
        <message>
            <source>Epochs in which the learning rate rises from zero, with the cosine schedule.</source>
            <translation>Epochen, in denen die Lernrate von null ansteigt, beim Kosinus-Verlauf.</translation>
        </message>
        <message>
            <source>Which weights become the model: those with the lowest validation loss, or the last ones.</source>
            <translation>Welche Gewichte das Modell werden: die mit dem kleinsten Validierungsverlust oder die letzten.</translation>
        </message>
        <message>
            <source>Pulls all weights towards zero a little, so that none becomes extreme.</source>
            <translation>Zieht alle Gewichte ein wenig zur Null, damit keines extrem wird.</translation>
        </message>
        <message>
            <source>Share of certainty taken from the right answer, so that the network is never too sure.</source>
            <translation>Anteil an Gewissheit, der der richtigen Antwort genommen wird, damit das Netz nie zu sicher ist.</translation>
        </message>
        <message>
            <source>Share of batches in which pictures are blended with each other.</source>
            <translation>Anteil der Stapel, in denen Bilder miteinander gemischt werden.</translation>
        </message>
        <message>
            <source>How strongly two pictures are blended; 0 turns it off.</source>
            <translation>Wie stark zwei Bilder gemischt werden; 0 schaltet es ab.</translation>
        </message>
        <message>
            <source>How large a piece of another picture is pasted in; 0 turns it off.</source>
            <translation>Wie groß ein eingesetztes Stück eines anderen Bildes ist; 0 schaltet es ab.</translation>
        </message>
        <message>
            <source>How slowly the averaged weights, which become the model, follow the trained ones; 0 does not average.</source>
            <translation>Wie langsam die gemittelten Gewichte, aus denen das Modell wird, den trainierten folgen; 0 mittelt nicht.</translation>
        </message>
        <message>
            <source>Longest step that a batch may ask for; 0 allows any.</source>
            <translation>Längster Schritt, den ein Stapel verlangen darf; 0 erlaubt jeden.</translation>
        </message>
        <message>
            <source>Probability that a picture is mirrored.</source>
            <translation>Wahrscheinlichkeit, dass ein Bild gespiegelt wird.</translation>
        </message>
        <message>
            <source>Smallest share of a picture that a random crop keeps; 1 keeps all of it.</source>
            <translation>Kleinster Anteil eines Bildes, den ein zufälliger Ausschnitt behält; 1 behält alles.</translation>
        </message>
        <message>
            <source>How far a crop may be stretched, as a factor.</source>
            <translation>Wie weit ein Ausschnitt gestreckt werden darf, als Faktor.</translation>
        </message>
        <message>
            <source>Largest random rotation, in degrees.</source>
            <translation>Größte zufällige Drehung in Grad.</translation>
        </message>
        <message>
            <source>Strength of random changes of brightness, contrast and colour.</source>
            <translation>Stärke zufälliger Änderungen von Helligkeit, Kontrast und Farbe.</translation>
        </message>
        <message>
            <source>Probability that a picture loses its colours.</source>
            <translation>Wahrscheinlichkeit, dass ein Bild seine Farben verliert.</translation>
        </message>
        <message>
            <source>Probability that a random rectangle of a picture is erased.</source>
            <translation>Wahrscheinlichkeit, dass ein zufälliges Rechteck eines Bildes ausradiert wird.</translation>
        </message>
        <message>
            <source>Side of the square into which every photo is scaled, in pixels.</source>
            <translation>Seite des Quadrats in Pixeln, auf das jedes Foto gebracht wird.</translation>
        </message>
        <message>
            <source>Where all randomness comes from: the same seed gives the same model.</source>
            <translation>Woher aller Zufall kommt: Derselbe Startwert gibt dasselbe Modell.</translation>
        </message>
        <message>
            <source>How the linear layers begin: PyTorch's default, normally distributed, or both one after the other as the reference does.</source>
            <translation>Wie die linearen Schichten beginnen: nach PyTorchs Vorgabe, normalverteilt oder beides nacheinander wie in der Referenz.</translation>
        </message>
        <message>
            <source>How convolutions treat the picture's edge; auto finds out how the weights were trained.</source>
            <translation>Wie Faltungen den Bildrand behandeln; auto findet heraus, wie die Gewichte trainiert wurden.</translation>
        </message>
        <message>
            <source>Last stages of the backbone that are trained too, after the head; 0 leaves it frozen, -1 trains all.</source>
            <translation>Letzte Stufen des Grundnetzes, die nach dem Kopf mittrainiert werden; 0 lässt es eingefroren, -1 trainiert alle.</translation>
        </message>
        <message>
            <source>Epochs in which the unfrozen stages are trained.</source>
            <translation>Epochen, in denen die freien Stufen trainiert werden.</translation>
        </message>
        <message>
            <source>Learning rate for the unfrozen stages.</source>
            <translation>Lernrate der freien Stufen.</translation>
        </message>
        <message>
            <source>Runs the frozen backbone anew in every epoch, as the reference does, for comparing times.</source>
            <translation>Lässt das eingefrorene Grundnetz in jeder Epoche neu laufen wie die Referenz, um Zeiten zu vergleichen.</translation>
        </message>
    </context>
    <context>
        <name>ImproveDialog</name>
        <message>
            <source>Right at the first suggestion</source>
            <translation>Richtig beim ersten Vorschlag</translation>
        </message>
        <message>
            <source>Right among three</source>
            <translation>Richtig unter dreien</translation>
        </message>
        <message>
            <source>Landmarks and other photos told apart</source>
            <translation>Wahrzeichen und andere Fotos unterschieden</translation>
        </message>
        <message>
            <source>Confident suggestions</source>
            <translation>Sichere Vorschläge</translation>
        </message>
        <message>
            <source>Right ones among those</source>
            <translation>Davon richtig</translation>
        </message>
        <message>
            <source>Improve My Model</source>
            <translation>Mein Modell verbessern</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Improve</source>
            <translation>Verbessern</translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message numerus="yes">
            <source>{name} can learn from your decisions about %n photo(s).</source>
            <translation>
                <numerusform>{name} kann aus Ihrer Entscheidung über %n Foto lernen.</numerusform>
                <numerusform>{name} kann aus Ihren Entscheidungen über %n Fotos lernen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It needs at least %n: accept, reject, or say that there is no landmark.</source>
            <translation>
                <numerusform>Es braucht mindestens %n: annehmen, ablehnen oder sagen, dass kein Wahrzeichen zu sehen ist.</numerusform>
                <numerusform>Es braucht mindestens %n: annehmen, ablehnen oder sagen, dass kein Wahrzeichen zu sehen ist.</numerusform>
            </translation>
        </message>
        <message>
            <source>A fifth of them is kept out, to see whether it really became better; only then is it used. It takes up to a minute. No photo and no decision is changed, and it can be taken back.</source>
            <translation>Ein Fünftel davon bleibt beiseite, um zu sehen, ob es wirklich besser wurde; nur dann wird es benutzt. Das dauert bis zu einer Minute. Kein Foto und keine Entscheidung wird geändert, und es lässt sich zurücknehmen.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Wird vorbereitet …</translation>
        </message>
        <message>
            <source>Looking at photo {done} of {total}</source>
            <translation>Sieht Foto {done} von {total} an</translation>
        </message>
        <message>
            <source>Learning and testing…</source>
            <translation>Lernt und prüft …</translation>
        </message>
        <message>
            <source>It could not be tried</source>
            <translation>Es ließ sich nicht versuchen</translation>
        </message>
        <message>
            <source>Better: {name} suggests from now on</source>
            <translation>Besser: ab jetzt schlägt {name} vor</translation>
        </message>
        <message>
            <source>Not better: {name} stays in use</source>
            <translation>Nicht besser: {name} bleibt in Gebrauch</translation>
        </message>
        <message>
            <source>Agrees with held-out decisions</source>
            <translation>Stimmt mit zurückgehaltenen Entscheidungen überein</translation>
        </message>
        <message>
            <source>before</source>
            <translation>vorher</translation>
        </message>
        <message>
            <source>after</source>
            <translation>nachher</translation>
        </message>
        <message>
            <source>On photos held back when the model was trained:</source>
            <translation>Auf Fotos, die beim Training des Modells zurückgehalten wurden:</translation>
        </message>
        <message>
            <source>{count} of {total}</source>
            <translation>{count} von {total}</translation>
        </message>
        <message>
            <source>Better: {names}.</source>
            <translation>Besser: {names}.</translation>
        </message>
        <message>
            <source>Worse: {names}.</source>
            <translation>Schlechter: {names}.</translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> und %n weiteres</numerusform>
                <numerusform> und %n weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decision(s) are about landmarks that the model does not know.</source>
            <translation>
                <numerusform>%n Entscheidung betrifft ein Wahrzeichen, das das Modell nicht kennt.</numerusform>
                <numerusform>%n Entscheidungen betreffen Wahrzeichen, die das Modell nicht kennt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decided photo(s) are no longer there or cannot be read.</source>
            <translation>
                <numerusform>%n Foto, über das entschieden wurde, ist nicht mehr da oder nicht lesbar.</numerusform>
                <numerusform>%n Fotos, über die entschieden wurde, sind nicht mehr da oder nicht lesbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Photos are asked about anew when you ask for suggestions.</source>
            <translation>Über Fotos wird neu geurteilt, sobald Sie um Vorschläge bitten.</translation>
        </message>
        <message>
            <source>Taken back: {name} suggests again</source>
            <translation>Zurückgenommen: {name} schlägt wieder vor</translation>
        </message>
        <message>
            <source>It agrees with so little more of the held-out decisions that it may be chance.</source>
            <translation>Es stimmt mit so wenigen zurückgehaltenen Entscheidungen mehr überein, dass es Zufall sein kann.</translation>
        </message>
        <message>
            <source>It disagrees with most of the held-out decisions all the same: they are doubtful, or call for a model trained on these photos.</source>
            <translation>Es widerspricht trotzdem den meisten zurückgehaltenen Entscheidungen: Sie sind zweifelhaft oder verlangen ein mit diesen Fotos trainiertes Modell.</translation>
        </message>
        <message>
            <source>It agrees with fewer of the held-out decisions.</source>
            <translation>Es stimmt mit weniger zurückgehaltenen Entscheidungen überein.</translation>
        </message>
        <message>
            <source>It agrees with no more of the held-out decisions.</source>
            <translation>Es stimmt mit nicht mehr zurückgehaltenen Entscheidungen überein.</translation>
        </message>
        <message>
            <source>{name} is answered right on {after} of its photos held back in training instead of {before}.</source>
            <translation>{name} wird auf {after} seiner im Training zurückgehaltenen Fotos richtig erkannt statt auf {before}.</translation>
        </message>
        <message>
            <source>It forgets too much of what it was trained on: {what}, {after} instead of {before}.</source>
            <translation>Es vergisst zu viel von dem, womit es trainiert wurde: {what}, {after} statt {before}.</translation>
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
        <name>MatrixView</name>
        <message>
            <source>Confusion matrix</source>
            <translation>Verwechslungsmatrix</translation>
        </message>
        <message>
            <source>said →
right ↓</source>
            <translation>gesagt →
richtig ↓</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {right}, recognised</source>
            <translation>
                <numerusform>%n Foto von {right}, erkannt</numerusform>
                <numerusform>%n Fotos von {right}, erkannt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {right}, taken for {said}</source>
            <translation>
                <numerusform>%n Foto von {right}, gehalten für {said}</numerusform>
                <numerusform>%n Fotos von {right}, gehalten für {said}</numerusform>
            </translation>
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
        <name>ModelsDialog</name>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>First is right</source>
            <translation>Erste richtig</translation>
        </message>
        <message>
            <source>Among 3</source>
            <translation>Unter 3</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Gemacht</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Benutzen</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Vergleichen…</translation>
        </message>
        <message>
            <source>Asks two models about your own photos and shows where they disagree</source>
            <translation>Fragt zwei Modelle nach Ihren eigenen Fotos und zeigt, wo die beiden uneins sind</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen…</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importieren…</translation>
        </message>
        <message>
            <source>Train a Model…</source>
            <translation>Modell trainieren…</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>in Gebrauch</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>beschädigt</translation>
        </message>
        <message numerus="yes">
            <source>%n epoch(s)</source>
            <translation>
                <numerusform>%n Epoche</numerusform>
                <numerusform>%n Epochen</numerusform>
            </translation>
        </message>
        <message>
            <source>Use a worse model?</source>
            <translation>Ein schlechteres Modell benutzen?</translation>
        </message>
        <message>
            <source>Do you want to use it all the same?</source>
            <translation>Möchten Sie es trotzdem benutzen?</translation>
        </message>
        <message>
            <source>Use the Worse One</source>
            <translation>Das schlechtere benutzen</translation>
        </message>
        <message>
            <source>Rename the Model</source>
            <translation>Modell umbenennen</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>Neuer Name</translation>
        </message>
        <message>
            <source>Delete the model {name}?</source>
            <translation>Das Modell {name} löschen?</translation>
        </message>
        <message>
            <source>Delete the model {name}, which is in use?</source>
            <translation>Das Modell {name} löschen, das in Gebrauch ist?</translation>
        </message>
        <message>
            <source>From then on {name} is used.</source>
            <translation>Von da an wird {name} benutzt.</translation>
        </message>
        <message>
            <source>This cannot be taken back. Export it first if you may want it again.</source>
            <translation>Das lässt sich nicht zurücknehmen. Exportieren Sie es zuerst, wenn Sie es wieder brauchen könnten.</translation>
        </message>
        <message>
            <source>Delete the Model</source>
            <translation>Modell löschen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>Das Modell exportieren</translation>
        </message>
        <message>
            <source>Models (*.landmarks)</source>
            <translation>Modelle (*.landmarks)</translation>
        </message>
        <message>
            <source>Exported to {file}</source>
            <translation>Exportiert nach {file}</translation>
        </message>
        <message>
            <source>Import a model</source>
            <translation>Ein Modell importieren</translation>
        </message>
        <message>
            <source>Models (*.landmarks *.pt *.pth);;All files (*)</source>
            <translation>Modelle (*.landmarks *.pt *.pth);;Alle Dateien (*)</translation>
        </message>
    </context>
    <context>
        <name>NearestControl</name>
        <message>
            <source>Folder of the training photos</source>
            <translation>Ordner der Trainingsfotos</translation>
        </message>
        <message>
            <source>Comparing with its training photos…</source>
            <translation>Vergleicht mit den Trainingsfotos …</translation>
        </message>
        <message>
            <source>The photos that the model was trained with are not on this machine.</source>
            <translation>Die Fotos, mit denen das Modell trainiert wurde, sind nicht auf diesem Rechner.</translation>
        </message>
        <message>
            <source>None of its training photos can be compared.</source>
            <translation>Keines der Trainingsfotos lässt sich vergleichen.</translation>
        </message>
    </context>
    <context>
        <name>NearestView</name>
        <message>
            <source>Most alike among its training photos</source>
            <translation>Am ähnlichsten unter seinen Trainingsfotos</translation>
        </message>
        <message>
            <source>Choose Their Folder…</source>
            <translation>Ordner wählen …</translation>
        </message>
        <message>
            <source>Training photo {file}</source>
            <translation>Trainingsfoto {file}</translation>
        </message>
    </context>
    <context>
        <name>OwnPhotos</name>
        <message>
            <source>Own photos and what the model says</source>
            <translation>Eigene Fotos und was das Modell sagt</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
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
            <source>Which ones to show</source>
            <translation>Welche gezeigt werden</translation>
        </message>
        <message>
            <source>Try It</source>
            <translation>Ausprobieren</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message numerus="yes">
            <source>{sure} of %n photo(s) confident</source>
            <translation>
                <numerusform>{sure} von %n Foto sicher</numerusform>
                <numerusform>{sure} von %n Fotos sicher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Asks the new model about up to %n photo(s) of the main window.</source>
            <translation>
                <numerusform>Fragt das neue Modell nach bis zu %n Foto des Hauptfensters.</numerusform>
                <numerusform>Fragt das neue Modell nach bis zu %n Fotos des Hauptfensters.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open a folder of photos in the main window first.</source>
            <translation>Öffnen Sie zuerst im Hauptfenster einen Ordner mit Fotos.</translation>
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
        <name>PipelinePage</name>
        <message>
            <source>How should it be trained?</source>
            <translation>Wie soll es trainiert werden?</translation>
        </message>
        <message>
            <source>Details: every hyperparameter</source>
            <translation>Einzelheiten: alle Hyperparameter</translation>
        </message>
        <message>
            <source>Measure Again</source>
            <translation>Noch einmal messen</translation>
        </message>
        <message>
            <source>Transfer learning, strong (recommended)</source>
            <translation>Transferlernen, stark (empfohlen)</translation>
        </message>
        <message>
            <source>A new head on a network that has seen a million photos: best with few photos, and quick.</source>
            <translation>Ein neuer Kopf auf einem Netz, das eine Million Fotos gesehen hat: am besten bei wenigen Fotos, und schnell.</translation>
        </message>
        <message>
            <source>From scratch, strong</source>
            <translation>Von Grund auf, stark</translation>
        </message>
        <message>
            <source>A small network that learns from your photos alone: needs many of them, and time.</source>
            <translation>Ein kleines Netz, das nur aus Ihren Fotos lernt: braucht viele davon, und Zeit.</translation>
        </message>
        <message>
            <source>Reference: transfer learning with VGG19</source>
            <translation>Referenz: Transferlernen mit VGG19</translation>
        </message>
        <message>
            <source>The reference project's second pipeline to the letter: 10 epochs, Adam, 63 % on its test.</source>
            <translation>Das zweite Verfahren des Referenzprojekts, buchstabengetreu: 10 Epochen, Adam, 63 % in seinem Test.</translation>
        </message>
        <message>
            <source>Reference: CNN from scratch</source>
            <translation>Referenz: CNN von Grund auf</translation>
        </message>
        <message>
            <source>Its first pipeline: 15 epochs with both initialisations one after the other, 38 %.</source>
            <translation>Sein erstes Verfahren: 15 Epochen mit beiden Anfangsgewichten nacheinander, 38 %.</translation>
        </message>
        <message>
            <source>Optional: a file with this backbone's weights (.pth, .safetensors)</source>
            <translation>Wahlweise: eine Datei mit den Gewichten dieses Grundnetzes (.pth, .safetensors)</translation>
        </message>
        <message>
            <source>Weights file</source>
            <translation>Gewichtsdatei</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <source>Choose a weights file</source>
            <translation>Gewichtsdatei wählen</translation>
        </message>
        <message>
            <source>another one of torchvision, or timm:NAME</source>
            <translation>ein anderes von torchvision, oder timm:NAME</translation>
        </message>
        <message>
            <source>Another backbone</source>
            <translation>Anderes Grundnetz</translation>
        </message>
        <message>
            <source>Weights (*.pth *.pt *.safetensors);;All files (*)</source>
            <translation>Gewichte (*.pth *.pt *.safetensors);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Measuring a few batches on this computer…</source>
            <translation>Auf diesem Computer werden einige Stapel gemessen…</translation>
        </message>
        <message>
            <source>reading photos</source>
            <translation>Fotos lesen</translation>
        </message>
        <message>
            <source>features</source>
            <translation>Merkmale</translation>
        </message>
        <message>
            <source>training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>validating</source>
            <translation>Validieren</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>Messen</translation>
        </message>
        <message>
            <source>About {time} on this computer, as measured ({parts}); {disk} of disk, {free} are free.</source>
            <translation>Etwa {time} auf diesem Computer, gemessen ({parts}); {disk} Plattenplatz, {free} sind frei.</translation>
        </message>
    </context>
    <context>
        <name>PlaceDialog</name>
        <message>
            <source>Where Is It?</source>
            <translation>Wo ist es?</translation>
        </message>
        <message>
            <source>It is at {position}.</source>
            <translation>Es liegt bei {position}.</translation>
        </message>
    </context>
    <context>
        <name>PlaceMap</name>
        <message>
            <source>Map of the world</source>
            <translation>Weltkarte</translation>
        </message>
        <message>
            <source>Click the place. Wheel or + and − zoom, dragging or arrow keys move; Space: the middle.</source>
            <translation>Auf den Ort klicken. Mausrad oder + und − vergrößern, Ziehen oder Pfeiltasten verschieben; Leertaste: die Mitte.</translation>
        </message>
    </context>
    <context>
        <name>PlacesDialog</name>
        <message>
            <source>Unknown Places</source>
            <translation>Unbekannte Orte</translation>
        </message>
        <message>
            <source>Photos that look alike</source>
            <translation>Fotos, die sich ähneln</translation>
        </message>
        <message>
            <source>Looking at photos in which the model is sure of nothing…</source>
            <translation>Fotos, bei denen sich das Modell nicht sicher ist, werden angesehen …</translation>
        </message>
        <message>
            <source>Groups of photos</source>
            <translation>Gruppen von Fotos</translation>
        </message>
        <message>
            <source>Teach This Landmark…</source>
            <translation>Dieses Wahrzeichen lernen …</translation>
        </message>
        <message>
            <source>No three of these photos look alike.</source>
            <translation>Keine drei dieser Fotos ähneln sich.</translation>
        </message>
        <message>
            <source>Each group may be a place that the model does not know yet. The window shows the chosen one.</source>
            <translation>Jede Gruppe kann ein Ort sein, den das Modell noch nicht kennt. Das Fenster zeigt die gewählte.</translation>
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
            <source>The settings are the defaults now; the old file is called {name}.</source>
            <translation>Die Einstellungen sind jetzt die Vorgaben; die alte Datei heißt {name}.</translation>
        </message>
        <message>
            <source>The settings are the defaults now; the old file is gone.</source>
            <translation>Die Einstellungen sind jetzt die Vorgaben; die alte Datei ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The language changes when the app is started again.</source>
            <translation>Die Sprache wechselt, wenn das Programm neu startet.</translation>
        </message>
        <message>
            <source>Use Defaults</source>
            <translation>Vorgaben verwenden</translation>
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
        <name>Reasons</name>
        <message>
            <source>This is a folder, not a photo.</source>
            <translation>Das ist ein Ordner, kein Foto.</translation>
        </message>
        <message>
            <source>This is a pipe, socket or device, not a photo.</source>
            <translation>Das ist eine Pipe, ein Socket oder ein Gerät, kein Foto.</translation>
        </message>
        <message>
            <source>There is no such file; it may have been moved, renamed or deleted.</source>
            <translation>Diese Datei gibt es nicht; vielleicht wurde sie verschoben, umbenannt oder gelöscht.</translation>
        </message>
        <message>
            <source>You have no permission to read this file; change its permissions.</source>
            <translation>Für diese Datei fehlt das Leserecht; ändern Sie ihre Zugriffsrechte.</translation>
        </message>
        <message>
            <source>This is not a valid file name.</source>
            <translation>Das ist kein gültiger Dateiname.</translation>
        </message>
        <message>
            <source>There is not enough free memory to unpack this picture.</source>
            <translation>Der freie Speicher reicht nicht, um dieses Bild zu entpacken.</translation>
        </message>
        <message>
            <source>The software to read this kind of picture is not installed: {1}.</source>
            <translation>Das Programm zum Lesen solcher Bilder ist nicht installiert: {1}.</translation>
        </message>
        <message>
            <source>The file could not be read: {1}.</source>
            <translation>Die Datei war nicht lesbar: {1}.</translation>
        </message>
        <message>
            <source>The picture has too many pixels to be unpacked.</source>
            <translation>Das Bild hat zu viele Pixel, um es zu entpacken.</translation>
        </message>
        <message>
            <source>The file is cut off before the picture's end; copy it again from where it came from.</source>
            <translation>Die Datei bricht vor dem Ende des Bildes ab; kopieren Sie sie noch einmal von dort, woher sie kam.</translation>
        </message>
        <message>
            <source>The picture's data are damaged, or of a rare variety that can not be read.</source>
            <translation>Die Bilddaten sind beschädigt oder von einer seltenen Art, die sich nicht lesen lässt.</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>Die Datei ist leer.</translation>
        </message>
        <message>
            <source>The file holds nothing but zeros; it was lost when it was copied or recovered.</source>
            <translation>Die Datei enthält nur Nullen; sie ging beim Kopieren oder Wiederherstellen verloren.</translation>
        </message>
        <message>
            <source>This is a video, not a photo.</source>
            <translation>Das ist ein Video, kein Foto.</translation>
        </message>
        <message>
            <source>This is not a photo in a format that can be read here.</source>
            <translation>Das ist kein Foto in einem Format, das sich hier lesen lässt.</translation>
        </message>
        <message>
            <source>The picture claims an impossible size; the file is damaged.</source>
            <translation>Das Bild behauptet eine unmögliche Größe; die Datei ist beschädigt.</translation>
        </message>
        <message>
            <source>The picture has {1} megapixels; in this format at most {2} can be read.</source>
            <translation>Das Bild hat {1} Megapixel; in diesem Format sind höchstens {2} lesbar.</translation>
        </message>
        <message>
            <source>The picture is built to take minutes to unpack, and no camera's.</source>
            <translation>Das Bild ist so gebaut, dass Entpacken Minuten dauert, und stammt von keiner Kamera.</translation>
        </message>
        <message>
            <source>No preview was found in this RAW file; install the extra for RAW files: pip install '.[raw]' in the project's folder.</source>
            <translation>In dieser RAW-Datei wurde keine Vorschau gefunden; installieren Sie das Extra für RAW-Dateien: pip install '.[raw]' im Ordner des Projekts.</translation>
        </message>
        <message>
            <source>This RAW file is damaged, or of a camera that is not supported yet.</source>
            <translation>Diese RAW-Datei ist beschädigt oder von einer Kamera, die noch nicht unterstützt wird.</translation>
        </message>
        <message>
            <source>This is an empty file name.</source>
            <translation>Das ist ein leerer Dateiname.</translation>
        </message>
        <message>
            <source>This is a link to a file that does not exist.</source>
            <translation>Das ist ein Verweis auf eine Datei, die es nicht gibt.</translation>
        </message>
        <message>
            <source>There is no such file or folder; it may have been moved, renamed or deleted.</source>
            <translation>Diese Datei oder diesen Ordner gibt es nicht; vielleicht wurde sie verschoben, umbenannt oder gelöscht.</translation>
        </message>
        <message>
            <source>You have no permission to read this; change its permissions.</source>
            <translation>Hierfür fehlt das Leserecht; ändern Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <source>This could not be read: {1}.</source>
            <translation>Das war nicht lesbar: {1}.</translation>
        </message>
        <message>
            <source>PyTorch, which the model needs, could not be loaded ({1}); install Landmark Tagger again.</source>
            <translation>PyTorch, das das Modell braucht, ließ sich nicht laden ({1}); installieren Sie Landmark Tagger neu.</translation>
        </message>
        <message>
            <source>There is not enough free memory to load the model; choose a smaller one.</source>
            <translation>Der freie Speicher reicht nicht, um das Modell zu laden; wählen Sie ein kleineres.</translation>
        </message>
        <message>
            <source>The model could not be loaded ({1}); choose another model or device.</source>
            <translation>Das Modell ließ sich nicht laden ({1}); wählen Sie ein anderes Modell oder Gerät.</translation>
        </message>
        <message>
            <source>There is not enough free memory to run the model; close other programs or choose another device.</source>
            <translation>Der freie Speicher reicht nicht für das Modell; schließen Sie andere Programme, oder wählen Sie ein anderes Gerät.</translation>
        </message>
        <message>
            <source>The model failed while it ran ({1}); choose another model or device.</source>
            <translation>Das Modell versagte beim Rechnen ({1}); wählen Sie ein anderes Modell oder Gerät.</translation>
        </message>
        <message>
            <source>This folder is gone (unplugged, moved or deleted): 1 photo in it is left out.</source>
            <translation>Dieser Ordner ist nicht mehr da (abgezogen, verschoben oder gelöscht): 1 Foto darin bleibt weg.</translation>
        </message>
        <message>
            <source>This folder is gone (unplugged, moved or deleted): {1} photos in it are left out.</source>
            <translation>Dieser Ordner ist nicht mehr da (abgezogen, verschoben oder gelöscht): {1} Fotos darin bleiben weg.</translation>
        </message>
        <message>
            <source>Only {1} folders are watched; look again by hand to see changes in the others.</source>
            <translation>Nur {1} Ordner werden beobachtet; sehen Sie von Hand nach, was sich in den anderen ändert.</translation>
        </message>
        <message>
            <source>The system cannot watch this folder; look again by hand to see changes in it.</source>
            <translation>Das System kann diesen Ordner nicht beobachten; sehen Sie von Hand nach, was sich darin ändert.</translation>
        </message>
        <message>
            <source>There is no such file.</source>
            <translation>Diese Datei gibt es nicht.</translation>
        </message>
        <message>
            <source>The file cannot be reached ({1}).</source>
            <translation>Die Datei ist nicht erreichbar ({1}).</translation>
        </message>
        <message>
            <source>The file cannot be read ({1}).</source>
            <translation>Die Datei ist nicht lesbar ({1}).</translation>
        </message>
        <message>
            <source>This is not a regular file (a pipe, socket or device).</source>
            <translation>Das ist keine gewöhnliche Datei (sondern Pipe, Socket oder Gerät).</translation>
        </message>
        <message>
            <source>The file is read-only: make it writable, or have sidecars written always.</source>
            <translation>Die Datei ist schreibgeschützt: machen Sie sie beschreibbar, oder lassen Sie immer Begleitdateien schreiben.</translation>
        </message>
        <message>
            <source>The folder {1} is read-only.</source>
            <translation>Der Ordner {1} ist schreibgeschützt.</translation>
        </message>
        <message>
            <source>Another program changed the file while it was read.</source>
            <translation>Ein anderes Programm änderte die Datei, während sie gelesen wurde.</translation>
        </message>
        <message>
            <source>Another program changed the file meanwhile.</source>
            <translation>Ein anderes Programm hat die Datei inzwischen geändert.</translation>
        </message>
        <message>
            <source>Another program removed the file meanwhile.</source>
            <translation>Ein anderes Programm hat die Datei inzwischen entfernt.</translation>
        </message>
        <message>
            <source>Another program created {1} meanwhile.</source>
            <translation>Ein anderes Programm hat {1} inzwischen angelegt.</translation>
        </message>
        <message>
            <source>The name {1} is taken by something that is no file. The photo is as it was.</source>
            <translation>Der Name {1} ist vergeben, aber nicht an eine Datei. Das Foto ist, wie es war.</translation>
        </message>
        <message>
            <source>The copy {1} cannot be written: {2}. The photo is as it was.</source>
            <translation>Die Kopie {1} lässt sich nicht schreiben: {2}. Das Foto ist, wie es war.</translation>
        </message>
        <message>
            <source>Writing failed: {1}. The photo is as it was.</source>
            <translation>Schreiben misslang: {1}. Das Foto ist, wie es war.</translation>
        </message>
        <message>
            <source>{1} was written, but the disk reports an error: {2}.</source>
            <translation>{1} wurde geschrieben, aber der Datenträger meldet einen Fehler: {2}.</translation>
        </message>
        <message>
            <source>{1} cannot be deleted: {2}.</source>
            <translation>{1} lässt sich nicht löschen: {2}.</translation>
        </message>
        <message>
            <source>Verification failed: the disk did not keep what was written.</source>
            <translation>Prüfung misslang: der Datenträger hat nicht behalten, was geschrieben wurde.</translation>
        </message>
        <message>
            <source>The file belongs to another user or group, which a rewrite could not keep.</source>
            <translation>Die Datei gehört einem anderen Benutzer oder einer anderen Gruppe, was neues Schreiben nicht erhalten könnte.</translation>
        </message>
        <message>
            <source>The file's attribute {1} could not be kept by a rewrite.</source>
            <translation>Das Attribut {1} der Datei ließe sich beim neuen Schreiben nicht erhalten.</translation>
        </message>
        <message>
            <source>This is not a photo of a supported format.</source>
            <translation>Das ist kein Foto in einem unterstützten Format.</translation>
        </message>
        <message>
            <source>This is a sidecar; name the photo that it belongs to.</source>
            <translation>Das ist eine Begleitdatei; geben Sie das Foto an, zu dem sie gehört.</translation>
        </message>
        <message>
            <source>This RAW format is never written; its metadata go into a sidecar.</source>
            <translation>In dieses RAW-Format wird nie geschrieben; seine Metadaten kommen in eine Begleitdatei.</translation>
        </message>
        <message>
            <source>{1} files are never written; their metadata go into a sidecar.</source>
            <translation>In {1}-Dateien wird nie geschrieben; ihre Metadaten kommen in eine Begleitdatei.</translation>
        </message>
        <message>
            <source>Sidecars are chosen in the settings.</source>
            <translation>Begleitdateien sind in den Einstellungen gewählt.</translation>
        </message>
        <message>
            <source>The file is larger than 2 GB, which is not rewritten.</source>
            <translation>Die Datei ist größer als 2 GB und wird nicht neu geschrieben.</translation>
        </message>
        <message>
            <source>The file carries a C2PA signature, which any change would break.</source>
            <translation>Die Datei trägt eine C2PA-Signatur, die jede Änderung ungültig machen würde.</translation>
        </message>
        <message>
            <source>The file has {1} names (hard links), of which only one would be written.</source>
            <translation>Die Datei hat {1} Namen (harte Verweise), von denen nur einer geschrieben würde.</translation>
        </message>
        <message>
            <source>The file has {1} names (hard links). Choose whether to write it.</source>
            <translation>Die Datei hat {1} Namen (harte Verweise). Wählen Sie, ob sie geschrieben wird.</translation>
        </message>
        <message>
            <source>There are two sidecars, {1}. Choose which one to use.</source>
            <translation>Es gibt zwei Begleitdateien, {1}. Wählen Sie, welche gilt.</translation>
        </message>
        <message>
            <source>Writing broke off ({1}).</source>
            <translation>Das Schreiben brach ab ({1}).</translation>
        </message>
        <message>
            <source>The journal's folder {1} cannot be written.</source>
            <translation>In den Ordner des Journals, {1}, kann nicht geschrieben werden.</translation>
        </message>
        <message>
            <source>The journal {1} cannot be opened ({2}); no photo was written.</source>
            <translation>Das Journal {1} lässt sich nicht öffnen ({2}); kein Foto wurde geschrieben.</translation>
        </message>
        <message>
            <source>The journal {1} cannot be written ({2}).</source>
            <translation>In das Journal {1} kann nicht geschrieben werden ({2}).</translation>
        </message>
        <message>
            <source>The journal {1} was made by a newer Landmark Tagger; please update.</source>
            <translation>Das Journal {1} stammt von einem neueren Landmark Tagger; bitte aktualisieren Sie.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Die Datei ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The sidecar is gone already.</source>
            <translation>Die Begleitdatei ist schon weg.</translation>
        </message>
        <message>
            <source>Nothing of Landmark Tagger is left in it.</source>
            <translation>Darin ist nichts mehr von Landmark Tagger.</translation>
        </message>
        <message>
            <source>It did not exist before, and is deleted.</source>
            <translation>Sie gab es vorher nicht und wird gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>ReliabilityView</name>
        <message>
            <source>Reliability diagram</source>
            <translation>Zuverlässigkeitsdiagramm</translation>
        </message>
        <message>
            <source>how sure the model said it was</source>
            <translation>wie sicher das Modell zu sein sagte</translation>
        </message>
        <message>
            <source>how often it was right</source>
            <translation>wie oft es recht hatte</translation>
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
        <name>ResultPage</name>
        <message>
            <source>How good is it?</source>
            <translation>Wie gut ist es?</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>First is right</source>
            <translation>Erste richtig</translation>
        </message>
        <message>
            <source>Among 3</source>
            <translation>Unter 3</translation>
        </message>
        <message>
            <source>Among 5</source>
            <translation>Unter 5</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <source>Photos of the chosen cell</source>
            <translation>Fotos des gewählten Felds</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Richtig</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <source>Most often taken for</source>
            <translation>Am häufigsten gehalten für</translation>
        </message>
        <message>
            <source>Figures of each landmark</source>
            <translation>Zahlen jedes Wahrzeichens</translation>
        </message>
        <message>
            <source>Worst mistakes</source>
            <translation>Schlimmste Fehler</translation>
        </message>
        <message>
            <source>This Label Is Wrong</source>
            <translation>Dieser Name ist falsch</translation>
        </message>
        <message>
            <source>The photo stays where it is, and is left out of the next training.</source>
            <translation>Das Foto bleibt, wo es ist, und wird beim nächsten Training ausgelassen.</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Treffsicherheit</translation>
        </message>
        <message>
            <source>Confusions</source>
            <translation>Verwechslungen</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>Zuverlässigkeit</translation>
        </message>
        <message>
            <source>Own photos</source>
            <translation>Eigene Fotos</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {name} that were not recognised</source>
            <translation>
                <numerusform>%n Foto von {name}, das nicht erkannt wurde</numerusform>
                <numerusform>%n Fotos von {name}, die nicht erkannt wurden</numerusform>
            </translation>
        </message>
        <message>
            <source>The Label Is Right</source>
            <translation>Der Name ist richtig</translation>
        </message>
        <message>
            <source>The figures are being read…</source>
            <translation>Die Zahlen werden gelesen…</translation>
        </message>
        <message numerus="yes">
            <source>Measured on the %n test photo(s), which it has never seen.</source>
            <translation>
                <numerusform>Gemessen an dem %n Testfoto, das es nie gesehen hat.</numerusform>
                <numerusform>Gemessen an den %n Testfotos, die es nie gesehen hat.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There are no test photos, so it was measured on the %n photo(s) held back for validation.</source>
            <translation>
                <numerusform>Es gibt keine Testfotos, daher wurde es an dem %n zum Validieren zurückgehaltenen Foto gemessen.</numerusform>
                <numerusform>Es gibt keine Testfotos, daher wurde es an den %n zum Validieren zurückgehaltenen Fotos gemessen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Press a cell to see its photos.</source>
            <translation>Drücken Sie auf ein Feld, um seine Fotos zu sehen.</translation>
        </message>
        <message>
            <source>Bars on the dashed line: when it says 80 %, it is right in 80 of 100 cases. The orange line is what it said; paler bars stand on few photos.

On average it is off by {error}.</source>
            <translation>Balken auf der gestrichelten Linie: Sagt es 80 %, hat es in 80 von 100 Fällen recht. Die orange Linie ist, was es sagte; blassere Balken stehen auf wenigen Fotos.

Im Mittel liegt es um {error} daneben.</translation>
        </message>
        <message>
            <source>This model</source>
            <translation>Dieses Modell</translation>
        </message>
        <message>
            <source>This model, on what both know</source>
            <translation>Dieses Modell, auf dem, was beide kennen</translation>
        </message>
        <message>
            <source>In use now: {name}</source>
            <translation>Jetzt in Gebrauch: {name}</translation>
        </message>
        <message>
            <source>Reference project, on its own 50 landmarks</source>
            <translation>Referenzprojekt, auf seinen eigenen 50 Wahrzeichen</translation>
        </message>
        <message>
            <source>Measuring the model in use on the same photos…</source>
            <translation>Das Modell in Gebrauch wird an denselben Fotos gemessen…</translation>
        </message>
        <message>
            <source>The model in use could not be measured on these photos: {reason}</source>
            <translation>Das Modell in Gebrauch ließ sich an diesen Fotos nicht messen: {reason}</translation>
        </message>
        <message>
            <source>Loss {loss} · calibration error {ece} · sure of {confident}, and right in {right} of these</source>
            <translation>Verlust {loss} · Kalibrierfehler {ece} · bei {confident} sicher, davon {right} richtig</translation>
        </message>
        <message>
            <source>Of {n} ordinary photos, {rejected} were recognised as such (AUROC {auroc})</source>
            <translation>Von {n} gewöhnlichen Fotos wurden {rejected} als solche erkannt (AUROC {auroc})</translation>
        </message>
        <message>
            <source>It made no mistake on these photos.</source>
            <translation>Bei diesen Fotos machte es keinen Fehler.</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are left out of the next training.</source>
            <translation>
                <numerusform>%n Foto wird beim nächsten Training ausgelassen.</numerusform>
                <numerusform>%n Fotos werden beim nächsten Training ausgelassen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The surest mistakes first; some labels may be wrong rather than it.</source>
            <translation>Die sichersten Fehler zuerst; manchmal ist eher der Name falsch als das Modell.</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>ausgelassen</translation>
        </message>
        <message>
            <source>said: {name}, {share}</source>
            <translation>gesagt: {name}, {share}</translation>
        </message>
    </context>
    <context>
        <name>ReviewControl</name>
        <message>
            <source>There is no decision to undo.</source>
            <translation>Es gibt keine Entscheidung zum Zurücknehmen.</translation>
        </message>
        <message>
            <source>There is no decision to redo.</source>
            <translation>Es gibt keine Entscheidung zu wiederholen.</translation>
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
        <name>SavePage</name>
        <message>
            <source>Keep the model</source>
            <translation>Das Modell behalten</translation>
        </message>
        <message>
            <source>It is kept among your models, where it can be chosen, compared and exported.</source>
            <translation>Es kommt zu Ihren Modellen, wo es sich wählen, vergleichen und exportieren lässt.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Optional: what is special about it</source>
            <translation>Wahlweise: was daran besonders ist</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Use this model from now on</source>
            <translation>Dieses Modell ab jetzt benutzen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Bericht…</translation>
        </message>
        <message>
            <source>One HTML file with all figures and plots</source>
            <translation>Eine HTML-Datei mit allen Zahlen und Diagrammen</translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation>Gespeichert als {name}.</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>Das Modell exportieren</translation>
        </message>
        <message>
            <source>Models (*.landmarks)</source>
            <translation>Modelle (*.landmarks)</translation>
        </message>
        <message>
            <source>Write the report</source>
            <translation>Bericht schreiben</translation>
        </message>
        <message>
            <source>Web pages (*.html)</source>
            <translation>Webseiten (*.html)</translation>
        </message>
        <message>
            <source>The model in use is still being measured on the same photos.</source>
            <translation>Das Modell in Gebrauch wird noch an denselben Fotos gemessen.</translation>
        </message>
        <message>
            <source>Nobody knows whether it is better than the model in use: they were not compared.</source>
            <translation>Niemand weiß, ob es besser ist als das Modell in Gebrauch: Sie wurden nicht verglichen.</translation>
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
            <source>Language of the app.</source>
            <translation>Sprache der App.</translation>
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
            <source>The model that is asked for suggestions.</source>
            <translation>Das Modell, das nach Vorschlägen gefragt wird.</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Läuft auf</translation>
        </message>
        <message>
            <source>Where networks run: cpu, cuda or cuda:N, mps; auto takes a graphics card where there is one.</source>
            <translation>Wo Netze rechnen: cpu, cuda oder cuda:N, mps; auto nimmt eine Grafikkarte, wo es eine gibt.</translation>
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
            <source>A model is being trained; press to see it</source>
            <translation>Ein Modell wird trainiert; drücken, um es zu sehen</translation>
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
        <name>TaughtDialog</name>
        <message>
            <source>Taught Landmarks</source>
            <translation>Gelernte Wahrzeichen</translation>
        </message>
        <message>
            <source>Landmarks that you taught</source>
            <translation>Wahrzeichen, die Sie beigebracht haben</translation>
        </message>
        <message>
            <source>Taught landmarks</source>
            <translation>Gelernte Wahrzeichen</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Wahrzeichen</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>They are suggested by every model that can learn them. Forgetting one changes no decision.</source>
            <translation>Jedes Modell, das sie lernen kann, schlägt sie vor. Etwas zu vergessen ändert keine Entscheidung.</translation>
        </message>
        <message>
            <source>None yet. Select three or more photos of a place and choose “New Landmark from These Photos…”.</source>
            <translation>Noch keine. Wählen Sie drei oder mehr Fotos eines Ortes aus und dann „Neues Wahrzeichen aus diesen Fotos …“.</translation>
        </message>
    </context>
    <context>
        <name>TeachControl</name>
        <message>
            <source>Select at least three photos of the new landmark first.</source>
            <translation>Wählen Sie zuerst mindestens drei Fotos des neuen Wahrzeichens aus.</translation>
        </message>
        <message>
            <source>Ask the model first: it looks for places among photos in which it is sure of nothing.</source>
            <translation>Fragen Sie zuerst das Modell: Orte werden unter Fotos gesucht, bei denen es sich nicht sicher ist.</translation>
        </message>
        <message numerus="yes">
            <source>{name} was learnt from %n photo(s).</source>
            <translation>
                <numerusform>{name} wurde aus %n Foto gelernt.</numerusform>
                <numerusform>{name} wurde aus %n Fotos gelernt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeachDialog</name>
        <message>
            <source>New Landmark</source>
            <translation>Neues Wahrzeichen</translation>
        </message>
        <message numerus="yes">
            <source>A landmark from %n photo(s)</source>
            <translation>
                <numerusform>Ein Wahrzeichen aus %n Foto</numerusform>
                <numerusform>Ein Wahrzeichen aus %n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>It is suggested for your other photos from now on. Nothing is written into the files.</source>
            <translation>Von nun an wird es für Ihre anderen Fotos vorgeschlagen. In die Dateien wird nichts geschrieben.</translation>
        </message>
        <message>
            <source>Six photos or more, from several sides, are recognised better than three.</source>
            <translation>Aus sechs oder mehr Fotos von mehreren Seiten wird es besser erkannt als aus dreien.</translation>
        </message>
        <message>
            <source>On the &amp;Map…</source>
            <translation>Auf der &amp;Karte…</translation>
        </message>
        <message>
            <source>Looking at the photos</source>
            <translation>Die Fotos werden angesehen</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>&amp;Position or landmark beside it</source>
            <translation>&amp;Position oder Wahrzeichen daneben</translation>
        </message>
        <message>
            <source>&amp;City</source>
            <translation>&amp;Stadt</translation>
        </message>
        <message>
            <source>C&amp;ountry</source>
            <translation>&amp;Land</translation>
        </message>
        <message>
            <source>Teach</source>
            <translation>Lernen</translation>
        </message>
        <message>
            <source>“{text}” is neither a position such as 48.85837, 2.29448 nor a landmark.</source>
            <translation>„{text}“ ist weder eine Position wie 48.85837, 2.29448 noch ein Wahrzeichen.</translation>
        </message>
        <message>
            <source>The gazetteer knows it: {place}.</source>
            <translation>Das Ortsverzeichnis kennt es: {place}.</translation>
        </message>
        <message>
            <source>It is at {position}.</source>
            <translation>Es liegt bei {position}.</translation>
        </message>
        <message>
            <source>It is where the photos were taken: {position}.</source>
            <translation>Es liegt, wo die Fotos aufgenommen wurden: {position}.</translation>
        </message>
        <message>
            <source>Without a position, only its name is written into photos.</source>
            <translation>Ohne Position wird nur sein Name in Fotos geschrieben.</translation>
        </message>
    </context>
    <context>
        <name>TrainingControl</name>
        <message>
            <source>{name} suggests from now on.</source>
            <translation>Ab jetzt schlägt {name} vor.</translation>
        </message>
        <message>
            <source>Exported to {file}</source>
            <translation>Exportiert nach {file}</translation>
        </message>
        <message>
            <source>Report written to {file}</source>
            <translation>Bericht geschrieben nach {file}</translation>
        </message>
        <message>
            <source>The training is done.</source>
            <translation>Das Training ist fertig.</translation>
        </message>
        <message>
            <source>Look at It</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>The training ended early: {reason}</source>
            <translation>Das Training endete vorzeitig: {reason}</translation>
        </message>
        <message>
            <source>Training paused</source>
            <translation>Training pausiert</translation>
        </message>
        <message>
            <source>Training: epoch {epoch} of {epochs}</source>
            <translation>Training: Epoche {epoch} von {epochs}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message>
            <source>Training: getting ready</source>
            <translation>Training: wird vorbereitet</translation>
        </message>
        <message>
            <source>A model is being trained</source>
            <translation>Ein Modell wird trainiert</translation>
        </message>
        <message>
            <source>If the program ends now, training stops with it.</source>
            <translation>Endet das Programm jetzt, hält das Training mit an.</translation>
        </message>
        <message>
            <source>All finished epochs are kept, and the next start of the program offers to go on from there.</source>
            <translation>Alle fertigen Epochen bleiben, und der nächste Start des Programms bietet an, dort weiterzumachen.</translation>
        </message>
        <message>
            <source>Stop and Quit</source>
            <translation>Anhalten und beenden</translation>
        </message>
        <message>
            <source>Keep Training</source>
            <translation>Weiter trainieren</translation>
        </message>
        <message>
            <source>A model was trained and is not saved yet.</source>
            <translation>Ein Modell wurde trainiert und ist noch nicht gespeichert.</translation>
        </message>
        <message>
            <source>A training was interrupted; it can go on where it was.</source>
            <translation>Ein Training wurde unterbrochen; es kann dort weitergehen, wo es war.</translation>
        </message>
        <message>
            <source>Go On</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <source>A training is not finished; it can go on where it was.</source>
            <translation>Ein Training ist nicht fertig; es kann dort weitergehen, wo es war.</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>You may close this window: training goes on, and the status bar of the main window shows it.</source>
            <translation>Sie dürfen dieses Fenster schließen: Das Training geht weiter, und die Statusleiste des Hauptfensters zeigt es.</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <source>Right answers</source>
            <translation>Richtige Antworten</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Finish Now</source>
            <translation>Jetzt abschließen</translation>
        </message>
        <message>
            <source>Takes the best so far as the result. Of two trainings, this ends the one under way.</source>
            <translation>Nimmt das bisher Beste als Ergebnis. Von zwei Trainings endet damit das laufende.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Keeps the best so far; training can go on from here later.</source>
            <translation>Behält das bisher Beste; das Training kann später von hier weitergehen.</translation>
        </message>
        <message>
            <source>Go On</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <source>From the Beginning</source>
            <translation>Von vorn</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <source>Photos a second</source>
            <translation>Fotos je Sekunde</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>Restzeit</translation>
        </message>
        <message>
            <source>Best so far</source>
            <translation>Bisher am besten</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Speicher</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Nothing is lost: all finished epochs are kept, and you can go on from there.</source>
            <translation>Nichts ist verloren: Alle fertigen Epochen sind aufgehoben, und Sie können dort weitermachen.</translation>
        </message>
        <message>
            <source>No epoch was finished yet.</source>
            <translation>Noch keine Epoche war fertig.</translation>
        </message>
        <message>
            <source>epoch {number}</source>
            <translation>Epoche {number}</translation>
        </message>
        <message>
            <source>Validation loss {loss}</source>
            <translation>Validierungsverlust {loss}</translation>
        </message>
        <message>
            <source>Stopping after this step; the best so far is kept…</source>
            <translation>Hält nach diesem Schritt an; das bisher Beste bleibt…</translation>
        </message>
        <message>
            <source>Paused.</source>
            <translation>Pausiert.</translation>
        </message>
        <message>
            <source>Training {number} of {of}</source>
            <translation>Training {number} von {of}</translation>
        </message>
        <message>
            <source>The training process is starting…</source>
            <translation>Der Trainingsprozess startet…</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Fertig.</translation>
        </message>
        <message>
            <source>Stopped before the first epoch was over.</source>
            <translation>Vor dem Ende der ersten Epoche angehalten.</translation>
        </message>
        <message>
            <source>Stopped; the best so far is kept, and training can go on.</source>
            <translation>Angehalten; das bisher Beste ist aufgehoben, und das Training kann weitergehen.</translation>
        </message>
        <message>
            <source>This training was interrupted; it can go on from the last finished epoch.</source>
            <translation>Dieses Training wurde unterbrochen; es kann ab der letzten fertigen Epoche weitergehen.</translation>
        </message>
        <message>
            <source>Not finished.</source>
            <translation>Nicht fertig.</translation>
        </message>
        <message>
            <source>training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>Validierung</translation>
        </message>
        <message>
            <source>The first point comes when the first epoch is over.</source>
            <translation>Der erste Punkt kommt, wenn die erste Epoche vorbei ist.</translation>
        </message>
        <message>
            <source>normal</source>
            <translation>normal</translation>
        </message>
        <message>
            <source>default</source>
            <translation>Vorgabe</translation>
        </message>
        <message>
            <source>head</source>
            <translation>Kopf</translation>
        </message>
        <message>
            <source>fine-tuning</source>
            <translation>Feinabstimmung</translation>
        </message>
    </context>
    <context>
        <name>TrainingSession</name>
        <message>
            <source>Another window of this program is training this model already.</source>
            <translation>Ein anderes Fenster dieses Programms trainiert dieses Modell schon.</translation>
        </message>
        <message>
            <source>The process was ended from outside, perhaps because the computer was short of memory.</source>
            <translation>Der Prozess wurde von außen beendet, vielleicht weil dem Computer der Speicher ausging.</translation>
        </message>
        <message>
            <source>The training process could not be started: {reason}</source>
            <translation>Der Trainingsprozess ließ sich nicht starten: {reason}</translation>
        </message>
        <message>
            <source>The training process failed; this is a mistake in the program: {reason}</source>
            <translation>Der Trainingsprozess scheiterte; das ist ein Fehler im Programm: {reason}</translation>
        </message>
    </context>
    <context>
        <name>TrainingWizard</name>
        <message>
            <source>This model is worse than {name}, which is in use now: {mine} instead of {theirs} right on the same photos.</source>
            <translation>Dieses Modell ist schlechter als {name}, das jetzt in Gebrauch ist: {mine} statt {theirs} richtig auf denselben Fotos.</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Way to train</source>
            <translation>Verfahren</translation>
        </message>
        <message>
            <source>Sanity check</source>
            <translation>Probe</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Choose a folder first.</source>
            <translation>Wählen Sie zuerst einen Ordner.</translation>
        </message>
        <message>
            <source>The photos have to be looked over first.</source>
            <translation>Die Fotos müssen zuerst durchgesehen werden.</translation>
        </message>
        <message>
            <source>The recipes are being loaded…</source>
            <translation>Die Rezepte werden geladen…</translation>
        </message>
        <message>
            <source>The weights file is not there.</source>
            <translation>Die Gewichtsdatei ist nicht da.</translation>
        </message>
        <message>
            <source>The weights of this backbone have to be installed first, or choose another one.</source>
            <translation>Die Gewichte dieses Grundnetzes müssen erst installiert werden; oder wählen Sie ein anderes.</translation>
        </message>
        <message>
            <source>A hyperparameter is outside its range.</source>
            <translation>Ein Hyperparameter liegt außerhalb seines Bereichs.</translation>
        </message>
        <message>
            <source>There is not enough free disk space for this training.</source>
            <translation>Für dieses Training ist nicht genug Plattenplatz frei.</translation>
        </message>
        <message>
            <source>There is no model yet.</source>
            <translation>Es gibt noch kein Modell.</translation>
        </message>
        <message>
            <source>This takes a moment…</source>
            <translation>Das dauert einen Moment…</translation>
        </message>
        <message>
            <source>Train a Model</source>
            <translation>Modell trainieren</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Start Training</source>
            <translation>Training beginnen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>All that is chosen here is kept, and training survives a crash.</source>
            <translation>Alles hier Gewählte bleibt, und das Training übersteht einen Absturz.</translation>
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
            <source>Models…</source>
            <translation>Modelle…</translation>
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
    <context>
        <name>_Durations</name>
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
        <message>
            <source>{hours} hours</source>
            <translation>{hours} Stunden</translation>
        </message>
    </context>
    <context>
        <name>_OtherPhotos</name>
        <message numerus="yes">
            <source>The %n other photo(s) of the burst: {name} with {share} on average</source>
            <translation>
                <numerusform>Das andere Foto der Serie: {name} mit {share}</numerusform>
                <numerusform>Die %n anderen Fotos der Serie: {name} mit durchschnittlich {share}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the same minute: {name} with {share} on average</source>
            <translation>
                <numerusform>Das andere Foto derselben Minute: {name} mit {share}</numerusform>
                <numerusform>Die %n anderen Fotos derselben Minute: {name} mit durchschnittlich {share}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the folder: {name} with {share} on average</source>
            <translation>
                <numerusform>Das andere Foto des Ordners: {name} mit {share}</numerusform>
                <numerusform>Die %n anderen Fotos des Ordners: {name} mit durchschnittlich {share}</numerusform>
            </translation>
        </message>
    </context>
</TS>
