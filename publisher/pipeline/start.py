"""`publisher new`: a small publication that builds, put in place whole."""

from __future__ import annotations

from pathlib import Path

from publisher.document import unfinished
from publisher.document.unfinished import told
from publisher.errors import WrongUsage
from publisher.findings import Place
from publisher.pipeline.findings import FOLDER_IN_USE

FIRST_ISSUE = Path(__file__).parent / "first_issue"


def make(folder: Path) -> Path:
    """Put the first issue into a folder that is new or empty; the folder is returned.

    Raises WrongUsage for one that is not, and Missing.
    """
    with told(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WrongUsage(FOLDER_IN_USE.at(Place(str(folder))))
        folder.parent.mkdir(parents=True, exist_ok=True)
    with unfinished.workshop(folder.parent, folder) as workshop, told(folder):
        fresh = workshop / "issue"
        _copy(FIRST_ISSUE, fresh)
        fresh.replace(folder)
    return folder


def _copy(folder: Path, fresh: Path) -> None:
    # without modes and times, which some disks cannot keep, and which are not an editor's
    fresh.mkdir()
    for each in folder.iterdir():
        if each.is_dir():
            _copy(each, fresh / each.name)
        else:
            (fresh / each.name).write_bytes(each.read_bytes())
