"""The model of a publication. Frozen, slotted, compared by content alone.

Every block carries its `place`, left out of comparison: findings, clicks and errors point at the
manuscript, while equality and cache keys see content only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from publisher.findings import Place

# ── inside a line ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Running characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters with a meaning: `[…]{.emphasis}`, `**…**`, `` `…` ``, `^…^`, `~…~`.

    `emphasis` is set with dots (着重号), `strong` in Hei, `title` and `name` are 书名号 and 专名号.
    """

    role: Literal["emphasis", "strong", "code", "superscript", "subscript", "title", "name"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """`{乌镇|wū zhèn}`: a word with its reading over it."""

    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a note, `[^1]`; `label` names a Note of the article."""

    label: str


Inline = Text | Span | Ruby | Link | NoteReference
Inlines = tuple[Inline, ...]

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    inlines: Inlines
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """小标题, a heading inside the body. `level` is 1 for the highest."""

    level: int
    inlines: Inlines
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `label` is its number or bullet as printed (`"1."`, `"（一）"`, `"·"`)."""

    label: str
    inlines: Inlines
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class List:
    """A list of items."""

    ordered: bool
    items: tuple[ListItem, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Verse:
    """One stanza; its lines are kept."""

    lines: tuple[Inlines, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """引文: a passage quoted from elsewhere."""

    paragraphs: tuple[Paragraph, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One paragraph of an interview. `opens` is true where a turn begins and gets its label."""

    turn: Literal["question", "answer"]
    speaker: str
    inlines: Inlines
    opens: bool = True
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `header_rows` rows are headers."""

    rows: tuple[tuple[Inlines, ...], ...]
    header_rows: int = 1
    caption: Inlines = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption and credit.

    `source` is a path inside the publication, with forward slashes; empty where the manuscript has
    only the caption. `alt` is what a reader who cannot see is told; empty says none was given.
    """

    source: str
    alt: str = ""
    caption: Inlines = ()
    credit: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A foot-note, with the `label` that its references use; without one, a note to the text."""

    label: str
    paragraphs: tuple[Paragraph, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sidebar:
    """A box beside the text."""

    headline: tuple[str, ...]
    blocks: tuple[Paragraph | Heading | List, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A block of type that is not the article's."""

    paragraphs: tuple[Paragraph, ...]
    place: Place = field(default=NOWHERE, compare=False)


Block = (
    Paragraph
    | Heading
    | List
    | Verse
    | BlockQuote
    | Dialogue
    | Table
    | Figure
    | Note
    | Sidebar
    | Advertisement
)
Blocks = tuple[Block, ...]

# ── articles ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Speaker:
    """讲述者: who speaks, and the offices held, one string each."""

    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullQuote:
    """抽言: a sentence lifted out of the body and set large. `place` is its paragraph's."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker (or a panel) says; without speakers, the body of an article."""

    speakers: tuple[Speaker, ...]
    headline: tuple[str, ...]
    blocks: Blocks
    pull_quote: PullQuote | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what stands at its head, and its parts."""

    headline: tuple[str, ...]
    parts: tuple[Part, ...]
    introduction: Blocks = ()
    kicker: str | None = None
    subheadline: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def title(self) -> str:
        """The headline in one line, as the contents page and the running head have it."""
        return join_lines(self.headline)

    def blocks(self) -> Iterator[Block]:
        """Every top-level block in reading order."""
        yield from self.introduction
        for part in self.parts:
            yield from part.blocks

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everyone who speaks, in order."""
        return tuple(speaker for part in self.parts for speaker in part.speakers)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Staff in charge, with the MARC relator code that says how."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Issue:
    """期号 and 总期号 of a periodical."""

    number: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the publication carries it.

    For a newspaper: the page (版) that it stands on, the columns that it spans, and its `weight`,
    `lead`, `major`, `minor` or `brief`; None where the program arranges by itself.
    """

    article: Article
    file: str
    department: str | None = None
    tokens: tuple[tuple[str, str | int | float | bool], ...] = ()
    page: int | None = None
    span: int | None = None
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class PaperPage:
    """版: what a page of a newspaper is called, and who is in charge of it; both may be empty."""

    name: str = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Print:
    """How it is to be printed: lengths in points."""

    trim: tuple[float, float]
    bleed: float
    condition: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is made into a PDF and an e-book.

    `language` is `zh-Hans` or `zh-Hant`; `date` is an ISO date or empty; `identifier` is a URN
    (`urn:isbn:…`, `urn:issn:…`, `urn:uuid:…`).
    """

    title: str
    entries: tuple[Entry, ...]
    identifier: str
    print: Print
    layout: str
    language: str = "zh-Hans"
    subtitle: str = ""
    publisher: str = ""
    date: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    series: tuple[str, int] | None = None
    issue: Issue = Issue()
    contributors: tuple[Contributor, ...] = ()
    tokens: tuple[tuple[str, str | int | float | bool], ...] = ()
    pages: tuple[PaperPage, ...] = ()


# ── plain text ───────────────────────────────────────────────────────────────────────────────────


def join_lines(lines: tuple[str, ...]) -> str:
    """A headline of several lines in one: Han lines are parted by a full-width space."""
    return "　".join(lines)


def plain(inlines: Inlines) -> str:
    """The characters that are read aloud: readings of ruby and marks of notes left out."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | Ruby(text, _):
            return text
        case Span(_, children) | Link(_, children):
            return plain(children)
        case NoteReference():
            return ""
