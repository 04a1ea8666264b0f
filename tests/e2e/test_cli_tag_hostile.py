"""``landmark-gui tag`` over a folder of damaged files: it goes on, names each failure, and says so by its exit code."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import model_factory
import photo_factory

ROOT = Path(__file__).resolve().parents[2]
COUNT = 200
_SUFFIXES = {"jpeg2000": ".jp2", "heif": ".heic"}


def damaged(data: bytes, random_source: random.Random) -> bytes:
    """Flipped bits, an overwritten stretch, a cut, or a hole."""
    mutated = bytearray(data)
    kind = random_source.randrange(4)
    if kind == 0:
        for _ in range(random_source.choice((1, 10, 200))):
            mutated[random_source.randrange(len(mutated))] ^= 1 << random_source.randrange(8)
    elif kind == 1:
        start = random_source.randrange(len(mutated))
        mutated[start : start + 64] = random_source.randbytes(64)
    elif kind == 2:
        del mutated[int(len(mutated) * random_source.random()) :]
    else:
        start = random_source.randrange(len(mutated))
        del mutated[start : start + random_source.randrange(1, 300)]
    return bytes(mutated)


def test_two_hundred_damaged_photos_in_one_run(tmp_path):
    source = random.Random(20240601)
    model = model_factory.make_model(tmp_path / "colours.landmarks")
    folder = tmp_path / "photos"
    folder.mkdir()
    kinds = list(photo_factory.every_format().items())
    for number in range(COUNT):
        kind, data = kinds[number % len(kinds)]
        suffix = _SUFFIXES.get(kind, "." + kind.split()[0])
        (folder / f"{number:03}{suffix}").write_bytes(damaged(data, source))
    whole = model_factory.photo(folder / "whole.png", "Taj_Mahal")

    command = [sys.executable, "-m", "landmark_gui", "tag", "--format", "json", "--model", str(model), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    rows = {row["path"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert sorted(rows) == sorted(map(str, folder.iterdir()))
    assert len(rows) == COUNT + 1
    assert rows[str(whole)]["candidates"][0]["name"] == "Taj Mahal"
    failed = [row for row in rows.values() if row["error"] is not None]
    assert 60 <= len(failed) < COUNT  # some damage leaves a picture
    for row in failed:
        assert (row["verdict"], row["candidates"]) == (None, [])
        assert f"{row['path']}: {row['error']}" in done.stderr
    for row in rows.values():
        assert (row["error"] is None) == (row["verdict"] is not None)
