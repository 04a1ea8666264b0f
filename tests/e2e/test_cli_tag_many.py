"""``landmark-gui tag --out``: results in parts, resumed, in shards, and on a real Ray cluster of two workers."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import model_factory
import psutil
import pytest
from ordinary_user import ordinary_user

from landmark_gui.cli import main
from landmark_gui.commands import tag_many
from landmark_gui.commands.console import ExitCode
from landmark_gui.commands.tag_many import in_shard

ROOT = Path(__file__).resolve().parents[2]
NAMES = [*model_factory.COLOURS, None]
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs file names that other systems refuse")


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> Path:
    return model_factory.make_model(tmp_path_factory.mktemp("model") / "colours.landmarks")


@pytest.fixture(scope="module")
def photos(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for number in range(40):
        model_factory.photo(folder / f"{number % 3}/{number:02}.png", NAMES[number % len(NAMES)], seed=number)
    return folder


def results(out: Path) -> list[dict]:
    """All results of a folder of JSON lines, in the order of their paths."""
    lines = [line for part in out.glob("part-*.jsonl") for line in part.read_text().splitlines()]
    return sorted(map(json.loads, lines), key=lambda result: result["path"])


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "landmark_gui", "tag", *map(str, arguments)]


def start(*arguments: object) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command(*arguments), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def test_the_folder_holds_what_json_prints(model, photos, tmp_path, capfd):
    alone = ["--no-gps", "--no-context"]  # results of many machines are the model's own
    assert main(["tag", "--model", str(model), "--format", "json", *alone, str(photos)]) == ExitCode.DONE
    printed = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    out = tmp_path / "out"
    assert main(["tag", "--model", str(model), "--format", "json", "--out", str(out), str(photos)]) == ExitCode.DONE
    assert "40 results" in capfd.readouterr().err
    assert results(out) == sorted(printed, key=lambda result: result["path"])


def test_a_second_run_does_only_what_is_missing(model, photos, tmp_path, capfd):
    out, options = tmp_path / "out", ["tag", "--model", str(model), "--format", "json", "--out", str(tmp_path / "out")]
    assert main([*options, str(photos / "0")]) == ExitCode.DONE
    before = {part: part.stat().st_mtime_ns for part in out.iterdir()}
    assert main([*options, str(photos)]) == ExitCode.DONE
    assert "26 results" in capfd.readouterr().err
    assert {part: part.stat().st_mtime_ns for part in before} == before
    paths = [result["path"] for result in results(out)]
    assert paths == sorted(map(str, photos.rglob("*.png")))
    assert main([*options, str(photos)]) == ExitCode.DONE
    assert "0 results" in capfd.readouterr().err


def cut(part: Path, by: int) -> bytes:
    """Leaves off the end of a part, as half a copy or a failing disk does; gives what is left."""
    left = part.read_bytes()[:-by]
    part.write_bytes(left)
    return left


@pytest.mark.parametrize("by", [1, 30, 10**9])
def test_a_part_that_was_cut_off_is_mended(model, photos, tmp_path, capfd, by):
    out, options = tmp_path / "out", ["tag", "--model", str(model), "--format", "json", "--out", str(tmp_path / "out")]
    assert main([*options, str(photos / "0")]) == ExitCode.DONE
    (part,) = out.glob("part-*")
    before = results(out)
    by = min(by, part.stat().st_size - 10)  # the last one leaves half a line and no whole one
    left = cut(part, by)
    capfd.readouterr()
    assert main([*options, str(photos / "0")]) == ExitCode.DONE
    told = capfd.readouterr().err
    assert (f"{part}: the last line was cut off" in told) == (by > 1)
    whole = left.count(b"\n") + (by == 1)
    assert f"{len(before) - whole} results" in told
    assert part.exists() == (whole > 0)
    assert results(out) == before
    assert all(file.read_bytes().endswith(b"}\n") for file in out.glob("part-*"))
    assert not list(out.glob(".*"))
    assert main([*options, str(photos / "0")]) == ExitCode.DONE
    assert "cut off" not in capfd.readouterr().err
    assert results(out) == before


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_a_part_that_cannot_be_mended_is_named_and_left(model, photos, tmp_path, capfd, form):
    out, options = tmp_path / "out", ["tag", "--model", str(model), "--format", form, "--out", str(tmp_path / "out")]
    assert main([*options, str(photos / "0")]) == ExitCode.DONE
    (part,) = out.glob("part-*")
    if form == "json":
        part.write_bytes(b"{}\n" + part.read_bytes())
        left = part.read_bytes()
    else:
        left = cut(part, 30)
    capfd.readouterr()
    assert main([*options, str(photos)]) == ExitCode.USAGE
    (line,) = capfd.readouterr().err.splitlines()
    assert f"{part} is damaged: remove it" in line
    assert part.read_bytes() == left
    part.unlink()
    assert main([*options, str(photos)]) == ExitCode.DONE
    assert "40 results" in capfd.readouterr().err


def test_results_of_another_model_are_not_mixed_in(model, photos, tmp_path, capfd):
    out = tmp_path / "out"
    assert main(["tag", "--model", str(model), "--format", "json", "--out", str(out), str(photos / "0")]) == 0
    for change in (["--top-k", "2", "--format", "json"], ["--format", "parquet"]):
        assert main(["tag", "--model", str(model), *change, "--out", str(out), str(photos)]) == ExitCode.USAGE
        assert f"{out} holds results of another model, format or number" in capfd.readouterr().err


def test_shards_share_out_every_photo_once(model, photos, tmp_path):
    for part in (1, 2, 3):
        options = ["--shard", f"{part}/3", "--format", "json", "--out", str(tmp_path / "out")]
        assert main(["tag", "--model", str(model), *options, str(photos)]) == ExitCode.DONE
    assert [result["path"] for result in results(tmp_path / "out")] == sorted(map(str, photos.rglob("*.png")))


@pytest.mark.parametrize("listed", [False, True])
def test_shards_of_folders_and_of_photos_in_them(model, tmp_path, listed):
    folder, odd = tmp_path / "photos", tmp_path / "photos" / "a folder.jpg"
    made = [model_factory.photo(folder / f"{number}.png", "Taj_Mahal") for number in range(6)]
    made += [model_factory.photo(odd / f"{number}.png", "Taj_Mahal") for number in range(6)]
    made += [model_factory.photo(tmp_path / "without suffix.png", "Taj_Mahal").rename(tmp_path / "without suffix")]
    everything = [odd, *made[::2], folder, *made, tmp_path / "without suffix"]
    if listed:
        (tmp_path / "list").write_bytes(b"\0".join(map(bytes, everything[1:])))
        everything = [odd, "--files-from", tmp_path / "list"]
    for part in (1, 2, 3):
        options = ["--shard", f"{part}/3", "--format", "json", "--out", tmp_path / str(part)]
        assert main(["tag", "--model", str(model), *map(str, options), *map(str, everything)]) == ExitCode.DONE
    found = [result["path"] for part in (1, 2, 3) for result in results(tmp_path / str(part))]
    assert sorted(found) == sorted(map(str, made))


def test_a_photo_named_here_and_in_the_list_is_one(model, tmp_path, capfd):
    photo = model_factory.photo(tmp_path / "photos/a.png", "Taj_Mahal")
    (tmp_path / "list").write_text(f"{photo}\n{photo.parent}\n")
    options = ["--model", str(model), "--format", "json", "--files-from", str(tmp_path / "list")]
    assert main(["tag", *options, str(photo)]) == ExitCode.DONE
    assert capfd.readouterr().out.count("\n") == 1


def test_a_part_without_photos_is_no_failure(model, tmp_path, capfd):
    photo = model_factory.photo(tmp_path / "one/a.png", "Taj_Mahal")
    empty = next(part for part in (1, 2) if not in_shard(str(photo), (part, 2)))
    for more in ([], ["--out", str(tmp_path / "out")]):
        options = ["--model", str(model), "--shard", f"{empty}/2", "--format", "json", *more]
        assert main(["tag", *options, str(photo.parent)]) == 0
        out, errors = capfd.readouterr()
        assert out == ""
        assert "belongs to this part" in errors


def test_shards_are_about_equal_and_know_nothing_of_each_other():
    paths = [f"/photos/{number // 100}/IMG_{number}.JPG" for number in range(10_000)]
    sizes = [sum(in_shard(path, (part, 4)) for path in paths) for part in (1, 2, 3, 4)]
    assert sum(sizes) == 10_000
    assert max(sizes) - min(sizes) < 300


@linux
@pytest.mark.parametrize("separator", [b"\n", b"\0"])
@pytest.mark.parametrize("form", ["json", "parquet"])
def test_a_list_of_names_and_odd_ones(model, tmp_path, separator, form):
    names = [b"a b.png", "ü.png".encode(), b"caf\xe9.png", b"back\\slash.png", b"\\udce9.png"]
    names += [b"line\nbreak.png"] if separator == b"\0" else []
    for name in names:
        model_factory.photo(tmp_path / os.fsdecode(name), "Taj_Mahal")
    missing = os.fsencode(tmp_path / "missing.png")
    listed = tmp_path / "list"
    listed.write_bytes(separator.join([*(os.fsencode(tmp_path) + b"/" + name for name in names), missing]))
    options = ["--model", str(model), "--format", form, "--out", str(tmp_path / "out"), "--files-from", str(listed)]
    assert main(["tag", *options]) == ExitCode.SOME_FAILED
    if form == "json":
        found = results(tmp_path / "out")
        expected = sorted([*(os.fsdecode(os.fsencode(tmp_path) + b"/" + name) for name in names), os.fsdecode(missing)])
        assert [result["path"] for result in found] == expected
        assert [result["error"] is not None for result in found] == [path == os.fsdecode(missing) for path in expected]
    else:
        import pyarrow.parquet

        (part,) = (tmp_path / "out").glob("part-*.parquet")
        table = pyarrow.parquet.read_table(part).to_pylist()
        assert {row["candidates"][0]["name"] for row in table if row["error"] is None} == {"Taj Mahal"}
        assert f"{tmp_path}/caf\\udce9.png" in [row["path"] for row in table]
    parts = set((tmp_path / "out").iterdir())
    assert main(["tag", *options]) == ExitCode.SOME_FAILED  # all have a result, and the missing one has no other
    assert set((tmp_path / "out").iterdir()) == parts


def paths_and_errors(out: Path) -> list[tuple[str, str | None]]:
    """Of all results in a folder, of JSON lines or Parquet."""
    import pyarrow.parquet

    rows = [row for part in out.glob("part-*.parquet") for row in pyarrow.parquet.read_table(part).to_pylist()]
    return sorted((row["path"], row["error"]) for row in [*results(out), *rows])


@pytest.mark.parametrize("form", ["json", "parquet"])
@pytest.mark.parametrize("alone", [False, True])
def test_photos_that_were_away_are_tried_again(model, tmp_path, capfd, form, alone):
    out, drive, away = tmp_path / "out", tmp_path / "drive", tmp_path / "away"
    there = [] if alone else [model_factory.photo(tmp_path / "there.png", "Taj_Mahal")]
    photos = [model_factory.photo(drive / f"{number}.png", "Taj_Mahal") for number in range(3)]
    broken = drive / "broken.png"
    broken.write_bytes(b"no picture")
    (tmp_path / "list").write_text("".join(f"{path}\n" for path in [*there, *photos, broken]))
    options = ["tag", "--model", str(model), "--format", form, "--out", str(out), "--files-from"]
    options += [str(tmp_path / "list")]
    drive.rename(away)
    assert main(options) == ExitCode.SOME_FAILED
    assert [error is None for _, error in paths_and_errors(out)] == [False] * 4 + [True] * len(there)
    before = set(out.iterdir())
    capfd.readouterr()
    assert main(options) == ExitCode.SOME_FAILED
    assert "4 results" in capfd.readouterr().err
    assert set(out.iterdir()) == before
    away.rename(drive)
    assert main(options) == ExitCode.SOME_FAILED
    found = paths_and_errors(out)
    assert [path for path, _ in found] == sorted(map(str, [*there, *photos, broken]))
    assert [path for path, error in found if error is not None] == [str(broken)]
    model_factory.photo(broken, "Taj_Mahal")
    assert main(options) == ExitCode.DONE
    assert {error for _, error in paths_and_errors(out)} == {None}
    assert len(paths_and_errors(out)) == len(found)
    assert main(options) == ExitCode.DONE
    assert "0 results" in capfd.readouterr().err


def test_a_failure_that_another_machine_left_beside_a_result_goes(model, tmp_path):
    photo, out = model_factory.photo(tmp_path / "photos/a.png", "Taj_Mahal"), tmp_path / "out"
    options = ["tag", "--model", str(model), "--format", "json", "--out", str(out), str(photo.parent)]
    assert main(options) == ExitCode.DONE
    failed = {**results(out)[0], "verdict": None, "candidates": [], "error": "This could not be read: gone."}
    (out / "part-000001-0.jsonl").write_text(json.dumps(failed) + "\n")
    model_factory.photo(tmp_path / "photos/b.png", "Taj_Mahal")
    assert main(options) == ExitCode.DONE
    assert [(Path(path).name, error) for path, error in paths_and_errors(out)] == [("a.png", None), ("b.png", None)]


def test_arguments_that_are_not_there_are_told_and_no_results(model, photos, tmp_path, capfd):
    out, missing = tmp_path / "out", [str(tmp_path / "Picturs"), str(tmp_path / "missing.png")]
    for more, ended in (([], ExitCode.USAGE), ([str(photos / "0")], ExitCode.SOME_FAILED), ([], ExitCode.USAGE)):
        told = []
        for where in ([], ["--out", str(out)]):
            assert main(["tag", "--model", str(model), "--format", "json", *where, *missing, *more]) == ended
            told.append([line for line in capfd.readouterr().err.splitlines() if line.startswith("landmark-gui: ")])
        assert told[0] == told[1]
        assert len(told[0]) == (2 if more else 3)
    assert [path for path, _ in paths_and_errors(out)] == sorted(map(str, (photos / "0").iterdir()))


@linux
def test_a_folder_that_cannot_be_read_is_no_result(model, tmp_path, capfd):
    shut, out = tmp_path / "photos/shut", tmp_path / "out"
    made = [model_factory.photo(folder / "a.png", "Taj_Mahal") for folder in (tmp_path / "photos", shut)]
    options = ["tag", "--model", str(model), "--format", "json", "--out", str(out), str(tmp_path / "photos")]
    shut.chmod(0)
    with ordinary_user():
        assert main(options) == ExitCode.SOME_FAILED
    shut.chmod(0o700)
    assert f"{shut}: You have no permission to read this" in capfd.readouterr().err
    assert paths_and_errors(out) == [(str(made[0]), None)]
    assert main(options) == ExitCode.DONE
    assert paths_and_errors(out) == [(str(path), None) for path in sorted(made)]


@linux
def test_a_list_that_windows_wrote(model, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tag_many, "_CHUNK", 4)  # a line end falls apart between two chunks
    mark = "\ufeff".encode()
    listed, options = tmp_path / "list", ["tag", "--model", str(model), "--format", "tsv", "--files-from", "list"]
    for name in ("a.png", "ü.png", "\ufeffc.png"):
        model_factory.photo(tmp_path / name, "Taj_Mahal")
    for content in (
        mark + "a.png\r\n\r\nü.png\r\n".encode(),
        mark + "a.png\nü.png".encode(),
        mark + mark + b"c.png\r\na.png",
    ):
        listed.write_bytes(content)
        assert main(options) == ExitCode.DONE, content
        assert len(capfd.readouterr().out.splitlines()) == 2
    (tmp_path / "a.png").rename(tmp_path / "e.png\r")
    listed.write_bytes(mark + b"c.png\0e.png\r\0")  # which NULs keep as they are
    monkeypatch.setattr(tag_many, "_CHUNK", 2**20)
    options[options.index("tsv")] = "json"
    main(options)
    found = [json.loads(line)["path"] for line in capfd.readouterr().out.splitlines()]
    assert found == [str(tmp_path / "\ufeffc.png"), str(tmp_path / "e.png\r")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "parquet"], "--format parquet needs --out FOLDER"),
        (["--engine", "ray"], "--engine ray needs --out FOLDER"),
        (["--out", "out"], "--out needs --format json or --format parquet"),
        (["--out", "out", "--format", "json", "--dry-run"], "--out only suggests"),
        (["--address", "auto"], "--address goes with --engine ray"),
        (["--files-from", "no such list"], "no such list: the list of photos cannot be read"),
        (["--out", "file/out", "--format", "json"], "results cannot be kept here"),
    ],
)
def test_options_that_do_not_go_together(model, tmp_path, monkeypatch, capfd, options, message):
    monkeypatch.chdir(tmp_path)
    model_factory.photo(tmp_path / "photo.png", "Taj_Mahal")
    (tmp_path / "file").touch()
    assert main(["tag", "--model", str(model), *options, "photo.png"]) == ExitCode.USAGE
    assert message in capfd.readouterr().err


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3", "²/3"])
def test_shards_that_are_none(text, capfd):
    with pytest.raises(SystemExit) as ended:
        main(["tag", "--shard", text, "photo.png"])
    assert ended.value.code == ExitCode.USAGE
    assert "I/N" in capfd.readouterr().err


@linux
def test_a_full_disk_is_told_and_the_rest_is_kept(model, photos, tmp_path):
    out = tmp_path / "out"
    script = (
        "import resource, sys; from landmark_gui.commands import result_folder; from landmark_gui.cli import main;"
        "result_folder.PART_RESULTS = 10; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); sys.exit(main(sys.argv[1:]))"
    )
    arguments = ["tag", "--model", str(model), "--format", "json", "--top-k", "1", "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments, str(photos)], env=environment, check=False, capture_output=True
    )
    assert done.returncode == ExitCode.DONE, done.stderr.decode()
    big = [*arguments[:6], "3", "--out", str(tmp_path / "big"), str(photos)]
    smaller = script.replace("9000, 9000", "2000, 2000")
    done = subprocess.run([sys.executable, "-c", smaller, *big], env=environment, check=False, capture_output=True)
    assert done.returncode == ExitCode.USAGE
    assert "results could not be written" in done.stderr.decode()
    assert [path.name for path in (tmp_path / "big").iterdir()] == ["results.json"]  # no half part, no temporary


@linux
def test_what_was_received_is_kept_whatever_ends_the_run(model, tmp_path):
    import tty

    picture, folder, out = model_factory.photo(tmp_path / "a.png", "Taj_Mahal"), tmp_path / "photos", tmp_path / "out"
    folder.mkdir()
    names = [folder / f"{number:03}.png" for number in range(300)]
    for name in names:
        os.link(picture, name)
    end, stdin = os.openpty()[::-1]  # a terminal that is closed is the one stream that ends in an error
    tty.setraw(end)
    arguments = ("--model", model, "--format", "json", "--out", out, "--files-from", "-")
    running = subprocess.Popen(
        command(*arguments), env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=stdin, stderr=subprocess.PIPE
    )
    listed = b"".join(bytes(name) + b"\n" for name in names)
    with os.fdopen(end, "wb") as terminal:
        terminal.write(listed + b"\n" * 2 * tag_many._CHUNK)
    _, said = running.communicate(timeout=60)
    os.close(stdin)
    assert running.returncode == ExitCode.USAGE, said.decode()
    assert "the list of photos cannot be read" in said.decode()
    assert 0 < len(results(out)) < len(names)


@pytest.mark.parametrize("device", ["nonsense", "cuda:99", "mps"])
def test_a_cluster_refuses_devices_as_this_computer_does(model, photos, tmp_path, capfd, device):
    told = []
    for engine in ("local", "ray"):
        options = ["--engine", engine, "--device", device, "--format", "json", "--out", str(tmp_path / "out")]
        ended = main(["tag", "--model", str(model), *options, str(photos)])
        if engine == "local" and ended == ExitCode.DONE:
            pytest.skip(f"this computer has {device}")
        assert ended == ExitCode.USAGE
        told.append(capfd.readouterr())
    assert told[0] == told[1]
    assert told[0].err.count("\n") == 1


def test_a_cluster_without_a_gpu_says_so(model, photos, tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    for more in ([], ["--address", "local"]):  # of another computer's cluster only Ray knows
        options = ["--engine", "ray", "--device", "cuda", "--format", "json", "--out", tmp_path / "out", *more]
        running = start("--model", model, *options, photos)
        _, said = running.communicate(timeout=120)
        assert running.returncode == ExitCode.USAGE, said.decode()
        assert "has no usable CUDA device for 'cuda': use auto or cpu." in said.decode().splitlines()[-1]


def test_a_worker_with_a_gpu_decodes_on_its_share_of_the_cores():
    script = (
        "import ray; from landmark_gui.inference.cluster import _cores_of_a_gpu;"
        "ray.init(num_cpus=8, num_gpus=2, include_dashboard=False, log_to_driver=False);"  # Ray takes our word
        "print(ray.get(ray.remote(num_gpus=1)(_cores_of_a_gpu).remote()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True, timeout=120)
    assert done.stdout == b"4\n"


def test_a_cluster_is_not_started_for_a_model_that_is_none(photos, tmp_path, capfd):
    (tmp_path / "none.landmarks").write_text("garbage")
    told = []
    for engine in ("local", "ray"):
        options = ["--model", str(tmp_path / "none.landmarks"), "--format", "json", "--out", str(tmp_path / "out")]
        assert main(["tag", *options, "--engine", engine, str(photos)]) == ExitCode.NO_MODEL
        told.append(capfd.readouterr())
    assert told[0] == told[1]
    assert "is not a landmark model" in told[0].err


def test_an_address_where_nobody_is(model, photos, tmp_path):
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        options = ("--format", "json", "--out", tmp_path / "out", "--engine", "ray", "--address", address)
        running = start("--model", model, *options, photos)
        _, said = running.communicate(timeout=30)
    assert running.returncode == ExitCode.USAGE, said.decode()
    (line,) = said.decode().splitlines()
    assert f"There is no Ray cluster at {address}: " in line


@linux
@pytest.mark.slow
def test_what_fails_in_a_worker_is_told_in_a_sentence(model, photos, tmp_path, monkeypatch):
    long = tmp_path / f"{'m' * 200}.landmarks"
    long.write_bytes(model.read_bytes())
    deep = Path(tempfile.mkdtemp(dir="/tmp"))
    monkeypatch.setenv("TMPDIR", str(deep) + ("/" + "x" * 99) * 39)  # too deep for such a name
    monkeypatch.setenv("RAY_TMPDIR", str(deep))
    os.makedirs(os.environ["TMPDIR"])
    try:
        running = start("--model", long, "--format", "json", "--out", tmp_path / "out", "--engine", "ray", photos)
        _, said = running.communicate(timeout=120)
    finally:
        shutil.rmtree(deep)
    assert running.returncode == ExitCode.USAGE, said.decode()
    last = said.decode().splitlines()[-1]
    assert last.startswith("landmark-gui: The Ray cluster could not go on: OSError: [Errno 36] File name too long")
    assert b"Traceback" not in said


@linux
@pytest.mark.slow
def test_a_cluster_loses_a_worker_and_no_photo(model, tmp_path):
    folder, out = tmp_path / "photos", tmp_path / "out"
    folder.mkdir()
    pictures = [model_factory.photo(tmp_path / f"{name}.png", name, width=1200, height=900) for name in NAMES]
    for number in range(600):
        os.link(pictures[number % len(NAMES)], folder / f"{number:04}.png")
    broken = folder / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + bytes(50))
    options = ("--model", model, "--format", "json", "--engine", "ray", "--out", out, folder)
    running = start(*options)
    killed = _kill_a_worker(running, 120)
    _, said = running.communicate(timeout=240)
    assert killed, f"no worker was seen: {said.decode()}"
    assert running.returncode == ExitCode.SOME_FAILED, said.decode()
    found = results(out)
    assert [result["path"] for result in found] == sorted(map(str, folder.iterdir()))
    assert [Path(result["path"]) for result in found if result["error"]] == [broken]
    for result in found[:20]:
        name = NAMES[int(Path(result["path"]).stem) % len(NAMES)]
        assert result["verdict"] == ("confident" if name else "no_landmark")
        assert name is None or result["candidates"][0]["name"] == name.replace("_", " ")


def _kill_a_worker(driver: subprocess.Popen, seconds: float) -> bool:
    """Kills one worker of the driver's cluster once it has results to lose."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and driver.poll() is None:
        for process in psutil.Process(driver.pid).children(recursive=True):
            try:
                title, used = " ".join(process.cmdline()), process.cpu_times().user
            except psutil.NoSuchProcess:
                continue
            if title.startswith("ray::MapWorker") and ".__init__" not in title and used > 2:
                process.send_signal(signal.SIGKILL)
                return True
        time.sleep(0.3)
    return False
