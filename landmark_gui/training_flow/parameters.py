"""Hyperparameters as the training process tells them (``recipes --json``), and whether a value may be given."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from landmark_gui.training_flow.choices import Pipeline, Value


@dataclass(frozen=True)
class Parameter:
    """One thing that can be chosen.

    Attributes:
        name: In settings and results.
        kind: ``whole``, ``number``, ``choice`` or ``switch``.
        text: One plain sentence about it, in English.
        group: ``training``, ``regularisation``, ``pictures`` or ``network``.
        default: Of the recipe; None is what the backbone wants.
        least: Smallest value; None for none.
        most: Largest value; None for none.
        open_below: Whether `least` itself is not allowed.
        choices: Allowed values of a choice.
    """

    name: str
    kind: str
    text: str
    group: str
    default: Value | None = None
    least: float | None = None
    most: float | None = None
    open_below: bool = False
    choices: tuple[str, ...] = ()

    def allows(self, value: Value) -> bool:
        """Whether the training would take this value."""
        match self.kind:
            case "switch":
                return isinstance(value, bool)
            case "choice":
                return value in self.choices
        if isinstance(value, bool | str) or not math.isfinite(value) or (self.kind == "whole" and value != int(value)):
            return False
        if self.least is not None and (value < self.least or (self.open_below and value == self.least)):
            return False
        return self.most is None or value <= self.most


Table = Mapping[tuple[Pipeline, str], tuple[Parameter, ...]]
"""The parameters of each pipeline and recipe."""


def read_table(recipes: Mapping[str, Any]) -> Table:
    """Reads the summary of ``python -m training recipes --progress json``.

    Raises:
        ValueError: It is of another version.
    """
    try:
        return {
            (Pipeline(pipeline), recipe): tuple(_parameter(row) for row in rows)
            for pipeline, by_recipe in recipes.items()
            for recipe, rows in by_recipe.items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the recipes cannot be read: {error}") from error


def _parameter(row: Mapping[str, Any]) -> Parameter:
    names = ("name", "kind", "text", "group", "default", "least", "most", "open_below")
    return Parameter(**{name: row[name] for name in names}, choices=tuple(row["choices"]))


def differing(parameters: Iterable[Parameter], values: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the values that are not the defaults, of parameters that there are."""
    known = {entry.name: entry for entry in parameters}
    return {name: value for name, value in values.items() if name in known and value != known[name].default}


def refused(parameters: Iterable[Parameter], values: Mapping[str, Value]) -> list[str]:
    """Names of the values that the training would not take."""
    known = {entry.name: entry for entry in parameters}
    return sorted(name for name, value in values.items() if name not in known or not known[name].allows(value))


def option(name: str, value: Value) -> list[str]:
    """A value as the command line has it."""
    flag = "--" + name.replace("_", "-")
    if isinstance(value, bool):
        return [flag] if value else []
    if name == "finetune" and value == -1:
        return [flag, "all"]
    return [flag, f"{value:.12g}" if isinstance(value, float) else str(value)]
