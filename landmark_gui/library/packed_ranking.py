"""How the catalog stores a ranking: a few dozen bytes that name landmarks by number."""

import json
import math
import struct
from collections.abc import Mapping, Sequence

from landmark_gui.inference.suggestion import Candidate, Verdict
from landmark_gui.library.photos import Ranking

_VERDICTS = (Verdict.CONFIDENT, Verdict.AMBIGUOUS, Verdict.NO_LANDMARK)
_NUMBERS = {verdict: number for number, verdict in enumerate(_VERDICTS)}
_HEAD = struct.Struct("<Bd")  # verdict, score (NaN for none)
_LAYOUTS = tuple(struct.Struct(f"<Bd{count}I{count}d") for count in range(256))
MOST_CANDIDATES = len(_LAYOUTS) - 1


def pack(verdict: Verdict, score: float | None, numbers: Sequence[int], probabilities: Sequence[float]) -> bytes:
    """One ranking.

    Args:
        verdict: See `Ranking`.
        score: See `Ranking`.
        numbers: Of the candidates in the catalog, most probable first; at most `MOST_CANDIDATES`.
        probabilities: In the same order.
    """
    shown_score = math.nan if score is None else score
    return _LAYOUTS[len(numbers)].pack(_NUMBERS[verdict], shown_score, *numbers, *probabilities)


def unpack(packed: bytes, model: str, candidates: Mapping[int, Candidate]) -> Ranking:
    """The ranking.

    Args:
        packed: From `pack`.
        model: See `Ranking`.
        candidates: The landmarks' descriptions by number.

    Raises:
        ValueError: The bytes are damaged.
        KeyError: There is no such number.
    """
    count = (len(packed) - _HEAD.size) // 12
    try:
        values = _LAYOUTS[count].unpack(packed)
        verdict = _VERDICTS[values[0]]
    except (struct.error, IndexError) as error:
        raise ValueError("a stored suggestion is damaged") from error
    score, first = values[1], 2 + count
    landmarks = tuple(map(candidates.__getitem__, values[2:first]))
    return Ranking(model, verdict, landmarks, values[first:], None if math.isnan(score) else score)


def candidate_to_json(candidate: Candidate) -> str:
    """What the catalog keeps of a landmark's description beside id and name."""
    place = [candidate.latitude, candidate.longitude, candidate.city, candidate.country, list(candidate.hierarchy)]
    return json.dumps(place, separators=(",", ":"))


def candidate_from_json(landmark: str, name: str, text: str) -> Candidate:
    """The inverse of `candidate_to_json`.

    Raises:
        ValueError: The text is damaged.
    """
    match json.loads(text):
        case [latitude, longitude, city, country, [*hierarchy]]:
            return Candidate(landmark or None, name, 0.0, latitude, longitude, city, country, tuple(hierarchy))
    raise ValueError("a stored landmark is damaged")
