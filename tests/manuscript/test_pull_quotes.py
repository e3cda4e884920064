"""The rules of a pull quote, and that the better sentence is lifted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.document.model import (
    Article,
    Dialogue,
    Paragraph,
    Part,
    Speaker,
    Text,
    plain,
)
from publisher.manuscript.characters import length
from publisher.manuscript.pull_quotes import (
    balanced,
    quoting,
    spare_quotes,
    stands_alone,
    with_pull_quotes,
)

FANG = Speaker("方某", ("林业站站长",))


def lifted(
    *paragraphs: str, headline: str = "树下的人", doubtful: tuple[str, ...] = ()
) -> str | None:
    blocks = tuple(Paragraph((Text(each),)) for each in paragraphs)
    article = with_pull_quotes(
        Article(("河边的树",), (Part((FANG,), (headline,), blocks),)), doubtful
    )
    quote = article.parts[0].pull_quote
    return quote.text if quote else None


CLAIM = "种树的人最终种下的，其实是一份等得起的耐心。"


@pytest.mark.parametrize(
    "text",
    [
        "我去年春天来到河边，看见他们在田里挖坑种树。" + CLAIM,
        "这就是我们在河边学到的最根本的一件事情。" + CLAIM,
        "因此我们必须相信，真正的价值就是时间本身。" + CLAIM,
        "树下的人最关键的就是树下的人自己的耐心啊。" + CLAIM,
    ],
)
def test_the_claim_is_lifted(text: str) -> None:
    assert lifted(text) == CLAIM


@pytest.mark.parametrize(
    "text",
    [
        "太短了。",
        "这一点是我在河边三十年里学到的最根本的事情。",
        "他说“树下的人必须等得起，时间才是真正的价值。",
        "树只要等得起就一定种得成而且",
        "The river is deep and slow and wide and old and long and cold and clear and mine.",
    ],
)
def test_what_may_not_be_lifted(text: str) -> None:
    assert lifted(text) is None


def test_a_sentence_with_a_lost_place_is_not_lifted() -> None:
    assert lifted(CLAIM, doubtful=("终种下的",)) is None


def test_the_headline_is_not_lifted_again() -> None:
    assert lifted(CLAIM, headline="种树的人最终种下的是耐心") is None


def test_only_the_speakers_own_words() -> None:
    other = Dialogue("question", "记者", (Text(CLAIM),))
    part = Part((FANG,), (), (other,))
    assert with_pull_quotes(Article(("树",), (part,))).parts[0].pull_quote is None


def test_two_speakers_are_not_given_the_same_sentence() -> None:
    second = "一棵树真正的价值，从来不在它能卖多少钱。"
    blocks = (Paragraph((Text(CLAIM + second),)),)
    parts = (Part((FANG,), (), blocks), Part((Speaker("林某"),), (), blocks))
    quotes = [part.pull_quote for part in with_pull_quotes(Article(("树",), parts)).parts]
    assert {quote.text for quote in quotes if quote} == {CLAIM, second}


SENTENCES = st.lists(
    st.sampled_from(
        [
            CLAIM,
            "这是我说的第一句话，也是最要紧的一句话。",
            "他说：“树要等。人也要等。”",
            "“等得起的人，才能看见一片真正的林子。",
            "根比叶子先长出来，所以看树先要看它的根。",
            "好。",
            "我们相信，只有等得起的人才种得成树。",
        ]
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SENTENCES.map("".join), min_size=1, max_size=4))
def test_every_rule_holds(paragraphs: list[str]) -> None:
    blocks = tuple(Paragraph((Text(each),)) for each in paragraphs)
    article = with_pull_quotes(Article(("树",), (Part((FANG,), (), blocks),)))
    quote = article.parts[0].pull_quote
    if quote is None:
        return
    assert any(quote.text in plain(block.inlines) for block in blocks)
    assert quote.text[-1] in "。！？”"
    assert balanced(quote.text)
    assert 10 <= length(quote.text) <= 60
    assert not quote.text.startswith(("这", "他", "因此"))
    assert with_pull_quotes(article) == article


def test_a_leaning_word_is_known_behind_a_quote_mark() -> None:
    from publisher.findings import Place
    from publisher.manuscript.pull_quotes import Sentence

    assert not stands_alone(Sentence("“这是树。”", 3, Place("a"), 0, 0, ""))


def test_sentences_that_are_nearly_as_good_are_to_spare() -> None:
    one, other = (
        "真正的价值不是木材，而是人们愿意等待的时间。",
        "真正的耐心不是等待，而是每天都去看一看树。",
    )
    blocks = tuple(Paragraph((Text(each),)) for each in (one, CLAIM, other))
    article = with_pull_quotes(Article(("河边的树",), (Part((FANG,), ("树下的人",), blocks),)))
    own, ((spare,),) = article.parts[0].pull_quote, spare_quotes(article)
    assert own
    assert {own.text, spare.text} == {one, other}
    assert quoting(article, (0,)) == article
    assert quoting(article, (1,)).parts[0].pull_quote == spare
    # another one that an editor marked stands, or nothing does
    assert spare_quotes(quoting(article, (1,))) == [()]
