"""What installing or removing a host's entry would change, worked out before anything is changed."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from landmark_gui.integrations import files
from landmark_gui.integrations.edits import Edit, State
from landmark_gui.integrations.errors import IntegrationError, RefusedError
from landmark_gui.integrations.host import Context, Host, OwnFile, Part
from landmark_gui.integrations.manifest import Installed, Manifest


@dataclass(frozen=True)
class Change:
    """What happens to one file.

    Attributes:
        path: The file.
        before: Its content now; None: no file.
        after: Its content then; None: the file is removed.
        executable: Whether it becomes a program; None: as it is.
        keep: Whether a copy of what is there now is kept for the person, since it is not what we left there.
    """

    path: Path
    before: bytes | None
    after: bytes | None
    executable: bool | None = None
    keep: bool = False

    def diff(self) -> str:
        """As a unified diff; for files that are no text, one line."""
        sides = [_text(content) for content in (self.before, self.after)]
        if None in sides:
            verb = "created" if self.before is None else "removed" if self.after is None else "replaced"
            size = len(self.after if self.after is not None else self.before or b"")
            return f"Binary file {self.path} ({size} bytes) is {verb}\n"
        old, new = (str(self.path) if content is not None else "/dev/null" for content in (self.before, self.after))
        before, after = (text.splitlines(keepends=True) if text else [] for text in sides)
        lines = [
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(before, after, old, new)
        ]
        if not lines:
            return f"{self.path} becomes executable\n" if self.executable else f"empty file {self.path}\n"
        return "".join(lines)


@dataclass(frozen=True)
class HostPlan:
    """What happens for one host.

    Attributes:
        host: The host.
        changes: Of files, in the order in which they are made.
        entries: Entries of the manifest that this makes or changes; None: which are dropped.
        backups: What must be kept before, by the path where it stood.
        refusals: Why nothing is done; empty: it is.
    """

    host: Host
    changes: tuple[Change, ...] = ()
    entries: dict[Path, Installed | None] = field(default_factory=dict)
    backups: dict[Path, bytes] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()


class View:
    """The files as they would be after the plans so far; nothing is written."""

    def __init__(self) -> None:
        self._planned: dict[Path, Change] = {}

    def read(self, path: Path) -> bytes | None:
        """The content; None where there is no file.

        Raises:
            IntegrationError: It cannot be read.
        """
        planned = self._planned.get(path)
        return planned.after if planned is not None else files.read(path)

    def is_executable(self, path: Path) -> bool:
        """Whether the file is a program."""
        planned = self._planned.get(path)
        return bool(planned.executable) if planned is not None else files.is_executable(path)

    def add(self, plan: HostPlan) -> None:
        """Looks at files from here on as if this plan had been carried out."""
        self._planned.update({change.path: change for change in plan.changes})


def plan_install(host: Host, context: Context, manifest: Manifest, view: View, *, force: bool = False) -> HostPlan:
    """Plans to install a host's entry, or to bring it up to date.

    Args:
        host: The host.
        context: Where things go.
        manifest: What is installed.
        view: The files.
        force: Whether files that the person changed are replaced too; copies of them are kept.
    """
    draft = _Draft(host, manifest, view, force)
    parts = {part.path: part for part in host.parts(context)}
    for path, part in parts.items():
        draft.attempt(path, part, draft.install_own if isinstance(part, OwnFile) else draft.install_edit)
    for path in sorted(set(manifest.of_host(host.id)) - set(parts)):  # what an earlier version needed
        draft.attempt(path, None, draft.uninstall)
    return draft.plan()


def plan_uninstall(host: Host, context: Context, manifest: Manifest, view: View, *, force: bool = False) -> HostPlan:
    """Plans to remove a host's entry, and to put back what was there before.

    Args:
        host: The host.
        context: Where things went.
        manifest: What is installed.
        view: The files.
        force: Whether files that the person changed are removed too; copies of them are kept.
    """
    draft = _Draft(host, manifest, view, force)
    parts = {part.path: part for part in host.parts(context)}
    for path in dict.fromkeys([*parts, *manifest.of_host(host.id)]):
        draft.attempt(path, parts.get(path), draft.uninstall)
    return draft.plan()


class _Draft:
    """A plan in the making."""

    def __init__(self, host: Host, manifest: Manifest, view: View, force: bool) -> None:
        self._host, self._manifest, self._view, self._force = host, manifest, view, force
        self._changes: list[Change] = []
        self._entries: dict[Path, Installed | None] = {}
        self._backups: dict[Path, bytes] = {}
        self._refusals: list[str] = []

    def plan(self) -> HostPlan:
        """What came out: all of it, or, where anything is refused, nothing."""
        if self._refusals:
            return HostPlan(self._host, refusals=tuple(dict.fromkeys(self._refusals)))
        return HostPlan(self._host, tuple(self._changes), self._entries, self._backups)

    def attempt(self, path: Path, part: Any, step: Callable[[Path, Any, Installed | None], None]) -> None:
        """Plans one file, or notes why that cannot be done."""
        try:
            step(path, part, self._manifest.entries.get(path))
        except IntegrationError as error:
            self._refusals.append(str(error))

    # --- installing -------------------------------------------------------------------------------

    def install_own(self, path: Path, part: OwnFile, known: Installed | None) -> None:
        """Plans a file that is all ours."""
        current = self._view.read(path)
        before = known.before if known is not None and current is not None else None
        change = Change(path, current, part.content, part.executable)
        if current == part.content:
            if part.executable and not self._view.is_executable(path):
                self._changes.append(change)
        elif current is None or (known is not None and files.digest(current) in known.digests):
            self._changes.append(change)
        elif not self._force:
            raise RefusedError(_changed(path) if known else _foreign(path))
        else:
            self._changes.append(replace(change, keep=True))
            before = self._back_up(path, current) if known is None else before
        self._need(path, known, Installed((), (files.digest(part.content),), before))

    def install_edit(self, path: Path, part: Edit, known: Installed | None) -> None:
        """Plans our element in a file that is shared with others."""
        current = self._view.read(path)
        record = known.record if known is not None else None
        state = part.state(current, record)
        if state is State.CURRENT:
            new = part.record(current, None) if known is None else None
            # Put there by hand, or by us with the record lost: ours to take out, nothing to put back.
            found = known or (Installed((), (), None, True, new) if new else None)
            if found is not None:
                self._need(path, known, found)
            return
        if state is State.CHANGED and not self._force:
            raise RefusedError(_changed_element(path, known=known is not None))
        after = part.put(current)
        if after is None or after == current:
            return
        bare, before = current, None
        if current is not None:
            if known is not None and files.digest(current) in known.digests:
                before = known.before
            else:
                bare = current if state is State.ABSENT else part.take(current, record)
                before = self._back_up(path, bare)
        self._changes.append(Change(path, current, after, keep=state is State.CHANGED))
        self._need(path, known, Installed((), (files.digest(after),), before, True, part.record(bare, record)))

    def _need(self, path: Path, known: Installed | None, entry: Installed) -> None:
        hosts = dict.fromkeys([*(known.hosts if known is not None else ()), self._host.id])
        self._entries[path] = replace(entry, hosts=tuple(hosts))

    def _back_up(self, path: Path, content: bytes) -> str:
        self._backups[path] = content
        return Manifest.backup_name(path, content)

    # --- uninstalling -----------------------------------------------------------------------------

    def uninstall(self, path: Path, part: Part | None, known: Installed | None) -> None:
        """Plans to take one file back; nothing where another host needs it."""
        if known is not None and self._host.id not in known.hosts:
            return
        if known is not None and len(known.hosts) > 1:
            rest = tuple(name for name in known.hosts if name != self._host.id)
            self._entries[path] = replace(known, hosts=rest)
            return
        current = self._view.read(path)
        if known is not None:
            self._entries[path] = None
        if current is None:
            return
        if known is not None and files.digest(current) in known.digests and self._put_back(path, current, known):
            return
        if isinstance(part, OwnFile) or part is None:
            self._uninstall_own(path, part, current, known)
        else:
            self._uninstall_edit(path, part, current, known)

    def _put_back(self, path: Path, current: bytes, known: Installed) -> bool:
        """Plans what stood there before; False where that is lost, but for a shared file can be worked out."""
        try:
            before = self._manifest.kept(known.before) if known.before is not None else None
        except IntegrationError:
            if not known.shared:
                raise
            return False
        if before != current:
            self._changes.append(Change(path, current, before))
        return True

    def _uninstall_own(self, path: Path, part: OwnFile | None, current: bytes, known: Installed | None) -> None:
        if known is None:
            # The record may have been lost: what is there to the byte as we write it is ours.
            if part is not None and part.content == current:
                self._changes.append(Change(path, current, None))
        elif known.shared:
            raise RefusedError(
                f"{path}: this version does not know what an earlier one put into it; remove that yourself."
            )
        elif not self._force:
            raise RefusedError(_changed(path))
        else:
            before = self._manifest.kept(known.before) if known.before is not None else None
            self._changes.append(Change(path, current, before, keep=True))

    def _uninstall_edit(self, path: Path, part: Edit, current: bytes, known: Installed | None) -> None:
        record = known.record if known is not None else None
        state = part.state(current, record)
        if state is State.CHANGED and (known is None or not self._force):
            if known is None:
                return  # nothing that we know of
            raise RefusedError(_changed_element(path, known=True))
        after: bytes | None = part.take(current, record)
        if after == current:
            return
        if known is not None and known.before is None and after is not None and not after.strip():
            after = None  # the file was made by us, and nobody has put anything into it
        self._changes.append(Change(path, current, after, keep=state is State.CHANGED))


def _changed(path: Path) -> str:
    return f"{path}: was changed since it was installed; --force replaces or removes it and keeps a copy."


def _foreign(path: Path) -> str:
    return f"{path}: is there already and is not ours; --force replaces it and puts it back on uninstalling."


def _changed_element(path: Path, *, known: bool) -> str:
    if known:
        return (
            f"{path}: our entry in it was changed since it was installed; --force replaces or removes it and keeps a "
            "copy."
        )
    return f"{path}: has an entry of that name already, which is not ours; --force replaces it and keeps a copy."


def _text(content: bytes | None) -> str | None:
    """Text to compare; None for what is none."""
    if content is None:
        return ""
    encoding = "utf-16" if content.startswith(b"\xff\xfe") else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
