"""How long the preflight of a PDF takes, and the most memory that it holds.

    python -m benchmarks.preflight [PDF] [TIMES]

The pages of PDF (else of a feature that is made for it) TIMES over, 30 unless told, each with a
word in its content that makes it another page. CPU seconds of reading and of all rules, the first
time and when the store knows the pages. The aim is 300 pages in 10 s and 500 MB.
"""

from __future__ import annotations

import io
import resource
import sys
import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from publisher import resources
from publisher.checks.preflight import examination
from publisher.document import condition
from publisher.pipeline import pdf, sources
from publisher.store import Store

ROOT = Path(__file__).parent.parent


def repeated(data: bytes, times: int) -> bytes:
    """The pages of a PDF so many times over."""
    with pikepdf.open(io.BytesIO(data)) as pages, pikepdf.new() as many, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # destinations are lost, which is no matter here
        for _time in range(times):
            many.pages.extend(pages.pages)
        for number, page in enumerate(many.pages):
            page.contents_add(b"%% page %d" % number)
        out = io.BytesIO()
        many.save(out)
        return out.getvalue()


def main() -> None:
    """Print pages, CPU seconds, peak memory and the number of findings."""
    given, times = [*sys.argv[1:], None, None][:2]
    made = pdf.build(sources.load(ROOT / "manuscript")).data if given is None else None
    data = repeated(made or Path(given or "").read_bytes(), int(times or 30))
    coated = condition.load("coated-sheetfed", [resources.folder("conditions")])
    examination.rules()
    start = time.process_time()
    opened = examination.opened(data, "many.pdf", coated)
    count = len(opened.sheets)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "cache")
        found = list(examination.Examination(opened, store).findings())
        end = time.process_time()
        again = examination.opened(data, "many.pdf", coated)
        if list(examination.Examination(again, store).findings()) != found:
            raise AssertionError("from the store it is not the same")
        second = time.process_time() - end
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} pages: {end - start:.2f} s, from the store {second:.2f} s", end=", ")
    print(f"{len(found)} findings, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
