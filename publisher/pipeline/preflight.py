"""Preflight with its certificate: a finished PDF -> findings, JSON and a page for people."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding
from publisher.pipeline import cache
from publisher.pipeline.programs import program

if TYPE_CHECKING:
    from publisher.checks.preflight.plates import Renderer

KIND = "certificate"
EXAMINERS = ("checks", "document", "messages", "colour", "findings.py", "units.py")
LIBRARIES = ("pikepdf", "pillow", "pypdfium2", "jinja2")
JSON, HTML = ".preflight.json", ".preflight.html"


@dataclass(frozen=True, slots=True)
class Certified:
    """The outcome of a preflight; `beside` is what lies beside the file, by suffix."""

    fit: bool
    findings: tuple[Finding, ...]
    beside: tuple[tuple[str, bytes], ...]


def certify(
    data: bytes,
    shown: str,
    condition: PrintingCondition,
    language: str,
    boxes: SourceMap = (),
) -> Certified:
    """Examine a PDF and write its certificate in `zh` or `en`.

    `shown` is its name on the certificate; `boxes` say which lines its places come from. The same
    input gives the same bytes. Raises Unusable where the PDF cannot be opened.
    """
    store, renderer = cache.store(), _renderer()
    limits = replace(condition, icc=None), condition.knows_colour
    said = repr((shown, limits, language, boxes)).encode("utf-8", "surrogatepass")
    versions = program(*EXAMINERS, libraries=LIBRARIES), renderer.name if renderer else ""
    parts = (data, said, *(each.encode() for each in versions))
    found = store.get(KIND, parts)
    if found is not None:
        return _read(found)
    # loaded where a certificate has to be made anew: reading pages takes a third of a start
    from publisher.pipeline.examining import examined

    certified = Certified(*examined(data, shown, condition, language, boxes, store, renderer))
    store.put(KIND, parts, _written(certified))
    return certified


def _renderer() -> Renderer | None:
    """Ghostscript, where it is installed."""
    if shutil.which("gs") is None:
        return None
    from publisher.checks.preflight.plates import ghostscript

    return ghostscript()


def _written(done: Certified) -> bytes:
    head = as_json([done.fit, [told(each) for each in done.findings]])
    return joined((head, *(data for _, data in done.beside)))


def _read(data: bytes) -> Certified:
    head, *files = cut(data)
    fit, findings = from_json(head)
    beside = tuple(zip((JSON, HTML), files, strict=True))
    return Certified(fit, tuple(map(untold, findings)), beside)
