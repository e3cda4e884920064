"""The tags of pages become the tags of a publication.

The engine tags page by page, and column boxes take only flat siblings; so an article arrives in as
many pieces as it has pages, and a speaker's part is a row of blocks that begins with its head. Here
pieces of one element are joined, parts become sections, and types get their right names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publisher.binding.elements import Content, Element, Kid

BLOCK = re.compile(r"a\d+-b\d+")
PART = re.compile(r"a\d+-p\d+")
QUOTE = re.compile(r"a\d+-p\d+-quote")
NOTE = re.compile(r"a\d+-note-.+")
REFERENCE = re.compile(r"a\d+-ref-.+")

# types of our own, and the standard type (ISO 32000-1, 14.8.4) that stands for each
ROLES: Mapping[str, str] = {"PullQuote": "BlockQuote", "Voice": "Span"}

# what the layout adds by itself: it is drawn, and is an artifact to those who listen
FURNITURE = frozenset({"department", "furniture"})

_BY_CLASS = {"pull-quote": "PullQuote", "voice": "Voice", "note-mark": "Lbl", "label": "Lbl"}
_BY_TAG = {"ruby": "Ruby", "rt": "RT", "rp": "RP", "code": "Code", "figure": "Figure"}
_INLINE = frozenset({"b", "strong", "em", "cite", "sup", "sub", "i", "u", "small"})
# boxes of the layout: they mean nothing, what is in them does
_BOXES = frozenset({"html", "body", "div", "header", "footer", "main"})


def grouped(pieces: Iterable[Element], order: Sequence[str] = ()) -> list[Element]:
    """The elements of one flow, ready to stand below the document, in the order of reading."""
    tops = [_named(piece) for piece in pieces]
    merged = _merged(unit for top in tops for unit in _opened(top))
    ranks = {name: rank for rank, name in enumerate(order)}
    return [_sectioned(top, ranks) for top in merged]


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def _named(element: Element) -> Element:
    """The same tree with types by meaning, and without what the engine put in for its own sake."""
    kids: list[Kid] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(kid)
            continue
        if FURNITURE & set(kid.classes):
            continue
        made = _named(kid)
        if not made.kids and made.kind in ("Span", "NonStruct"):
            continue  # a line break, an ornament
        kids += made.kids if _is_padding(made) else [made]
    return _typed(Element(element.kind, element.name, element.classes, kids, element.alt))


def _is_padding(element: Element) -> bool:
    """Anonymous boxes, and the pieces of text that the engine wraps one by one."""
    return not element.classes and element.kind in ("Span", "P", "NonStruct", "Div")


def _typed(element: Element) -> Element:
    element.kind = _kind(element)
    if element.kind == "Figure":
        return _figure(element)
    if element.kind == "LI":
        return _item(element)
    if REFERENCE.fullmatch(element.name):
        return Element("Reference", element.name, element.classes, [element])
    return element


def _kind(element: Element) -> str:
    tag, *classes = element.classes or ("",)
    for word in classes:
        if word in _BY_CLASS:
            return _BY_CLASS[word]
    if QUOTE.fullmatch(element.name):
        return "PullQuote"
    if NOTE.fullmatch(element.name):
        return "Note"
    if tag in _INLINE:
        return "Span"
    if element.kind == "NonStruct" and tag == "aside":
        return "Sect"
    return _BY_TAG.get(tag, element.kind)


def _figure(element: Element) -> Element:
    """A picture and its caption in one element; a caption alone is no figure."""
    if element.classes[:1] != ("figure",):
        return element
    pictures = [kid for kid in element.elements if kid.kind == "Figure"]
    if not pictures:
        element.kind = "Div"
        return element
    element.alt = pictures[0].alt
    kids: list[Kid] = []
    for kid in element.kids:
        kids += kid.kids if isinstance(kid, Element) and kid.kind == "Figure" else [kid]
    element.kids = kids
    return element


def _item(element: Element) -> Element:
    """`LI[LBody[Lbl …]]` becomes `LI[Lbl LBody[…]]`."""
    bodies = [kid for kid in element.elements if kid.kind == "LBody"]
    for body in bodies:
        labels = [kid for kid in body.elements if kid.kind == "Lbl"]
        body.kids = [kid for kid in body.kids if kid not in labels]
        element.kids = [*labels, *element.kids]
    return element


# ── one article out of its pages ─────────────────────────────────────────────────────────────────


def _opened(element: Element) -> Iterator[Element]:
    """The element with all boxes of the layout below it opened."""
    if element.kind in ("Art", "Sect") and element.classes:
        yield Element(element.kind, element.name, element.classes, list(_units(element)))
    else:
        yield element


def _units(element: Element) -> Iterator[Kid]:
    for kid in element.kids:
        if isinstance(kid, Element) and _is_box(kid):
            if PART.fullmatch(kid.name):
                yield Element("Start", kid.name, kid.classes)
            yield from _units(kid)
        else:
            yield kid


def _is_box(element: Element) -> bool:
    tag = (element.classes or ("div",))[0]
    named = BLOCK.fullmatch(element.name)
    inside = element.kind in ("NonStruct", "Div") or PART.fullmatch(element.name)
    keeps = "introduction" in element.classes
    return bool(keeps or (tag in _BOXES | {"section"} and inside and not named))


def _merged(elements: Iterable[Kid]) -> list[Element]:
    """Pieces of one element, told by its id, are joined where they follow one another."""
    done: list[Element] = []
    for element in elements:
        if not isinstance(element, Element):
            done.append(Element("Span", kids=[element]))
            continue
        last = done[-1] if done else None
        if last is not None and element.kind != "Start" and _continues(last, element):
            last.kids += element.kids
            last.alt = last.alt or element.alt
        else:
            done.append(element)
    return done


def _continues(before: Element, after: Element) -> bool:
    if before.kind != after.kind or before.classes != after.classes:
        return False
    return bool(before.name) and before.name == after.name


def _ordered(kids: Sequence[Kid], ranks: Mapping[str, int]) -> list[Kid]:
    """A picture that opens the page is read where the text has it.

    What has no place of its own follows what stands before it.
    """
    rank, placed = -1, []
    for kid in kids:
        rank = ranks.get(kid.name, rank) if isinstance(kid, Element) else rank
        placed.append((rank, kid))
    return [kid for _, kid in sorted(placed, key=lambda pair: pair[0])]


def _sectioned(top: Element, ranks: Mapping[str, int]) -> Element:
    """An article's parts as sections; everything else stays as it is."""
    if top.kind != "Art":
        return top
    kids = _merged(_ordered(top.kids, ranks))
    done: list[Kid] = []
    into = done
    for kid in kids:
        if kid.kind == "Start":
            section = Element("Sect", kid.name, kid.classes)
            done.append(section)
            into = section.kids
        elif "notes" in kid.classes:
            into = done
            into.append(kid)
        else:
            into.append(kid)
    top.kids = [kid for kid in done if not _is_empty(kid)]
    return top


def _is_empty(kid: Kid) -> bool:
    return isinstance(kid, Element) and not kid.kids


def kept(elements: Iterable[Element]) -> set[Content]:
    """The marked content that some element holds; all other is page furniture."""
    found: set[Content] = set()
    for element in elements:
        found.update(kid for kid in element.kids if isinstance(kid, Content))
        found |= kept(element.elements)
    return found
