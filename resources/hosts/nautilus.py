"""Landmark Tagger in the context menu of Nautilus: suggests which landmark the selected photos show."""

import locale
import subprocess

from gi.repository import GObject, Nautilus

COMMAND = ["@COMMAND@"]
LABELS = {"de": "Ort vorschlagen…", "es": "Sugerir lugar…"}


class LandmarkTaggerMenu(GObject.GObject, Nautilus.MenuProvider):
    """Adds one entry where only photos are selected."""

    def get_file_items(self, *arguments):
        """The entry; Nautilus 3 passes its window before the files, Nautilus 4 only the files."""
        files = arguments[-1]
        if not files or any(file.is_directory() or not file.get_mime_type().startswith("image/") for file in files):
            return []
        paths = [file.get_location().get_path() for file in files]
        if None in paths:  # on a server that is not mounted as a folder
            return []
        language = (locale.getlocale(locale.LC_MESSAGES)[0] or "")[:2]
        item = Nautilus.MenuItem(
            name="LandmarkTagger::suggest",
            label=LABELS.get(language, "Suggest location…"),
            tip="Tell which landmark the photos show and write it into them",
            icon="landmark-tagger",
        )
        item.connect("activate", self._suggest, paths)
        return [item]

    def _suggest(self, _item, paths):
        subprocess.Popen([*COMMAND, *paths], start_new_session=True)
