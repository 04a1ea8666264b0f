"""Our entries in the menus of photo managers and file managers: list, install, remove. No Qt, no torch.

Everything is done for one person, without other rights, and can be taken back: what we made is recorded with its hash,
files that belong to others are edited by splicing one element, and what stood there before is kept.
"""

from landmark_gui.integrations.errors import FailedError, IntegrationError, MalformedError, RefusedError
from landmark_gui.integrations.host import Context, Host
from landmark_gui.integrations.hosts import BY_ID, HOSTS
from landmark_gui.integrations.installing import Outcome, Result, Status, change, install, uninstall
from landmark_gui.integrations.manifest import Manifest
from landmark_gui.integrations.places import Places
from landmark_gui.integrations.planning import Change
from landmark_gui.integrations.program import installed_program
from landmark_gui.integrations.status import HostStatus, Presence, status

__all__ = [
    "BY_ID",
    "HOSTS",
    "Change",
    "Context",
    "FailedError",
    "Host",
    "HostStatus",
    "IntegrationError",
    "MalformedError",
    "Manifest",
    "Outcome",
    "Places",
    "Presence",
    "RefusedError",
    "Result",
    "Status",
    "change",
    "install",
    "installed_program",
    "overview",
    "status",
    "uninstall",
]


def overview(context: Context) -> list[HostStatus]:
    """How things stand with every host that can run here.

    Raises:
        IntegrationError: The record of what is installed cannot be used.
    """
    manifest = Manifest.load(context.places.records)
    return [status(host, context, manifest) for host in HOSTS if host.runs_here(context.places)]
