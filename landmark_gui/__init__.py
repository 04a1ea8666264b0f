"""Landmark Tagger: suggests which landmark a photo shows."""

__version__ = "0.1.0"
