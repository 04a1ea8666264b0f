"""kill -9 of the app while a model is being trained: nobody goes on computing, and nothing is lost."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from training_cli import ENVIRONMENT, make_home, make_weights

from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.choices import DataChoice, Pipeline, PipelineChoice, Source
from landmark_gui.training_flow.jobs import Status

APP = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from landmark_gui.app import Program
from landmark_gui.training_flow import jobs

app = QApplication(sys.argv[:1])
program = Program(app)
program.start()
session = program.training._make_session()

def tell() -> None:
    run = session.state.run
    if run is not None and len(run.epochs) >= 2:  # several may be told at once
        print(json.dumps({"pid": session.process_id}), flush=True)

session.progressed.connect(tell)
session.resume(jobs.open_job(), anew=True)
QTimer.singleShot(120_000, app.quit)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
def test_the_training_ends_with_it_and_can_go_on(tmp_path_factory, user_home):
    home: Path = make_home(tmp_path_factory.getbasetemp())
    weights = make_weights(tmp_path_factory.getbasetemp())
    values = {"epochs": 1000, "size": 64}
    choice = PipelineChoice(Pipeline.TRANSFER, "strong", "mobilenet_v3_small", str(weights), values)
    job = jobs.new_job(DataChoice(Source.FOLDER, str(home / "tiny")), str(home / "tiny"), choice)
    environment = ENVIRONMENT | {"LANDMARK_GUI_HOME": str(user_home), "QT_QPA_PLATFORM": "offscreen"}
    app = subprocess.Popen([sys.executable, "-c", APP], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        pid = json.loads(app.stdout.readline())["pid"]
        training = psutil.Process(pid)
        assert training.is_running()
        os.kill(app.pid, signal.SIGKILL)
        app.wait(60)
        training.wait(30)
    finally:
        app.kill()
        app.wait(60)
        app.stdout.close()
    left = jobs.open_job()
    assert left is not None
    assert (left.folder, left.status) == (job.folder, Status.RUNNING)
    assert left.has_checkpoint
    assert left.can_resume
