"""Jobs on disk: what a crash or a reboot leaves, and what becomes of it."""

import json

import pytest

from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.choices import DataChoice, Pipeline, PipelineChoice, Source
from landmark_gui.training_flow.jobs import Job, JobError, Status

DATA = DataChoice(Source.FOLDER, "/photos", negatives="/none")
CHOICE = PipelineChoice(Pipeline.TRANSFER, "strong", "mobilenet_v2", "/w.pth", {"epochs": 3, "lr": 0.01})


def new(folder=None) -> Job:
    return jobs.new_job(DATA, "/photos", CHOICE, folder)


def test_a_job_comes_back_as_it_was(user_home):
    job = new()
    assert job.folder.parent == user_home / "training" / "jobs"
    assert jobs.read(job.folder) == job
    assert jobs.open_job() == job
    assert job.can_resume
    assert not job.has_checkpoint


def test_nothing_waits_where_nothing_was_begun():
    assert jobs.open_job() is None
    assert jobs.all_jobs() == []


@pytest.mark.parametrize("status", list(Status))
def test_only_settled_jobs_need_nobody(status, tmp_path):
    job = new(tmp_path).with_status(status, "why", "name")
    jobs.keep(job)
    assert jobs.read(job.folder) == job
    waits = status not in (Status.SAVED, Status.DISCARDED)
    assert jobs.open_job(tmp_path) == (job if waits else None)
    assert job.can_resume == (status in (Status.RUNNING, Status.STOPPED, Status.FAILED))


def test_a_checkpoint_is_seen_of_either_initialisation(tmp_path):
    job = new(tmp_path)
    (job.folder / "model-normal-init.landmarks.checkpoint").touch()
    assert job.has_checkpoint
    (job.folder / "model-normal-init.landmarks.checkpoint").unlink()
    job.normal_model.touch()
    assert job.has_checkpoint


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 2}', '{"format": 1}', '{"format": 1, "data": {}, "data_folder": "x"}']
)
def test_what_cannot_be_read_is_no_job(tmp_path, text):
    job = new(tmp_path)
    (job.folder / "job.json").write_text(text)
    assert jobs.read(job.folder) is None
    assert jobs.open_job(tmp_path) is None


@pytest.mark.parametrize(("key", "value"), [("status", "odd"), ("choice", {"pipeline": "x"}), ("data", [])])
def test_values_of_another_kind_are_no_job(tmp_path, key, value):
    job = new(tmp_path)
    content = json.loads((job.folder / "job.json").read_text())
    (job.folder / "job.json").write_text(json.dumps(content | {key: value}))
    assert jobs.read(job.folder) is None


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "jobs").write_text("in the way")
    with pytest.raises(JobError, match=r"cannot be kept in .*: free some space"):
        new(tmp_path / "jobs")


@pytest.mark.parametrize(
    ("status", "left"),
    [
        (Status.SAVED, 4),
        (Status.DISCARDED, 4),
        (Status.STOPPED, 4),
        (Status.FAILED, 4),
        (Status.DONE, 6),  # a model that nobody has saved yet
        (Status.RUNNING, 6),  # in another window, perhaps
    ],
)
def test_old_jobs_make_room_unless_they_run_or_have_an_unsaved_model(status, left, tmp_path):
    folders = []
    for number in range(6):
        job = new(tmp_path)
        folder = job.folder.rename(tmp_path / f"20200101-0000{number:02}")
        jobs.keep(Job(folder, DATA, "/photos", CHOICE, status))
        folders.append(folder)
    newest = new(tmp_path)
    assert [folder for folder in folders if folder.exists()] == folders[-left:]
    assert newest.folder.exists()
