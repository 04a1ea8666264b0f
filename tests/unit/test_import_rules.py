"""Import rules that import-linter cannot express: which parts of Qt, and what may only be imported inside functions."""

import ast
from pathlib import Path

import pytest

import landmark_gui

PACKAGE = Path(landmark_gui.__file__).parent
QT_PARTS = {
    # Pictures are decoded and kept outside the GUI thread; QImage is a plain value that needs no screen.
    "workers": {"QtCore", "QtNetwork", "QtGui.QImage", "QtGui.QImageReader"},
    # What a model's roles answer with.
    "models": {"QtCore", "QtGui.QImage", "QtGui.QPixmap", "QtGui.QFont", "QtGui.QColor", "QtGui.QIcon"},
}
HEAVY = {"torch", "torchvision", "numpy", "PIL", "lxml", "training", "landmark_gui.inference", "landmark_gui.app"}
LIGHT = {
    "training.processors",
    *(f"landmark_gui.inference.{name}" for name in ("suggestion", "evidence", "gps_prior", "heat_scale")),
}  # see test_lazy_imports


def sources(*parts):
    return [
        path
        for part in parts
        for path in sorted((PACKAGE / part).rglob("*.py") if "." not in part else [PACKAGE / part])
    ]


def imports(nodes):
    """Full names of what these statements import: modules, and ``module.name`` for names from them."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def run_at_import(body):
    """The statements that run when a module is imported: not those in functions, nor those for type checkers."""
    for node in body:
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, (ast.If, ast.Try, ast.With, ast.ClassDef)):
            for field in ("body", "orelse", "finalbody"):
                yield from run_at_import(getattr(node, field, []))


@pytest.mark.parametrize("package", QT_PARTS)
def test_only_these_parts_of_qt(package):
    allowed = QT_PARTS[package]
    refused = []
    for path in sources(package):
        for name in imports(ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
            top, _, rest = name.partition(".")
            if top == "PySide6" and rest not in allowed and rest.partition(".")[0] not in allowed:
                refused.append(f"{path.name}: {name}")
    assert refused == []


@pytest.mark.parametrize(
    "package", ["workers", "models", "ui", "library", "settings.py", "gazetteer.py", "cli.py", "__init__.py"]
)
def test_what_is_heavy_is_imported_inside_functions(package):
    refused = []
    for path in sources(package):
        for name in imports(run_at_import(ast.parse(path.read_text(encoding="utf-8")).body)):
            parts = name.split(".")
            prefixes = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
            if prefixes & HEAVY and not prefixes & LIGHT:
                refused.append(f"{path.name}: {name}")
    assert refused == []


def test_both_rules_look_at_something():
    names = {name for path in sources("workers") for name in imports(ast.walk(ast.parse(path.read_text("utf-8"))))}
    assert {"PySide6.QtCore.QThread", "landmark_gui.inference.predictor.Predictor"} <= names
