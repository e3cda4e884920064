"""`publisher new`: a small publication that builds, put in place whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from publisher.document.findings import NOT_WRITTEN
from publisher.errors import Missing, WrongUsage
from publisher.findings import Place
from publisher.pipeline.findings import FOLDER_IN_USE

FIRST_ISSUE = Path(__file__).parent / "first_issue"


def make(folder: Path) -> Path:
    """Put the first issue into a folder that is new or empty; the folder is returned."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(FOLDER_IN_USE.at(Place(str(folder))))
    try:
        _place(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Missing(NOT_WRITTEN.at(Place(str(folder)), reason=reason)) from None
    return folder


def _place(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as workshop:
        fresh = Path(workshop) / "issue"
        shutil.copytree(FIRST_ISSUE, fresh)
        fresh.replace(folder)
