"""How long finishing takes: bound pages of a text in, the print PDF out.

    python -m benchmarks.press [MANUSCRIPT] [PAGES]

The pages of the publication are repeated until there are so many (300).
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path
from unittest import mock

import pikepdf

from publisher import binding, press
from publisher.pipeline import pdf
from publisher.pipeline.sources import load


def bound(source: Path, count: int) -> tuple[bytes, press.Job]:
    """Pages as binding gives them, and what the press is told."""
    saved: list[bytes] = []

    def finish(bound: pikepdf.Pdf, job: press.Job) -> bytes:
        jobs.append(job)
        saved.append(binding.saved(bound))
        return saved[0]

    jobs: list[press.Job] = []
    with mock.patch.object(press, "for_press", side_effect=finish):
        pdf.build(load(source))
    data, job = saved[0], jobs[0]
    with pikepdf.open(io.BytesIO(data)) as short, pikepdf.open(io.BytesIO(data)) as long:
        while len(long.pages) < count:
            long.pages.extend(list(short.pages)[: count - len(long.pages)])
        out = io.BytesIO()
        long.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue(), job


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("manuscript")
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    pages, job = bound(given, many)
    for _ in range(3):
        started, cpu = time.perf_counter(), time.process_time()
        with pikepdf.open(io.BytesIO(pages)) as opened:
            done = press.for_press(opened, job)
        spent = time.perf_counter() - started, time.process_time() - cpu
        sizes = f"{len(pages) / 1e6:.1f} -> {len(done) / 1e6:.1f} MB"
        print(f"{many} pages: {spent[0]:.2f} s, {spent[1]:.2f} s of a core, {sizes}")
