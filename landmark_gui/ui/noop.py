"""Marks texts for translation that are translated later, where they are shown."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that Qt's tools look for
    """The text itself; Qt's own function of this name is not typed."""
    return text
