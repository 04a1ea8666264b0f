"""``landmark-gui tag`` on real files.

A real process wherever streams, signals or locales matter; else the same entry point in this process, which has torch
loaded already.
"""

import dataclasses
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import model_factory
import photo_factory
import pytest

from landmark_gui.cli import main
from landmark_gui.gazetteer import Gazetteer
from training import model_file

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["path", "verdict", "candidates", "error", "evidence"]
CANDIDATE_KEYS = ["landmark", "name", "probability", "latitude", "longitude", "city", "country"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs file names that other systems refuse")
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pipes")


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "landmark_gui", "tag", *map(str, arguments)]


def tag(*arguments: object, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command(*arguments), cwd=cwd, env=environment, capture_output=True, timeout=300, check=False)


def said(done: subprocess.CompletedProcess) -> str:
    return done.stderr.decode("utf-8", "surrogateescape")


@linux
def test_json_lines_for_files_and_folders_mixed(model, tmp_path):
    photo = model_factory.photo
    taj = photo(tmp_path / "folder/sub/1.png", "Taj_Mahal")
    grey = photo(tmp_path / "folder/0.png", None)
    broken = tmp_path / "folder/sub/2.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + bytes(50))
    photo(tmp_path / "folder/.cache/3.png", None)
    (tmp_path / "folder/loop").symlink_to(tmp_path / "folder")
    dash = photo(tmp_path / "-x.png", "Eiffel_Tower")
    line_break = photo(tmp_path / "a\nb\tc.png", "Golden_Gate_Bridge")
    latin = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    photo(latin, "Taj_Mahal")
    missing = tmp_path / "missing.jpg"

    done = tag(
        "folder",
        "--format",
        "json",
        missing,
        "--model",
        model,
        "--top-k",
        2,
        "--",
        "-x.png",
        line_break,
        latin,
        cwd=tmp_path,
    )

    assert done.returncode == 4
    lines = [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]
    expected = [grey, taj, broken, missing, dash, line_break, latin]
    assert [line["path"] for line in lines] == [str(path) for path in expected]
    assert all(list(line) == KEYS for line in lines)
    by_path = {line["path"]: line for line in lines}
    for path in (broken, missing):
        line = by_path[str(path)]
        assert (line["verdict"], line["candidates"]) == (None, [])
        assert f"{path}: {line['error']}" in said(done)
    assert by_path[str(grey)]["verdict"] == "no_landmark"
    for path, name in (
        (taj, "Taj Mahal"),
        (dash, "Eiffel Tower"),
        (line_break, "Golden Gate Bridge"),
        (latin, "Taj Mahal"),
    ):
        line = by_path[str(path)]
        assert (line["verdict"], line["error"]) == ("confident", None)
        assert len(line["candidates"]) == 2
        best, second = line["candidates"]
        assert list(best) == CANDIDATE_KEYS
        assert best["name"] == name
        assert 1 >= best["probability"] > second["probability"] >= 0
        landmark = Gazetteer.load().find(name)
        assert (best["landmark"], best["latitude"], best["longitude"]) == (
            landmark.id,
            landmark.latitude,
            landmark.longitude,
        )
        assert (best["city"], best["country"]) == (landmark.city, landmark.country)
    assert re.search(
        r"^7 photos in .* s \(.*\): 4 confident, 0 ambiguous, 1 without a landmark, 2 failed\.$", said(done), re.M
    )
    assert "Traceback" not in said(done)


@linux
def test_tsv(model, tmp_path):
    photo = model_factory.photo
    taj, grey = photo(tmp_path / "été.png", "Taj_Mahal"), photo(tmp_path / "grey.png", None)
    latin = os.fsencode(tmp_path) + b"/caf\xe9.png"
    photo(Path(os.fsdecode(latin)), "Taj_Mahal")
    tab = photo(tmp_path / "a\tb.png", "Taj_Mahal")
    missing = tmp_path / "missing.jpg"

    # A locale that knows neither é nor ⇥ must not matter to programs.
    done = tag("--format=tsv", "--quiet", "--model", model, taj, grey, tab, missing, os.fsdecode(latin), LC_ALL="C",
               PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")  # fmt: skip

    assert done.returncode == 4
    assert done.stdout.endswith(b"\n")
    rows = [line.split(b"\t") for line in done.stdout.split(b"\n")[:-1]]
    assert all(len(row) == 5 for row in rows)
    assert [row[0] for row in rows] == [os.fsencode(taj), os.fsencode(grey), os.fsencode(missing), latin]
    landmark = Gazetteer.load().find("Taj Mahal")
    probability, latitude, longitude, place = rows[0][1:]
    assert 0.6 < float(probability) <= 1
    assert (float(latitude), float(longitude)) == pytest.approx((landmark.latitude, landmark.longitude), abs=1e-6)
    assert place.decode() == "Places|India|Agra|Taj Mahal"
    assert 0 <= float(rows[1][1]) < 0.5
    assert rows[1][2:] == [b"", b"", b""]
    assert rows[2][1:] == [b"", b"", b"", b""]
    assert rows[3][2:] == rows[0][2:]
    assert "a\\tb.png: Its name holds a tab or line break" in said(done)
    assert "photos in" not in said(done)


def test_text_for_people(model, tmp_path, monkeypatch, capsys):
    for index, name in enumerate([*model_factory.COLOURS, None]):
        model_factory.photo(tmp_path / f"{index}.png", name)
    half = model_factory.picture(model_factory.COLOURS["Eiffel_Tower"])
    half.paste(model_factory.picture(model_factory.COLOURS["Taj_Mahal"]), (48, 0))
    half.save(tmp_path / "4.png")
    monkeypatch.setenv("COLUMNS", "70")

    assert main(["tag", "--model", str(model), "--top-k", "3", str(tmp_path)]) == 0

    text, errors = capsys.readouterr()
    assert "\x1b" not in text, "no colour where stdout is no terminal"
    heads = [line for line in text.splitlines() if not line.startswith("  ")]
    assert [head[0] for head in heads[:4]] == ["✓", "✓", "✓", "–"]
    assert heads[0] == f"✓ {tmp_path}/0.png: Eiffel Tower"
    assert heads[3].endswith("3.png: no landmark")
    rows = [line for line in text.splitlines() if line.startswith("  ")]
    # Candidates under one percent would be most of the lines: where there is no landmark, all of them are.
    assert 5 <= len(rows) < 15
    assert all(float(re.search(r"(\d+\.\d)%", row)[1]) >= 1.0 for row in rows)
    assert all(len(row) <= 70 for row in rows)
    assert re.fullmatch(r"  Eiffel Tower +█+[▏▎▍▌▋▊▉]? +\d+\.\d%  Paris, France", rows[0])
    assert len({re.search(r"\d+\.\d%", row).end() for row in rows}) == 1, "percentages stand in one column"
    assert "5 photos in" in errors


def test_text_on_a_terminal_that_knows_only_ascii(model, tmp_path, monkeypatch, capsys):
    path = model_factory.photo(tmp_path / "Château\x1b[31m.png", "Eiffel_Tower")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "ascii"))
    assert main(["tag", "--model", str(model), str(path)]) == 0
    assert written.getvalue().startswith(b"+ ")
    assert b"####" in written.getvalue()
    assert b"\x1b" not in written.getvalue(), "a file name must not command the terminal"


@pytest.mark.parametrize("command", ["tag", "why"])
def test_what_a_model_calls_a_landmark_does_not_command_the_terminal(model, tmp_path, capsys, command):
    network, info = model_file.load(model)
    names = tuple(f"Evil\x1b[31m\x07{number}" for number in range(len(info.classes)))
    evil = tmp_path / "evil.landmarks"
    model_file.save(evil, network, dataclasses.replace(info, classes=names, landmark_ids=(None,) * len(names)))
    photo = model_factory.photo(tmp_path / "a.png", "Eiffel_Tower")
    assert main([command, "--model", str(evil), str(photo)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"a\.png: .*Evil\\x1b\[31m\\x07", out)
    assert not set("\x1b\x07") & set(out)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "at least one photo or folder"),
        (["--"], 2, "at least one photo or folder"),
        (["EMPTY"], 2, "no photos in"),
        (["/no/such.jpg", "/no/other.jpg"], 2, "/no/other.jpg: There is no such file"),
        (["--top-k", "0", "PHOTO"], 2, "not a positive whole number"),
        (["--format", "xml", "PHOTO"], 2, "invalid choice"),
        (["--fast", "PHOTO"], 2, "unrecognized arguments: --fast"),
        (["--model", "no-such-model", "PHOTO"], 3, "no-such-model"),
        (["--model", "PHOTO", "PHOTO"], 3, "not a landmark model"),
        (["--device", "tpu", "--model", "MODEL", "PHOTO"], 2, "Unknown device 'tpu'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(model, tmp_path, capsys, arguments, code, sentence):
    (tmp_path / "empty").mkdir()
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")
    stand_ins = {"EMPTY": tmp_path / "empty", "PHOTO": photo, "MODEL": model}
    try:
        result = main(["tag", *(str(stand_ins.get(argument, argument)) for argument in arguments)])
    except SystemExit as end:  # argparse's way
        result = end.code
    output, errors = capsys.readouterr()
    assert (result, output) == (code, "")
    assert sentence in errors


@pytest.mark.parametrize("options", [["tag"], ["tag", "--format", "json", "--out", "results"], ["why"]])
def test_damaged_settings_are_one_sentence(model, tmp_path, user_home, capsys, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    photo = model_factory.photo(tmp_path / "a.png", "Taj_Mahal")
    (user_home / "settings.json").write_text("{")
    assert main([*options, str(photo)]) == 2  # the model in use stands in the settings
    output, errors = capsys.readouterr()
    assert (output, len(errors.splitlines())) == ("", 1)
    assert str(user_home / "settings.json") in errors


@pytest.mark.parametrize(
    "options", [["tag"], ["tag", "--format", "json", "--out", "results"], ["why"], ["landmarks", "add", "Old Mill"]]
)
def test_a_damaged_list_of_landmarks_is_one_sentence(model, tmp_path, options):
    """In a copy of the program, whose list somebody edited."""
    photos = [model_factory.photo(tmp_path / f"{number}.png", "Taj_Mahal") for number in range(3)]
    program = tmp_path / "program"
    leave_out = shutil.ignore_patterns("__pycache__", "_resources")
    shutil.copytree(ROOT / "landmark_gui", program / "landmark_gui", ignore=leave_out)
    (program / "resources").mkdir()
    (program / "resources" / "landmarks.json").write_text('{"landmarks": [')
    (program / "training").symlink_to(ROOT / "training", target_is_directory=True)
    result = subprocess.run(
        [sys.executable, "-m", "landmark_gui", *options, "--model", str(model), "--", *map(str, photos)],
        env={**os.environ, "PYTHONPATH": str(program)}, cwd=tmp_path,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "The list of landmarks cannot be read: " in line
    assert str(program / "resources" / "landmarks.json") in line


@posix
def test_ctrl_c_keeps_what_is_done_and_says_so(model, tmp_path):
    photo = model_factory.photo(tmp_path / "0.png", "Taj_Mahal", width=1500, height=1000)
    for index in range(1, 2000):
        (tmp_path / f"{index}.png").hardlink_to(photo)
    process = subprocess.Popen(
        command("--format", "json", "--model", model, tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    # What readline has buffered is lost to communicate().
    with process.stdout, process.stderr:
        rest, errors = process.stdout.read(), process.stderr.read()
    assert process.wait(300) == 1
    lines = [json.loads(line) for line in (first + rest).splitlines()]
    assert 1 <= len(lines) < 2000
    assert f"Cancelled: {len(lines)} of 2000 photos are done." in errors
    assert "Traceback" not in errors


@posix
def test_a_reader_that_leaves_ends_the_run_quietly(model, tmp_path):
    photo = model_factory.photo(tmp_path / "0.png", "Taj_Mahal")
    for index in range(1, 400):
        (tmp_path / f"{index}.png").hardlink_to(photo)
    process = subprocess.Popen(
        command("--quiet", "--model", model, tmp_path), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=300) == 1
    assert errors == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_space_for_the_results(model, tmp_path, monkeypatch, capsys):
    photo = model_factory.photo(tmp_path / "0.png", "Taj_Mahal")
    with open("/dev/full", "wb", buffering=0) as full:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(full, write_through=True))
        assert main(["tag", "--model", str(model), "--format", "tsv", str(photo)]) == 2
        assert "The results could not be written: No space left" in capsys.readouterr().err
        sys.stdout.detach()


def test_two_hundred_damaged_photos(model, tmp_path, capsys):
    """Bit flips, truncations, zeroed stretches: nothing crashes, and every failure is named with its path."""
    rng = random.Random(0)
    originals = [data for name, data in photo_factory.every_format().items() if len(data) < 60_000]
    for index in range(200):
        data = bytearray(rng.choice(originals))
        match index % 4:
            case 0:
                del data[rng.randrange(len(data)) :]
            case 1:
                for _ in range(rng.choice([1, 10, 200])):
                    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            case 2:
                start = rng.randrange(len(data))
                data[start : start + 500] = bytes(len(data[start : start + 500]))
            case 3:
                start = rng.randrange(min(300, len(data)))
                data[start : start + 8] = rng.randbytes(8)
        (tmp_path / f"{index:03}.jpg").write_bytes(data)

    assert main(["tag", "--format", "json", "--model", str(model), str(tmp_path)]) == 4

    output, errors = capsys.readouterr()
    lines = [json.loads(line) for line in output.splitlines()]
    assert [line["path"] for line in lines] == [str(tmp_path / f"{index:03}.jpg") for index in range(200)]
    failed = [line for line in lines if line["error"]]
    assert 50 < len(failed) < 200
    for line in failed:
        assert f"{line['path']}: {line['error']}" in errors
    assert all(line["verdict"] and line["candidates"] for line in lines if not line["error"])


def test_real_photos(model, real_data, capsys):
    folder = real_data / "camera_photos"
    assert main(["tag", "--format", "json", "--model", str(model), str(folder)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(list(folder.glob("*.jpg")))
