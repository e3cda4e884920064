# ruff: noqa: E501 - tables of pieces
"""Random manuscripts, settings and clean copies: pieces that mean something, in any order."""

from __future__ import annotations

import io
import zipfile
from html import escape

from hypothesis import strategies as st

from publisher import resources
from publisher.markup.layout import Layout
from tests.hostile import corpus

WORDS = ("河水", "人们在桥上。", "（笑）", "一", "\n", "\n\n", "    ", "方某：", "    - 甲\n", "A", "12", "……", "乌镇",
         "本报记者 某某", "第一章", "　　", "他说：“好。”", "1998 年", "\r\n")  # fmt: skip
SHORT = [each for each in corpus.CHARACTERS.values() if len(each) < 60]

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(corpus.RUNS),
    st.sampled_from(corpus.MARKUP),
    st.sampled_from(SHORT),
    st.text(max_size=4),
)
texts = st.lists(pieces, max_size=30).map("".join)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _docx(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in paragraphs)
    whole = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", whole.encode("utf-8", "replace"))
    return out.getvalue()


_tags = st.sampled_from(corpus.TAGS)
_elements = st.recursive(
    texts, lambda inner: st.tuples(_tags, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ), max_leaves=12,
)  # fmt: skip
# (suffix, bytes): every format, and each of them with bytes that are wrong
whole_files = st.one_of(
    st.tuples(st.just("md"), texts.map(_encoded)),
    st.tuples(st.just("txt"), texts.map(_encoded)),
    st.tuples(st.just("html"), _elements.map(_encoded)),
    st.tuples(st.just("docx"), st.lists(texts, min_size=1, max_size=8).map(_docx)),
)


def _spoilt(made: tuple[tuple[str, bytes], list[tuple[int, int]]]) -> tuple[str, bytes]:
    (suffix, data), wrongs = made
    spoilt = bytearray(data)
    for place, value in wrongs:
        if spoilt:
            spoilt[place % len(spoilt)] = value
    return suffix, bytes(spoilt)


_wrongs = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=4)
manuscripts = st.one_of(whole_files, st.tuples(whole_files, _wrongs).map(_spoilt))

# ── settings and tokens ──────────────────────────────────────────────────────────────────────────

_KEYS = tuple(dict.fromkeys(
    "title subtitle identifier language publisher date rights description subjects series issue "
    "contributors layout tokens print editions articles cover pages epub barcode cn cip price name "
    "role number total trim bleed condition profile also fill creep file department page".split()
))  # fmt: skip
_scalars = st.one_of(
    texts.map(lambda text: text[:60]),
    st.sampled_from(("yes", "null", "~", "0", "-1", "9" * 40, "1e400", ".inf", ".nan", "0x1F", "2026-11-07",
                     "185x260mm", "3mm", "zh-Hant", "feature", "!!int 3", "&a", "*a", "[]", "{}", "|", "\0")),
)  # fmt: skip
_values = st.recursive(
    _scalars, lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda made: f"[{', '.join(made)}]"),
        st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4).map(
            lambda made: "{" + ", ".join(f"{key}: {value}" for key, value in made.items()) + "}"
        ),
    ), max_leaves=8,
)  # fmt: skip
settings_texts = st.one_of(
    texts,
    st.sampled_from(corpus.SETTINGS),
    st.lists(st.tuples(st.sampled_from(_KEYS), _values), max_size=8).map(
        lambda made: "title: 题\n" + "".join(f"{key}: {value}\n" for key, value in made)
    ),
)
_layout = Layout.load("feature", [resources.folder("layouts")])
token_settings = st.tuples(
    st.sampled_from([token.name for token in _layout.declared]),
    st.one_of(st.sampled_from(("0", "-1", "9" * 30, "9" * 400, "1e400", "url(x)", "red;}", "#fff", "3mm", "device-cmyk(9 9 9 9)",
                               "0pt", "1e-30pt", "yes", "表", "\u202e", "'", '"', "\\", "a b c", "100%")), _scalars),
)  # fmt: skip
