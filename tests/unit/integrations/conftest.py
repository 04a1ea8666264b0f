"""Fixtures of tests of host entries."""

import os

import pytest
from host_home import Home


@pytest.fixture
def home(tmp_path, monkeypatch) -> Home:
    """A home in which all hosts are installed and nothing of ours is."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # no power is cut here, and disks are slow to promise
    return Home(tmp_path, monkeypatch)
