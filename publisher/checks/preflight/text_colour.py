"""The inks of text: few for small text, black ink alone for black; white that would vanish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.checks.content.colours import ALL, BLACK, PROCESS
from publisher.checks.content.marks import Area, Text
from publisher.checks.preflight.subject import Gathered, PrintPage
from publisher.checks.registry import check
from publisher.findings import Finding, Severity
from publisher.messages import _

TRACE = 0.005  # of an ink; less leaves no dot
DARK = 0.85  # of black, from which on text is meant to be black
DARK_SUM = 2.4  # of all inks, which is black whatever it is made of
_ROUNDING = 0.01  # points

Inks = Mapping[str, float]


def texts(page: PrintPage, is_wrong: Callable[[Inks], bool]) -> Iterator[tuple[Text, Inks]]:
    """The texts whose letters or outlines are of inks that are wrong, with these; traces left out.

    Each colour is asked once: most text of a page is of one.
    """
    known: dict[int, Inks | None] = {}
    for text in page.texts:
        for colour in text.colours():
            if id(colour) not in known:
                inks = {ink: n for ink, n in (colour.inks or {}).items() if n > TRACE}
                is_known = colour.inks is not None
                known[id(colour)] = inks if is_known and is_wrong(inks) else None
            if (wrong := known[id(colour)]) is not None:
                yield text, wrong


def is_black(inks: Inks) -> bool:
    """Whether readers see black."""
    return ALL in inks or inks.get(BLACK, 0.0) >= DARK or sum(inks.values()) >= DARK_SUM


def shown(inks: Inks) -> str:
    """`C60 M40 Y40 K100`, spot inks by their names."""
    names = (ink[0] if ink in PROCESS[:3] else "K" if ink == BLACK else f"{ink} " for ink in inks)
    return " ".join(
        f"{name}{amount * 100:.0f}" for name, amount in zip(names, inks.values(), strict=True)
    )


@check(
    "small-text-inks",
    Severity.ERROR,
    _("text of {size} pt is printed with {count} inks ({inks}); at most {most} keep it sharp"),
    _("set it in a colour of {most} inks or in a spot ink, or larger than {limit} pt"),
    why=_("Plates never meet exactly: each further ink blurs thin strokes with a coloured edge."),
)
def small_text_inks(page: PrintPage) -> Iterator[Finding]:
    """Small text uses few inks (GWG 2015, Small Text). Black text has a rule of its own."""
    limit, most = page.condition.small_text, page.condition.small_text_inks
    found = Gathered(page, small_text_inks)
    for mark, inks in texts(page, lambda inks: len(inks) > most and not is_black(inks)):
        if mark.size <= limit + _ROUNDING:
            found.add(
                mark,
                size=f"{mark.size:.3g}",
                count=len(inks),
                inks=shown(inks),
                most=most,
                limit=f"{limit:g}",
            )
    yield from found


@check(
    "black-text-inks",
    Severity.ERROR,
    _("black text is printed with other inks than black ({inks})"),
    _("set it in black ink alone (C0 M0 Y0 K100)"),
    why=_("Black on four plates is never sharp, dries badly and costs four times the ink."),
)
def black_text_inks(page: PrintPage) -> Iterator[Finding]:
    """Black text is on the black plate alone (GWG 2015, Rich Black Text)."""
    found = Gathered(page, black_text_inks)
    for mark, inks in texts(page, lambda inks: is_black(inks) and set(inks) != {BLACK}):
        found.add(mark, inks=shown(inks))
    yield from found


@check(
    "black-text-overprint",
    Severity.WARNING,
    _("black text does not overprint what lies below it"),
    _("set text in K 100 % to overprint (op true, OPM 1)"),
    why=_("Text that is cut out of a tint shows white edges when the plates do not meet."),
)
def black_text_overprint(page: PrintPage) -> Iterator[Finding]:
    """Text in pure black overprints (GWG 2015, Overprint 100% Black Text)."""
    found = Gathered(page, black_text_overprint)
    for mark in page.texts:
        fill = None if mark.overprints else mark.fill
        if fill is not None and fill.inks == {BLACK: 1.0}:
            found.add(mark)
    yield from found


@check(
    "white-overprint",
    Severity.ERROR,
    _("something white is set to overprint, so it will not be seen"),
    _("let white knock out (op false)"),
    why=_("White is no ink: it shows only where it takes the others away."),
)
def white_overprint(page: PrintPage) -> Iterator[Finding]:
    """What has no ink does not overprint (GWG 2015, Overprint White Text and White Paths)."""
    found = Gathered(page, white_overprint)
    for mark in page.printed:
        fill = mark.fill if isinstance(mark, (Area, Text)) and mark.overprints else None
        if fill is not None and not fill.name and fill.inks == {}:
            found.add(mark)
    yield from found
