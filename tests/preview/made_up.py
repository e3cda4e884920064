"""A builder for tests that need no engine: every line of a manuscript becomes a page.

A line that begins with “!” makes trouble of one sort or another; a first line that is a number
is the folio of the first page.
"""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.document.pages import Box
from publisher.errors import Unusable
from publisher.findings import Kind, Place, Severity
from publisher.preview.values import Built, Order
from publisher.progress import Progress

WRONG = Kind("made-up-wrong", Severity.ERROR, "“{word}” is wrong", "write another word")
DOUBTFUL = Kind("made-up-doubtful", Severity.WARNING, "“{word}” is doubtful", "look at it again")
WIDTH, HEIGHT, BLEED = 300.0, 400.0, 9.0


def build(order: Order, progress: Progress) -> Built:
    file = order.source / "text.txt" if order.source.is_dir() else order.source
    lines = file.read_text("utf-8").splitlines()
    progress.begin(len(lines))
    findings = []
    for number, line in enumerate(lines, 1):
        progress.step("page", str(number))
        trouble(line, Place("text.txt", number))
        if line.startswith("?"):
            findings.append(DOUBTFUL.at(Place("text.txt", number), word=line))
    boxes = [Box(n + 1, 30, 40, 240, 100, Place("text.txt", n + 1)) for n in range(len(lines))]
    inner = [Box(n + 1, 60, 60, 20, 20, Place("inner.txt", n + 1)) for n in range(len(lines))]
    return Built(
        lines[0], pdf(lines), (*boxes, *inner), tuple(findings), (("text.txt", file.resolve()),)
    )


def trouble(line: str, place: Place) -> None:
    if line == "!wrong":
        raise Unusable(WRONG.at(place, word="wrong"))
    if line == "!bug":
        raise RuntimeError("a bug, as the test wished")
    if line == "!gone":
        sys.exit(3)
    if line == "!slow":
        time.sleep(0.02)
    if line == "!endless":
        while True:
            time.sleep(0.05)
    excess(line)


def large() -> int:
    """Three processes that together hold 600 MB for some seconds, and none of them much."""
    for _ in range(3):
        if os.fork() == 0:
            held = bytearray(b"x") * (200 << 20)
            time.sleep(20)
            os._exit(len(held) & 1)
    time.sleep(10)
    return 0


def excess(line: str) -> None:
    if line == "!large":
        large()
    if line == "!huge":
        bytearray(1 << 40)
    if line == "!crash":
        os.abort()


def pdf(lines: list[str]) -> bytes:
    file = pikepdf.new()
    media = Array([0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED])
    trim = Array([BLEED, BLEED, WIDTH + BLEED, HEIGHT + BLEED])
    for line in lines:
        # the whole sheet red, the trim white, and a grey bar as long as the line
        ops = (
            f"1 0 0 rg 0 0 {WIDTH + 2 * BLEED} {HEIGHT + 2 * BLEED} re f "
            f"1 1 1 rg {BLEED} {BLEED} {WIDTH} {HEIGHT} re f "
            f"0.3 0.3 0.3 rg {BLEED + 30} 260 {6 * len(line)} 100 re f % {line!a}"
        )
        page = Dictionary(
            Type=Name.Page, MediaBox=media, TrimBox=trim, Contents=file.make_stream(ops.encode())
        )
        file.pages.append(pikepdf.Page(file.make_indirect(page)))
    first = int(lines[0]) if lines[0].isdecimal() else 7
    labels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))
    file.Root.PageLabels = labels
    out = io.BytesIO()
    file.save(out, static_id=True)
    return out.getvalue()


def folder(path: Path, *lines: str) -> Path:
    (path / "text.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return path
