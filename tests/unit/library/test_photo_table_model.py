"""The photo table against the plainest way to do the same, by generated photos, views and changes."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from library_values import MODEL, assert_sound, path, ranking, said

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library import photo_questions
from landmark_gui.library.decisions import NO_LANDMARK, SKIP, UNDECIDED, DecisionKind, accept, reject
from landmark_gui.library.names import fold, natural_key
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo

DECISIONS = [UNDECIDED, said(accept("atomium")), said(reject("atomium")), said(NO_LANDMARK), said(SKIP)]
RANKINGS = [
    None,
    ranking(("atomium", 0.9), ("taj-mahal", 0.05)),
    ranking(("taj-mahal", 0.5), ("atomium", 0.4), verdict=Verdict.AMBIGUOUS),
    ranking(("atomium", 0.2), verdict=Verdict.NO_LANDMARK),
]
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "capture_time": st.sampled_from(
            ["", "2024", "2024-05-01T10:00:00", "2024-05-01T11:00:00", "2023-01-01T00:00:00"]
        ),
        "ranking": st.sampled_from(RANKINGS),
        "weighed": st.sampled_from(RANKINGS),
        "error": st.sampled_from(["", "gone"]),
        "decision": st.sampled_from(DECISIONS),
        "landmark_in_file": st.sampled_from(["", "taj-mahal"]),
        "keywords": st.sampled_from([(), ("Ünique",), ("b", "c")]),
        "written": st.sampled_from(["", "atomium"]),
        "camera_gps": st.sampled_from([None, (1.0, 2.0)]),
    },
)
PATHS = st.builds(
    path, st.builds("/r/{}{}.jpg".format, st.sampled_from(["", "x/", "y 10/", "y 9/"]), st.sampled_from("aÄbBcdefgh"))
)
FILTERS = st.builds(
    Filter,
    text=st.sampled_from(["", "a", "unique", "atomium", "b r"]),
    verdicts=st.frozensets(st.sampled_from([*Verdict, None]), max_size=2),
    decisions=st.frozensets(st.sampled_from(list(DecisionKind)), max_size=2),
    has_gps=st.sampled_from([None, None, True, False]),
    has_keyword=st.sampled_from([None, None, True, False]),
    has_landmark=st.sampled_from([None, None, True, False]),
    error=st.sampled_from([None, None, True, False]),
    written=st.sampled_from([None, None, True, False]),
)
VIEWS = st.fixed_dictionaries(
    {
        "filter": st.one_of(st.just(Filter()), st.just(Filter()), FILTERS),
        "sort_key": st.sampled_from(list(SortKey)),
        "is_reversed": st.booleans(),
        "group_by": st.sampled_from(list(GroupBy)),
    }
)
PHOTOS = st.lists(st.tuples(PATHS, FACTS), min_size=3, max_size=8, unique_by=lambda entry: entry[0])
UPDATES = st.tuples(st.just("update"), st.tuples(st.integers(0, 5), FACTS))
STEPS = st.lists(
    st.one_of(
        UPDATES,
        UPDATES,
        UPDATES,
        st.tuples(st.just("add"), PHOTOS),
        st.tuples(st.just("remove"), st.integers(0, 8)),
        st.tuples(st.just("view"), VIEWS),
        st.tuples(st.just("show"), st.none()),
        st.tuples(st.just("refresh"), st.none()),
    ),
    min_size=2,
    max_size=8,
)


def fits(shown: Photo, wanted: Filter) -> bool:
    best = shown.best[0].name if shown.best else ""
    texts = [*shown.file.parts[1:], *shown.keywords, shown.landmark, shown.landmark_in_file, best]
    text = fold(" ".join(texts))
    return (
        all(word in text for word in fold(wanted.text).split())
        and (not wanted.verdicts or shown.verdict in wanted.verdicts)
        and (not wanted.decisions or shown.decision.kind in wanted.decisions)
        and (wanted.has_gps is None or (shown.camera_gps is not None) == wanted.has_gps)
        and (wanted.has_keyword is None or bool(shown.keywords) == wanted.has_keyword)
        and (wanted.has_landmark is None or bool(shown.landmark_in_file) == wanted.has_landmark)
        and (wanted.error is None or bool(shown.problem) == wanted.error)
        and (wanted.written is None or (bool(shown.decision.landmark) and shown.is_written == wanted.written))
    )


def sort_value(shown: Photo, key: SortKey):
    if key is SortKey.DATE:
        return shown.capture_time or None
    if key is SortKey.VERDICT:
        return list(Verdict).index(shown.verdict) if shown.verdict else None
    return shown.uncertainty


def plainly(table: PhotoTable) -> list[int]:
    """The rows that the table should have."""
    shown = [number for number in table.ids() if fits(table.photo(number), table.filter)]
    shown.sort(
        key=lambda n: (
            natural_key(table.photo(n).file.name),
            natural_key(str(table.photo(n).file.parent)),
            table.photo(n).path,
        )
    )
    if table.sort_key is SortKey.NAME:
        known, unknown = shown, []
    else:
        values = {number: sort_value(table.photo(number), table.sort_key) for number in shown}
        known = sorted((n for n in shown if values[n] is not None), key=values.__getitem__)
        unknown = [n for n in shown if values[n] is None]
    rows = (known[::-1] if table.is_reversed else known) + unknown

    def group(number: int) -> tuple[bool, str, str]:
        entry = table.photo(number)
        key = {
            GroupBy.NONE: "",
            GroupBy.FOLDER: str(entry.file.parent),
            GroupBy.DAY: entry.capture_time[:10],
            GroupBy.LANDMARK: entry.landmark,
        }[table.group_by]
        return not key, natural_key(key) if table.group_by is GroupBy.FOLDER else key, key

    newest_first = table.group_by is GroupBy.DAY and table.sort_key is SortKey.DATE and table.is_reversed
    keys = sorted({group(number) for number in rows}, reverse=newest_first)
    keys.sort(key=lambda key: key[0])
    return [number for key in keys for number in rows if group(number) == key]


def next_unreviewed(table: PhotoTable, row: int) -> int | None:
    """The row that should come next in review."""
    photos = [table.photo(number) for number in table.rows]
    waits = [
        not (shown.decision.is_reviewed or shown.landmark_in_file) and shown.verdict is not None for shown in photos
    ]
    rows = [*range(row + 1, len(photos)), *range(row + 1)]
    sure = (here for here in rows if waits[here] and photos[here].verdict is not Verdict.NO_LANDMARK)
    return next(sure, next((here for here in rows if waits[here]), None))


def review_order(table: PhotoTable) -> list[int]:
    """The photos that wait, in the order in which they should be reviewed."""
    turns = {Verdict.AMBIGUOUS: 0, Verdict.CONFIDENT: 1, Verdict.NO_LANDMARK: 2, None: 3}
    waiting = []
    for number in table.rows:
        shown = table.photo(number)
        if shown.ranking is not None and not shown.decision.is_reviewed and not shown.problem:
            turn = 4 if shown.landmark_in_file else turns[shown.verdict]
            waiting.append((turn, -(shown.uncertainty or 0.0), number))
    return [number for *_, number in sorted(waiting)]


def assert_answers(table: PhotoTable) -> None:
    """What the table says about all of its photos at once is what each of them says."""
    photos = {number: table.photo(number) for number in table.ids()}
    counts = table.counts()
    assert counts.photos == len(photos) == len(table)
    assert counts.verdicts == Counter(shown.verdict for shown in photos.values())
    assert counts.decisions == Counter(shown.decision.kind for shown in photos.values())
    assert counts.errors == sum(bool(shown.problem) for shown in photos.values())
    unwritten = [number for number, shown in photos.items() if shown.is_unwritten]
    assert (photo_questions.unwritten(table), counts.unwritten) == (unwritten, len(unwritten))
    assert [table.next_unreviewed(row) for row in range(len(table.rows))] == [
        next_unreviewed(table, row) for row in range(len(table.rows))
    ]
    expected = review_order(table)
    for most in (1, 3, 100):
        assert photo_questions.by_uncertainty(table, most) == (expected[:most], len(expected))
    left = [number for number in expected if number % 2]
    even = frozenset(number for number in expected if number % 2 == 0)
    assert photo_questions.by_uncertainty(table, 100, even) == (left, len(expected))
    assert photo_questions.with_ranking(table) == [n for n, shown in photos.items() if shown.ranking is not None]
    unranked = [number for number, shown in photos.items() if shown.ranking is None]
    assert sorted(photo_questions.without_ranking_of(table, MODEL)) == unranked
    shown_first = [*table.rows, *(number for number in photos if table.row_of(number) is None)]
    assert photo_questions.without_ranking_of(table, "another") == shown_first
    open_ones = [
        number
        for number, shown in photos.items()
        if not (shown.ranking or shown.landmark_in_file or shown.decision.is_reviewed)
    ]
    shown_ones = [number for number in table.rows if number in open_ones]
    others = [number for number in open_ones if number not in shown_ones]
    assert photo_questions.without_answer(table, MODEL) == [*shown_ones, *others]
    assert photo_questions.without_answer(table, MODEL, only_shown=True) == shown_ones
    assert photo_questions.undecided(table, Verdict.CONFIDENT, Verdict.NO_LANDMARK) == [
        number
        for number in table.rows
        if photos[number].verdict in (Verdict.CONFIDENT, Verdict.NO_LANDMARK)
        and not photos[number].decision.is_reviewed
    ]
    folders = {str(shown.file.parent) for shown in photos.values()}
    assert set(table.folders()) == folders
    for folder in folders:
        inside = [number for number, shown in photos.items() if str(shown.file.parent) == folder]
        assert table.ids_in(folder) == inside
        assert {table.folder_of(number) for number in inside} == {folder}
        assert photo_questions.shown_in(table, folder) == [number for number in table.rows if number in inside]
    assert photo_questions.placed(table) == [
        number
        for number, shown in photos.items()
        if shown.camera_gps is not None or shown.decision.landmark or shown.landmark_in_file
    ]


@settings(deadline=None, max_examples=150)
@given(PHOTOS, VIEWS, STEPS)
def test_the_table_shows_what_the_plainest_way_shows(photos, view, steps):
    table = PhotoTable([path("/r")])
    for what, argument in [("add", photos), ("view", view), *steps, ("refresh", None)]:
        if what == "add":
            table.add([Photo(name, **facts) for name, facts in argument])
        elif what == "update":
            table.update(argument[0], **argument[1])
        elif what == "remove" and table.remove([argument]):
            table.refresh()
        elif what == "view":
            table.set_view(**argument)
        elif what == "show":
            waiting = table.waiting
            assert table.show_added() == waiting
        elif what == "refresh":
            table.refresh()
        assert_sound(table)
        if not table.stale:
            assert table.rows == plainly(table)
            assert_answers(table)
