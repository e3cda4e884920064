"""Made-up articles and texts for properties. All words are our own."""

from __future__ import annotations

from hypothesis import strategies as st

from publisher.document.model import (
    NOWHERE,
    WIDTHS,
    Advertisement,
    Article,
    Block,
    BlockQuote,
    Crop,
    Dialogue,
    Figure,
    Focus,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Part,
    PullQuote,
    Ruby,
    Sidebar,
    Span,
    Speaker,
    Table,
    Text,
    Verse,
)

# Han, Latin, full-width marks, and every character that Markdown could take for markup
CHARACTERS = st.sampled_from("河边的树一二三 aB9，。：“”（）—…\\`*_{}[]()#+-.!|<>&~^:;\"'=$%/@?,　")
LINE = st.text(CHARACTERS, min_size=1, max_size=14)
WORD = LINE.map(str.strip).filter(bool)
LABEL = st.text(st.sampled_from("abc123注"), min_size=1, max_size=4)
ROLES = st.sampled_from(["emphasis", "strong", "code", "superscript", "subscript", "title", "name"])


def _merged(inlines: list[Inline]) -> Inlines:
    """Running characters that meet are one Text, as every reader gives them."""
    done: list[Inline] = []
    for inline in inlines:
        if done and isinstance(inline, Text) and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + inline.text)
        else:
            done.append(inline)
    return tuple(done)


INLINE: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        st.builds(Text, LINE),
        st.builds(Ruby, WORD.map(lambda each: each.replace("\\", "")).filter(bool), WORD),
        st.builds(NoteReference, LABEL),
    ),
    lambda inner: st.one_of(
        st.builds(Span, ROLES, st.lists(inner, min_size=1, max_size=3).map(_merged)),
        st.builds(
            Link,
            st.text(st.sampled_from("abc:/.?=&%#()<>\\ 河"), min_size=1, max_size=12).map(
                str.strip
            ),
            st.lists(inner.filter(lambda each: not isinstance(each, Link)), max_size=2).map(
                _merged
            ),
        ),
    ),
    max_leaves=4,
)


def _linked(inline: Inline) -> int:
    """How deep links stand in links, which Markdown does not know."""
    match inline:
        case Link(_, children):
            return 1 + max(map(_linked, children), default=0)
        case Span(_, children):
            return max(map(_linked, children), default=0)
    return 0


INLINES = (
    st.lists(INLINE.filter(lambda each: _linked(each) < 2), min_size=1, max_size=4)
    .map(_merged)
    .filter(lambda inlines: bool("".join(map(_shown, inlines)).strip()))
)


def _shown(inline: Inline) -> str:
    match inline:
        case Text(text) | Ruby(text, _):
            return text
        case Span(_, children) | Link(_, children):
            return "x" + "".join(map(_shown, children))
    return "x"


FOCUS = st.sampled_from([None, Focus(), Focus(0.3, 0.6), Focus(0, 1), Focus(0.125, 0.3333)])
PARAGRAPH = st.builds(Paragraph, INLINES)
SOME = st.lists(PARAGRAPH, min_size=1, max_size=3).map(tuple)
HEADING = st.builds(Heading, st.integers(1, 4), INLINES)
PLAIN_ITEM = INLINES.filter(lambda inlines: isinstance(inlines[0], Text)).map(
    lambda inlines: (Text("文" + inlines[0].text), *inlines[1:])  # type: ignore[union-attr]
)


@st.composite
def lists(draw: st.DrawFn) -> List:
    labels = draw(
        st.sampled_from(
            [
                (False, ("·", "·")),
                (True, ("1.", "2.", "3.")),
                (True, ("4)", "7)")),
                (True, ("（一）", "（二）")),
                (True, ("一、",)),
                (False, ("●", "■")),
                (True, ("①", "②")),
            ]
        )
    )
    items = tuple(ListItem(label, draw(PLAIN_ITEM)) for label in labels[1])
    return List(labels[0], items)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(INLINES, min_size=width, max_size=width).map(tuple)
    rows = tuple(draw(st.lists(row, min_size=1, max_size=3)))
    caption = draw(st.one_of(st.just(()), INLINES))
    return Table(rows, draw(st.integers(0, 2)), caption)


BLOCK: st.SearchStrategy[Block] = st.one_of(
    PARAGRAPH,
    HEADING,
    st.builds(Verse, st.lists(INLINES, min_size=1, max_size=3).map(tuple)),
    st.builds(BlockQuote, SOME),
    st.builds(Note, st.one_of(st.just(""), LABEL), SOME),
    st.builds(Advertisement, SOME),
    tables(),
    st.builds(
        Figure,
        st.sampled_from(["", "pictures/a.png", "pictures/河 边.png"]),
        WORD,
        st.one_of(st.just(()), INLINES),
        st.one_of(st.just(""), WORD),
        st.just(NOWHERE),
        st.sampled_from(["", *WIDTHS]),
        FOCUS,
        st.sampled_from([None, Crop(4, 3), Crop(2.35, 1), Crop(1, 4)]),
        st.booleans(),
    ),
    st.builds(
        Sidebar,
        st.lists(WORD, max_size=2).map(tuple),
        st.lists(st.one_of(PARAGRAPH, HEADING.filter(lambda each: each.level > 1)), max_size=2).map(
            tuple
        ),
    ),
    st.builds(Dialogue, st.sampled_from(["question", "answer"]), WORD, INLINES, st.booleans()),
)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    """Blocks, with at most one list, because two that meet are one."""
    found = draw(st.lists(BLOCK, max_size=4))
    if draw(st.booleans()):
        found.insert(draw(st.integers(0, len(found))), draw(lists()))
    return tuple(found)


SPEAKER = st.builds(
    Speaker,
    WORD,
    st.lists(WORD, max_size=2).map(tuple),
    st.sampled_from(["", "pictures/河 边.png"]),
    FOCUS,
)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    speakers = tuple(draw(st.lists(SPEAKER, max_size=2)))
    body = draw(blocks())
    headline = tuple(draw(st.lists(WORD, max_size=2)))
    quote = draw(st.one_of(st.none(), st.builds(PullQuote, WORD)))
    return Part(speakers, headline, body, quote)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    maybe = st.one_of(st.none(), WORD)
    return Article(
        headline=tuple(draw(st.lists(WORD, max_size=2))),
        parts=tuple(draw(st.lists(parts(), min_size=1, max_size=2))),
        introduction=draw(blocks()),
        kicker=draw(maybe),
        subheadline=draw(maybe),
        deck=draw(maybe),
        byline=draw(maybe),
        dateline=draw(maybe),
    )
