"""Words of strangers made fit for a page: one line, no characters that hide or turn others round.

What is left is still a stranger's text: pages escape it, feeds write it through an XML or JSON
writer. Here go only characters that would mislead a reader or that XML has no way to write.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from html.parser import HTMLParser

LONGEST_NAME, LONGEST_TEXT = 600, 6000  # characters; a title of 500 stays whole

# what turns text round (UAX 9, 2.1 to 2.6) and what has no width but joins or parts; ZWJ and ZWNJ
# stay, because Indic and Arabic script is spelled with them
_TURNING = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\ufeff\u00ad\u2060-\u2064]"
)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# surrogates and what is no character (XML 1.0, 2.2; Unicode 23.7)
_NONE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENDS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,5}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?", re.DOTALL)
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?Z")
_MARKS = frozenset({"Mn", "Me"})  # those without a width of their own (UAX 44)
_MOST_MARKS = 4  # combining marks on one letter; more climb over the lines around them


def line(text: str, longest: int = LONGEST_NAME) -> str:
    """One line of plain characters, at most `longest` of them; an ellipsis says what was cut."""
    bare = _BLANK.sub(" ", _NONE.sub("", _TURNING.sub("", text))).strip()
    bare = _calm(unicodedata.normalize("NFC", bare[: 2 * _MOST_MARKS * longest]))
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip() + "…"


def prose(text: str) -> str:
    """A description in one paragraph: tags, which many programs put there, are left out."""
    if not _MARKUP.search(text):
        return line(text, LONGEST_TEXT)
    reader = _Words()
    reader.feed(text[: 4 * LONGEST_TEXT])
    reader.close()
    return line("".join(reader.words), LONGEST_TEXT)


def hides(text: str) -> bool:
    """Whether a text holds characters that hide, turn or cannot be written."""
    return bool(_TURNING.search(text) or _NONE.search(text))


def language(tag: str) -> str:
    """A language tag (BCP 47) as it is, or `und` where it is none."""
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def date(text: str) -> str:
    """`2026`, `2026-11` or `2026-11-07` of a date (W3CDTF); empty where there is none."""
    found = _DATE.fullmatch(text.strip())
    if not found or found[1] == "0000":
        return ""
    try:
        datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return ""
    return "-".join(part for part in found.groups() if part)


def moment(text: str) -> str:
    """`2026-11-07T00:00:00Z` (EPUB 3.3, 5.5.6); empty where there is none."""
    found = _MOMENT.fullmatch(text.strip())
    try:
        return datetime.datetime.fromisoformat(found[1]).isoformat() + "Z" if found else ""
    except ValueError:
        return ""


def _calm(text: str) -> str:
    """No more than a few marks on one letter."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


class _Words(HTMLParser):
    """The words of a piece of HTML; what scripts and styles hold is none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block with a blank, and silence with a script."""
        if tag in ("script", "style"):
            self._silent = tag
        if tag in _ENDS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End both."""
        if tag == self._silent:
            self._silent = ""
        if tag in _ENDS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._silent:
            self.words.append(data)
