"""What a camera's position and the photos around one say about it."""

from dataclasses import replace

import pytest
from library_values import photo, ranking

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.evidence import EvidenceKind, Stance
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import accept, apply, now, reject
from landmark_gui.library.photos import Photo
from landmark_gui.library.weighing import Sources, Weigher, weigh_all

GAZETTEER = Gazetteer.load()
PARIS, AGRA = (48.8584, 2.2945), (27.175, 78.042)
SURE = (("eiffel-tower", 0.97), ("atomium", 0.01))
UNSURE = (("atomium", 0.5), ("eiffel-tower", 0.4))


def place_of(key: str):
    return GAZETTEER.find(key)


def taken(time: str, ranked=SURE, *, name: str = "", folder: str = "/trip", **facts) -> Photo:
    """A photo taken at a time on 14 July 2019, or on another day where the time has one."""
    when = time if "T" in time else f"2019-07-14T{time}"
    verdict = Verdict.CONFIDENT if ranked[0][1] >= 0.9 else Verdict.AMBIGUOUS
    return photo(
        f"{folder}/{name or time.replace(':', '')}.jpg",
        capture_time=when,
        **{"camera": "Photon P-100", "ranking": ranking(*ranked, verdict=verdict), **facts},
    )


def weighed(photos, number=0, **sources):
    return weigh_all(photos, place_of, Sources(**sources))[number]


def of_kind(found, kind):
    return [piece for piece in found.evidence if piece.kind is kind]


# --- the camera's position ---


def test_a_true_position_decides_between_candidates():
    found = weighed([taken("10:00:00", UNSURE, camera_gps=PARIS)])
    assert found.ranking.landmarks[0].landmark == "eiffel-tower"
    assert found.ranking.probabilities[0] > 0.9
    (gps, *_) = of_kind(found, EvidenceKind.GPS)
    assert (gps.landmark, gps.stance) == ("eiffel-tower", Stance.AGREES)


def test_the_model_s_ranking_stays_as_it_is():
    entry = taken("10:00:00", UNSURE, camera_gps=PARIS)
    before = entry.ranking
    weighed([entry])
    assert entry.ranking is before
    assert before.landmarks[0].landmark == "atomium"


def test_a_wrong_position_is_flagged_and_takes_confidence_away():
    found = weighed([taken("10:00:00", camera_gps=AGRA)])
    assert found.ranking.landmarks[0].landmark == "eiffel-tower"
    assert found.ranking.verdict is Verdict.AMBIGUOUS
    assert found.contradiction.kind is EvidenceKind.GPS
    assert found.contradiction.landmark == "eiffel-tower"


def test_the_model_s_own_best_is_flagged_even_where_another_one_wins():
    found = weighed([taken("10:00:00", (("atomium", 0.6), ("eiffel-tower", 0.3)), camera_gps=PARIS)])
    assert found.ranking.landmarks[0].landmark == "eiffel-tower"
    assert found.contradiction.landmark == "atomium"


def test_without_position_and_neighbours_nothing_is_weighed():
    assert weighed([taken("10:00:00")]) is None


def test_each_source_can_be_switched_off():
    photos = [taken("10:00:00", UNSURE, camera_gps=PARIS), taken("10:00:01"), taken("10:00:30")]
    assert weighed(photos, gps=False, context=False) is None
    only_gps = {piece.kind for piece in weighed(photos, context=False).evidence}
    assert only_gps == {EvidenceKind.PICTURE, EvidenceKind.GPS}
    only_context = {piece.kind for piece in weighed(photos, gps=False).evidence}
    assert only_context == {EvidenceKind.PICTURE, EvidenceKind.BURST, EvidenceKind.MINUTE}


def test_landmarks_without_a_known_place_are_left_alone():
    found = weighed([taken("10:00:00", (("Grandma's house", 0.6), ("atomium", 0.3)), camera_gps=PARIS)])
    assert found.ranking.landmarks[0].name == "Grandma's house"


# --- other photos ---


@pytest.mark.parametrize(
    ("seconds", "kind"), [("01", EvidenceKind.BURST), ("40", EvidenceKind.MINUTE), ("59", EvidenceKind.MINUTE)]
)
def test_neighbours_support_each_other(seconds, kind):
    photos = [taken("10:00:00", UNSURE), *(taken(f"10:00:{seconds}", name=str(n)) for n in range(4))]
    found = weighed(photos)
    assert found.ranking.landmarks[0].landmark == "eiffel-tower"
    (piece,) = (entry for entry in of_kind(found, kind) if entry.landmark == "eiffel-tower")
    assert piece.photos == 4
    assert piece.share == pytest.approx(0.97)
    assert piece.stance is Stance.AGREES


def test_a_burst_says_more_than_a_minute_and_that_more_than_a_folder():
    after = []
    for time in ("10:00:01", "10:00:40", "15:00:00"):
        found = weighed([taken("10:00:00", UNSURE), taken(time)]).ranking
        first = found.landmarks[0].landmark == "eiffel-tower"
        after.append(found.probabilities[0] if first else 1.0 - sum(found.probabilities))
    assert after[0] > after[1] > after[2]


@pytest.mark.parametrize("seconds", ["00", "01", "40"])
@pytest.mark.parametrize("others", [1, 2, 6])
def test_what_misleads_the_model_in_one_photo_misleads_it_in_the_next(seconds, others):
    doubtful = (("eiffel-tower", 0.8), ("atomium", 0.05))
    photos = [taken("10:00:00", doubtful), *(taken(f"10:00:{seconds}", doubtful, name=str(n)) for n in range(others))]
    found = weighed(photos)
    assert found.ranking.verdict is Verdict.AMBIGUOUS
    for photo_ in photos[1:]:
        photo_.decision = apply(photo_.decision, accept("eiffel-tower"), now())
    assert weighed(photos).ranking.verdict is Verdict.CONFIDENT


def test_what_stands_in_a_copy_counts_once():
    photos = [taken("10:00:00", UNSURE, name=str(n), number=1) for n in range(3)]
    named = [photos[0], *(replace(entry, landmark_in_file="eiffel-tower") for entry in photos[1:])]
    found = weighed(named)
    assert found.ranking.landmarks[0].landmark == "eiffel-tower"
    assert {piece.photos for piece in of_kind(found, EvidenceKind.BURST)} == {1}
    assert weighed(named[:2]).ranking == found.ranking


def test_copies_of_a_photo_say_nothing_about_it():
    copies = [taken("10:00:00", UNSURE, name=str(n), number=1) for n in range(3)]
    assert weighed(copies) is None
    timeless = [replace(entry, capture_time="") for entry in copies]
    assert weighed(timeless) is None
    once = weighed([*copies, taken("10:00:40", number=2)])
    twice = weighed([*copies, *(taken("10:00:40", name=f"n{n}", number=2) for n in range(2))])
    assert once.ranking == twice.ranking
    weigher = Weigher(place_of)
    for entry in (*copies, taken("10:00:40", number=2)):
        weigher.learn(entry)
    weigher.forget(copies[1].path)
    assert weigher.weigh(copies[0]).ranking == once.ranking


def test_another_camera_s_photos_are_no_burst():
    found = weighed([taken("10:00:00", UNSURE), taken("10:00:01", camera="Other")])
    assert not of_kind(found, EvidenceKind.BURST)
    assert of_kind(found, EvidenceKind.MINUTE)


def test_a_burst_of_something_else_takes_a_stray_suggestion_down():
    nothing = ranking(("eiffel-tower", 0.02), verdict=Verdict.NO_LANDMARK)
    stray = taken("10:00:00", (("eiffel-tower", 0.9), ("atomium", 0.01)))
    burst = [taken(f"10:00:0{n}", ranking=nothing) for n in (1, 2)]
    found = weighed([stray, *burst])
    assert found.ranking.probabilities[0] < 0.6


def test_what_the_person_said_counts_more_than_what_the_model_says():
    neighbour = taken("10:00:01", (("atomium", 0.99),))
    neighbour.decision = apply(neighbour.decision, accept("eiffel-tower"), now())
    assert weighed([taken("10:00:00", UNSURE), neighbour]).ranking.landmarks[0].landmark == "eiffel-tower"


def test_other_folders_say_nothing():
    assert weighed([taken("10:00:00", UNSURE), taken("10:00:01", folder="/other")]) is None


def test_a_rejected_landmark_is_not_what_the_evidence_is_about():
    entry = taken("10:00:00", SURE, camera_gps=PARIS)
    entry.decision = apply(entry.decision, reject("eiffel-tower"), now())
    found = weighed([entry])
    assert {piece.landmark for piece in found.evidence} == {"atomium"}


def test_a_photo_does_not_support_itself():
    weigher = Weigher(place_of)
    entry = taken("10:00:00", UNSURE)
    for _ in range(3):
        weigher.learn(entry)
    assert weigher.weigh(entry) is None


def test_forgotten_and_changed_photos_no_longer_count():
    weigher = Weigher(place_of)
    entry, neighbour = taken("10:00:00", UNSURE), taken("10:00:01")
    weigher.learn(entry)
    weigher.learn(neighbour)
    before = weigher.weigh(entry).ranking.probabilities
    neighbour.ranking = ranking(("atomium", 0.97), ("eiffel-tower", 0.01))
    weigher.learn(neighbour)
    assert weigher.weigh(entry).ranking.landmarks[0].landmark == "atomium"
    neighbour.ranking = ranking(*SURE)
    weigher.learn(neighbour)
    assert weigher.weigh(entry).ranking.probabilities == pytest.approx(before)
    weigher.forget(neighbour.path)
    assert weigher.weigh(entry) is None


def test_photos_may_be_learnt_in_any_order():
    photos = [taken("10:00:00", UNSURE), taken("10:00:01"), taken("10:00:30"), taken("18:00:00", UNSURE)]
    forward = weigh_all(photos, place_of)
    backward = weigh_all(photos[::-1], place_of)[::-1]
    for one, other in zip(forward, backward, strict=True):
        assert one.ranking.probabilities == pytest.approx(other.ranking.probabilities)


# --- the journey ---

AWAY = (("taj-mahal", 0.97), ("eiffel-tower", 0.01))


def test_a_journey_that_jumps_for_one_photo_is_flagged():
    photos = [taken(f"{hour}:00:00") for hour in (10, 11, 13, 14)]
    photos.insert(2, taken("12:00:00", AWAY))
    results = weigh_all(photos, place_of)
    (trip,) = of_kind(results[2], EvidenceKind.TRIP)
    assert (trip.landmark, trip.stance) == ("taj-mahal", Stance.CONTRADICTS)
    assert trip.distance_m == pytest.approx(6_760_000, rel=0.01)
    assert results[2].ranking.verdict is Verdict.AMBIGUOUS
    for number in (0, 1, 3, 4):
        assert not of_kind(results[number], EvidenceKind.TRIP)


def test_a_journey_that_is_possible_is_not():
    photos = [taken("2019-07-14T10:00:00"), taken("2019-07-15T22:00:00", AWAY), taken("2019-07-17T10:00:00")]
    assert all(not of_kind(found, EvidenceKind.TRIP) for found in weigh_all(photos, place_of) if found)


def test_a_last_photo_far_away_is_not_flagged_as_surely():
    photos = [taken("10:00:00"), taken("11:00:00"), taken("12:00:00", AWAY)]
    pieces = of_kind(weigh_all(photos, place_of)[2], EvidenceKind.TRIP)
    assert all(piece.stance is Stance.NEUTRAL for piece in pieces)


def test_camera_positions_make_the_journey_too():
    unknown = [taken(f"{hour}:00:00", ranking=None, camera_gps=PARIS) for hour in (10, 11, 13, 14)]
    found = weigh_all([*unknown, taken("12:00:00", AWAY)], place_of)[-1]
    assert found.contradiction.kind is EvidenceKind.TRIP


def test_a_position_that_jumps_counts_little_and_says_so():
    photos = [taken(f"{hour}:00:00", camera_gps=PARIS) for hour in (10, 11, 13, 14)]
    photos.insert(2, taken("12:00:00", camera_gps=AGRA))
    found = weigh_all(photos, place_of)[2]
    assert found.contradiction.kind is EvidenceKind.POSITION
    assert found.ranking.verdict is Verdict.CONFIDENT
    trusting = weighed([photos[2]], context=False)
    assert found.ranking.probabilities[0] > trusting.ranking.probabilities[0]


def test_without_positions_the_journey_is_that_of_the_landmarks():
    nothing = ranking(("atomium", 0.02), verdict=Verdict.NO_LANDMARK)
    around = [taken(f"1{n}:00:00", ranking=nothing, camera_gps=PARIS) for n in (0, 1, 3, 4)]
    far = taken("12:00:00", (("taj-mahal", 0.97), ("atomium", 0.01)))
    assert of_kind(weighed([far, *around]), EvidenceKind.TRIP)
    assert not of_kind(weighed([far, *around], gps=False), EvidenceKind.TRIP)


def test_photos_without_time_have_no_journey():
    photos = [replace(taken("10:00:00", name=str(n)), capture_time="") for n in range(3)]
    photos.append(replace(taken("12:00:00", AWAY), capture_time="yesterday"))
    assert all(not of_kind(found, EvidenceKind.TRIP) for found in weigh_all(photos, place_of))


def test_a_party_beside_a_landmark_does_not_become_a_question():
    nothing = ranking(("eiffel-tower", 0.6), ("atomium", 0.4), verdict=Verdict.NO_LANDMARK)
    assert weighed([taken("10:00:00", ranking=nothing, camera_gps=PARIS)]).ranking.verdict is Verdict.NO_LANDMARK


def test_a_photo_from_below_among_its_neighbours_does():
    nearly = ranking(("eiffel-tower", 0.44), ("atomium", 0.01), verdict=Verdict.NO_LANDMARK)
    around = [taken("10:00:01"), taken("10:00:20")]
    found = weighed([taken("10:00:00", ranking=nearly, camera_gps=PARIS), *around])
    assert found.ranking.verdict is Verdict.AMBIGUOUS
