"""The texts of the settings once more, where Qt's tools find them for translation.

The declarations in `landmark_gui.settings` know no Qt; a test compares the two.
"""

from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("Settings", "Look"),
    QT_TRANSLATE_NOOP("Settings", "Suggestions"),
    QT_TRANSLATE_NOOP("Settings", "Review"),
    QT_TRANSLATE_NOOP("Settings", "Fields to write"),
    QT_TRANSLATE_NOOP("Settings", "Writing files"),
    QT_TRANSLATE_NOOP("Settings", "Keys"),
    QT_TRANSLATE_NOOP("Settings", "Theme"),
    QT_TRANSLATE_NOOP("Settings", "Whether the window is light, dark, or as the desktop."),
    QT_TRANSLATE_NOOP("Settings", "system"),
    QT_TRANSLATE_NOOP("Settings", "light"),
    QT_TRANSLATE_NOOP("Settings", "dark"),
    QT_TRANSLATE_NOOP("Settings", "Language"),
    QT_TRANSLATE_NOOP("Settings", "Language of the app."),
    QT_TRANSLATE_NOOP("Settings", "Thumbnail size"),
    QT_TRANSLATE_NOOP("Settings", "Side of the thumbnails in the grid, in pixels."),
    QT_TRANSLATE_NOOP("Settings", "Open what was open"),
    QT_TRANSLATE_NOOP("Settings", "Starts with the folders, filter and photo of the last time."),
    QT_TRANSLATE_NOOP("Settings", "Model"),
    QT_TRANSLATE_NOOP("Settings", "The model that is asked for suggestions."),
    QT_TRANSLATE_NOOP("Settings", "Runs on"),
    QT_TRANSLATE_NOOP(
        "Settings", "Where networks run: cpu, cuda or cuda:N, mps; auto takes a graphics card where there is one."
    ),
    QT_TRANSLATE_NOOP("Settings", "Candidates"),
    QT_TRANSLATE_NOOP("Settings", "How many candidates are shown for each photo."),
    QT_TRANSLATE_NOOP("Settings", "Suggest when a folder is opened"),
    QT_TRANSLATE_NOOP("Settings", "Asks the model about new photos as soon as their folder is opened."),
    QT_TRANSLATE_NOOP("Settings", "Stay ready"),
    QT_TRANSLATE_NOOP(
        "Settings", "For how many minutes the small dialog's model stays in memory when it is closed; 0: not at all."
    ),
    QT_TRANSLATE_NOOP("Settings", "Weigh the camera's position"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Landmarks near the position in the photo become likelier, far ones less likely, and contradictions are shown.",
    ),
    QT_TRANSLATE_NOOP("Settings", "Weigh neighbouring photos"),
    QT_TRANSLATE_NOOP("Settings", "Photos of the same burst, minute, folder and journey support each other."),
    QT_TRANSLATE_NOOP("Settings", "Accept confident ones from"),
    QT_TRANSLATE_NOOP(
        "Settings", "Least probability of a suggestion that 'Accept all confident' accepts, from 0.5 to 1."
    ),
    QT_TRANSLATE_NOOP("Settings", "Longest gap in a burst"),
    QT_TRANSLATE_NOOP("Settings", "Photos of one camera that follow each other within so many seconds are one burst."),
    QT_TRANSLATE_NOOP("Settings", "Go on after a decision"),
    QT_TRANSLATE_NOOP("Settings", "Shows the next photo that waits for a decision as soon as one is decided."),
    QT_TRANSLATE_NOOP("Settings", "Write at once when accepted"),
    QT_TRANSLATE_NOOP(
        "Settings", "Writes a landmark into the photo as soon as it is accepted, without showing the plan."
    ),
    QT_TRANSLATE_NOOP("Settings", "Keyword"),
    QT_TRANSLATE_NOOP("Settings", "Writes the landmark's name as a keyword (dc:subject)."),
    QT_TRANSLATE_NOOP("Settings", "Keyword path for Lightroom and darktable"),
    QT_TRANSLATE_NOOP("Settings", "Writes the path from country to landmark (lr:hierarchicalSubject)."),
    QT_TRANSLATE_NOOP("Settings", "Keyword path for digiKam"),
    QT_TRANSLATE_NOOP("Settings", "Writes the path from country to landmark (digiKam:TagsList)."),
    QT_TRANSLATE_NOOP("Settings", "Location shown"),
    QT_TRANSLATE_NOOP(
        "Settings", "Writes name, place and position of what the photo shows (Iptc4xmpExt:LocationShown)."
    ),
    QT_TRANSLATE_NOOP("Settings", "City, region and country"),
    QT_TRANSLATE_NOOP("Settings", "Fills the place fields where they are empty (photoshop:City and its neighbours)."),
    QT_TRANSLATE_NOOP("Settings", "IPTC"),
    QT_TRANSLATE_NOOP("Settings", "Adds the same to IPTC fields in photos that have any."),
    QT_TRANSLATE_NOOP("Settings", "XPKeywords"),
    QT_TRANSLATE_NOOP("Settings", "Also writes the keyword where old Windows programs look for it."),
    QT_TRANSLATE_NOOP("Settings", "Position where there is none"),
    QT_TRANSLATE_NOOP("Settings", "Stores the landmark's position as the camera's in photos without one."),
    QT_TRANSLATE_NOOP("Settings", "First level of the path"),
    QT_TRANSLATE_NOOP("Settings", "The word under which all places stand in keyword paths; may be empty."),
    QT_TRANSLATE_NOOP("Settings", "Language of keywords"),
    QT_TRANSLATE_NOOP("Settings", "Language of the landmarks' names that are written, as an ISO 639-1 code."),
    QT_TRANSLATE_NOOP("Settings", "Separator for Lightroom and darktable"),
    QT_TRANSLATE_NOOP("Settings", "Stands between the levels of a path in lr:hierarchicalSubject."),
    QT_TRANSLATE_NOOP("Settings", "Separator for digiKam"),
    QT_TRANSLATE_NOOP("Settings", "Stands between the levels of a path in digiKam:TagsList."),
    QT_TRANSLATE_NOOP("Settings", "Sidecar files"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Whether to write into XMP files beside the photos: auto only where the photo cannot be written, always or never.",  # noqa: E501
    ),
    QT_TRANSLATE_NOOP("Settings", "auto"),
    QT_TRANSLATE_NOOP("Settings", "always"),
    QT_TRANSLATE_NOOP("Settings", "never"),
    QT_TRANSLATE_NOOP("Settings", "Where two sidecars exist"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Which one to write: ask leaves such photos alone, appended is photo.jpg.xmp, replaced is photo.xmp.",
    ),
    QT_TRANSLATE_NOOP("Settings", "ask"),
    QT_TRANSLATE_NOOP("Settings", "appended"),
    QT_TRANSLATE_NOOP("Settings", "replaced"),
    QT_TRANSLATE_NOOP("Settings", "Sidecar names as Adobe"),
    QT_TRANSLATE_NOOP("Settings", "Calls new sidecars of RAW files photo.xmp instead of photo.nef.xmp."),
    QT_TRANSLATE_NOOP("Settings", "Files with further hard links"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "What to do with them: write a sidecar, refuse, or write, which leaves the other names with the old file.",
    ),
    QT_TRANSLATE_NOOP("Settings", "sidecar"),
    QT_TRANSLATE_NOOP("Settings", "refuse"),
    QT_TRANSLATE_NOOP("Settings", "write"),
    QT_TRANSLATE_NOOP("Settings", "Write into signed photos"),
    QT_TRANSLATE_NOOP(
        "Settings", "Writes into photos with a C2PA signature, which breaks it, instead of into a sidecar."
    ),
    QT_TRANSLATE_NOOP("Settings", "Keep the file's date"),
    QT_TRANSLATE_NOOP(
        "Settings", "Leaves the modification time as it was; photos without a capture time always keep it."
    ),
    QT_TRANSLATE_NOOP("Settings", "Keep the original"),
    QT_TRANSLATE_NOOP("Settings", "Leaves a copy beside each photo before the first write, photo.jpg.original."),
    QT_TRANSLATE_NOOP("Settings", "Keys that differ from the defaults, as a JSON object from actions to keys."),
)
