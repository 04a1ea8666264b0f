"""Carrying out plans: all of a host's files or none, recorded before they are touched."""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from landmark_gui.integrations import databases, files
from landmark_gui.integrations.errors import IntegrationError, RefusedError
from landmark_gui.integrations.host import Context, Host
from landmark_gui.integrations.lock import changing_alone
from landmark_gui.integrations.manifest import OVERWRITTEN, Installed, Manifest
from landmark_gui.integrations.planning import Change, HostPlan, View, plan_install, plan_uninstall


class Status(StrEnum):
    """What became of one host's entry."""

    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """What became of one host.

    Attributes:
        host: The host.
        status: In one word.
        changes: What was, or with a dry run would be, changed.
        reasons: Why it was refused or failed.
        kept: Copies of the person's own versions that were overwritten.
        hints: What the person should know; empty: nothing.
    """

    host: Host
    status: Status
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    hints: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of all.

    Attributes:
        results: One for each host.
        notes: What the person should know besides.
    """

    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()


def install(hosts: Sequence[Host], context: Context, *, force: bool = False, dry_run: bool = False) -> Outcome:
    """Installs the hosts' entries, or brings them up to date; see `change`."""
    return change(hosts, (), context, force=force, dry_run=dry_run)


def uninstall(hosts: Sequence[Host], context: Context, *, force: bool = False, dry_run: bool = False) -> Outcome:
    """Removes the hosts' entries and puts back what was there before; see `change`."""
    return change((), hosts, context, force=force, dry_run=dry_run)


def change(
    to_install: Sequence[Host],
    to_uninstall: Sequence[Host],
    context: Context,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Installs some hosts' entries and removes others; what is as it should be is left alone.

    Args:
        to_install: Hosts to install, or to bring up to date.
        to_uninstall: Hosts to remove; files that the former need stay.
        context: Where things go.
        force: Whether files that the person changed are replaced or removed too; copies of them are kept.
        dry_run: Whether to change nothing.

    Raises:
        IntegrationError: The record of what is installed cannot be used, or another process does not come to an end
            with a change of its own.
    """
    with nullcontext() if dry_run else changing_alone(context.places.home):
        return _change(to_install, to_uninstall, context, force=force, dry_run=dry_run)


def _change(
    to_install: Sequence[Host], to_uninstall: Sequence[Host], context: Context, *, force: bool, dry_run: bool
) -> Outcome:
    steps: list[tuple[Callable[..., HostPlan], Host]] = [(plan_install, host) for host in to_install]
    steps += [(plan_uninstall, host) for host in to_uninstall]
    manifest = Manifest.load(context.places.records)
    view = View()
    results: list[Result] = []
    touched: set[Path] = set()
    for planner, host in steps:
        plan = planner(host, context, manifest, view, force=force)
        if plan.refusals:
            results.append(Result(host, Status.REFUSED, reasons=plan.refusals))
            continue
        kept: tuple[Path, ...] = ()
        recorded = bool(manifest.of_host(host.id))
        try:
            if dry_run:
                view.add(plan)
                _note(manifest, plan)
            else:
                kept = _carry_out(plan, manifest)
        except IntegrationError as error:
            status = Status.REFUSED if isinstance(error, RefusedError) else Status.FAILED
            results.append(Result(host, status, reasons=(str(error),)))
            continue
        touched |= {change.path for change in plan.changes}
        changed = plan.changes or recorded != bool(manifest.of_host(host.id))
        status = Status.DONE if changed else Status.UNCHANGED
        results.append(Result(host, status, plan.changes, kept=kept, hints=host.hints(context.places)))
    notes: list[str] = []
    if not dry_run:
        if touched:
            notes = databases.refresh(touched, context.places, manifest)
        _tidy(manifest)
        manifest.save()
    return Outcome(tuple(results), tuple(notes))


def _note(manifest: Manifest, plan: HostPlan) -> None:
    for path, entry in plan.entries.items():
        if entry is None:
            manifest.entries.pop(path, None)
        else:
            manifest.entries[path] = entry


def _carry_out(plan: HostPlan, manifest: Manifest) -> tuple[Path, ...]:
    """Makes a plan's changes, or none of them.

    Whoever is killed in between leaves a record that knows both the old and the new content of every file.

    Returns:
        Copies of the person's own versions.

    Raises:
        IntegrationError: A file could not be changed; those before it are as they were.
    """
    before = dict(manifest.entries)
    for path, content in plan.backups.items():
        manifest.keep(path, content)
    kept = tuple(
        manifest.keep(change.path, change.before, OVERWRITTEN)
        for change in plan.changes
        if change.keep and change.before is not None
    )
    for path, entry in plan.entries.items():
        if entry is not None:
            manifest.entries[path] = _either(before.get(path), entry)
    needed = [change.path.parent for change in plan.changes if change.after is not None]
    folders = list(dict.fromkeys(folder for path in needed for folder in files.missing_folders(path)))
    manifest.folders += folders
    made: list[Change] = []
    try:
        if plan.changes:
            manifest.save()
        for change in plan.changes:
            if change.after is not None:
                files.make_folders(change.path.parent)
            _make(change)
            made.append(change)
    except IntegrationError:
        _roll_back(made, folders)
        manifest.entries = before
        manifest.folders = [folder for folder in manifest.folders if folder not in folders]
        _save_if_possible(manifest)
        raise
    _note(manifest, plan)
    return kept


def _either(before: Installed | None, after: Installed) -> Installed:
    """An entry for the time in which a file may be the old or the new one."""
    if before is None:
        return after
    return replace(after, digests=tuple(dict.fromkeys([*before.digests, *after.digests])))


def _make(change: Change) -> None:
    if change.after is None:
        files.remove(change.path, change.before or b"")
    else:
        files.write(change.path, change.after, change.before, executable=change.executable or None)


def _roll_back(made: list[Change], folders: list[Path]) -> None:
    for change in reversed(made):
        back = Change(change.path, change.after, change.before)
        try:
            _make(back)
        except IntegrationError:
            continue  # the record still knows what we left there
    files.remove_folders(folders)


def _save_if_possible(manifest: Manifest) -> None:
    """Saves the record after a failure, which is the one to be told."""
    try:
        manifest.save()
    except IntegrationError:
        return


def _tidy(manifest: Manifest) -> None:
    """Removes folders that we made and nobody needs, and backups."""
    files.remove_folders(manifest.folders)
    manifest.folders = [folder for folder in dict.fromkeys(manifest.folders) if os.path.isdir(folder)]
    manifest.drop_backups()
