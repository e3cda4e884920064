"""The short cuts of the grammar give what the long way gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.rules_core.inline import inline

from publisher.document.model import Text
from publisher.manuscript.markdown import blocks, nodes
from publisher.manuscript.markdown.grammar import grammar
from publisher.manuscript.markdown.inlines import SIGN, convert, parse, tokens

PIECES = (
    *(
        "乌镇的清晨。",
        "（一）",
        "“引”",
        "　　缩进",
        "# 题",
        "## 二",
        "- 项",
        "  - 里",
        "1. 一",
        "> 引",
        ">",
    ),
    *(
        "---",
        "===",
        "| 甲 | 乙 |",
        "|---|---|",
        "```",
        "::: note",
        ":::",
        "[^1]: 注",
        "*重*",
        "\\",
        "&amp;",
    ),
    *(
        "[名]{.name}",
        "{乌镇|wū zhèn}",
        "![图](a.png)",
        "`码`",
        "    四格",
        "\t",
        "Latin",
        "—",
        "",
        "",
        "",
    ),
)
texts = st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), max_size=9)


def whole(text: str) -> list[object]:
    return [token.as_dict() for token in grammar().parse(text, {})]


@given(texts.map("\n".join))
def test_prose_and_running_text_are_read_as_without_short_cuts(text: str) -> None:
    shortly = whole(text)
    markdown = grammar.__wrapped__()
    markdown.disable("prose")
    markdown.core.ruler.at("inline", inline)
    assert shortly == [token.as_dict() for token in markdown.parse(text, {})]


PLAIN = (
    "乌镇的清晨。",
    "# 题",
    "## 二 ",
    "　　缩进，5G-A 占 3%：好！",
    "：",
    "",
    "",
    "\t",
    "　",
    "题 #",
    "|甲|",
)


@given(st.lists(st.sampled_from(PLAIN), max_size=9) | texts)
def test_prose_is_read_without_the_parser_as_with_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    source = nodes.Source("a.md")
    long = tuple(blocks.blocks(nodes.parsed(text), source))
    short = blocks.blocks_of(text, source)
    assert short == long
    assert [block.place for block in short] == [block.place for block in long]


def test_text_without_a_sign_is_itself() -> None:
    for each in map(chr, range(0x300)):
        text = f"河{each}边 {each}"
        assert parse(text) == convert(tokens(text))
        if not SIGN.search(each):
            assert convert(tokens(text)) == (Text(text),)
    assert parse("") == convert(tokens("")) == ()
