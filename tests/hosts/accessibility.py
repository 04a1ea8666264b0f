"""Looks at other programs as a screen reader does (AT-SPI). Run by the system's Python, which has the bindings.

accessibility.py choose PROGRAM NAME SECONDS   finds an entry in menus, opens what it lies in, and clicks it
accessibility.py place PROGRAM ROLE NAME       prints left, top, width and height of something that is shown
accessibility.py names PROGRAM CONTAINER       prints the names of the entries of a list, each with a NUL behind it
"""

import sys
import time

import pyatspi

MAX_DEPTH = 60


def everything(node, depth=0):
    """A node and all below it."""
    yield node
    if depth < MAX_DEPTH:
        for number in range(node.childCount):
            child = node.getChildAtIndex(number)
            if child is not None:
                yield from everything(child, depth + 1)


def nodes(program):
    """All nodes of a program that is found by a part of its name."""
    for application in pyatspi.Registry.getDesktop(0):
        try:
            if application is not None and program in application.name.lower():
                yield from everything(application)
        except Exception:  # programs end and rebuild their windows while they are looked at
            continue


def is_shown(node):
    """Whether the person sees it."""
    return node.getState().contains(pyatspi.STATE_SHOWING)


def action(node):
    """What can be done with it; None: nothing."""
    try:
        return node.queryAction()
    except NotImplementedError:
        return None


def step(program, name):
    """Clicks the entry if it is shown, else what it lies in."""
    door = None
    for node in nodes(program):
        if node.name.strip() != name or not action(node):
            continue
        if is_shown(node):
            action(node).doAction(0)
            return True
        parent = node.parent
        while parent is not None and not action(parent):
            parent = parent.parent
        if parent is not None and is_shown(parent):
            door = parent
    if door is not None:
        action(door).doAction(0)
    return False


def choose(program, name, seconds):
    """Finds an entry in menus, opens what it lies in, and clicks it."""
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        if step(program, name):
            return
        time.sleep(0.7)
    sys.exit(f"{program} shows no {name!r}")


def place(program, role, name):
    """Prints where something is."""
    for node in nodes(program):
        if node.getRoleName() == role and name in (node.name.strip(), "") and is_shown(node):
            where = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
            print(where.x, where.y, where.width, where.height)
            return
    sys.exit(f"{program} shows no {role} {name!r}")


def names(program, container):
    """Prints the names of a list's entries."""
    for node in nodes(program):
        if node.name == container and is_shown(node) and node.getRoleName() in {"list", "table", "tree"}:
            for entry in node:
                sys.stdout.write(f"{entry.name}\0")
            return
    sys.exit(f"{program} shows no list {container!r}")


if __name__ == "__main__":
    {"choose": choose, "place": place, "names": names}[sys.argv[1]](*sys.argv[2:])
