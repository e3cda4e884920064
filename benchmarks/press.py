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

from publisher import press
from publisher.pipeline import pdf
from publisher.pipeline.sources import load


def bound(source: Path, count: int) -> tuple[bytes, press.Job]:
    """Pages as binding gives them, and what the press is told."""
    with mock.patch.object(press, "for_press", side_effect=lambda data, _job: data) as finish:
        pdf.build(load(source))
    data, job = finish.call_args.args
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
        done = press.for_press(pages, job)
        spent = time.perf_counter() - started, time.process_time() - cpu
        sizes = f"{len(pages) / 1e6:.1f} -> {len(done) / 1e6:.1f} MB"
        print(f"{many} pages: {spent[0]:.2f} s, {spent[1]:.2f} s of a core, {sizes}")
