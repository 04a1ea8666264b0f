"""What a model knows of the landmarks that the person taught: made from their examples when the model is loaded."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from landmark_gui.inference import example_pictures, images
from landmark_gui.inference.personal import Known, Personal, Pupil
from landmark_gui.inference.second_opinion import Base
from landmark_gui.inference.suggestion import Candidate
from landmark_gui.library.content import model_id
from landmark_gui.name_search import normalise
from landmark_gui.taught import Example, TaughtLandmark
from training import companion as companions
from training import model_file, transforms
from training.companion import Companion
from training.model_file import ModelFileError, ModelInfo
from training.networks import Classifier

_NAMED = 5
"""Names of photos in one sentence."""


class Teacher:
    """Looks at examples with one model's network; see `landmark_gui.inference.personal` for what is made of them."""

    def __init__(self, path: Path, network: Classifier, info: ModelInfo, device: torch.device) -> None:
        """Keeps what it is given; nothing is computed before it is asked for.

        Args:
            path: The model file.
            network: Its network, in evaluation mode.
            info: Its description.
            device: Where the network is.
        """
        self._path, self._network, self._info, self._device = path, network, info, device

    @cached_property
    def companion(self) -> Companion | None:
        """The network by whose features photos are compared; None where those of the model itself have to do."""
        return companions.installed(self._info.companion, self._device)

    @cached_property
    def known(self) -> Known | None:
        """What the model's kept features tell; None where the file keeps none, or they are damaged or of no use."""
        try:
            kept = model_file.read_kept(self._path)
        except ModelFileError:
            return None
        count = len(self._info.classes)
        if kept is None or not set(range(count)) <= set(kept.train_labels.tolist()) or not len(kept.test_labels):
            return None
        try:
            return Known.measure(kept, count, self.base, self.companion.name if self.companion else None)
        except (RuntimeError, ValueError, np.linalg.LinAlgError):  # features of another network
            return None

    def base(self, features: npt.NDArray[np.float32]) -> Base:
        """What the model says about features (N, F)."""
        with torch.inference_mode():
            logits = self._network.head(torch.from_numpy(np.ascontiguousarray(features)).to(self._device)).cpu()
        return Base.of(logits.numpy()[None], self._info.temperature, len(self._info.classes))

    def features(self, square: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """The model's own features (F,) of an example, the mean of its views."""
        with torch.inference_mode():
            batch = transforms.to_batch(square[None], self._info.preprocessing, self._device)
            views = torch.cat([transforms.view_of(batch, name) for name in self._info.views])
            found: npt.NDArray[np.float32] = self._network.features(views).float().mean(0).cpu().numpy()
        return found

    def pupil(self, landmark: TaughtLandmark) -> tuple[Pupil | None, list[Example]]:
        """What the model makes of a landmark's examples, and those that it is made of: some may be lost."""
        known = self.known
        if known is None:
            return None, []
        identity, companion = model_id(self._path), self.companion
        own, compared, kept = [], [], []
        for example in landmark.examples:
            with suppress(images.PhotoError):
                features = beside = example_pictures.features(example, identity, self.features)
                if companion is not None:
                    beside = example_pictures.features(
                        example, companion.identity, lambda square: companion.features(square[None])[0]
                    )
                own.append(features)
                compared.append(beside)
                kept.append(example)
        return (known.pupil(np.stack(compared), self.base(np.stack(own))) if kept else None), kept

    def personal(
        self, own: Iterable[Candidate], entries: Sequence[tuple[Candidate, TaughtLandmark]]
    ) -> Personal | None:
        """All that were taught, except those that the model knows by itself.

        Args:
            own: The landmarks that the model knows.
            entries: Taught landmarks, and what is suggested for them.
        """
        names = {_key(candidate) for candidate in own}
        pupils = []
        for candidate, landmark in entries:
            if _key(candidate) not in names and (pupil := self.pupil(landmark)[0]) is not None:
                pupils.append((candidate, pupil))
        # In this order: measuring what is known takes seconds, which those who taught nothing must not wait for.
        return Personal(self.known, pupils) if pupils and self.known is not None else None

    def doubts(self, landmark: TaughtLandmark, own: Sequence[Candidate]) -> list[str]:
        """What speaks against a landmark's examples, each one sentence for the person.

        Args:
            landmark: The landmark.
            own: The landmarks that the model knows, in the order of its outputs.
        """
        if normalise(landmark.name) in {_key(candidate) for candidate in own}:
            return [f"The model in use knows {landmark.name} already; these photos help models that do not."]
        if self.known is None:
            return [
                f"The model in use, {self._path.stem}, keeps no features of photos and cannot learn from examples; "
                "other models will know the landmark."
            ]
        pupil, kept = self.pupil(landmark)
        if pupil is None:
            return ["None of its photos can be read any more."]
        names = [Path(example.path).name for example in kept]
        doubts = []
        if self._info.companion is not None and self.companion is None:
            doubts.append(
                f"The weights of {self._info.companion_network} are not installed, or damaged: without them few of its "
                "other photos will be recognised."
            )
        odd = [names[row] for row in self.known.unlike_the_others(pupil)]
        if 2 * len(odd) > len(names):
            doubts.append("Its photos look unlike each other: see that all of them show it.")
        elif odd:
            doubts.append(f"{_list(odd)} {'looks' if len(odd) == 1 else 'look'} unlike the other photos of it.")
        taken: dict[str, list[str]] = {}
        rejection = self._info.rejection
        best, sure = pupil.base.probabilities.argmax(1), pupil.base.probabilities.max(1)
        for row in np.flatnonzero(sure >= max(rejection.floor, 0.5)):
            taken.setdefault(own[best[row]].name, []).append(names[row])
        doubts += [
            f"The model is sure that {_list(rows)} {'shows' if len(rows) == 1 else 'show'} {name}."
            for name, rows in taken.items()
        ]
        return doubts


def _key(candidate: Candidate) -> str:
    return normalise(candidate.name)


def _list(names: Sequence[str]) -> str:
    text = ", ".join(names[:_NAMED])
    return f"{text} and {len(names) - _NAMED} more" if len(names) > _NAMED else text
