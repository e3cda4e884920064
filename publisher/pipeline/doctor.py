"""`publisher doctor`: what this machine has and what it lacks, before a build finds out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from publisher.engine import native
from publisher.errors import PublisherError
from publisher.findings import Finding
from publisher.messages import _
from publisher.pipeline import faces
from publisher.pipeline.findings import FACE_DAMAGED, TOO_OLD_PYTHON, TOOL_ABSENT
from publisher.typefaces import verify

OLDEST_PYTHON = (3, 11)
# what only the checks and the tests use: command, what it is for
TOOLS = (
    ("java", _("EPUBCheck cannot run, so e-books are not checked by it")),
    ("node", _("Ace cannot run, so the accessibility of e-books is not checked by it")),
    ("qpdf", _("the structure of PDF files is not checked by it")),
)


def examine() -> Iterator[Finding]:
    """Everything that is missing or not as it should be; errors stop a build, notes do not."""
    yield from _python()
    yield from _engine()
    yield from _faces()
    yield from _tools()


def _python() -> Iterator[Finding]:
    if sys.version_info < OLDEST_PYTHON:
        yield TOO_OLD_PYTHON.at(None, version=sys.version.split()[0])


def _engine() -> Iterator[Finding]:
    try:
        native.require()
    except PublisherError as error:
        yield from error.findings


def _faces() -> Iterator[Finding]:
    try:
        for file in verify(faces.library()):
            yield FACE_DAMAGED.at(None, file=str(file))
    except PublisherError as error:
        yield from error.findings


def _tools() -> Iterator[Finding]:
    for tool, use in TOOLS:
        if shutil.which(tool) is None:
            yield TOOL_ABSENT.at(None, tool=tool, use=use)
