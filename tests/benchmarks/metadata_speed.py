"""How many 4 MB JPEGs a second are written, verified and synced, and how much of that is waiting for fsync.

Run as ``python -m tests.benchmarks metadata-speed [COUNT] [FOLDER]``; prints wall-clock and processor time, as only the
second means something on a busy machine.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from landmark_gui.metadata import Item, LandmarkTag, write_batch

TAG = LandmarkTag(
    "Eiffel Tower", ("Places", "France", "Paris", "Eiffel Tower"), "Paris", "", "France", "FR", 48.858, 2.294
)


def photo() -> bytes:
    """Noise, which JPEG compresses badly: 4 MB from 6 megapixels."""
    noise = np.random.default_rng(0).integers(0, 255, (2000, 3000, 3), dtype=np.uint8)
    smooth = Image.fromarray(noise).resize((4500, 3000))
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Maker", "2020:01:02 03:04:05"
    for quality in range(95, 10, -5):
        buffer = io.BytesIO()
        smooth.save(buffer, "JPEG", quality=quality, exif=exif)
        if buffer.tell() < 4_400_000:
            break
    return buffer.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser("metadata-speed", description=__doc__)
    parser.add_argument("count", metavar="COUNT", nargs="?", type=int, default=60, help="JPEGs (default: 60)")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="where they are made for the while")
    options = parser.parse_args()
    count = options.count
    waited = 0.0
    real_fsync = os.fsync

    def timed_fsync(descriptor: int) -> None:
        nonlocal waited
        start = time.perf_counter()
        real_fsync(descriptor)
        waited += time.perf_counter() - start

    data = photo()
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        os.environ["LANDMARK_GUI_HOME"] = str(Path(scratch) / "home")
        paths = [Path(scratch) / f"{number:04}.jpg" for number in range(count)]
        for path in paths:
            path.write_bytes(data)
        os.sync()
        os.fsync = timed_fsync
        wall, processor = time.perf_counter(), time.process_time()
        outcome = write_batch([Item(path, TAG) for path in paths])
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    assert all(result.status == "written" for result in outcome.results)
    print(f"{count} JPEGs of {len(data) / 1e6:.1f} MB: {count / wall:.0f} a second, {wall / count * 1000:.1f} ms each")
    share = f"{waited / count * 1000:.1f} ms each ({waited / wall:.0%})"
    print(f"processor {processor / count * 1000:.1f} ms each, fsync {share}")


if __name__ == "__main__":
    main()
