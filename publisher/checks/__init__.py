"""Checks of publications and of finished files; a check never asks the builder.

`run(subject)` gives all findings on a Publication, an EpubFile or a PdfFile; `registered()` all
checks; `text_equality.differences` compares what the reader of each output reads.
"""

from publisher.checks.registry import Check, check, checking, registered, run
from publisher.checks.subjects import EpubFile, PdfFile

__all__ = ["Check", "EpubFile", "PdfFile", "check", "checking", "registered", "run"]
