"""Every way through the wizard's pages, without a window."""

from pathlib import Path

import pytest

from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.choices import DataChoice, Pipeline, PipelineChoice, Source
from landmark_gui.training_flow.data_summary import ClassCount, DataSummary
from landmark_gui.training_flow.flow import PAGES, Check, Estimate, Flow, Hindrance, Page
from landmark_gui.training_flow.jobs import Job, Status
from landmark_gui.training_flow.outcomes import Ending, Outcome
from landmark_gui.training_flow.parameters import Parameter
from landmark_gui.training_flow.results import Answer, Comparison, Evaluation, Shares

EPOCHS = Parameter("epochs", "whole", "How often.", "training", 100, 1, 1000)
LR = Parameter("lr", "number", "How far.", "training", 0.002, 0, 10, open_below=True)
INIT = Parameter("init", "choice", "How.", "network", "both", choices=("default", "normal", "both"))
TABLE = {
    (Pipeline.SCRATCH, "strong"): (EPOCHS, LR),
    (Pipeline.SCRATCH, "reference"): (EPOCHS, INIT),
    (Pipeline.TRANSFER, "strong"): (EPOCHS, LR),
    (Pipeline.TRANSFER, "reference"): (EPOCHS,),
}


def summary(test: int = 5) -> DataSummary:
    classes = (ClassCount("A", 10, 2, test), ClassCount("B", 8, 2, test))
    return DataSummary("/photos", "f", classes, (0.5,) * 3, (0.2,) * 3, (), (), (), (), (), ())


def estimate(free: int = 10**9) -> Estimate:
    return Estimate(60.0, {"training": 60.0}, {"cache": 10**6, "model": 10**6}, free, 0)


def evaluation() -> Evaluation:
    return Evaluation("test", ("A", "B"), {"top1": 1.0}, (Answer("/a.jpg", 0, 0.9, ((0, 0.9), (1, 0.1))),))


@pytest.fixture
def flow() -> Flow:
    """At its beginning, with the recipes known; files exist unless their name says otherwise."""
    fresh = Flow(exists=lambda path: "absent" not in path)
    fresh.table = TABLE
    return fresh


@pytest.fixture
def ready(flow) -> Flow:
    """With photos looked over."""
    flow.choose_data(DataChoice(Source.FOLDER, "/photos"))
    flow.take_summary(summary())
    return flow


@pytest.fixture
def job(tmp_path) -> Job:
    choice = PipelineChoice(Pipeline.SCRATCH, "strong", values={"epochs": 3})
    return Job(tmp_path / "job", DataChoice(Source.FOLDER, "/photos"), "/photos", choice)


class TestPhotos:
    def test_one_cannot_go_on_without_a_folder_nor_before_it_is_looked_over(self, flow):
        assert flow.hindrance() is Hindrance.NO_FOLDER
        assert not flow.next()
        flow.choose_data(DataChoice(Source.FOLDER, "/photos"))
        assert flow.data_folder == "/photos"
        assert flow.hindrance() is Hindrance.NOT_LOOKED_AT
        flow.is_busy = True
        assert flow.hindrance() is Hindrance.BUSY
        flow.is_busy = False
        flow.take_summary(summary())
        assert flow.hindrance() is None
        assert flow.next()
        assert flow.page is Page.PIPELINE

    def test_accepted_photos_need_no_folder(self, flow):
        flow.choose_data(DataChoice(Source.ACCEPTED))
        assert flow.hindrance() is Hindrance.NOT_LOOKED_AT
        flow.take_folder("/mine", "/mine_none")
        assert (flow.data_folder, flow.data.negatives) == ("/mine", "/mine_none")

    def test_a_download_becomes_a_folder(self, flow):
        flow.choose_data(DataChoice(Source.DOWNLOAD, "/data"))
        assert flow.data_folder == ""
        flow.take_folder("/data/landmark_images")
        flow.take_summary(summary())
        assert flow.hindrance() is None

    def test_other_photos_make_all_that_was_known_void(self, ready):
        ready.estimate, ready.check = estimate(), Check((1.0,), True, 1.0, 32)
        ready.choose_data(DataChoice(Source.FOLDER, "/others"))
        assert (ready.summary, ready.estimate, ready.check) == (None, None, None)
        assert ready.data_folder == "/others"

    def test_photos_without_landmark_change_only_the_estimate(self, ready):
        ready.estimate, ready.check = estimate(), Check((1.0,), True, 1.0, 32)
        ready.choose_data(DataChoice(Source.FOLDER, "/photos", negatives="/none"))
        assert ready.summary is not None
        assert ready.check is not None
        assert ready.estimate is None

    def test_the_same_choice_again_changes_nothing(self, ready):
        ready.choose_data(DataChoice(Source.FOLDER, "/photos"))
        assert ready.summary is not None

    def test_marking_a_label_wrong_asks_for_another_look(self, ready):
        ready.forget_summary()
        assert ready.hindrance() is Hindrance.NOT_LOOKED_AT


class TestPipeline:
    def test_the_recipes_have_to_be_known(self, ready):
        ready.table = None
        ready.page = Page.PIPELINE
        assert ready.hindrance() is Hindrance.NO_RECIPES
        assert ready.parameters == ()

    def test_a_weights_file_must_be_there(self, ready):
        ready.page = Page.PIPELINE
        ready.choose_pipeline(PipelineChoice(weights="/absent.pth"))
        assert ready.hindrance() is Hindrance.NO_WEIGHTS_FILE
        ready.choose_pipeline(PipelineChoice(weights="/w.pth"))
        assert ready.hindrance() is None

    def test_weights_in_a_package_must_be_installed(self, ready):
        ready.page = Page.PIPELINE
        ready.not_installed = {"large"}
        ready.choose_pipeline(PipelineChoice(backbone="large"))
        assert ready.hindrance() is Hindrance.NOT_INSTALLED
        ready.choose_pipeline(PipelineChoice(backbone="large", weights="/w.pth"))
        assert ready.hindrance() is None
        ready.choose_pipeline(PipelineChoice(backbone="small"))
        assert ready.hindrance() is None

    @pytest.mark.parametrize(
        ("name", "value"), [("epochs", 0), ("epochs", 1001), ("epochs", 2.5), ("lr", 0.0), ("lr", float("nan"))]
    )
    def test_values_outside_their_range_are_refused(self, ready, name, value):
        ready.page = Page.PIPELINE
        ready.set_value(name, value)
        assert ready.refused_values == [name]
        assert ready.hindrance() is Hindrance.BAD_VALUES
        ready.set_value(name, None)
        assert ready.hindrance() is None

    def test_the_recipes_own_value_is_no_change(self, ready):
        ready.set_value("epochs", 5)
        assert ready.choice.values == {"epochs": 5}
        ready.set_value("epochs", 100)
        assert ready.choice.values == {}

    def test_values_that_another_recipe_does_not_know_go(self, ready):
        ready.choose_pipeline(PipelineChoice(Pipeline.SCRATCH, "reference", values={"init": "normal", "epochs": 4}))
        ready.choose_pipeline(PipelineChoice(Pipeline.SCRATCH, "strong", values=ready.choice.values))
        assert ready.choice.values == {"epochs": 4}

    def test_a_change_makes_the_estimate_void_and_another_network_the_check(self, ready):
        ready.estimate, ready.check = estimate(), Check((1.0,), True, 1.0, 32)
        ready.set_value("epochs", 5)
        assert ready.estimate is None
        assert ready.check is not None
        ready.choose_pipeline(PipelineChoice(Pipeline.SCRATCH, "strong"))
        assert ready.check is None

    def test_too_little_space_is_told(self, ready):
        ready.page = Page.PIPELINE
        ready.estimate = estimate(free=1000)
        assert ready.hindrance() is Hindrance.NO_SPACE
        ready.estimate = estimate()
        assert ready.hindrance() is None

    def test_an_estimate_is_read_from_the_process(self):
        values = {"seconds": 3, "parts": {"training": 3}, "disk": {"model": 5}, "free": 9, "memory": 1}
        read = Estimate.from_summary(values)
        assert (read.seconds, read.disk_needed, read.fits) == (3.0, 5, True)
        with pytest.raises(ValueError, match="estimate"):
            Estimate.from_summary({"seconds": 3})


class TestPages:
    def test_straight_on_and_back(self, ready):
        assert [ready.next() for _ in range(3)] == [True, True, False]
        assert ready.page is Page.CHECK
        assert ready.back()
        assert ready.page is Page.PIPELINE
        assert ready.back()
        assert not ready.back()

    def test_the_check_may_be_left_out(self, ready):
        ready.page = Page.CHECK
        assert ready.hindrance() is None

    def test_one_may_jump_as_far_as_nothing_hinders(self, ready):
        assert [page for page in PAGES if ready.may_show(page)] == [Page.DATA, Page.PIPELINE, Page.CHECK]
        ready.summary = None
        assert [page for page in PAGES if ready.may_show(page)] == [Page.DATA]
        assert not ready.show(Page.CHECK)
        assert ready.show(Page.DATA)

    def test_a_training_under_way_holds_its_page(self, ready, job):
        ready.begin(job)
        assert ready.page is Page.TRAINING
        assert ready.is_training
        assert ready.hindrance() is Hindrance.NOT_TRAINED
        assert not ready.back()
        assert not ready.show(Page.DATA)
        assert not ready.next()


class TestTraining:
    def test_done_leads_to_the_result(self, ready, job):
        ready.begin(job)
        assert ready.end(Outcome(Ending.DONE)).status is Status.DONE
        assert ready.next()
        assert ready.page is Page.RESULT
        ready.take_evaluation(evaluation())
        assert ready.next()
        assert ready.page is Page.SAVE
        assert ready.hindrance() is Hindrance.NOT_SAVED
        assert ready.saved("mine").name == "mine"
        assert ready.hindrance() is None
        assert not ready.next()

    def test_stopped_with_something_kept_can_be_looked_at_and_go_on(self, ready, job):
        ready.begin(job)
        ended = ready.end(Outcome(Ending.STOPPED))
        assert ended.status is Status.STOPPED
        assert ended.can_resume
        assert ready.has_result

    def test_stopped_before_the_first_epoch_has_nothing_to_show(self, ready, job):
        ready = Flow(exists=lambda _: False)
        ready.begin(job)
        ready.end(Outcome(Ending.STOPPED))
        assert not ready.has_result
        assert ready.hindrance() is Hindrance.NOT_TRAINED
        assert not ready.may_show(Page.RESULT)

    @pytest.mark.parametrize("ending", [Ending.REFUSED, Ending.KILLED, Ending.BROKEN, Ending.NOT_STARTED])
    def test_whatever_goes_wrong_can_go_on(self, ready, job, ending):
        ready.begin(job)
        ended = ready.end(Outcome(ending, "No space."))
        assert (ended.status, ended.message) == (Status.FAILED, "No space.")
        assert ended.can_resume
        assert not ready.has_result

    def test_a_new_training_forgets_the_former_result(self, ready, job):
        ready.begin(job)
        ready.take_evaluation(evaluation())
        ready.take_comparison(Comparison(1, Shares(0, 0, 0), Shares(1, 1, 1), 0), "default")
        ready.begin(job)
        assert (ready.evaluation, ready.comparison) == (None, None)

    def test_a_job_from_disk_brings_its_choices(self, flow, job):
        flow.look_at(job)
        assert flow.page is Page.TRAINING
        assert not flow.is_training
        assert flow.job.status is Status.STOPPED
        assert (flow.data_folder, flow.choice.values) == ("/photos", {"epochs": 3})
        flow.look_at(job.with_status(Status.DONE))
        assert flow.page is Page.RESULT

    def test_starting_anew_keeps_the_choices(self, ready, job):
        ready.begin(job)
        ready.end(Outcome(Ending.DONE))
        ready.start_anew()
        assert ready.page is Page.DATA
        assert ready.job is None
        assert ready.data.folder == "/photos"

    def test_names_say_what_and_how(self, ready):
        assert ready.suggested_name() == "photos-efficientnet_lite0"
        ready.choose_pipeline(PipelineChoice(Pipeline.SCRATCH, "reference"))
        assert ready.suggested_name() == "photos-scratch-reference"
        ready.choose_data(DataChoice(Source.ACCEPTED))
        assert ready.suggested_name() == "my-places-scratch-reference"

    def test_each_data_set_has_its_own_folder_of_findings(self, ready):
        one = ready.prepared_key
        ready.choose_data(DataChoice(Source.FOLDER, "/others"))
        assert ready.prepared_key != one
        assert jobs.prepared_folder(one) != jobs.prepared_folder(ready.prepared_key)
        assert Path(one).name == one
