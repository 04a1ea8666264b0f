<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>About</name>
        <message numerus="yes">
            <source>{name}, %n landmark(s), on {device}</source>
            <translation>
                <numerusform>{name}, %n landmark, on {device}</numerusform>
                <numerusform>{name}, %n landmarks, on {device}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AcceptConfident</name>
        <message numerus="yes">
            <source>Accept %n</source>
            <translation>
                <numerusform>Accept %n</numerusform>
                <numerusform>Accept %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) would be accepted</source>
            <translation>
                <numerusform>%n photo would be accepted</numerusform>
                <numerusform>%n photos would be accepted</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n</source>
            <translation>
                <numerusform>about %n</numerusform>
                <numerusform>about %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) taken far from there are left out.</source>
            <translation>
                <numerusform>%n photo taken far from there is left out.</numerusform>
                <numerusform>%n photos taken far from there are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message numerus="yes">
            <source>The model {name}, held against your decisions about %n photo(s).</source>
            <translation>
                <numerusform>The model {name}, held against your decision about %n photo.</numerusform>
                <numerusform>The model {name}, held against your decisions about %n photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>These are too few to say how good the suggestions are: %n decision(s) or more are needed.</source>
            <translation>
                <numerusform>These are too few to say how good the suggestions are: %n decision or more is needed.</numerusform>
                <numerusform>These are too few to say how good the suggestions are: %n decisions or more are needed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The first suggestion was right for {right} of %n photo(s): {share}.</source>
            <translation>
                <numerusform>The first suggestion was right for {right} of %n photo: {share}.</numerusform>
                <numerusform>The first suggestion was right for {right} of %n photos: {share}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n suggestion(s) that it was confident of, {right} were right.</source>
            <translation>
                <numerusform>Of %n suggestion that it was confident of, {right} was right.</numerusform>
                <numerusform>Of %n suggestions that it was confident of, {right} were right.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n photo(s) in which it saw no landmark, {right} show none.</source>
            <translation>
                <numerusform>Of %n photo in which it saw no landmark, {right} shows none.</numerusform>
                <numerusform>Of %n photos in which it saw no landmark, {right} show none.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the photos were accepted together with all confident ones. Who does not look at each of them finds no mistakes in them: the chart may flatter the model.</source>
            <translation>
                <numerusform>%n of the photos was accepted together with all confident ones. Who does not look at each of them finds no mistakes in them: the chart may flatter the model.</numerusform>
                <numerusform>%n of the photos were accepted together with all confident ones. Who does not look at each of them finds no mistakes in them: the chart may flatter the model.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message numerus="yes">
            <source>Asking {name} about %n photo(s)…</source>
            <translation>
                <numerusform>Asking {name} about %n photo…</numerusform>
                <numerusform>Asking {name} about %n photos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They disagree about %n photo(s)</source>
            <translation>
                <numerusform>They disagree about %n photo</numerusform>
                <numerusform>They disagree about %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DataPage</name>
        <message numerus="yes">
            <source>%n accepted photo(s) are no longer there</source>
            <translation>
                <numerusform>%n accepted photo is no longer there</numerusform>
                <numerusform>%n accepted photos are no longer there</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message numerus="yes">
            <source>{verdict}: %n photo(s)</source>
            <translation>
                <numerusform>{verdict}: %n photo</numerusform>
                <numerusform>{verdict}: %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImproveDialog</name>
        <message numerus="yes">
            <source>{name} can learn from your decisions about %n photo(s).</source>
            <translation>
                <numerusform>{name} can learn from your decision about %n photo.</numerusform>
                <numerusform>{name} can learn from your decisions about %n photos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It needs at least %n: accept, reject, or say that there is no landmark.</source>
            <translation>
                <numerusform>It needs at least %n: accept, reject, or say that there is no landmark.</numerusform>
                <numerusform>It needs at least %n: accept, reject, or say that there is no landmark.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> and %n more</numerusform>
                <numerusform> and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decision(s) are about landmarks that the model does not know.</source>
            <translation>
                <numerusform>%n decision is about a landmark that the model does not know.</numerusform>
                <numerusform>%n decisions are about landmarks that the model does not know.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decided photo(s) are no longer there or cannot be read.</source>
            <translation>
                <numerusform>%n decided photo is no longer there or cannot be read.</numerusform>
                <numerusform>%n decided photos are no longer there or cannot be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message numerus="yes">
            <source> and %n other(s)</source>
            <translation>
                <numerusform> and %n other</numerusform>
                <numerusform> and %n others</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MatrixView</name>
        <message numerus="yes">
            <source>%n photo(s) of {right}, recognised</source>
            <translation>
                <numerusform>%n photo of {right}, recognised</numerusform>
                <numerusform>%n photos of {right}, recognised</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) of {right}, taken for {said}</source>
            <translation>
                <numerusform>%n photo of {right}, taken for {said}</numerusform>
                <numerusform>%n photos of {right}, taken for {said}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MetadataDialog</name>
        <message numerus="yes">
            <source>This app wrote into it %n time(s).</source>
            <translation>
                <numerusform>This app wrote into it once.</numerusform>
                <numerusform>This app wrote into it %n times.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelsDialog</name>
        <message numerus="yes">
            <source>%n epoch(s)</source>
            <translation>
                <numerusform>%n epoch</numerusform>
                <numerusform>%n epochs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OwnPhotos</name>
        <message numerus="yes">
            <source>{sure} of %n photo(s) confident</source>
            <translation>
                <numerusform>{sure} of %n photo confident</numerusform>
                <numerusform>{sure} of %n photos confident</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Asks the new model about up to %n photo(s) of the main window.</source>
            <translation>
                <numerusform>Asks the new model about up to %n photo of the main window.</numerusform>
                <numerusform>Asks the new model about up to %n photos of the main window.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlacesDialog</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message numerus="yes">
            <source>%n file(s) will change</source>
            <translation>
                <numerusform>%n file will change</numerusform>
                <numerusform>%n files will change</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n go(es) into a sidecar.</source>
            <translation>
                <numerusform>%n goes into a sidecar.</numerusform>
                <numerusform>%n go into sidecars.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n has (have) all of it already.</source>
            <translation>
                <numerusform>%n has all of it already.</numerusform>
                <numerusform>%n have all of it already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be written.</source>
            <translation>
                <numerusform>%n cannot be written.</numerusform>
                <numerusform>%n cannot be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>Write %n File</numerusform>
                <numerusform>Write %n Files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message numerus="yes">
            <source>%n accepted photo(s) of earlier evenings are not written yet.</source>
            <translation>
                <numerusform>%n accepted photo of earlier evenings is not written yet.</numerusform>
                <numerusform>%n accepted photos of earlier evenings are not written yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultPage</name>
        <message numerus="yes">
            <source>%n photo(s) of {name} that were not recognised</source>
            <translation>
                <numerusform>%n photo of {name} that was not recognised</numerusform>
                <numerusform>%n photos of {name} that were not recognised</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Measured on the %n test photo(s), which it has never seen.</source>
            <translation>
                <numerusform>Measured on the %n test photo, which it has never seen.</numerusform>
                <numerusform>Measured on the %n test photos, which it has never seen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There are no test photos, so it was measured on the %n photo(s) held back for validation.</source>
            <translation>
                <numerusform>There are no test photos, so it was measured on the %n photo held back for validation.</numerusform>
                <numerusform>There are no test photos, so it was measured on the %n photos held back for validation.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) are left out of the next training.</source>
            <translation>
                <numerusform>%n photo is left out of the next training.</numerusform>
                <numerusform>%n photos are left out of the next training.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewControl</name>
        <message numerus="yes">
            <source>Done for %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>Done for %n photo; U takes it back.</numerusform>
                <numerusform>Done for %n photos; U takes it back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{name} accepted for a burst of %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name} accepted for a burst of %n photo; U takes it back.</numerusform>
                <numerusform>{name} accepted for a burst of %n photos; U takes it back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n suggestion(s) accepted; U takes that back.</source>
            <translation>
                <numerusform>%n suggestion accepted; U takes that back.</numerusform>
                <numerusform>%n suggestions accepted; U takes that back.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message numerus="yes">
            <source>Keys apply to all %n selected photo(s).</source>
            <translation>
                <numerusform>Keys apply to the selected photo.</numerusform>
                <numerusform>Keys apply to all %n selected photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestFlow</name>
        <message numerus="yes">
            <source>Write %n File(s)</source>
            <translation>
                <numerusform>Write %n File</numerusform>
                <numerusform>Write %n Files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n accepted photo(s) are not written yet. Esc once more closes without writing.</source>
            <translation>
                <numerusform>%n accepted photo is not written yet. Esc once more closes without writing.</numerusform>
                <numerusform>%n accepted photos are not written yet. Esc once more closes without writing.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n file written.</numerusform>
                <numerusform>%n files written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n had it already.</source>
            <translation>
                <numerusform>%n had it already.</numerusform>
                <numerusform>%n had it already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n could not be written.</numerusform>
                <numerusform>%n could not be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n file is as it was.</numerusform>
                <numerusform>%n files are as they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; another program has changed them.</source>
            <translation>
                <numerusform>%n could not be taken back; another program has changed it.</numerusform>
                <numerusform>%n could not be taken back; another program has changed them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SuggestReview</name>
        <message numerus="yes">
            <source>{name}: %n photo(s); U takes it back.</source>
            <translation>
                <numerusform>{name}: %n photo; U takes it back.</numerusform>
                <numerusform>{name}: %n photos; U takes it back.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeachControl</name>
        <message numerus="yes">
            <source>{name} was learnt from %n photo(s).</source>
            <translation>
                <numerusform>{name} was learnt from %n photo.</numerusform>
                <numerusform>{name} was learnt from %n photos.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeachDialog</name>
        <message numerus="yes">
            <source>A landmark from %n photo(s)</source>
            <translation>
                <numerusform>A landmark from %n photo</numerusform>
                <numerusform>A landmark from %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ViewControl</name>
        <message numerus="yes">
            <source>&amp;Write %n Accepted…</source>
            <translation>
                <numerusform>&amp;Write %n Accepted…</numerusform>
                <numerusform>&amp;Write %n Accepted…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n</source>
            <translation>
                <numerusform>Write %n</numerusform>
                <numerusform>Write %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n photo(s)</source>
            <translation>
                <numerusform>{shown} of %n photo</numerusform>
                <numerusform>{shown} of %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorkStatus</name>
        <message numerus="yes">
            <source>Stopped; %n photo(s) are left. Suggesting again goes on there.</source>
            <translation>
                <numerusform>Stopped; %n photo is left. Suggesting again goes on there.</numerusform>
                <numerusform>Stopped; %n photos are left. Suggesting again goes on there.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) have a suggestion now.</source>
            <translation>
                <numerusform>%n photo has a suggestion now.</numerusform>
                <numerusform>%n photos have a suggestion now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be read.</source>
            <translation>
                <numerusform>%n could not be read.</numerusform>
                <numerusform>%n could not be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Writing</name>
        <message numerus="yes">
            <source>The last write was on {date}: %n file(s).</source>
            <translation>
                <numerusform>The last write was on {date}: %n file.</numerusform>
                <numerusform>The last write was on {date}: %n files.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written.</source>
            <translation>
                <numerusform>%n file written.</numerusform>
                <numerusform>%n files written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be written.</source>
            <translation>
                <numerusform>%n could not be written.</numerusform>
                <numerusform>%n could not be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are as they were.</source>
            <translation>
                <numerusform>%n file is as it was.</numerusform>
                <numerusform>%n files are as they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be taken back; see the problems.</source>
            <translation>
                <numerusform>%n could not be taken back; see the problems.</numerusform>
                <numerusform>%n could not be taken back; see the problems.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Durations</name>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_OtherPhotos</name>
        <message numerus="yes">
            <source>The %n other photo(s) of the burst: {name} with {share} on average</source>
            <translation>
                <numerusform>The other photo of the burst: {name} with {share}</numerusform>
                <numerusform>The %n other photos of the burst: {name} with {share} on average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the same minute: {name} with {share} on average</source>
            <translation>
                <numerusform>The other photo of the same minute: {name} with {share}</numerusform>
                <numerusform>The %n other photos of the same minute: {name} with {share} on average</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The %n other photo(s) of the folder: {name} with {share} on average</source>
            <translation>
                <numerusform>The other photo of the folder: {name} with {share}</numerusform>
                <numerusform>The %n other photos of the folder: {name} with {share} on average</numerusform>
            </translation>
        </message>
    </context>
</TS>
