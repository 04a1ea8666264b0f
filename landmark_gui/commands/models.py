"""``landmark-gui models``: list, show, choose, take in and fetch model files."""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landmark_gui.commands import model_learning
from landmark_gui.commands.console import (
    WIDE,
    CommandError,
    ExitCode,
    complain,
    prepare_for_people,
    prepare_for_programs,
    printable,
    sentence,
)
from landmark_gui.commands.model_facts import print_facts

if TYPE_CHECKING:
    from landmark_gui.inference.model_store import ModelEntry


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "models", help="list, choose, import and fetch models", description="Model files.", allow_abbrev=False
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=sentence(text), parents=[shared])

    action("list", "show all models at hand").set_defaults(action=_list)
    info = action("info", "show all about one model")
    info.add_argument("name", nargs="?", metavar="NAME|FILE", help="default: the model in use")
    info.set_defaults(action=_info)
    use = action("use", "choose the model that is used where none is named")
    use.add_argument("name", metavar="NAME", help="'default' is the model that ships with the app")
    use.set_defaults(action=_use)
    calibration = action("calibration", "show how often a model was right, by your own decisions")
    calibration.add_argument("name", nargs="?", metavar="NAME|FILE", help="default: the model in use")
    calibration.set_defaults(action=model_learning.calibration)
    improve = action("improve", "improve a model by your decisions; it is used only where it is better")
    improve.add_argument("name", nargs="?", metavar="NAME|FILE", help="default: the model in use")
    improve.add_argument("--device", metavar="DEVICE", help="auto, cpu, cuda, cuda:N or mps (default: the settings')")
    improve.set_defaults(action=model_learning.improve)
    take_in = action("import", "take in a model file, or the reference project's model_transfer.pt")
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument("--name", help="name of the model (default: the file's)")
    take_in.set_defaults(action=_import)
    install = action("install", "fetch the reference project's trained model from the Hugging Face hub (574 MB)")
    install.add_argument("--name", help="name of the model (default: reference_vgg19)")
    install.add_argument("--repository", metavar="OWNER/NAME", help="another repository with a model_transfer.pt")
    install.add_argument("--revision", help="branch, tag or commit (default: the main branch)")
    install.add_argument("--endpoint", metavar="URL", help="another hub (default: $HF_ENDPOINT, else huggingface.co)")
    install.set_defaults(action=_install)
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs one of the actions.

    Raises:
        CommandError: No such model, a file that cannot be used, or no network.
    """
    from landmark_gui.inference.hub import HubError  # noqa: PLC0415 - loads torch, as do the other imports here
    from landmark_gui.inference.model_store import ModelStoreError, NoModelError  # noqa: PLC0415
    from landmark_gui.settings import SettingsError  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415

    if arguments.format == "json":
        prepare_for_programs()
    else:
        prepare_for_people()
    try:
        arguments.action(arguments)
    except NoModelError as error:
        raise CommandError(str(error), ExitCode.NO_MODEL) from error
    except (ModelStoreError, ModelFileError, HubError, SettingsError) as error:
        raise CommandError(str(error)) from error
    return ExitCode.DONE


def _list(arguments: argparse.Namespace) -> None:
    from landmark_gui.inference import model_store  # noqa: PLC0415

    entries = model_store.entries()
    sound = [entry for entry in entries if entry.info is not None]
    for entry in entries:
        if entry.error is not None:
            complain(entry.error)
    if arguments.format == "json":
        _print_json([_summary(entry) for entry in sound])
    elif sound:
        _print_table(sound)
    else:
        complain("There is no model; fetch one with 'landmark-gui models install'.")
    if entries and not any(entry.in_use for entry in entries):
        complain("The model in use is no longer there: choose another one with 'landmark-gui models use NAME'.")


def _info(arguments: argparse.Namespace) -> None:
    from landmark_gui.inference import model_store  # noqa: PLC0415

    entry = model_store.entry(arguments.name)
    if entry.info is None:
        raise CommandError(entry.error or "", ExitCode.NO_MODEL)
    details = entry.info.to_json()
    if arguments.format == "json":
        # The file's own name stands in the details; the name here is the one to call the model by.
        _print_json({**details, **_summary(entry)})
        return
    print_facts(entry, entry.info, shutil.get_terminal_size((80, 24)).columns)


def _use(arguments: argparse.Namespace) -> None:
    from landmark_gui.inference import model_store  # noqa: PLC0415

    worse = model_store.worse_than_in_use(arguments.name)
    entry = model_store.use(arguments.name)
    if worse is not None:
        complain(
            f"{entry.name} is worse than {worse.in_use}, which was in use until now: {worse.top1:.1%} instead of "
            f"{worse.top1_in_use:.1%} right on the same photos; 'landmark-gui models use {worse.in_use}' goes back."
        )
    _report(arguments, entry, f"{entry.name} is now the model in use.")


def _import(arguments: argparse.Namespace) -> None:
    from landmark_gui.inference import model_store  # noqa: PLC0415

    entry = model_store.import_file(arguments.file, arguments.name)
    _report(arguments, entry, f"Imported as {entry.name}; 'landmark-gui models use {entry.name}' puts it in use.")


def _install(arguments: argparse.Namespace) -> None:
    from landmark_gui.inference import hub, model_store  # noqa: PLC0415

    name = arguments.name or hub.MODEL_NAME
    entry = next((entry for entry in model_store.entries() if entry.name == name), None)
    if entry is not None and entry.info is not None:
        _report(arguments, entry, f"{name} is installed already; --name installs it under another name.")
        return
    weights = hub.fetch(arguments.repository or hub.REPOSITORY, arguments.revision, arguments.endpoint)
    entry = model_store.import_file(weights, name)
    hub.remove_downloads()
    _report(arguments, entry, f"Installed as {entry.name}; 'landmark-gui models use {entry.name}' puts it in use.")


def _report(arguments: argparse.Namespace, entry: "ModelEntry", sentence: str) -> None:
    if arguments.format == "json":
        _print_json(_summary(entry))
    else:
        print(printable(sentence))


def _summary(entry: "ModelEntry") -> dict[str, Any]:
    """The object of ``models list --format json``."""
    info = entry.info
    return {
        "name": entry.name,
        "path": str(entry.path),
        "arch": info.arch if info else None,
        "classes": list(info.classes) if info else [],
        "metrics": info.metrics if info else {},
        "default": entry.default,
        "in_use": entry.in_use,
    }


def _print_table(entries: "list[ModelEntry]") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for title, justify in (
        ("", "left"),
        ("name", "left"),
        ("network", "left"),
        ("landmarks", "right"),
        ("top-1", "right"),
    ):
        table.add_column(title, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("file", no_wrap=True)
    for entry in entries:
        if entry.info is None:
            continue
        top1 = entry.info.metrics.get("top1")
        cells = (
            "*" if entry.in_use else "",
            entry.name,
            entry.info.arch,
            str(len(entry.info.classes)),
            f"{top1:.1%}" if isinstance(top1, float) else "",
            str(entry.path),
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))
    Console(file=sys.stdout, highlight=False, width=WIDE).print(table)
    print("* in use")


def _print_json(value: object) -> None:
    print(json.dumps(value), flush=True)
