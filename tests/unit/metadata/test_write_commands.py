"""The commands ``write`` and ``undo``, with real files, through the real command line's parser."""

import json
import os

import pytest
from metadata_files import EIFFEL, exif_segment, last_batch, make_jpeg

from landmark_gui.cli import main
from landmark_gui.commands import tag_write, writing
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.metadata import DecidedBy, Item, Journal, WriteResult, read_metadata
from landmark_gui.metadata import replace as files


def run(*words: object) -> int:
    return main([str(word) for word in words])


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_write_then_undo(tmp_path, capsys):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    before = path.read_bytes()
    assert run("write", "--landmark", "eiffel-tower", "--format", "json", path) == 0
    (row,) = lines(capsys)
    assert (row["path"], row["target"], row["status"]) == (str(path), str(path), "written")
    assert {"field": "dc:subject", "before": [], "after": ["Eiffel Tower"]} in row["changes"]
    assert {"field": "photoshop:City", "before": None, "after": "Paris"} in row["changes"]
    assert read_metadata(path).hierarchical_keywords == (EIFFEL.hierarchy,)
    assert read_metadata(path).written[0].provenance.decision.value == "accepted by person"
    assert run("write", "--landmark", "Eiffel Tower", "--format", "json", path) == 0
    assert lines(capsys)[0]["status"] == "unchanged"
    assert run("undo", "--list", "--format", "json") == 0
    (batch,) = lines(capsys)
    assert (batch["kind"], batch["writes"]) == ("write", {"done": 1})
    assert run("undo", "--batch", batch["batch"], "--format", "json") == 0
    assert lines(capsys)[0]["status"] == "restored"
    assert path.read_bytes() == before
    assert run("undo") == 2


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_name_through_a_linked_folder_means_what_the_system_means(tmp_path, capsys, monkeypatch):
    for name in ("here", "there/inner"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "here" / "link").symlink_to(tmp_path / "there" / "inner")
    lexical, real = make_jpeg(tmp_path / "here" / "a.jpg"), make_jpeg(tmp_path / "there" / "a.jpg")
    monkeypatch.chdir(tmp_path / "here")
    assert run("write", "--landmark", "eiffel-tower", "--format", "json", os.path.join("link", "..", "a.jpg")) == 0
    assert lines(capsys)[0]["target"] == str(real)
    assert (read_metadata(real).keywords, read_metadata(lexical).keywords) == (("Eiffel Tower",), ())
    assert run("undo", "--all-from", os.path.join("link", "..", "a.jpg")) == 0
    assert read_metadata(real).keywords == ()


def test_a_dry_run_prints_the_plan_and_writes_nothing(tmp_path, capsys):
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    assert run("write", "--landmark", "Eiffel Tower", "--dry-run", path) == 0
    output = capsys.readouterr()
    assert "dc:subject: (empty) → Eiffel Tower" in output.out
    assert "nothing has been written" in output.err
    assert run("write", "--landmark", "Eiffel Tower", "--dry-run", "--format", "json", path) == 0
    assert lines(capsys)[0]["changes"]
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_exit_codes_and_messages(tmp_path, capsys):
    good = make_jpeg(tmp_path / "good.jpg")
    protected = make_jpeg(tmp_path / "protected.jpg")
    protected.chmod(0o444)
    assert run("write", "--landmark", "Eiffel Tower", tmp_path / "missing.jpg") == 2
    assert "no such file" in capsys.readouterr().err
    assert (
        run("write", "--landmark", "Eiffel Tower", "--format", "json", good, protected, tmp_path / "missing.jpg") == 4
    )
    output = capsys.readouterr()
    assert [json.loads(line)["status"] for line in output.out.splitlines()] == ["written", "refused", "refused"]
    assert f"{protected}: The file is read-only: " in output.err
    assert run("write", "--landmark", "Eifel Towr", good) == 2
    assert "Eiffel Tower" in capsys.readouterr().err
    assert run("write", "--landmark", "Eiffel Tower") == 2
    assert run("write", "--landmark", "Eiffel Tower", "--only", "nonsense", good) == 2
    with pytest.raises(SystemExit) as caught:
        run("write", "--landmark", "Eiffel Tower", "--language", "Klingon", good)
    assert caught.value.code == 2
    assert run("undo", "--batch", "nonsense") == 2
    assert run("undo", good) == 2


def test_a_write_that_fails_exits_with_5(tmp_path):
    failed = WriteResult(tmp_path, tmp_path, "refused", "no space left on the disk", failed=True)
    assert writing.exit_code([failed]) == 5
    assert writing.exit_code([failed], cancelled=True) == 5
    assert writing.exit_code([], cancelled=True) == 1


@pytest.fixture
def small_disk():
    """No file can become larger than 2 MB, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_failed_altogether_is_no_batch_to_take_back(tmp_path, capsys, request):
    small, large = make_jpeg(tmp_path / "small.jpg"), make_jpeg(tmp_path / "large.jpg")
    with large.open("ab") as file:
        file.write(bytes(4_000_000))
    before = large.read_bytes()
    request.getfixturevalue("small_disk")
    assert run("write", "--landmark", "Eiffel Tower", large) == 5
    assert "takes it back" not in capsys.readouterr().err
    assert large.read_bytes() == before
    assert run("undo", "--list") == run("undo", "--list", "--format", "json") == 0
    assert capsys.readouterr().out == ""
    assert run("undo") == 2
    capsys.readouterr()
    assert run("write", "--landmark", "Eiffel Tower", small, large) == 5
    batch = last_batch()
    assert f"'landmark-gui undo --batch {batch}' takes it back" in capsys.readouterr().err
    assert run("undo", "--list", "--format", "json") == 0
    (row,) = lines(capsys)
    assert (row["batch"], row["writes"]) == (batch, {"done": 1, "not written": 1})


def test_all_from_files_needs_no_journal(tmp_path, capsys):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    before = path.read_bytes()
    run("write", "--landmark", "Eiffel Tower", path)
    with Journal() as journal:
        database = journal.path
    for file in database.parent.iterdir():
        file.unlink()
    capsys.readouterr()
    assert run("undo", "--all-from", "--format", "json", path) == 0
    assert lines(capsys)[0]["status"] == "removed"
    assert path.read_bytes() == before


def test_an_interrupted_batch_is_reported_at_the_next_start(tmp_path, capsys):
    path = make_jpeg(tmp_path / "a.jpg")
    journal = Journal()
    batch = journal.start_batch("write", "write Eiffel Tower")
    temporary = files.temporary_for(path)
    temporary.write_bytes(b"half")
    journal.begin(
        batch, "r", path, path, temporary, before=files.digest(path.read_bytes()), after="0" * 64, mtime_ns=None,
        edits=(), inverse=(),
    )  # fmt: skip
    journal.close()
    assert run("undo", "--list") == 0
    output = capsys.readouterr()
    assert batch in output.err
    assert "cut off" in output.err
    assert str(temporary) in output.err
    assert not temporary.exists()


def test_options_reach_the_writer(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    options = ["--only", "keywords,hierarchy", "--root", "Orte", "--language", "fr", "--keep-original", "--xp-keywords"]
    assert run("write", "--landmark", "Eiffel Tower", *options, path) == 0
    found = read_metadata(path)
    assert set(found.fields) == {"dc:subject", "lr:hierarchicalSubject", "EXIF:XPKeywords"}
    assert found.hierarchical_keywords[0][0] == "Orte"
    assert (tmp_path / "a.jpg.original").exists()


def test_only_confident_probable_suggestions_are_written(tmp_path):
    gazetteer = Gazetteer.load()

    def item(verdict: Verdict, probability: float, landmark: str | None = "eiffel-tower") -> Item | str:
        candidate = Candidate(landmark, "Eiffel Tower", probability)
        return tag_write.item_for(
            Suggestion(tmp_path / "a.jpg", verdict, (candidate,)),
            gazetteer, least=0.9, root="Places", language="en", model="default",
        )  # fmt: skip

    sure = item(Verdict.CONFIDENT, 0.9)
    assert isinstance(sure, Item)
    assert sure.tag.hierarchy == EIFFEL.hierarchy
    provenance = sure.tag.provenance
    assert (provenance.model, provenance.probability, provenance.decision) == ("default", 0.9, DecidedBy.AUTOMATIC)
    assert "less probable than 90%" in item(Verdict.CONFIDENT, 0.89)
    assert "not sure enough" in item(Verdict.AMBIGUOUS, 0.97)
    assert "No landmark" in item(Verdict.NO_LANDMARK, 0.97)
    assert "does not know its place" in item(Verdict.CONFIDENT, 0.97, None)


def test_everything_in_a_folder_can_be_removed(tmp_path, capsys):
    (tmp_path / "photos" / "deeper").mkdir(parents=True)
    files = [make_jpeg(tmp_path / "photos" / "a.jpg"), make_jpeg(tmp_path / "photos" / "deeper" / "b.jpg")]
    before = [file.read_bytes() for file in files]
    assert run("write", "--landmark", "Eiffel Tower", *files) == 0
    assert [file.read_bytes() for file in files] != before
    assert run("undo", "--all-from", tmp_path / "photos") == 0
    assert [file.read_bytes() for file in files] == before
    capsys.readouterr()
    assert run("undo", "--all-from", tmp_path / "photos", tmp_path / "missing.jpg") == 4
    assert "missing.jpg" in capsys.readouterr().err
