"""Every hyperparameter of a recipe: its value, its default, its range, and one plain sentence."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QToolButton, QWidget

from landmark_gui.training_flow.choices import Value
from landmark_gui.training_flow.flow import Flow
from landmark_gui.training_flow.parameters import Parameter
from landmark_gui.ui import icons, theme
from landmark_gui.ui.scrolling import leave_wheel_to_page
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.page import muted


class Details(QWidget):
    """A form made from the training process's own table.

    Signals:
        changed: Name of a hyperparameter and its new value; None takes the change back.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 8, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(3, 1)
        self._shown: tuple[Parameter, ...] = ()
        self.editors: dict[str, QWidget] = {}
        self._setters: dict[str, Callable[[Value | None], None]] = {}
        self._resets: dict[str, QToolButton] = {}

    def show_flow(self, flow: Flow) -> None:
        """Shows the parameters of the chosen recipe, and the values chosen."""
        if flow.parameters != self._shown:
            self._build(flow.parameters)
        refused = set(flow.refused_values)
        for entry in self._shown:
            value = flow.choice.values.get(entry.name, entry.default)
            self._setters[entry.name](value)
            self._resets[entry.name].setVisible(entry.name in flow.choice.values)
            editor = self.editors[entry.name]
            if bool(editor.property("wrong")) != (entry.name in refused):
                editor.setProperty("wrong", entry.name in refused)
                editor.style().unpolish(editor)
                editor.style().polish(editor)

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._shown = parameters
        self.editors.clear()
        self._setters.clear()
        self._resets.clear()
        row, group = 0, ""
        for entry in sorted(parameters, key=lambda entry: list(_GROUP_ORDER).index(entry.group)):
            if entry.group != group:
                group = entry.group
                heading = QLabel(texts.group_words(group))
                heading.setFont(theme.strong_font(self.font()))
                heading.setContentsMargins(0, 8 if row else 0, 0, 0)
                self._grid.addWidget(heading, row, 0, 1, 4)
                row += 1
            self._add(row, entry)
            row += 1
        self._grid.setRowStretch(row, 1)

    def _add(self, row: int, entry: Parameter) -> None:
        name = texts.parameter_name(entry.name)
        editor, setter = self._editor(entry)
        editor.setAccessibleName(name)
        editor.setFixedWidth(112)
        label = QLabel(name)
        label.setBuddy(editor)
        reset = QToolButton()
        reset.setAutoRaise(True)
        reset.setIcon(icons.icon("undo", self.palette()))
        reset.setToolTip(self.tr("Back to {value}").replace("{value}", self._written(entry.default)))
        reset.setAccessibleName(self.tr("Back to the recipe's value: {name}").replace("{name}", name))
        reset.clicked.connect(lambda: self.changed.emit(entry.name, None))
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        sentence = muted(f"{texts.parameter_sentence(entry.text)} {self._range_words(entry)}")
        sentence.setFont(theme.small_font(self.font()))
        top = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(editor, row, 1, top)
        self._grid.addWidget(reset, row, 2, top)
        self._grid.addWidget(sentence, row, 3)
        self.editors[entry.name], self._setters[entry.name], self._resets[entry.name] = editor, setter, reset

    def _range_words(self, entry: Parameter) -> str:
        default = self.tr("Default {value}").replace("{value}", self._written(entry.default))
        if entry.kind in ("choice", "switch") or entry.least is None:
            return f"({default})"
        if entry.most is None:
            text = self.tr("{default}, above {least}")
            return f"({text.replace('{default}', default).replace('{least}', _short(entry.least))})"
        text = self.tr("{default}, from {least} to {most}")
        for key, value in (("{default}", default), ("{least}", _short(entry.least)), ("{most}", _short(entry.most))):
            text = text.replace(key, value)
        return f"({text})"

    def _written(self, value: Value | None) -> str:
        match value:
            case None:
                return self.tr("as the backbone wants")
            case bool():
                return self.tr("on") if value else self.tr("off")
            case int() | float():
                return _short(value)
            case _:
                return value

    def _editor(self, entry: Parameter) -> tuple[QWidget, Callable[[Value | None], None]]:
        match entry.kind:
            case "switch":
                return self._switch(entry)
            case "choice":
                return self._choice(entry)
            case "whole" if entry.most is not None and entry.most < 2**31:
                return self._whole(entry)
        return self._number(entry)

    def _switch(self, entry: Parameter) -> tuple[QWidget, Callable[[Value | None], None]]:
        box = QCheckBox()
        box.clicked.connect(lambda on: self.changed.emit(entry.name, bool(on)))
        return box, lambda value: box.setChecked(bool(value))

    def _choice(self, entry: Parameter) -> tuple[QWidget, Callable[[Value | None], None]]:
        combo = QComboBox()
        combo.addItems(list(entry.choices))
        leave_wheel_to_page(combo)
        combo.textActivated.connect(lambda text: self.changed.emit(entry.name, text))
        return combo, lambda value: combo.setCurrentText(str(value))

    def _whole(self, entry: Parameter) -> tuple[QWidget, Callable[[Value | None], None]]:
        spin = QSpinBox()
        least, most = int(entry.least or 0), int(entry.most or 0)
        nothing = entry.default is None  # a value of its own for "as the backbone wants"
        spin.setRange(least - 1 if nothing else least, most)
        if nothing:
            spin.setSpecialValueText(self.tr("auto"))
        spin.setKeyboardTracking(False)
        leave_wheel_to_page(spin)

        def show(value: Value | None) -> None:
            spin.blockSignals(True)
            spin.setValue(least - 1 if value is None else int(value))
            spin.blockSignals(False)

        spin.valueChanged.connect(
            lambda value: self.changed.emit(entry.name, None if nothing and value < least else value)
        )
        return spin, show

    def _number(self, entry: Parameter) -> tuple[QWidget, Callable[[Value | None], None]]:
        line = QLineEdit()
        validator = QDoubleValidator()
        validator.setLocale(QLocale.c())
        line.setValidator(validator)

        def show(value: Value | None) -> None:
            if not line.hasFocus() or not line.isModified():
                line.setText("" if value is None else _short(float(value)))

        def take(text: str) -> None:
            try:
                value = float(text)
            except ValueError:
                return
            whole = entry.kind == "whole" and value == int(value)
            self.changed.emit(entry.name, int(value) if whole else value)

        line.textEdited.connect(take)
        line.editingFinished.connect(lambda: line.setModified(False))
        return line, show


_GROUP_ORDER = ("training", "regularisation", "pictures", "network")


def _short(value: float) -> str:
    return f"{value:.10g}"
