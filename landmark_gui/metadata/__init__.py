"""What stands in photos and their sidecars: reading it, planning additions, writing them safely, taking them back.

Callers use `read_metadata`, `write_batch` (also for dry runs), `undo_batch`, `remove_all` and `Journal`; at the start
of a program that writes, `Journal.recover` puts right what a crash left. No Qt and no torch in here.
"""

from landmark_gui.metadata.errors import (
    ChangedError,
    DamagedError,
    InvalidValueError,
    MetadataError,
    RefusedError,
    WriteError,
)
from landmark_gui.metadata.fields import DecidedBy, FieldChange, LandmarkTag, PhotoMetadata, Provenance, WrittenRecord
from landmark_gui.metadata.journal import Batch, Journal, JournalError, Recovery
from landmark_gui.metadata.plan import PLACES, EditPlan, WriteSettings, plan_edits
from landmark_gui.metadata.reader import read_metadata
from landmark_gui.metadata.undo import UndoResult, remove_all, undo_batch
from landmark_gui.metadata.writer import BatchResult, Item, WriteResult, write_batch

__all__ = [
    "PLACES",
    "Batch",
    "BatchResult",
    "ChangedError",
    "DamagedError",
    "DecidedBy",
    "EditPlan",
    "FieldChange",
    "InvalidValueError",
    "Item",
    "Journal",
    "JournalError",
    "LandmarkTag",
    "MetadataError",
    "PhotoMetadata",
    "Provenance",
    "Recovery",
    "RefusedError",
    "UndoResult",
    "WriteError",
    "WriteResult",
    "WriteSettings",
    "WrittenRecord",
    "plan_edits",
    "read_metadata",
    "remove_all",
    "undo_batch",
    "write_batch",
]
