"""What an evaluation says, how two models compare, and the report."""

import numpy as np
import pytest

from landmark_gui.training_flow.choices import PipelineChoice
from landmark_gui.training_flow.data_summary import densities, normalised, read_summary
from landmark_gui.training_flow.report import write_report
from landmark_gui.training_flow.results import (
    REFERENCE_FIGURES,
    Answer,
    Evaluation,
    compare,
    read_evaluation,
    shares,
)
from training.evaluation import Evaluation as Measured
from training.evaluation import write_plots
from training.events import discard
from training.prepare import prepare

CLASSES = ("A", "B", "C")


def answer(path: str, label: int, said: int, sure: float = 0.8) -> Answer:
    rest = [index for index in range(3) if index != said]
    best = ((said, sure), (rest[0], 1 - sure), (rest[1], 0.0))
    return Answer(path, label, dict(best)[label], best)


@pytest.fixture
def evaluation() -> Evaluation:
    answers = (
        answer("/1", 0, 0), answer("/2", 0, 1, 0.9), answer("/3", 1, 1), answer("/4", 1, 0, 0.6),
        answer("/5", 2, 1, 0.99),
    )  # fmt: skip
    return Evaluation("test", CLASSES, {"top1": 0.4, "loss": 1.0, "ece": 0.1}, answers)


class TestEvaluation:
    def test_cells_and_rows(self, evaluation):
        assert [[evaluation.count(row, column) for column in range(3)] for row in range(3)] == [
            [1, 1, 0], [1, 1, 0], [0, 1, 0]
        ]  # fmt: skip
        assert [found.path for found in evaluation.cell(0, 1)] == ["/2"]
        first, _, third = evaluation.rows()
        assert (first.right, first.precision, first.n, first.taken_for) == (0.5, 0.5, 2, "B")
        assert (third.right, third.precision, third.taken_for) == (0.0, None, "B")

    def test_the_worst_mistakes_come_first(self, evaluation):
        assert [found.path for found in evaluation.mistakes()] == ["/5", "/2", "/4"]
        assert len(evaluation.mistakes(1)) == 1

    def test_shares(self, evaluation):
        found = shares(evaluation)
        assert found.top1 == pytest.approx(0.4)
        assert found.top3 == found.top5 == 1.0

    def test_a_class_without_photos_has_no_figures(self):
        empty = Evaluation("test", CLASSES, {}, (answer("/1", 0, 0),))
        assert empty.rows()[2].right is None
        assert shares(Evaluation("test", CLASSES, {}, ())).top1 == 0.0


class TestCompare:
    def test_only_photos_that_both_know_count(self, evaluation):
        theirs = Evaluation("test", ("A", "B"), {}, (answer("/1", 0, 0), answer("/2", 0, 0)))
        found = compare(evaluation, theirs)
        assert (found.n, found.left_out) == (2, 3)
        assert (found.mine.top1, found.theirs.top1) == (0.5, 1.0)
        assert found.is_worse
        assert not compare(theirs, theirs).is_worse

    def test_nothing_in_common_is_no_comparison(self, evaluation):
        assert compare(evaluation, Evaluation("test", CLASSES, {}, (answer("/x", 0, 0),))) is None

    def test_the_reference_s_figures_are_those_of_its_report(self):
        assert REFERENCE_FIGURES["scratch"].top1 == 475 / 1250
        assert REFERENCE_FIGURES["transfer"].top1 == 788 / 1250


def measured(tmp_path) -> Measured:
    probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.5, 0.4], [0.6, 0.3, 0.1]])
    summary = {"top1": 2 / 3, "loss": 0.5, "ece": 0.1, "per_class": {"A": {"n": 1, "top1": 1.0, "precision": 0.5}}}
    paths = tuple(tmp_path / f"{name}.jpg" for name in "xyz")
    return Measured(
        summary, CLASSES, np.array([0, 1, 2]), probabilities.argmax(1), probabilities.max(1), probabilities, paths
    )


class TestFiles:
    def test_what_training_writes_is_understood(self, tmp_path):
        write_plots(measured(tmp_path), tmp_path / "plots")
        read = read_evaluation(tmp_path / "plots" / "evaluation.json")
        assert (read.split, read.classes, len(read.answers)) == ("test", CLASSES, 3)
        assert read.figures["top1"] == pytest.approx(2 / 3)
        assert read.answers[2].best[0] == (0, 0.6)
        assert read.answers[2].of_label == 0.1
        assert sum(entry.n for entry in read.reliability) == 3
        assert all(entry.low < entry.said <= entry.high for entry in read.reliability)

    @pytest.mark.parametrize("text", ["", "{}", '{"split": "test"}', "[1]"])
    def test_a_damaged_file_is_refused(self, tmp_path, text):
        (tmp_path / "e.json").write_text(text)
        with pytest.raises(ValueError, match=r"Expecting value|cannot be read"):
            read_evaluation(tmp_path / "e.json")

    def test_what_prepare_finds_is_understood(self, tmp_path):
        from data_factory import make_data_set

        make_data_set(tmp_path / "data", classes=2, train=6, test=2)
        prepare(tmp_path / "data", out=tmp_path / "out", size=32, contact_sheets=True, report=discard)
        read = read_summary(tmp_path / "out" / "summary.json")
        assert [entry.name for entry in read.classes] == ["Red Disc", "Green Square"]
        assert (read.train + read.validation, read.test) == (12, 4)
        assert all(entry.sheet.endswith(".jpg") for entry in read.classes)
        counts = read.histograms[0]
        assert sum(counts) == read.train * 32 * 32
        spread = normalised(counts, read.mean[0], read.std[0])
        # Densities: both have the area 1.
        step = spread[1][0] - spread[0][0]
        assert sum(density for _, density in spread) * step == pytest.approx(1.0)
        assert sum(density for _, density in densities(counts)) / 255 == pytest.approx(1.0)
        with pytest.raises(ValueError, match="cannot be read"):
            read_summary(tmp_path / "absent.json")


class TestReport:
    def write(self, tmp_path, evaluation, **more):
        given = {
            "title": "Mine <b>", "notes": "one\n\ntwo & three", "choice": PipelineChoice(), "facts": [("photos", "/p")],
            "evaluation": evaluation, "comparison": None, "compared_with": "", "folders": [tmp_path], "pictures": {},
        }  # fmt: skip
        return write_report(tmp_path / "r.html", **(given | more)).read_text("utf-8")

    def test_it_holds_figures_plots_and_mistakes_and_escapes_names(self, tmp_path, evaluation):
        write_plots(measured(tmp_path), tmp_path)
        text = self.write(tmp_path, evaluation, pictures={"/2": b"jpeg"})
        assert "Mine &lt;b&gt;" in text
        assert "two &amp; three" in text
        assert text.count("data:image/png;base64,") == 3
        assert text.count("data:image/jpeg;base64,") == 1
        assert "63.0%" in text
        assert "http" not in text

    def test_a_worse_model_is_called_so(self, tmp_path, evaluation):
        theirs = Evaluation("test", CLASSES, {}, tuple(answer(a.path, a.label, a.label) for a in evaluation.answers))
        text = self.write(tmp_path, evaluation, comparison=compare(evaluation, theirs), compared_with="old")
        assert "worse than old on the same photos" in text

    def test_a_full_disk_leaves_the_old_report(self, tmp_path, evaluation):
        (tmp_path / "r.html").write_text("old")
        (tmp_path / "gone").mkdir()
        with pytest.raises(OSError, match="gone"):
            write_report(
                tmp_path / "gone" / "x" / "r.html", title="", notes="", choice=PipelineChoice(), facts=[],
                evaluation=evaluation, comparison=None, compared_with="", folders=[], pictures={},
            )  # fmt: skip
        assert (tmp_path / "r.html").read_text() == "old"
