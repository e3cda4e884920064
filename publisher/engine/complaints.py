"""What WeasyPrint says while it works, turned into findings; nothing is printed."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from types import TracebackType

from publisher.engine import findings as kinds
from publisher.engine.values import Sheet
from publisher.findings import Finding, Place

LOGGER = logging.getLogger("weasyprint")
_AT = re.compile(r" ?\bat (\d+):(\d+)[,.:]? ?")
_PICTURE = re.compile(r"Failed to load image at '([^']*)': (.*)", re.DOTALL)
_WITHOUT_WORDS = re.compile(r'Image ".*" has no required alt description', re.DOTALL)
_SVG = re.compile(r"Failed to render SVG image (.*)", re.DOTALL)


class Complaints(logging.Handler):
    """Collects while it is entered; `sheet` is the style sheet that is being read, if one is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []
        self.sheet: Sheet | None = None
        self.refused: set[str] = set()

    def __enter__(self) -> Complaints:
        self._before = (LOGGER.propagate, LOGGER.level)
        LOGGER.addHandler(self)
        LOGGER.propagate = False
        LOGGER.setLevel(logging.WARNING)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        LOGGER.removeHandler(self)
        LOGGER.propagate, level = self._before
        LOGGER.setLevel(level)

    @contextlib.contextmanager
    def apart(self) -> Iterator[list[Finding]]:
        """While it is entered, what is noted goes into a list of its own."""
        others, self.findings = self.findings, []
        try:
            yield self.findings
        finally:
            self.findings = others

    def emit(self, record: logging.LogRecord) -> None:
        """Note one complaint, unless it only repeats a refusal of the jail or an earlier one."""
        if _WITHOUT_WORDS.fullmatch(record.getMessage()):
            return  # said by the checks, with the manuscript's line, unless it is decoration
        finding = self._understand(record.getMessage())
        if finding is not None and finding not in self.findings:
            self.findings.append(finding)

    def _understand(self, message: str) -> Finding | None:
        if picture := _PICTURE.fullmatch(message):
            return self._picture(picture[1], picture[2])
        if svg := _SVG.fullmatch(message):
            return self._picture(svg[1], "SVG")
        place = self._place(message)
        if place is None:
            return kinds.LAYOUT_TROUBLE.at(None, problem=message)
        return kinds.STYLE_IGNORED.at(place, problem=_AT.sub(" ", message, count=1).strip())

    def _picture(self, url: str, problem: str) -> Finding | None:
        if url in self.refused:
            return None
        return kinds.PICTURE_BROKEN.at(None, url=url, problem=problem)

    def _place(self, message: str) -> Place | None:
        at = _AT.search(message)
        if self.sheet is None or at is None:
            return None
        return Place(self.sheet.name, int(at[1]), int(at[2]))
