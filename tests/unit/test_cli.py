"""What is no command: photos and folders for the window, or a mistake that is named."""

import pytest

from landmark_gui.cli import main
from landmark_gui.commands.console import ExitCode

NO_COMMAND = "is neither a command nor a file; 'landmark-gui --help' lists the commands."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["typo.jpg"], f"'typo.jpg' {NO_COMMAND}"),
        (["tga", "a.jpg"], "'tga' is neither a command nor a file; did you mean 'tag'?"),
        (["tga", "--top-k", "3"], "'tga' is neither a command nor a file; did you mean 'tag'?"),
        (["a.jpg", "typo.jpg"], "There is no file or folder 'typo.jpg'"),
        (["a.jpg", "typo.jpg", "b.jpg"], "There is no file or folder 'typo.jpg'"),
        (["--", "tga", "a.jpg"], "There is no file or folder 'tga'"),
    ],
)
def test_what_is_missing_is_named_and_no_window_opens(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).touch()
    assert main(arguments) == ExitCode.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
