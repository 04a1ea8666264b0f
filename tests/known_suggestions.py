"""Photos that the app has met before: their suggestions are in the catalog, so that no model is loaded for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import photo_factory

from landmark_gui import resources
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import model_id
from landmark_gui.library.header_facts import finder, read_facts
from landmark_gui.library.photos import Photo

EIFFEL = (("eiffel-tower", 0.95), ("golden-gate-bridge", 0.03), ("taj-mahal", 0.01))
GATE = (("golden-gate-bridge", 0.92), ("eiffel-tower", 0.05), ("taj-mahal", 0.02))
TAJ = (("taj-mahal", 0.5), ("eiffel-tower", 0.3), ("golden-gate-bridge", 0.1))
NOTHING = (("taj-mahal", 0.08), ("eiffel-tower", 0.03))


def remember(photos: Mapping[Path, tuple[tuple[str, float], ...]], catalog: Path | None = None) -> None:
    """Makes these photos where they are missing, and tells the catalog what the model that ships says of them.

    Args:
        photos: By path: gazetteer ids with probabilities, most probable first.
        catalog: The database; None: the person's own.
    """
    known = []
    for number, (path, ranked) in enumerate(photos.items()):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            photo_factory.save(path, photo_factory.scene(160, 120, seed=number))
        known.append((read_facts(Photo(str(path)), finder()), suggestion(path, ranked)))
    if catalog is not None:
        catalog.parent.mkdir(parents=True, exist_ok=True)
    with Catalog(catalog) as opened:
        opened.remember([photo for photo, _ in known])
        identity = model_id(resources.path("models/default.landmarks"))
        opened.store_suggestions(identity, [(photo.content, suggested) for photo, suggested in known])


def suggestion(path: Path, ranked: Sequence[tuple[str, float]]) -> Suggestion:
    """A suggestion of landmarks by their gazetteer ids; confident from 0.9, no landmark below 0.3."""
    best = ranked[0][1]
    verdict = Verdict.CONFIDENT if best >= 0.9 else Verdict.AMBIGUOUS if best >= 0.3 else Verdict.NO_LANDMARK
    candidates = tuple(Candidate(key, key.replace("-", " ").title(), probability) for key, probability in ranked)
    return Suggestion(path, verdict, candidates, best)
