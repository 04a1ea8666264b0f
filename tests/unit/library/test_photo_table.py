"""The table of photos: what is shown, in which order and groups, while photos come and change."""

import pytest
from library_values import MODEL, assert_sound, content, path, photo, ranking, said, suggestion

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import NO_LANDMARK, SKIP, DecisionKind, accept, reject
from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey
from landmark_gui.library.photo_table import PhotoTable, Updated
from landmark_gui.library.photos import Photo, Ranking


def table_of(*photos: Photo, roots=(), names=None, **view) -> PhotoTable:
    table = PhotoTable([path(root) for root in roots], names)
    table.add(photos)
    table.set_view(**view)
    return table


def names(table: PhotoTable) -> list[str]:
    """File names of the rows, without suffix."""
    return [table.photo(number).file.stem for number in table.rows]


# Photos


def test_photos_are_found_by_id_path_and_content():
    table = PhotoTable()
    assert table.add([photo(path("/p/a.jpg"), 1), photo(path("/p/b.jpg"), 2), photo(path("/q/a.jpg"), 1)]) == [0, 1, 2]
    assert table.add([photo(path("/p/b.jpg"), 9), photo(path("/p/c.jpg"))]) == [3]
    assert len(table) == 4
    assert table.photo(1).content == content(2)
    assert table.id_of(path("/q/a.jpg")) == 2
    assert table.id_of("/no.jpg") is None
    assert table.ids_with(content(1)) == (0, 2)
    assert table.ids_with(content(9)) == table.ids_with(b"") == ()
    assert list(table.ids()) == [0, 1, 2, 3]
    for unknown in (-1, 4):
        with pytest.raises(KeyError):
            table.photo(unknown)
        assert table.row_of(unknown) is None


def test_removed_photos_are_gone_and_their_ids_too():
    table = table_of(*(photo(f"/p/{name}.jpg", number) for number, name in enumerate("abcd", 1)))
    assert table.remove([1, 7, -1]) is True
    assert table.stale
    assert table.refresh() is True
    assert names(table) == ["a", "c", "d"]
    assert (len(table), list(table.ids()), table.id_of("/p/b.jpg"), table.ids_with(content(2))) == (
        3,
        [0, 2, 3],
        None,
        (),
    )
    assert table.remove([1]) is False
    assert table.update(1, error="x") == Updated()
    assert table.add([photo("/p/b.jpg", 2)]) == [4]
    table.refresh()
    assert names(table) == ["a", "b", "c", "d"]
    table.set_view(filter=Filter(text="a"))
    assert table.remove([2]) is False
    table.set_view(filter=Filter(), sort_key=SortKey.DATE)
    assert names(table) == ["a", "b", "d"]
    assert_sound(table)
    table.clear()
    assert (len(table), table.rows, table.groups, table.sort_key) == (0, [], (), SortKey.DATE)


def test_a_changed_content_is_found_under_the_new_one():
    table = table_of(photo("/a.jpg", 1), photo("/b.jpg", 1))
    table.update(0, content=content(2))
    assert (table.ids_with(content(1)), table.ids_with(content(2))) == ((1,), (0,))
    table.update(1, content=b"")
    assert table.ids_with(content(1)) == ()


def test_decisions_reach_every_copy():
    table = table_of(photo("/a.jpg", 1), photo("/b.jpg", 2), photo("/c.jpg", 1))
    updated = table.set_decisions({content(1): said(SKIP), content(3): said(SKIP)})
    assert updated == Updated((0, 2), False)
    assert [table.photo(number).decision.kind.value for number in range(3)] == ["skipped", "undecided", "skipped"]


def test_suggestions_are_taken_in():
    table = table_of(photo("/a.jpg", 1), photo("/b.jpg", 2))
    said_by_model = suggestion(("atomium", 0.9), path="/b.jpg")
    assert table.set_suggestions(MODEL, {1: said_by_model}) == Updated((1,), False)
    assert table.photo(1).suggestion == said_by_model
    assert table.photo(1).ranking.model == MODEL
    assert table.set_suggestions(MODEL, {1: said_by_model}) == Updated()


def test_fields_that_cannot_be_changed():
    table = table_of(photo("/a.jpg"))
    with pytest.raises(ValueError, match="path cannot change"):
        table.update(0, path="/b.jpg")
    with pytest.raises(AttributeError):
        table.update(0, no_such_field=1)


# What is shown


def test_names_are_in_natural_order_then_by_folder():
    table = table_of(
        *map(photo, map(path, ("/b/IMG_10.jpg", "/b/img_9.jpg", "/a/IMG_10.jpg", "/a 10/x.jpg", "/a 9/x.jpg")))
    )
    assert [table.photo(number).path for number in table.rows] == list(
        map(path, ("/b/img_9.jpg", "/a/IMG_10.jpg", "/b/IMG_10.jpg", "/a 9/x.jpg", "/a 10/x.jpg"))
    )
    table.set_view(is_reversed=True)
    assert table.photo(table.rows[0]).path == path("/a 10/x.jpg")


def test_what_is_not_known_comes_last_in_both_directions():
    photos = (
        photo("/a.jpg", capture_time="2024-05-02T00:00:00", ranking=ranking(("atomium", 0.5), ("taj-mahal", 0.4))),
        photo("/b.jpg", ranking=ranking(("atomium", 0.9), verdict=Verdict.NO_LANDMARK)),
        photo("/c.jpg", capture_time="2023-05-02T00:00:00"),
        photo("/d.jpg", ranking=Ranking(MODEL, error="cut off")),
        photo("/e.jpg", ranking=ranking(("atomium", 0.6), ("taj-mahal", 0.4), verdict=Verdict.AMBIGUOUS)),
    )
    orders = {
        (SortKey.DATE, False): "cabde",
        (SortKey.DATE, True): "acbde",
        (SortKey.VERDICT, False): "aebcd",
        (SortKey.VERDICT, True): "beacd",
        (SortKey.UNCERTAINTY, False): "beacd",
        (SortKey.UNCERTAINTY, True): "aebcd",
    }
    for (key, is_reversed), expected in orders.items():
        table = table_of(*photos, sort_key=key, is_reversed=is_reversed)
        assert "".join(names(table)) == expected, (key, is_reversed)


FILTERED = (
    photo(path("/home/me/Pictures/Roma 2024/IMG_1.jpg"), 1, keywords=("Göreme", "holiday"), camera_gps=(1.0, 2.0)),
    photo(path("/home/me/Pictures/IMG_2.jpg"), 2, ranking=ranking(("eiffel-tower", 0.9))),
    photo(
        path("/home/me/Pictures/IMG_3.jpg"),
        3,
        ranking=ranking(("atomium", 0.5), ("taj-mahal", 0.4), verdict=Verdict.AMBIGUOUS),
        decision=said(accept("taj-mahal")),
    ),
    photo(path("/home/me/Pictures/IMG_4.jpg"), 4, landmark_in_file="stonehenge", decision=said(accept("stonehenge"))),
    photo(
        path("/home/me/Pictures/IMG_5.jpg"), 5, ranking=ranking(verdict=Verdict.NO_LANDMARK), decision=said(NO_LANDMARK)
    ),
    photo(path("/home/me/Pictures/IMG_6.jpg"), 6, error="cut off", decision=said(SKIP)),
    photo(
        path("/home/me/Pictures/IMG_7.jpg"), 7, written="atomium", decision=said(accept("atomium"), reject("taj-mahal"))
    ),
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), "1234567"),
        (Filter(text="roma"), "1"),
        (Filter(text="GOREME img"), "1"),
        (Filter(text="göreme"), "1"),
        (Filter(text="pictures"), "1234567"),
        (Filter(text="home"), ""),
        (Filter(text="eiffel tower"), "2"),
        (Filter(text="tower eif"), "2"),
        (Filter(text="taj mahal"), "3"),
        (Filter(text="crown palace"), "3"),
        (Filter(text="stonehenge"), "4"),
        (Filter(text="roma taj"), ""),
        (Filter(text="  "), "1234567"),
        (Filter(verdicts=frozenset({Verdict.CONFIDENT})), "2"),
        (Filter(verdicts=frozenset({Verdict.AMBIGUOUS, Verdict.NO_LANDMARK})), "35"),
        (Filter(verdicts=frozenset({None})), "1467"),
        (Filter(decisions=frozenset({DecisionKind.UNDECIDED})), "12"),
        (Filter(decisions=frozenset({DecisionKind.ACCEPTED, DecisionKind.SKIPPED})), "3467"),
        (Filter(has_gps=True), "1"),
        (Filter(has_gps=False), "234567"),
        (Filter(has_keyword=True), "1"),
        (Filter(has_keyword=False), "234567"),
        (Filter(has_landmark=True), "4"),
        (Filter(has_landmark=False), "123567"),
        (Filter(written=True), "47"),
        (Filter(written=False), "3"),
        (Filter(error=True), "6"),
        (Filter(error=False), "123457"),
        (Filter(within=frozenset({0, 2, 99})), "13"),
        (Filter(within=frozenset()), ""),
        (Filter(text="img", decisions=frozenset({DecisionKind.ACCEPTED}), written=False, has_gps=False), "3"),
    ],
)
def test_every_condition(wanted, expected):
    table = table_of(*FILTERED, roots=["/home/me/Pictures"], names={"taj-mahal": "Crown of the Palace"}, filter=wanted)
    assert "".join(name[-1] for name in names(table)) == expected
    assert_sound(table)


def test_rejected_landmarks_count_neither_for_the_verdict_nor_for_the_text():
    rejected = photo("/a.jpg", ranking=ranking(("atomium", 0.9), ("taj-mahal", 0.05)), decision=said(reject("atomium")))
    table = table_of(rejected, filter=Filter(text="atomium"))
    assert table.rows == []
    table.set_view(filter=Filter(text="taj", verdicts=frozenset({Verdict.AMBIGUOUS})))
    assert table.rows == [0]


def test_groups_of_folders_days_and_landmarks():
    photos = (
        photo(path("/p/Day 10/a.jpg"), capture_time="2024-05-02T10:00:00", decision=said(accept("taj-mahal"))),
        photo(path("/p/Day 9/b.jpg"), capture_time="2024-05-03T10:00:00", ranking=ranking(("atomium", 0.9))),
        photo(path("/p/Day 9/c.jpg"), capture_time="2024-05-02T09:00:00", landmark_in_file="atomium"),
        photo(path("/p/d.jpg")),
    )
    table = table_of(*photos, roots=["/p"], names={"taj-mahal": "A palace"})
    assert (names(table), table.groups) == (["a", "b", "c", "d"], (Group("", 0, 4),))
    table.set_view(group_by=GroupBy.FOLDER)
    assert names(table) == ["d", "b", "c", "a"]
    assert table.groups == (
        Group(path("/p"), 0, 1),
        Group(path("/p/Day 9"), 1, 2),
        Group(path("/p/Day 10"), 3, 1),
    )
    assert_sound(table)
    table.set_view(group_by=GroupBy.DAY, sort_key=SortKey.DATE)
    assert (names(table), [group.key for group in table.groups]) == (
        ["c", "a", "b", "d"],
        ["2024-05-02", "2024-05-03", ""],
    )
    table.set_view(is_reversed=True)
    assert (names(table), [group.key for group in table.groups]) == (
        ["b", "a", "c", "d"],
        ["2024-05-03", "2024-05-02", ""],
    )
    table.set_view(group_by=GroupBy.LANDMARK, sort_key=SortKey.NAME, is_reversed=False)
    assert (names(table), [group.key for group in table.groups]) == (["a", "b", "c", "d"], ["taj-mahal", "atomium", ""])
    assert_sound(table)
    for row in (-1, 4):
        with pytest.raises(IndexError):
            table.group_of(row)


def test_no_rows_have_no_groups():
    table = table_of(photo("/a.jpg"), filter=Filter(text="zzz"), group_by=GroupBy.FOLDER)
    assert (table.rows, table.groups, table.next_unreviewed(-1)) == ([], (), None)


# Changes while a view looks on


def test_added_photos_are_shown_at_the_end_until_the_refresh():
    table = table_of(photo("/m.jpg"))
    table.add([photo("/z.jpg"), photo("/a.jpg")])
    assert (names(table), table.waiting, table.stale) == (["m"], 2, True)
    assert table.row_of(2) is None
    assert table.show_added() == 2
    assert (names(table), table.waiting, table.groups) == (["m", "a", "z"], 0, (Group("", 0, 3),))
    assert_sound(table)
    assert table.refresh() is True
    assert (names(table), table.stale) == (["a", "m", "z"], False)
    assert table.refresh() is False


def test_added_photos_that_do_not_fit_are_not_shown():
    table = table_of(photo("/a1.jpg"), filter=Filter(text="a"))
    table.add([photo("/b.jpg"), photo("/a0.jpg")])
    assert table.waiting == 1
    table.update(1, keywords=("a word",))
    assert table.waiting == 2
    table.remove([2])
    assert table.waiting == 1
    assert table.show_added() == 1
    assert names(table) == ["a1", "b"]
    assert table.show_added() == 0


def test_added_photos_form_a_group_without_a_name_until_the_refresh():
    table = table_of(photo(path("/p/m.jpg")), group_by=GroupBy.FOLDER)
    for name in ("/p/z.jpg", "/p/a.jpg"):
        table.add([photo(path(name))])
        table.show_added()
        assert_sound(table)
    assert table.groups == (Group(path("/p"), 0, 1), Group("", 1, 2))
    table.refresh()
    assert (names(table), table.groups) == (["a", "m", "z"], (Group(path("/p"), 0, 3),))


@pytest.mark.parametrize(
    ("view", "facts", "stale"),
    [
        ({}, {"ranking": ranking(("atomium", 0.9))}, False),
        ({}, {"capture_time": "2024-01-01T00:00:00"}, False),
        ({"sort_key": SortKey.DATE}, {"capture_time": "2024-01-01T00:00:00"}, True),
        ({"sort_key": SortKey.DATE}, {"ranking": ranking(("atomium", 0.9))}, False),
        ({"sort_key": SortKey.UNCERTAINTY}, {"ranking": ranking(("atomium", 0.9))}, True),
        ({"sort_key": SortKey.VERDICT}, {"decision": said(reject("atomium"))}, True),
        ({"group_by": GroupBy.DAY}, {"capture_time": "2024-01-01T00:00:00"}, True),
        ({"group_by": GroupBy.LANDMARK}, {"decision": said(accept("atomium"))}, True),
        ({"group_by": GroupBy.FOLDER}, {"decision": said(accept("atomium"))}, False),
        ({"filter": Filter(has_gps=False)}, {"camera_gps": (1.0, 2.0)}, True),
        ({"filter": Filter(has_gps=False)}, {"keywords": ("x",)}, False),
        ({"filter": Filter(text="img")}, {"keywords": ("x",)}, True),
        ({"filter": Filter(decisions=frozenset({DecisionKind.UNDECIDED}))}, {"decision": said(SKIP)}, True),
        ({"filter": Filter(error=False)}, {"error": "gone"}, True),
    ],
)
def test_an_update_moves_no_row_but_tells_when_rows_are_stale(view, facts, stale):
    table = table_of(photo("/img1.jpg"), photo("/img2.jpg"), **view)
    before = list(table.rows)
    assert table.update(0, **facts) == Updated((table.row_of(0),), stale)
    assert (table.rows, table.stale) == (before, stale)
    assert table.update(0, **facts) == Updated()
    changed = table.refresh()
    assert stale or not changed


def test_updates_of_photos_that_are_not_shown_have_no_row():
    table = table_of(photo("/a.jpg"), photo("/b.jpg"), photo("/c.jpg"), filter=Filter(text="b"))
    table.add([photo("/b2.jpg")])
    updated = table.update_many({3: {"error": "x"}, 1: {"error": "x"}, 0: {"error": "x"}})
    assert updated == Updated((0,), False)


def test_next_unreviewed_goes_on_and_round():
    table = table_of(
        photo("/0.jpg", ranking=ranking(("atomium", 0.9))),
        photo("/1.jpg", ranking=ranking(("atomium", 0.9)), decision=said(SKIP)),
        photo("/2.jpg", ranking=ranking(("atomium", 0.9), verdict=Verdict.NO_LANDMARK)),
        photo("/3.jpg"),
        photo("/4.jpg", ranking=ranking(("atomium", 0.9)), decision=said(reject("taj-mahal"))),
        photo("/5.jpg", ranking=ranking(("atomium", 0.9)), landmark_in_file="atomium"),
        photo("/6.jpg", ranking=Ranking(MODEL, error="cut off")),
    )
    assert [table.next_unreviewed(row) for row in range(-1, 7)] == [0, 4, 4, 4, 4, 0, 0, 0]
    table.update_many({0: {"decision": said(SKIP)}, 4: {"decision": said(NO_LANDMARK)}})
    assert table.next_unreviewed(0) == 2
    table.update(2, decision=said(NO_LANDMARK))
    assert table.next_unreviewed(0) is None


def test_counts():
    counts = table_of(*FILTERED, filter=Filter(text="1")).counts()
    assert (counts.photos, counts.unwritten, counts.errors) == (7, 1, 1)
    assert counts.verdicts == {None: 4, Verdict.CONFIDENT: 1, Verdict.AMBIGUOUS: 1, Verdict.NO_LANDMARK: 1}
    assert counts.decisions == {
        DecisionKind.UNDECIDED: 2,
        DecisionKind.ACCEPTED: 3,
        DecisionKind.NO_LANDMARK: 1,
        DecisionKind.SKIPPED: 1,
    }
