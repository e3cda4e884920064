"""Random documents, whose text must come out whole: the engine itself compares and raises."""

from __future__ import annotations

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.pages import laid

CHINESE = "的一是在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"
MARKS = "，。、；：？！“”‘’（）《》——……·～／％"
OTHER = [
    "AI",
    "GPT-4",
    "state-of-the-art",
    "3.14",
    "15 kg",
    " ",
    "don’t",
    "é",
    "https://a.cn/b?c=d",
]
RARE = ["①", "Ω", "℃", "　", "\u00a0", "e\u0301", "葛\U000e0100", "\u00ad", "½"]

words = st.one_of(
    st.text(CHINESE, min_size=1, max_size=30),
    st.text(CHINESE + MARKS, min_size=1, max_size=30),
    st.sampled_from(OTHER),
    st.sampled_from(RARE),
).map(escape)


def _tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = ["b", "i", "em class=emphasis", "span class=padded", "sup", "a href=#x", "u"]
    opened = st.tuples(st.sampled_from(tags), inner)
    return opened.map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")


inlines = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=5).map("".join),
        _tagged(inner),
        inner.map(lambda text: f"<span class=box>{text}</span>"),
        st.just("<br>"),
    ),
    max_leaves=12,
)
notes = words.map(lambda text: f"<span class=note>{text}</span>")
paragraphs = st.lists(st.one_of(inlines, inlines, inlines, notes), min_size=1, max_size=6).map(
    lambda parts: f"<p>{''.join(parts)}</p>"
)
floats = words.map(lambda text: f"<div class=float>{text}</div>")
blocks = st.one_of(
    paragraphs,
    paragraphs,
    paragraphs,
    inlines.map(lambda text: f"<h2 style='text-align:center'>{text}</h2>"),
    inlines.map(lambda text: f"<ul><li>{text}</li></ul>"),
    inlines.map(lambda text: f"<table><tr><td>{text}<td>表</table>"),
    inlines.map(lambda text: f"<p style='white-space:pre-line'>{text}\n行\n\n{text}</p>"),
    inlines.map(lambda text: f"<p style='white-space:nowrap'>{text}</p>"),
)
bodies = st.lists(blocks, min_size=1, max_size=8).map("".join)
# not in columns: stock WeasyPrint loses lines of a float that a column's end cuts (and, without
# `break-inside: avoid`, of one that a page's end cuts)
with_floats = st.lists(st.one_of(blocks, floats), min_size=1, max_size=8).map("".join)


random_documents = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@random_documents
@given(bodies)
def test_no_character_is_lost_or_added_in_columns(body: str) -> None:
    drawn = laid(f"<div class=columns>{body}</div>")
    assert drawn.pdf().startswith(b"%PDF")


@random_documents
@given(with_floats)
def test_no_character_is_lost_or_added_beside_floats(body: str) -> None:
    drawn = laid(body)
    assert drawn.pdf().startswith(b"%PDF")
