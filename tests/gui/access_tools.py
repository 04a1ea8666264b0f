"""What tests of accessibility share: which widgets keys reach, their names for assistive programs, the way of Tab."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QRadioButton, QWidget


def focusable(root: QWidget, *, shown: bool = True) -> list[QWidget]:
    """Widgets that Tab reaches; or would reach, where they were shown and enabled (`shown` is False)."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not is_part(widget)
        and (not shown or (widget.isVisible() and widget.isEnabled()))
    ]


def is_part(widget: QWidget) -> bool:
    """Whether a widget is the inside of another one, which speaks for both."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractSpinBox)):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def name_of(widget: QWidget) -> str:
    """What an assistive program calls it."""
    own = widget.accessibleName() or widget.toolTip() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    labels = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return own or (labels[0].text() if labels else "")


def nameless(root: QWidget, *, shown: bool = True) -> list[str]:
    """The widgets that keys reach and that have no name."""
    return [
        f"{widget!r} in {widget.parentWidget()!r}"
        for widget in focusable(root, shown=shown)
        if not name_of(widget) and not _gets_its_text_later(widget)
    ]


def _gets_its_text_later(widget: QWidget) -> bool:
    """Whether a button is shown only when there is something to say on it."""
    return isinstance(widget, QAbstractButton) and not widget.isVisible() and widget.icon().isNull()


def unreached(root: QWidget) -> list[str]:
    """The widgets that Tab does not come to on its way round; and whether it never comes back."""
    expected = {widget for widget in focusable(root) if not _is_other_choice(widget)}
    first = next(iter(sorted(expected, key=lambda widget: not widget.hasFocus())))
    root.activateWindow()
    first.setFocus()
    QApplication.processEvents()
    assert QApplication.focusWidget() is first
    seen = []
    for _ in range(3 * len(expected) + 3):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            groups = {id(_group(widget)) for widget in seen if isinstance(widget, QRadioButton)}
            return [
                repr(widget)
                for widget in expected - set(seen)
                if not (isinstance(widget, QRadioButton) and id(_group(widget)) in groups)
            ]
    return [f"Tab does not come back to {first!r}, but goes to {seen[-3:]!r}"]


def _group(button: QRadioButton) -> QObject:
    """What a radio button is one choice of; Qt's Tab comes to one of them, mostly but not always the chosen one."""
    return button.group() or button.parent()


def _is_other_choice(widget: QWidget) -> bool:
    """Whether a radio button is one that the arrow keys come to, from the chosen one of its group."""
    return isinstance(widget, QRadioButton) and not widget.isChecked()
