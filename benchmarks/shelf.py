"""How a shelf grows: CPU seconds and peak memory for many issues, and for one more.

    python -m benchmarks.shelf [ISSUES …]

Shelves of 100 and 1000 issues unless told, in 300 series. Their folders are made up without books
in them, because a run reads only what stands in their `issue.json`; one real book is then added.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from pathlib import Path

from publisher.catalogue.book import EPUB, JPEG, Book, File, Person, Picture, Series, written
from publisher.pipeline.catalogue import Order, fill

ROOT = Path(__file__).parent.parent
DATA = b"no book"
SIZES = ("100", "1000")


def issue(number: int) -> Book:
    """An issue that differs from others as issues do."""
    name = f"issue-{number:06}"

    def file(name: str, kind: str) -> File:
        return File(name, kind, len(DATA), hashlib.sha256(DATA).hexdigest())

    return Book(
        name=name,
        identifier=f"urn:x-benchmark:{number}",
        title=f"第{number}本书",
        language="zh-Hans",
        updated="2026-01-01T00:00:00Z",
        cover=Picture(file("cover.jpg", JPEG), 1000, 1600),
        thumbnail=Picture(file("thumbnail.jpg", JPEG), 400, 640),
        files=(file(f"{name}.epub", EPUB),),
        people=(Person(f"作者{number % 500}"),),
        publisher="某社",
        published=f"{1990 + number // 300}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}",
        description="从一条河写起，走到它流入的那片海。" * 3,
        subjects=(f"主题{number % 200}", f"类{number % 50}"),
        series=Series(f"丛书{number % 300}", number // 300 + 1),
    )


def stand(shelf: Path, count: int) -> None:
    """Put up the folders of so many issues."""
    for number in range(count):
        book = issue(number)
        folder = shelf / "issues" / book.name
        folder.mkdir(parents=True)
        (folder / "issue.json").write_bytes(written(book))
        for file in (*book.files, book.cover.file, book.thumbnail.file):
            (folder / file.name).write_bytes(DATA)


def main() -> None:
    """Print one line for each run."""
    for given in sys.argv[1:] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            shelf = Path(folder, "shelf")
            stand(shelf, int(given))
            nothing = Order((), shelf, Path(folder))
            more = nothing._replace(sources=(ROOT / "manuscript",))
            for what, order in (("all pages", nothing), ("nothing", nothing), ("one more", more)):
                start = time.process_time()
                done = fill(order)
                seconds = time.process_time() - start
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                told = f"{seconds:.1f} s, {done.written} files written, peak {peak:.0f} MB"
                print(f"{given} issues, {what}: {told}")


if __name__ == "__main__":
    main()
