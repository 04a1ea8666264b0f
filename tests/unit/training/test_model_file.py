"""The model file: what goes in comes out; anything that is not a whole model file is one clear sentence."""

import dataclasses
import json
import os
import signal
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from training import model_file, networks
from training.engine import predict_logits
from training.model_file import (
    FORMAT_VERSION,
    ModelFileError,
    ModelInfo,
    Rejection,
    as_stored,
    check_replaceable,
    load,
    read_info,
    save,
)
from training.networks import Classifier
from training.transforms import Preprocessing

ARGUMENTS = {"widths": (8, 16), "depths": (1, 1)}


def small_network(outputs: int = 3, seed: int = 0) -> Classifier:
    torch.manual_seed(seed)
    network = networks.build("small_resnet", ARGUMENTS, outputs)
    for module in network.modules():  # as after training: statistics and weights that are not 0 and 1
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.normal_(module.weight, 1.0, 0.2)
            torch.nn.init.normal_(module.running_mean, 0.0, 0.3)
            torch.nn.init.uniform_(module.running_var, 0.5, 2.0)
    return network.eval()


def describe(**changes: object) -> ModelInfo:
    values = {
        "arch": "small_resnet",
        "arch_arguments": ARGUMENTS,
        "classes": ("Eiffel Tower", "Hà Nội Opera", "Petra"),
        "landmark_ids": ("eiffel_tower", None, "petra"),
        "preprocessing": Preprocessing(64, (0.4, 0.5, 0.6), (0.2, 0.3, 0.25)),
        "temperature": 1.37,
        "rejection": Rejection("energy", 2.5, 0.55, 0.1),
        "views": ("plain", "mirror"),
        "metrics": {"top1": 0.91, "n": 40},
        "data": {"fingerprint": "ab" * 32, "train": 120},
        "settings": {"recipe": "strong", "loop": {"lr": 3e-3, "sizes": [[0.6, 96]]}},
        "created": "2025-01-02T03:04:05+00:00",
        "app_version": "0.1.0",
        "name": "mine",
        "notes": "Ha Long, Huế “and more”",
    }
    return ModelInfo(**(values | changes))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("model") / "whole.landmarks"
    save(path, small_network(), describe())
    return path


def refuse(path: Path) -> str:
    """The sentence with which a file is refused, by both ways of reading."""
    with pytest.raises(ModelFileError) as caught:
        load(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert len(sentence) < 400 + len(str(path))
    return sentence


def load_or_sentence(path: Path) -> tuple[Classifier, ModelInfo] | str:
    try:
        return load(path)
    except ModelFileError as error:
        return str(error)


def with_header(path: Path, source: Path, change) -> Path:
    """A copy whose safetensors header is changed by `change(header)`."""
    content = source.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    change(header)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + content[8 + length :])
    return path


def with_description(path: Path, source: Path, **changes: object) -> Path:
    """A copy whose description has other values; a value of ... takes the entry out."""

    def change(header):
        values = json.loads(header["__metadata__"]["landmark_model"]) | changes
        values = {key: value for key, value in values.items() if value is not ...}
        header["__metadata__"] = {"landmark_model": json.dumps(values)}

    return with_header(path, source, change)


class TestRoundTrip:
    def test_description(self, whole):
        wanted = describe(arch_arguments={"widths": [8, 16], "depths": [1, 1]})  # JSON knows no tuples
        assert read_info(whole) == wanted
        assert load(whole)[1] == wanted

    @pytest.mark.parametrize("turns", [False, True])
    @pytest.mark.parametrize("glances", [False, True])
    def test_all_looks(self, tmp_path, turns, glances):
        save(tmp_path / "m", small_network(), describe(views=("plain", "zoom"), turns=turns, glances=glances))
        further = ("glance",) * glances + ("left", "right") * turns
        assert read_info(tmp_path / "m").looks == ("plain", "zoom", *further)

    @pytest.mark.parametrize("threshold", [float("-inf"), 0.0, -3.75])
    def test_thresholds(self, tmp_path, threshold):
        info = describe(rejection=Rejection("energy", threshold))
        save(tmp_path / "m", small_network(), info)
        assert read_info(tmp_path / "m").rejection.threshold == threshold

    @pytest.mark.parametrize(
        ("bits", "pooling", "version"), [(16, "probabilities", 1), (8, "probabilities", 2), (16, "logits", 2)]
    )
    def test_a_file_states_the_lowest_version_that_reads_it(self, tmp_path, bits, pooling, version):
        save(tmp_path / "m", small_network(), describe(weight_bits=bits, pooling=pooling, format_version=7))
        info = read_info(tmp_path / "m")
        assert (info.weight_bits, info.pooling, info.format_version) == (bits, pooling, version)
        assert FORMAT_VERSION == 4

    def test_the_network_as_it_will_be_stored(self, tmp_path):
        network = networks.small_resnet(3, (16, 48), (1, 1))
        info = describe(weight_bits=8, arch_arguments={"widths": [16, 48], "depths": [1, 1]})
        before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
        stored = as_stored(network, info)
        save(tmp_path / "m", network, info)
        loaded, _ = load(tmp_path / "m")
        assert all(torch.equal(tensor, loaded.state_dict()[name]) for name, tensor in stored.state_dict().items())
        assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())
        assert any(not torch.equal(tensor, before[name]) for name, tensor in stored.state_dict().items())

    def test_a_background_class_is_one_more_output(self, tmp_path):
        info = describe(rejection=Rejection("background", 0.5))
        save(tmp_path / "m", small_network(4), info)
        network, loaded = load(tmp_path / "m")
        assert loaded.has_background
        assert loaded.outputs == 4
        assert network.head[-1].out_features == 4

    def test_the_network_is_ready_for_use(self, whole):
        network, _ = load(whole, torch.device("cpu"))
        assert not network.training
        assert all(p.dtype == torch.float32 for p in network.parameters())
        assert network.backbone[0].weight.is_contiguous(memory_format=torch.channels_last)

    @pytest.mark.parametrize("arch", ["small_resnet", "reference_cnn", "mobilenet_v3_small"])
    def test_sixteen_bits_change_no_prediction(self, tmp_path, arch):
        torch.manual_seed(3)
        arguments = ARGUMENTS if arch == "small_resnet" else {}
        network = small_network() if arch == "small_resnet" else networks.build(arch, arguments, 3).eval()
        preprocessing = Preprocessing(128 if arch == "reference_cnn" else 64)
        save(tmp_path / "m", network, describe(arch=arch, arch_arguments=arguments, preprocessing=preprocessing))
        stored, _ = load(tmp_path / "m")
        squares = np.random.default_rng(0).integers(0, 256, (24, preprocessing.size, preprocessing.size, 3), np.uint8)
        before, after = (
            predict_logits(one, squares, preprocessing, torch.device("cpu"), views=("plain", "mirror"))
            for one in (network, stored)
        )
        assert torch.equal(before.argmax(2), after.argmax(2))
        torch.testing.assert_close(before.softmax(2), after.softmax(2), atol=2e-3, rtol=0)

    def test_weights_are_sixteen_bits_and_statistics_are_not(self, whole):
        tensors = load_file(whole)
        kinds = {name: tensor.dtype for name, tensor in tensors.items()}
        assert {kinds[name] for name in kinds if "running" in name} == {torch.float32}
        assert {kind for name, kind in kinds.items() if tensors[name].ndim > 1} == {torch.float16}
        statistics = {name: value for name, value in small_network().state_dict().items() if "running" in name}
        assert all(torch.equal(tensors[name], value) for name, value in statistics.items())

    def test_weights_beyond_the_range_of_sixteen_bits_survive(self, tmp_path):
        network = small_network()
        with torch.no_grad():
            network.head[-1].weight[0, 0] = 1e6
        save(tmp_path / "m", network, describe())
        assert load(tmp_path / "m")[0].head[-1].weight[0, 0].item() == 1e6

    def test_saving_leaves_the_network_alone(self, tmp_path):
        network = small_network().train()
        before = {name: value.clone() for name, value in network.state_dict().items()}
        save(tmp_path / "m", network, describe())
        assert network.training
        assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())

    def test_a_model_without_its_backbone_holds_the_head_only(self, tmp_path):
        network = networks.build("mobilenet_v3_small", {}, 3)
        info = describe(
            arch="mobilenet_v3_small", arch_arguments={}, backbone_weights="MobileNet_V3_Small_Weights.IMAGENET1K_V1"
        )
        save(tmp_path / "m", network, info)
        assert {name.split(".")[0] for name in load_file(tmp_path / "m")} == {"head"}
        assert (tmp_path / "m").stat().st_size < 50_000

    def test_names_that_are_no_unicode_survive(self, tmp_path):
        odd = os.fsdecode(b"Caf\xe9")  # a folder name from an old disk
        save(tmp_path / "m", small_network(), describe(classes=("a", odd, "c")))
        assert load(tmp_path / "m")[1].classes == ("a", odd, "c")

    def test_entries_of_later_minor_versions_are_ignored(self, tmp_path, whole):
        copy = with_description(
            tmp_path / "m", whole, colour="red", rejection={"method": "energy", "threshold": 1.0, "new": 5}
        )
        assert load(copy)[1].rejection.threshold == 1.0

    def test_a_file_without_checksum_loads(self, tmp_path, whole):
        assert load(with_description(tmp_path / "m", whole))[1].name == "mine"


class TestSaving:
    def test_makes_folders_and_leaves_nothing_else_there(self, tmp_path):
        path = tmp_path / "a" / "b" / "m.landmarks"
        save(path, small_network(), describe())
        save(path, small_network(seed=1), describe())
        assert [entry.name for entry in path.parent.iterdir()] == ["m.landmarks"]

    def test_a_link_stays_a_link(self, tmp_path):
        target = tmp_path / "real.landmarks"
        (tmp_path / "link.landmarks").symlink_to(target)
        save(tmp_path / "link.landmarks", small_network(), describe())
        assert (tmp_path / "link.landmarks").is_symlink()
        assert load(target)[1].name == "mine"

    @pytest.mark.parametrize(
        "content",
        [b"x", b"a diary", b"\xff\xd8\xff\xe0" * 40, b"\0" * 40, struct.pack("<Q", 2) + b"[]",
         struct.pack("<Q", 4) + b"{}"],
    )  # fmt: skip
    def test_a_file_of_another_kind_is_not_to_be_replaced(self, tmp_path, content):
        path = tmp_path / "m.jpg"
        path.write_bytes(content)
        with pytest.raises(ModelFileError, match=r"m\.jpg is no model file and is not replaced"):
            check_replaceable(path)
        check_replaceable(path.rename(tmp_path / "m.landmarks"))

    def test_models_and_empty_files_are_to_be_replaced(self, tmp_path, whole):
        path = tmp_path / "m"
        check_replaceable(path)
        path.touch()
        check_replaceable(path)
        path.write_bytes(whole.read_bytes()[:-100])
        check_replaceable(path)

    def test_a_folder_in_the_way(self, tmp_path):
        (tmp_path / "m").mkdir()
        with pytest.raises(ModelFileError, match="could not be written"):
            save(tmp_path / "m", small_network(), describe())
        assert list(tmp_path.iterdir()) == [tmp_path / "m"]

    def test_a_file_as_folder(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(ModelFileError, match="could not be written"):
            save(tmp_path / "file" / "m", small_network(), describe())

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits on file sizes are set the Linux way")
    def test_no_space_left_and_a_kill_leave_the_old_file(self, tmp_path):
        """In a process of its own: first its files may not grow, then it is killed in the middle of the writing."""
        path = tmp_path / "m.landmarks"
        save(path, small_network(), describe(name="old"))
        program = textwrap.dedent("""
            import os, resource, signal, sys, threading, time
            from pathlib import Path
            from training import networks
            from training.model_file import ModelFileError, ModelInfo, save
            from training.transforms import Preprocessing

            path = Path(sys.argv[1])
            network = networks.build("small_resnet", {"widths": (512, 512), "depths": (1, 1)}, 3)
            info = ModelInfo("small_resnet", {}, ("a", "b", "c"), Preprocessing(64))
            unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, unlimited[1]))
            try:
                save(path, network, info)
            except ModelFileError as error:
                print(error, flush=True)
            print(sorted(entry.name for entry in path.parent.iterdir()), flush=True)
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)

            def kill_once_something_is_written():
                while not any(part.stat().st_size for part in path.parent.glob(".*")):
                    pass
                os.kill(os.getpid(), signal.SIGKILL)

            threading.Thread(target=kill_once_something_is_written).start()
            while True:
                save(path, network, info)
        """)
        result = subprocess.run(
            [sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        assert result.returncode == -signal.SIGKILL, result.stderr
        sentence, files = result.stdout.splitlines()
        assert str(path) in sentence
        assert "could not be written" in sentence
        assert files == "['m.landmarks']"
        # The thread may only see the very first write; the name then still stands for the old, whole file, or for a
        # new, whole one if a round of the loop was quicker.
        assert load(path)[1].name in {"old", ""}


class TestRefusal:
    def test_no_file(self, tmp_path):
        assert "No such file" in refuse(tmp_path / "none.landmarks")

    def test_a_folder(self, tmp_path):
        refuse(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX pipes")
    def test_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.landmarks")
        program = "import sys, pathlib, training.model_file as file; file.read_info(pathlib.Path(sys.argv[1]))"
        command = [sys.executable, "-c", program, tmp_path / "pipe.landmarks"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert "pipe.landmarks is not a landmark model: it is not a regular file." in result.stderr

    @pytest.mark.parametrize(
        "content",
        [b"", b"\0", b"1234567", b"\0" * 8, b"\0" * 100, b"\xff" * 100, b"PK\x03\x04" * 50, b"GIF89a" + b"\0" * 99,
         struct.pack("<Q", 2) + b"{}", struct.pack("<Q", 2) + b"[]", struct.pack("<Q", 4) + b"null",
         struct.pack("<Q", 40_000) + b"[" * 40_000, struct.pack("<Q", 20) + b'{"__metadata__": 42}',
         struct.pack("<Q", 2**63) + b"{}"],
    )  # fmt: skip
    def test_other_files(self, tmp_path, content):
        path = tmp_path / "other.landmarks"
        path.write_bytes(content)
        assert "not a landmark model" in refuse(path)

    def test_pickles_and_plain_state_dicts(self, tmp_path):
        import pickle

        class Evil:
            def __reduce__(self):
                return (Path(tmp_path / "hacked").touch, ())

        torch.save(small_network().state_dict(), tmp_path / "state.pt")
        torch.save({"x": Evil()}, tmp_path / "evil.pt")
        (tmp_path / "evil.pkl").write_bytes(pickle.dumps(Evil()))
        save_file(small_network().state_dict(), tmp_path / "plain.safetensors")
        for name in ("state.pt", "evil.pt", "evil.pkl", "plain.safetensors"):
            assert "not a landmark model" in refuse(tmp_path / name)
        assert "imported first" in refuse(tmp_path / "plain.safetensors")
        assert not (tmp_path / "hacked").exists()

    def test_a_newer_format(self, tmp_path, whole):
        path = with_description(tmp_path / "m", whole, format_version=FORMAT_VERSION + 1, classes=...)
        sentence = refuse(path)
        assert "newer version" in sentence
        assert "update" in sentence

    def test_every_truncation(self, tmp_path, whole):
        content = whole.read_bytes()
        lengths = {0, 1, 7, 8, 9, 100, len(content) - 1, *range(0, len(content), len(content) // 60)}
        for length in sorted(lengths):
            path = tmp_path / "cut.landmarks"
            path.write_bytes(content[:length])
            refuse(path)
            with pytest.raises(ModelFileError):
                read_info(path)

    def test_something_added_at_the_end(self, tmp_path, whole):
        path = tmp_path / "long.landmarks"
        path.write_bytes(whole.read_bytes() + b"\0" * 16)
        refuse(path)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_flipped_bits_are_noticed_or_do_no_harm(self, tmp_path, whole, data):
        content = bytearray(whole.read_bytes())
        (length,) = struct.unpack("<Q", content[:8])
        in_header = data.draw(st.booleans(), "in the header")
        low, high = (0, 8 + length) if in_header else (8 + length, len(content))
        for _ in range(data.draw(st.integers(1, 3), "flips")):
            content[data.draw(st.integers(low, high - 1), "at")] ^= 1 << data.draw(st.integers(0, 7), "bit")
        path = tmp_path / "flipped.landmarks"
        path.write_bytes(content)
        loaded = load_or_sentence(path)
        if isinstance(loaded, str):
            assert str(path) in loaded
            return
        network, info = loaded
        sound, described = load(whole)
        assert info == described
        assert all(torch.equal(value, sound.state_dict()[name]) for name, value in network.state_dict().items())

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        key=st.sampled_from([entry.name for entry in dataclasses.fields(ModelInfo)]),
        value=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
            max_leaves=6,
        ),
    )
    def test_descriptions_that_make_no_sense(self, tmp_path, whole, key, value):
        path = with_description(tmp_path / "odd.landmarks", whole, **{key: value})
        loaded = load_or_sentence(path)
        if isinstance(loaded, str):
            assert str(path) in loaded
            return
        info = loaded[1]
        assert isinstance(info.arch, str)
        assert all(isinstance(name, str) for name in info.classes)
        assert 0 < info.temperature < float("inf")

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"arch": ...}, "arch is missing"),
            ({"classes": ...}, "classes is missing"),
            ({"classes": []}, "list of classes"),
            ({"classes": ["a", 5, "c"]}, "list of classes"),
            ({"preprocessing": {"size": 64}}, "preprocessing is incomplete"),
            ({"temperature": 0}, "temperature"),
            ({"temperature": float("inf")}, "temperature"),
            ({"temperature": float("nan")}, "temperature"),
            ({"landmark_ids": ["a"]}, "classes"),
            ({"views": ["upside_down"]}, "views"),
            ({"rejection": {"method": "guess"}}, "rejection"),
            ({"pooling": "median"}, "averages"),
            ({"weight_bits": 4}, "bits"),
            ({"turns": "yes"}, "kind"),
            ({"glances": 1}, "kind"),
            ({"rejection": {"threshold": "high"}}, "threshold"),
            ({"metrics": [1, 2]}, "kind"),
            ({"name": 7}, "kind"),
            ({"format_version": "one"}, "description"),
            ({"format_version": float("inf")}, "description"),
            ({"arch": "resnet19", "arch_arguments": {}}, "unknown backbone"),
            ({"arch": "resnet18", "arch_arguments": {}}, "do not fit"),
            ({"arch_arguments": {"widths": [8, 32], "depths": [1, 1]}}, "do not fit"),
            ({"arch_arguments": {"widths": [8, 16], "depths": [1, 2]}}, "do not fit"),
            ({"arch_arguments": {"widths": [8, 16], "depths": [1]}}, "depths"),
            ({"arch_arguments": {"widths": "ab", "depths": [1, 1]}}, "arguments"),
            ({"arch_arguments": {"widths": [8, 16], "depths": [1, 1], "dropout": 7}}, "dropout"),
            ({"classes": ["a", "b"], "landmark_ids": [None, None]}, "do not fit"),
            ({"backbone_weights": "Nobody_Weights.V9"}, "Nobody_Weights.V9"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, tmp_path, whole, changes, problem):
        assert problem in refuse(with_description(tmp_path / "m", whole, **changes))

    @pytest.mark.parametrize("kind", ["I16", "BF16", "F8_E4M3", "U8", "XYZ"])
    def test_tensors_of_another_kind(self, tmp_path, whole, kind):
        def change(header):
            name = next(name for name in header if name.endswith("conv.weight") or name == "backbone.0.weight")
            header[name]["dtype"] = kind

        refuse(with_header(tmp_path / "m", whole, change))

    def test_offsets_beyond_the_file(self, tmp_path, whole):
        def change(header):
            header["backbone.0.weight"]["data_offsets"][1] = 10**12

        assert "truncated" in refuse(with_header(tmp_path / "m", whole, change))

    def test_the_description_alone_is_enough_to_list_models(self, tmp_path, whole):
        """`read_info` reads no weights: it is quick for large files, and weights' damage is found by `load`."""
        content = bytearray(whole.read_bytes())
        content[-1] ^= 1
        path = tmp_path / "m.landmarks"
        path.write_bytes(content)
        assert read_info(path).name == "mine"
        assert "damaged" in refuse(path)


@pytest.mark.parametrize(
    "arguments", [{"widths": [8192, 8192], "depths": [1, 1]}, {"widths": [4, 4], "depths": [100_000, 1]}]
)
def test_a_description_of_a_giant_network_costs_no_memory(tmp_path, arguments):
    resource = pytest.importorskip("resource", reason="the peak of memory is not told here")
    small = {"widths": [4, 4], "depths": [1, 1]}
    info = ModelInfo("small_resnet", small, ("a", "b"), Preprocessing(64))
    path = tmp_path / "m.landmarks"
    model_file.save(
        path, networks.build(info.arch, small, info.outputs), dataclasses.replace(info, arch_arguments=arguments)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ModelFileError, match=r"do not fit|at most"):
        load(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_the_longest_header_is_limited():
    assert model_file._MAX_HEADER_BYTES < 2**25
