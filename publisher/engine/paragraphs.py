"""A paragraph: the leaves of a line box in one row, with the plan of its lines.

WeasyPrint says where to go on with a "skip stack", nested dicts of child indices that end with a
byte of a text. Here the same is a path, a tuple of those numbers; leaves are sorted by theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from publisher.engine import inside
from publisher.engine.division import last_places, places
from publisher.engine.inside import boxes
from publisher.engine.shaping import Shaped, Shaper, Unsupported
from publisher.typesetting import Plan, Row, Strength, Strip, measure
from publisher.typesetting.classes import OBJECT_CHAR, PAD_CHAR, is_chinese
from publisher.typesetting.lengths import count_lines, lines_of

Path = tuple[int, ...]
LAST = 1 << 60  # sorts after every child: the padding at a box's end
_WRAPS = frozenset({"normal", "pre-wrap", "pre-line"})


@dataclass(slots=True)
class Leaf:
    """One leaf: a text box with its glyphs, a box of fixed width, or a padding (without a box)."""

    path: Path
    start: int
    length: int
    box: Any = None
    shaped: Shaped | None = None
    dots: bool = False
    resolved: bool = False


@dataclass(slots=True)
class Paragraph:
    """The leaves of a line box and the plan of its lines; `name` is the id of its element.

    `change` is how many lines more or less than is best are asked for; `measures` are those of its
    first lines, once they were set. A `plain` one holds text and inline boxes alone; `kept` are its
    lines by where they begin, their indent and measure, each with the path of the next line and the
    left edge that it was made for. `pattern` is the first line, where all others are like it.
    """

    name: str
    leaves: list[Leaf]
    strip: Strip
    plan: Plan
    paths: list[Path]
    starts: list[int]
    change: int = 0
    plain: bool = False
    vertical: bool = False
    measures: tuple[float, ...] = ()
    pattern: Any = None
    kept: dict[tuple[int, float, float], tuple[Any, Path | None, float]] = field(
        default_factory=dict
    )
    _ends: Mapping[int, int] = field(default_factory=dict)

    def line_end(self, start: int, measures: Sequence[float]) -> int:
        """Where the line from `start` ends, if lines have these measures and then the last one."""
        if start == self.plan.start_of(0) and self.measures != tuple(measures):
            self.measures = tuple(measures)
            self._ends = self._changed(self.change) if self.change else {}
        return self._ends.get(start) or self.plan.line_end(start, measures)

    def bears(self, change: int) -> bool:
        """Whether nobody would see so many lines more or less."""
        return bool(self._changed(change))

    def _changed(self, change: int) -> Mapping[int, int]:
        count = count_lines(self.plan, self.measures) + change
        return lines_of(self.plan, self.measures, count) if count > 0 else {}

    def place(self, skip: Any) -> int:
        """The character at which a skip stack goes on."""
        path = path_of(skip)
        at = bisect_right(self.paths, path) - 1
        if at >= 0:
            leaf = self.leaves[at]
            if leaf.shaped and len(path) == len(leaf.path) + 1 and path[:-1] == leaf.path:
                return leaf.start + bisect_left(leaf.shaped.offsets, path[-1])
            if leaf.path == path:
                return leaf.start
        return self.starts[at + 1] if at + 1 < len(self.starts) else len(self.strip)

    def path(self, place: int) -> Path:
        """Where a line that begins with a character begins, as high in the tree as can be."""
        leaf = self.leaves[bisect_right(self.starts, place) - 1]
        offset = place - leaf.start
        if offset and leaf.shaped:
            return (*leaf.path, leaf.shaped.offsets[offset])
        path = leaf.path
        while len(path) > 1 and path[-1] == 0:
            path = path[:-1]
        return path

    def between(self, start: int, end: int) -> dict[int, Leaf]:
        """The text leaves of a line, by the id of their box."""
        first = bisect_right(self.starts, start) - 1
        found = {}
        for leaf in self.leaves[first:]:
            if leaf.start >= end:
                break
            found[id(leaf.box)] = leaf
        return found


class Borne(Sequence[int]):
    """The changes of a paragraph's number of lines (-1, 1) that nobody would see.

    They are looked for when they are asked for: only a page with a short column does.
    """

    def __init__(self, paragraph: Paragraph) -> None:
        """Nothing is looked for yet."""
        self._paragraph = paragraph

    @cached_property
    def _found(self) -> tuple[int, ...]:
        return tuple(change for change in (-1, 1) if self._paragraph.bears(change))

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place: Any) -> Any:
        return self._found[place]


def path_of(skip: Any) -> Path:
    """{3: {0: {12: None}}} -> (3, 0, 12)."""
    path: list[int] = []
    while skip:
        ((index, skip),) = skip.items()
        path.append(index)
    return tuple(path)


def skip_of(path: Path) -> Any:
    """(3, 0, 12) -> {3: {0: {12: None}}}."""
    skip: Any = None
    for index in reversed(path):
        skip = {index: skip}
    return skip


@dataclass
class Gatherer:
    """Reads the leaves of one line box into a row. Raises Unsupported where it cannot be set."""

    context: Any
    shaper: Shaper
    containing_block: Any
    leaves: list[Leaf] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    em: list[float] = field(default_factory=list)
    advance: list[float] = field(default_factory=list)
    ink: dict[int, tuple[float, float]] = field(default_factory=dict)
    stuck: set[int] = field(default_factory=set)
    raised: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    hyphens: dict[int, float] = field(default_factory=dict)
    resort: set[int] = field(default_factory=set)
    upright: set[int] = field(default_factory=set)
    change: int = 0
    plain: bool = True

    def gather(self, line_box: Any, strength: Strength, *, hanging: bool) -> Paragraph:
        """The paragraph of a line box."""
        self._children(line_box, (), raised=False, dots=False)
        row = Row(
            "".join(self.text),
            self.em,
            self.advance,
            self.ink,
            self.stuck,
            self.raised,
            self.joined,
            self.hyphens,
            self.resort,
            strength,
            hanging,
            self.upright,
        )
        plan = self._plan(row)
        paths, starts = [leaf.path for leaf in self.leaves], [leaf.start for leaf in self.leaves]
        return Paragraph(
            inside.identity(line_box),
            self.leaves,
            plan.strip,
            plan,
            paths,
            starts,
            self.change,
            self.plain,
            self.shaper.vertical,
        )

    def _plan(self, row: Row) -> Plan:
        """The plan of a row, found where the same texts stood in a row before."""
        plans = self.shaper.store.plans
        shaped = [leaf.shaped for leaf in self.leaves]
        widths = tuple(self.advance[leaf.start] for leaf in self.leaves if leaf.shaped is None)
        sticks = tuple(sorted(self.stuck)), tuple(sorted(self.raised)), tuple(self.hyphens.items())
        key = row.strength, row.hanging, row.text, tuple(map(id, shaped)), widths, sticks
        found: tuple[Plan, Any] | None = plans.get(key)
        if found is None:
            found = Plan(measure(row)), shaped  # whose ids are theirs as long as they are kept
            plans.put(key, found, len(row.text))
        return found[0]

    def _children(self, parent: Any, path: Path, raised: bool, dots: bool) -> None:
        for index, child in enumerate(parent.children):
            if not child.is_in_normal_flow():
                if child.is_floated():
                    raise Unsupported("a float inside the line")
                self.plain = False
            elif isinstance(child, boxes.TextBox):
                self._text(child, (*path, index), raised, dots)
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                self._inline(child, (*path, index), raised, dots)
            else:
                self._object(child, (*path, index), parent)

    def _text(self, box: Any, path: Path, raised: bool, dots: bool) -> None:
        if not box.text or not box.style["font_size"]:
            return
        shaped = self.shaper.shape(box.text, box.style)
        start = len(self.em)
        end = start + len(box.text)
        self.leaves.append(Leaf(path, start, len(box.text), box, shaped, dots))
        self.text.append(box.text)
        self.em += [shaped.em] * len(box.text)
        self.advance += shaped.advance
        self.ink.update({start + i: blank for i, blank in shaped.ink.items()})
        self.joined.update(start + i for i in shaped.joined())
        self.upright.update(start + i for i in shaped.upright)
        if raised:
            self.raised.update(range(start, end))
        if box.style["white_space"] not in _WRAPS:
            self.stuck.update(range(start + 1, end))
        else:
            self._divide(box, start)

    def _divide(self, box: Any, start: int) -> None:
        """Where the words of a text box may be divided, and where only if there is no other way."""
        text, language = box.text, str(box.style["lang"] or "")
        last, bare = last_places(text, language)
        divided = places(text, language)
        if last or divided:
            width = self.shaper.hyphen(box.style).advance[0]
            self.hyphens.update({start + place: width for place in (*last, *divided)})
        self.hyphens.update({start + place: 0.0 for place in bare})
        self.resort.update(start + place for place in {*last, *bare}.difference(divided))

    def _inline(self, box: Any, path: Path, raised: bool, dots: bool) -> None:
        if box.style["box_decoration_break"] == "clone":
            raise Unsupported("box-decoration-break: clone")
        self.plain = self.plain and box.style["position"] != "relative"
        raised = raised or inside.is_raised(box)
        dots = dots or inside.has_class(box, "emphasis")
        left, right = inside.inline_spacing(box, self.containing_block)
        if left:
            self._pad(path, left, box)
            self.stuck.add(len(self.em))
        self._children(box, path, raised, dots)
        if right:
            self.stuck.add(len(self.em))
            self._pad((*path, LAST), right, box)

    def _pad(self, path: Path, width: float, box: Any) -> None:
        self._fixed(PAD_CHAR, path, width, float(box.style["font_size"]), None)

    def _object(self, box: Any, path: Path, parent: Any) -> None:
        self.plain = False
        width = inside.object_width(self.context, box, self.containing_block)
        em = float(parent.style["font_size"])
        self._fixed(OBJECT_CHAR, path, width, em, box)

    def _fixed(self, char: str, path: Path, width: float, em: float, box: Any) -> None:
        self.leaves.append(Leaf(path, len(self.em), 1, box))
        self.text.append(char)
        self.em.append(em)
        self.advance.append(width)


def has_chinese(line_box: Any) -> bool:
    """Whether a line box holds any Chinese text of its own."""
    return any(
        isinstance(box, boxes.TextBox) and is_chinese(box.text) for box in own_boxes(line_box)
    )


def own_boxes(parent: Any) -> Any:
    """The boxes of a line box, without the inside of floats, objects and notes."""
    for child in parent.children:
        if child.is_in_normal_flow():
            yield child
            if isinstance(child, boxes.InlineBox):
                yield from own_boxes(child)
