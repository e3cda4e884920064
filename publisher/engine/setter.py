"""The Chinese line setter inside WeasyPrint.

Five functions of WeasyPrint are replaced (`hooks`). They act only where the layout context carries
a `Setter`, that is, in documents that come through the engine's door:

- before the lines of a line box are made, its paragraph is gathered and kept (`prepare`);
- a line is put together as the paragraph's plan says (`assembly`);
- shrink-to-fit boxes are measured with the same widths (`line_widths`);
- a line that is set is not justified again, and is painted from its glyphs (`painting`).

A paragraph that the setter cannot set is left to WeasyPrint as a whole, decided before its first
line, and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.engine import findings as kinds
from publisher.engine import inside
from publisher.engine.paragraphs import Borne, Gatherer, Paragraph, has_chinese, own_boxes
from publisher.engine.shaping import NO_LANGUAGE, Shaper, Unsupported
from publisher.findings import Finding
from publisher.typesetting import Strength, upright

_BEGINNING = 20
# Where nothing can be broken, WeasyPrint tries every piece of a line anew after each that follows:
# ten times the pieces take a hundred times as long. Our setter goes through them once.
_MANY_PIECES = 200


@dataclass
class Setter:
    """What the setter keeps for one document; `changes` are as in `values.Document`."""

    strength: Strength = Strength.GB
    changes: Mapping[str, int] = field(default_factory=dict)
    shaper: Shaper = field(default_factory=Shaper)
    hanging: bool = False
    vertical: bool = False
    galley: bool = False
    findings: list[Finding] = field(default_factory=list)
    _paragraphs: dict[tuple[int, ...], tuple[Any, Paragraph | None]] = field(default_factory=dict)

    def paragraph(self, context: Any, line_box: Any, block: Any) -> Paragraph | None:
        """The paragraph of a line box; None where WeasyPrint sets it.

        `block` is the containing block, or None while widths are looked for.
        """
        within = [line_box, *own_boxes(line_box)]  # counters of pages change what is in them
        key = (*map(id, within), _width(block, within))
        if key not in self._paragraphs:
            self._paragraphs[key] = within, self._gather(context, line_box, block)
        return self._paragraphs[key][1]

    def _gather(self, context: Any, line_box: Any, block: Any) -> Paragraph | None:
        if not (has_chinese(line_box) or self._stands(line_box) or _is_in_pieces(line_box)):
            return None
        try:
            change = self.changes.get(inside.identity(line_box), 0)
            gatherer = Gatherer(context, self.shaper, block, change=change)
            return gatherer.gather(line_box, self.strength, hanging=self.hanging)
        except Unsupported as reason:
            self.report(line_box, str(reason))
            return None

    def _stands(self, line_box: Any) -> bool:
        """Whether a line of figures alone has some that stand upright."""
        drawing = line_box.style["lang"] == NO_LANGUAGE
        return self.vertical and not drawing and bool(upright.places(inside.text_of(line_box)))

    def bears(self) -> dict[str, Sequence[int]]:
        """Id of an element of one line box -> the changes of its number of lines that it bears."""
        return {
            paragraph.name: Borne(paragraph)
            for _, paragraph in self._paragraphs.values()
            if paragraph is not None and paragraph.measures and paragraph.name
        }

    def report(self, line_box: Any, reason: str) -> None:
        """A paragraph is left to WeasyPrint: say so, once."""
        beginning = inside.text_of(line_box).strip()[:_BEGINNING]
        found = kinds.FALLBACK.at(None, reason=reason, beginning=beginning)
        if found not in self.findings:
            self.findings.append(found)


def _is_in_pieces(line_box: Any) -> bool:
    return any(number == _MANY_PIECES for number, _box in enumerate(own_boxes(line_box)))


def _width(block: Any, within: list[Any]) -> int:
    """The containing block's width where anything in the line may depend on it."""
    plain = all(isinstance(child, inside.boxes.TextBox) for child in within[1:])
    return 0 if plain or block is None else hash(block.width)


def prepare(
    context: Any, line_box: Any, block: Any, first_letter: Any, first_line: Any
) -> Paragraph | None:
    """Give a line box its paragraph before its lines are made."""
    paragraph = None
    setter = getattr(context, "setter", None)
    if setter is not None and first_letter is None and first_line is None:
        paragraph = setter.paragraph(context, line_box, block)
    elif setter is not None and has_chinese(line_box):
        setter.report(line_box, "::first-letter or ::first-line")
    line_box.paragraph = paragraph
    return paragraph


def line_widths(
    paragraph: Paragraph, indent: float, trailing: float, minimum: bool, skip: Any, first_only: bool
) -> Iterator[float]:
    """Widths for shrink-to-fit, as WeasyPrint's inline_line_widths yields them."""
    plan = paragraph.plan
    if minimum and first_only:
        yield plan.chunk(paragraph.place(skip)) + indent
    elif minimum:
        yield plan.widest_chunk() + indent
    else:
        widths = plan.widths()
        widths[0] += indent
        widths[-1] += trailing
        yield from widths
