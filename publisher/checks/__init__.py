"""Checks of publications and of finished files; a check never asks the builder.

`check_publication` and `check_file` give all findings; `run(subject)` those of the registered
checks on a Publication, an EpubFile or a PdfFile; `same_text` proves promise 1 on finished files.
"""

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
