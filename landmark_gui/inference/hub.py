"""Fetches the reference project's published weights from the Hugging Face hub."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from landmark_gui import paths

REPOSITORY = "sssingh/landmark-classifier-pt"
FILE_NAME = "model_transfer.pt"
MODEL_NAME = "reference_vgg19"


class HubError(Exception):
    """Weights that could not be fetched; the message is one sentence."""


def download_folder() -> Path:
    """Where downloads lie until they are imported; an interrupted one goes on from there."""
    return paths.data_folder() / "downloads"


def remove_downloads() -> None:
    """Removes what was downloaded; nobody needs it after the import."""
    shutil.rmtree(download_folder(), ignore_errors=True)


def fetch(repository: str = REPOSITORY, revision: str | None = None, endpoint: str | None = None) -> Path:
    """Downloads ``model_transfer.pt``; continues where an earlier attempt broke off.

    Args:
        repository: ``owner/name`` on the hub.
        revision: Branch, tag or commit; None: the main branch.
        endpoint: URL of the hub or a mirror; None: ``$HF_ENDPOINT`` or the hub itself.

    Returns:
        The downloaded file; `remove_downloads` removes it.

    Raises:
        HubError: No network, no such repository, revision or file, no space, or the server's answer makes no sense.
    """
    # huggingface_hub takes a second to load and is needed for nothing else.
    from huggingface_hub import constants, get_hf_file_metadata, hf_hub_download, hf_hub_url  # noqa: PLC0415
    from huggingface_hub.errors import (  # noqa: PLC0415
        EntryNotFoundError,
        GatedRepoError,
        HfHubHTTPError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    what = f"{FILE_NAME} from {repository} at {endpoint or constants.ENDPOINT}"
    reached = False
    try:
        # Asked first, because the download would try six times and half a minute to reach a server that is not there.
        get_hf_file_metadata(hf_hub_url(repository, FILE_NAME, revision=revision, endpoint=endpoint), timeout=10)
        reached = True
        return Path(
            _going_on(
                lambda: hf_hub_download(
                    repository, FILE_NAME, revision=revision, endpoint=endpoint, local_dir=download_folder()
                )
            )
        )
    except GatedRepoError as error:
        raise HubError(
            f"Could not fetch {what}: the repository asks for permission first; ask for it there."
        ) from error
    except RepositoryNotFoundError as error:
        raise HubError(f"Could not fetch {what}: there is no such repository, or it is private.") from error
    except RevisionNotFoundError as error:
        raise HubError(f"Could not fetch {what}: there is no revision {revision!r}.") from error
    except EntryNotFoundError as error:
        if reached:  # also how a download says that the server is no hub
            raise HubError(f"Could not fetch {what}: {_short(error)}.") from error
        raise HubError(f"Could not fetch {what}: the repository has no such file.") from error
    except HfHubHTTPError as error:
        reason = f"the server answered with error {error.response.status_code}; try again later"
        raise HubError(f"Could not fetch {what}: {reason}.") from error
    except Exception as error:  # the HTTP library below the hub's client, whose errors have no stable home
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise HubError(f"Could not fetch {what}: no space left in {download_folder()}.") from error
        if isinstance(error, ValueError):
            raise HubError(f"Could not fetch {what}: {_short(error)}.") from error
        if not reached:
            reason = f"the server cannot be reached ({_short(error)}); check the network"
            raise HubError(f"Could not fetch {what}: {reason}.") from error
        raise HubError(f"Could not fetch {what}: {_short(error)}; try again to go on from there.") from error


def _going_on(download: Callable[[], str]) -> str:
    """Downloads, and goes on where that broke off while each try brings more; the hub's client does not always.

    Raises:
        Exception: Whatever the last try raised.
    """
    while True:
        had = _bytes_had()
        try:
            return download()
        except Exception:
            if _bytes_had() <= had:
                raise


def _bytes_had() -> int:
    """Bytes that lie in the download folder."""
    return sum(path.stat().st_size for path in download_folder().rglob("*") if path.is_file())


def _short(error: BaseException) -> str:
    """The first line of an error's message, or its kind where it has none."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__
