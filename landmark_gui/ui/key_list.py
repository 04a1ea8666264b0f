"""All keys at a glance."""

from collections.abc import Mapping
from html import escape

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from landmark_gui.ui import first_size
from landmark_gui.ui.shortcuts import ACTIONS, MENUS, translated


class KeyList(QDialog):
    """Lists actions and their keys, menu by menu."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        first_size.open_at(self, 520, 560)
        text = QTextBrowser()
        text.setFrameShape(QTextBrowser.Shape.NoFrame)
        text.setAccessibleName(self.tr("Keys"))
        rows = []
        for menu in MENUS:
            rows.append(f"<tr><td colspan=2><h3>{escape(translated(menu).replace('&', ''))}</h3></td></tr>")
            for spec in ACTIONS:
                if spec.menu == menu:
                    native = QKeySequence.SequenceFormat.NativeText
                    keys = ", ".join(key.toString(native) for key in actions[spec.id].shortcuts())
                    rows.append(f"<tr><td width=320>{escape(spec.title)}</td><td><b>{escape(keys)}</b></td></tr>")
        moves = self.tr("Arrows, Page Up and Down, Home and End move in the grid; Shift extends the selection.")
        text.setHtml(f"<table cellpadding=2>{''.join(rows)}</table><p>{escape(moves)}</p>")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.addWidget(text)
        box.addWidget(buttons)
