"""Times of the camera's clock as the language writes them."""

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt


def shown_date(capture_time: str) -> str:
    """Date and time; empty where the text is none."""
    moment = QDateTime.fromString(capture_time[:19], Qt.DateFormat.ISODate)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else ""


def shown_day(day: str) -> str:
    """A day, ``YYYY-MM-DD``, with its weekday; the text itself where it is none."""
    date = QDate.fromString(day, Qt.DateFormat.ISODate)
    return QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else day
