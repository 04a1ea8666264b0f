"""Where models lie, which one is in use, and how further ones get there."""

import filecmp
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from torch import nn

from landmark_gui import paths, settings
from landmark_gui.inference.reference_import import load_reference
from landmark_gui.library.content import model_id
from landmark_gui.model_path import DEFAULT_NAME, SUFFIX, by_name, default_model, installed, is_file_name, model_path
from training import model_file
from training.model_file import ModelFileError, ModelInfo

# Names that Windows keeps for devices, with any suffix.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class ModelStoreError(Exception):
    """A model that cannot be taken in or put in use; the message is one sentence."""


class NoModelError(ModelStoreError):
    """There is no model of that name, or none at all; the message says how to get one."""


@dataclass(frozen=True)
class ModelEntry:
    """One model at hand.

    Attributes:
        name: What `find` and `use` take.
        path: The model file.
        info: Its description; None where the file is damaged.
        error: Why the file cannot be used; None where it can.
        default: Whether it is the one that ships with the app.
        in_use: Whether it is the one taken where none is named.
    """

    name: str
    path: Path
    info: ModelInfo | None
    error: str | None
    default: bool
    in_use: bool


def entries() -> list[ModelEntry]:
    """All models at hand, the default one first; damaged ones carry an error.

    Raises:
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    chosen, default = _name_in_use(), default_model()
    found = [] if default is None else [_entry(DEFAULT_NAME, default, chosen)]
    return [*found, *(_entry(path.stem, path, chosen) for path in installed())]


def entry(choice: str | None) -> ModelEntry:
    """One model by its name or file; None: the one in use.

    Raises:
        NoModelError: As `find`.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    path, chosen = find(choice), _name_in_use()
    inside = path.parent == paths.models_folder() or path == default_model()
    return _entry(path.stem if inside else str(path), path, chosen)


def find(choice: str | None = None) -> Path:
    """The file of a model.

    Args:
        choice: A model's name, or a file; None: the model in use. What has a folder or our suffix is a file; else
            a model of that name goes before a file.

    Raises:
        NoModelError: There is none.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    if choice is None:
        name = _name_in_use()
        if path := by_name(name):
            return path
        if name == DEFAULT_NAME:
            raise NoModelError(
                "There is no model: this copy of the app came without one; fetch one with 'landmark-gui models "
                "install' or name a file with --model."
            )
        raise NoModelError(
            f"The model in use, {name!r}, is no longer there: choose another one with 'landmark-gui models use NAME'."
        )
    path = model_path(choice) if choice else None
    if path is None:
        what = "file" if is_file_name(choice) else "model, and no file,"
        raise NoModelError(f"There is no {what} {choice!r}: 'landmark-gui models list' shows the models at hand.")
    return path


def use(name: str) -> ModelEntry:
    """Makes a model the one in use, after loading it once to see that it works.

    Raises:
        NoModelError: There is no model of that name.
        ModelFileError: It is damaged.
        landmark_gui.settings.SettingsError: The settings cannot be read or written.
    """
    path = usable(name).path
    settings.save(settings.load().replace(model="" if path == default_model() else path.stem))
    return _entry(path.stem, path, path.stem)


def usable(name: str) -> ModelEntry:
    """A model, after loading it once to see that it works.

    Raises:
        NoModelError: There is no model of that name.
        ModelFileError: It is damaged.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    path = by_name(name)
    if path is None:
        hint = "import it first with 'landmark-gui models import'" if Path(name).is_file() else "see 'models list'"
        raise NoModelError(f"There is no model named {name!r}: {hint}.")
    _validate(path)
    return _entry(path.stem, path, _name_in_use())


def import_file(source: Path, name: str | None = None) -> ModelEntry:
    """Takes a model in: one of our model files, or the reference project's plain ``model_transfer.pt``.

    The same file taken in twice stays one model. Without `name`, a different model whose file has the name of one
    that is there gets a number behind it.

    Args:
        source: The file; it is copied or converted, and stays as it is.
        name: Name of the model; None: the file's name.

    Raises:
        ModelFileError: The file cannot be used.
        ModelStoreError: The name is not possible or taken, or the model cannot be stored.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    wanted = _checked(name) if name is not None else _cleaned(source.stem)
    if _is_safetensors(source):
        _validate(source)
        return _store(wanted, is_fixed=name is not None, write=lambda path: _copy(source, path))
    network, info = load_reference(source)
    return _store(wanted, is_fixed=name is not None, write=lambda path: model_file.save(path, network, info))


def save_trained(source: Path, name: str, notes: str = "", compared: Mapping[str, object] | None = None) -> ModelEntry:
    """Takes in a model that was just trained, under a name and with notes.

    Args:
        source: The model file; it is copied, and stays as it is.
        name: Of the model.
        notes: The person's.
        compared: How it did beside the model in use on the same photos: ``id`` and ``name`` of that one, ``n``,
            ``top1`` and ``top1_in_use``; see `worse_than_in_use`.

    Raises:
        ModelFileError: The file cannot be used.
        ModelStoreError: The name is not possible or taken, or the model cannot be stored.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    info = model_file.read_info(source)
    more = {} if compared is None else {"compared": dict(compared)}
    described = replace(info, name=name, notes=notes, settings={**info.settings, **more})
    return _store(_checked(name), is_fixed=True, write=lambda path: model_file.copy_described(source, path, described))


def save_improved(parent: Path, head: nn.Module, info: ModelInfo) -> ModelEntry:
    """Takes in a model that was made from another one by a new head, under that one's name and a word.

    Args:
        parent: The model file that it was made from, which stays as it is.
        head: The new head.
        info: The new description.

    Raises:
        ModelFileError: The parent cannot be used.
        ModelStoreError: The model cannot be stored.
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    plain = re.sub(r"-improved(-\d+)?$", "", parent.stem)
    name = _cleaned(f"{plain}-improved")
    return _store(
        name, is_fixed=False, write=lambda path: model_file.copy_with_head(parent, path, head, replace(info, name=name))
    )


def rename(name: str, new: str) -> ModelEntry:
    """Gives a model another name; if it is in use, it stays so.

    Raises:
        NoModelError: There is no such model.
        ModelStoreError: It ships with the app, the name is not possible or taken, or the file cannot be renamed.
        landmark_gui.settings.SettingsError: The settings cannot be read or written.
    """
    path = _own(name)
    wanted = _checked(new)
    taken = by_name(wanted)
    if taken is not None and taken != path:
        raise ModelStoreError(f"There is a model named {wanted!r} already: choose another name.")
    target = path.with_name(f"{wanted}{SUFFIX}")
    was_in_use = _name_in_use().casefold() == path.stem.casefold()
    try:
        path.rename(target)
    except OSError as error:
        raise ModelStoreError(f"{path}: the model could not be renamed: {error.strerror or error}.") from error
    if was_in_use:
        settings.save(settings.load().replace(model=wanted))
    return _entry(wanted, target, _name_in_use())


def delete(name: str) -> None:
    """Removes a model; if it was in use, the one that ships with the app is from now on.

    Raises:
        NoModelError: There is no such model.
        ModelStoreError: It ships with the app, or the file cannot be removed.
        landmark_gui.settings.SettingsError: The settings cannot be read or written.
    """
    path = _own(name)
    if _name_in_use().casefold() == path.stem.casefold():
        settings.save(settings.load().replace(model=""))
    try:
        path.unlink()
    except OSError as error:
        raise ModelStoreError(f"{path}: the model could not be deleted: {error.strerror or error}.") from error


def export(name: str, target: Path) -> Path:
    """Copies a model to a file of the person's choice, which is replaced where it is there; returns it.

    Raises:
        NoModelError: There is no such model.
        ModelFileError: It is damaged.
        ModelStoreError: The copy cannot be written.
    """
    path = by_name(name)
    if path is None:
        raise NoModelError(f"There is no model named {name!r}.")
    model_file.read_info(path)
    target = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        try:
            _copy(path, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise ModelStoreError(f"{target}: the model could not be exported: {error.strerror or error}.") from error
    return target


@dataclass(frozen=True)
class Worse:
    """A model is right less often than the one in use.

    Attributes:
        top1: Its share of right answers.
        top1_in_use: That of the model in use, on the same photos.
        in_use: Name of the model in use.
    """

    top1: float
    top1_in_use: float
    in_use: str


def worse_than_in_use(choice: str) -> Worse | None:
    """Whether a model is worse than the one in use on the same photos; None where it is not, or nobody knows.

    Raises:
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    try:
        mine, theirs = entry(choice), entry(None)
    except NoModelError:
        return None
    if mine.info is None or theirs.info is None or mine.path == theirs.path:
        return None
    compared = mine.info.settings.get("compared")
    if isinstance(compared, dict) and compared.get("id") == model_id(theirs.path):
        pair = compared.get("top1"), compared.get("top1_in_use")
    elif mine.info.data.get("fingerprint") and mine.info.data["fingerprint"] == theirs.info.data.get("fingerprint"):
        pair = mine.info.metrics.get("top1"), theirs.info.metrics.get("top1")
    else:
        return None
    match pair:
        case (float() | int() as own, float() | int() as other) if own < other:
            return Worse(float(own), float(other), theirs.name)
    return None


def _own(name: str) -> Path:
    """The file of a model that is the person's own."""
    path = by_name(name)
    if path is None:
        raise NoModelError(f"There is no model named {name!r}.")
    if path == default_model():
        raise ModelStoreError("The model that ships with the app stays as it is.")
    return path


def _store(name: str, *, is_fixed: bool, write: Callable[[Path], None]) -> ModelEntry:
    """Writes a model to a temporary file and gives it the first free name, or finds that it is there already."""
    folder = paths.models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".incoming-") as incoming:
            temporary = Path(incoming) / f"model{SUFFIX}"
            write(temporary)
            target = _free_or_same(name, temporary, is_fixed=is_fixed)
            if not target.exists():
                temporary.replace(target)
    except OSError as error:
        raise ModelStoreError(f"{folder}: the model could not be stored: {error.strerror or error}.") from error
    return _entry(target.stem, target, _name_in_use())


def _free_or_same(name: str, content: Path, *, is_fixed: bool) -> Path:
    """The file for a new model: the first free name, or the model of that name that is byte for byte the same."""
    for number in itertools.count(1):
        attempt = name if number == 1 else f"{name}-{number}"
        taken = by_name(attempt)
        if taken is not None and filecmp.cmp(content, taken, shallow=False):
            return taken
        if taken is None and attempt.casefold() != DEFAULT_NAME:
            return paths.models_folder() / f"{attempt}{SUFFIX}"
        if is_fixed:
            break
    raise ModelStoreError(f"There is a model named {name!r} already: choose another name.")


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written, 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())
    target.chmod(0o644)


def _validate(path: Path) -> None:
    info = model_file.read_info(path)
    # A model that only names its backbone's weights would fetch them now; they come when it is first used.
    if info.backbone_weights is None:
        model_file.load(path)


def _entry(name: str, path: Path, chosen: str) -> ModelEntry:
    info, error = None, None
    try:
        info = model_file.read_info(path)
    except ModelFileError as problem:
        error = str(problem)
    return ModelEntry(name, path, info, error, path == default_model(), name.casefold() == chosen.casefold())


def _name_in_use() -> str:
    return settings.load().text("model") or DEFAULT_NAME


def _checked(name: str) -> str:
    if name != _cleaned(name) or name.casefold() == DEFAULT_NAME:
        raise ModelStoreError(
            f"A model cannot be named {name!r}: use letters, digits, '-' and '_', not {DEFAULT_NAME!r}."
        )
    return name


def _cleaned(name: str) -> str:
    """A name that every file system takes and that needs no quotes."""
    cleaned = re.sub(r"[^\w.-]+", "-", name.encode("utf-8", "replace").decode()).strip("-.")[:80]
    return f"model-{cleaned}" if _RESERVED.fullmatch(cleaned) else cleaned or "model"


def _is_safetensors(path: Path) -> bool:
    """Whether the file begins like a safetensors file: eight bytes of length, then a JSON object."""
    try:
        with path.open("rb") as handle:
            return handle.read(9)[8:] == b"{"
    except OSError as error:
        raise ModelFileError(f"{path}: the model cannot be read: {error.strerror or error}.") from error
