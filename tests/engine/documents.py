"""Random documents for the engine: nested tags, notes, floats, marks, scripts, objects, tables."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

CHINESE = "的一是在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"
MARKS = "，。、；：？！“”‘’（）《》——……·～／％"
OTHER = [
    "AI",
    "GPT-4",
    "state-of-the-art",
    "international",
    "3.14",
    "15 kg",
    " ",
    "don’t",
    "é",
    "https://a.cn/b?c=d",
]
RARE = ["①", "Ω", "℃", "　", "\u00a0", "e\u0301", "葛\U000e0100", "\u00ad", "½"]
SCRIPTS = ["བོད་ཡིག", "سلام", "かな", "한글", "Привет", "αβγ", "😀", "👨‍👩‍👧", "🇨🇳", "שלום"]

words = st.one_of(
    st.text(CHINESE, min_size=1, max_size=30),
    st.text(CHINESE + MARKS, min_size=1, max_size=30),
    st.sampled_from(OTHER),
    st.sampled_from(RARE),
).map(escape)
TAGS = ["b", "i", "em class=emphasis", "span class=padded", "sup", "a href=#x", "u"]


def _tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    opened = st.tuples(st.sampled_from(TAGS), inner)
    return opened.map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")


inlines = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=5).map("".join),
        _tagged(inner),
        inner.map(lambda text: f"<span class=box>{text}</span>"),
        words.map(lambda text: f"<ruby>字<rp>（</rp><rt>{text[:4]}</rt><rp>）</rp></ruby>"),
        st.just("<br>"),
    ),
    max_leaves=12,
)
notes = words.map(lambda text: f"<span class=note>{text}</span>")
foreign = st.sampled_from(SCRIPTS).map(escape)


def paragraphs(scripts: bool) -> st.SearchStrategy[str]:
    """A paragraph of pieces; with other `scripts` among them."""
    piece = st.one_of(inlines, inlines, inlines, notes, *([foreign] if scripts else []))
    return st.lists(piece, min_size=1, max_size=6).map(lambda parts: f"<p>{''.join(parts)}</p>")


floats = words.map(lambda text: f"<div class=float>{text}</div>")
drops = st.sampled_from(CHINESE).map(lambda char: f"<div class=drop>{char}</div>")


def blocks(scripts: bool) -> st.SearchStrategy[str]:
    """Any block that does not float."""
    paragraph = paragraphs(scripts)
    return st.one_of(
        paragraph,
        paragraph,
        paragraph,
        inlines.map(lambda text: f"<h2 style='text-align:center'>{text}</h2>"),
        inlines.map(lambda text: f"<ul><li>{text}</li></ul>"),
        inlines.map(lambda text: f"<table><tr><td>{text}<td>表</table>"),
        inlines.map(lambda text: f"<p style='white-space:pre-line'>{text}\n行\n\n{text}</p>"),
        inlines.map(lambda text: f"<p style='white-space:nowrap'>{text}</p>"),
    )


def bodies(*, floating: bool, scripts: bool = False) -> st.SearchStrategy[str]:
    """Some blocks in a row."""
    kinds = (blocks(scripts), floats, drops) if floating else (blocks(scripts),)
    return st.lists(st.one_of(*kinds), min_size=1, max_size=8).map("".join)


plain = st.text(CHINESE + MARKS[:4], min_size=60, max_size=110).map(lambda text: f"<p>{text}</p>")


def long_bodies() -> st.SearchStrategy[str]:
    """600 Han characters and more: ten plain paragraphs, with random blocks between them."""
    return st.lists(
        st.tuples(plain, st.one_of(blocks(scripts=True), floats, drops, st.just(""))),
        min_size=10,
        max_size=14,
    ).map(lambda pairs: "".join(a + b for a, b in pairs))
