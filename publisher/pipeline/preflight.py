"""Preflight with its certificate: a finished PDF -> findings, JSON and a page for people."""

from __future__ import annotations

import marshal
import shutil
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from publisher.document.coding import as_json, cut, from_json, joined, told, untold
from publisher.document.condition import PrintingCondition
from publisher.document.pages import SourceMap
from publisher.findings import Finding
from publisher.pipeline import cache
from publisher.pipeline.programs import program

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
    jobs: int = 1,
) -> Certified:
    """Examine a PDF and write its certificate in `zh` or `en`.

    `shown` is its name on the certificate; `boxes` say which lines its places come from. The same
    input gives the same bytes, however many `jobs` look at its pages. Raises Unusable where the PDF
    cannot be opened.
    """
    store = cache.store()
    limits = replace(condition, icc=None), condition.knows_colour
    said = repr((shown, limits, language, _plate_maker())).encode("utf-8", "surrogatepass")
    parts = (sha256(data).digest(), said, _lines(boxes), _basis())
    found = store.get(KIND, parts)
    if found is not None:
        return _read(found)
    # loaded where a certificate has to be made anew: reading pages takes a third of a start
    from publisher.pipeline.examining import examined

    certified = Certified(*examined(data, shown, condition, language, boxes, store, jobs))
    store.put(KIND, parts, _written(certified))
    return certified


def prepare() -> None:
    """Load what an examination needs, and find out what it will be kept by."""
    from publisher.pipeline import examining

    examining.prepare()
    _basis()


def _basis() -> bytes:
    return program(*EXAMINERS, libraries=LIBRARIES).encode()


def _lines(boxes: SourceMap) -> bytes:
    """All that a certificate takes from boxes; in version 2, for later ones tell who is who."""
    return marshal.dumps([(*box[:5], *box.place[:2]) for box in boxes], 2)


def _plate_maker() -> tuple[object, ...]:
    """Ghostscript, where it is installed: its file stands for its version, which takes time."""
    file = shutil.which("gs")
    if file is None:
        return ()
    state = Path(file).stat()
    return file, state.st_size, state.st_mtime_ns


def _written(done: Certified) -> bytes:
    head = as_json([done.fit, [told(each) for each in done.findings]])
    return joined((head, *(data for _, data in done.beside)))


def _read(data: bytes) -> Certified:
    head, *files = cut(data)
    fit, findings = from_json(head)
    beside = tuple(zip((JSON, HTML), files, strict=True))
    return Certified(fit, tuple(map(untold, findings)), beside)
