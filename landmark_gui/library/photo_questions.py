"""Questions about all photos of a table, answered at once: by ids, in place of looking at each photo."""

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.photo_columns import UNREVIEWED, PhotoColumns
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.ranking_columns import NO_VERDICT, NONE, VERDICT_NUMBERS
from landmark_gui.library.rows import Rows

# Photos that probably show no landmark come last: most of a folder is of that kind, and seldom worth a look.
_TURN = {Verdict.AMBIGUOUS: 0, Verdict.CONFIDENT: 1, Verdict.NO_LANDMARK: 2, None: 3}
_NAMED = 4  # photos whose file names a landmark itself


def with_ranking(table: PhotoTable) -> list[int]:
    """The photos that have a ranking, of whichever model."""
    return _those(table, table.columns.ranking_slots != NONE) if table else []


def without_ranking_of(table: PhotoTable, model: str) -> Rows:
    """The photos that have no ranking of a model, an id: first those shown, in order, then the others."""
    if not table:
        return Rows()
    columns, rows = table.columns, table.rows.ids
    wanted = columns.alive & ~columns.rankings.of_model(model)[columns.ranking_slots]
    shown = rows[wanted[rows]]
    wanted[rows] = False
    return Rows.of(np.concatenate((shown, np.flatnonzero(wanted))))


def ranked_in(table: PhotoTable, folder: str) -> list[int]:
    """The photos of one folder, without those in the folders in it, that have a ranking."""
    if not table:
        return []
    ids = np.array(table.ids_in(folder), np.intp)
    found: list[int] = ids[table.columns.ranking_slots[ids] != NONE].tolist()
    return found


def is_ranked(table: PhotoTable, id: int) -> bool:  # noqa: A002
    """Whether a photo that is there has a ranking; quicker than asking for the photo."""
    return bool(table.columns.ranking_slots.item(id) != NONE)


def without_answer(table: PhotoTable, model: str, *, only_shown: bool = False) -> Rows:
    """The photos that a model is still to be asked about: first those shown, in order, then the others.

    Left out are those that have a ranking of it, those that the person has reviewed, and those whose file names a
    landmark itself.

    Args:
        table: The photos.
        model: Its id.
        only_shown: Without the others.
    """
    if not table:
        return Rows()
    columns, rows = table.columns, table.rows.ids
    slots = columns.ranking_slots
    answered = columns.rankings.of_model(model)[slots] & (columns.rankings.error[slots] == 0)
    wanted = columns.alive & ~answered & (columns.kinds() == UNREVIEWED) & (columns.in_file() == 0)
    shown = rows[wanted[rows]]
    wanted[rows if not only_shown else slice(None)] = False
    return Rows.of(np.concatenate((shown, np.flatnonzero(wanted))))


def unwritten(table: PhotoTable) -> list[int]:
    """The photos with an accepted landmark that does not stand in the file yet."""
    return _those(table, table.columns.unwritten()) if table else []


def placed(table: PhotoTable) -> list[int]:
    """The photos of which a place may be known: a position, or a landmark that is accepted or in the file."""
    if not table:
        return []
    columns = table.columns
    return _those(table, columns.has_gps() | (columns.accepted() > 0) | (columns.in_file() > 0))


def undecided(table: PhotoTable, *verdicts: Verdict) -> list[int]:
    """The photos shown with one of these verdicts that the person has not reviewed, in order."""
    if not table.rows:
        return []
    columns, rows = table.columns, table.rows.ids
    wanted = np.isin(columns.verdicts(), [VERDICT_NUMBERS[verdict] for verdict in verdicts])
    wanted &= columns.kinds() == UNREVIEWED
    found: list[int] = rows[wanted[rows]].tolist()
    return found


def shown_in(table: PhotoTable, folder: str) -> list[int]:
    """The photos of one folder that are shown, in order."""
    rows = ((row, number) for number in table.ids_in(folder) if (row := table.row_of(number)) is not None)
    return [number for _, number in sorted(rows)]


def by_uncertainty(table: PhotoTable, most: int, without: frozenset[int] = frozenset()) -> tuple[list[int], int]:
    """The photos shown that wait for a decision about a suggestion, those first about which the model is least sure.

    Args:
        table: The photos.
        most: So many of the first ones are wanted.
        without: These are left out.

    Returns:
        The photos, and how many wait with those left out and those that are too many.
    """
    if not table.rows:
        return [], 0
    columns, rows = table.columns, table.rows.ids
    waits = (columns.ranking_slots != NONE) & (columns.kinds() == UNREVIEWED) & ~columns.has_problem()
    ids = rows[waits[rows]]
    waiting = len(ids)
    if without:
        ids = ids[~np.isin(ids, list(without))]
    turns, sure = _turns(columns)[ids], -np.nan_to_num(columns.uncertainties()[ids], nan=0.0)
    found: list[int] = []
    for turn in range(_NAMED + 1):
        chosen = turns == turn
        those, values, room = ids[chosen], sure[chosen], most - len(found)
        if room <= 0:
            break
        if len(those) > room:
            least = values <= np.partition(values, room - 1)[room - 1]  # only the first ones have to be in order
            those, values = those[least], values[least]
        found += those[np.lexsort((those, values))].tolist()
    return found[:most], waiting


def _turns(columns: PhotoColumns) -> Array:
    turns = np.zeros(NO_VERDICT + 1, np.uint8)
    for verdict, turn in _TURN.items():
        turns[VERDICT_NUMBERS[verdict]] = turn
    return np.where(columns.in_file() > 0, np.uint8(_NAMED), turns[columns.verdicts()])


def _those(table: PhotoTable, chosen: Array) -> list[int]:
    found: list[int] = np.flatnonzero(chosen & table.columns.alive).tolist()
    return found
