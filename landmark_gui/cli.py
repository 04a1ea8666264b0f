"""The command line: ``landmark-gui COMMAND``. Importing this loads neither torch nor Qt."""

import argparse
import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Sequence

from landmark_gui.commands.console import CommandError, ExitCode, abandon_stdout, complain
from landmark_gui.commands.screen import need_screen

COMMANDS = ("suggest", "tag", "why", "write", "undo", "models", "landmarks", "integrations", "train")
"""Names of the commands, in the order of the help; each has a module of its name in `landmark_gui.commands`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command.

    Args:
        argv: Arguments; None: those of this process.

    Returns:
        The exit code, see `ExitCode`.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return int(_run(arguments))
    except CommandError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        complain("Cancelled.")
        return ExitCode.CANCELLED
    except OSError as error:
        # Windows says "invalid argument" where the reader of a pipe has left.
        if not isinstance(error, BrokenPipeError) and not (os.name == "nt" and error.errno == errno.EINVAL):
            raise
        abandon_stdout()
        return ExitCode.CANCELLED


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        _, commands = _build_parser(arguments[:1])  # the others need not be loaded: photo managers wait for the dialog
        parsed = _parse(commands[arguments[0]], arguments[1:])
        parsed.open_window = _open_window
        return int(parsed.run(parsed))
    if arguments and arguments[0].startswith("-") and arguments[0] != "--":
        parser, _ = _build_parser(COMMANDS)
        parser.parse_args(arguments)  # --help, --version, or an option that does not exist
    files = [argument for argument in arguments if argument != "--"]
    missing = next((file for file in files if not os.path.exists(file)), None)
    if missing is not None and missing == arguments[0]:
        import difflib  # noqa: PLC0415 - only where something is wrong

        close = difflib.get_close_matches(missing, COMMANDS, 1)
        hint = f"did you mean {close[0]!r}?" if close else "'landmark-gui --help' lists the commands."
        raise CommandError(f"{missing!r} is neither a command nor a file; {hint}")
    if missing is not None:
        raise CommandError(f"There is no file or folder {missing!r}; it may have been moved, renamed or deleted.")
    return _open_window(files)


def _open_window(files: list[str], *, train: bool = False) -> int:
    """Shows these files in the window that stands, or opens one and waits until it is closed.

    Args:
        files: Folders and photos.
        train: Open the training wizard, too.

    Raises:
        CommandError: There is no screen.
    """
    from landmark_gui.commands.suggest import make_request  # noqa: PLC0415
    from landmark_gui.instance import client  # noqa: PLC0415
    from landmark_gui.instance.address import AddressError  # noqa: PLC0415
    from landmark_gui.instance.protocol import Kind  # noqa: PLC0415

    if train:
        need_screen("landmark-train", "trains models")
    else:
        need_screen("landmark-gui tag FOLDER")
    with contextlib.suppress(AddressError):
        if client.offer(make_request(Kind.TRAIN if train else Kind.OPEN, files)):
            return ExitCode.DONE
    from landmark_gui import running  # noqa: PLC0415 - loads Qt, which only the window needs

    return running.run_window(files, train=train)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from landmark_gui import __version__  # noqa: PLC0415

        print(f"landmark-gui {__version__}")
        parser.exit()


def _build_parser(names: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        "landmark-gui",
        usage="%(prog)s [FOLDER …] | COMMAND …",
        description="Suggests which landmark a photo shows. Without a command, folders and photos open in the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, help="print the version and exit")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in names:
        importlib.import_module(f"landmark_gui.commands.{name}").add_parser(subparsers)
    return parser, dict(subparsers.choices)


def _parse(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    """Parses a command's arguments: files and options in any order, and only files behind ``--``."""
    actions = _actions(parser)
    if arguments and arguments[0] in actions:
        parsed = _parse(actions[arguments[0]], arguments[1:])
        parsed.run = parser.get_default("run")
        return parsed
    end = arguments.index("--") if "--" in arguments else len(arguments)
    try:
        parsed = parser.parse_intermixed_args(arguments[:end])
    except TypeError:  # a command with actions of its own, which cannot be intermixed
        return parser.parse_args(arguments)
    behind = arguments[end + 1 :]
    if behind and not hasattr(parsed, "files"):
        parser.error(f"unrecognized arguments: {' '.join(behind)}")
    if behind:
        parsed.files = [*parsed.files, *behind]
    return parsed


def _actions(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The actions of a command that take files, by name."""
    found = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    actions: dict[str, argparse.ArgumentParser] = dict(next(found, {}))
    return {name: own for name, own in actions.items() if any(entry.dest == "files" for entry in own._actions)}
