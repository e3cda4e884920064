"""Bytes -> the elements of a page, each with the lines of the file where it begins and ends.

libxml2 counts no further than line 65535 and gives no line for text. So the page is fed to it line
by line, and what it understands of a line is marked with the number of that line.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from publisher.errors import Unusable
from publisher.findings import Place
from publisher.manuscript import findings as kinds
from publisher.manuscript.decode import Decoded, decode, usual
from publisher.manuscript.office.report import Report
from publisher.manuscript.web import findings as own
from publisher.manuscript.web.growing import Growing
from publisher.manuscript.web.unfinished import tell_unfinished

TAGS = 1_000_000
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w\-]{2,20})""",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cp950"), "big5hkscs"),
    **{name: name for name in ("utf-8", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949")},
    **{name: name for name in ("hz", "iso2022_jp")},
}
_SEVEN_BITS = frozenset({"hz", "iso2022_jp"})
_HEAD = 4096  # bytes in which a page says its encoding; the standard wants it in 1024
_LEAST = 0.2  # usual characters of a text that is in the encoding that its page says
# none of it is text, and each would end the page, or stand in it as text
_APART = re.compile(r"\A\s*<\?xml[^>]*\?>|</(?:body|html)\b[^<>]*>", re.IGNORECASE)
_DOCTYPE = re.compile("<!DOCTYPE", re.IGNORECASE)
_DECLARED = re.compile(
    r"""[^<>\[]*\[(?:\s|%[\w.\-]+;|<!--.*?-->|<\?.*?\?>"""
    r"""|<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b(?:"[^"]*+"|'[^']*+'|[^<>"'])*+>)*+\]\s*>""",
    re.DOTALL | re.IGNORECASE,
)
_CONTROLS = dict.fromkeys((*range(9), 0x0B, *range(0x0E, 0x20)), " ")
_FED = re.compile(r"[^>]*>[^\n]*\n?|[^>]+\Z")
_DOUBTS = (kinds.UNSURE_ENCODING, kinds.UNDECODABLE)


def decoded(data: bytes, file: str) -> Decoded:
    """The text by its mark or as UTF-8; else as the page says, if it can be; else by its bytes.

    A page that says a wrong encoding is read by its bytes, and told. Raises Unusable.
    """
    codec = _declared(data)
    if codec in _SEVEN_BITS:
        text = _strict(data, codec)
        if text is None:
            raise Unusable(own.NO_WORDS.at(Place(file), said=codec.upper()))
        return _told(text, codec, file)
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = _strict(data, codec) if codec and not marked and codec != "utf-8" else None
    if _strict(data, "utf-8") is not None:
        text = None  # no other encoding is UTF-8 by chance
    if codec and text is not None and usual(text) >= _LEAST:
        return _told(text, codec, file)
    try:
        found = decode(data, file)
    except Unusable as error:
        if text is None or codec is None or error.findings[0].kind not in _DOUBTS:
            raise
        return _told(text, codec, file)
    if codec and found.text.isascii() is False and _strict(data, codec) != found.text:
        said = own.MISLABELLED.at(Place(file, 1), said=codec.upper())
        return Decoded(found.text, (*found.findings, said))
    return found


def _declared(data: bytes) -> str | None:
    said = _CHARSET.search(_COMMENT.sub(b"", data[:_HEAD]))
    try:
        name = codecs.lookup(said[1].decode("ascii")).name if said else ""
    except (LookupError, UnicodeDecodeError):
        return None
    return _CODECS.get(name)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _told(text: str, codec: str, file: str) -> Decoded:
    return Decoded(text, (kinds.DECODED.at(Place(file, 1), encoding=codec.upper()),))


# ── the tree ─────────────────────────────────────────────────────────────────────────────────────


def parsed(text: str, report: Report) -> etree._Element | None:
    """The root of a page; None where it holds nothing. Raises Unusable."""
    plain = _plain(text)
    if max(plain.count("<"), plain.count(">")) > TAGS:
        raise _refused(report, f"> {TAGS} <…>")
    growing = Growing(report)
    # huge_tree: pictures written into a page are long; its bytes, tags and depth are limited here
    target: Any = growing  # the stubs let names be bytes
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        for found in _FED.finditer(plain):
            after = growing.line + found[0].count("\n")
            growing.line = after - found[0].endswith("\n")
            parser.feed(found[0].encode("utf-8", "replace"))
            growing.line = after
        growing.at_end = True
        parser.close()
    except etree.XMLSyntaxError as error:
        if growing.root is not None:
            raise _refused(report, str(error.msg), growing.line) from None
    fatal = [each for each in parser.error_log if each.level == etree.ErrorLevels.FATAL]
    if fatal:
        raise _refused(report, fatal[0].message, growing.line)
    tell_unfinished(plain, report)
    return growing.root


def _plain(text: str) -> str:
    """With one kind of line end, and without what belongs to XML; lines keep their numbers."""
    text = re.sub("\r\n?", "\n", text).translate(_CONTROLS)
    doctype = _DOCTYPE.search(text)
    declared = doctype and _DECLARED.match(text, doctype.end())
    if doctype and declared:  # in a page there is but one
        lines = "\n" * declared[0].count("\n")
        text = f"{text[: doctype.start()]}{lines}{text[declared.end() :]}"
    return _APART.sub(lambda found: "\n" * found[0].count("\n"), text)


def _refused(report: Report, problem: str, line: int = 0) -> Unusable:
    return Unusable(own.TOO_DEEP.at(Place(report.file, line), problem=problem))
