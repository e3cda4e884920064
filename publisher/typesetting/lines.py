"""Where each character of a line stands, once its ends are known."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

from publisher.typesetting.breaking import TINY, Fit
from publisher.typesetting.strip import Strip


@dataclass(slots=True)
class Line:
    """One line: characters `start` to before `end` (spaces at its end are left out).

    `widths` are the distances from each character's place to the next one's, `shifts` where its
    glyph begins from that place. The widths add up to `width`, with that of a `hyphen` at the end.
    """

    start: int
    end: int
    widths: list[float]
    shifts: list[float]
    width: float
    hyphen: float = 0.0


def place(strip: Strip, start: int, end: int, measure: float, justify: bool) -> Line:
    """Set the characters from `start` to before `end` in a measure.

    A line that is too long gives up what its marks and gaps can; one that is too short is stretched
    where `justify` says so (not on a paragraph's last line).
    """
    fit = Fit(strip, start, end)
    widths = list(map(add, strip.width[start : fit.end], strip.glue[start : fit.end]))
    shifts = strip.shift[start : fit.end]
    if not widths:
        return Line(start, fit.end, [], [], 0.0)
    spare = measure - fit.natural
    if spare < -TINY:
        _shrink(strip, fit, -spare, widths, shifts)
    elif justify and spare > TINY:
        _stretch(strip, fit, spare, measure, widths)
    _edges(strip, fit, widths, shifts)
    return Line(start, fit.end, widths, shifts, sum(widths) + fit.hyphen, fit.hyphen)


def _edges(strip: Strip, fit: Fit, widths: list[float], shifts: list[float]) -> None:
    """Marks at the line's edges give up their blank half; a gap to what follows is none."""
    widths[0] -= fit.lead
    shifts[0] -= fit.lead
    widths[-1] -= fit.tail + strip.glue[fit.end - 1]
    if fit.tail:
        shifts[-1] -= strip.before[fit.end - 1]


def _shrink(strip: Strip, fit: Fit, need: float, widths: list[float], shifts: list[float]) -> None:
    """Take from the first reserve, then from the second, from each in its proportion."""
    first = min(1.0, need / fit.first) if fit.first else 0.0
    need -= first * fit.first
    second = min(1.0, need / fit.second) if need > TINY and fit.second else 0.0
    begin, end = fit.start + (1 if fit.lead else 0), fit.end - 1
    gives = zip(strip.first[begin:end], strip.second[begin:end], strict=True)
    for i, (soon, later) in enumerate(gives, begin):
        taken = first * soon + second * later
        if taken:
            widths[i - fit.start] -= taken
            blank = strip.before[i] + strip.after[i]
            if blank:
                shifts[i - fit.start] -= taken * strip.before[i] / blank


def _stretch(strip: Strip, fit: Fit, spare: float, measure: float, widths: list[float]) -> None:
    """Gaps beside Western words and word spaces first, then marks, then all gaps alike.

    Where that would part Han characters too far, letters and marks take more, and the gaps beside
    Western words share the rest.
    """
    takes = min(1.0, spare / fit.takes) if fit.takes else 0.0
    spare -= takes * fit.takes
    eases = min(1.0, spare / fit.eases) if fit.eases and spare > TINY else 0.0
    spare = max(0.0, spare - eases * fit.eases)
    whole = spare
    spare, finals = fit.parting(spare, measure, strip.em[fit.start])
    share = finals / fit.finals if finals else 0.0
    inner = slice(fit.start, fit.end - 1)
    gaps, takers, easers = strip.gap[inner], strip.takes[inner], strip.eases[inner]
    if whole > fit.borne(measure, strip.em[fit.start]):
        gaps = [int(gap or taker > 0) for gap, taker in zip(gaps, takers, strict=True)]
    count = sum(gaps)
    tracking = spare / count if count else 0.0
    for at, (gap, taker, easer) in enumerate(zip(gaps, takers, easers, strict=True)):
        widths[at] += takes * taker + eases * easer + tracking * gap
    if share:
        for at, final in enumerate(strip.finals[inner]):
            widths[at] += share * final
