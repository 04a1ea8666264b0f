"""The backbones: how good, how large, how fast here, and whether their weights are here."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from landmark_gui.ui import wording
from landmark_gui.ui.training_wizard import texts


class BackboneTable(QTreeWidget):
    """One line each.

    Signals:
        chosen: Name of a backbone.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QTreeWidgetItem] = []
        self.setAccessibleName(self.tr("Backbones"))
        self.setHeaderLabels(
            [
                self.tr("Backbone"),
                self.tr("On ImageNet"),
                self.tr("Weights"),
                self.tr("Speed here"),
                self.tr("Its weights are"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._changed)

    def show_backbones(self, backbones: Mapping[str, Mapping[str, Any]], chosen: str, *, own_weights: bool) -> None:
        """Fills the table, and marks the one chosen."""
        self.blockSignals(True)
        names = list(backbones)
        if [item.text(0) for item in self._items] != names:
            self.clear()
            self._items = [QTreeWidgetItem([name]) for name in names]
            for item in self._items:
                for column in (1, 2, 3):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.addTopLevelItem(item)
        for item, name in zip(self._items, names, strict=True):
            values = backbones[name]
            speed = values.get("photos_per_second")
            item.setText(1, wording.percent(float(values.get("imagenet_top1", 0.0)), 1))
            item.setText(2, self.tr("{number} million").replace("{number}", _millions(values.get("parameters"))))
            rate = (
                self.tr("{rate} photos/s").replace("{rate}", wording.decimal(speed, 1))
                if speed
                else self.tr("not measured")
            )
            item.setText(3, rate)
            size = texts.size_words(1e6 * float(values.get("megabytes", 0.0)))
            fetched = self.tr("to be downloaded: {size}").replace("{size}", size)
            if package := values.get("package"):
                fetched = self.tr("to be installed: {package}").replace("{package}", str(package))
            where = self.tr("here") if values.get("here") else fetched
            item.setText(4, self.tr("from your file") if own_weights and name == chosen else where)
            if name == chosen:
                self.setCurrentItem(item)
        if chosen not in backbones:
            self.setCurrentItem(None)  # type: ignore[call-overload]
        self.blockSignals(False)

    def _changed(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.text(0))


def _millions(number: object) -> str:
    return wording.decimal(number / 1e6, 1) if isinstance(number, int | float) else "?"
