"""Pages as pictures. PDFium is not safe on threads: one thread makes every call to it."""

from __future__ import annotations

import asyncio
import io
import math
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, ParamSpec, TypeVar

import pypdfium2 as pdfium
from PIL import Image

from publisher.preview.lines import Line, lines
from publisher.preview.values import Sheet

P = ParamSpec("P")
T = TypeVar("T")

WIDTHS = range(16, 4097)  # pixels that a picture may be wide
COARSE = 900  # pixels; narrower pictures are those of a screen with visible pixels
MOST_PIXELS = 32_000_000  # of one picture; 96 MB while it is drawn
MOST_BYTES = 24 << 20  # of the pictures kept at hand
MOST_PARTS = 24  # articles set alone that wait for the whole
# what is shown, the one before, and one more: a browser that has not heard of the newest yet still
# asks for the two that it shows
WHOLES = 3


class Open(NamedTuple):
    """A PDF that pages are drawn from, and which page of it a picture shows."""

    file: pdfium.PdfDocument
    pages: dict[str, int]
    part: bool


class Pictures:
    """The pictures of what is shown: of the last whole PDFs, and parts set since."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pdfium")
        self._open: list[Open] = []  # the newest first
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0

    async def show(self, data: bytes, sheets: tuple[Sheet, ...], *, part: bool = False) -> bool:
        """Draw from this PDF from now on; False where it cannot be opened, and nothing changes.

        A `part` is shown beside the others, until a whole one takes the place of all.
        """
        return await self._on_thread(self._show, data, sheets, part)

    def knows(self, picture: str) -> bool:
        """Whether a page has a picture of that name."""
        return any(picture in each.pages for each in self._open)

    async def words(self, picture: str) -> list[Line] | None:
        """The lines of text on a page; None where no page has a picture of that name."""
        return await self.ask(picture, lines)

    async def draw(self, picture: str, width: int) -> bytes | None:
        """A page as PNG, so many pixels wide; None where no page has a picture of that name.

        The browser names the pixels that it has: a picture that fits them needs no resampling,
        and small type stays sharp.
        """
        if width not in WIDTHS:
            return None
        if (kept := self._kept.get((picture, width))) is not None:
            return kept
        return await self._on_thread(self._draw, picture, width)

    async def ask(self, picture: str, look: Callable[[pdfium.PdfPage], T]) -> T | None:
        """What somebody sees who looks at a page; None where no page has a picture of that name.

        `look` runs on PDFium's thread, between two pictures.
        """
        return await self._on_thread(self._ask, picture, look)

    def close(self) -> None:
        """Draw nothing more; called when the loop has ended."""
        self._thread.submit(self._let_go)
        self._thread.shutdown(wait=True, cancel_futures=False)

    async def _on_thread(self, do: Callable[P, T], *arguments: P.args, **_none: P.kwargs) -> T:
        call = partial(do, *arguments)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    # ── on the one thread ────────────────────────────────────────────────────────────────────────

    def _show(self, data: bytes, sheets: tuple[Sheet, ...], part: bool) -> bool:
        try:
            file = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return False
        pages = {sheet.picture: number for number, sheet in enumerate(sheets)}
        self._open.insert(0, Open(file, pages, part))
        kept = self._open if part else [each for each in self._open if not each.part]
        parts = [each for each in kept if each.part][:MOST_PARTS]
        kept = [*parts, *[each for each in kept if not each.part][:WHOLES]]
        for each in self._open:
            if each not in kept:
                each.file.close()
        self._open = kept
        return True

    def _let_go(self) -> None:
        for each in self._open:
            each.file.close()
        self._open = []

    def _page(self, picture: str) -> pdfium.PdfPage | None:
        for each in self._open:
            if picture in each.pages:
                return each.file[each.pages[picture]]
        return None

    def _draw(self, picture: str, width: int) -> bytes | None:
        if (kept := self._kept.get((picture, width))) is not None:
            return kept
        if (page := self._page(picture)) is None:
            return None
        drawn = _png(page, width)
        self._keep((picture, width), drawn)
        return drawn

    def _ask(self, picture: str, look: Callable[[pdfium.PdfPage], T]) -> T | None:
        if (page := self._page(picture)) is None:
            return None
        try:
            return look(page)
        finally:
            page.close()

    def _keep(self, name: tuple[str, int], drawn: bytes) -> None:
        self._kept[name] = drawn
        self._size += len(drawn)
        while self._size > MOST_BYTES:
            self._size -= len(self._kept.popitem(last=False)[1])


def _png(page: pdfium.PdfPage, width: int) -> bytes:
    """The trimmed page; what lies in the bleed is cut away, as the printer's knife will."""
    left, bottom, right, top = page.get_mediabox()
    trim = page.get_trimbox()
    across, down = trim[2] - trim[0], trim[3] - trim[1]
    size = width, round(width * down / across)
    # small type drawn twice as large and reduced is as crisp as a screen can show it
    scale = width / across * (2 if width < COARSE else 1)
    scale = min(scale, math.sqrt(MOST_PIXELS / (across * down)))
    x = _knife(right - left, trim[0] - left, across, scale)
    y = _knife(top - bottom, top - trim[3], down, scale)
    bitmap = page.render(scale=scale, crop=(x[0], y[1], x[1], y[0]))
    picture: Image.Image = bitmap.to_pil()
    file = io.BytesIO()
    # the fastest compression: the picture goes no further than this machine
    double = picture.size == (2 * size[0], 2 * size[1])
    fitted = picture.reduce(2) if double else picture.resize(size, Image.Resampling.LANCZOS)
    fitted.save(file, "PNG", compress_level=1)
    bitmap.close()
    page.close()
    return file.getvalue()


def _knife(whole: float, before: float, trimmed: float, scale: float) -> tuple[float, float]:
    """What to cut before and after, in points, so that whole pixels remain.

    pypdfium2 rounds the page and each cut up to pixels; half a pixel less is rounded to the pixel.
    """
    room = max(math.ceil(whole * scale) - round(trimmed * scale), 0)
    first = min(round(before * scale), room)
    last = room - first
    return (first - 0.5) / scale, (last - 0.5) / scale
