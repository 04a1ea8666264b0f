"""``landmark-gui tag --write`` on real files: what is written, what is not, and that it can be taken back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import model_factory
import pytest

from landmark_gui.cli import main
from landmark_gui.metadata import read_metadata

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two photos of landmarks, one of none, one that is broken, one that must not be written."""
    folder = tmp_path / "photos"
    model_factory.photo(folder / "0-taj.jpg", "Taj_Mahal", seed=1)
    model_factory.photo(folder / "1-grey.jpg", None)
    (folder / "2-broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))
    model_factory.photo(folder / "3-protected.jpg", "Golden_Gate_Bridge").chmod(0o444)
    model_factory.photo(folder / "4-eiffel.png", "Eiffel_Tower")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def tag(model: Path, folder: Path, *options: object) -> int:
    return main([str(word) for word in ("tag", "--model", model, *options, "--", folder)])


def rows(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_confident_suggestions_are_written_and_can_be_taken_back(model, folder, capsys):
    before = contents(folder)
    assert tag(model, folder, "--write", "--min-probability", 0.5, "--format", "json") == 4
    captured = capsys.readouterr()
    found = [json.loads(line) for line in captured.out.splitlines()]
    assert [Path(row["path"]).name for row in found] == list(before)
    assert [row["verdict"] for row in found] == ["confident", "no_landmark", None, "confident", "confident"]
    assert [(row.get("write") or {}).get("status") for row in found] == ["written", None, None, "refused", "written"]
    assert list(found[1]) == ["path", "verdict", "candidates", "error", "evidence", "write"]
    assert f"{folder / '3-protected.jpg'}: The file is read-only: " in captured.err
    assert "undo --batch" in captured.err
    after = contents(folder)
    assert [name for name in before if before[name] != after[name]] == ["0-taj.jpg", "4-eiffel.png"]
    taj = read_metadata(folder / "0-taj.jpg")
    assert taj.keywords == ("Taj Mahal",)
    (record,) = taj.written
    assert record.provenance.model == "colours"
    assert record.provenance.decision.value == "automatic"
    assert record.provenance.probability == pytest.approx(found[0]["candidates"][0]["probability"], abs=1e-4)

    assert tag(model, folder, "--write", "--min-probability", 0.5, "--format", "json", "--quiet") == 4
    statuses = [(row.get("write") or {}).get("status") for row in rows(capsys)]
    assert statuses == ["unchanged", None, None, "refused", "unchanged"]
    assert contents(folder) == after
    assert main(["undo"]) == 0
    assert contents(folder) == before


def test_what_is_less_probable_stays_unwritten(model, folder, capsys):
    before = contents(folder)
    assert tag(model, folder, "--write", "--min-probability", 1) == 4
    output = capsys.readouterr()
    assert output.out.count("not written: The suggestion is less probable than 100%") == 3
    assert contents(folder) == before
    assert main(["undo"]) == 2  # a batch that wrote nothing is none


def test_a_dry_run_shows_the_plan_and_writes_nothing(model, folder, capsys):
    before = contents(folder)
    tag(model, folder, "--dry-run", "--min-probability", 0.5)
    output = capsys.readouterr()
    assert "would be written" in output.out
    assert "dc:subject: (empty) → Taj Mahal" in output.out
    assert "nothing has been written" in output.err
    assert contents(folder) == before
    assert main(["undo", "--list"]) == 0
    assert capsys.readouterr().out == ""


def test_sidecars_and_tsv(model, folder, capsys):
    before = contents(folder)
    assert tag(model, folder, "--write", "--min-probability", 0.5, "--sidecar", "always", "--format", "tsv") == 4
    assert len(capsys.readouterr().out.splitlines()) == 5
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert {"0-taj.jpg.xmp", "4-eiffel.png.xmp"} <= set(after)


@pytest.mark.parametrize("option", [("--min-probability", "0.5"), ("--sidecar", "always"), ("--keep-original",)])
def test_options_of_writing_need_write(model, folder, option, capsys):
    assert tag(model, folder, *option) == 2
    assert f"{option[0]} goes with --write" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["1.1", "-0.1", "nan", "often"])
def test_min_probability_is_checked(model, folder, value, capsys):
    with pytest.raises(SystemExit) as error:
        tag(model, folder, "--write", f"--min-probability={value}")
    assert error.value.code == 2
    assert "not a number from 0 to 1" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits")
def test_a_disk_that_is_full_leaves_the_photos_and_exits_with_5(model, folder):
    before = contents(folder)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "from landmark_gui.metadata import writer; from landmark_gui.cli import main; "
        "put = writer.files.put\n"
        "def full(*args, **kwargs):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))\n"
        "    try:\n        return put(*args, **kwargs)\n"
        "    finally:\n        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
        "writer.files.put = full; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "tag", "--model", model, "--write", "--min-probability", "0.5", folder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 5, done.stderr
    assert "The photo is as it was" in done.stderr
    assert contents(folder) == before
