"""Names and places of landmarks by the keys that decisions use, in the person's language."""

from landmark_gui.gazetteer import Gazetteer, Landmark
from landmark_gui.library.decisions import plain_name


class LandmarkNames:
    """Looks landmarks up; before the gazetteer is loaded, names come from the key's own words."""

    def __init__(self, gazetteer: Gazetteer | None = None, language: str = "en") -> None:
        """Makes it.

        Args:
            gazetteer: None while it is still being loaded.
            language: Code of the language for names.
        """
        self.gazetteer = gazetteer
        self.language = language

    def landmark(self, key: str) -> Landmark | None:
        """The gazetteer's entry; None where it has none."""
        if self.gazetteer is None or not key:
            return None
        try:
            return self.gazetteer.by_id(key)
        except KeyError:
            return None

    def name(self, key: str) -> str:
        """The name for people."""
        landmark = self.landmark(key)
        if landmark is not None:
            return landmark.display_name(self.language)
        return plain_name(key) or key.replace("-", " ").title()

    def place(self, key: str) -> str:
        """City (or region) and country, such as ``Paris, France``; empty where unknown."""
        landmark = self.landmark(key)
        if landmark is None:
            return ""
        levels = (landmark.city or landmark.region or "", landmark.country)
        return ", ".join(dict.fromkeys(level for level in levels if level))

    def all_names(self) -> dict[str, str]:
        """Display names by key, of all landmarks."""
        return {entry.id: entry.display_name(self.language) for entry in self.gazetteer or ()}
