"""Content streams run: the graphics state is kept, and what is drawn becomes marks.

ISO 32000-1, 8.4 (state), 8.5 (paths), 8.7 (patterns), 8.10 (forms), 9 (text). Forms and patterns
are run where they are used, as deep as no real file nests them; every count has an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf

from publisher.checks.content import colours, geometry, gradients
from publisher.checks.content import marks as drawn
from publisher.checks.content.colours import Colour
from publisher.checks.content.faces import ASCENT, DESCENT, Face
from publisher.checks.content.geometry import IDENTITY, Box, Matrix
from publisher.checks.content.paths import Path
from publisher.checks.content.resources import Image, Resources, Run, Shelf
from publisher.checks.content.state import State
from publisher.checks.content.streams import DAMAGED, decoded
from publisher.checks.content.tokens import SUBPATH, BrokenContent, Operand, instructions

DEEPEST = 24  # forms inside forms
MOST = 4_000_000  # instructions of one page, those of a form each time it is run
A_FORM = 200  # instructions that take as long as to begin a form
MOST_STATES = 2000  # q without Q
MOST_MARKS = 2000  # of a form that is not run again
MOST_RUNS = 4  # ways to begin a form that are known: marks beside left and right pages
MOST_MARKED = 500  # BDC without EMC: pdfium takes the square of them to read a page
EVERYWHERE = Box(*(2 * [-geometry.LARGEST] + 2 * [geometry.LARGEST]))

Operands = list[Operand]
# what the wrong number or kind of operands leads to; readers skip such an instruction
WRONG = (IndexError, KeyError, TypeError, ValueError, AttributeError, OverflowError)


class Interpreter:
    """Runs the streams of one page, whose paper is a box.

    `marks` is what is drawn; `problems` what could not be read, in the order of its finding;
    `shown` the codes of each face that strings are made of, also of those that nobody sees.
    """

    def __init__(self, shelf: Shelf, paper: Box) -> None:
        self.marks: list[drawn.Mark] = []
        self.problems: list[str] = []
        self.shown: dict[int, tuple[Face, set[int]]] = {}
        self._shelf, self._paper = shelf, paper
        self._left = MOST
        self._strings = 0
        self._open: list[tuple[int, int]] = []  # the forms that are being run
        self._tiles: set[tuple[int, int]] = set()
        self._begin({}, IDENTITY, "")

    def run(self, data: bytes, resources: Any) -> None:
        """The content of the page."""
        self._begin(resources, IDENTITY, "")
        self._instructions(data)

    def appearance(self, form: Any, matrix: Matrix, where: str) -> None:
        """A form that no content calls, such as the look of an annotation."""
        self._begin({}, matrix, where)
        with self._telling():
            self._run_form(form)

    def group(self, space: Any) -> None:
        """The page is a group that is blended in this colour space."""
        with self._telling():
            found = self._resources.space(space)
            self.marks.append(drawn.Group(*self._at(self._paper), found))

    def _begin(self, resources: Any, matrix: Matrix, where: str) -> None:
        self._resources = Resources(resources, self._shelf)
        self._state, self._stack = State(self._paper, matrix), list[State]()
        self._marked = 0
        self._base, self._where = matrix, where  # patterns lie on the base (8.7.3.1)
        self._tile: Box | None = None
        self._path = Path()

    def _instructions(self, data: bytes) -> None:
        with self._telling():
            for operator, operands in instructions(data):
                self._work(1)
                run = OPERATORS.get(operator)
                if run is not None:
                    try:
                        run(self, operands)
                    except WRONG:
                        self._tell(f"… {operator.decode('ascii', 'replace')}")

    def _work(self, instructions: int) -> None:
        self._left -= instructions
        self._shelf.left -= instructions
        if self._left < 0 or self._shelf.left < 0:
            raise BrokenContent(f"> {MOST} operators")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What goes wrong inside is told, and the rest of the stream left out."""
        try:
            yield
        except BrokenContent as broken:
            self._tell(broken.problem)
        except (*WRONG, *DAMAGED) as error:
            self._tell(type(error).__name__)

    def _tell(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _at(self, seen: Box) -> tuple[Box, str, str]:
        """Box, door and transparency of a mark; what a tile draws lies where it paints."""
        return self._tile or seen, self._where, self._state.blends

    # ── graphics state ───────────────────────────────────────────────────────────────────────

    def save(self, _operands: Operands) -> None:
        """Operator q."""
        if len(self._stack) >= MOST_STATES:
            raise BrokenContent("q q q …")
        self._stack.append(self._state.copy())

    def restore(self, _operands: Operands) -> None:
        """Operator Q."""
        if self._stack:
            self._state = self._stack.pop()

    def begin_marked(self, _operands: Operands) -> None:
        """Operators BMC and BDC."""
        self._marked += 1
        if self._marked > MOST_MARKED:
            raise BrokenContent("BDC BDC BDC …")

    def end_marked(self, _operands: Operands) -> None:
        """Operator EMC."""
        self._marked = max(self._marked - 1, 0)

    def concatenate(self, operands: Operands) -> None:
        """Operator cm."""
        a, b, c, d, e, f = operands
        matrix = geometry.after((a, b, c, d, e, f), self._state.matrix)
        if not geometry.is_sane(matrix):
            raise BrokenContent(f"cm > {geometry.LARGEST:.0f}")
        self._state.matrix = matrix

    def graphics_state(self, operands: Operands) -> None:
        """Operator gs. The group of a soft mask is looked through, though it prints nothing."""
        settings = self._resources.settings(operands[0])
        self._state.apply(settings)
        if settings.mask is not None:
            where, self._where = self._where, drawn.SOFT_MASK
            try:
                self._run_form(settings.mask)
            finally:
                self._where = where

    # ── colour ───────────────────────────────────────────────────────────────────────────────

    def fill_space(self, operands: Operands) -> None:
        """Operator cs."""
        space = self._resources.space(operands[0])
        self._state.fill = Colour(space, colours.start(space))

    def stroke_space(self, operands: Operands) -> None:
        """Operator CS."""
        space = self._resources.space(operands[0])
        self._state.stroke = Colour(space, colours.start(space))

    def fill_colour(self, operands: Operands) -> None:
        """Operators sc and scn."""
        self._state.fill = colours.colour(self._state.fill.space, operands)

    def stroke_colour(self, operands: Operands) -> None:
        """Operators SC and SCN."""
        self._state.stroke = colours.colour(self._state.stroke.space, operands)

    def fill_device(self, operands: Operands) -> None:
        """Operators g, rg and k."""
        self._state.fill = colours.colour(self._resources.device(len(operands)), operands)

    def stroke_device(self, operands: Operands) -> None:
        """Operators G, RG and K."""
        self._state.stroke = colours.colour(self._resources.device(len(operands)), operands)

    # ── paths ────────────────────────────────────────────────────────────────────────────────

    def subpath(self, operands: Operands) -> None:
        """Operators m, l and c at once."""
        numbers, curved = operands
        self._work(len(numbers) // 4)
        self._path.subpath(numbers, curved)

    def move(self, operands: Operands) -> None:
        """Operator m."""
        self._path.move(*operands)

    def line(self, operands: Operands) -> None:
        """Operator l."""
        self._path.line(*operands)

    def curve(self, operands: Operands) -> None:
        """Operators c, v and y."""
        self._path.curve(operands)

    def rectangle(self, operands: Operands) -> None:
        """Operator re."""
        self._path.rectangle(*operands)

    def clip(self, _operands: Operands) -> None:
        """Operators W and W*."""
        self._path.clips = True

    def paint(self, fill: bool, stroke: bool, even_odd: bool = False) -> None:
        """The path that was built is filled, stroked, both, or used up."""
        path, state, self._path = self._path, self._state, Path()
        if not path.parts:
            return
        whole = geometry.through(state.matrix, path.box)
        if fill and (seen := whole.meets(state.clip)):
            slim = path.slimmest(state.matrix, state.clip, even_odd)
            over = state.leaves_below
            self.marks.append(drawn.Area(*self._at(seen), state.fill, slim, over))
            self._pattern(state.fill, seen)
        width = state.line_width * geometry.scale(state.matrix)
        if stroke and (seen := whole.grown(width / 2).meets(state.clip)):
            self.marks.append(drawn.Line(*self._at(seen), state.stroke, width))
            self._pattern(state.stroke, seen)
        if path.clips:
            state.clip = _cut(state.clip, whole)

    # ── text ─────────────────────────────────────────────────────────────────────────────────

    def begin_text(self, _operands: Operands) -> None:
        """Operator BT."""
        self._state.text = self._state.line = IDENTITY

    def font(self, operands: Operands) -> None:
        """Operator Tf."""
        self._state.face, self._state.size = self._resources.face(operands[0]), float(operands[1])

    def stretch(self, operands: Operands) -> None:
        """Operator Tz."""
        self._state.stretch = operands[0] / 100

    def text_matrix(self, operands: Operands) -> None:
        """Operator Tm."""
        a, b, c, d, e, f = operands
        matrix: Matrix = (a, b, c, d, e, f)
        if not geometry.is_sane(geometry.after(matrix, self._state.matrix)):
            raise BrokenContent(f"Tm > {geometry.LARGEST:.0f}")
        self._state.text = self._state.line = matrix

    def next_line(self, operands: Operands) -> None:
        """Operator Td."""
        x, y = operands
        self._state.line = geometry.after((1.0, 0.0, 0.0, 1.0, x, y), self._state.line)
        self._state.text = self._state.line

    def next_line_leading(self, operands: Operands) -> None:
        """Operator TD."""
        self._state.leading = -operands[1]
        self.next_line(operands)

    def leading_line(self, _operands: Operands) -> None:
        """Operator T*."""
        self.next_line([0.0, -self._state.leading])

    def show(self, operands: Operands) -> None:
        """Operator Tj."""
        self.show_row([operands])

    def line_and_show(self, operands: Operands) -> None:
        """Operator '."""
        self.leading_line([])
        self.show(operands)

    def spaced_line_and_show(self, operands: Operands) -> None:
        """The operator that is a quotation mark."""
        self._state.word_spacing, self._state.character_spacing = operands[0], operands[1]
        self.line_and_show(operands[2:])

    def show_row(self, operands: Operands) -> None:
        """Operator TJ."""
        state, (row,) = self._state, operands
        self._strings += 1
        face = state.face
        if face is None:
            raise BrokenContent("Tj, no Tf")
        codes = face.codes(b"".join([item for item in row if isinstance(item, bytes)]))
        self.shown.setdefault(id(face), (face, set()))[1].update(codes)
        shift = sum([item for item in row if isinstance(item, float)]) / 1000 * state.size
        advance = sum(map(face.widths.__getitem__, codes)) / 1000 * state.size
        advance += len(codes) * state.character_spacing
        if state.word_spacing and not face.composite:
            advance += list(codes).count(32) * state.word_spacing
        edges, step = _extent(state, face, advance, shift)
        whole = geometry.after(state.text, state.matrix)
        state.text = geometry.after(step, state.text)
        seen = geometry.through(whole, edges).meets(state.clip)
        if seen and len(codes) and state.mode % 4 != drawn.INVISIBLE:
            self._text(face, codes, seen, geometry.scale(whole) * abs(state.size))

    def _text(self, face: Face, codes: Any, seen: Box, size: float) -> None:
        state, mode = self._state, self._state.mode % 4  # 4 to 7 also clip
        fill = state.fill if mode in (0, 2) else None
        stroke = state.stroke if mode in (1, 2) else None
        overprints = state.leaves_below
        self.marks.append(drawn.Text(*self._at(seen), size, face, codes, fill, stroke, overprints))
        for colour in filter(None, (fill, stroke)):
            self._pattern(colour, seen)

    # ── pictures, forms, shadings, patterns ──────────────────────────────────────────────────

    def do(self, operands: Operands) -> None:
        """Operator Do."""
        found = self._resources.entry("/XObject", operands[0])
        kind = found.get("/Subtype") if isinstance(found, pikepdf.Stream) else None
        if kind == "/Form":
            self._form(found)
        elif kind == "/Image":
            self._picture(self._shelf.image(found, self._resources), found)
        elif kind != "/PS":
            raise BrokenContent(f"{operands[0]} Do")

    def inline_image(self, operands: Operands) -> None:
        """Operators BI to EI."""
        self._picture(self._resources.inline_image(operands[0]), operands)

    def _picture(self, image: Image, source: Any) -> None:
        matrix, state = self._state.matrix, self._state
        seen = geometry.through(matrix, (0.0, 0.0, 1.0, 1.0)).meets(state.clip)
        if seen is None:
            return
        box, where, blends = self._at(seen)
        if image.soft_mask:
            blends = f"{blends}, SMask" if blends else "SMask"
        fill = state.fill if image.space is None else None
        facts = (image.pixels, image.ppi(matrix), image.bits, image.space, fill, matrix, source)
        self.marks.append(drawn.Picture(box, where, blends, *facts))
        if fill is not None:
            self._pattern(fill, seen)

    def shading(self, operands: Operands) -> None:
        """Operator sh: everything within the clip."""
        shading = self._resources.shading(operands[0])
        self._shade(shading, self._state.clip)

    def _shade(self, shading: Any, seen: Box) -> None:
        space = self._resources.space(shading.ColorSpace)
        ends = tuple(Colour(space, values) for values in gradients.ends(shading) or ())
        self.marks.append(drawn.Shade(*self._at(seen), space, ends))

    def _form(self, form: Any) -> None:
        """Run a form, or repeat what it drew where it began alike: marks beside many pages."""
        if self._tile is not None or not form.is_indirect or "/Resources" not in form:
            self._run_form(form)
            return
        runs = self._shelf.runs.setdefault(form.objgen, [])
        begin = self._where, self._state.copy()
        known = next((run for run in runs if (run.where, run.state) == begin), None)
        if known is not None:
            self._work(known.spent)
            self.marks += known.marks
            return
        left, before = self._left, len(self.marks)
        told = len(self.problems), self._strings
        self._run_form(form)
        made = self.marks[before:]
        same = told == (len(self.problems), self._strings) and len(made) <= MOST_MARKS
        if same and all(map(_is_plain, made)):
            runs.append(Run(*begin, tuple(made), left - self._left))
            del runs[:-MOST_RUNS]

    def _run_form(self, form: Any) -> None:
        if form.objgen in self._open or len(self._open) >= DEEPEST:
            raise BrokenContent("Do → Do → Do …")
        self._work(A_FORM)
        outside = self._state, self._stack, self._path, self._resources, self._base
        self._open.append(form.objgen)
        try:
            self._enter(form)
            self._instructions(decoded(form))
        finally:
            self._open.pop()
            self._state, self._stack, self._path, self._resources, self._base = outside

    def _enter(self, form: Any) -> None:
        """The state that a form begins with (8.10.1)."""
        self._state, self._stack, self._path = self._state.copy(), [], Path()
        self._resources = self._resources.of(form)
        if "/Matrix" in form:
            self.concatenate([float(number) for number in form.Matrix])
        self._base = self._state.matrix
        bounds = geometry.through(self._base, [float(number) for number in form.BBox])
        self._state.clip = _cut(self._state.clip, bounds)
        group = form.get("/Group")
        if group is None:
            return
        self._state.enter_group()
        if "/CS" in group:
            space = self._resources.space(group.CS)
            self.marks.append(drawn.Group(*self._at(self._state.clip), space))

    def _pattern(self, colour: Colour, seen: Box) -> None:
        """What a pattern paints with: its shading's space, or the content of its tile."""
        if not colour.name:
            return
        pattern = self._resources.entry("/Pattern", colour.name)
        if pattern is None:
            raise BrokenContent(f"{colour.name} scn")
        if int(pattern.get("/PatternType", 0)) == 2:
            self._shade(pattern.Shading, seen)
        elif pattern.objgen not in self._tiles:
            self._tiles.add(pattern.objgen)
            self._run_tile(pattern, colour, seen)

    def _run_tile(self, pattern: Any, colour: Colour, seen: Box) -> None:
        outside = self._where, self._state, self._tile
        self._where, self._tile = self._where or drawn.PATTERN, self._tile or seen
        self._state = State(EVERYWHERE, self._base)
        if colour.space.base is not None:  # an uncoloured tile is painted in this
            self._state.fill = self._state.stroke = Colour(colour.space.base, colour.values)
        try:
            self._run_form(pattern)
        finally:
            self._where, self._state, self._tile = outside


def _is_plain(mark: drawn.Mark) -> bool:
    """Whether a mark is the same on every page: a tile is run once on each."""
    return not any(colour.name for colour in mark.colours())


def _cut(clip: Box, by: Box) -> Box:
    """A clip within another; an empty one lies nowhere."""
    return by.meets(clip) or Box(geometry.LARGEST, geometry.LARGEST, -1.0, -1.0)


def _extent(
    state: State, face: Face, advance: float, shift: float
) -> tuple[tuple[float, float, float, float], Matrix]:
    """The box of a string in text space, and how far the next one stands from it (9.4.4)."""
    if face.vertical:
        length, half = advance - shift, state.size / 2
        return (-half, -length, half, 0.0), (1.0, 0.0, 0.0, 1.0, 0.0, -length)
    length = (advance - shift) * state.stretch
    low, high = DESCENT * state.size + state.rise, ASCENT * state.size + state.rise
    return (0.0, low, length, high), (1.0, 0.0, 0.0, 1.0, length, 0.0)


# ── operators ────────────────────────────────────────────────────────────────────────────────────

Operator = Callable[[Interpreter, Operands], None]


def _number(name: str) -> Operator:
    def run(interpreter: Interpreter, operands: Operands) -> None:
        setattr(interpreter._state, name, float(operands[0]))

    return run


def _painting(fill: bool, stroke: bool, even_odd: bool = False) -> Operator:
    return lambda interpreter, _operands: interpreter.paint(fill, stroke, even_odd)


_I = Interpreter
OPERATORS: dict[bytes, Operator] = {
    b"q": _I.save, b"Q": _I.restore, b"cm": _I.concatenate, b"gs": _I.graphics_state,
    b"w": _number("line_width"),
    b"BMC": _I.begin_marked, b"BDC": _I.begin_marked, b"EMC": _I.end_marked,
    b"cs": _I.fill_space, b"CS": _I.stroke_space, b"sc": _I.fill_colour, b"scn": _I.fill_colour,
    b"SC": _I.stroke_colour, b"SCN": _I.stroke_colour,
    b"g": _I.fill_device, b"rg": _I.fill_device, b"k": _I.fill_device,
    b"G": _I.stroke_device, b"RG": _I.stroke_device, b"K": _I.stroke_device,
    SUBPATH: _I.subpath,
    b"m": _I.move, b"l": _I.line, b"c": _I.curve, b"v": _I.curve, b"y": _I.curve,
    b"re": _I.rectangle, b"W": _I.clip, b"W*": _I.clip,
    b"f": _painting(True, False), b"F": _painting(True, False), b"f*": _painting(True, False, True),
    b"S": _painting(False, True), b"s": _painting(False, True), b"n": _painting(False, False),
    b"B": _painting(True, True), b"B*": _painting(True, True, True), b"b": _painting(True, True),
    b"b*": _painting(True, True, True),
    b"BT": _I.begin_text, b"Tf": _I.font, b"Tm": _I.text_matrix, b"Td": _I.next_line,
    b"TD": _I.next_line_leading, b"T*": _I.leading_line, b"Tz": _I.stretch,
    b"Tc": _number("character_spacing"), b"Tw": _number("word_spacing"), b"TL": _number("leading"),
    b"Ts": _number("rise"), b"Tr": _number("mode"),
    b"Tj": _I.show, b"TJ": _I.show_row, b"'": _I.line_and_show, b'"': _I.spaced_line_and_show,
    b"Do": _I.do, b"BI": _I.inline_image, b"sh": _I.shading,
}  # fmt: skip
