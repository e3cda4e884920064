"""Checks of publications and of finished files; a check never asks the builder.

`check_publication` and `check_file` give all findings; `run(subject)` those of the registered
checks on a Publication, an EpubFile or a PdfFile; `same_text` proves promise 1 on finished files.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.checks.files import Profile, check_file, check_publication, read
    from publisher.checks.promise import same_text
    from publisher.checks.registry import Check, check, checking, registered, run
    from publisher.checks.subjects import EpubFile, PdfFile

__all__ = [
    "Check",
    "EpubFile",
    "PdfFile",
    "Profile",
    "check",
    "check_file",
    "check_publication",
    "checking",
    "read",
    "registered",
    "run",
    "same_text",
]
_HOMES = {
    "files": ("Profile", "check_file", "check_publication", "read"),
    "promise": ("same_text",),
    "registry": ("Check", "check", "checking", "registered", "run"),
    "subjects": ("EpubFile", "PdfFile"),
}


def __getattr__(name: str) -> object:
    # an e-book is judged while it is made, and must not load the libraries for PDF
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(name)
