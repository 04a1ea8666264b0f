"""Photos taken within seconds of each other."""

import os

from hypothesis import given, settings
from hypothesis import strategies as st
from library_values import paths_of, photo

from landmark_gui.library.bursts import burst_of


def taken(name, second, camera="Canon", folder="/p", minute=0):
    time = f"2024-05-01T10:{minute:02}:{second:02}"
    return photo(f"{folder}/{name}".replace("/", os.sep), capture_time=time, camera=camera)


def test_neighbours_in_time_belong_together():
    photos = [taken(f"{number}.jpg", second) for number, second in enumerate((0, 2, 5, 9, 11, 30))]
    assert burst_of(photos[1], photos) == photos[:3]
    assert burst_of(photos[4], photos) == photos[3:5]
    assert burst_of(photos[5], photos) == [photos[5]]
    assert burst_of(photos[1], photos, gap_seconds=2) == photos[:2]
    assert burst_of(photos[3], reversed(photos), gap_seconds=20) == photos


def test_another_camera_or_folder_is_another_burst():
    photos = [
        taken("a.jpg", 0),
        taken("b.jpg", 1, camera="Nikon"),
        taken("c.jpg", 1, folder="/q"),
        taken("d.jpg", 1, folder="/p/sub"),
        taken("e.jpg", 2),
    ]
    assert burst_of(photos[0], photos) == [photos[0], photos[4]]


def test_bursts_go_on_over_minutes_and_midnight():
    photos = [taken("a.jpg", 59), taken("b.jpg", 0, minute=1)]
    assert burst_of(photos[1], photos) == photos
    night = [
        photo("/p/a.jpg", capture_time="2023-12-31T23:59:59"),
        photo("/p/b.jpg", capture_time="2024-01-01T00:00:01"),
    ]
    assert burst_of(night[0], night) == night


def test_a_photo_without_a_usable_time_is_alone():
    timeless, odd, other = photo("/p/a.jpg"), photo("/p/b.jpg", capture_time="2024-13-41T99:00:00"), taken("c.jpg", 0)
    for alone in (timeless, odd):
        assert burst_of(alone, [timeless, odd, other]) == [alone]
    assert burst_of(other, [timeless, odd, other]) == [other]
    assert burst_of(taken("elsewhere.jpg", 0), [other]) != []


@settings(deadline=None)
@given(st.lists(st.integers(0, 59), min_size=1, max_size=20), st.data())
def test_every_photo_of_a_burst_has_the_same_burst(seconds, data):
    photos = [taken(f"{number}.jpg", second) for number, second in enumerate(seconds)]
    burst = burst_of(data.draw(st.sampled_from(photos)), photos)
    for member in burst:
        assert paths_of(burst_of(member, photos)) == paths_of(burst)
