"""Remembers which landmark was written into which file, or taken back, on screen and in the catalog."""

from collections.abc import Mapping

from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.catalog_calls import CatalogCalls


def mark_written(model: PhotoListModel, catalog: CatalogCalls, written: Mapping[str, str]) -> None:
    """Takes note of writes; the files themselves are read again afterwards.

    Args:
        model: Shows it.
        catalog: Keeps it.
        written: From paths to keys of landmarks, empty where a write was taken back.
    """
    updates: dict[int, dict[str, object]] = {}
    for path, key in written.items():
        id = model.table.id_of(path)  # noqa: A001
        if id is not None:
            updates[id] = {"written": key} if key else {"written": "", "landmark_in_file": ""}
    model.update_many(updates)
    catalog.ask(lambda catalog: catalog.mark_written(written))
