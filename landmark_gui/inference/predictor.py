"""Photos to suggestions: decoded in threads, classified in batches, given back in order as a stream."""

import dataclasses
import itertools
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from landmark_gui import taught as taught_landmarks
from landmark_gui.gazetteer import Gazetteer, Landmark
from landmark_gui.inference import blank, devices, images
from landmark_gui.inference.looks import Looks
from landmark_gui.inference.personal import Known, Personal
from landmark_gui.inference.second_opinion import Base
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict, failure
from landmark_gui.inference.teacher import Teacher
from landmark_gui.inference.verdict import Floats, decide, energy, softmax
from landmark_gui.taught import TaughtError, TaughtLandmark
from training import model_file, transforms
from training.companion import Companion
from training.fusing import fuse_batch_norm
from training.model_file import ModelInfo
from training.networks import Classifier
from training.processors import fair_share

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Square = npt.NDArray[np.uint8]
Squares = tuple[Square, ...]
Logits = npt.NDArray[np.float32]
Outputs = tuple[Logits, Floats]

# Small batches fit the processor's caches and let a cancelled run stop soon; a GPU needs more at once to be busy.
_CPU_BATCH, _GPU_BATCH = 16, 32
# Beside a CPU's network few threads do: each of them decodes a batch and holds a network's run of its own, and they
# share out the cores among them. A GPU waits for photos, so that as many cores decode as it may take; what they unpack
# at a time bounds their number.
_CPU_WORKERS, _GPU_WORKERS = 4, 16


class Predictor:
    """One loaded model.

    On a CPU each worker thread decodes a batch and runs the network on it, on its own share of the cores. Such
    threads never wait for each other, unlike OpenMP's, whose barriers cost more than they give on few or busy
    cores. On a GPU the workers only decode and the caller's thread feeds the network.

    Attributes:
        info: The model's description.
        path: Its file.
        name: The model's name, which written photos carry.
        gazetteer: Where landmarks were looked up.
        device: Where the network runs.
        workers: Number of threads that decode.
    """

    def __init__(
        self,
        model_path: Path,
        device: str = "auto",
        *,
        batch_size: int | None = None,
        workers: int | None = None,
        cores: int | None = None,
        gazetteer: Gazetteer | None = None,
        taught: Sequence[TaughtLandmark] | None = None,
    ) -> None:
        """Loads the model.

        Args:
            model_path: A model file.
            device: See `devices.choose`.
            batch_size: Photos per run of the network; None: what suits the device.
            workers: Worker threads; None: one per core, at most 4, or 16 before a GPU.
            cores: Processor cores that they share; None: all that this process may use.
            gazetteer: Where landmarks are looked up; None: the app's own.
            taught: Landmarks that the person taught; None: all that are kept, as far as the list can be read.

        Raises:
            devices.DeviceError: No such device.
            training.model_file.ModelFileError: The model cannot be used.
        """
        self.device = devices.choose(device)
        devices.keep_freed_memory()
        network, self.info = model_file.load(model_path, self.device)
        fuse_batch_norm(network)
        self._network, self.path = network, model_path
        self._looks = Looks(network, self.info, self.device)
        self.name, self.gazetteer = model_path.stem, gazetteer or Gazetteer.load()
        self._landmarks = _landmarks(self.info, self.gazetteer)
        self._teacher = Teacher(model_path, network, self.info, self.device)
        self.learn(taught)
        self._on_cpu = self.device.type == "cpu"
        cores = cores or devices.cpu_cores()
        self._batch_size = batch_size or (_CPU_BATCH if self._on_cpu else _GPU_BATCH)
        self.workers = workers or min(cores, _CPU_WORKERS if self._on_cpu else _GPU_WORKERS)
        self._torch_threads = max(1, cores // self.workers)

    def learn(self, taught: Sequence[TaughtLandmark] | None = None) -> None:
        """Takes these taught landmarks, and no others, beside those that the model knows.

        Args:
            taught: The landmarks; None: all that are kept, as far as the list can be read.
        """
        if taught is None:
            try:
                taught = taught_landmarks.load()
            except TaughtError:  # said where they are taught; all others must work without them
                taught = ()
        entries = [(_candidate(self.gazetteer.find(entry.id) or entry.landmark()), entry) for entry in taught]
        self._personal = self._teacher.personal(self._landmarks, entries)
        self._companion = self._teacher.companion if self._personal is not None else None

    @property
    def personal(self) -> Personal | None:
        """The landmarks that the person taught, as this model knows them; None where there are none."""
        return self._personal

    @personal.setter
    def personal(self, personal: Personal | None) -> None:
        """Takes them from another predictor of this model; not while photos are looked at.

        Raises:
            training.efficientnet_lite.PackageError: Their photos are compared by a network that is not installed here.
        """
        name = personal.companion if personal is not None else None
        self._companion = Companion(name, self.device) if name is not None else None
        self._personal = personal

    @property
    def known(self) -> Known | None:
        """What the model's kept features tell of landmarks in general; None where its file keeps none."""
        return self._teacher.known

    def doubts(self, landmark: TaughtLandmark) -> list[str]:
        """What speaks against a landmark's examples, each one sentence for the person."""
        return self._teacher.doubts(landmark, self._landmarks)

    def predict(
        self, paths: Iterable[Path], top_k: int = 5, *, workers: int | None = None
    ) -> Generator[Suggestion, None, None]:
        """Suggestions for photos, streamed in the order of `paths`.

        A photo that cannot be read becomes a suggestion with `Suggestion.error`, whatever is wrong with it, and
        the others go on. Closing the iterator stops the work within one batch.

        Args:
            paths: Photos; taken from the iterable only a few batches ahead.
            top_k: Most candidates per photo.
            workers: Threads for these photos; None: `Predictor.workers`. For callers that have threads of their own.

        Raises:
            ValueError: `top_k` is not positive.
        """
        if top_k < 1:
            raise ValueError(f"top_k must be at least 1, not {top_k}")
        return self._stream(paths, top_k, workers or self.workers)

    def features(
        self, paths: Iterable[Path], *, to_compare: bool = False
    ) -> Generator[tuple[Path, Logits | None], None, None]:
        """Features (F,) of photos, streamed in the order of `paths`.

        None for a photo that cannot be read. Closing the iterator stops the work within one batch.

        Args:
            paths: Photos.
            to_compare: Those by which `known` compares photos, instead of the mean of the model's own views.
        """
        companion = self._teacher.companion if to_compare else None
        size = companion.preprocessing.size if companion is not None else self.info.preprocessing.size

        def look(squares: Square) -> Logits:
            if companion is not None:
                return companion.features(squares)
            with torch.inference_mode():
                pictures = transforms.to_batch(squares, self.info.preprocessing, self.device)
                views = [self._network.features(transforms.view_of(pictures, name)) for name in self.info.views]
                found: Logits = torch.stack(views).float().mean(0).cpu().numpy()
            return found

        def work(batch: list[Path]) -> list[Logits | None]:
            outcomes = [self._decode(path, (size,)) for path in batch]
            seen = _readable(outcomes)
            rows: Iterator[Logits] = iter(())
            if seen:
                with _torch_threads(self._torch_threads):
                    rows = iter(look(np.stack([squares[0] for squares in seen])))
            return [None if isinstance(outcome, str) else next(rows) for outcome in outcomes]

        workers = self.workers if self._on_cpu else 1
        batches = _batched(paths, _CPU_BATCH, workers)
        with closing(in_order(work, batches, workers=workers, ahead=2 * workers)) as results:
            for batch, found in results:
                yield from zip(batch, found, strict=True)

    def _stream(self, paths: Iterable[Path], top_k: int, workers: int) -> Generator[Suggestion, None, None]:
        stopped = threading.Event()
        sizes = [self.info.preprocessing.size]
        if self._companion is not None:
            sizes.append(self._companion.preprocessing.size)

        def work(batch: list[Path]) -> tuple[list[Squares | str], Outputs | None]:
            outcomes = [self._decode(path, sizes) for path in batch if not stopped.is_set()]
            seen = _readable(outcomes)
            if not self._on_cpu or not seen or stopped.is_set():
                return outcomes, None
            with _torch_threads(self._torch_threads):
                return outcomes, self._outputs(seen)

        batches = _batched(paths, self._batch_size, workers)
        with closing(in_order(work, batches, workers=workers, ahead=2 * workers)) as results:
            try:
                for batch, (outcomes, found) in results:
                    seen = _readable(outcomes)
                    outputs = self._outputs(seen) if found is None and seen else found
                    rows = iter(()) if outputs is None else zip(outputs[0].swapaxes(0, 1), outputs[1], strict=True)
                    for path, outcome in zip(batch, outcomes, strict=True):
                        yield (
                            failure(path, outcome)
                            if isinstance(outcome, str)
                            else self._suggest(path, *next(rows), top_k, is_blank=blank.is_blank(outcome[0]))
                        )
            finally:
                stopped.set()

    @property
    def network(self) -> Classifier:
        """The network, in evaluation mode; shared with the threads that predict."""
        return self._network

    @property
    def landmarks(self) -> tuple[Candidate, ...]:
        """A candidate without probability for each class, in the model's order."""
        return self._landmarks

    def side(self, batch: torch.Tensor) -> str | None:
        """See `Looks.side`."""
        with torch.inference_mode():
            return self._looks.side(batch)

    @property
    def feature_count(self) -> int:
        """Number of features that the network makes of a photo."""
        side = self.info.preprocessing.size
        with torch.inference_mode():
            return int(self._network.features(torch.zeros(1, 3, side, side, device=self.device)).shape[1])

    def square(self, path: Path) -> Square:
        """What the network sees of a photo (size, size, 3): all of it, upright.

        Raises:
            landmark_gui.inference.images.PhotoError: The photo cannot be read.
        """
        size = self.info.preprocessing.size
        return transforms.squash(Image.fromarray(images.decode(path, size)), size)

    def _decode(self, path: Path, sizes: Sequence[int]) -> Squares | str:
        """A photo, decoded once, as squares of these sizes, or why there are none."""
        try:
            picture = Image.fromarray(images.decode(path, max(sizes)))
            return tuple(transforms.squash(picture, size) for size in sizes)
        except images.PhotoError as error:
            return error.reason
        except Exception as error:  # decoders fail in ways nobody can list; one photo must not end the batch
            return f"The photo could not be decoded ({type(error).__name__}: {error})."

    def logits(self, squares: Square) -> Logits:
        """The network's outputs (V, N, outputs) for squares (N, S, S, 3), in single precision; see `Looks`."""
        return self.look(squares)[0]

    def look(self, squares: Square, *, quickly: bool = False) -> tuple[Logits, npt.NDArray[np.float32]]:
        """The network's outputs, see `Looks`, and its features (N, F).

        Args:
            squares: (N, S, S, 3).
            quickly: Whether half precision will do where it changes no verdict.
        """
        # The model's own features tell taught landmarks only where they are of all views, exactly.
        settle = self.personal is None or self._companion is not None
        look = self._looks.quickly if quickly and settle else self._looks.exactly
        try:
            with torch.inference_mode():
                outputs, seen = look(transforms.to_batch(squares, self.info.preprocessing, self.device), settle=settle)
                logits: Logits = outputs.cpu().numpy()
                features: npt.NDArray[np.float32] = seen.cpu().numpy()
                return logits, features
        except torch.OutOfMemoryError:
            if len(squares) == 1:
                raise
        # Another program took the GPU's memory: smaller bites may still fit.
        torch.cuda.empty_cache()
        half = len(squares) // 2
        parts = [self.look(part, quickly=quickly) for part in (squares[:half], squares[half:])]
        return np.concatenate([part[0] for part in parts], axis=1), np.concatenate([part[1] for part in parts])

    def _outputs(self, seen: Sequence[Squares]) -> Outputs:
        logits, features = self.look(np.stack([squares[0] for squares in seen]), quickly=True)
        if self._companion is not None:
            features = self._companion.features(np.stack([squares[1] for squares in seen]))
        return logits, self.shares(logits, features)

    def shares(self, logits: Logits, features: npt.NDArray[np.float32]) -> Floats:
        """What taught landmarks change.

        Args:
            logits: See `look`.
            features: (N, F) by which `known` compares photos: those of `look`, or its companion's.

        Returns:
            (N, K + T + 1): probabilities of the K landmarks that the model knows, of the T taught ones, and of "no
            landmark"; (N, 0) where nothing was taught.
        """
        personal = self.personal
        if personal is None or not np.isfinite(logits).all():
            return np.empty((len(features), 0))
        answer = personal.answer(features, Base.of(logits, self.info.temperature, len(self.info.classes)))
        return np.column_stack((answer.known, answer.taught, answer.background))

    def _suggest(
        self, path: Path, logits: npt.NDArray[np.float32], shares: Floats, top_k: int, *, is_blank: bool
    ) -> Suggestion:
        """The suggestion for one photo from its logits (V, outputs) and its row of `shares`."""
        if not np.isfinite(logits).all():
            return failure(path, "The model gave no numbers for this photo; the model may be damaged.")
        info, rejection = self.info, self.info.rejection
        probabilities = softmax(logits, info.temperature).mean(axis=0)
        score = float(1.0 - probabilities[-1] if info.has_background else energy(logits).mean())
        landmarks, known = probabilities[: len(info.classes)], self._landmarks
        if len(shares) and self.personal is not None:
            landmarks, known = shares[:-1], known + self.personal.candidates
            if info.has_background:
                score = float(1.0 - shares[-1])
            elif shares[len(info.classes) : -1].sum() > 0.5:  # the energy knows nothing of it
                score = max(score, rejection.threshold)
        verdict = decide(landmarks, score, rejection.threshold, rejection.floor, rejection.margin)
        if is_blank:
            verdict, landmarks = Verdict.NO_LANDMARK, blank.without_landmarks(landmarks)
            score = float(landmarks.sum()) if info.has_background else score
        best = np.argsort(-landmarks, kind="stable")[:top_k]
        ranked = (dataclasses.replace(known[i], probability=float(landmarks[i])) for i in best)
        return Suggestion(path, verdict, tuple(ranked), score)


def in_order(
    work: Callable[[Item], Outcome], items: Iterable[Item], *, workers: int, ahead: int
) -> Generator[tuple[Item, Outcome], None, None]:
    """Results of work done in threads, in the order of the items.

    Closing the iterator drops what was not begun and waits only for what the threads have in hand.

    Args:
        work: Called in the threads.
        items: Taken only as far as the work runs ahead.
        workers: Number of threads.
        ahead: Most results and items waiting, which bounds the memory.
    """
    remaining = iter(items)
    waiting: deque[tuple[Item, Future[Outcome]]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="predictor")
    try:
        waiting.extend((item, pool.submit(work, item)) for item in itertools.islice(remaining, ahead))
        while waiting:
            item, future = waiting.popleft()
            outcome = future.result()
            waiting.extend((item, pool.submit(work, item)) for item in itertools.islice(remaining, 1))
            yield item, outcome
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _readable(outcomes: list[Squares | str]) -> list[Squares]:
    return [outcome for outcome in outcomes if not isinstance(outcome, str)]


def _batched(items: Iterable[Item], size: int, workers: int) -> Iterator[list[Item]]:
    """Batches of at most this size, as `fair_share` says."""
    remaining = iter(items)
    left: deque[Item] = deque()
    while True:
        left.extend(itertools.islice(remaining, size * workers - len(left)))
        if not left:
            return
        yield [left.popleft() for _ in range(min(len(left), fair_share(len(left), workers, size)))]


@contextmanager
def _torch_threads(count: int) -> Iterator[None]:
    """Lets torch use so many cores in this thread: OpenMP keeps that number per thread."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _landmarks(info: ModelInfo, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """A candidate without probability for each class, by the class's gazetteer id, else by its name."""
    candidates = []
    for name, landmark_id in zip(info.classes, info.landmark_ids, strict=True):
        readable = name.replace("_", " ")
        landmark = (gazetteer.find(landmark_id) if landmark_id else None) or gazetteer.find(readable)
        if landmark is None:
            candidates.append(Candidate(None, readable, 0.0))
            continue
        candidates.append(_candidate(landmark))
    return tuple(candidates)


def _candidate(landmark: Landmark) -> Candidate:
    """What is suggested for a landmark, without probability."""
    return Candidate(
        landmark.id,
        landmark.name,
        0.0,
        landmark.latitude,
        landmark.longitude,
        landmark.city,
        landmark.country,
        landmark.hierarchy(),
    )
