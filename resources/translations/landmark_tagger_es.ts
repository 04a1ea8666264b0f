<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>Landmark Tagger</source>
            <translation>Landmark Tagger</translation>
        </message>
        <message>
            <source>Suggests which landmark a photo shows, and writes what you accept into the file.</source>
            <translation>Propone qué monumento muestra una foto y escribe en el archivo lo que usted acepta.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Your data</source>
            <translation>Sus datos</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message numerus="yes">
            <source>{name}, %n landmark(s), on {device}</source>
            <translation>
                <numerusform>{name}, %n monumento, en {device}</numerusform>
                <numerusform>{name}, %n monumentos, en {device}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AcceptConfident</name>
        <message>
            <source>Accept All Confident</source>
            <translation>Aceptar todas las seguras</translation>
        </message>
        <message>
            <source>Least probability</source>
            <translation>Probabilidad mínima</translation>
        </message>
        <message>
            <source>What would be accepted</source>
            <translation>Lo que se aceptaría</translation>
        </message>
        <message>
            <source>Landmark and photos</source>
            <translation>Monumento y fotos</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Probabilidad</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Desde</translation>
        </message>
        <message numerus="yes">
            <source>Accept %n</source>
            <translation>
                <numerusform>Aceptar %n</numerusform>
                <numerusform>Aceptar %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to accept</source>
            <translation>Nada que aceptar</translation>
        </message>
        <message>
            <source>No undecided photo shown has a confident suggestion from this probability on.</source>
            <translation>Ninguna de las fotos mostradas sin decidir tiene una propuesta segura a partir de esta probabilidad.</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) would be accepted</source>
            <translation>
                <numerusform>Se aceptaría %n foto</numerusform>
                <numerusform>Se aceptarían %n fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>less than one</source>
            <translation>menos de un error</translation>
        </message>
        <message numerus="yes">
            <source>about %n</source>
            <translation>
                <numerusform>alrededor de %n error</numerusform>
                <numerusform>alrededor de %n errores</numerusform>
            </translation>
        </message>
        <message>
            <source>Expect {few} of them to be wrong ({share}), as far as the model knows itself.</source>
            <translation>Espere {few} entre ellas ({share}), hasta donde el modelo se conoce a sí mismo.</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Archivo</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Editar</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ver</translation>
        </message>
        <message>
            <source>&amp;Suggest</source>
            <translation>&amp;Proponer</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Revisar</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>A&amp;yuda</translation>
        </message>
        <message>
            <source>Accept Candidate 1</source>
            <translation>Aceptar candidato 1</translation>
        </message>
        <message>
            <source>Accept Candidate 2</source>
            <translation>Aceptar candidato 2</translation>
        </message>
        <message>
            <source>Accept Candidate 3</source>
            <translation>Aceptar candidato 3</translation>
        </message>
        <message>
            <source>Accept Candidate 4</source>
            <translation>Aceptar candidato 4</translation>
        </message>
        <message>
            <source>Accept Candidate 5</source>
            <translation>Aceptar candidato 5</translation>
        </message>
        <message>
            <source>Accept Candidate 6</source>
            <translation>Aceptar candidato 6</translation>
        </message>
        <message>
            <source>Accept Candidate 7</source>
            <translation>Aceptar candidato 7</translation>
        </message>
        <message>
            <source>Accept Candidate 8</source>
            <translation>Aceptar candidato 8</translation>
        </message>
        <message>
            <source>Accept Candidate 9</source>
            <translation>Aceptar candidato 9</translation>
        </message>
        <message>
            <source>&amp;Open Folder…</source>
            <translation>&amp;Abrir carpeta…</translation>
        </message>
        <message>
            <source>&amp;Add Folder…</source>
            <translation>A&amp;ñadir carpeta…</translation>
        </message>
        <message>
            <source>&amp;Look for New Photos</source>
            <translation>&amp;Buscar fotos nuevas</translation>
        </message>
        <message>
            <source>&amp;Write Accepted…</source>
            <translation>&amp;Escribir las aceptadas…</translation>
        </message>
        <message>
            <source>Shows what would change in each file before anything is written</source>
            <translation>Muestra qué cambiaría en cada archivo antes de escribir nada</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Escribir</translation>
        </message>
        <message>
            <source>&amp;Take Back Last Write</source>
            <translation>&amp;Deshacer la última escritura</translation>
        </message>
        <message>
            <source>Restores the files of the last batch as they were</source>
            <translation>Restaura los archivos de la última tanda como estaban</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Salir</translation>
        </message>
        <message>
            <source>Select &amp;All</source>
            <translation>Seleccionar &amp;todo</translation>
        </message>
        <message>
            <source>Select &amp;None</source>
            <translation>No seleccionar &amp;nada</translation>
        </message>
        <message>
            <source>&amp;Invert Selection</source>
            <translation>&amp;Invertir selección</translation>
        </message>
        <message>
            <source>&amp;Find Photos</source>
            <translation>&amp;Encontrar fotos</translation>
        </message>
        <message>
            <source>&amp;Clear Filter</source>
            <translation>&amp;Quitar filtro</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Ajustes…</translation>
        </message>
        <message>
            <source>&amp;Large Preview</source>
            <translation>&amp;Vista grande</translation>
        </message>
        <message>
            <source>Gives the photo the whole window, and back</source>
            <translation>Da a la foto toda la ventana, y al revés</translation>
        </message>
        <message>
            <source>Larger &amp;Thumbnails</source>
            <translation>Miniaturas más &amp;grandes</translation>
        </message>
        <message>
            <source>S&amp;maller Thumbnails</source>
            <translation>Miniaturas más &amp;pequeñas</translation>
        </message>
        <message>
            <source>&amp;Review Panel</source>
            <translation>Panel de &amp;revisión</translation>
        </message>
        <message>
            <source>&amp;Map</source>
            <translation>&amp;Mapa</translation>
        </message>
        <message>
            <source>&amp;Problems</source>
            <translation>Pro&amp;blemas</translation>
        </message>
        <message>
            <source>&amp;Full Screen</source>
            <translation>Pantalla &amp;completa</translation>
        </message>
        <message>
            <source>&amp;Command Palette…</source>
            <translation>&amp;Paleta de órdenes…</translation>
        </message>
        <message>
            <source>Suggest for &amp;All Photos</source>
            <translation>Proponer para &amp;todas las fotos</translation>
        </message>
        <message>
            <source>Asks the model about every photo that has no suggestion yet</source>
            <translation>Pregunta al modelo por cada foto que aún no tiene propuesta</translation>
        </message>
        <message>
            <source>Suggest</source>
            <translation>Proponer</translation>
        </message>
        <message>
            <source>Suggest for &amp;Shown Photos</source>
            <translation>Proponer para las fotos &amp;mostradas</translation>
        </message>
        <message>
            <source>Suggest &amp;Location</source>
            <translation>Proponer &amp;lugar</translation>
        </message>
        <message>
            <source>Asks the model about the selected photos, again where it was asked before</source>
            <translation>Pregunta al modelo por las fotos seleccionadas, también donde ya se preguntó</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>&amp;Detener</translation>
        </message>
        <message>
            <source>&amp;No Landmark</source>
            <translation>&amp;Ningún monumento</translation>
        </message>
        <message>
            <source>&amp;Other Landmark…</source>
            <translation>&amp;Otro monumento…</translation>
        </message>
        <message>
            <source>&amp;Reject Suggestion</source>
            <translation>&amp;Rechazar propuesta</translation>
        </message>
        <message>
            <source>The first candidate is wrong and is never suggested again for this photo</source>
            <translation>El primer candidato es falso y no se propone nunca más para esta foto</translation>
        </message>
        <message>
            <source>&amp;Skip</source>
            <translation>&amp;Saltar</translation>
        </message>
        <message>
            <source>&amp;Undo Decision</source>
            <translation>&amp;Deshacer decisión</translation>
        </message>
        <message>
            <source>Ne&amp;xt Unreviewed</source>
            <translation>&amp;Siguiente sin revisar</translation>
        </message>
        <message>
            <source>Goes to the photo about which the model is least sure</source>
            <translation>Va a la foto de la que el modelo está menos seguro</translation>
        </message>
        <message>
            <source>&amp;Why?</source>
            <translation>&amp;¿Por qué?</translation>
        </message>
        <message>
            <source>Shows what speaks for and against the suggestion</source>
            <translation>Muestra lo que habla a favor y en contra de la sugerencia</translation>
        </message>
        <message>
            <source>&amp;Previous Reviewed</source>
            <translation>&amp;Anterior revisada</translation>
        </message>
        <message>
            <source>Accept for Whole &amp;Burst</source>
            <translation>Aceptar para toda la &amp;ráfaga</translation>
        </message>
        <message>
            <source>Accepts the first candidate for all photos taken within seconds of this one</source>
            <translation>Acepta el primer candidato para todas las fotos hechas a segundos de esta</translation>
        </message>
        <message>
            <source>Accept All &amp;Confident…</source>
            <translation>Aceptar todas las &amp;seguras…</translation>
        </message>
        <message>
            <source>Shows what would be accepted, and how many mistakes to expect</source>
            <translation>Muestra qué se aceptaría y cuántos errores cabe esperar</translation>
        </message>
        <message>
            <source>Accept Confident</source>
            <translation>Aceptar seguras</translation>
        </message>
        <message>
            <source>Open with Default &amp;Viewer</source>
            <translation>Abrir con el &amp;visor predeterminado</translation>
        </message>
        <message>
            <source>Show in &amp;Folder</source>
            <translation>Mostrar en la &amp;carpeta</translation>
        </message>
        <message>
            <source>Show on &amp;Map Program</source>
            <translation>Mostrar en el programa de &amp;mapas</translation>
        </message>
        <message>
            <source>&amp;What Is in the File…</source>
            <translation>&amp;Qué hay en el archivo…</translation>
        </message>
        <message>
            <source>&amp;Copy Path</source>
            <translation>Copiar &amp;ruta</translation>
        </message>
        <message>
            <source>Copy &amp;Name</source>
            <translation>Copiar &amp;nombre</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>&amp;Teclas</translation>
        </message>
        <message>
            <source>&amp;About</source>
            <translation>&amp;Acerca de</translation>
        </message>
    </context>
    <context>
        <name>CandidateList</name>
        <message>
            <source>Candidates</source>
            <translation>Candidatos</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Command palette</source>
            <translation>Paleta de órdenes</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>¿Qué quiere hacer?</translation>
        </message>
    </context>
    <context>
        <name>EmptyState</name>
        <message>
            <source>Open Folder…</source>
            <translation>Abrir carpeta…</translation>
        </message>
        <message>
            <source>Show All Photos</source>
            <translation>Mostrar todas las fotos</translation>
        </message>
        <message>
            <source>Which landmarks are in your photos?</source>
            <translation>¿Qué monumentos hay en sus fotos?</translation>
        </message>
        <message>
            <source>Open a folder of photos, or drop one here. Everything stays on this computer, and no file is changed before you say so.</source>
            <translation>Abra una carpeta de fotos o suelte una aquí. Todo queda en este ordenador y ningún archivo se cambia antes de que usted lo diga.</translation>
        </message>
        <message>
            <source>Opened before</source>
            <translation>Abiertas antes</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Buscando fotos…</translation>
        </message>
        <message>
            <source>JPEG, PNG, HEIC, AVIF, WebP, TIFF and cameras' RAW files are looked for, also in subfolders.</source>
            <translation>Se buscan JPEG, PNG, HEIC, AVIF, WebP, TIFF y archivos RAW de cámaras, también en subcarpetas.</translation>
        </message>
        <message>
            <source>No photos in {folder}</source>
            <translation>No hay fotos en {folder}</translation>
        </message>
        <message>
            <source>No photo fits the filter</source>
            <translation>Ninguna foto cumple el filtro</translation>
        </message>
        <message>
            <source>All photos are still there.</source>
            <translation>Todas las fotos siguen ahí.</translation>
        </message>
    </context>
    <context>
        <name>ErrorList</name>
        <message>
            <source>Problems</source>
            <translation>Problemas</translation>
        </message>
        <message>
            <source>Nothing went wrong so far.</source>
            <translation>Hasta ahora nada ha ido mal.</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Vaciar</translation>
        </message>
        <message>
            <source>Exported to {path}.</source>
            <translation>Exportado a {path}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {reason}.</source>
            <translation>No se pudo escribir {path}: {reason}.</translation>
        </message>
        <message>
            <source>Export problems</source>
            <translation>Exportar problemas</translation>
        </message>
    </context>
    <context>
        <name>Evidence</name>
        <message>
            <source>The picture alone: {share} {name}</source>
            <translation>La imagen sola: {share} {name}</translation>
        </message>
        <message>
            <source>The camera's position jumps {distance} from the photos around it</source>
            <translation>La posición de la cámara salta {distance} respecto a las fotos de alrededor</translation>
        </message>
        <message>
            <source>The camera stood {distance} from {name}: one of the two must be wrong</source>
            <translation>La cámara estaba a {distance} de {name}: uno de los dos datos debe de ser erróneo</translation>
        </message>
        <message>
            <source>The camera stood {distance} from {name}</source>
            <translation>La cámara estaba a {distance} de {name}</translation>
        </message>
        <message>
            <source>{name} is {distance} from the photos before and after: nobody travels that fast</source>
            <translation>{name} está a {distance} de las fotos anteriores y posteriores: nadie viaja tan rápido</translation>
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
            <translation>Indicios</translation>
        </message>
        <message>
            <source>{number} in log-odds</source>
            <translation>{number} en logaritmo de probabilidades relativas</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Find names, places, keywords</source>
            <translation>Encontrar nombres, lugares, palabras clave</translation>
        </message>
        <message>
            <source>Find photos</source>
            <translation>Encontrar fotos</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtro</translation>
        </message>
        <message>
            <source>Size of the thumbnails</source>
            <translation>Tamaño de las miniaturas</translation>
        </message>
        <message numerus="yes">
            <source>{verdict}: %n photo(s)</source>
            <translation>
                <numerusform>{verdict}: %n foto</numerusform>
                <numerusform>{verdict}: %n fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisión</translation>
        </message>
        <message>
            <source>Not reviewed</source>
            <translation>Sin revisar</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Aceptada</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún monumento</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Saltada</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Accepted, not written yet</source>
            <translation>Aceptada, aún sin escribir</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Escrita</translation>
        </message>
        <message>
            <source>With GPS position</source>
            <translation>Con posición GPS</translation>
        </message>
        <message>
            <source>Without GPS position</source>
            <translation>Sin posición GPS</translation>
        </message>
        <message>
            <source>With keywords</source>
            <translation>Con palabras clave</translation>
        </message>
        <message>
            <source>Without keywords</source>
            <translation>Sin palabras clave</translation>
        </message>
        <message>
            <source>Names a landmark itself</source>
            <translation>Nombra un monumento por sí misma</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>No se puede leer</translation>
        </message>
        <message>
            <source>Without suggestion</source>
            <translation>Sin propuesta</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Vaciar</translation>
        </message>
        <message>
            <source>Reversed</source>
            <translation>Invertido</translation>
        </message>
        <message>
            <source>Order of the photos</source>
            <translation>Orden de las fotos</translation>
        </message>
        <message>
            <source>Order: {key}</source>
            <translation>Orden: {key}</translation>
        </message>
        <message>
            <source>Groups of the photos</source>
            <translation>Grupos de las fotos</translation>
        </message>
        <message>
            <source>Groups: {kind}</source>
            <translation>Grupos: {kind}</translation>
        </message>
    </context>
    <context>
        <name>HostAdvice</name>
        <message>
            <source>The file manager needs nothing: it keeps no copy of the metadata.</source>
            <translation>El gestor de archivos no necesita nada: no guarda copia de los metadatos.</translation>
        </message>
        <message>
            <source>darktable takes it over by itself.</source>
            <translation>darktable lo recoge por sí mismo.</translation>
        </message>
        <message>
            <source>digiKam shows it after Item &gt; Reread Metadata From File.</source>
            <translation>digiKam lo muestra tras Elemento &gt; Releer los metadatos del archivo.</translation>
        </message>
        <message>
            <source>Geeqie shows it after R (Refresh).</source>
            <translation>Geeqie lo muestra tras R (Actualizar).</translation>
        </message>
        <message>
            <source>gThumb shows it after some seconds, or when you come back to it.</source>
            <translation>gThumb lo muestra al cabo de unos segundos, o al volver a la foto.</translation>
        </message>
        <message>
            <source>Gwenview shows it after F5 (Reload).</source>
            <translation>Gwenview lo muestra tras F5 (Recargar).</translation>
        </message>
        <message>
            <source>Lightroom shows it after Metadata &gt; Read Metadata from File.</source>
            <translation>Lightroom lo muestra tras Metadatos &gt; Leer metadatos del archivo.</translation>
        </message>
        <message>
            <source>A photo manager with a catalog must read the file's metadata again.</source>
            <translation>Un gestor de fotos con catálogo debe volver a leer los metadatos del archivo.</translation>
        </message>
    </context>
    <context>
        <name>Integrations</name>
        <message>
            <source>Applications menu</source>
            <translation>Menú de aplicaciones</translation>
        </message>
        <message>
            <source>Nautilus (Files)</source>
            <translation>Nautilus (Archivos)</translation>
        </message>
        <message>
            <source>the menu of applications, as Landmark Tagger</source>
            <translation>en el menú de aplicaciones, como Landmark Tagger</translation>
        </message>
        <message>
            <source>the module "selected image[s]", and a shortcut</source>
            <translation>en el módulo «imágenes seleccionadas», y un atajo</translation>
        </message>
        <message>
            <source>Tools &gt; Suggest location…, and Open With</source>
            <translation>Herramientas &gt; Suggest location…, y «Abrir con»</translation>
        </message>
        <message>
            <source>right-click &gt; Open With &gt; Suggest location…</source>
            <translation>clic derecho &gt; Abrir con &gt; Sugerir lugar…</translation>
        </message>
        <message>
            <source>right-click &gt; Plugins, and Ctrl+Shift+L</source>
            <translation>clic derecho &gt; Complementos, y Ctrl+Mayús+L</translation>
        </message>
        <message>
            <source>right-click &gt; Suggest location…</source>
            <translation>clic derecho &gt; Sugerir lugar…</translation>
        </message>
        <message>
            <source>right-click &gt; Scripts &gt; Suggest location…</source>
            <translation>clic derecho &gt; Scripts &gt; Suggest location…</translation>
        </message>
        <message>
            <source>right-click &gt; Quick Actions &gt; Suggest location…</source>
            <translation>clic derecho &gt; Acciones rápidas &gt; Suggest location…</translation>
        </message>
        <message>
            <source>Restart darktable.</source>
            <translation>Reinicie darktable.</translation>
        </message>
        <message>
            <source>Restart gThumb.</source>
            <translation>Reinicie gThumb.</translation>
        </message>
        <message>
            <source>Restart Geeqie.</source>
            <translation>Reinicie Geeqie.</translation>
        </message>
        <message>
            <source>Needs the package python3-nautilus; restart Nautilus with 'nautilus -q'.</source>
            <translation>Necesita el paquete python3-nautilus; reinicie Nautilus con «nautilus -q».</translation>
        </message>
        <message>
            <source>Needs the package libfm-modules; restart PCManFM.</source>
            <translation>Necesita el paquete libfm-modules; reinicie PCManFM.</translation>
        </message>
    </context>
    <context>
        <name>IntegrationsPage</name>
        <message>
            <source>Adds “Suggest location…” to the menus of the programs that are ticked. It is done for you alone, and what was there before comes back when the tick is removed.</source>
            <translation>Añade «Sugerir lugar…» a los menús de los programas marcados, solo para usted. Lo que había antes vuelve al quitar la marca.</translation>
        </message>
        <message>
            <source>What will change</source>
            <translation>Qué cambiará</translation>
        </message>
        <message>
            <source>What will change in which files is shown here first.</source>
            <translation>Aquí se muestra primero qué cambiará y en qué archivos.</translation>
        </message>
        <message>
            <source>Also replace what I changed myself; a copy is kept</source>
            <translation>Reemplazar también lo que cambié yo; se guarda una copia</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Aplicar</translation>
        </message>
        <message>
            <source>Press Apply first, or put the ticks back as they were.</source>
            <translation>Pulse antes «Aplicar», o deje las marcas como estaban.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Where it is found</source>
            <translation>Dónde se encuentra</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Programas</translation>
        </message>
        <message>
            <source>cannot be looked at</source>
            <translation>no se puede leer</translation>
        </message>
        <message>
            <source>installed, changed by you</source>
            <translation>instalada, cambiada por usted</translation>
        </message>
        <message>
            <source>installed</source>
            <translation>instalada</translation>
        </message>
        <message>
            <source>installed, to be updated</source>
            <translation>instalada, por actualizar</translation>
        </message>
        <message>
            <source>incomplete</source>
            <translation>incompleta</translation>
        </message>
        <message>
            <source>not installed</source>
            <translation>no instalada</translation>
        </message>
        <message>
            <source>program not found</source>
            <translation>programa no encontrado</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Hecho.</translation>
        </message>
        <message>
            <source>Your own versions are kept as: {paths}</source>
            <translation>Sus propias versiones están en: {paths}</translation>
        </message>
    </context>
    <context>
        <name>KeyList</name>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Arrows, Page Up and Down, Home and End move in the grid; Shift extends the selection.</source>
            <translation>Las flechas, Re Pág y Av Pág, Inicio y Fin mueven en la cuadrícula; Mayús amplía la selección.</translation>
        </message>
    </context>
    <context>
        <name>KeysEditor</name>
        <message>
            <source>Action</source>
            <translation>Acción</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Actions and keys</source>
            <translation>Acciones y teclas</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>Tecla nueva</translation>
        </message>
        <message>
            <source>No Key</source>
            <translation>Sin tecla</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Predeterminada</translation>
        </message>
        <message>
            <source>Keys that more than one action has: {keys}</source>
            <translation>Teclas que tienen varias acciones: {keys}</translation>
        </message>
    </context>
    <context>
        <name>LandmarkSearch</name>
        <message>
            <source>Find a landmark</source>
            <translation>Encontrar un monumento</translation>
        </message>
        <message>
            <source>Name, place or country</source>
            <translation>Nombre, lugar o país</translation>
        </message>
        <message>
            <source>The list of landmarks is still being read.</source>
            <translation>La lista de monumentos aún se está leyendo.</translation>
        </message>
        <message>
            <source>No landmark is called “{text}”.</source>
            <translation>Ningún monumento se llama «{text}».</translation>
        </message>
        <message>
            <source>Type a name such as “Machu Picchu”, or a place such as “Rome”.</source>
            <translation>Escriba un nombre como «Machu Picchu» o un lugar como «Rome».</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Open &amp;Recent</source>
            <translation>Abrir &amp;recientes</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Herramientas</translation>
        </message>
        <message>
            <source>Landmark Tagger</source>
            <translation>Landmark Tagger</translation>
        </message>
        <message numerus="yes">
            <source> and %n other(s)</source>
            <translation>
                <numerusform> y %n más</numerusform>
                <numerusform> y %n más</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>Map of the photos</source>
            <translation>Mapa de las fotos</translation>
        </message>
        <message>
            <source>No photo has a position, and no landmark is accepted yet.</source>
            <translation>Ninguna foto tiene posición y aún no se ha aceptado ningún monumento.</translation>
        </message>
        <message>
            <source>Filled: accepted landmarks. Empty: the camera's position. Click a dot to see its photos.</source>
            <translation>Lleno: monumentos aceptados. Vacío: posición de la cámara. Pulse un punto para ver sus fotos.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close this message</source>
            <translation>Cerrar este mensaje</translation>
        </message>
    </context>
    <context>
        <name>MetadataDialog</name>
        <message>
            <source>What is in the file</source>
            <translation>Qué hay en el archivo</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Leyendo…</translation>
        </message>
        <message>
            <source>Fields of the file</source>
            <translation>Campos del archivo</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Campo</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message numerus="yes">
            <source>This app wrote into it %n time(s).</source>
            <translation>
                <numerusform>Este programa escribió en él una vez.</numerusform>
                <numerusform>Este programa escribió en él %n veces.</numerusform>
            </translation>
        </message>
        <message>
            <source>This app wrote nothing into it.</source>
            <translation>Este programa no escribió nada en él.</translation>
        </message>
        <message>
            <source>The file cannot be read: {reason}.</source>
            <translation>No se puede leer el archivo: {reason}.</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Captured</source>
            <translation>Tomada</translation>
        </message>
        <message>
            <source>Orientation</source>
            <translation>Orientación</translation>
        </message>
        <message>
            <source>Camera's position</source>
            <translation>Posición de la cámara</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Advertencia</translation>
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message>
            <source>No program opens {name}.</source>
            <translation>Ningún programa abre {name}.</translation>
        </message>
        <message>
            <source>No file manager opens {name}.</source>
            <translation>Ningún gestor de archivos abre {name}.</translation>
        </message>
        <message>
            <source>This photo has no position, and no landmark that has one.</source>
            <translation>Esta foto no tiene posición ni un monumento que la tenga.</translation>
        </message>
        <message>
            <source>No map program opens geo: links.</source>
            <translation>Ningún programa de mapas abre enlaces geo:.</translation>
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
                <numerusform>%n foto</numerusform>
                <numerusform>%n fotos</numerusform>
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
            <translation>Escribir las aceptadas</translation>
        </message>
        <message>
            <source>File and field</source>
            <translation>Archivo y campo</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>What would be written</source>
            <translation>Lo que se escribiría</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Escribir</translation>
        </message>
        <message>
            <source>In all files</source>
            <translation>En todos los archivos</translation>
        </message>
        <message>
            <source>Looking at the files…</source>
            <translation>Mirando los archivos…</translation>
        </message>
        <message>
            <source>Nothing to write</source>
            <translation>Nada que escribir</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) will change</source>
            <translation>
                <numerusform>Cambiará %n archivo</numerusform>
                <numerusform>Cambiarán %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is written before you press Write, and every write can be taken back.</source>
            <translation>No se escribe nada antes de que pulse «Escribir», y toda escritura se puede deshacer.</translation>
        </message>
        <message numerus="yes">
            <source>%n go(es) into a sidecar.</source>
            <translation>
                <numerusform>%n va a un archivo adjunto.</numerusform>
                <numerusform>%n van a archivos adjuntos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n has (have) all of it already.</source>
            <translation>
                <numerusform>%n ya lo tiene todo.</numerusform>
                <numerusform>%n ya lo tienen todo.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be written.</source>
            <translation>
                <numerusform>%n no se puede escribir.</numerusform>
                <numerusform>%n no se pueden escribir.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>Escribir %n archivo</numerusform>
                <numerusform>Escribir %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Keyword</source>
            <translation>Palabra clave</translation>
        </message>
        <message>
            <source>Keyword path (Lightroom, darktable)</source>
            <translation>Ruta de palabras clave (Lightroom, darktable)</translation>
        </message>
        <message>
            <source>Keyword path (digiKam)</source>
            <translation>Ruta de palabras clave (digiKam)</translation>
        </message>
        <message>
            <source>Location shown</source>
            <translation>Lugar mostrado</translation>
        </message>
        <message>
            <source>City, region, country</source>
            <translation>Ciudad, región, país</translation>
        </message>
        <message>
            <source>GPS position</source>
            <translation>Posición GPS</translation>
        </message>
        <message>
            <source>into the sidecar {name}</source>
            <translation>en el archivo adjunto {name}</translation>
        </message>
        <message>
            <source>has all of this already</source>
            <translation>ya tiene todo esto</translation>
        </message>
        <message>
            <source>stays</source>
            <translation>se queda</translation>
        </message>
    </context>
    <context>
        <name>PlanWords</name>
        <message>
            <source>Nothing can be written into {name}</source>
            <translation>No se puede escribir nada en {name}</translation>
        </message>
        <message>
            <source>{name} has all of this already</source>
            <translation>{name} ya tiene todo esto</translation>
        </message>
        <message>
            <source>To be written into the sidecar {name}</source>
            <translation>Se escribirá en el archivo adjunto {name}</translation>
        </message>
        <message>
            <source>Accepting 1 puts into the sidecar {name}</source>
            <translation>Al aceptar 1 se escribe en el archivo adjunto {name}</translation>
        </message>
        <message>
            <source>To be written into {name}</source>
            <translation>Se escribirá en {name}</translation>
        </message>
        <message>
            <source>Accepting 1 puts into {name}</source>
            <translation>Al aceptar 1 se escribe en {name}</translation>
        </message>
        <message>
            <source>location shown</source>
            <translation>lugar mostrado</translation>
        </message>
        <message>
            <source>city, region, country</source>
            <translation>ciudad, región, país</translation>
        </message>
        <message>
            <source>GPS position</source>
            <translation>posición GPS</translation>
        </message>
    </context>
    <context>
        <name>PopupSearch</name>
        <message>
            <source>Nothing found</source>
            <translation>No se encontró nada</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Vista previa</translation>
        </message>
    </context>
    <context>
        <name>Problems</name>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Qué ocurrió</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message numerus="yes">
            <source>%n accepted photo(s) of earlier evenings are not written yet.</source>
            <translation>
                <numerusform>%n foto aceptada otras noches aún no está escrita.</numerusform>
                <numerusform>%n fotos aceptadas otras noches aún no están escritas.</numerusform>
            </translation>
        </message>
        <message>
            <source>The language changes when the app is started again.</source>
            <translation>El idioma cambia al iniciar de nuevo el programa.</translation>
        </message>
    </context>
    <context>
        <name>Quick</name>
        <message>
            <source>Looking…</source>
            <translation>Mirando…</translation>
        </message>
        <message>
            <source>The model is being loaded.</source>
            <translation>Se está cargando el modelo.</translation>
        </message>
        <message>
            <source>You can still find the landmark by its name: /</source>
            <translation>Aún puede encontrar el monumento por su nombre: /</translation>
        </message>
        <message>
            <source>No suggestion</source>
            <translation>Sin sugerencia</translation>
        </message>
    </context>
    <context>
        <name>ResultList</name>
        <message>
            <source>Results</source>
            <translation>Resultados</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Escrita</translation>
        </message>
        <message>
            <source>Written to sidecar</source>
            <translation>Escrito en archivo adjunto</translation>
        </message>
        <message>
            <source>Had it already</source>
            <translation>Ya lo tenía</translation>
        </message>
        <message>
            <source>Not written</source>
            <translation>No escrito</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
    </context>
    <context>
        <name>ReviewControl</name>
        <message>
            <source>There is no decision to undo.</source>
            <translation>No hay ninguna decisión que deshacer.</translation>
        </message>
        <message numerus="yes">
            <source>Done for %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>Hecho para %n foto; U lo deshace.</numerusform>
                <numerusform>Hecho para %n fotos; U lo deshace.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{name} accepted for a burst of %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name} aceptado para una ráfaga de %n foto; U lo deshace.</numerusform>
                <numerusform>{name} aceptado para una ráfaga de %n fotos; U lo deshace.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n suggestion(s) accepted; U takes that back.</source>
            <translation>
                <numerusform>%n propuesta aceptada; U lo deshace.</numerusform>
                <numerusform>%n propuestas aceptadas; U lo deshace.</numerusform>
            </translation>
        </message>
        <message>
            <source>All photos shown are reviewed.</source>
            <translation>Todas las fotos mostradas están revisadas.</translation>
        </message>
        <message>
            <source>Accept “{name}”</source>
            <translation>Aceptar «{name}»</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>No photo chosen</source>
            <translation>Ninguna foto elegida</translation>
        </message>
        <message numerus="yes">
            <source>Keys apply to all %n selected photo(s).</source>
            <translation>
                <numerusform>Las teclas valen para la foto seleccionada.</numerusform>
                <numerusform>Las teclas valen para las %n fotos seleccionadas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not asked yet</source>
            <translation>Aún sin preguntar</translation>
        </message>
        <message>
            <source>The model has not looked at this photo.</source>
            <translation>El modelo no ha mirado esta foto.</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>No se puede leer</translation>
        </message>
        <message>
            <source>You accepted this, and it stands in the file.</source>
            <translation>Usted aceptó esto, y está en el archivo.</translation>
        </message>
        <message>
            <source>You accepted this. It is not written into the file yet.</source>
            <translation>Usted aceptó esto. Aún no está escrito en el archivo.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún monumento</translation>
        </message>
        <message>
            <source>You said that this photo shows no landmark.</source>
            <translation>Usted dijo que esta foto no muestra ningún monumento.</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Saltada</translation>
        </message>
        <message>
            <source>You left this photo for later.</source>
            <translation>Usted dejó esta foto para más tarde.</translation>
        </message>
        <message>
            <source>The file names this landmark itself.</source>
            <translation>El archivo mismo nombra este monumento.</translation>
        </message>
        <message>
            <source>The model sees none of the landmarks it knows. The nearest ones are below.</source>
            <translation>El modelo no ve ninguno de los monumentos que conoce. Abajo están los más parecidos.</translation>
        </message>
        <message>
            <source>Probably no landmark</source>
            <translation>Probablemente ningún monumento</translation>
        </message>
        <message>
            <source>Unsure: {name}?</source>
            <translation>Inseguro: ¿{name}?</translation>
        </message>
        <message>
            <source>Compare the candidates.</source>
            <translation>Compare los candidatos.</translation>
        </message>
        <message>
            <source>The model is confident.</source>
            <translation>El modelo está seguro.</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Look</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Propuestas</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Fields to write</source>
            <translation>Campos que se escriben</translation>
        </message>
        <message>
            <source>Writing files</source>
            <translation>Escritura de archivos</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Whether the window is light, dark, or as the desktop.</source>
            <translation>Si la ventana es clara, oscura o como el escritorio.</translation>
        </message>
        <message>
            <source>system</source>
            <translation>sistema</translation>
        </message>
        <message>
            <source>light</source>
            <translation>claro</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>oscuro</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Language of the app, as an ISO 639-1 code; empty: the system's.</source>
            <translation>Idioma del programa, como código ISO 639-1; vacío: el del sistema.</translation>
        </message>
        <message>
            <source>Thumbnail size</source>
            <translation>Tamaño de las miniaturas</translation>
        </message>
        <message>
            <source>Side of the thumbnails in the grid, in pixels.</source>
            <translation>Lado de las miniaturas en la cuadrícula, en píxeles.</translation>
        </message>
        <message>
            <source>Open what was open</source>
            <translation>Abrir lo que estaba abierto</translation>
        </message>
        <message>
            <source>Starts with the folders, filter and photo of the last time.</source>
            <translation>Empieza con las carpetas, el filtro y la foto de la última vez.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Name of the model in use; empty: the one that ships with the app.</source>
            <translation>Nombre del modelo en uso; vacío: el que viene con el programa.</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Se ejecuta en</translation>
        </message>
        <message>
            <source>Where networks run: auto, cpu, cuda, cuda:N or mps.</source>
            <translation>Dónde calculan las redes: auto, cpu, cuda, cuda:N o mps.</translation>
        </message>
        <message>
            <source>Candidates</source>
            <translation>Candidatos</translation>
        </message>
        <message>
            <source>How many candidates are shown for each photo.</source>
            <translation>Cuántos candidatos se muestran de cada foto.</translation>
        </message>
        <message>
            <source>Suggest when a folder is opened</source>
            <translation>Proponer al abrir una carpeta</translation>
        </message>
        <message>
            <source>Asks the model about new photos as soon as their folder is opened.</source>
            <translation>Pregunta al modelo por las fotos nuevas en cuanto se abre su carpeta.</translation>
        </message>
        <message>
            <source>Stay ready</source>
            <translation>Permanecer listo</translation>
        </message>
        <message>
            <source>For how many minutes the small dialog's model stays in memory when it is closed; 0: not at all.</source>
            <translation>Durante cuántos minutos permanece en memoria el modelo de la ventana pequeña al cerrarla; 0: nada.</translation>
        </message>
        <message>
            <source>Weigh the camera's position</source>
            <translation>Tener en cuenta la posición de la cámara</translation>
        </message>
        <message>
            <source>Landmarks near the position in the photo become likelier, far ones less likely, and contradictions are shown.</source>
            <translation>Los monumentos cercanos a la posición de la foto se vuelven más probables, los lejanos menos, y se muestran las contradicciones.</translation>
        </message>
        <message>
            <source>Weigh neighbouring photos</source>
            <translation>Tener en cuenta las fotos vecinas</translation>
        </message>
        <message>
            <source>Photos of the same burst, minute, folder and journey support each other.</source>
            <translation>Las fotos de la misma ráfaga, minuto, carpeta y viaje se apoyan mutuamente.</translation>
        </message>
        <message>
            <source>Accept confident ones from</source>
            <translation>Aceptar las seguras desde</translation>
        </message>
        <message>
            <source>Least probability of a suggestion that 'Accept all confident' accepts, from 0.5 to 1.</source>
            <translation>Probabilidad mínima de una propuesta que acepta «Aceptar todas las seguras», de 0,5 a 1.</translation>
        </message>
        <message>
            <source>Longest gap in a burst</source>
            <translation>Mayor pausa en una ráfaga</translation>
        </message>
        <message>
            <source>Photos of one camera that follow each other within so many seconds are one burst.</source>
            <translation>Las fotos de una cámara que se siguen en tantos segundos son una ráfaga.</translation>
        </message>
        <message>
            <source>Go on after a decision</source>
            <translation>Seguir tras una decisión</translation>
        </message>
        <message>
            <source>Shows the next photo that waits for a decision as soon as one is decided.</source>
            <translation>Muestra la siguiente foto que espera una decisión en cuanto se toma una.</translation>
        </message>
        <message>
            <source>Write at once when accepted</source>
            <translation>Escribir al aceptar</translation>
        </message>
        <message>
            <source>Writes a landmark into the photo as soon as it is accepted, without showing the plan.</source>
            <translation>Escribe un monumento en la foto en cuanto se acepta, sin mostrar el plan.</translation>
        </message>
        <message>
            <source>Keyword</source>
            <translation>Palabra clave</translation>
        </message>
        <message>
            <source>Writes the landmark's name as a keyword (dc:subject).</source>
            <translation>Escribe el nombre del monumento como palabra clave (dc:subject).</translation>
        </message>
        <message>
            <source>Keyword path for Lightroom and darktable</source>
            <translation>Ruta para Lightroom y darktable</translation>
        </message>
        <message>
            <source>Writes the path from country to landmark (lr:hierarchicalSubject).</source>
            <translation>Escribe la ruta del país al monumento (lr:hierarchicalSubject).</translation>
        </message>
        <message>
            <source>Keyword path for digiKam</source>
            <translation>Ruta para digiKam</translation>
        </message>
        <message>
            <source>Writes the path from country to landmark (digiKam:TagsList).</source>
            <translation>Escribe la ruta del país al monumento (digiKam:TagsList).</translation>
        </message>
        <message>
            <source>Location shown</source>
            <translation>Lugar mostrado</translation>
        </message>
        <message>
            <source>Writes name, place and position of what the photo shows (Iptc4xmpExt:LocationShown).</source>
            <translation>Escribe nombre, lugar y posición de lo que muestra la foto (Iptc4xmpExt:LocationShown).</translation>
        </message>
        <message>
            <source>City, region and country</source>
            <translation>Ciudad, región y país</translation>
        </message>
        <message>
            <source>Fills the place fields where they are empty (photoshop:City and its neighbours).</source>
            <translation>Rellena los campos de lugar donde están vacíos (photoshop:City y vecinos).</translation>
        </message>
        <message>
            <source>IPTC</source>
            <translation>IPTC</translation>
        </message>
        <message>
            <source>Adds the same to IPTC fields in photos that have any.</source>
            <translation>Añade lo mismo a los campos IPTC de las fotos que los tienen.</translation>
        </message>
        <message>
            <source>XPKeywords</source>
            <translation>XPKeywords</translation>
        </message>
        <message>
            <source>Also writes the keyword where old Windows programs look for it.</source>
            <translation>Escribe la palabra clave también donde la buscan programas antiguos de Windows.</translation>
        </message>
        <message>
            <source>Position where there is none</source>
            <translation>Posición donde no la hay</translation>
        </message>
        <message>
            <source>Stores the landmark's position as the camera's in photos without one.</source>
            <translation>Guarda la posición del monumento como la de la cámara en fotos sin posición.</translation>
        </message>
        <message>
            <source>First level of the path</source>
            <translation>Primer nivel de la ruta</translation>
        </message>
        <message>
            <source>The word under which all places stand in keyword paths; may be empty.</source>
            <translation>La palabra bajo la que están todos los lugares en las rutas; puede estar vacía.</translation>
        </message>
        <message>
            <source>Language of keywords</source>
            <translation>Idioma de las palabras clave</translation>
        </message>
        <message>
            <source>Language of the landmarks' names that are written, as an ISO 639-1 code.</source>
            <translation>Idioma de los nombres que se escriben, como código ISO 639-1.</translation>
        </message>
        <message>
            <source>Separator for Lightroom and darktable</source>
            <translation>Separador para Lightroom y darktable</translation>
        </message>
        <message>
            <source>Stands between the levels of a path in lr:hierarchicalSubject.</source>
            <translation>Está entre los niveles de una ruta en lr:hierarchicalSubject.</translation>
        </message>
        <message>
            <source>Separator for digiKam</source>
            <translation>Separador para digiKam</translation>
        </message>
        <message>
            <source>Stands between the levels of a path in digiKam:TagsList.</source>
            <translation>Está entre los niveles de una ruta en digiKam:TagsList.</translation>
        </message>
        <message>
            <source>Sidecar files</source>
            <translation>Archivos adjuntos</translation>
        </message>
        <message>
            <source>Whether to write into XMP files beside the photos: auto only where the photo cannot be written, always or never.</source>
            <translation>Si se escribe en archivos XMP junto a las fotos: auto solo donde no se puede escribir la foto, siempre o nunca.</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>auto</translation>
        </message>
        <message>
            <source>always</source>
            <translation>siempre</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nunca</translation>
        </message>
        <message>
            <source>Where two sidecars exist</source>
            <translation>Donde hay dos archivos adjuntos</translation>
        </message>
        <message>
            <source>Which one to write: ask leaves such photos alone, appended is photo.jpg.xmp, replaced is photo.xmp.</source>
            <translation>Cuál se escribe: «preguntar» deja tales fotos, «añadido» es photo.jpg.xmp, «sustituido» es photo.xmp.</translation>
        </message>
        <message>
            <source>ask</source>
            <translation>preguntar</translation>
        </message>
        <message>
            <source>appended</source>
            <translation>añadido</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>sustituido</translation>
        </message>
        <message>
            <source>Sidecar names as Adobe</source>
            <translation>Nombres de adjuntos como Adobe</translation>
        </message>
        <message>
            <source>Calls new sidecars of RAW files photo.xmp instead of photo.nef.xmp.</source>
            <translation>Llama a los adjuntos nuevos de archivos RAW photo.xmp en vez de photo.nef.xmp.</translation>
        </message>
        <message>
            <source>Files with further hard links</source>
            <translation>Archivos con más enlaces duros</translation>
        </message>
        <message>
            <source>What to do with them: write a sidecar, refuse, or write, which leaves the other names with the old file.</source>
            <translation>Qué hacer con ellos: escribir un adjunto, negarse, o escribir, lo que deja a los otros nombres el archivo viejo.</translation>
        </message>
        <message>
            <source>sidecar</source>
            <translation>adjunto</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>negarse</translation>
        </message>
        <message>
            <source>write</source>
            <translation>escribir</translation>
        </message>
        <message>
            <source>Write into signed photos</source>
            <translation>Escribir en fotos firmadas</translation>
        </message>
        <message>
            <source>Writes into photos with a C2PA signature, which breaks it, instead of into a sidecar.</source>
            <translation>Escribe en fotos con firma C2PA, lo que la rompe, en vez de en un adjunto.</translation>
        </message>
        <message>
            <source>Keep the file's date</source>
            <translation>Conservar la fecha del archivo</translation>
        </message>
        <message>
            <source>Leaves the modification time as it was; photos without a capture time always keep it.</source>
            <translation>Deja la hora de modificación como estaba; las fotos sin hora de captura siempre la conservan.</translation>
        </message>
        <message>
            <source>Keep the original</source>
            <translation>Conservar el original</translation>
        </message>
        <message>
            <source>Leaves a copy beside each photo before the first write, photo.jpg.original.</source>
            <translation>Deja una copia junto a cada foto antes de la primera escritura, photo.jpg.original.</translation>
        </message>
        <message>
            <source>Keys that differ from the defaults, as a JSON object from actions to keys.</source>
            <translation>Teclas distintas de las predeterminadas, como objeto JSON de acciones a teclas.</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>Encontrar un ajuste</translation>
        </message>
        <message>
            <source>No setting fits.</source>
            <translation>Ningún ajuste coincide.</translation>
        </message>
        <message>
            <source>Photo Managers</source>
            <translation>Gestores de fotos</translation>
        </message>
        <message>
            <source>The one that ships with the app</source>
            <translation>El que viene con el programa</translation>
        </message>
        <message>
            <source>The system's language</source>
            <translation>El idioma del sistema</translation>
        </message>
        <message>
            <source>Back to the default: {value}</source>
            <translation>Volver al valor predeterminado: {value}</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Activado</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Stop (Esc)</source>
            <translation>Detener (Esc)</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>The model that suggests; press to choose another one</source>
            <translation>El modelo que propone; pulse para elegir otro</translation>
        </message>
        <message>
            <source>Model: {name}</source>
            <translation>Modelo: {name}</translation>
        </message>
        <message>
            <source>{what} {done} of {total}</source>
            <translation>{what} {done} de {total}</translation>
        </message>
        <message>
            <source>{rate} a second</source>
            <translation>{rate} por segundo</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>faltan {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n segundo</numerusform>
                <numerusform>%n segundos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hora</numerusform>
                <numerusform>%n horas</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestActions</name>
        <message>
            <source>Same for All Others</source>
            <translation>Igual para las demás</translation>
        </message>
        <message>
            <source>Next Photo</source>
            <translation>Foto siguiente</translation>
        </message>
        <message>
            <source>Previous Photo</source>
            <translation>Foto anterior</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>SuggestDialog</name>
        <message>
            <source>Suggest location</source>
            <translation>Sugerir lugar</translation>
        </message>
        <message>
            <source>Open in Main Window</source>
            <translation>Abrir en la ventana principal</translation>
        </message>
        <message>
            <source>What will be written</source>
            <translation>Qué se escribirá</translation>
        </message>
        <message>
            <source>Shows these photos in the large window, with filters, map and settings</source>
            <translation>Muestra estas fotos en la ventana grande, con filtros, mapa y ajustes</translation>
        </message>
    </context>
    <context>
        <name>SuggestFlow</name>
        <message>
            <source>Writing…</source>
            <translation>Escribiendo…</translation>
        </message>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>Escribir %n archivo</numerusform>
                <numerusform>Escribir %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n pendiente</numerusform>
                <numerusform>%n pendientes</numerusform>
            </translation>
        </message>
        <message>
            <source>All decided</source>
            <translation>Todas decididas</translation>
        </message>
        <message>
            <source>Nothing is written into the file. The program that asked gets:</source>
            <translation>No se escribe nada en el archivo. El programa que llama recibe:</translation>
        </message>
        <message>
            <source>There is no decision to undo.</source>
            <translation>No hay ninguna decisión que deshacer.</translation>
        </message>
        <message numerus="yes">
            <source>%n accepted photo(s) are not written yet. Esc once more closes without writing.</source>
            <translation>
                <numerusform>%n foto aceptada aún no está escrita. Otra vez Esc cierra sin escribir.</numerusform>
                <numerusform>%n fotos aceptadas aún no están escritas. Otra vez Esc cierra sin escribir.</numerusform>
            </translation>
        </message>
        <message>
            <source>Write and Close</source>
            <translation>Escribir y cerrar</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n archivo escrito.</numerusform>
                <numerusform>%n archivos escritos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had it already.</source>
            <translation>
                <numerusform>%n ya lo tenía.</numerusform>
                <numerusform>%n ya lo tenían.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n no se pudo escribir.</numerusform>
                <numerusform>%n no se pudieron escribir.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Deshacer</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n archivo está como antes.</numerusform>
                <numerusform>%n archivos están como antes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; another program has changed them.</source>
            <translation>
                <numerusform>%n no se pudo deshacer; otro programa lo ha cambiado.</numerusform>
                <numerusform>%n no se pudieron deshacer; otro programa los ha cambiado.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestReview</name>
        <message>
            <source>Accept a landmark for this photo first.</source>
            <translation>Acepte antes un monumento para esta foto.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún monumento</translation>
        </message>
        <message numerus="yes">
            <source>{name}: %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name}: %n foto; U lo deshace.</numerusform>
                <numerusform>{name}: %n fotos; U lo deshace.</numerusform>
            </translation>
        </message>
        <message>
            <source>No other photo waits for a decision.</source>
            <translation>Ninguna otra foto espera una decisión.</translation>
        </message>
    </context>
    <context>
        <name>ViewControl</name>
        <message>
            <source>Without date</source>
            <translation>Sin fecha</translation>
        </message>
        <message>
            <source>Without landmark</source>
            <translation>Sin monumento</translation>
        </message>
        <message>
            <source>Just found</source>
            <translation>Recién encontradas</translation>
        </message>
        <message numerus="yes">
            <source>&amp;Write %n Accepted…</source>
            <translation>
                <numerusform>&amp;Escribir %n aceptada…</numerusform>
                <numerusform>&amp;Escribir %n aceptadas…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n</source>
            <translation>
                <numerusform>Escribir %n</numerusform>
                <numerusform>Escribir %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n foto</numerusform>
                <numerusform>%n fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n photo(s)</source>
            <translation>
                <numerusform>{shown} de %n foto</numerusform>
                <numerusform>{shown} de %n fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>{number} selected</source>
            <translation>{number} seleccionadas</translation>
        </message>
        <message>
            <source>{number} accepted, not written</source>
            <translation>{number} aceptadas, sin escribir</translation>
        </message>
        <message>
            <source>{number} cannot be read</source>
            <translation>{number} no se pueden leer</translation>
        </message>
    </context>
    <context>
        <name>WindowControl</name>
        <message>
            <source>Open folder</source>
            <translation>Abrir carpeta</translation>
        </message>
        <message>
            <source>Open a folder of photos first.</source>
            <translation>Abra primero una carpeta de fotos.</translation>
        </message>
    </context>
    <context>
        <name>Wording</name>
        <message>
            <source>Confident</source>
            <translation>Segura</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Insegura</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún monumento</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>No se puede leer</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Aceptada</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Saltada</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Escrita</translation>
        </message>
        <message>
            <source>Named in the file</source>
            <translation>Nombrado en el archivo</translation>
        </message>
        <message>
            <source>very likely</source>
            <translation>muy probable</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>probable</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>inseguro</translation>
        </message>
        <message>
            <source>unlikely</source>
            <translation>improbable</translation>
        </message>
        <message>
            <source>The camera's position agrees</source>
            <translation>La posición de la cámara coincide</translation>
        </message>
        <message>
            <source>The camera's position contradicts</source>
            <translation>La posición de la cámara lo contradice</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Fecha</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Veredicto</translation>
        </message>
        <message>
            <source>Uncertainty</source>
            <translation>Incertidumbre</translation>
        </message>
        <message>
            <source>Not grouped</source>
            <translation>Sin grupos</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Día</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Monumento</translation>
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
            <translation>Todas estas fotos ya tienen una propuesta o una decisión.</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Buscando fotos…</translation>
        </message>
        <message>
            <source>Loading the model {name}…</source>
            <translation>Cargando el modelo {name}…</translation>
        </message>
        <message>
            <source>Suggesting</source>
            <translation>Proponiendo:</translation>
        </message>
        <message numerus="yes">
            <source>Stopped; %n photo(s) are left. Suggesting again goes on there.</source>
            <translation>
                <numerusform>Detenido; queda %n foto. Al proponer de nuevo se sigue ahí.</numerusform>
                <numerusform>Detenido; quedan %n fotos. Al proponer de nuevo se sigue ahí.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) have a suggestion now.</source>
            <translation>
                <numerusform>%n foto tiene ahora una propuesta.</numerusform>
                <numerusform>%n fotos tienen ahora una propuesta.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be read.</source>
            <translation>
                <numerusform>%n no se pudo leer.</numerusform>
                <numerusform>%n no se pudieron leer.</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>{folders} is no longer there. Decisions are kept; open it again when it is back.</source>
            <translation>{folders} ya no está. Las decisiones se conservan; ábrala de nuevo cuando vuelva.</translation>
        </message>
        <message>
            <source>Problems ({number})</source>
            <translation>Problemas ({number})</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Problemas</translation>
        </message>
    </context>
    <context>
        <name>Writing</name>
        <message>
            <source>There is nothing to write: accept some suggestions first.</source>
            <translation>No hay nada que escribir: acepte primero algunas propuestas.</translation>
        </message>
        <message>
            <source>Nothing was written yet.</source>
            <translation>Aún no se ha escrito nada.</translation>
        </message>
        <message numerus="yes">
            <source>The last write was on {date}: %n file(s).</source>
            <translation>
                <numerusform>La última escritura fue el {date}: %n archivo.</numerusform>
                <numerusform>La última escritura fue el {date}: %n archivos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Escribiendo:</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n archivo escrito.</numerusform>
                <numerusform>%n archivos escritos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n no se pudo escribir.</numerusform>
                <numerusform>%n no se pudieron escribir.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped before the end; the others are still waiting.</source>
            <translation>Detenido antes del final; las demás siguen esperando.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n archivo está como estaba.</numerusform>
                <numerusform>%n archivos están como estaban.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; see the problems.</source>
            <translation>
                <numerusform>%n no se pudo deshacer; vea los problemas.</numerusform>
                <numerusform>%n no se pudieron deshacer; vea los problemas.</numerusform>
            </translation>
        </message>
        <message>
            <source>A write was cut off last time; the files and the journal are in order again.</source>
            <translation>Una escritura se cortó la última vez; los archivos y el diario vuelven a estar en orden.</translation>
        </message>
    </context>
</TS>
