"""Do tests fail where the code is broken? ``python -m tests.mutation MODULE --tests FILES…``

Breaks one place of a module at a time (a comparison, a sum, a constant, a return value, a raise …) and runs the tests:
a mutant that no test notices has survived. Nothing on disk is changed: each mutant lives in a process of its own, where
it stands for the module. Tests that start other processes do not see it, so they are of no use here.

    python -m tests.mutation landmark_gui.metadata.png --sample 20 --tests tests/unit/metadata/test_other_containers.py
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
LONGEST_S = 60

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A broken module.

    Attributes:
        line: Where it was broken.
        what: How, for people.
        tree: The module.
    """

    line: int
    what: str
    tree: ast.Module


def mutants(source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its lines."""
    tree = ast.parse(source)
    found = []
    for number, node in enumerate(ast.walk(tree)):
        for way in range(len(list(_changes(node)))):
            mutated = copy.deepcopy(tree)
            place = next(other for index, other in enumerate(ast.walk(mutated)) if index == number)
            before = ast.unparse(place)
            replacement = list(_changes(place))[way]
            after = ast.unparse(replacement)
            _put(mutated, place, replacement)
            what = f"{_short(before)}  →  {_short(after)}"
            found.append(Mutant(getattr(node, "lineno", 0), what, ast.fix_missing_locations(mutated)))
    return sorted(found, key=lambda mutant: mutant.line)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:87] + "…"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand for a node."""
    match node:
        case ast.Compare(ops=ops):
            for index, operator in enumerate(ops):
                if type(operator) in _COMPARISONS:
                    new = copy.deepcopy(node)
                    new.ops[index] = _COMPARISONS[type(operator)]()
                    yield new
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS and not _is_text(node):
            new = copy.deepcopy(node)
            new.op = _OPERATORS[type(operator)]()
            yield new
        case ast.BoolOp(op=operator):
            new = copy.deepcopy(node)
            new.op = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield new
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield copy.deepcopy(operand)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=float(value)):
            yield ast.Constant(value * 2 or 1.0)
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.AugAssign():
            yield ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_text(node: ast.BinOp) -> bool:
    """Whether this puts texts or bytes together, which would only end in a TypeError."""
    sides = (node.left, node.right)
    return any(isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple)) for side in sides) or any(
        isinstance(side, ast.Constant) and isinstance(side.value, (str, bytes)) for side in sides
    )


def _put(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    """Puts a node in the place of another."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, ast.copy_location(new, old))
            elif isinstance(value, list) and any(entry is old for entry in value):
                value[next(i for i, entry in enumerate(value) if entry is old)] = ast.copy_location(new, old)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a mutant for a module."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, str(self._path), "exec"), module.__dict__)


def survives(name: str, path: Path, tree: ast.Module, tests: Sequence[str]) -> bool:
    """Whether all tests pass with a mutant; one that hangs does not."""
    process = os.fork()
    if process == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        sys.meta_path.insert(0, _Finder(name, path, tree))
        import pytest

        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])))
    end = time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def main() -> int:
    """Tells the survivors and the score; 1 where there are survivors."""
    parser = argparse.ArgumentParser("python -m tests.mutation", description=__doc__.splitlines()[0])
    parser.add_argument("module", help="such as landmark_gui.metadata.png")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, help="take so many mutants, chosen by the seed; default: all")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    path = ROOT / (options.module.replace(".", "/") + ".py")
    # What tests import anyway is loaded once.
    import lxml.etree  # noqa: F401
    import numpy  # noqa: F401
    import PIL.Image  # noqa: F401
    import pytest  # noqa: F401

    source = path.read_text(encoding="utf-8")
    if not survives(options.module, path, ast.parse(source), options.tests):
        print("the tests fail with the module as it is", file=sys.stderr)
        return 2
    chosen = mutants(source)
    random.Random(options.seed).shuffle(chosen)
    tried = survivors = 0
    for mutant in chosen[: options.sample]:
        if time.monotonic() > end:
            break
        tried += 1
        if survives(options.module, path, mutant.tree, options.tests):
            survivors += 1
            print(f"{path.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)
    print(f"{options.module}: {tried - survivors} of {tried} mutants were noticed", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
