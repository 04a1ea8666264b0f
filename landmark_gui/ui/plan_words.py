"""The plan for one photo in short: a heading and a line, for where there is no room for a table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.plan_tree import Line, lines_of
from landmark_gui.settings import Settings
from landmark_gui.ui.reason_words import reason_words

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult


def plan_heading(result: "WriteResult", *, is_accepted: bool) -> str:
    """Whether and where something would be written.

    Args:
        result: The plan.
        is_accepted: Whether the person accepted the landmark already, or would by the key 1.
    """
    if result.status == "refused":
        text = QCoreApplication.translate("PlanWords", "Nothing can be written into {name}")
    elif result.status == "unchanged":
        text = QCoreApplication.translate("PlanWords", "{name} has all of this already")
    elif result.status == "sidecar" and is_accepted:
        text = QCoreApplication.translate("PlanWords", "To be written into the sidecar {name}")
    elif result.status == "sidecar":
        text = QCoreApplication.translate("PlanWords", "Accepting 1 puts into the sidecar {name}")
    elif is_accepted:
        text = QCoreApplication.translate("PlanWords", "To be written into {name}")
    else:
        text = QCoreApplication.translate("PlanWords", "Accepting 1 puts into {name}")
    return text.replace("{name}", result.target.name)


def plan_line(result: "WriteResult") -> str:
    """What would be written, in short: keyword and path themselves, the other fields by name; or why not."""
    if result.status == "refused":
        return reason_words(result.reason)
    lines = {line.group: line for line in lines_of(result)}
    parts = []
    if keyword := _new_values(lines.get("keywords")):
        parts.append(keyword)
    if path := _new_values(lines.get("hierarchy")) or _new_values(lines.get("digikam")):
        parts.append(path.replace("|", " › ").replace("/", " › "))
    parts += [words for group, words in _other_groups().items() if group in lines]
    if result.status == "sidecar" and result.reason:
        parts.append(reason_words(result.reason))
    return " · ".join(parts)


def _new_values(line: Line | None) -> str:
    if line is None:
        return ""
    old = set(line.before[0].split("; "))
    return "; ".join(value for value in line.after[0].split("; ") if value not in old)


def _other_groups() -> dict[str, str]:
    return {
        "location_shown": QCoreApplication.translate("PlanWords", "location shown"),
        "location": QCoreApplication.translate("PlanWords", "city, region, country"),
        "gps": QCoreApplication.translate("PlanWords", "GPS position"),
        "iptc": "IPTC",
        "xp_keywords": "XPKeywords",
    }


def plan_details(result: "WriteResult") -> str:
    """Every field with its value before and after, one a line; for a tooltip."""
    rows = [
        f"{field}: {before or '–'} → {after}"
        for line in lines_of(result)
        for field, before, after in zip(line.fields, line.before, line.after, strict=True)
    ]
    return "\n".join([*rows, *result.plan.notes])


def handed_over_line(names: LandmarkNames, key: str, settings: Settings) -> str:
    """What a caller that writes by itself gets for a landmark: its path and position."""
    landmark = names.landmark(key)
    if landmark is None:
        return names.name(key)
    levels = landmark.hierarchy(settings.text("keyword_root"), settings.text("keyword_language"))
    return f"{' › '.join(levels)} · {landmark.latitude:.5f}, {landmark.longitude:.5f}"
