"""What stands behind the package's two functions for notebooks and scripts."""

import functools
import textwrap
from collections.abc import Sequence
from pathlib import Path

from landmark_gui import settings, taught
from landmark_gui.inference import images, model_store
from landmark_gui.inference.predictor import Predictor

# What a notebook or a program plugs in comes as a module of its own.
_DRAWS_INTO_FILES = frozenset({"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"})
_SHOWN_SIDE = 600  # pixels


def predict_names(path: Path, k: int) -> list[str]:
    """Names of the k most probable landmarks; see `landmark_gui.predict_landmarks`."""
    model = model_store.find()
    predictor = _loaded(model, model.stat().st_mtime_ns, settings.load().text("device"), taught.fingerprint())
    (suggestion,) = predictor.predict([path], k)
    if suggestion.error is not None:
        raise images.PhotoError(path, suggestion.error)
    return [candidate.name for candidate in suggestion.candidates]


@functools.lru_cache(maxsize=1)
def _loaded(model: Path, modified: int, device: str, knows: str) -> Predictor:
    """The model, loaded once and again only when the file changes, or what it was taught."""
    return Predictor(model, device)


def ask(names: Sequence[str]) -> str:
    """The question under the photo, e.g. ``Is this picture of the A, B, or C?``."""
    if len(names) < 3:
        return f"Is this picture of the {' or '.join(names)}?"
    return f"Is this picture of the {', '.join(names[:-1])}, or {names[-1]}?"


def show(path: Path, caption: str) -> bool:
    """Shows the photo in a matplotlib window or a notebook until the person closes it.

    Returns:
        Whether there was a screen to show it on.

    Raises:
        images.PhotoError: The photo cannot be read.
    """
    import matplotlib  # noqa: PLC0415 - slow to load, and needed only here

    if str(matplotlib.get_backend()).lower() in _DRAWS_INTO_FILES:
        return False
    from matplotlib import pyplot  # noqa: PLC0415

    try:
        figure, axes = pyplot.subplots()
    except ImportError:  # the backend that was asked for finds no screen
        return False
    if str(matplotlib.get_backend()).lower() in _DRAWS_INTO_FILES:  # or it was replaced by one that needs none
        pyplot.close(figure)
        return False
    axes.imshow(images.decode(path, _SHOWN_SIDE))
    axes.set_axis_off()
    axes.set_title("\n".join(textwrap.wrap(caption, 60)))
    figure.tight_layout()
    pyplot.show()
    pyplot.close(figure)
    return True
