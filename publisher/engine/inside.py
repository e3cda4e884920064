"""Every name of WeasyPrint 70.0 that is not its public interface, and what we do with it.

Nothing else in this package touches WeasyPrint's inside, but for the functions that are replaced
(`inside_hooks`), used values (`used`), glyphs (`inside_glyphs`), tags (`tagging`), colours
(`inking`) and pictures (`picturing`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Container, Iterator
from typing import Any
from urllib import parse

import weasyprint
from tinyhtml5 import inputstream  # type: ignore[import-untyped]
from weasyprint.css import AnonymousStyle
from weasyprint.css.counters import CounterStyle
from weasyprint.css.functions import check_math
from weasyprint.css.properties import Dimension
from weasyprint.document import Document as StockDocument
from weasyprint.formatting_structure import boxes as boxes  # re-exported
from weasyprint.layout import inline, percent, preferred
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_one_percentage
from weasyprint.logger import LOGGER
from weasyprint.matrix import Matrix as Matrix  # re-exported
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout, _font_style_cache_key
from weasyprint.urls import URLFetcher, URLFetcherResponse

from publisher.engine.kept import Store

PangoLayout = Layout
CSS_PIXEL = 0.75  # points

# urllib resolves relative references only for schemes that it knows
for _known in (parse.uses_relative, parse.uses_netloc):
    if "asset" not in _known:
        _known.append("asset")


def add_face(configuration: Any, file: str) -> bool:
    """Add one file of faces to a FontConfiguration; whether it could be read."""
    added = fontconfig.FcConfigAppFontAddFile(configuration._config, file.encode())
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))
    return bool(added)


class PrivateFonts(FontConfiguration):  # type: ignore[misc]  # untyped base
    """A FontConfiguration that style sheets cannot add to, with what was set in its faces."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store()

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """Refuse `@font-face`: a page depends on the faces that were passed, and on no others."""
        LOGGER.warning("@font-face is left out: %s", rule_descriptors["font_family"])


def add_rules(configuration: Any, rules: str) -> None:
    """Give a FontConfiguration rules in fontconfig's XML, for files that are added afterwards."""
    fontconfig.FcConfigParseAndLoadFromMemory(configuration._config, rules.encode(), True)


class Fetcher(URLFetcher):  # type: ignore[misc]  # untyped base
    """The only way in for files; it asks `open_url`, which raises for what it refuses."""

    def __init__(self, open_url: Callable[[str], tuple[bytes, str]]) -> None:
        super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False)
        self._open_url = open_url

    def fetch(self, url: str, headers: object = None) -> Any:
        """The response for a URL, never through the network."""
        data, media = self._open_url(url)
        return URLFetcherResponse(url, data, {"Content-Type": media})


class Rendering(StockDocument):  # type: ignore[misc]  # untyped base
    """A stock document that remembers its layout context."""

    context: Any

    @classmethod
    def _build_layout_context(cls, *arguments: Any) -> Any:
        context = super()._build_layout_context(*arguments)
        context.setter = arguments[-1]["setter"]
        cls.context = context
        return context


class _Until(dict[tuple[Any, bool], Any]):
    """Expressions for runs of characters, each made once.

    tinyhtml5 2 means to keep them and keeps them under another name, so that each is made anew for
    every word of markup: half of the time of reading it.
    """

    def __missing__(self, key: tuple[Any, bool]) -> Any:
        characters, opposite = key
        inner = "".join(f"\\x{ord(character):02x}" for character in characters)
        found = self[key] = re.compile(f"[{inner}]+" if opposite else f"[^{inner}]+")
        return found


inputstream.characters_until_regex = _Until()


def parse_html(html: str, fetcher: Fetcher, base: str) -> Any:
    """A document's tree, with the base URL that `<base>` elements cannot change."""
    parsed = weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher)
    parsed.base_url = base
    return parsed


def parse_sheet(
    css: str, fetcher: Fetcher, base: str, fonts: Any, counters: Any, colours: Any
) -> Any:
    """One style sheet. Complaints go to the logger of WeasyPrint."""
    return weasyprint.CSS(
        string=css,
        base_url=base,
        url_fetcher=fetcher,
        font_config=fonts,
        counter_style=counters,
        color_profiles=colours,
    )


def render(
    html: Any, sheets: list[Any], fonts: Any, counters: Any, colours: Any, setter: Any
) -> Any:
    """Lay out; the result has `.pages` and `.context`."""
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets, "setter": setter}
    made = Rendering._render(html, fonts, counters, colours, options)
    made.context = Rendering.context
    del Rendering.context
    # it holds the context, and all boxes would wait for a collector
    made.context.get_image_from_uri.keywords.pop("context", None)
    return made


def counter_styles() -> Any:
    """The table that `@counter-style` rules are put in."""
    return CounterStyle()


def is_principal(box: Any) -> bool:
    """Whether a box stands for its element, and is no anonymous or generated box within it."""
    return not isinstance(box.style, AnonymousStyle) and "::" not in box.element_tag


def give_whole_bleed(drawing: Any, pdf: Any) -> None:
    """BleedBox is the whole bleed (stock: at most 10 pt)."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            item["BleedBox"] = item["MediaBox"]


def give_spaces(pdf: Any, spaces: dict[str, Any]) -> None:
    """Put these colour spaces in the place of those that stock code names and nobody uses."""
    objects = {item.number: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, dict) and isinstance(known := item.get("ColorSpace"), bytes):
            table = objects[int(known.split()[0])]
            if isinstance(table, dict):
                table.clear()
                table.update(spaces)


def walk(box: Any) -> Iterator[Any]:
    """A box and everything in it, in the order of the tree; margin boxes are left out."""
    box = getattr(box, "_box", box)  # the placeholder of an absolutely positioned box
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in box.children:
        yield from walk(child)


def too_wide(box: Any, name: str = "", room: float = 0.0) -> Iterator[tuple[str, float, float]]:
    """(id of the nearest element, its width, the room it has) of every table that overflows."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        return
    if box.element is not None and is_principal(box):
        name = box.element.get("id") or name
    if isinstance(box, boxes.TableBox) and box.border_width() > room + 1:
        yield name, box.border_width(), room
    wraps = isinstance(box, boxes.BlockContainerBox) and not box.is_table_wrapper
    inner = box.width if wraps and isinstance(box.width, (int, float)) else room
    for child in box.children:
        yield from too_wide(child, name, inner)


def holds_lines(block: Any) -> bool:
    """Whether a box holds lines of ours and nothing else."""
    if isinstance(block, boxes.ReplacedBox) or not block.children:
        return False
    return all(isinstance(line, boxes.LineBox) and is_set(line) for line in block.children)


def is_plain_style(box: Any) -> bool:
    """Whether a box is a line or a text without a style of its own."""
    return isinstance(box, (boxes.LineBox, boxes.TextBox)) and isinstance(box.style, AnonymousStyle)


def is_set(line: Any) -> bool:
    """Whether the setter set a line."""
    return "is_set" in line.__dict__


@contextlib.contextmanager
def drawn_only(box: Any, drawn: Container[Any]) -> Iterator[None]:
    """While it is entered, lines are one line, without the text boxes that are not `drawn`."""
    lines = box.children if holds_lines(box) else None
    if lines:
        line = lines[0].copy()
        inner = (child for each in lines for child in each.children)
        line.children = [
            each for each in inner if not isinstance(each, boxes.TextBox) or each in drawn
        ]
        box.children = [line]
    try:
        yield
    finally:
        if lines:
            box.children = lines


# ── boxes in a line ──────────────────────────────────────────────────────────────────────────────


def text_of(line_box: Any) -> str:
    """The text of a line box."""
    return "".join(box.text for box in line_box.descendants() if isinstance(box, boxes.TextBox))


def is_raised(box: Any) -> bool:
    """Whether an inline box is the mark of a note or a superscript."""
    return bool(box.element_tag.endswith("::footnote-call") or box.element_tag == "sup")


def identity(box: Any) -> str:
    """The id of the element that a line box belongs to, "" without one."""
    return "" if box.element is None else str(box.element.get("id") or "")


def has_class(box: Any, name: str) -> bool:
    """Whether the element of an inline box has a class."""
    element = box.element
    return element is not None and name in (element.get("class") or "").split()


def no_auto_margins(box: Any) -> None:
    """`auto` is nothing beside an inline box."""
    for side in ("left", "right"):
        if getattr(box, f"margin_{side}") == "auto":
            setattr(box, f"margin_{side}", 0)


def left_spacing(box: Any) -> float:
    """Margin, border and padding on the left; a line box has none."""
    return float(box.padding_left + box.margin_left + box.border_left_width)


def right_spacing(box: Any) -> float:
    """Margin, border and padding on the right."""
    return float(box.padding_right + box.margin_right + box.border_right_width)


def inline_spacing(box: Any, containing_block: Any) -> tuple[float, float]:
    """Left and right spacing of an inline box; percentages count nothing without a block."""
    block_size = containing_block if containing_block is not None else (0, 0)
    percent.resolve_percentages(box, block_size)
    no_auto_margins(box)
    return left_spacing(box), right_spacing(box)


def object_width(context: Any, box: Any, containing_block: Any) -> float:
    """The width of a box of fixed width in a line, with its margins."""
    if containing_block is None or box.is_leader:
        return float(preferred.max_content_width(context, box))
    return float(
        _split_object(context, box, 0, float("inf"), containing_block, [], [], []).margin_width()
    )


def _split_object(
    context: Any,
    box: Any,
    x: float,
    max_x: float,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    placeholders: list[Any],
) -> Any:
    box.position_y = 0
    return inline.split_inline_level(
        context,
        _shrunk(context, box),
        x,
        max_x,
        -float("inf"),
        None,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        placeholders,
        [],
        [],
        None,
        None,
    )[0]


def _shrunk(context: Any, box: Any) -> Any:
    """An inline flex box as wide as its content; stock makes it as wide as its block."""
    if not isinstance(box, boxes.InlineFlexBox) or box.style["width"] != "auto":
        return box
    made = box.copy()
    made.style = box.style.copy()
    width = preferred.max_content_width(context, box, outer=False)
    made.style["width"] = Dimension(width, "px")
    return made


def lay_out_object(line: Any, box: Any, x: float) -> Any:
    """An inline block, picture or leader, laid out at its place in the line."""
    y = box.position_y
    made = _split_object(
        line.context,
        box,
        x,
        float("inf"),
        line.containing_block,
        line.absolute_boxes,
        line.fixed_boxes,
        line.placeholders,
    )
    box.position_y = y
    return made


def out_of_flow(line: Any, parent: Any, child: Any, index: int, x: float) -> list[Any]:
    """Note an absolutely positioned or running child; what stands for it in the line."""
    waiting: list[Any] = []
    inline._out_of_flow_layout(
        line.context,
        parent,
        line.containing_block,
        index,
        child,
        [],
        [],
        waiting,
        [],
        line.absolute_boxes,
        line.fixed_boxes,
        line.placeholders,
        {"left": 0, "right": 0},
        line.max_x,
        x,
        line.bottom_space,
    )
    return [placeholder for _index, placeholder, _child in waiting]


def lay_out_absolutes(
    context: Any, box: Any, absolute_boxes: list[Any], fixed_boxes: list[Any], bottom_space: float
) -> None:
    """Lay out what is positioned relative to an inline box."""
    for absolute in absolute_boxes:
        absolute_layout(context, absolute, box, fixed_boxes, bottom_space, skip_stack=None)


def resolve_line_box(box: Any, block: Any, *, begins: bool) -> float:
    """Resolve the percentages of a line box; its indent, which only its first line has."""
    percent.resolve_percentages(box, block)
    if begins:
        resolve_one_percentage(box, "text_indent", block.width)
    else:
        box.text_indent = 0.0
    return float(box.text_indent)


def strut_of(style: Any) -> tuple[float, float]:
    """Height and baseline of an empty line."""
    height, baseline = inline.strut(style)  # see `used`
    return float(height), float(baseline)


def is_phantom(line: Any) -> bool:
    """Whether there is nothing in a line that takes height."""
    return bool(inline.is_phantom_linebox(line))


def aligned(context: Any, line: Any, width: float, *, last: bool) -> float:
    """How far a line is moved by `text-align`."""
    return float(inline.text_align(context, line, width, last=last))


def stand(line: Any, offset: float, y: float) -> None:
    """Align what is in a line, and place the line with its top at a height."""
    bottom, top = inline.line_box_verticality(line)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset, y - top)
    line.position_y = y


def adjust_line_height(box: Any) -> None:
    """Give an inline box the margins that make its height the line height."""
    inline._adjust_line_height(box)


def same_text_style(style: Any) -> Any:
    """The style that a text's own one is made from: what glyphs depend on is the same in both."""
    return style.parent_style if isinstance(style, AnonymousStyle) else style


_RESOLVED: dict[str, Any] = {}


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give a box its used values."""
    percent.resolve_percentages(box, containing_block)


def resolve_text(box: Any, containing_block: Any) -> None:
    """Resolve the percentages of a text box. An anonymous one has initial values, as all have."""
    if not isinstance(box.style, AnonymousStyle):
        percent.resolve_percentages(box, containing_block)
    elif _RESOLVED:
        box.__dict__.update(_RESOLVED)
    else:
        before = set(box.__dict__)
        percent.resolve_percentages(box, containing_block)
        _RESOLVED.update({k: v for k, v in box.__dict__.items() if k not in before})


def line_height(style: Any) -> float:
    """The used line height."""
    return strut_of(style)[0]


def style_key(style: Any) -> tuple[Any, ...]:
    """What of a style a shaped text depends on; kept with its used values."""
    kept = style.__dict__.setdefault("used", {})
    found: tuple[Any, ...] | None = kept.get("text")
    if found is None:
        found = kept["text"] = _text_key(style)
    return found


def _text_key(style: Any) -> tuple[Any, ...]:
    return (
        _font_style_cache_key(style, include_size=True),
        style["font_kerning"],
        style["letter_spacing"],
        style["word_spacing"],
        style["text_decoration_line"] == "none",
    )


def text_box(box: Any, text: str, shaped: Any) -> Any:
    """A copy of a text box with a part of its text, as high as its line height."""
    made = box.copy_with_text(text)
    made.height = shaped.height
    made.margin_top = made.margin_bottom = (shaped.line_height - shaped.height) / 2
    made.baseline = shaped.baseline + made.margin_top
    return made


def free_width(
    context: Any, line_box: Any, containing_block: Any, y: float, height: float
) -> float:
    """The width that floats leave to a line at a height."""
    before = line_box.position_y, line_box.width, line_box.height
    line_box.position_y, line_box.width, line_box.height = y, line_box.style["font_size"], height
    _x, _y, width = avoid_collisions(context, line_box, containing_block, outer=False)
    line_box.position_y, line_box.width, line_box.height = before
    return float(width)


def trailing_space(context: Any, line_box: Any) -> float:
    """What WeasyPrint will take off a measured width for a space at the end."""
    return float(preferred.trailing_whitespace_size(context, line_box))


def fixed_indent(line_box: Any) -> float:
    """The text indent, where it does not depend on the block's width."""
    indent = line_box.style["text_indent"]
    return 0.0 if check_math(indent) or indent.unit == "%" else float(indent.value)
