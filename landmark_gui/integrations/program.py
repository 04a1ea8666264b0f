"""Which program the hosts' entries call: the absolute path of the installed ``landmark-gui``."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from landmark_gui.integrations.errors import IntegrationError

NAME = "landmark-gui"


def installed_program() -> Path:
    """The program as it was called, else as it was installed beside this interpreter, else as the shell finds it.

    A link (``~/.local/bin/landmark-gui``) is kept: it goes on to lead to the program after an upgrade has moved that.

    Raises:
        IntegrationError: There is none, or no host could be told its path.
    """
    for path in _candidates():
        if path.is_file() and os.access(path, os.X_OK):
            check(path)
            return path
    raise IntegrationError(
        f"The program {NAME} is not installed, so photo managers could not call it: install it with 'pip install .'."
    )


def check(path: Path) -> None:
    """Refuses paths that no configuration file can hold.

    Raises:
        IntegrationError: The path has control characters, or bytes that are no text.
    """
    text = str(path)
    # A key file's first word may not hold an equals sign, by the desktop entry specification.
    if not text.isprintable() or "=" in text or not path.is_absolute():
        raise IntegrationError(
            f"{text!a}: photo managers cannot call a program with such a path (control characters, an equals "
            "sign, or bytes that are no text); install it elsewhere."
        )


def _candidates() -> Iterator[Path]:
    suffix = ".exe" if os.name == "nt" else ""
    if image := os.environ.get("APPIMAGE"):  # what runs from inside one lies under another path at each start
        yield Path(image)
    called = Path(sys.argv[0]) if sys.argv and sys.argv[0] else None
    if called is not None and called.name in {NAME, f"{NAME}.exe"}:
        # Windows and pip's launchers leave ".exe" away.
        yield (called if called.suffix == suffix else called.with_name(f"{NAME}{suffix}")).absolute()
    schemes = [sysconfig.get_default_scheme(), f"{os.name}_user"]
    for scheme in schemes:
        if scheme in sysconfig.get_scheme_names():
            yield Path(sysconfig.get_path("scripts", scheme)) / f"{NAME}{suffix}"
    if found := shutil.which(NAME):
        yield Path(found).absolute()
