"""Finds the data files that ship with the program: gazetteer, models, icons, styles, translations, host templates."""

from pathlib import Path, PurePosixPath

_PACKAGE_FOLDER = Path(__file__).resolve().parent
_INSTALLED_FOLDER = _PACKAGE_FOLDER / "_resources"
_SOURCE_FOLDER = _PACKAGE_FOLDER.parent / "resources"


def path(name: str) -> Path:
    """Returns where a resource lies.

    An installed wheel carries the resources inside the package, as ``landmark_gui/_resources``; a source tree (and an
    editable install of one) has them in ``resources/`` beside the package. The folder inside the package is looked at
    first: in an installation, a ``resources`` folder beside the package would be some other distribution's.

    Args:
        name: The resource's path inside the resource folder, with forward slashes on every platform, such as
            ``"landmarks.json"`` or ``"icons/app.svg"``.

    Returns:
        The absolute path of an existing file or folder.

    Raises:
        ValueError: ``name`` is empty, absolute, or could lead out of the resource folder.
        FileNotFoundError: This installation has no such resource, or no resources at all.
    """
    # A backslash or a colon can only mean a Windows path (C:\x, C:x, \\server\share) or an alternate data stream.
    relative = PurePosixPath(name)
    if not relative.parts or relative.is_absolute() or ".." in relative.parts or set(name) & set("\\:\0"):
        raise ValueError(f"{name!r} is not the name of a resource: it must be a relative path with forward slashes")
    folder = _INSTALLED_FOLDER if _INSTALLED_FOLDER.is_dir() else _SOURCE_FOLDER
    found = folder / relative
    if not found.exists():
        raise FileNotFoundError(
            f"the resource {name!r} is missing: there is no {found}; reinstall the program, "
            "or run it from a complete source tree"
        )
    return found
