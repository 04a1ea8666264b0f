"""Which device a name means."""

from pathlib import Path

import pytest
import torch

from training import devices
from training.processors import cpu_cores

X86 = "processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu sse2 avx2 avx512_bf16 amx_bf16\nbugs\t: spectre_v1\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd bf16 i8mm\n"


def test_cpu_is_always_there():
    assert devices.choose("cpu") == torch.device("cpu")


def test_auto_takes_the_best_device_of_this_computer():
    best = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    assert devices.choose("auto").type == best
    assert devices.choose().type == best


@pytest.mark.parametrize("name", ["", "gpu", "cuda:", "cuda:-1", "cuda:x", "cpu:0", "meta", "CPU", "cuda:1 "])
def test_unknown_devices_are_refused_in_one_sentence(name):
    with pytest.raises(devices.DeviceError, match=r"^Unknown device .*: use auto, cpu, cuda, cuda:N or mps\.$"):
        devices.choose(name)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this computer has a CUDA device")
@pytest.mark.parametrize("name", ["cuda", "cuda:1"])
def test_cuda_where_there_is_none(name):
    with pytest.raises(devices.DeviceError, match=r"no usable CUDA device .* use auto or cpu"):
        devices.choose(name)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no CUDA device")
def test_a_cuda_device_beyond_the_last():
    assert devices.choose("cuda:0").index == 0
    with pytest.raises(devices.DeviceError, match="counted from 0"):
        devices.choose("cuda:99")


@pytest.mark.skipif(torch.backends.mps.is_available(), reason="this computer has an Apple GPU")
def test_mps_where_there_is_none():
    with pytest.raises(devices.DeviceError, match="MPS"):
        devices.choose("mps")


def test_cpu_flags(tmp_path):
    for text, flag in ((X86, "amx_bf16"), (ARM, "bf16")):
        path = tmp_path / "cpuinfo"
        path.write_text(text)
        assert flag in devices.cpu_flags(path)
        assert "spectre_v1" not in devices.cpu_flags(path)
    assert devices.cpu_flags(tmp_path / "missing") == frozenset()


def test_bfloat16_only_on_cpus_with_instructions_for_it():
    info = Path("/proc/cpuinfo")
    words = set(info.read_text().split()) if info.exists() else set()
    expected = torch.bfloat16 if words & {"avx512_bf16", "amx_bf16", "bf16"} else torch.float32
    assert devices.autocast_dtype(torch.device("cpu")) == expected
    assert devices.autocast_dtype(torch.device("mps")) == torch.float32


def test_cpu_cores():
    assert cpu_cores() >= 1


GPU = pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="this computer has no GPU"))


@pytest.mark.parametrize("name", ["cpu", GPU])
@pytest.mark.parametrize("shape", [(4, 5, 5, 3), (0, 5, 5, 3)])
def test_what_is_sent_arrives_whole(name, shape):
    device = torch.device(name)
    numbers = torch.randint(0, 256, shape, dtype=torch.uint8)
    sent = devices.send(numbers, device)
    assert sent.device.type == name
    assert torch.equal(sent.cpu(), numbers)
    assert torch.equal(devices.send(sent, device), sent)
