"""Photos a second, from file to suggestion, against decoding alone and against the plain ways, side by side.

Run as ``python -m tests.benchmarks inference [--megapixels 2,12,24] [--count 48] [--vgg19] [--device cpu] [--json]``.
The photos are generated, photo-like JPEGs. All ways take turns, ROUNDS times, and each way's best round counts, as the
machine may be doing other things; the ratios are of one run.

* ``decoding``: `images.decode` alone, in the predictor's own pool: the floor.
* ``predictor``: what ``landmark-gui tag`` does.
* ``plain loop``: Pillow unpacks the whole photo, torchvision resizes it, the network runs in float32, one by one.
* ``reference``: the reference project's ``predict_landmarks``: loads VGG19 for every photo, unpacks the whole photo.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import model_factory
import photo_factory
import torch
from PIL import Image
from torch import nn
from torchvision import models
from torchvision.transforms import v2

from landmark_gui import resources
from landmark_gui.inference import images, reference_import
from landmark_gui.inference.predictor import Predictor, in_order
from training import model_file

ROUNDS = 3
FEW = 6
"""Photos for the ways that take seconds for each."""


def make_photos(folder: Path, megapixels: int, count: int) -> list[Path]:
    """Photos of that size under so many names; eight different pictures."""
    width = round((megapixels * 1e6 * 4 / 3) ** 0.5)
    made = [
        photo_factory.encode(photo_factory.scene(width, width * 3 // 4, seed=seed, grain=6), quality=90)
        for seed in range(8)
    ]
    paths = [folder / f"{megapixels}mp_{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(made[number % len(made)])
    return paths


def decode_all(paths: Sequence[Path], size: int, workers: int) -> None:
    """Decoding alone, in as many threads as the predictor uses."""
    for _ in in_order(lambda path: images.decode(path, size), paths, workers=workers, ahead=2 * workers):
        pass


def plain_loop(network: nn.Module, size: int, paths: Sequence[Path], device: torch.device) -> None:
    """The loop that a tutorial shows."""
    prepare = v2.Compose([
        v2.Resize((size, size)),
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize((0.5,) * 3, (0.25,) * 3),
    ])  # fmt: skip
    with torch.no_grad():
        for path in paths:
            with Image.open(path) as picture:
                batch = prepare(picture.convert("RGB"))[None].to(device)
            torch.softmax(network(batch), 1).topk(5)


def reference_predict(weights: Path, path: Path) -> None:
    """One call of the reference's ``predict_landmarks``, written anew from its description."""
    network = models.vgg19(weights=None)
    network.classifier = nn.Sequential(
        nn.Linear(25088, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 1024), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(1024, 50), nn.LogSoftmax(1),
    )  # fmt: skip
    network.load_state_dict(torch.load(weights, weights_only=True))
    plain_loop(network.eval(), 128, [path], torch.device("cpu"))


def rates(ways: dict[str, tuple[Callable[[Sequence[Path]], None], Sequence[Path]]]) -> dict[str, float]:
    """Photos a second of each way: the best of several rounds in which they take turns."""
    best = dict.fromkeys(ways, 0.0)
    for _ in range(ROUNDS):
        for name, (work, paths) in ways.items():
            started = time.perf_counter()
            work(paths)
            best[name] = max(best[name], len(paths) / (time.perf_counter() - started))
    return best


def measure(model: Path, paths: Sequence[Path], device: str, reference: Path | None) -> dict[str, float]:
    """All rates with that model, and what they are of each other."""
    predictor = Predictor(model, device)
    size = predictor.info.preprocessing.size
    plain, _ = model_file.load(model, predictor.device)
    list(predictor.predict(paths[:16]))  # warms up
    ways: dict[str, tuple[Callable[[Sequence[Path]], None], Sequence[Path]]] = {
        "decoding": (lambda some: decode_all(some, size, predictor.workers), paths),
        "predictor": (lambda some: [None for _ in predictor.predict(some)] and None, paths),
        "plain loop": (lambda some: plain_loop(plain, size, some, predictor.device), paths[: 2 * FEW]),
    }
    if reference:
        ways["reference"] = (lambda some: [reference_predict(reference, path) for path in some] and None, paths[:FEW])
    found = rates(ways)
    against = {f"against {name}": found["predictor"] / rate for name, rate in found.items() if name != "predictor"}
    return {name: round(value, 2) for name, value in {**found, **against}.items()}


def peak_of_tag(model: Path, folder: Path) -> int:
    """The most memory in MiB that ``landmark-gui tag`` holds over a folder's photos.

    In a process of its own: making photos takes more than looking at them. Another child watches it, as what the system
    says of a process's children is the largest of all that it ever had.
    """
    watch = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    tag = [sys.executable, "-m", "landmark_gui", "tag", str(folder), "--model", str(model), "--format", "json"]
    done = subprocess.run([sys.executable, "-c", watch, *tag], check=True, capture_output=True, text=True)
    return int(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser("inference", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--megapixels", default="2,12,24")
    parser.add_argument("--count", type=int, default=48, help="photos of each size")
    parser.add_argument("--vgg19", action="store_true", help="also VGG19, and the reference's function")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        model_files = {"default": resources.path("models/default.landmarks")}
        reference = None
        if options.vgg19:
            reference = folder / "model_transfer.pt"
            torch.save(model_factory.reference_state_dict(), reference)
            model_files["vgg19"] = folder / "vgg19.landmarks"
            model_file.save(model_files["vgg19"], *reference_import.load_reference(reference))
        for megapixels in map(int, options.megapixels.split(",")):
            paths = make_photos(folder, megapixels, options.count)
            for name, model in model_files.items():
                found = {"megapixels": megapixels, "model": name, **measure(model, paths, options.device, reference)}
                found["peak MiB of tag"] = peak_of_tag(model, folder)
                text = (
                    json.dumps(found) if options.json else ", ".join(f"{key} {value}" for key, value in found.items())
                )
                print(text, flush=True)
            for path in paths:
                path.unlink()


if __name__ == "__main__":
    main()
