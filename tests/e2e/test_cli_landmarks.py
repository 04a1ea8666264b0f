"""``landmark-gui landmarks``: a landmark is taught from a few photos, is suggested from then on, and is forgotten."""

import json
from dataclasses import dataclass
from pathlib import Path

import photo_factory
import pytest
from PIL import Image
from teaching_world import make_world, photos

import landmark_gui
from landmark_gui import taught
from landmark_gui.cli import main
from landmark_gui.inference import model_store


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Path:
    return make_world(tmp_path_factory.mktemp("world"))


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, world):
    """Runs a command in this process with the model in use."""
    model_store.use(model_store.import_file(world / "m.landmarks").name)

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        return Done(code, *capsys.readouterr())

    return call


def firsts(run, *paths: Path) -> list[tuple[str, str]]:
    """Name of the best candidate and verdict of each photo."""
    done = run("tag", "--no-gps", "--no-context", "--format", "json", "--", *paths)
    rows = [json.loads(line) for line in done.out.splitlines()]
    return [(row["candidates"][0]["name"], row["verdict"]) for row in rows]


class TestTeaching:
    def test_photos_that_show_different_things_are_doubted(self, run, world):
        mixed = [*photos(world, "new", 0), *photos(world, "old", 0), *sorted((world / "none").iterdir())[:3]]
        done = run("landmarks", "add", "Anything", "--lat", "1", "--lon", "1", "--", *mixed)
        assert done.code == 0, done.err
        assert "Its photos look unlike each other: see that all of them show it." in done.err
        assert "unlike" not in run("landmarks", "add", "Old Mill", "--lat", "1", "--lon", "1", "--",
                                   *photos(world, "new", 0, 1, 2, 3)).err  # fmt: skip

    def test_a_landmark_is_suggested_from_then_on_until_it_is_forgotten(self, run, world):
        others = photos(world, "new", *range(4, 12))
        before = firsts(run, *others)
        done = run("landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", "--city", "Weilburg", "--",
                   *photos(world, "new", 0, 1, 2, 3))  # fmt: skip
        assert done.code == 0, done.err
        assert done.out == "Old Mill is taught from 4 photos, Weilburg (50.50000, 8.25000).\n"
        found = firsts(run, *others)
        assert [name for name, _ in found].count("Old Mill") >= 4  # how many, depends a little on the processor
        old = firsts(run, *photos(world, "old", *range(12)))
        assert "Old Mill" not in [name for name, _ in old]
        ordinary = firsts(run, *sorted((world / "none").iterdir())[:30])
        assert ("Old Mill", "confident") not in ordinary
        assert landmark_gui.predict_landmarks(others[0], 1) == [found[0][0]]

        line = json.loads(run("tag", "--format", "json", others[0]).out)
        mine = next(entry for entry in line["candidates"] if entry["name"] == "Old Mill")
        assert (mine["landmark"], mine["latitude"], mine["longitude"], mine["city"]) == (
            "old-mill", 50.5, 8.25, "Weilburg",
        )  # fmt: skip

        assert run("landmarks", "remove", "old mill").out == "Old Mill is forgotten.\n"
        assert firsts(run, *others) == before
        assert landmark_gui.predict_landmarks(others[0], 1) == [before[0][0]]

    def test_a_taught_landmark_is_written_like_any_other(self, run, world, tmp_path):
        run("landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", *photos(world, "new", 0, 1, 2))
        photo = photo_factory.save(tmp_path / "a.jpg", photo_factory.scene(300, 200, seed=1))
        done = run("write", "--landmark", "Old Mill", "--format", "json", photo)
        assert done.code == 0, done.err
        changes = {change["field"]: change["after"] for change in json.loads(done.out)["changes"]}
        assert any("Old Mill" in str(value) for value in changes.values())

    def test_why_it_is_suggested(self, run, world, tmp_path):
        examples = photos(world, "new", 0, 1, 2)
        run("landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", *examples)
        photo = photos(world, "new", 5)[0]
        line = json.loads(run("why", "--landmark", "old mill", "--format", "json", photo).out)
        assert line["heat_map"] is None
        assert {entry["path"] for entry in line["training_photos"]} == {str(path) for path in examples}
        target = tmp_path / "map.png"
        done = run("why", "--landmark", "Old Mill", "--heat-map", target, photo)
        assert (done.code, target.exists()) == (2, False)
        assert "Old Mill was taught" in done.err
        assert "there is no heat map of it" in done.err
        ordinary = sorted((world / "none").iterdir())[0]
        verdicts = {verdict for _, verdict in firsts(run, ordinary)}
        said = run("why", "--landmark", "red disc", ordinary).out
        assert ("The photo looks like none of the landmarks" in said) == (verdicts == {"no_landmark"})

    def test_the_photos_may_move_and_the_model_change(self, run, world, tmp_path, user_home):
        moved = []
        for path in photos(world, "new", 0, 1, 2, 3):
            moved.append(tmp_path / path.name)
            moved[-1].write_bytes(path.read_bytes())
        assert run("landmarks", "add", "Old Mill", *moved).code == 0
        others = photos(world, "new", *range(4, 12))
        first = firsts(run, *others)
        for path in moved:
            path.unlink()
        for file in (user_home / "taught").glob("*.npy"):  # as for another model
            file.unlink()
        assert firsts(run, *others) == first

    def test_results_before_and_after_teaching_are_not_mixed(self, run, world, tmp_path):
        tag = ["tag", "--format", "json", "--out", tmp_path / "out"]
        assert run(*tag, *photos(world, "new", 5)).code == 0
        run("landmarks", "add", "Old Mill", *photos(world, "new", 0, 1, 2))
        done = run(*tag, *photos(world, "new", 5, 6))
        assert (done.code, len(done.err.splitlines())) == (2, 1)
        assert "of other taught landmarks: choose another folder" in done.err
        run("landmarks", "remove", "Old Mill")
        assert "1 were there before" in run(*tag, *photos(world, "new", 5, 6)).err

    def test_more_examples(self, run, world):
        run("landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", *photos(world, "new", 0, 1, 2))
        done = run("landmarks", "add", "old mill", *photos(world, "new", 2, 3))
        assert done.code == 0, done.err
        assert done.out == "Old Mill has 1 more photo, 4 in all, 50.50000, 8.25000.\n"
        (landmark,) = json.loads(run("landmarks", "list", "--json").out)
        assert (landmark["id"], landmark["name"], landmark["latitude"]) == ("old-mill", "Old Mill", 50.5)
        assert landmark["examples"] == [str(path) for path in photos(world, "new", 0, 1, 2, 3)]

    def test_a_place_that_the_gazetteer_knows_better(self, run, world):
        place = ("--lat", "1", "--lon", "2", "--city", "Nowhere")
        done = run("landmarks", "add", "matterhorn", *place, *photos(world, "new", 0, 1, 2))
        assert "Matterhorn is where the gazetteer knows it (" in done.err
        assert "Switzerland" in done.out
        assert "Nowhere" not in done.out

    def test_photos_from_all_over_the_world_give_no_place(self, run, world, tmp_path):
        places = ((48.86, 2.29), (48.85, 2.30), (-33.86, 151.2), (-33.85, 151.2))
        far = [
            photo_factory.save(tmp_path / f"{number}.jpg", Image.open(path), exif=photo_factory.exif(gps=place))
            for number, (path, place) in enumerate(zip(photos(world, "new", 0, 1, 2, 3), places, strict=True))
        ]
        done = run("landmarks", "add", "Old Mill", *far)
        assert done.out == "Old Mill is taught from 4 photos; where it is, is not known.\n"
        assert "The photos were taken too far apart to tell where Old Mill is" in done.err

    def test_names_that_differ_in_another_script_are_two_landmarks(self, run, world):
        assert run("landmarks", "add", "Tower 東", *photos(world, "new", 0, 1, 2)).code == 0
        assert run("landmarks", "add", "Tower 西", *photos(world, "new", 3, 4, 5)).code == 0
        assert [landmark.name for landmark in taught.load()] == ["Tower 東", "Tower 西"]

    def test_its_city_may_be_said_later(self, run, world):
        run("landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", *photos(world, "new", 0, 1, 2))
        done = run("landmarks", "add", "Old Mill", "--city", "Weilburg", *photos(world, "new", 3))
        assert done.out == "Old Mill has 1 more photo, 4 in all, Weilburg (50.50000, 8.25000).\n"
        (landmark,) = taught.load()
        assert (landmark.latitude, landmark.city) == (50.5, "Weilburg")

    def test_the_gazetteer_knows_where_it_is(self, run, world):
        done = run("landmarks", "add", "matterhorn", *photos(world, "new", 0, 1, 2), "--json")
        landmark = json.loads(done.out)
        assert (landmark["id"], landmark["name"], landmark["country"]) == ("matterhorn", "Matterhorn", "Switzerland")
        assert landmark["added"] == 3

    def test_it_is_where_its_photos_were_taken(self, run, world, tmp_path):
        taken = []
        for number, (latitude, longitude) in enumerate(((10.0, 20.0), (10.002, 20.001), (10.001, 20.002))):
            picture = Image.open(photos(world, "new", number)[0])
            exif = photo_factory.exif(gps=(latitude, longitude))
            taken.append(photo_factory.save(tmp_path / f"{number}.jpg", picture, exif=exif))
        landmark = json.loads(run("landmarks", "add", "Old Mill", *taken, "--json").out)
        assert landmark["latitude"] == pytest.approx(10.001, abs=1e-4)
        assert landmark["longitude"] == pytest.approx(20.001, abs=1e-4)


class TestMistakes:
    def test_too_few_photos(self, run, world, tmp_path, user_home):
        done = run("landmarks", "add", "Old Mill", *photos(world, "new", 0, 1))
        assert (done.code, done.out) == (2, "")
        assert "at least 3 different photos; here are only 2." in done.err
        copy = tmp_path / "copy.jpg"
        copy.write_bytes(photos(world, "new", 0)[0].read_bytes())
        assert run("landmarks", "add", "Old Mill", copy, *photos(world, "new", 0, 1)).code == 2
        assert taught.load() == ()
        assert list((user_home / "taught").glob("*")) == []

    def test_photos_that_cannot_be_read_are_named(self, run, world, tmp_path):
        bad = tmp_path / "bad.jpg"
        bad.write_bytes(b"no photo")
        done = run("landmarks", "add", "Old Mill", bad, tmp_path / "gone.jpg", *photos(world, "new", 0, 1))
        assert done.code == 2
        assert str(bad) in done.err
        assert str(tmp_path / "gone.jpg") in done.err
        done = run("landmarks", "add", "Old Mill", bad, *photos(world, "new", 0, 1, 2))
        assert done.code == 4
        assert str(bad) in done.err
        assert "taught from 3 photos" in done.out

    def test_photos_that_show_something_else(self, run, world):
        done = run("landmarks", "add", "Old Mill", *photos(world, "new", 0, 1, 2, 3), *photos(world, "old", 0))
        assert done.code == 0
        assert "old0.jpg" in done.err

    def test_that_one_of_two_photos_of_one_name_is_lost(self, run, world, tmp_path, user_home):
        same = []
        for number in range(2):
            same.append(tmp_path / str(number) / "photo.jpg")
            same[-1].parent.mkdir()
            same[-1].write_bytes(photos(world, "new", number)[0].read_bytes())
        assert run("landmarks", "add", "Old Mill", *same, *photos(world, "new", 2, 3)).code == 0
        lost = next(example for example in taught.load()[0].examples if example.path == str(same[0]))
        same[0].unlink()
        for copy in (user_home / "taught").glob(f"{lost.content}.*"):
            copy.unlink()
        done = run("landmarks", "add", "Old Mill", *photos(world, "old", 0))
        assert done.code == 0, done.err
        assert "old0.jpg" in done.err
        assert "photo.jpg" not in done.err

    def test_a_landmark_that_the_model_knows(self, run, world):
        done = run("landmarks", "add", "Red Disc", *photos(world, "old", 0, 1, 2))
        assert done.code == 0
        assert "knows Red Disc already" in done.err

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["???"], "needs a letter or digit"),
            (["a|b"], "no '|'"),
            (["Old Mill", "--lat", "50"], "both latitude and longitude"),
            (["Old Mill", "--lat", "95", "--lon", "1"], "no position"),
            (["Old Mill", "--lat", "north", "--lon", "1"], "no number of degrees"),
        ],
    )
    def test_names_and_places_that_are_none(self, run, world, arguments, said):
        done = run("landmarks", "add", *arguments, "--", *photos(world, "new", 0, 1, 2))
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert taught.load() == ()

    def test_removing_what_is_not_there(self, run):
        done = run("landmarks", "remove", "Old Mill")
        assert done.code == 2
        assert "No taught landmark is called 'Old Mill'" in done.err

    def test_nothing_taught(self, run):
        assert run("landmarks", "list", "--json").out == "[]\n"
        assert "landmarks add" in run("landmarks", "list").err

    def test_a_damaged_list(self, run, world, user_home):
        (user_home / "taught_landmarks.json").write_text("{")
        for arguments in (("list",), ("remove", "x"), ("add", "x", *photos(world, "new", 0, 1, 2))):
            done = run("landmarks", *arguments)
            assert done.code == 2
            assert done.err.count("taught_landmarks.json") == 1
        assert firsts(run, *photos(world, "old", 0))[0][0] == "Red Disc"  # all others still work

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (("tag", "PHOTO"), 0),
            (("tag", "--quiet", "--format", "json", "PHOTO"), 0),
            (("tag", "--quiet", "--format", "json", "--out", "OUT", "PHOTO"), 0),
            (("why", "PHOTO"), 0),
            (("write", "--quiet", "--dry-run", "--landmark", "Eiffel Tower", "PHOTO"), 0),
            (("write", "--landmark", "Old Mill", "PHOTO"), 2),
            (("suggest", "--", "/nonexistent/x.jpg"), 2),
        ],
    )
    def test_what_a_damaged_list_switches_off_is_said_once(self, run, world, user_home, tmp_path, arguments, code):
        damaged = user_home / "taught_landmarks.json"
        (photo,) = photos(world, "old", 0)
        words = {"PHOTO": photo, "OUT": tmp_path / "out"}
        arguments = [words.get(word, word) for word in arguments]
        assert "taught" not in run(*arguments).err
        damaged.write_text("{")
        done = run(*arguments)
        assert done.code == code
        sentence = f"landmark-gui: {damaged}: the taught landmarks are damaged; delete this file to begin anew.\n"
        assert done.err.count(sentence) == 1
        assert "taught" not in done.out

    def test_a_damaged_list_is_said_where_its_results_are_not_gone_on_with(self, run, world, user_home, tmp_path):
        examples = tuple(taught.Example(str(path)) for path in photos(world, "new", 0, 1, 2))
        taught.save([taught.TaughtLandmark("old-mill", "Old Mill", examples)])
        arguments = ("tag", "--format", "json", "--out", tmp_path / "out", *photos(world, "old", 0))
        assert run(*arguments).code == 0
        (user_home / "taught_landmarks.json").write_text("{")
        done = run(*arguments)
        assert done.code == 2
        assert "or of other taught landmarks" in done.err
        assert done.err.count("the taught landmarks are damaged; delete this file") == 1
