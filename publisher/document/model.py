"""The model of a publication. Frozen, slotted, compared by content alone.

Every block carries its `place`, left out of comparison: findings, clicks and errors point at the
manuscript, while equality and cache keys see content only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from publisher.document.cuts import Crop as Crop
from publisher.document.cuts import Focus as Focus
from publisher.document.cuts import picture_key as picture_key
from publisher.document.ebook import Ebook
from publisher.document.printing import Print
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

# ── pictures ─────────────────────────────────────────────────────────────────────────────────────

Width = Literal["", "column", "columns-2", "full", "bleed"]
WIDTHS: tuple[Width, ...] = ("column", "columns-2", "full", "bleed")

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
    only the caption. `alt` is what a reader who cannot see is told; empty says none was given,
    unless the picture is `decorative` and says nothing that the text does not.
    Without a `width` the layout chooses one; `pair` puts two neighbours side by side.
    """

    source: str
    alt: str = ""
    caption: Inlines = ()
    credit: str = ""
    place: Place = field(default=NOWHERE, compare=False)
    width: Width = ""
    focus: Focus | None = None
    crop: Crop | None = None
    pair: bool = False
    decorative: bool = False

    @property
    def is_told(self) -> bool:
        """Whether a reader who cannot see the picture misses nothing."""
        return bool(self.alt) or self.decorative or not self.source

    @property
    def picture(self) -> str:
        """The name of the picture in its cut."""
        return picture_key(self.source, self.crop, self.focus)


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


PORTRAIT = Crop(3, 4)  # 讲述者肖像: taller than wide, as on a press card


@dataclass(frozen=True, slots=True)
class Speaker:
    """讲述者: who speaks, and the offices held, one string each.

    `portrait` is a path as the `source` of a figure is, or empty.
    """

    name: str
    roles: tuple[str, ...] = ()
    portrait: str = ""
    focus: Focus | None = None

    @property
    def picture(self) -> str:
        """The name of the portrait in its cut."""
        return picture_key(self.portrait, PORTRAIT, self.focus)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an article asks for: its file, how it is cut, and where it is asked for."""

    source: str
    crop: Crop | None
    focus: Focus | None
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Its name in this cut."""
        return picture_key(self.source, self.crop, self.focus)


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
    """One article: what stands at its head, and its parts.

    `accepted` and `refused` are what an editor has decided of findings (see `settled`).
    """

    headline: tuple[str, ...]
    parts: tuple[Part, ...]
    introduction: Blocks = ()
    kicker: str | None = None
    subheadline: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    place: Place = field(default=NOWHERE, compare=False)
    accepted: tuple[str, ...] = field(default=(), compare=False)
    refused: tuple[str, ...] = field(default=(), compare=False)

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

    def pictures(self) -> Iterator[Picture]:
        """Every picture that is asked for, of figures and portraits, in order."""
        for part in (None, *self.parts):
            for speaker in part.speakers if part else ():
                if part and speaker.portrait:
                    yield Picture(speaker.portrait, PORTRAIT, speaker.focus, part.place)
            for block in part.blocks if part else self.introduction:
                if isinstance(block, Figure) and block.source:
                    yield Picture(block.source, block.crop, block.focus, block.place)


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
class Imprint:
    """What 版权页 says beside title, numbers and staff; numbers are in their right form.

    `cn` is 国内统一连续出版物号, `post` 邮发代号, `sheets` 印张, `length` 字数, `edition` and
    `printing` 版次 and 印次, `printed` an ISO date; `more` are rows of the editor's own.
    """

    supervisor: tuple[str, ...] = ()
    sponsor: tuple[str, ...] = ()
    cn: str = ""
    post: str = ""
    price: str = ""
    printer: tuple[str, ...] = ()
    distributor: tuple[str, ...] = ()
    format: str = ""
    sheets: str = ""
    length: str = ""
    edition: int | None = None
    printing: int | None = None
    printed: str = ""
    copies: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cip:
    """图书在版编目（CIP）数据; `number` is `（2026）第123456号`."""

    author: str
    city: str
    subjects: tuple[str, ...]
    classification: str
    number: str


@dataclass(frozen=True, slots=True)
class Cover:
    """封面: an editor's picture, if there is one, and how many articles are named on it."""

    picture: str = ""
    headlines: int = 4
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Barcode:
    """条码: digits of the add-on (none, two or five), and the two that an ISSN leaves open."""

    addon: str = ""
    variant: str = "00"


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

    @property
    def place(self) -> Place:
        """Where its article begins."""
        return self.article.place if self.article.place.file else Place(self.file)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """版: what a page of a newspaper is called, and who is in charge of it; both may be empty."""

    name: str = ""
    editor: str = ""
    place: Place = field(default=NOWHERE, compare=False)


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
    imprint: Imprint = Imprint()
    cip: Cip | None = None
    cover: Cover | None = None
    barcode: Barcode | None = None
    tokens: tuple[tuple[str, str | int | float | bool], ...] = ()
    pages: tuple[PaperPage, ...] = ()
    ebook: Ebook = field(default_factory=Ebook)


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
