"""Editions in the other script, and names to sort by."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.document import pinyin
from publisher.document.model import (
    Article,
    Block,
    Contributor,
    Entry,
    Figure,
    Inline,
    Inlines,
    Link,
    NoteReference,
    Paragraph,
    Part,
    Publication,
    Ruby,
    Span,
    Speaker,
    Text,
    plain,
)
from publisher.document.printing import Print
from publisher.document.script import Guess, Manner, converted, guesses
from publisher.document.script.inlines import inlines, joined
from publisher.document.script.quotes import exchanged
from publisher.findings import Place
from tests import cases
from tests.manuscript.made_up import INLINES

PLACE = Place("a.txt", 7)


PLAIN = Manner("zh-Hant")
TAIWAN = Manner("zh-Hant", "tw")
MANNERS = {
    "s2t": PLAIN,
    "s2tw": TAIWAN,
    "s2twp": Manner("zh-Hant", "tw", vocabulary=True),
    "s2hk": Manner("zh-Hant", "hk"),
    "t2s": Manner("zh-Hans"),
    "tw2s": Manner("zh-Hans", "tw"),
    "tw2sp": Manner("zh-Hans", "tw", vocabulary=True),
}


def publication(
    *content: Inlines, speaker: str = "于某", blocks: tuple[Block, ...] = ()
) -> Publication:
    paragraphs = tuple(Paragraph(each, PLACE) for each in content)
    part = Part((Speaker(speaker, ("云山县馆长",)),), ("后来",), (*paragraphs, *blocks))
    article = Article(("头", "发"), (part,))
    return Publication(
        "面孔",
        (Entry(article, "a.txt", "观察"),),
        "urn:isbn:9787000000001",
        Print((1, 1), 0, "x"),
        "feature",
        subtitle="后来",
        publisher="书社",
        description="头发",
        subjects=("数据",),
        contributors=(Contributor("范某", "edt"),),
    )


def words(made: Publication) -> list[str]:
    article = made.entries[0].article
    return [plain(b.inlines) for b in article.blocks() if isinstance(b, Paragraph)]


def paragraph(*content: Inline, manner: Manner) -> Inlines:
    made = next(converted(publication(content), manner).entries[0].article.blocks())
    assert isinstance(made, Paragraph)
    assert made.place == PLACE
    return made.inlines


@pytest.mark.parametrize("case", cases.read("script"), ids=str)
def test_a_text_in_the_other_script(case: cases.Case) -> None:
    configuration = case.title.partition(":")[0]
    manner = MANNERS[configuration]
    assert plain(paragraph(Text(case.given), manner=manner)) == case.expected


def test_phrases_are_known_across_inlines_and_code_stays() -> None:
    text: Inlines = (
        Text("他“剪了头"),
        Span("emphasis", (Text("发"), NoteReference("1"))),
        Text("”，吃了‘面条’"),
        Span("code", (Text("发“"),)),
    )
    made = paragraph(*text, manner=TAIWAN)
    assert made == (
        Text("他「剪了頭"),
        Span("emphasis", (Text("髮"), NoteReference("1"))),
        Text("」，吃了『麵條』"),
        Span("code", (Text("发“"),)),
    )
    back = converted(converted(publication(text), TAIWAN), Manner("zh-Hans", "tw"))
    assert back.entries == publication(text).entries


def test_paths_and_addresses_stay() -> None:
    address = "https://example.org/发"
    link = Link(address, (Text("发"),))
    shown = Link(address, (Text(address),))
    assert paragraph(link, shown, manner=PLAIN) == (Link(address, (Text("發"),)), shown)
    figure = Figure("里.png", "这里", (Text("后来"),), "发某", PLACE)
    issue = publication(blocks=(figure,))
    made = next(converted(issue, PLAIN).entries[0].article.blocks())
    assert made == Figure("里.png", "這裏", (Text("後來"),), "發某")


def test_names_and_the_editors_words_go_before_phrases() -> None:
    manner = Manner("zh-Hant", words={"发言": "發話"}, keep=frozenset({"云上"}))
    made = converted(publication((Text("于某在云上的发言，埃里克说"),)), manner)
    assert words(made) == ["于某在云上的發話，埃裏克說"]
    assert made.entries[0].article.speakers[0] == Speaker("于某", ("雲山縣館長",))
    assert made.contributors[0].name == "范某"
    foreign = publication((Text("埃里克·林德说"),), speaker="埃里克·林德")
    assert words(converted(foreign, PLAIN)) == ["埃里克·林德說"]
    double = publication((Text("万俟某与万某"),), speaker="万俟某")
    assert words(converted(double, PLAIN)) == ["万俟某與萬某"]


def test_everything_that_is_read_is_converted() -> None:
    made = converted(publication((Text("发"),)), PLAIN)
    assert (made.language, made.title, made.subtitle) == ("zh-Hant", "面孔", "後來")
    assert (made.subjects, made.publisher, made.description) == (("數據",), "書社", "頭髮")
    assert made.entries[0].department == "觀察"
    assert made.entries[0].article.headline == ("頭", "髮")
    assert made == converted(publication((Text("发"),)), PLAIN)
    assert made.identifier != publication().identifier


def test_a_word_that_becomes_longer_is_cut_in_proportion() -> None:
    content: Inlines = (Text("用内"), Span("strong", (Text("存"),)), Text("的人"))
    made = paragraph(*content, manner=Manner("zh-Hant", "tw", vocabulary=True))
    assert plain(made) == "用記憶體的人"
    assert made == (Text("用記憶"), Span("strong", (Text("體"),)), Text("的人"))


def test_a_word_that_becomes_too_short_is_converted_piece_by_piece() -> None:
    content: Inlines = (Text("软"), Span("strong", (Text("件"),)), Ruby("乌镇", "wū zhèn"))
    made = inlines(content, lambda text: text.replace("软件", "Ｓ").replace("件", "個"))
    assert made == (Text("软"), Span("strong", (Text("個"),)), Ruby("乌镇", "wū zhèn"))


def shape(content: Inlines) -> list[object]:
    """The structure of inline content without its texts."""
    found: list[object] = []
    for inline in content:
        match inline:
            case Span(role, children):
                found.append((role, shape(children)))
            case Link(href, children):
                found.append((href, shape(children)))
            case Ruby(_, reading):
                found.append(reading)
            case NoteReference(label):
                found.append(("note", label))
            case Text():
                found.append(None)
    return found


LONGER = {"的": "之之", "树": "樹", "河边": "河濱畔"}


def longer(text: str) -> str:
    return re.sub("|".join(LONGER), lambda found: LONGER[found[0]], text)


@given(INLINES)
def test_the_pieces_are_the_conversion_of_the_whole(content: Inlines) -> None:
    made = inlines(content, longer)
    assert shape(made) == shape(content)
    assert joined(made) == longer(joined(content))


@given(st.text(st.sampled_from("头发后面“”‘’干里a ，b"), max_size=20))
def test_quotation_marks_keep_every_place(text: str) -> None:
    made = exchanged(text, "zh-Hant")
    assert len(made) == len(text)
    assert exchanged(made, "zh-Hans") == text


def test_what_is_guessed_is_told_with_its_place() -> None:
    text = "他系，发，头发和干部，剪发，发，"
    (found,) = guesses(publication((Text(text),)), PLAIN)
    assert found == (
        Guess(PLACE, "他系，", "发", "，头发", "發"),
        Guess(PLACE, "他", "系", "，发，", "系"),
    )
    decided = Manner("zh-Hant", words={"他系": "他係", "，发": "，髮"})
    assert list(guesses(publication((Text(text),)), decided)) == [()]
    assert list(guesses(publication((Text(text),)), Manner("zh-Hans"))) == [()]


def test_phrases_that_take_a_character_from_one_another_are_told() -> None:
    (found,) = guesses(publication((Text("里面有面条。"),)), TAIWAN)
    assert [(g.before, g.character, g.became) for g in found] == [("里面有", "面", "面")]


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("方兴东", "Fang, Xingdong"),
        ("欧阳明", "Ouyang, Ming"),
        ("单某某", "Shan, Moumou"),
        ("曾国", "Zeng, Guo"),
        ("吕梁", "Lü, Liang"),
        ("埃里克·林德", "埃里克·林德"),
        ("John Smith", "John Smith"),
        ("河", "he"),
        ("李西安", "Li, Xi'an"),
        ("尉迟某", "Yuchi, Mou"),
        ("解某", "Xie, Mou"),
        ("编辑部", "bian ji bu"),
    ],
)
def test_people_are_sorted_by_their_surnames(name: str, sorted_as: str) -> None:
    assert pinyin.person(name) == sorted_as


def test_titles_are_sorted_by_pinyin() -> None:
    assert pinyin.title("重庆的河") == "chong qing de he"
    assert pinyin.title("“River” 与《河》") == "River yu he".replace("River", "“River”")
    assert pinyin.title("River 7") == "River 7"
    titles = ["重庆", "安徽", "北京", "白河"]
    assert sorted(titles, key=pinyin.sort_key) == ["安徽", "白河", "北京", "重庆"]


def test_people_are_in_the_order_of_their_surnames() -> None:
    people = ["单某", "解某", "仇某", "曾某", "区某", "查某", "任某", "华某", "安某"]
    ordered = sorted(people, key=lambda each: pinyin.sort_key(each, name=True))
    assert "".join(each[0] for each in ordered) == "安华区仇任单解曾查"
    assert sorted(["《妈》", "马", "麻", "骂"], key=pinyin.sort_key) == ["《妈》", "麻", "马", "骂"]
