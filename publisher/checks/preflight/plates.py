"""The sum of inks from plates, for pages whose content alone does not tell it.

Ghostscript renders the plates (device `tiffsep`) if the machine has it; it is never needed. It is
given only files that we could read to their end, a page at a time, in a folder of its own, without
leave to read or write anything else, and for so long. What it cannot do stays not checked.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageMath

from publisher.checks.findings import NOT_JUDGED
from publisher.checks.preflight.ink import FOREIGN, ROUNDING, ink_limit
from publisher.checks.preflight.subject import MOST_SPOTS, PrintPdf, Sheet
from publisher.findings import Finding, Spot
from publisher.units import millimetres

MOST_PAGES = 30  # rendered for one file
_CELL = 5  # pixels of a millimetre, of which the mean counts
_INCH = 25.4  # millimetres
_MOST_PIXELS = 40_000_000
_PATIENCE = 60  # seconds a page
_PDF = b"%PDF-"
_SPOTS = 12  # further inks


class Renderer(NamedTuple):
    """Somebody who makes plates, by the name that a certificate gives.

    `render`: a PDF and one of its pages -> the sum of inks in per cent, a pixel a millimetre of the
    paper; None where it cannot.
    """

    name: str
    render: Callable[[bytes, Sheet], Image.Image | None]


def judged(
    pdf: PrintPdf, findings: Iterable[Finding], renderer: Renderer
) -> tuple[tuple[Finding, ...], tuple[int, ...]]:
    """The findings of `ink-limit` once plates were looked at, and the pages that were rendered."""
    done: list[Finding] = []
    wet: dict[str, list[Spot]] = {}
    sums: dict[int, Image.Image | None] = {}
    for finding in findings:
        if not _is_open(finding) or finding.place is None:
            done.append(finding)
            continue
        left = []
        for spot in finding.place.spots:
            if spot.page not in sums and len(sums) < MOST_PAGES:
                sums[spot.page] = renderer.render(pdf.data, pdf.sheets[spot.page - 1])
            plate = sums.get(spot.page)
            if plate is None:
                left.append(spot)
            elif (most := _most(plate, pdf.sheets[spot.page - 1], spot)) > _limit(pdf):
                wet.setdefault(f"{most:.0f}", []).append(spot)
        if left:
            place = finding.place._replace(spots=tuple(left))
            done.append(replace(finding, place=place))
    found = (
        ink_limit.at(
            pdf.place._replace(spots=tuple(spots)), found=most, limit=pdf.condition.ink_limit
        )
        for most, spots in wet.items()
    )
    return (*found, *done), tuple(sorted(page for page, plate in sums.items() if plate))


def _is_open(finding: Finding) -> bool:
    """Whether plates would tell; of a finding that names not all of its places they would not."""
    reason = dict(finding.values).get("reason")
    spots = finding.place.spots if finding.place else ()
    return finding.kind is NOT_JUDGED and reason != FOREIGN and len(spots) < MOST_SPOTS


def _limit(pdf: PrintPdf) -> float:
    return pdf.condition.ink_limit + ROUNDING


def _most(plate: Image.Image, sheet: Sheet, spot: Spot) -> float:
    """The most ink in a place on a page, within what is printed."""
    paper, inked = sheet.spot(sheet.media), sheet.spot(sheet.inked)
    left, top = max(spot.x, inked.x), max(spot.y, inked.y)
    right = min(spot.x + spot.width, inked.x + inked.width)
    bottom = min(spot.y + spot.height, inked.y + inked.height)
    box = (
        max(int(left - paper.x), 0),
        max(int(top - paper.y), 0),
        min(int(right - paper.x) + 1, plate.width),
        min(int(bottom - paper.y) + 1, plate.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return 0.0
    extremes = plate.crop(box).getextrema()
    return float(extremes[1])  # type: ignore[arg-type]  # of one channel


# ── Ghostscript ──────────────────────────────────────────────────────────────────────────────────


@cache
def ghostscript() -> Renderer | None:
    """Ghostscript, by its version; None where there is none."""
    program = shutil.which("gs")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [program, "--version"], capture_output=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = done.stdout.decode("ascii", "replace").strip()[:20]
    return Renderer(f"Ghostscript {version}", rendered)


def rendered(data: bytes, sheet: Sheet) -> Image.Image | None:
    """The sums of one page by Ghostscript; None where it did not come to an end."""
    size = [millimetres(side) * _CELL for side in (sheet.media.width, sheet.media.height)]
    program = shutil.which("gs")
    if program is None or size[0] * size[1] > _MOST_PIXELS:
        return None
    if not data.startswith(_PDF):  # it would run PostScript that stands before a PDF
        return None
    with tempfile.TemporaryDirectory(prefix="publisher-") as name:
        folder = Path(name)
        (folder / "page.pdf").write_bytes(data)
        try:
            subprocess.run(  # noqa: S603 - our own arguments, no shell
                [program, *_arguments(sheet.number), "page.pdf"],
                cwd=folder,
                env={"TMPDIR": name, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
            return _sum(sorted(folder.glob("plate(*).tif")))
        except (OSError, ValueError, subprocess.SubprocessError):
            return None


def _arguments(page: int) -> Iterator[str]:
    yield from ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR")
    yield from ("-sDEVICE=tiffsep", f"-dMaxSpots={_SPOTS}", f"-r{_CELL * _INCH:g}")
    yield from (f"-dFirstPage={page}", f"-dLastPage={page}", "-sOutputFile=plate.tif")


def _sum(plates: list[Path]) -> Image.Image | None:
    """All plates laid on one another, in per cent, as means of a millimetre."""
    total: Image.Image | None = None
    for path in plates:
        with Image.open(path, formats=("TIFF",)) as plate:
            ink = ImageChops.invert(plate.convert("L")).reduce(_CELL).convert("I")
        total = ink if total is None else ImageMath.lambda_eval(_add, a=total, b=ink)
    if total is None:
        return None
    return total.point(lambda level: level * (100 / 255))


def _add(on: dict[str, ImageMath._Operand]) -> ImageMath._Operand:
    return on["a"] + on["b"]
