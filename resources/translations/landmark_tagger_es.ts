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
        <message numerus="yes">
            <source>%n photo(s) taken far from there are left out.</source>
            <translation>
                <numerusform>Se omite %n foto tomada lejos de allí.</numerusform>
                <numerusform>Se omiten %n fotos tomadas lejos de allí.</numerusform>
            </translation>
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
            <source>&amp;Model</source>
            <translation>&amp;Modelo</translation>
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
            <source>Re&amp;do Decision</source>
            <translation>&amp;Rehacer decisión</translation>
        </message>
        <message>
            <source>Brings back the decision that was undone last</source>
            <translation>Recupera la última decisión deshecha</translation>
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
            <source>Show W&amp;here</source>
            <translation>Mostrar &amp;dónde</translation>
        </message>
        <message>
            <source>Shows in the photo where the model sees the landmark</source>
            <translation>Muestra en la foto dónde ve el modelo el monumento</translation>
        </message>
        <message>
            <source>Show Where: Ne&amp;xt Candidate</source>
            <translation>Mostrar dónde: candidato si&amp;guiente</translation>
        </message>
        <message>
            <source>Shows where the model sees the next candidate; or point at one in the list</source>
            <translation>Muestra dónde ve el modelo el candidato siguiente; o basta con señalar uno en la lista</translation>
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
            <source>&amp;Train a Model…</source>
            <translation>&amp;Entrenar un modelo…</translation>
        </message>
        <message>
            <source>Makes a model of your own places, or reruns the reference pipelines</source>
            <translation>Hace un modelo de tus propios lugares o repite los procesos de referencia</translation>
        </message>
        <message>
            <source>&amp;Models…</source>
            <translation>&amp;Modelos…</translation>
        </message>
        <message>
            <source>Choose, compare, rename, export and import models</source>
            <translation>Elegir, comparar, renombrar, exportar e importar modelos</translation>
        </message>
        <message>
            <source>&amp;New Landmark from These Photos…</source>
            <translation>&amp;Nuevo lugar a partir de estas fotos…</translation>
        </message>
        <message>
            <source>Teaches a place from three or more selected photos, in seconds</source>
            <translation>Aprende un lugar de tres o más fotos seleccionadas, en segundos</translation>
        </message>
        <message>
            <source>&amp;Unknown Places…</source>
            <translation>Lugares &amp;desconocidos…</translation>
        </message>
        <message>
            <source>Finds photos that look alike and show nothing the model knows, to be taught</source>
            <translation>Encuentra fotos que se parecen y no muestran nada que el modelo conozca, para enseñárselas</translation>
        </message>
        <message>
            <source>Taught &amp;Landmarks…</source>
            <translation>&amp;Lugares aprendidos…</translation>
        </message>
        <message>
            <source>Look at the landmarks that you taught, and forget them</source>
            <translation>Ver los lugares que ha enseñado y olvidarlos</translation>
        </message>
        <message>
            <source>&amp;Improve My Model…</source>
            <translation>Me&amp;jorar mi modelo…</translation>
        </message>
        <message>
            <source>Lets the model learn from your decisions, where that makes it better</source>
            <translation>Deja que el modelo aprenda de sus decisiones, si así mejora</translation>
        </message>
        <message>
            <source>&amp;How Good Are the Suggestions?…</source>
            <translation>¿Qué tal son las su&amp;gerencias?…</translation>
        </message>
        <message>
            <source>Holds what the model said against your decisions</source>
            <translation>Compara lo que dijo el modelo con sus decisiones</translation>
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
        <name>BackboneTable</name>
        <message>
            <source>Backbones</source>
            <translation>Redes base</translation>
        </message>
        <message>
            <source>Backbone</source>
            <translation>Red base</translation>
        </message>
        <message>
            <source>On ImageNet</source>
            <translation>En ImageNet</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Pesos</translation>
        </message>
        <message>
            <source>Speed here</source>
            <translation>Velocidad aquí</translation>
        </message>
        <message>
            <source>Its weights are</source>
            <translation>Sus pesos están</translation>
        </message>
        <message>
            <source>{number} million</source>
            <translation>{number} millones</translation>
        </message>
        <message>
            <source>{rate} photos/s</source>
            <translation>{rate} fotos/s</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>sin medir</translation>
        </message>
        <message>
            <source>to be downloaded: {size}</source>
            <translation>por descargar: {size}</translation>
        </message>
        <message>
            <source>to be installed: {package}</source>
            <translation>por instalar: {package}</translation>
        </message>
        <message>
            <source>here</source>
            <translation>aquí</translation>
        </message>
        <message>
            <source>from your file</source>
            <translation>en tu archivo</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>How Good Are the Suggestions?</source>
            <translation>¿Qué tal son las sugerencias?</translation>
        </message>
        <message>
            <source>Dot: how often it was right. Line: where the true share lies with 90 % certainty. Pale block: what it said; a dot in it means that the model is honest there. Hollow dots rest on too few photos.</source>
            <translation>Punto: cuántas veces acertó. Línea: dónde está la proporción verdadera con un 90 % de certeza. Bloque pálido: lo que dijo; un punto dentro significa que ahí el modelo es honesto. Los puntos huecos se basan en muy pocas fotos.</translation>
        </message>
        <message numerus="yes">
            <source>The model {name}, held against your decisions about %n photo(s).</source>
            <translation>
                <numerusform>El modelo {name}, comparado con su decisión sobre %n foto.</numerusform>
                <numerusform>El modelo {name}, comparado con sus decisiones sobre %n fotos.</numerusform>
            </translation>
        </message>
        <message>
            <source>You have not yet decided about photos for which this model suggested a landmark. Accept or reject some.</source>
            <translation>Aún no ha decidido sobre fotos para las que este modelo sugirió un lugar. Acepte o rechace algunas.</translation>
        </message>
        <message numerus="yes">
            <source>These are too few to say how good the suggestions are: %n decision(s) or more are needed.</source>
            <translation>
                <numerusform>Son muy pocas para decir qué tal son las sugerencias: hace falta al menos %n decisión.</numerusform>
                <numerusform>Son muy pocas para decir qué tal son las sugerencias: hacen falta al menos %n decisiones.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first suggestion was right for {right} of %n photo(s): {share}.</source>
            <translation>
                <numerusform>La primera sugerencia acertó en {right} de %n foto: {share}.</numerusform>
                <numerusform>La primera sugerencia acertó en {right} de %n fotos: {share}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n suggestion(s) that it was confident of, {right} were right.</source>
            <translation>
                <numerusform>De %n sugerencia de la que estaba seguro, acertó {right}.</numerusform>
                <numerusform>De %n sugerencias de las que estaba seguro, acertó {right}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n photo(s) in which it saw no landmark, {right} show none.</source>
            <translation>
                <numerusform>De %n foto en la que no vio ningún lugar, {right} no muestran ninguno.</numerusform>
                <numerusform>De %n fotos en las que no vio ningún lugar, {right} no muestran ninguno.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the photos were accepted together with all confident ones. Who does not look at each of them finds no mistakes in them: the chart may flatter the model.</source>
            <translation>
                <numerusform>%n de las fotos se aceptó junto con todas las seguras. Quien no mira cada una no encuentra errores en ellas: el gráfico puede favorecer al modelo.</numerusform>
                <numerusform>%n de las fotos se aceptaron junto con todas las seguras. Quien no mira cada una no encuentra errores en ellas: el gráfico puede favorecer al modelo.</numerusform>
            </translation>
        </message>
        <message>
            <source>It promises too much where it says {ranges}.</source>
            <translation>Promete demasiado donde dice {ranges}.</translation>
        </message>
        <message>
            <source>It is right more often than it says where it says {ranges}.</source>
            <translation>Acierta más de lo que dice donde dice {ranges}.</translation>
        </message>
        <message>
            <source>Its probabilities are honest, as far as these decisions can tell.</source>
            <translation>Sus probabilidades son honestas, hasta donde muestran estas decisiones.</translation>
        </message>
    </context>
    <context>
        <name>CalibrationView</name>
        <message>
            <source>Calibration chart</source>
            <translation>Gráfico de calibración</translation>
        </message>
        <message>
            <source>no photos</source>
            <translation>ninguna foto</translation>
        </message>
        <message>
            <source>{right} of {count}</source>
            <translation>{right} de {count}</translation>
        </message>
        <message>
            <source>The model said</source>
            <translation>El modelo dijo</translation>
        </message>
        <message>
            <source>and was right in</source>
            <translation>y acertó en</translation>
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
        <name>CheckPage</name>
        <message>
            <source>Can the network memorise one batch?</source>
            <translation>¿Puede la red memorizar un lote?</translation>
        </message>
        <message>
            <source>Before hours are spent: 32 photos are shown again and again. Their loss must fall close to zero, or the network, the photos or the weights are broken. This check may be left out.</source>
            <translation>Antes de gastar horas: se muestran 32 fotos una y otra vez. Su pérdida debe bajar casi a cero; si no, la red, las fotos o los pesos están mal. Esta prueba se puede omitir.</translation>
        </message>
        <message>
            <source>Loss on the batch</source>
            <translation>Pérdida en el lote</translation>
        </message>
        <message>
            <source>step</source>
            <translation>paso</translation>
        </message>
        <message>
            <source>Run the Check</source>
            <translation>Hacer la prueba</translation>
        </message>
        <message>
            <source>Run It Again</source>
            <translation>Otra vez</translation>
        </message>
        <message>
            <source>The curve appears here.</source>
            <translation>Aquí aparece la curva.</translation>
        </message>
        <message>
            <source>loss</source>
            <translation>pérdida</translation>
        </message>
        <message>
            <source>Running…</source>
            <translation>En marcha…</translation>
        </message>
        <message>
            <source>Memorised: the network can learn. {share} of the batch right, loss {first} → {last}.</source>
            <translation>Memorizado: la red puede aprender. {share} del lote bien, pérdida {first} → {last}.</translation>
        </message>
        <message>
            <source>Not memorised: {share} of the batch right, loss {first} → {last}. Look at the photos, the weights and the learning rate before you train.</source>
            <translation>No memorizado: {share} del lote bien, pérdida {first} → {last}. Mira las fotos, los pesos y la tasa de aprendizaje antes de entrenar.</translation>
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
        <name>CompareDialog</name>
        <message>
            <source>Compare Two Models</source>
            <translation>Comparar dos modelos</translation>
        </message>
        <message>
            <source>Photos about which the two disagree</source>
            <translation>Fotos en las que no coinciden</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Open a folder of photos in the main window first.</source>
            <translation>Abre antes una carpeta de fotos en la ventana principal.</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún lugar</translation>
        </message>
        <message>
            <source>1: {first}    2: {second}</source>
            <translation>1: {first}    2: {second}</translation>
        </message>
        <message numerus="yes">
            <source>Asking {name} about %n photo(s)…</source>
            <translation>
                <numerusform>Preguntando a {name} por %n foto…</numerusform>
                <numerusform>Preguntando a {name} por %n fotos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They disagree about %n photo(s)</source>
            <translation>
                <numerusform>No coinciden en %n foto</numerusform>
                <numerusform>No coinciden en %n fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>They agree about all these photos.</source>
            <translation>Coinciden en todas estas fotos.</translation>
        </message>
    </context>
    <context>
        <name>ContactSheet</name>
        <message>
            <source>Contact sheet</source>
            <translation>Hoja de contactos</translation>
        </message>
    </context>
    <context>
        <name>DataPage</name>
        <message>
            <source>Which photos should it learn from?</source>
            <translation>¿De qué fotos debe aprender?</translation>
        </message>
        <message>
            <source>A folder for each landmark, with its photos in it. Photos stay where they are.</source>
            <translation>Una carpeta por lugar, con sus fotos dentro. Las fotos se quedan donde están.</translation>
        </message>
        <message>
            <source>A folder of labelled folders</source>
            <translation>Una carpeta de carpetas con nombre</translation>
        </message>
        <message>
            <source>My accepted photos</source>
            <translation>Mis fotos aceptadas</translation>
        </message>
        <message>
            <source>The 50 landmarks of the reference project</source>
            <translation>Los 50 lugares del proyecto de referencia</translation>
        </message>
        <message>
            <source>Folder with train/NAME/… and test/NAME/…, or with NAME/…</source>
            <translation>Carpeta con train/NOMBRE/… y test/NOMBRE/…, o con NOMBRE/…</translation>
        </message>
        <message>
            <source>Folder of labelled folders</source>
            <translation>Carpeta de carpetas con nombre</translation>
        </message>
        <message>
            <source>Where to put the download</source>
            <translation>Dónde guardar la descarga</translation>
        </message>
        <message>
            <source>Optional: a folder of ordinary photos without any landmark</source>
            <translation>Opcional: una carpeta de fotos corrientes sin ningún lugar</translation>
        </message>
        <message>
            <source>Photos without a landmark</source>
            <translation>Fotos sin ningún lugar</translation>
        </message>
        <message>
            <source>Look Over</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>What you accepted becomes the label, and “no landmark” teaches what to leave alone.</source>
            <translation>Lo que aceptaste es la etiqueta, y «ningún lugar» enseña qué dejar en paz.</translation>
        </message>
        <message>
            <source>{size} to download and as much again to unpack; a broken download goes on where it was.</source>
            <translation>{size} para descargar y otro tanto para descomprimir; una descarga interrumpida sigue donde estaba.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Elegir…</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Elegir una carpeta</translation>
        </message>
        <message>
            <source>Landmarks and their photos</source>
            <translation>Lugares y sus fotos</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Lugar</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Entren.</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>Valid.</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Prueba</translation>
        </message>
        <message>
            <source>Before normalisation</source>
            <translation>Antes de normalizar</translation>
        </message>
        <message>
            <source>value</source>
            <translation>valor</translation>
        </message>
        <message>
            <source>After normalisation</source>
            <translation>Después de normalizar</translation>
        </message>
        <message>
            <source>What is wrong with the photos</source>
            <translation>Qué falla en las fotos</translation>
        </message>
        <message>
            <source>Contact sheet</source>
            <translation>Hoja de contactos</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colores</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Avisos</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Descargando…</translation>
        </message>
        <message>
            <source>Collecting your accepted photos…</source>
            <translation>Reuniendo tus fotos aceptadas…</translation>
        </message>
        <message>
            <source>Looking the photos over…</source>
            <translation>Revisando las fotos…</translation>
        </message>
        <message>
            <source>Downloading {done} of {total}</source>
            <translation>Descargado {done} de {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>quedan {time}</translation>
        </message>
        <message>
            <source>{classes} landmarks: {train} photos to learn from, {validation} to choose by, {test} to test</source>
            <translation>{classes} lugares: {train} fotos para aprender, {validation} para elegir, {test} para probar</translation>
        </message>
        <message numerus="yes">
            <source>%n accepted photo(s) are no longer there</source>
            <translation>
                <numerusform>%n foto aceptada ya no está</numerusform>
                <numerusform>%n fotos aceptadas ya no están</numerusform>
            </translation>
        </message>
        <message>
            <source>red</source>
            <translation>rojo</translation>
        </message>
        <message>
            <source>green</source>
            <translation>verde</translation>
        </message>
        <message>
            <source>blue</source>
            <translation>azul</translation>
        </message>
        <message>
            <source>Mean {mean}   standard deviation {std}   (red, green, blue of the training photos)</source>
            <translation>Media {mean}   desviación típica {std}   (rojo, verde, azul de las fotos de entrenamiento)</translation>
        </message>
        <message>
            <source>Files that cannot be read</source>
            <translation>Archivos que no se pueden leer</translation>
        </message>
        <message>
            <source>Copies across training and test photos</source>
            <translation>Copias entre fotos de entrenamiento y de prueba</translation>
        </message>
        <message>
            <source>Left out, as their label is wrong</source>
            <translation>Omitidas, porque su etiqueta está mal</translation>
        </message>
        <message>
            <source>Nothing is wrong with these photos.</source>
            <translation>Estas fotos no tienen ningún problema.</translation>
        </message>
        <message>
            <source>Warnings ({number})</source>
            <translation>Avisos ({number})</translation>
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>Back to {value}</source>
            <translation>Volver a {value}</translation>
        </message>
        <message>
            <source>Back to the recipe's value: {name}</source>
            <translation>Volver al valor de la receta: {name}</translation>
        </message>
        <message>
            <source>Default {value}</source>
            <translation>Por defecto {value}</translation>
        </message>
        <message>
            <source>{default}, above {least}</source>
            <translation>{default}, más de {least}</translation>
        </message>
        <message>
            <source>{default}, from {least} to {most}</source>
            <translation>{default}, de {least} a {most}</translation>
        </message>
        <message>
            <source>as the backbone wants</source>
            <translation>como quiera la red base</translation>
        </message>
        <message>
            <source>on</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>off</source>
            <translation>no</translation>
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
        <name>HeatControl</name>
        <message>
            <source>Looking where the model sees something…</source>
            <translation>Buscando dónde ve algo el modelo…</translation>
        </message>
        <message>
            <source>This model cannot say where it sees something.</source>
            <translation>Este modelo no puede decir dónde ve algo.</translation>
        </message>
        <message>
            <source>Ask the model for suggestions first.</source>
            <translation>Pida primero sugerencias al modelo.</translation>
        </message>
        <message>
            <source>There is no heat map of {name}: the model itself does not know it.</source>
            <translation>No hay mapa de calor de {name}: el propio modelo no lo conoce.</translation>
        </message>
        <message>
            <source>Where the model sees {name}</source>
            <translation>Dónde ve el modelo {name}</translation>
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
        <name>Hyperparameters</name>
        <message>
            <source>Epochs</source>
            <translation>Épocas</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Tasa de aprendizaje</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>Tamaño de lote</translation>
        </message>
        <message>
            <source>Optimizer</source>
            <translation>Optimizador</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Warm-up epochs</source>
            <translation>Épocas de arranque</translation>
        </message>
        <message>
            <source>Weights kept</source>
            <translation>Pesos guardados</translation>
        </message>
        <message>
            <source>Weight decay</source>
            <translation>Decaimiento de pesos</translation>
        </message>
        <message>
            <source>Label smoothing</source>
            <translation>Suavizado de etiquetas</translation>
        </message>
        <message>
            <source>Mixed batches</source>
            <translation>Lotes mezclados</translation>
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
            <translation>Pesos promediados</translation>
        </message>
        <message>
            <source>Gradient clipping</source>
            <translation>Recorte de gradiente</translation>
        </message>
        <message>
            <source>Mirroring</source>
            <translation>Espejo</translation>
        </message>
        <message>
            <source>Smallest crop</source>
            <translation>Recorte mínimo</translation>
        </message>
        <message>
            <source>Stretch of crops</source>
            <translation>Estiramiento</translation>
        </message>
        <message>
            <source>Rotation</source>
            <translation>Rotación</translation>
        </message>
        <message>
            <source>Colour changes</source>
            <translation>Cambios de color</translation>
        </message>
        <message>
            <source>Greyscale</source>
            <translation>Escala de grises</translation>
        </message>
        <message>
            <source>Erasing</source>
            <translation>Borrado</translation>
        </message>
        <message>
            <source>Input size</source>
            <translation>Tamaño de entrada</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Semilla</translation>
        </message>
        <message>
            <source>Initialisation</source>
            <translation>Inicialización</translation>
        </message>
        <message>
            <source>Padding</source>
            <translation>Relleno</translation>
        </message>
        <message>
            <source>Unfrozen stages</source>
            <translation>Etapas libres</translation>
        </message>
        <message>
            <source>Fine-tuning epochs</source>
            <translation>Épocas de ajuste fino</translation>
        </message>
        <message>
            <source>Fine-tuning rate</source>
            <translation>Tasa de ajuste fino</translation>
        </message>
        <message>
            <source>No feature cache</source>
            <translation>Sin caché de rasgos</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Entrenamiento</translation>
        </message>
        <message>
            <source>Against learning by heart</source>
            <translation>Contra aprender de memoria</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Red</translation>
        </message>
        <message>
            <source>How many times the network sees all training photos.</source>
            <translation>Cuántas veces ve la red todas las fotos de entrenamiento.</translation>
        </message>
        <message>
            <source>Learning rate: how large a step each batch makes; too large diverges, too small never gets there.</source>
            <translation>Tasa de aprendizaje: lo grande que es el paso de cada lote; demasiado grande diverge, demasiado pequeña no llega nunca.</translation>
        </message>
        <message>
            <source>Photos from which one step is computed; larger batches are smoother and need more memory.</source>
            <translation>Fotos con las que se calcula un paso; los lotes mayores son más suaves y necesitan más memoria.</translation>
        </message>
        <message>
            <source>The rule that turns gradients into steps.</source>
            <translation>La regla que convierte gradientes en pasos.</translation>
        </message>
        <message>
            <source>Whether the learning rate stays as it is or falls to zero along a cosine.</source>
            <translation>Si la tasa de aprendizaje se mantiene o baja a cero siguiendo un coseno.</translation>
        </message>
        <message>
            <source>Epochs in which the learning rate rises from zero, with the cosine schedule.</source>
            <translation>Épocas en las que la tasa sube desde cero, con el programa coseno.</translation>
        </message>
        <message>
            <source>Which weights become the model: those with the lowest validation loss, or the last ones.</source>
            <translation>Qué pesos serán el modelo: los de menor pérdida de validación o los últimos.</translation>
        </message>
        <message>
            <source>Pulls all weights towards zero a little, so that none becomes extreme.</source>
            <translation>Acerca todos los pesos un poco a cero, para que ninguno sea extremo.</translation>
        </message>
        <message>
            <source>Share of certainty taken from the right answer, so that the network is never too sure.</source>
            <translation>Parte de certeza que se quita a la respuesta correcta, para que la red nunca esté demasiado segura.</translation>
        </message>
        <message>
            <source>Share of batches in which pictures are blended with each other.</source>
            <translation>Parte de los lotes en que las imágenes se mezclan entre sí.</translation>
        </message>
        <message>
            <source>How strongly two pictures are blended; 0 turns it off.</source>
            <translation>Cuánto se mezclan dos imágenes; 0 lo desactiva.</translation>
        </message>
        <message>
            <source>How large a piece of another picture is pasted in; 0 turns it off.</source>
            <translation>Cómo de grande es el trozo pegado de otra imagen; 0 lo desactiva.</translation>
        </message>
        <message>
            <source>How slowly the averaged weights, which become the model, follow the trained ones; 0 does not average.</source>
            <translation>Con qué lentitud siguen los pesos promediados, que serán el modelo, a los entrenados; 0 no promedia.</translation>
        </message>
        <message>
            <source>Longest step that a batch may ask for; 0 allows any.</source>
            <translation>Paso más largo que puede pedir un lote; 0 permite cualquiera.</translation>
        </message>
        <message>
            <source>Probability that a picture is mirrored.</source>
            <translation>Probabilidad de que una imagen se refleje.</translation>
        </message>
        <message>
            <source>Smallest share of a picture that a random crop keeps; 1 keeps all of it.</source>
            <translation>Parte mínima de una imagen que conserva un recorte al azar; 1 la conserva entera.</translation>
        </message>
        <message>
            <source>How far a crop may be stretched, as a factor.</source>
            <translation>Cuánto se puede estirar un recorte, como factor.</translation>
        </message>
        <message>
            <source>Largest random rotation, in degrees.</source>
            <translation>Mayor rotación al azar, en grados.</translation>
        </message>
        <message>
            <source>Strength of random changes of brightness, contrast and colour.</source>
            <translation>Fuerza de los cambios al azar de brillo, contraste y color.</translation>
        </message>
        <message>
            <source>Probability that a picture loses its colours.</source>
            <translation>Probabilidad de que una imagen pierda sus colores.</translation>
        </message>
        <message>
            <source>Probability that a random rectangle of a picture is erased.</source>
            <translation>Probabilidad de que se borre un rectángulo al azar de una imagen.</translation>
        </message>
        <message>
            <source>Side of the square into which every photo is scaled, in pixels.</source>
            <translation>Lado del cuadrado al que se ajusta cada foto, en píxeles.</translation>
        </message>
        <message>
            <source>Where all randomness comes from: the same seed gives the same model.</source>
            <translation>De dónde viene todo el azar: la misma semilla da el mismo modelo.</translation>
        </message>
        <message>
            <source>How the linear layers begin: PyTorch's default, normally distributed, or both one after the other as the reference does.</source>
            <translation>Cómo empiezan las capas lineales: como PyTorch por defecto, con distribución normal, o ambas seguidas como en la referencia.</translation>
        </message>
        <message>
            <source>How convolutions treat the picture's edge; auto finds out how the weights were trained.</source>
            <translation>Cómo tratan las convoluciones el borde; auto averigua cómo se entrenaron los pesos.</translation>
        </message>
        <message>
            <source>Last stages of the backbone that are trained too, after the head; 0 leaves it frozen, -1 trains all.</source>
            <translation>Últimas etapas de la red base que también se entrenan, tras la cabeza; 0 la deja congelada, -1 las entrena todas.</translation>
        </message>
        <message>
            <source>Epochs in which the unfrozen stages are trained.</source>
            <translation>Épocas en que se entrenan las etapas libres.</translation>
        </message>
        <message>
            <source>Learning rate for the unfrozen stages.</source>
            <translation>Tasa de aprendizaje de las etapas libres.</translation>
        </message>
        <message>
            <source>Runs the frozen backbone anew in every epoch, as the reference does, for comparing times.</source>
            <translation>Ejecuta la red base congelada en cada época, como la referencia, para comparar tiempos.</translation>
        </message>
    </context>
    <context>
        <name>ImproveDialog</name>
        <message>
            <source>Right at the first suggestion</source>
            <translation>Acierto en la primera sugerencia</translation>
        </message>
        <message>
            <source>Right among three</source>
            <translation>Acierto entre tres</translation>
        </message>
        <message>
            <source>Landmarks and other photos told apart</source>
            <translation>Lugares y otras fotos distinguidos</translation>
        </message>
        <message>
            <source>Confident suggestions</source>
            <translation>Sugerencias seguras</translation>
        </message>
        <message>
            <source>Right ones among those</source>
            <translation>Aciertos entre ellas</translation>
        </message>
        <message>
            <source>Improve My Model</source>
            <translation>Mejorar mi modelo</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progreso</translation>
        </message>
        <message>
            <source>Improve</source>
            <translation>Mejorar</translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message numerus="yes">
            <source>{name} can learn from your decisions about %n photo(s).</source>
            <translation>
                <numerusform>{name} puede aprender de su decisión sobre %n foto.</numerusform>
                <numerusform>{name} puede aprender de sus decisiones sobre %n fotos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It needs at least %n: accept, reject, or say that there is no landmark.</source>
            <translation>
                <numerusform>Necesita al menos %n: acepte, rechace o diga que no hay ningún lugar.</numerusform>
                <numerusform>Necesita al menos %n: acepte, rechace o diga que no hay ningún lugar.</numerusform>
            </translation>
        </message>
        <message>
            <source>A fifth of them is kept out, to see whether it really became better; only then is it used. It takes up to a minute. No photo and no decision is changed, and it can be taken back.</source>
            <translation>Una quinta parte se reserva para ver si de verdad mejoró; solo entonces se usa. Tarda hasta un minuto. No se cambia ninguna foto ni ninguna decisión, y se puede deshacer.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Preparando…</translation>
        </message>
        <message>
            <source>Looking at photo {done} of {total}</source>
            <translation>Mirando la foto {done} de {total}</translation>
        </message>
        <message>
            <source>Learning and testing…</source>
            <translation>Aprendiendo y comprobando…</translation>
        </message>
        <message>
            <source>It could not be tried</source>
            <translation>No se pudo intentar</translation>
        </message>
        <message>
            <source>Better: {name} suggests from now on</source>
            <translation>Mejor: desde ahora sugiere {name}</translation>
        </message>
        <message>
            <source>Not better: {name} stays in use</source>
            <translation>No es mejor: {name} sigue en uso</translation>
        </message>
        <message>
            <source>Agrees with held-out decisions</source>
            <translation>Coincide con las decisiones reservadas</translation>
        </message>
        <message>
            <source>before</source>
            <translation>antes</translation>
        </message>
        <message>
            <source>after</source>
            <translation>después</translation>
        </message>
        <message>
            <source>On photos held back when the model was trained:</source>
            <translation>En fotos reservadas cuando se entrenó el modelo:</translation>
        </message>
        <message>
            <source>{count} of {total}</source>
            <translation>{count} de {total}</translation>
        </message>
        <message>
            <source>Better: {names}.</source>
            <translation>Mejor: {names}.</translation>
        </message>
        <message>
            <source>Worse: {names}.</source>
            <translation>Peor: {names}.</translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> y %n más</numerusform>
                <numerusform> y %n más</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decision(s) are about landmarks that the model does not know.</source>
            <translation>
                <numerusform>%n decisión trata de un lugar que el modelo no conoce.</numerusform>
                <numerusform>%n decisiones tratan de lugares que el modelo no conoce.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decided photo(s) are no longer there or cannot be read.</source>
            <translation>
                <numerusform>%n foto decidida ya no está o no se puede leer.</numerusform>
                <numerusform>%n fotos decididas ya no están o no se pueden leer.</numerusform>
            </translation>
        </message>
        <message>
            <source>Photos are asked about anew when you ask for suggestions.</source>
            <translation>Se vuelve a preguntar por las fotos cuando pida sugerencias.</translation>
        </message>
        <message>
            <source>Taken back: {name} suggests again</source>
            <translation>Deshecho: vuelve a sugerir {name}</translation>
        </message>
        <message>
            <source>It agrees with so little more of the held-out decisions that it may be chance.</source>
            <translation>Coincide con tan pocas decisiones reservadas más que puede ser casualidad.</translation>
        </message>
        <message>
            <source>It disagrees with most of the held-out decisions all the same: they are doubtful, or call for a model trained on these photos.</source>
            <translation>Aun así no coincide con la mayoría de las decisiones reservadas: son dudosas o piden un modelo entrenado con estas fotos.</translation>
        </message>
        <message>
            <source>It agrees with fewer of the held-out decisions.</source>
            <translation>Coincide con menos decisiones reservadas.</translation>
        </message>
        <message>
            <source>It agrees with no more of the held-out decisions.</source>
            <translation>No coincide con más decisiones reservadas.</translation>
        </message>
        <message>
            <source>{name} is answered right on {after} of its photos held back in training instead of {before}.</source>
            <translation>{name} se reconoce bien en el {after} de sus fotos reservadas del entrenamiento en lugar del {before}.</translation>
        </message>
        <message>
            <source>It forgets too much of what it was trained on: {what}, {after} instead of {before}.</source>
            <translation>Olvida demasiado de aquello con lo que se entrenó: {what}, {after} en lugar de {before}.</translation>
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
        <name>MatrixView</name>
        <message>
            <source>Confusion matrix</source>
            <translation>Matriz de confusión</translation>
        </message>
        <message>
            <source>said →
right ↓</source>
            <translation>dicho →
correcto ↓</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {right}, recognised</source>
            <translation>
                <numerusform>%n foto de {right}, reconocida</numerusform>
                <numerusform>%n fotos de {right}, reconocidas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {right}, taken for {said}</source>
            <translation>
                <numerusform>%n foto de {right}, tomada por {said}</numerusform>
                <numerusform>%n fotos de {right}, tomadas por {said}</numerusform>
            </translation>
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
        <name>ModelsDialog</name>
        <message>
            <source>Models</source>
            <translation>Modelos</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Lugares</translation>
        </message>
        <message>
            <source>First is right</source>
            <translation>Acierta la 1.ª</translation>
        </message>
        <message>
            <source>Among 3</source>
            <translation>Entre 3</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Hecho</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usar</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Comparar…</translation>
        </message>
        <message>
            <source>Asks two models about your own photos and shows where they disagree</source>
            <translation>Pregunta a dos modelos por tus fotos y muestra dónde no coinciden</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renombrar…</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Borrar…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importar…</translation>
        </message>
        <message>
            <source>Train a Model…</source>
            <translation>Entrenar un modelo…</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>en uso</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>dañado</translation>
        </message>
        <message numerus="yes">
            <source>%n epoch(s)</source>
            <translation>
                <numerusform>%n época</numerusform>
                <numerusform>%n épocas</numerusform>
            </translation>
        </message>
        <message>
            <source>Use a worse model?</source>
            <translation>¿Usar un modelo peor?</translation>
        </message>
        <message>
            <source>Do you want to use it all the same?</source>
            <translation>¿Quieres usarlo de todos modos?</translation>
        </message>
        <message>
            <source>Use the Worse One</source>
            <translation>Usar el peor</translation>
        </message>
        <message>
            <source>Rename the Model</source>
            <translation>Renombrar el modelo</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>Nombre nuevo</translation>
        </message>
        <message>
            <source>Delete the model {name}?</source>
            <translation>¿Borrar el modelo {name}?</translation>
        </message>
        <message>
            <source>Delete the model {name}, which is in use?</source>
            <translation>¿Borrar el modelo {name}, que está en uso?</translation>
        </message>
        <message>
            <source>From then on {name} is used.</source>
            <translation>A partir de entonces se usa {name}.</translation>
        </message>
        <message>
            <source>This cannot be taken back. Export it first if you may want it again.</source>
            <translation>Esto no se puede deshacer. Expórtalo antes si quizá lo quieras de nuevo.</translation>
        </message>
        <message>
            <source>Delete the Model</source>
            <translation>Borrar el modelo</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Borrar</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>Exportar el modelo</translation>
        </message>
        <message>
            <source>Models (*.landmarks)</source>
            <translation>Modelos (*.landmarks)</translation>
        </message>
        <message>
            <source>Exported to {file}</source>
            <translation>Exportado a {file}</translation>
        </message>
        <message>
            <source>Import a model</source>
            <translation>Importar un modelo</translation>
        </message>
        <message>
            <source>Models (*.landmarks *.pt *.pth);;All files (*)</source>
            <translation>Modelos (*.landmarks *.pt *.pth);;Todos los archivos (*)</translation>
        </message>
    </context>
    <context>
        <name>NearestControl</name>
        <message>
            <source>Folder of the training photos</source>
            <translation>Carpeta de las fotos de entrenamiento</translation>
        </message>
        <message>
            <source>Comparing with its training photos…</source>
            <translation>Comparando con las fotos de entrenamiento…</translation>
        </message>
        <message>
            <source>The photos that the model was trained with are not on this machine.</source>
            <translation>Las fotos con las que se entrenó el modelo no están en este ordenador.</translation>
        </message>
        <message>
            <source>None of its training photos can be compared.</source>
            <translation>No se puede comparar ninguna foto de entrenamiento.</translation>
        </message>
    </context>
    <context>
        <name>NearestView</name>
        <message>
            <source>Most alike among its training photos</source>
            <translation>Las más parecidas de su entrenamiento</translation>
        </message>
        <message>
            <source>Choose Their Folder…</source>
            <translation>Elegir su carpeta…</translation>
        </message>
        <message>
            <source>Training photo {file}</source>
            <translation>Foto de entrenamiento {file}</translation>
        </message>
    </context>
    <context>
        <name>OwnPhotos</name>
        <message>
            <source>Own photos and what the model says</source>
            <translation>Fotos propias y lo que dice el modelo</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todas</translation>
        </message>
        <message>
            <source>Confident</source>
            <translation>Seguras</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Dudosas</translation>
        </message>
        <message>
            <source>No landmark</source>
            <translation>Ningún lugar</translation>
        </message>
        <message>
            <source>Which ones to show</source>
            <translation>Cuáles mostrar</translation>
        </message>
        <message>
            <source>Try It</source>
            <translation>Probarlo</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message numerus="yes">
            <source>{sure} of %n photo(s) confident</source>
            <translation>
                <numerusform>{sure} de %n foto segura</numerusform>
                <numerusform>{sure} de %n fotos seguras</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Asks the new model about up to %n photo(s) of the main window.</source>
            <translation>
                <numerusform>Pregunta al modelo nuevo por hasta %n foto de la ventana principal.</numerusform>
                <numerusform>Pregunta al modelo nuevo por hasta %n fotos de la ventana principal.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open a folder of photos in the main window first.</source>
            <translation>Abre antes una carpeta de fotos en la ventana principal.</translation>
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
        <name>PipelinePage</name>
        <message>
            <source>How should it be trained?</source>
            <translation>¿Cómo se debe entrenar?</translation>
        </message>
        <message>
            <source>Details: every hyperparameter</source>
            <translation>Detalles: todos los hiperparámetros</translation>
        </message>
        <message>
            <source>Measure Again</source>
            <translation>Medir otra vez</translation>
        </message>
        <message>
            <source>Transfer learning, strong (recommended)</source>
            <translation>Aprendizaje por transferencia, fuerte (recomendado)</translation>
        </message>
        <message>
            <source>A new head on a network that has seen a million photos: best with few photos, and quick.</source>
            <translation>Una cabeza nueva sobre una red que ha visto un millón de fotos: lo mejor con pocas fotos, y rápido.</translation>
        </message>
        <message>
            <source>From scratch, strong</source>
            <translation>Desde cero, fuerte</translation>
        </message>
        <message>
            <source>A small network that learns from your photos alone: needs many of them, and time.</source>
            <translation>Una red pequeña que solo aprende de tus fotos: necesita muchas, y tiempo.</translation>
        </message>
        <message>
            <source>Reference: transfer learning with VGG19</source>
            <translation>Referencia: transferencia con VGG19</translation>
        </message>
        <message>
            <source>The reference project's second pipeline to the letter: 10 epochs, Adam, 63 % on its test.</source>
            <translation>El segundo proceso del proyecto de referencia al pie de la letra: 10 épocas, Adam, 63 % en su prueba.</translation>
        </message>
        <message>
            <source>Reference: CNN from scratch</source>
            <translation>Referencia: CNN desde cero</translation>
        </message>
        <message>
            <source>Its first pipeline: 15 epochs with both initialisations one after the other, 38 %.</source>
            <translation>Su primer proceso: 15 épocas con ambas inicializaciones seguidas, 38 %.</translation>
        </message>
        <message>
            <source>Optional: a file with this backbone's weights (.pth, .safetensors)</source>
            <translation>Opcional: un archivo con los pesos de esta red base (.pth, .safetensors)</translation>
        </message>
        <message>
            <source>Weights file</source>
            <translation>Archivo de pesos</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Elegir…</translation>
        </message>
        <message>
            <source>Choose a weights file</source>
            <translation>Elegir un archivo de pesos</translation>
        </message>
        <message>
            <source>another one of torchvision, or timm:NAME</source>
            <translation>otra de torchvision, o timm:NOMBRE</translation>
        </message>
        <message>
            <source>Another backbone</source>
            <translation>Otra red base</translation>
        </message>
        <message>
            <source>Weights (*.pth *.pt *.safetensors);;All files (*)</source>
            <translation>Pesos (*.pth *.pt *.safetensors);;Todos los archivos (*)</translation>
        </message>
        <message>
            <source>Measuring a few batches on this computer…</source>
            <translation>Midiendo unos lotes en este ordenador…</translation>
        </message>
        <message>
            <source>reading photos</source>
            <translation>leer fotos</translation>
        </message>
        <message>
            <source>features</source>
            <translation>rasgos</translation>
        </message>
        <message>
            <source>training</source>
            <translation>entrenamiento</translation>
        </message>
        <message>
            <source>validating</source>
            <translation>validar</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>medir</translation>
        </message>
        <message>
            <source>About {time} on this computer, as measured ({parts}); {disk} of disk, {free} are free.</source>
            <translation>Unos {time} en este ordenador, según lo medido ({parts}); {disk} de disco, hay {free} libres.</translation>
        </message>
    </context>
    <context>
        <name>PlaceDialog</name>
        <message>
            <source>Where Is It?</source>
            <translation>¿Dónde está?</translation>
        </message>
        <message>
            <source>It is at {position}.</source>
            <translation>Está en {position}.</translation>
        </message>
    </context>
    <context>
        <name>PlaceMap</name>
        <message>
            <source>Map of the world</source>
            <translation>Mapa del mundo</translation>
        </message>
        <message>
            <source>Click the place. Wheel or + and − zoom, dragging or arrow keys move; Space: the middle.</source>
            <translation>Haga clic en el lugar. La rueda o + y − acercan, arrastrar o las flechas mueven; espacio: el centro.</translation>
        </message>
    </context>
    <context>
        <name>PlacesDialog</name>
        <message>
            <source>Unknown Places</source>
            <translation>Lugares desconocidos</translation>
        </message>
        <message>
            <source>Photos that look alike</source>
            <translation>Fotos que se parecen</translation>
        </message>
        <message>
            <source>Looking at photos in which the model is sure of nothing…</source>
            <translation>Mirando las fotos en las que el modelo no está seguro de nada…</translation>
        </message>
        <message>
            <source>Groups of photos</source>
            <translation>Grupos de fotos</translation>
        </message>
        <message>
            <source>Teach This Landmark…</source>
            <translation>Enseñar este lugar…</translation>
        </message>
        <message>
            <source>No three of these photos look alike.</source>
            <translation>No hay tres de estas fotos que se parezcan.</translation>
        </message>
        <message>
            <source>Each group may be a place that the model does not know yet. The window shows the chosen one.</source>
            <translation>Cada grupo puede ser un lugar que el modelo aún no conoce. La ventana muestra el elegido.</translation>
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
            <source>The settings are the defaults now; the old file is called {name}.</source>
            <translation>Los ajustes son ahora los valores por defecto; el archivo antiguo se llama {name}.</translation>
        </message>
        <message>
            <source>The settings are the defaults now; the old file is gone.</source>
            <translation>Los ajustes son ahora los valores por defecto; el archivo antiguo ya no existe.</translation>
        </message>
        <message>
            <source>The language changes when the app is started again.</source>
            <translation>El idioma cambia al iniciar de nuevo el programa.</translation>
        </message>
        <message>
            <source>Use Defaults</source>
            <translation>Usar los valores por defecto</translation>
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
        <name>Reasons</name>
        <message>
            <source>This is a folder, not a photo.</source>
            <translation>Es una carpeta, no una foto.</translation>
        </message>
        <message>
            <source>This is a pipe, socket or device, not a photo.</source>
            <translation>Es una tubería, un socket o un dispositivo, no una foto.</translation>
        </message>
        <message>
            <source>There is no such file; it may have been moved, renamed or deleted.</source>
            <translation>El archivo no existe; quizá se movió, se renombró o se eliminó.</translation>
        </message>
        <message>
            <source>You have no permission to read this file; change its permissions.</source>
            <translation>No hay permiso para leer este archivo; cambie sus permisos.</translation>
        </message>
        <message>
            <source>This is not a valid file name.</source>
            <translation>No es un nombre de archivo válido.</translation>
        </message>
        <message>
            <source>There is not enough free memory to unpack this picture.</source>
            <translation>No hay memoria libre suficiente para descomprimir esta imagen.</translation>
        </message>
        <message>
            <source>The software to read this kind of picture is not installed: {1}.</source>
            <translation>El programa para leer este tipo de imagen no está instalado: {1}.</translation>
        </message>
        <message>
            <source>The file could not be read: {1}.</source>
            <translation>No se pudo leer el archivo: {1}.</translation>
        </message>
        <message>
            <source>The picture has too many pixels to be unpacked.</source>
            <translation>La imagen tiene demasiados píxeles para descomprimirla.</translation>
        </message>
        <message>
            <source>The file is cut off before the picture's end; copy it again from where it came from.</source>
            <translation>El archivo está cortado antes del final de la imagen; vuelva a copiarlo de donde vino.</translation>
        </message>
        <message>
            <source>The picture's data are damaged, or of a rare variety that can not be read.</source>
            <translation>Los datos de la imagen están dañados o son de una variedad rara que no se puede leer.</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>El archivo está vacío.</translation>
        </message>
        <message>
            <source>The file holds nothing but zeros; it was lost when it was copied or recovered.</source>
            <translation>El archivo solo contiene ceros; se perdió al copiarlo o recuperarlo.</translation>
        </message>
        <message>
            <source>This is a video, not a photo.</source>
            <translation>Es un vídeo, no una foto.</translation>
        </message>
        <message>
            <source>This is not a photo in a format that can be read here.</source>
            <translation>No es una foto en un formato que se pueda leer aquí.</translation>
        </message>
        <message>
            <source>The picture claims an impossible size; the file is damaged.</source>
            <translation>La imagen afirma un tamaño imposible; el archivo está dañado.</translation>
        </message>
        <message>
            <source>The picture has {1} megapixels; in this format at most {2} can be read.</source>
            <translation>La imagen tiene {1} megapíxeles; en este formato se pueden leer como máximo {2}.</translation>
        </message>
        <message>
            <source>The picture is built to take minutes to unpack, and no camera's.</source>
            <translation>La imagen está hecha para tardar minutos en descomprimirse y no es de ninguna cámara.</translation>
        </message>
        <message>
            <source>No preview was found in this RAW file; install the extra for RAW files: pip install '.[raw]' in the project's folder.</source>
            <translation>No se encontró ninguna vista previa en este archivo RAW; instale el extra para archivos RAW: pip install '.[raw]' en la carpeta del proyecto.</translation>
        </message>
        <message>
            <source>This RAW file is damaged, or of a camera that is not supported yet.</source>
            <translation>Este archivo RAW está dañado o es de una cámara que aún no se admite.</translation>
        </message>
        <message>
            <source>This is an empty file name.</source>
            <translation>Es un nombre de archivo vacío.</translation>
        </message>
        <message>
            <source>This is a link to a file that does not exist.</source>
            <translation>Es un enlace a un archivo que no existe.</translation>
        </message>
        <message>
            <source>There is no such file or folder; it may have been moved, renamed or deleted.</source>
            <translation>No existe tal archivo o carpeta; quizá se movió, se renombró o se eliminó.</translation>
        </message>
        <message>
            <source>You have no permission to read this; change its permissions.</source>
            <translation>No hay permiso para leer esto; cambie sus permisos.</translation>
        </message>
        <message>
            <source>This could not be read: {1}.</source>
            <translation>No se pudo leer: {1}.</translation>
        </message>
        <message>
            <source>PyTorch, which the model needs, could not be loaded ({1}); install Landmark Tagger again.</source>
            <translation>No se pudo cargar PyTorch, que el modelo necesita ({1}); vuelva a instalar Landmark Tagger.</translation>
        </message>
        <message>
            <source>There is not enough free memory to load the model; choose a smaller one.</source>
            <translation>No hay memoria libre suficiente para cargar el modelo; elija uno más pequeño.</translation>
        </message>
        <message>
            <source>The model could not be loaded ({1}); choose another model or device.</source>
            <translation>No se pudo cargar el modelo ({1}); elija otro modelo o dispositivo.</translation>
        </message>
        <message>
            <source>There is not enough free memory to run the model; close other programs or choose another device.</source>
            <translation>No hay memoria libre suficiente para usar el modelo; cierre otros programas o elija otro dispositivo.</translation>
        </message>
        <message>
            <source>The model failed while it ran ({1}); choose another model or device.</source>
            <translation>El modelo falló mientras calculaba ({1}); elija otro modelo o dispositivo.</translation>
        </message>
        <message>
            <source>This folder is gone (unplugged, moved or deleted): 1 photo in it is left out.</source>
            <translation>Esta carpeta ya no está (desconectada, movida o eliminada): se omite 1 foto que contenía.</translation>
        </message>
        <message>
            <source>This folder is gone (unplugged, moved or deleted): {1} photos in it are left out.</source>
            <translation>Esta carpeta ya no está (desconectada, movida o eliminada): se omiten {1} fotos que contenía.</translation>
        </message>
        <message>
            <source>Only {1} folders are watched; look again by hand to see changes in the others.</source>
            <translation>Solo se vigilan {1} carpetas; para ver cambios en las demás, vuelva a mirar a mano.</translation>
        </message>
        <message>
            <source>The system cannot watch this folder; look again by hand to see changes in it.</source>
            <translation>El sistema no puede vigilar esta carpeta; para ver sus cambios, vuelva a mirar a mano.</translation>
        </message>
        <message>
            <source>There is no such file.</source>
            <translation>El archivo no existe.</translation>
        </message>
        <message>
            <source>The file cannot be reached ({1}).</source>
            <translation>No se puede acceder al archivo ({1}).</translation>
        </message>
        <message>
            <source>The file cannot be read ({1}).</source>
            <translation>No se puede leer el archivo ({1}).</translation>
        </message>
        <message>
            <source>This is not a regular file (a pipe, socket or device).</source>
            <translation>No es un archivo normal (es una tubería, un socket o un dispositivo).</translation>
        </message>
        <message>
            <source>The file is read-only: make it writable, or have sidecars written always.</source>
            <translation>El archivo es de solo lectura: permita escribir en él o haga que se escriban siempre archivos adjuntos.</translation>
        </message>
        <message>
            <source>The folder {1} is read-only.</source>
            <translation>La carpeta {1} es de solo lectura.</translation>
        </message>
        <message>
            <source>Another program changed the file while it was read.</source>
            <translation>Otro programa cambió el archivo mientras se leía.</translation>
        </message>
        <message>
            <source>Another program changed the file meanwhile.</source>
            <translation>Otro programa ha cambiado el archivo entretanto.</translation>
        </message>
        <message>
            <source>Another program removed the file meanwhile.</source>
            <translation>Otro programa ha eliminado el archivo entretanto.</translation>
        </message>
        <message>
            <source>Another program created {1} meanwhile.</source>
            <translation>Otro programa ha creado {1} entretanto.</translation>
        </message>
        <message>
            <source>The name {1} is taken by something that is no file. The photo is as it was.</source>
            <translation>El nombre {1} está ocupado por algo que no es un archivo. La foto está como estaba.</translation>
        </message>
        <message>
            <source>The copy {1} cannot be written: {2}. The photo is as it was.</source>
            <translation>No se puede escribir la copia {1}: {2}. La foto está como estaba.</translation>
        </message>
        <message>
            <source>Writing failed: {1}. The photo is as it was.</source>
            <translation>No se pudo escribir: {1}. La foto está como estaba.</translation>
        </message>
        <message>
            <source>{1} was written, but the disk reports an error: {2}.</source>
            <translation>Se escribió {1}, pero el disco informa de un error: {2}.</translation>
        </message>
        <message>
            <source>{1} cannot be deleted: {2}.</source>
            <translation>No se puede eliminar {1}: {2}.</translation>
        </message>
        <message>
            <source>Verification failed: the disk did not keep what was written.</source>
            <translation>La comprobación falló: el disco no conservó lo escrito.</translation>
        </message>
        <message>
            <source>The file belongs to another user or group, which a rewrite could not keep.</source>
            <translation>El archivo pertenece a otro usuario o grupo, y reescribirlo no podría conservarlo.</translation>
        </message>
        <message>
            <source>The file's attribute {1} could not be kept by a rewrite.</source>
            <translation>El atributo {1} del archivo no se podría conservar al reescribirlo.</translation>
        </message>
        <message>
            <source>This is not a photo of a supported format.</source>
            <translation>No es una foto en un formato admitido.</translation>
        </message>
        <message>
            <source>This is a sidecar; name the photo that it belongs to.</source>
            <translation>Es un archivo adjunto; indique la foto a la que pertenece.</translation>
        </message>
        <message>
            <source>This RAW format is never written; its metadata go into a sidecar.</source>
            <translation>Nunca se escribe en este formato RAW; sus metadatos van a un archivo adjunto.</translation>
        </message>
        <message>
            <source>{1} files are never written; their metadata go into a sidecar.</source>
            <translation>Nunca se escribe en archivos {1}; sus metadatos van a un archivo adjunto.</translation>
        </message>
        <message>
            <source>Sidecars are chosen in the settings.</source>
            <translation>Los archivos adjuntos están elegidos en los ajustes.</translation>
        </message>
        <message>
            <source>The file is larger than 2 GB, which is not rewritten.</source>
            <translation>El archivo supera los 2 GB y no se reescribe.</translation>
        </message>
        <message>
            <source>The file carries a C2PA signature, which any change would break.</source>
            <translation>El archivo lleva una firma C2PA, que cualquier cambio invalidaría.</translation>
        </message>
        <message>
            <source>The file has {1} names (hard links), of which only one would be written.</source>
            <translation>El archivo tiene {1} nombres (enlaces duros), de los que solo se escribiría uno.</translation>
        </message>
        <message>
            <source>The file has {1} names (hard links). Choose whether to write it.</source>
            <translation>El archivo tiene {1} nombres (enlaces duros). Elija si se escribe.</translation>
        </message>
        <message>
            <source>There are two sidecars, {1}. Choose which one to use.</source>
            <translation>Hay dos archivos adjuntos, {1}. Elija cuál usar.</translation>
        </message>
        <message>
            <source>Writing broke off ({1}).</source>
            <translation>La escritura se interrumpió ({1}).</translation>
        </message>
        <message>
            <source>The journal's folder {1} cannot be written.</source>
            <translation>No se puede escribir en la carpeta del diario, {1}.</translation>
        </message>
        <message>
            <source>The journal {1} cannot be opened ({2}); no photo was written.</source>
            <translation>No se puede abrir el diario {1} ({2}); no se escribió ninguna foto.</translation>
        </message>
        <message>
            <source>The journal {1} cannot be written ({2}).</source>
            <translation>No se puede escribir en el diario {1} ({2}).</translation>
        </message>
        <message>
            <source>The journal {1} was made by a newer Landmark Tagger; please update.</source>
            <translation>El diario {1} es de un Landmark Tagger más nuevo; actualice el programa.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>El archivo ya no está.</translation>
        </message>
        <message>
            <source>The sidecar is gone already.</source>
            <translation>El archivo adjunto ya no está.</translation>
        </message>
        <message>
            <source>Nothing of Landmark Tagger is left in it.</source>
            <translation>Ya no queda en él nada de Landmark Tagger.</translation>
        </message>
        <message>
            <source>It did not exist before, and is deleted.</source>
            <translation>Antes no existía y se elimina.</translation>
        </message>
    </context>
    <context>
        <name>ReliabilityView</name>
        <message>
            <source>Reliability diagram</source>
            <translation>Diagrama de fiabilidad</translation>
        </message>
        <message>
            <source>how sure the model said it was</source>
            <translation>cuánta seguridad dijo tener el modelo</translation>
        </message>
        <message>
            <source>how often it was right</source>
            <translation>cuántas veces acertó</translation>
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
        <name>ResultPage</name>
        <message>
            <source>How good is it?</source>
            <translation>¿Cómo de bueno es?</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>First is right</source>
            <translation>Acierta la 1.ª</translation>
        </message>
        <message>
            <source>Among 3</source>
            <translation>Entre 3</translation>
        </message>
        <message>
            <source>Among 5</source>
            <translation>Entre 5</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Cifras</translation>
        </message>
        <message>
            <source>Photos of the chosen cell</source>
            <translation>Fotos de la casilla elegida</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Lugar</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Aciertos</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>Precisión</translation>
        </message>
        <message>
            <source>Most often taken for</source>
            <translation>Confundido sobre todo con</translation>
        </message>
        <message>
            <source>Figures of each landmark</source>
            <translation>Cifras de cada lugar</translation>
        </message>
        <message>
            <source>Worst mistakes</source>
            <translation>Peores errores</translation>
        </message>
        <message>
            <source>This Label Is Wrong</source>
            <translation>Esta etiqueta está mal</translation>
        </message>
        <message>
            <source>The photo stays where it is, and is left out of the next training.</source>
            <translation>La foto se queda donde está y se omite en el próximo entrenamiento.</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Exactitud</translation>
        </message>
        <message>
            <source>Confusions</source>
            <translation>Confusiones</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Lugares</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>Fiabilidad</translation>
        </message>
        <message>
            <source>Own photos</source>
            <translation>Fotos propias</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {name} that were not recognised</source>
            <translation>
                <numerusform>%n foto de {name} no reconocida</numerusform>
                <numerusform>%n fotos de {name} no reconocidas</numerusform>
            </translation>
        </message>
        <message>
            <source>The Label Is Right</source>
            <translation>La etiqueta está bien</translation>
        </message>
        <message>
            <source>The figures are being read…</source>
            <translation>Leyendo las cifras…</translation>
        </message>
        <message numerus="yes">
            <source>Measured on the %n test photo(s), which it has never seen.</source>
            <translation>
                <numerusform>Medido con la %n foto de prueba, que nunca ha visto.</numerusform>
                <numerusform>Medido con las %n fotos de prueba, que nunca ha visto.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There are no test photos, so it was measured on the %n photo(s) held back for validation.</source>
            <translation>
                <numerusform>No hay fotos de prueba, así que se midió con la %n foto reservada para validar.</numerusform>
                <numerusform>No hay fotos de prueba, así que se midió con las %n fotos reservadas para validar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Press a cell to see its photos.</source>
            <translation>Pulsa una casilla para ver sus fotos.</translation>
        </message>
        <message>
            <source>Bars on the dashed line: when it says 80 %, it is right in 80 of 100 cases. The orange line is what it said; paler bars stand on few photos.

On average it is off by {error}.</source>
            <translation>Barras en la línea discontinua: cuando dice 80 %, acierta en 80 de 100 casos. La línea naranja es lo que dijo; las barras pálidas se apoyan en pocas fotos.

De media se desvía {error}.</translation>
        </message>
        <message>
            <source>This model</source>
            <translation>Este modelo</translation>
        </message>
        <message>
            <source>This model, on what both know</source>
            <translation>Este modelo, en lo que ambos conocen</translation>
        </message>
        <message>
            <source>In use now: {name}</source>
            <translation>En uso ahora: {name}</translation>
        </message>
        <message>
            <source>Reference project, on its own 50 landmarks</source>
            <translation>Proyecto de referencia, en sus propios 50 lugares</translation>
        </message>
        <message>
            <source>Measuring the model in use on the same photos…</source>
            <translation>Midiendo el modelo en uso con las mismas fotos…</translation>
        </message>
        <message>
            <source>The model in use could not be measured on these photos: {reason}</source>
            <translation>El modelo en uso no se pudo medir con estas fotos: {reason}</translation>
        </message>
        <message>
            <source>Loss {loss} · calibration error {ece} · sure of {confident}, and right in {right} of these</source>
            <translation>Pérdida {loss} · error de calibración {ece} · segura en {confident}, y acierta {right} de ellas</translation>
        </message>
        <message>
            <source>Of {n} ordinary photos, {rejected} were recognised as such (AUROC {auroc})</source>
            <translation>De {n} fotos corrientes, {rejected} se reconocieron como tales (AUROC {auroc})</translation>
        </message>
        <message>
            <source>It made no mistake on these photos.</source>
            <translation>No cometió ningún error con estas fotos.</translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are left out of the next training.</source>
            <translation>
                <numerusform>%n foto se omite en el próximo entrenamiento.</numerusform>
                <numerusform>%n fotos se omiten en el próximo entrenamiento.</numerusform>
            </translation>
        </message>
        <message>
            <source>The surest mistakes first; some labels may be wrong rather than it.</source>
            <translation>Primero los errores más seguros; a veces se equivoca la etiqueta y no el modelo.</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>omitida</translation>
        </message>
        <message>
            <source>said: {name}, {share}</source>
            <translation>dijo: {name}, {share}</translation>
        </message>
    </context>
    <context>
        <name>ReviewControl</name>
        <message>
            <source>There is no decision to undo.</source>
            <translation>No hay ninguna decisión que deshacer.</translation>
        </message>
        <message>
            <source>There is no decision to redo.</source>
            <translation>No hay ninguna decisión que rehacer.</translation>
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
        <name>SavePage</name>
        <message>
            <source>Keep the model</source>
            <translation>Guardar el modelo</translation>
        </message>
        <message>
            <source>It is kept among your models, where it can be chosen, compared and exported.</source>
            <translation>Se guarda entre tus modelos, donde se puede elegir, comparar y exportar.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Optional: what is special about it</source>
            <translation>Opcional: qué tiene de especial</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Use this model from now on</source>
            <translation>Usar este modelo desde ahora</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Informe…</translation>
        </message>
        <message>
            <source>One HTML file with all figures and plots</source>
            <translation>Un archivo HTML con todas las cifras y gráficos</translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation>Guardado como {name}.</translation>
        </message>
        <message>
            <source>Export the model</source>
            <translation>Exportar el modelo</translation>
        </message>
        <message>
            <source>Models (*.landmarks)</source>
            <translation>Modelos (*.landmarks)</translation>
        </message>
        <message>
            <source>Write the report</source>
            <translation>Escribir el informe</translation>
        </message>
        <message>
            <source>Web pages (*.html)</source>
            <translation>Páginas web (*.html)</translation>
        </message>
        <message>
            <source>The model in use is still being measured on the same photos.</source>
            <translation>El modelo en uso aún se está midiendo con las mismas fotos.</translation>
        </message>
        <message>
            <source>Nobody knows whether it is better than the model in use: they were not compared.</source>
            <translation>Nadie sabe si es mejor que el modelo en uso: no se compararon.</translation>
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
            <source>Language of the app.</source>
            <translation>Idioma de la aplicación.</translation>
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
            <source>The model that is asked for suggestions.</source>
            <translation>El modelo al que se piden las sugerencias.</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Se ejecuta en</translation>
        </message>
        <message>
            <source>Where networks run: cpu, cuda or cuda:N, mps; auto takes a graphics card where there is one.</source>
            <translation>Dónde se ejecutan las redes: cpu, cuda o cuda:N, mps; auto usa una tarjeta gráfica si la hay.</translation>
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
            <source>A model is being trained; press to see it</source>
            <translation>Se está entrenando un modelo; pulsa para verlo</translation>
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
        <name>TaughtDialog</name>
        <message>
            <source>Taught Landmarks</source>
            <translation>Lugares aprendidos</translation>
        </message>
        <message>
            <source>Landmarks that you taught</source>
            <translation>Lugares que usted ha enseñado</translation>
        </message>
        <message>
            <source>Taught landmarks</source>
            <translation>Lugares aprendidos</translation>
        </message>
        <message>
            <source>Landmark</source>
            <translation>Lugar</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ubicación</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Olvidar</translation>
        </message>
        <message>
            <source>They are suggested by every model that can learn them. Forgetting one changes no decision.</source>
            <translation>Los sugiere todo modelo que pueda aprenderlos. Olvidar uno no cambia ninguna decisión.</translation>
        </message>
        <message>
            <source>None yet. Select three or more photos of a place and choose “New Landmark from These Photos…”.</source>
            <translation>Todavía ninguno. Seleccione tres o más fotos de un lugar y elija «Nuevo lugar a partir de estas fotos…».</translation>
        </message>
    </context>
    <context>
        <name>TeachControl</name>
        <message>
            <source>Select at least three photos of the new landmark first.</source>
            <translation>Seleccione primero al menos tres fotos del nuevo lugar.</translation>
        </message>
        <message>
            <source>Ask the model first: it looks for places among photos in which it is sure of nothing.</source>
            <translation>Pregunte primero al modelo: los lugares se buscan entre las fotos en las que no está seguro de nada.</translation>
        </message>
        <message numerus="yes">
            <source>{name} was learnt from %n photo(s).</source>
            <translation>
                <numerusform>{name} se ha aprendido de %n foto.</numerusform>
                <numerusform>{name} se ha aprendido de %n fotos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeachDialog</name>
        <message>
            <source>New Landmark</source>
            <translation>Nuevo lugar</translation>
        </message>
        <message numerus="yes">
            <source>A landmark from %n photo(s)</source>
            <translation>
                <numerusform>Un lugar a partir de %n foto</numerusform>
                <numerusform>Un lugar a partir de %n fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>It is suggested for your other photos from now on. Nothing is written into the files.</source>
            <translation>Desde ahora se sugiere para sus otras fotos. No se escribe nada en los archivos.</translation>
        </message>
        <message>
            <source>Six photos or more, from several sides, are recognised better than three.</source>
            <translation>Con seis fotos o más, desde varios lados, se reconoce mejor que con tres.</translation>
        </message>
        <message>
            <source>On the &amp;Map…</source>
            <translation>En el &amp;mapa…</translation>
        </message>
        <message>
            <source>Looking at the photos</source>
            <translation>Mirando las fotos</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Nombre</translation>
        </message>
        <message>
            <source>&amp;Position or landmark beside it</source>
            <translation>&amp;Posición o lugar cercano</translation>
        </message>
        <message>
            <source>&amp;City</source>
            <translation>&amp;Ciudad</translation>
        </message>
        <message>
            <source>C&amp;ountry</source>
            <translation>P&amp;aís</translation>
        </message>
        <message>
            <source>Teach</source>
            <translation>Enseñar</translation>
        </message>
        <message>
            <source>“{text}” is neither a position such as 48.85837, 2.29448 nor a landmark.</source>
            <translation>«{text}» no es ni una posición como 48.85837, 2.29448 ni un lugar.</translation>
        </message>
        <message>
            <source>The gazetteer knows it: {place}.</source>
            <translation>El índice de lugares lo conoce: {place}.</translation>
        </message>
        <message>
            <source>It is at {position}.</source>
            <translation>Está en {position}.</translation>
        </message>
        <message>
            <source>It is where the photos were taken: {position}.</source>
            <translation>Está donde se tomaron las fotos: {position}.</translation>
        </message>
        <message>
            <source>Without a position, only its name is written into photos.</source>
            <translation>Sin posición, solo se escribe su nombre en las fotos.</translation>
        </message>
    </context>
    <context>
        <name>TrainingControl</name>
        <message>
            <source>{name} suggests from now on.</source>
            <translation>Desde ahora sugiere {name}.</translation>
        </message>
        <message>
            <source>Exported to {file}</source>
            <translation>Exportado a {file}</translation>
        </message>
        <message>
            <source>Report written to {file}</source>
            <translation>Informe escrito en {file}</translation>
        </message>
        <message>
            <source>The training is done.</source>
            <translation>El entrenamiento ha terminado.</translation>
        </message>
        <message>
            <source>Look at It</source>
            <translation>Verlo</translation>
        </message>
        <message>
            <source>The training ended early: {reason}</source>
            <translation>El entrenamiento acabó antes de tiempo: {reason}</translation>
        </message>
        <message>
            <source>Training paused</source>
            <translation>Entrenamiento en pausa</translation>
        </message>
        <message>
            <source>Training: epoch {epoch} of {epochs}</source>
            <translation>Entrenamiento: época {epoch} de {epochs}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>quedan {time}</translation>
        </message>
        <message>
            <source>Training: getting ready</source>
            <translation>Entrenamiento: preparando</translation>
        </message>
        <message>
            <source>A model is being trained</source>
            <translation>Se está entrenando un modelo</translation>
        </message>
        <message>
            <source>If the program ends now, training stops with it.</source>
            <translation>Si el programa acaba ahora, el entrenamiento se para con él.</translation>
        </message>
        <message>
            <source>All finished epochs are kept, and the next start of the program offers to go on from there.</source>
            <translation>Todas las épocas acabadas se guardan, y el próximo inicio del programa ofrece seguir desde ahí.</translation>
        </message>
        <message>
            <source>Stop and Quit</source>
            <translation>Parar y salir</translation>
        </message>
        <message>
            <source>Keep Training</source>
            <translation>Seguir entrenando</translation>
        </message>
        <message>
            <source>A model was trained and is not saved yet.</source>
            <translation>Se entrenó un modelo y aún no está guardado.</translation>
        </message>
        <message>
            <source>A training was interrupted; it can go on where it was.</source>
            <translation>Un entrenamiento se interrumpió; puede seguir donde estaba.</translation>
        </message>
        <message>
            <source>Go On</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>A training is not finished; it can go on where it was.</source>
            <translation>Un entrenamiento no está acabado; puede seguir donde estaba.</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Training</source>
            <translation>Entrenamiento</translation>
        </message>
        <message>
            <source>You may close this window: training goes on, and the status bar of the main window shows it.</source>
            <translation>Puedes cerrar esta ventana: el entrenamiento sigue, y la barra de estado de la ventana principal lo muestra.</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Pérdida</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>época</translation>
        </message>
        <message>
            <source>Right answers</source>
            <translation>Aciertos</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Finish Now</source>
            <translation>Terminar ya</translation>
        </message>
        <message>
            <source>Takes the best so far as the result. Of two trainings, this ends the one under way.</source>
            <translation>Toma lo mejor hasta ahora como resultado. De dos entrenamientos, acaba el que está en marcha.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Keeps the best so far; training can go on from here later.</source>
            <translation>Guarda lo mejor hasta ahora; el entrenamiento puede seguir desde aquí más tarde.</translation>
        </message>
        <message>
            <source>Go On</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>From the Beginning</source>
            <translation>Desde el principio</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Época</translation>
        </message>
        <message>
            <source>Photos a second</source>
            <translation>Fotos por segundo</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>Tiempo restante</translation>
        </message>
        <message>
            <source>Best so far</source>
            <translation>Lo mejor hasta ahora</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Tasa de aprendizaje</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Memoria</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Nothing is lost: all finished epochs are kept, and you can go on from there.</source>
            <translation>No se ha perdido nada: todas las épocas acabadas están guardadas y puedes seguir desde ahí.</translation>
        </message>
        <message>
            <source>No epoch was finished yet.</source>
            <translation>Aún no se había acabado ninguna época.</translation>
        </message>
        <message>
            <source>epoch {number}</source>
            <translation>época {number}</translation>
        </message>
        <message>
            <source>Validation loss {loss}</source>
            <translation>Pérdida de validación {loss}</translation>
        </message>
        <message>
            <source>Stopping after this step; the best so far is kept…</source>
            <translation>Parando tras este paso; se guarda lo mejor hasta ahora…</translation>
        </message>
        <message>
            <source>Paused.</source>
            <translation>En pausa.</translation>
        </message>
        <message>
            <source>Training {number} of {of}</source>
            <translation>Entrenamiento {number} de {of}</translation>
        </message>
        <message>
            <source>The training process is starting…</source>
            <translation>El proceso de entrenamiento está arrancando…</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Terminado.</translation>
        </message>
        <message>
            <source>Stopped before the first epoch was over.</source>
            <translation>Parado antes de acabar la primera época.</translation>
        </message>
        <message>
            <source>Stopped; the best so far is kept, and training can go on.</source>
            <translation>Parado; se guarda lo mejor hasta ahora, y el entrenamiento puede seguir.</translation>
        </message>
        <message>
            <source>This training was interrupted; it can go on from the last finished epoch.</source>
            <translation>Este entrenamiento se interrumpió; puede seguir desde la última época acabada.</translation>
        </message>
        <message>
            <source>Not finished.</source>
            <translation>Sin terminar.</translation>
        </message>
        <message>
            <source>training</source>
            <translation>entrenamiento</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>validación</translation>
        </message>
        <message>
            <source>The first point comes when the first epoch is over.</source>
            <translation>El primer punto llega al acabar la primera época.</translation>
        </message>
        <message>
            <source>normal</source>
            <translation>normal</translation>
        </message>
        <message>
            <source>default</source>
            <translation>por defecto</translation>
        </message>
        <message>
            <source>head</source>
            <translation>cabeza</translation>
        </message>
        <message>
            <source>fine-tuning</source>
            <translation>ajuste fino</translation>
        </message>
    </context>
    <context>
        <name>TrainingSession</name>
        <message>
            <source>Another window of this program is training this model already.</source>
            <translation>Otra ventana de este programa ya está entrenando este modelo.</translation>
        </message>
        <message>
            <source>The process was ended from outside, perhaps because the computer was short of memory.</source>
            <translation>El proceso se acabó desde fuera, quizá porque al ordenador le faltaba memoria.</translation>
        </message>
        <message>
            <source>The training process could not be started: {reason}</source>
            <translation>El proceso de entrenamiento no se pudo iniciar: {reason}</translation>
        </message>
        <message>
            <source>The training process failed; this is a mistake in the program: {reason}</source>
            <translation>El proceso de entrenamiento falló; es un error del programa: {reason}</translation>
        </message>
    </context>
    <context>
        <name>TrainingWizard</name>
        <message>
            <source>This model is worse than {name}, which is in use now: {mine} instead of {theirs} right on the same photos.</source>
            <translation>Este modelo es peor que {name}, que está en uso: acierta {mine} en vez de {theirs} con las mismas fotos.</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Way to train</source>
            <translation>Cómo entrenar</translation>
        </message>
        <message>
            <source>Sanity check</source>
            <translation>Prueba previa</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Entrenamiento</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Choose a folder first.</source>
            <translation>Elige antes una carpeta.</translation>
        </message>
        <message>
            <source>The photos have to be looked over first.</source>
            <translation>Antes hay que revisar las fotos.</translation>
        </message>
        <message>
            <source>The recipes are being loaded…</source>
            <translation>Cargando las recetas…</translation>
        </message>
        <message>
            <source>The weights file is not there.</source>
            <translation>El archivo de pesos no está.</translation>
        </message>
        <message>
            <source>The weights of this backbone have to be installed first, or choose another one.</source>
            <translation>Primero hay que instalar los pesos de esta red base, o elige otra.</translation>
        </message>
        <message>
            <source>A hyperparameter is outside its range.</source>
            <translation>Un hiperparámetro está fuera de su rango.</translation>
        </message>
        <message>
            <source>There is not enough free disk space for this training.</source>
            <translation>No hay bastante espacio libre en disco para este entrenamiento.</translation>
        </message>
        <message>
            <source>There is no model yet.</source>
            <translation>Aún no hay ningún modelo.</translation>
        </message>
        <message>
            <source>This takes a moment…</source>
            <translation>Esto tarda un momento…</translation>
        </message>
        <message>
            <source>Train a Model</source>
            <translation>Entrenar un modelo</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Start Training</source>
            <translation>Empezar a entrenar</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>All that is chosen here is kept, and training survives a crash.</source>
            <translation>Todo lo elegido aquí se guarda, y el entrenamiento sobrevive a un fallo.</translation>
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
            <source>Models…</source>
            <translation>Modelos…</translation>
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
    <context>
        <name>_Durations</name>
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
        <message>
            <source>{hours} hours</source>
            <translation>{hours} horas</translation>
        </message>
    </context>
    <context>
        <name>_OtherPhotos</name>
        <message numerus="yes">
            <source>The %n other photo(s) of the burst: {name} with {share} on average</source>
            <translation>
                <numerusform>La otra foto de la ráfaga: {name} con {share}</numerusform>
                <numerusform>Las otras %n fotos de la ráfaga: {name} con {share} de media</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the same minute: {name} with {share} on average</source>
            <translation>
                <numerusform>La otra foto del mismo minuto: {name} con {share}</numerusform>
                <numerusform>Las otras %n fotos del mismo minuto: {name} con {share} de media</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the folder: {name} with {share} on average</source>
            <translation>
                <numerusform>La otra foto de la carpeta: {name} con {share}</numerusform>
                <numerusform>Las otras %n fotos de la carpeta: {name} con {share} de media</numerusform>
            </translation>
        </message>
    </context>
</TS>
