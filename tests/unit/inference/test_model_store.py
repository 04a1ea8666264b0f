"""Model files on disk: found by name, taken in, refused where damaged."""

import pickle
import shutil
import zipfile
from pathlib import Path

import hub_server
import model_factory
import pytest
import torch
from torch import nn

from landmark_gui import model_path, paths, settings
from landmark_gui.inference import hub, model_store
from landmark_gui.inference.model_store import ModelStoreError, NoModelError
from landmark_gui.inference.reference_classes import REFERENCE_CLASSES
from training import model_file
from training.model_file import ModelFileError
from training.transforms import to_batch


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture(autouse=True)
def direct_connection(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def names() -> list[str]:
    return [entry.name for entry in model_store.entries() if not entry.default]


def leftovers() -> list[str]:
    return [path.name for path in paths.models_folder().iterdir() if path.suffix != ".landmarks"]


def test_import_copies_the_file(model):
    entry = model_store.import_file(model)
    assert (entry.name, entry.default, entry.in_use) == ("colours", False, False)
    assert entry.path == paths.models_folder() / "colours.landmarks"
    assert entry.path.read_bytes() == model.read_bytes()
    assert entry.info.classes == tuple(model_factory.COLOURS)
    assert names() == ["colours"]
    assert leftovers() == []


def test_the_same_model_twice_is_one_and_another_of_the_same_name_gets_a_number(model, tmp_path):
    first = model_store.import_file(model)
    assert model_store.import_file(model) == first
    other = model_factory.make_model(tmp_path / "Colours.landmarks", temperature=2.0)
    assert model_store.import_file(other).name == "Colours-2"
    assert names() == ["colours", "Colours-2"]
    assert first.path.read_bytes() == model.read_bytes()
    with pytest.raises(ModelStoreError, match="already"):
        model_store.import_file(other, "colours")


@pytest.mark.parametrize(
    ("stem", "name"), [("my model (2)", "my-model-2"), ("Köln", "Köln"), ("...", "model"), ("con", "model-con")]
)
def test_names_are_made_fit_for_every_file_system(model, tmp_path, stem, name):
    assert model_store.import_file(shutil.copy(model, tmp_path / f"{stem}.landmarks")).name == name


@pytest.mark.parametrize("name", ["default", "DEFAULT", "../up", "a/b", "", "nul", ".hidden", "a\nb"])
def test_impossible_names_are_refused(model, name):
    with pytest.raises(ModelStoreError, match="cannot be named"):
        model_store.import_file(model, name)


def test_the_default_models_name_is_never_taken(model, tmp_path):
    entry = model_store.import_file(shutil.copy(model, tmp_path / "default.landmarks"))
    assert entry.name == "default-2"
    assert not entry.default


def test_use_and_find(model, tmp_path, monkeypatch):
    model_store.import_file(model)
    entry = model_store.use("colours")
    assert entry.in_use
    assert model_store.find() == entry.path
    assert model_store.find("COLOURS") == entry.path
    assert [entry.name for entry in model_store.entries() if entry.in_use] == ["colours"]
    monkeypatch.chdir(tmp_path)
    shutil.copy(model, "colours")
    assert model_store.find("colours") == entry.path, "a name goes before a file"
    assert model_store.find("./colours") == tmp_path / "colours"
    shutil.copy(model, "x.landmarks")
    assert model_store.find("x.landmarks") == tmp_path / "x.landmarks"
    assert model_store.entry("x.landmarks").name == str(tmp_path / "x.landmarks")


@pytest.mark.parametrize("choice", ["nothing", "no/where", "nothing.landmarks"])
def test_unknown_models(choice, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoModelError, match=r"There is no .*models list"):
        model_store.find(choice)
    with pytest.raises(NoModelError, match="no model named"):
        model_store.use(choice)


def test_a_model_in_use_that_vanished_is_not_replaced_by_another(model):
    entry = model_store.import_file(model)
    model_store.use("colours")
    entry.path.unlink()
    with pytest.raises(NoModelError, match="'colours', is no longer there"):
        model_store.find()


def test_damaged_models_are_listed_with_their_error_and_cannot_be_used(model):
    entry = model_store.import_file(model)
    entry.path.write_bytes(entry.path.read_bytes()[:-100])
    (listed,) = [entry for entry in model_store.entries() if not entry.default]
    assert listed.info is None
    assert "truncated" in listed.error
    with pytest.raises(ModelFileError, match="truncated"):
        model_store.use("colours")
    assert settings.load().text("model") == ""


class Code:
    def __reduce__(self):
        return exec, ("raise SystemExit('the code ran')",)


def bad_files(folder: Path, model: Path) -> dict[str, tuple[Path, str]]:
    """Files that cannot be imported, with a part of the sentence that says why."""
    files = {}

    def add(name: str, sentence: str) -> Path:
        files[name] = (folder / f"{name}.pt", sentence)
        return files[name][0]

    add("missing", "cannot be read")
    add("empty", "neither a model file").write_bytes(b"")
    add("text", "neither a model file").write_bytes(b"hello" * 100)
    add("truncated", "truncated").write_bytes(model.read_bytes()[:5000])
    torch.save({"layer.weight": Code()}, add("code", "could run foreign code"))
    add("pickle", "could run foreign code").write_bytes(pickle.dumps({"layer.weight": Code()}))
    torch.save(nn.Linear(2, 2), add("whole module", "could run foreign code"))
    torch.save([torch.zeros(2)], add("list", "neither a model file"))
    torch.save({}, add("nothing in it", "neither a model file"))
    torch.save({"fc.weight": torch.zeros(3, 3)}, add("another network", "another network"))
    torch.save({"a": 1}, add("numbers", "neither a model file"))
    with zipfile.ZipFile(add("zip", "neither a model file"), "w") as archive:
        archive.writestr("a.txt", "b")
    with zipfile.ZipFile(add("bomb", "compressed"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data/0", bytes(10**6))
    whole = folder / "whole.pt"
    torch.save({"layer.weight": torch.zeros(100, 100)}, whole)
    add("truncated zip", "neither a model file").write_bytes(whole.read_bytes()[:-500])
    return files


def test_files_that_cannot_be_imported_get_one_sentence_and_leave_nothing_behind(model, tmp_path):
    for name, (path, sentence) in bad_files(tmp_path, model).items():
        with pytest.raises(ModelFileError) as caught:
            model_store.import_file(path)
        assert sentence in str(caught.value), name
        assert str(path) in str(caught.value), name
        assert "\n" not in str(caught.value), name
    assert names() == []


def test_a_models_folder_that_cannot_be_made(model):
    paths.data_folder().mkdir(exist_ok=True)
    paths.models_folder().write_bytes(b"a file in its place")
    with pytest.raises(ModelStoreError, match="could not be stored"):
        model_store.import_file(model)


def test_install_fetches_and_imports_the_reference_weights(tmp_path):
    """The whole way at full size: hub, download that breaks off, import, use; the outputs stay the reference's."""
    state = model_factory.reference_state_dict()
    served = tmp_path / "model_transfer.pt"
    torch.save(state, served)
    with hub_server.serve(hub.REPOSITORY, served, break_after=25_000_000) as server:
        fetched = hub.fetch(endpoint=server.url)
    assert any(method == "GET" and start for method, _, start in server.requests), "the download did not go on"
    entry = model_store.import_file(fetched, hub.MODEL_NAME)
    hub.remove_downloads()
    assert not hub.download_folder().exists()
    assert entry.info.classes == REFERENCE_CLASSES
    assert entry.info.landmark_ids[16] == "eiffel-tower"
    assert entry.info.preprocessing.size == 128

    network, info = model_file.load(entry.path)
    picture = model_factory.picture((90, 140, 200), 128, 128)
    batch = to_batch(torch.tensor(list(picture.tobytes()), dtype=torch.uint8).view(1, 128, 128, 3), info.preprocessing)
    with torch.no_grad():
        given, expected = network(batch), reference_network(state)(batch)
    assert expected.std() > 0.1
    torch.testing.assert_close(given, expected, atol=0.02, rtol=0.02)
    assert given.argmax() == expected.argmax()


def reference_network(state: dict[str, torch.Tensor]) -> nn.Module:
    """torchvision's own VGG19 with the reference project's classifier."""
    from torchvision.models import vgg19

    with torch.device("meta"):
        network = vgg19(weights=None)
        network.classifier = nn.Sequential(
            nn.Linear(25088, 4096),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(4096, 1024),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(1024, 50),
            nn.LogSoftmax(dim=1),
        )
    network.load_state_dict(state, assign=True)
    return network.eval()


@pytest.mark.parametrize(
    ("repository", "revision", "has_file", "status", "sentence"),
    [
        ("other/repository", None, True, 200, "no such repository"),
        (hub.REPOSITORY, "v9", True, 200, "no revision 'v9'"),
        (hub.REPOSITORY, None, False, 200, "no such file"),
        (hub.REPOSITORY, None, True, 503, "error 503"),
        (hub.REPOSITORY, None, True, 204, "Could not fetch"),
        ("not a name", None, True, 200, "Could not fetch"),
    ],
)
def test_what_the_hub_refuses(tmp_path, repository, revision, has_file, status, sentence):
    file = tmp_path / "model_transfer.pt"
    file.write_bytes(b"x" * 1000)
    with (
        hub_server.serve(hub.REPOSITORY, file if has_file else None, status=status) as server,
        pytest.raises(hub.HubError) as caught,
    ):
        hub.fetch(repository, revision, server.url)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_network(tmp_path):
    with hub_server.serve(hub.REPOSITORY, None) as server:
        pass
    with pytest.raises(hub.HubError, match=r"cannot be reached .* check the network\.$"):
        hub.fetch(endpoint=server.url)


@pytest.mark.parametrize("choice", ["mine", "MINE", "Mine", "default", "Default"])
def test_a_choice_means_the_same_file_with_and_without_torch(model, choice):
    model_store.import_file(model, "Mine")
    assert model_path.model_path(choice) == model_store.find(choice)
