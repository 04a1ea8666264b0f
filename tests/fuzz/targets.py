"""All fuzz targets by name."""

from . import photo_targets
from .target import Target

PHOTO_NAMES = tuple(target.name for target in photo_targets.TARGETS)
NAMES = (*PHOTO_NAMES, "model", "zip", "gazetteer", "settings", "decode")


def by_name(name: str) -> Target:
    """The target of this name.

    Raises:
        KeyError: there is none.
    """
    found = {target.name: target for target in photo_targets.TARGETS}
    if name not in found:
        from . import file_targets

        found = {target.name: target for target in file_targets.TARGETS}
    return found[name]
