"""The exact command lines: what the wizard runs is what anybody can type."""

import sys
from pathlib import Path

import pytest

from landmark_gui.training_flow import commands
from landmark_gui.training_flow.choices import REFERENCE, DataChoice, Pipeline, PipelineChoice, Source

OUT = Path("/jobs/1/model.landmarks")
DATA = DataChoice(Source.FOLDER, "/photos")
REFERENCES = tuple(PipelineChoice(pipeline, REFERENCE) for pipeline in (Pipeline.SCRATCH, Pipeline.TRANSFER))
STEERED = ["--progress", "json", "--control"]


def line(choice: PipelineChoice, data: DataChoice = DATA, *, resume: bool = False) -> list[str]:
    return commands.train(data, "/photos", choice, OUT, resume=resume)


class TestTrain:
    def test_the_reference_pipelines_are_one_choice_each(self):
        scratch, transfer = map(line, REFERENCES)
        out = ["--out", str(OUT), "--recipe", "reference", "--device", "auto", *STEERED]
        assert scratch == ["scratch", "/photos", *out]
        assert transfer == ["transfer", "/photos", *out]

    def test_only_transfer_has_a_backbone(self):
        scratch, transfer = REFERENCES
        assert transfer.backbone_in_use == "vgg19"
        assert scratch.backbone_in_use == ""

    def test_a_strong_transfer_with_local_weights_and_changed_values(self):
        choice = PipelineChoice(
            Pipeline.TRANSFER, "strong", "mobilenet_v2", "/w.pth", {"lr": 0.0005, "epochs": 7, "finetune": -1}
        )
        assert line(choice, DataChoice(Source.FOLDER, "/photos", negatives="/none"), resume=True) == [
            "transfer", "/photos", "--out", str(OUT), "--recipe", "strong", "--backbone", "mobilenet_v2", "--weights",
            "/w.pth", "--epochs", "7", "--finetune", "all", "--lr", "0.0005", "--negatives", "/none", "--device",
            "auto", "--resume", *STEERED,
        ]  # fmt: skip

    def test_switches_stand_alone_and_only_where_they_are_on(self):
        on = PipelineChoice(Pipeline.TRANSFER, "reference", values={"no_feature_cache": True})
        off = PipelineChoice(Pipeline.TRANSFER, "reference", values={"no_feature_cache": False})
        assert "--no-feature-cache" in line(on)
        assert "--no-feature-cache" not in line(off)

    @pytest.mark.parametrize(("value", "text"), [(1e-05, "1e-05"), (0.1, "0.1"), (3.0, "3"), (12, "12")])
    def test_numbers_keep_their_value(self, value, text):
        choice = PipelineChoice(Pipeline.SCRATCH, "strong", values={"weight_decay": value})
        arguments = line(choice)
        assert arguments[arguments.index("--weight-decay") + 1] == text
        assert float(text) == value


class TestOthers:
    def test_download(self):
        choice = DataChoice(Source.DOWNLOAD, "/data", "http://example.org/x.zip")
        assert commands.download(choice) == [
            "download", "--url", "http://example.org/x.zip", "--dest", "/data", *STEERED
        ]  # fmt: skip

    def test_prepare_check_estimate_evaluate(self):
        scratch, transfer = PipelineChoice(Pipeline.SCRATCH), PipelineChoice(Pipeline.TRANSFER, weights="/w")
        assert commands.prepare("/photos", Path("/p")) == [
            "prepare", "/photos", "--out", "/p", "--contact-sheets", *STEERED
        ]  # fmt: skip
        assert commands.check("/photos", scratch, Path("/c.png"), "cpu") == [
            "overfit", "/photos", "--out", "/c.png", "--recipe", "strong", "--device", "cpu", *STEERED
        ]  # fmt: skip
        assert commands.check("/photos", transfer, Path("/c.png"))[7:13] == [
            "auto", "--backbone", "efficientnet_lite0", "--weights", "/w", "--lr"
        ]  # fmt: skip
        assert commands.estimate(DATA, "/photos", scratch, OUT)[:3] == ["estimate", "scratch", "/photos"]
        assert commands.evaluate(OUT, "/photos", "test", Path("/e")) == [
            "evaluate", str(OUT), "/photos", "--split", "test", "--plots", "/e", "--device", "auto", *STEERED
        ]  # fmt: skip

    def test_photos_whose_names_look_like_options_are_photos(self):
        assert commands.exclude("/photos", ["/photos/--x.jpg"], back=True) == [
            "exclude", "--back", *STEERED, "--", "/photos", "/photos/--x.jpg"
        ]  # fmt: skip

    def test_the_same_python_runs_it(self):
        assert commands.python_line(["recipes"]) == [sys.executable, "-m", "training", "recipes"]
