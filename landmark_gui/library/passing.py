"""Which photos fit the conditions of a filter, all of them at once."""

from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.names import fold
from landmark_gui.library.photo_columns import KINDS, PhotoColumns
from landmark_gui.library.photo_filter import Filter
from landmark_gui.library.ranking_columns import VERDICTS
from landmark_gui.library.text_index import TextIndex


def passing(columns: PhotoColumns, texts: TextIndex, wanted: Filter) -> Array | None:
    """For each photo, whether it fits; None where all do.

    Args:
        columns: The photos.
        texts: Finds words in their texts.
        wanted: The conditions.
    """
    tests: list[Array] = []
    if wanted.within is not None:
        tests.append(np.zeros(len(columns), bool))
        tests[0][[number for number in wanted.within if 0 <= number < len(columns)]] = True
    tests += [texts.holding(word) for word in fold(wanted.text).split()]
    if wanted.decisions:
        tests.append(_one_of([kind in wanted.decisions for kind in KINDS], columns.kinds()))
    if wanted.verdicts:
        tests.append(_one_of([verdict in wanted.verdicts for verdict in VERDICTS], columns.verdicts()))
    if wanted.has_gps is not None:
        tests.append(columns.has_gps() == wanted.has_gps)
    if wanted.has_keyword is not None:
        tests.append((columns.keywords.values[: len(columns)] > 0) == wanted.has_keyword)
    if wanted.has_landmark is not None:
        tests.append((columns.in_file() > 0) == wanted.has_landmark)
    if wanted.written is not None:
        tests.append((columns.is_written() == wanted.written) & (columns.accepted() > 0))
    if wanted.error is not None:
        tests.append(columns.has_problem() == wanted.error)
    return np.logical_and.reduce(tests) if tests else None


def _one_of(chosen: list[bool], numbers: Array) -> Array:
    return np.array(chosen)[numbers]
