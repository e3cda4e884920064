"""What the elements of a page are, by their names and styles, and where they stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.manuscript.office.report import shown

BLOCKS = frozenset(
    "address article aside body blockquote caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "legend li listing main marquee ol optgroup option p plaintext pre search section summary "
    "table tbody td tfoot th thead title tr ul xmp".split()
)
# what is never seen: no words of the page
SILENT = frozenset("script style meta link base".split())
FURNITURE = frozenset(
    "nav menu noscript noframes noembed template xml button select textarea input datalist".split()
)
EMBEDDED = frozenset(
    "iframe object embed applet svg math canvas video audio map frame portal bgsound".split()
)
KEPT = frozenset({"pre", "listing", "xmp", "plaintext"})
LINE, END = "publisher-line", "publisher-end"
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)
_TAG = re.compile("<[^<>]*>")
_RAW = frozenset({"noscript", "noframes", "noembed", "iframe"})


def is_comment(node: etree._Element) -> bool:
    """Whether this is no element."""
    return not isinstance(node.tag, str)


def name_of(node: etree._Element | None) -> str:
    """The name of an element, in lower case; empty for a comment, and for none."""
    return "" if node is None or is_comment(node) else str(node.tag).rpartition("}")[2].lower()


def line_of(node: etree._Element) -> int:
    """The line of the file in which the tag of an element ends; 0 where it is not known."""
    return _number(node.text if is_comment(node) else node.get(LINE))


def end_of(node: etree._Element) -> int:
    """The line of the file in which an element or a comment ends."""
    return _number(node.text if is_comment(node) else node.get(END)) or line_of(node)


def style_of(node: etree._Element) -> str:
    """The style that is written at an element itself."""
    return node.get("style") or ""


def is_hidden(node: etree._Element) -> bool:
    """Whether a page does not show an element."""
    return node.get("hidden") is not None or bool(_HIDDEN.search(style_of(node)))


def is_block(node: etree._Element) -> bool:
    """Whether an element begins a new paragraph."""
    return name_of(node) in BLOCKS or bool(_BLOCK_STYLE.search(style_of(node)))


def words_of(node: etree._Element) -> str:
    """The words inside an element, those that an input holds too, in one line."""
    return " ".join(" ".join(_texts(node)).split())


def picture_name(node: etree._Element) -> str | None:
    """What a picture shows and the name of its file; None where another element names it."""
    image = next(node.iter("img"), None) if name_of(node) == "picture" else node
    if image is None or name_of(image.getparent()) == "picture":
        return None
    source = (image.get("src") or image.get("data-src") or "").strip()
    if source.startswith("data:"):
        source = ""
    named = [image.get("alt") or "", re.split(r"[?#]", source)[0].rpartition("/")[2]]
    return " · ".join(shown(each) for each in named if each.strip()) or shown(source) or "?"


def _texts(node: etree._Element) -> Iterator[str]:
    for event, each in etree.iterwalk(node, events=("start", "end", "comment")):
        name = name_of(each)
        if event == "start" and name not in SILENT:
            text = each.text or ""
            yield _TAG.sub(" ", text) if name in _RAW else text
            if name == "input" and (each.get("type") or "text") in ("text", "submit", "button"):
                yield each.get("value") or ""
        elif event != "start" and each is not node:
            yield each.tail or ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
