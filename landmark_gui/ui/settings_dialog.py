"""The settings, made from their declarations: searchable, each with a reset."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from landmark_gui import settings as declarations
from landmark_gui.settings import SETTINGS, Setting, Settings, SettingsError, SettingValue
from landmark_gui.ui import first_size, icons, theme, translations
from landmark_gui.ui.integrations_page import IntegrationsPage
from landmark_gui.ui.keys_editor import KeysEditor
from landmark_gui.ui.scrolling import Scrolling, leave_wheel_to_page

CONTEXT = "Settings"
_TITLES = 180  # width of their column, pixels
_SUGGESTED: dict[str, tuple[str, ...]] = {"device": ("auto", "cpu", "cuda", "mps")}


def translated(text: str) -> str:
    """A title or description of the declarations in the app's language."""
    return QCoreApplication.translate(CONTEXT, text)


class SettingsDialog(QDialog):
    """Shows all settings in groups; what is changed counts when OK is pressed.

    Signals:
        chosen: The new `Settings`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        search: str = "",
        models: Sequence[str] = (),
    ) -> None:
        """Makes it.

        Args:
            settings: As they are.
            parent: The window.
            search: Text in the search field to begin with.
            models: Names of the models at hand, beside the one that ships with the app.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        first_size.open_at(self, 680, 620)
        self._settings = settings
        self._models = models
        self._editors: dict[str, _Row] = {}
        self._headings: dict[str, QLabel] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find a setting"))
        self._search.setAccessibleName(self.tr("Find a setting"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._message = QLabel()
        self._message.setProperty("error", True)
        self._message.setWordWrap(True)
        self._message.hide()
        self._nothing = QLabel(self.tr("No setting fits."))
        self._nothing.setProperty("muted", True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(4, 4, 16, 4)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        self._fill(grid)
        area = Scrolling(body, sideways=True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).clicked.connect(self.reset_all)
        settings_page = QWidget()
        page = QVBoxLayout(settings_page)
        page.setContentsMargins(0, 10, 0, 0)
        page.setSpacing(10)
        page.addWidget(self._search)
        page.addWidget(self._nothing)
        page.addWidget(area, 1)
        page.addWidget(self._message)
        self.integrations = IntegrationsPage()
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.addTab(settings_page, self.tr("Settings"))
        self.pages.addTab(self.integrations, self.tr("Photo Managers"))
        defaults = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        self.pages.currentChanged.connect(lambda number: defaults.setVisible(number == 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 10, 18, 14)
        box.setSpacing(10)
        box.addWidget(self.pages, 1)
        box.addWidget(buttons)
        self._search.setText(search)
        self._filter(search)

    def _fill(self, grid: QGridLayout) -> None:
        group = None
        line = 0
        for setting in SETTINGS:
            if setting.group is not group:
                group = setting.group
                heading = QLabel(translated(group.value))
                heading.setFont(theme.title_font(self.font()))
                heading.setContentsMargins(0, 14 if line else 0, 0, 2)
                grid.addWidget(heading, line, 0, 1, 3)
                self._headings[group.value] = heading
                line += 1
            row = _Row(setting, self._settings.get(setting.name), self._choices(setting), self)
            self._editors[setting.name] = row
            grid.addWidget(row.title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.field, line, 1)
            grid.addWidget(row.reset_button, line, 2, Qt.AlignmentFlag.AlignTop)
            line += 1
        grid.setRowStretch(line, 1)

    def _choices(self, setting: Setting) -> list[tuple[str, str]]:
        """What a setting of type str may be, with texts; empty where anything."""
        if setting.name == "model":
            return [("", self.tr("The one that ships with the app")), *((name, name) for name in self._models)]
        if setting.name == "language":
            return [("", self.tr("The system's language")), *translations.LANGUAGES.items()]
        if setting.name in _SUGGESTED:
            return [(value, value) for value in _SUGGESTED[setting.name]]
        return [(str(value), _capitalised(translated(str(value)))) for value in setting.choices]

    def editor(self, name: str) -> "_Row":
        """The row of a setting."""
        return self._editors[name]

    @property
    def visible_names(self) -> list[str]:
        """The settings that the search leaves."""
        return [name for name, row in self._editors.items() if not row.field.isHidden()]

    def reset_all(self) -> None:
        """Puts every field at its default; it counts when OK is pressed."""
        for row in self._editors.values():
            row.reset()

    def values(self) -> Settings:
        """The settings as the fields say.

        Raises:
            SettingsError: A field has a value that its setting may not have.
        """
        changed = {name: row.value() for name, row in self._editors.items()}
        return self._settings.replace(
            **{name: value for name, value in changed.items() if value != self._settings.get(name)}
        )

    def _take(self) -> None:
        try:
            settings = self.values()
        except SettingsError as error:
            self._message.setText(str(error))
            self._message.show()
            self.pages.setCurrentIndex(0)
            return
        if self.integrations.pending:
            self.pages.setCurrentWidget(self.integrations)
            self.integrations.ask_to_apply()
            return
        self.accept()
        self.chosen.emit(settings)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        fitting = {setting.name for setting in declarations.search(text)}
        fitting |= {
            name
            for name, row in self._editors.items()
            if all(word in f"{row.title.text()} {row.description}".casefold() for word in words)
        }
        for name, row in self._editors.items():
            for widget in (row.title, row.field, row.reset_button):
                widget.setVisible(name in fitting)
            row.follow()
        for group, heading in self._headings.items():
            heading.setVisible(any(setting.group.value == group and setting.name in fitting for setting in SETTINGS))
        self._nothing.setVisible(not fitting)


class _Row:
    """Label, field with description, and reset button of one setting."""

    def __init__(self, setting: Setting, value: SettingValue, choices: list[tuple[str, str]], owner: QWidget) -> None:
        self.setting = setting
        self.description = translated(setting.description)
        self.title = QLabel(translated(setting.title))
        self.title.setWordWrap(True)
        self.title.setFixedWidth(_TITLES)
        self.title.setContentsMargins(0, 6, 0, 0)
        self.field = QWidget()
        box = QVBoxLayout(self.field)
        box.setContentsMargins(0, 2, 0, 6)
        box.setSpacing(2)
        self.editor, self.value, self._set, changed = _editor(setting, choices)
        least = 0 if isinstance(self.editor, QCheckBox) else self.editor.fontMetrics().height() + 12
        self.editor.setMinimumHeight(max(self.editor.sizeHint().height(), least))
        if isinstance(self.editor, (QAbstractSpinBox, QComboBox)):
            leave_wheel_to_page(self.editor)
        self.editor.setAccessibleName(self.title.text())
        self.editor.setAccessibleDescription(self.description)
        self.title.setBuddy(self.editor)
        words = QLabel(self.description)
        words.setWordWrap(True)
        words.setProperty("muted", True)
        words.setFont(theme.small_font(owner.font()))
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box.addWidget(self.editor)
        box.addWidget(words)
        self.reset_button = QToolButton()
        self.reset_button.setAutoRaise(True)
        self.reset_button.setIcon(icons.icon("undo", owner.palette()))
        self.reset_button.setIconSize(QSize(15, 15))
        tip = QCoreApplication.translate("SettingsDialog", "Back to the default: {value}")
        self.reset_button.setToolTip(tip.replace("{value}", str(setting.default) or "–"))
        self.reset_button.setAccessibleName(self.reset_button.toolTip())
        self.reset_button.clicked.connect(self.reset)
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.set(value)
        changed(self.follow)

    def set(self, value: SettingValue) -> None:
        """Shows a value."""
        self._set(value)
        self.follow()

    def reset(self) -> None:
        """Shows the default."""
        self.set(self.setting.default)

    def follow(self) -> None:
        """Offers a reset where there is something to reset."""
        self.reset_button.setVisible(not self.field.isHidden() and self.value() != self.setting.default)


Parts = tuple[QWidget, Callable[[], SettingValue], Callable[[SettingValue], None], Callable[[Callable[[], None]], None]]


def _capitalised(text: str) -> str:
    """With a large first letter; `str.capitalize` would make the others small."""
    return text[:1].upper() + text[1:]


def _editor(setting: Setting, choices: list[tuple[str, str]]) -> Parts:
    """The editor that suits a setting, with functions that read it, set it and tell of changes."""
    if setting.name == "keys":
        keys = KeysEditor()
        return keys, keys.value, lambda value: keys.set_value(str(value)), lambda do: _on(keys.changed, do)
    if setting.type is bool:
        check = QCheckBox(QCoreApplication.translate("SettingsDialog", "On"))
        return check, check.isChecked, lambda value: check.setChecked(bool(value)), lambda do: _on(check.toggled, do)
    if setting.type is int:
        spin = QSpinBox()
        spin.setRange(round(setting.minimum or 0), round(setting.maximum or 2**31 - 1))
        return spin, spin.value, lambda value: spin.setValue(int(value)), lambda do: _on(spin.valueChanged, do)
    if setting.type is float:
        real = QDoubleSpinBox()
        real.setDecimals(2)
        real.setSingleStep(0.01 if (setting.maximum or 0) <= 1 else 0.5)
        real.setRange(setting.minimum or 0.0, setting.maximum or 1e9)
        return (
            real,
            lambda: round(real.value(), 2),
            lambda value: real.setValue(float(value)),
            lambda do: _on(real.valueChanged, do),
        )
    if choices:
        combo = QComboBox()
        combo.setEditable(setting.name in _SUGGESTED)
        for value, text in choices:
            combo.addItem(text, value)
        return (
            combo,
            lambda: combo.currentText() if combo.isEditable() else str(combo.currentData()),
            lambda value: _choose(combo, str(value)),
            lambda do: _on(combo.currentTextChanged, do),
        )
    line = QLineEdit()
    return line, line.text, lambda value: line.setText(str(value)), lambda do: _on(line.textChanged, do)


def _choose(combo: QComboBox, value: str) -> None:
    position = combo.findData(value)
    if position >= 0:
        combo.setCurrentIndex(position)
    elif combo.isEditable():
        combo.setEditText(value)
    else:  # a value that this version does not offer stays as it is
        combo.addItem(value, value)
        combo.setCurrentIndex(combo.count() - 1)


def _on(signal: object, do: Callable[[], None]) -> None:
    signal.connect(lambda *_: do())  # type: ignore[attr-defined]
