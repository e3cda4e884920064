"""抽言: the sentence of a speaker that an editor would lift out and set large.

`RULES` say what may be lifted at all, `MERITS` what makes one sentence better than another; the
weights are points, added up, and the earlier sentence wins a tie. Nothing here is random, so the
same text always has the same pull quotes.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from publisher.document.model import (
    Article,
    Block,
    Dialogue,
    Heading,
    Paragraph,
    Part,
    PullQuote,
    plain,
)
from publisher.findings import Place
from publisher.manuscript.characters import OPENING, PAIRED, PARTNER, breadth, han_count, length

SHORTEST, LONGEST = 15, 45  # Han characters and Latin words
_AT_ALL = (10, 60)  # where a speaker has no sentence between the two above
# or what is left at the end, which is none: it is not looked for again at each of its characters
_SENTENCE = re.compile("[^。！？]*+(?:[。！？]+[”’）」』》]*|$)")

# A sentence that begins so leans on the one before it: surely, or as a rule. The second is left
# only where a speaker has no better sentence of the length that is wanted.
SURELY_LEANING = tuple(
    "这 那 此 它 他 她 因此 所以 于是 例如 比如 同时 但 而 然而 不过 可是 另外 其中 其次 并且 "
    "还有 总之 由此 为此 否则 首先 最后， 当然 结果 后来 這 於是 同時 不過 並且 還有 總之 為此 "
    "否則 最後， 當然 結果 後來".split()
)
LEANING = tuple(
    "这 那 此 它 他 她 其 该 因此 因而 所以 于是 例如 比如 譬如 如 同时 但 "
    "而 然而 不过 可是 只是 另外 另一 并且 并 且 还有 还 总之 由此 为此 否则 "
    "首先 最后 最终 当然 结果 后来 以及 或者 也 又 再 更 就 却 则 即便如此 "
    "尽管如此 正因 正是 如此 同样 具体 值得一提 事实上 实际上 其实 换句话说 "
    "换言之 随后 接着 然后 之后 与此同时 与之 对此 据此 反之 相反 一方面 第一 "
    "第二 第三 第四 其一 其二 何况 况且 甚至 尤其 特别是 前者 后者 两者 二者 "
    "上述 以上 不仅如此 除此 有了 对了 是的 不是的 不对 没错 对， 好， 嗯 从中 "
    "基于此 在此 至此 久而久之 可见 显然 说到 谈到 至于 那时 当时 到时 届时 "
    "期间 之所以 原因 答案 這 於是 同時 不過 並且 還有 總之 為此 否則 當然 "
    "結果 後來 最後 實際上 其實 此外 因為這 接著 然後 之後 對此 還".split()
)
_END = re.compile("[。！？]")
_ENDS_INSIDE = re.compile("[。！？](?![。！？”’）」』》]|$)")
_SURELY_LEANS = re.compile("[“‘「『（]*(?:" + "|".join(SURELY_LEANING) + ")")
_LEANS = re.compile("[“‘「『（]*(?:" + "|".join(LEANING) + ")")
_POINTS_BACK = re.compile(
    "这(?!一行|辈子|世上|世间)|那(?!么多)|该(?!不该)|上述|前面|刚才|如此|這|此(?!刻|生)"
)
_REPORTED = re.compile(
    "[我他她人们子家长生]们?(?:还|也|就|总|常)?(?:说|问|想|告诉)，|起的|写报告的"
)


SPARE, NEARLY = 3, 3.0  # sentences next best, and the points that they may be behind

# Characters of a line in wide columns (in narrow ones a text has more lines, and all is further
# apart); lines between a quote and its own sentence.
_MEASURE, _APART, _INDENT = 37, 3, 2


_NO_WORD = re.compile(r"\W+")


class Sentence(NamedTuple):
    """A sentence that could be lifted: its place in the part, and its paragraph's."""

    text: str
    size: int  # Han characters and Latin words
    place: Place
    paragraph: int
    number: int  # in its paragraph, from 0
    headline: str
    room: int = 2  # edges of paragraphs in its part that are far enough from it for its quote


def with_pull_quotes(article: Article, doubtful: Collection[str] = ()) -> Article:
    """The article with a pull quote for each speaker's part that has a sentence for it.

    What an editor marked stands. `doubtful` are strings across the places where text was lost;
    a sentence with one is not lifted.
    """
    taken = {article.title}
    parts = []
    for part in article.parts:
        found = [_marked(part)] if part.pull_quote else _ranked(part, taken, doubtful)
        quote = found[0] if found else None
        parts.append(replace(part, pull_quote=quote))
        if quote:
            taken.add(quote.text)
    return replace(article, parts=tuple(parts))


def spare_quotes(article: Article) -> list[tuple[PullQuote, ...]]:
    """For each part the sentences next best to its pull quote, for where that finds no place.

    None where an editor chose another sentence than the best, or marked one of no speaker.
    """
    taken, spare = {article.title}, []
    for part in article.parts:
        quote, *others = _ranked(part, taken, ()) or (None,)
        own = part.pull_quote
        spare.append(tuple(others) if own and quote and own.text == quote.text else ())
        if own:
            taken.add(own.text)
    return spare


def quoting(article: Article, ranks: Sequence[int]) -> Article:
    """The article with the quote of each part that a rank says: its own is 0, the others follow."""
    parts = (
        replace(part, pull_quote=spare[rank - 1]) if rank else part
        for part, spare, rank in zip(article.parts, spare_quotes(article), ranks, strict=True)
    )
    return replace(article, parts=tuple(parts))


def _marked(part: Part) -> PullQuote | None:
    """The editor's own, with the place of the paragraph that it is taken from."""
    quote = part.pull_quote
    for block in part.blocks if quote else ():
        if isinstance(block, Paragraph | Dialogue) and quote and quote.text in plain(block.inlines):
            return replace(quote, place=block.place)
    return quote


def _ranked(part: Part, taken: Collection[str], doubtful: Collection[str]) -> list[PullQuote]:
    """The speaker's sentence that is most worth lifting, and others that are nearly as good.

    Nothing where none may be lifted.
    """
    if not part.speakers:
        return []
    fit = [
        sentence
        for sentence in sentences(part)
        if sentence.text not in taken
        and not any(place in sentence.text or sentence.text in place for place in doubtful)
        and all(rule(sentence) for rule in RULES)
    ]
    inside = [each for each in fit if SHORTEST <= each.size <= LONGEST]
    free = [each for each in inside if stands_alone(each)]
    pool = free or inside or [each for each in fit if stands_alone(each)] or fit
    best = nlargest(1 + SPARE, ((worth(each), each) for each in pool), key=itemgetter(0))
    return [
        PullQuote(each.text, each.place) for points, each in best if points >= best[0][0] - NEARLY
    ]


def sentences(part: Part) -> Iterator[Sentence]:
    """The whole sentences of a part in the speaker's own words, word for word."""
    headline = "".join(part.headline)
    names = {speaker.name for speaker in part.speakers}
    texts = [
        plain(block.inlines) if isinstance(block, Paragraph | Dialogue) else None
        for block in part.blocks
    ]
    breadths = [None if text is None else breadth(text) for text in texts]
    around = _Room(part, breadths)
    for number, (block, whole, all_of_it) in enumerate(
        zip(part.blocks, texts, breadths, strict=True)
    ):
        own = isinstance(block, Paragraph) or (
            isinstance(block, Dialogue) and block.turn == "answer" and block.speaker in names
        )
        if not own or whole is None or all_of_it is None:
            continue
        for count, text in enumerate(_split(whole)):
            before = breadth(whole[: whole.find(text)])
            after = all_of_it - before - breadth(text)
            room = around.beside(number, before, after)
            yield Sentence(text, length(text), block.place, number, count, headline, room)


class _Room:
    """The lines of a part, and the edges between its blocks where a quote could stand."""

    def __init__(self, part: Part, breadths: Sequence[float | None]) -> None:
        """`breadths` are those of its blocks, None for one that is taken for a line."""
        lines = (1 if each is None else math.ceil(_ends(each)) for each in breadths)
        self._tops = list(accumulate(lines, initial=0))  # lines above each block, and all
        edges = [0] if part.headline or part.speakers else []
        edges += [
            place + 1
            for place, block in enumerate(part.blocks[:-1])
            if not (isinstance(block, Heading) or _asks(block))
        ]
        self._edges = [self._tops[edge] for edge in edges]

    def beside(self, block: int, before: float, after: float) -> int:
        """How many edges are _APART lines away from a sentence with this in its block around it."""
        above = math.floor(_ends(before))
        below = math.floor(after / _MEASURE)
        highest = self._tops[block] - max(0, _APART - above)
        lowest = self._tops[block + 1] + max(0, _APART - below)
        far_below = len(self._edges) - bisect_left(self._edges, lowest)
        return bisect_right(self._edges, highest) + far_below


def _ends(size: float) -> float:
    """In lines, where a text of this breadth ends that begins a paragraph."""
    return (_INDENT + size) / _MEASURE


def _asks(block: Block) -> bool:
    return isinstance(block, Dialogue) and block.turn == "question"


def _split(text: str) -> Sequence[str]:
    """Whole sentences; a quotation of several sentences stays with the one that opened it."""
    found: list[str] = []
    held: list[str] = []
    waiting: list[str] = []
    for piece in _SENTENCE.findall(text):
        held.append(piece)
        if not _follows(piece, waiting):
            break
        if not waiting and _END.search(piece):
            found.append("".join(held).strip())
            held = []
    return found


def balanced(text: str) -> bool:
    """Whether every quote and bracket is closed in its order."""
    waiting: list[str] = []
    return _follows(text, waiting) and not waiting


def _follows(text: str, waiting: list[str]) -> bool:
    """Whether what closes in a text fits what waits for it, which is changed."""
    for character in PAIRED.findall(text):
        if character in OPENING:
            waiting.append(character)
        elif not waiting or waiting.pop() != PARTNER[character]:
            return False
    return True


# ── what may be lifted ───────────────────────────────────────────────────────────────────────────


def is_of_a_length(sentence: Sentence) -> bool:
    """Neither a word nor a paragraph."""
    return _AT_ALL[0] <= sentence.size <= _AT_ALL[1]


def is_whole(sentence: Sentence) -> bool:
    """It begins like a sentence, ends like one, and leaves no pair open."""
    text = sentence.text
    return (
        balanced(text)
        and text[-1] in "。！？”’」』）》"
        and text[0] not in "，。、；：！？”’）》…—"
    )


def does_not_lean(sentence: Sentence) -> bool:
    """It begins with no word that surely leans on the sentence before it."""
    return not _SURELY_LEANS.match(sentence.text)


def stands_alone(sentence: Sentence) -> bool:
    """Nor with one that leans as a rule, and it is one sentence; a wish and not a rule."""
    text = sentence.text
    return does_not_lean(sentence) and not _LEANS.match(text) and not _ENDS_INSIDE.search(text)


def is_not_the_headline(sentence: Sentence) -> bool:
    """It does not say the headline again, nor most of it: pairs of characters tell."""
    bare = _NO_WORD.sub("", sentence.text)
    title, said = _title(sentence.headline)
    shared = len(said.intersection(_pairs(bare)))
    if not shared:
        return True
    enough = 0.7 * min(len(said), len(set(_pairs(bare))))
    return title not in bare and shared < enough


@lru_cache(maxsize=8)
def _title(headline: str) -> tuple[str, frozenset[str]]:
    """A headline without its marks, and its pairs."""
    bare = _NO_WORD.sub("", headline)
    return bare, frozenset(_pairs(bare))


def _pairs(text: str) -> Iterator[str]:
    return map(str.__add__, text, text[1:])


def is_chinese(sentence: Sentence) -> bool:
    """A sentence in another language needs its translation beside it."""
    return han_count(sentence.text) * 2 > sentence.size


RULES: tuple[Callable[[Sentence], bool], ...] = (
    is_of_a_length,
    is_whole,
    does_not_lean,
    is_not_the_headline,
    is_chinese,
)

# ── what makes it worth lifting ──────────────────────────────────────────────────────────────────

_CONTRAST = re.compile(
    "不是.+而是|不在.+而在|不仅.+更|不仅.+也|只有.+才|越.+越|与其.+不如|既.+又|无论.+都|没有.+就没有|唯有|唯一|的是.+的是|才能|才会|才具|只要.+就|不能不|先.+再|不是[^。]+，是|是[^，。]+，不是[^一]|可以.+不能"
)
_CLAIM = re.compile(
    "本质|核心|关键|真正|根本|意味着|必须|必然|应当|应该|不能|不会|不应|永远|从来|从未|最[终大好重难]|价值|意义|相信|坚信|深信|"
    "底色|答案|就是|才是|不只|不止|成为|决定|改变|离不开|在于|離不開|應該|關鍵|真正|永遠|相信"
)
_CONCRETE = re.compile(
    r"[0-9二三四五六七八九十百千万亿](?:年|个|人|种|次|条|座|家|天|%|％|万|亿|米|公里|分钟|小时|岁|张|本|块|只)"
)
_DATED = re.compile(
    "今年|去年|今天|昨天|前年|目前|当前|近期|最近|本次|本届|这些年|日前|近日|上个月|前天"
)
_DULL = re.compile("荣幸|感谢|期待|参加|欢迎|很高兴|介绍|出席|祝愿|分享")


def is_of_good_length(sentence: Sentence) -> float:
    """Between 17 and 30 it fills a few large lines."""
    beyond = max(17 - sentence.size, sentence.size - 30, 0)
    return 2.0 - min(3.0, beyond / 5)


def makes_a_claim(sentence: Sentence) -> float:
    """It says what is so, or what is not."""
    found = len(set(_CLAIM.findall(sentence.text)))
    return min(3.0, 1.2 * found) + (2.0 if _CONTRAST.search(sentence.text) else 0.0)


def is_concrete(sentence: Sentence) -> float:
    """A figure, or a word in quotes, gives the eye something to hold."""
    figure = 0.5 if _CONCRETE.search(sentence.text) else 0.0
    return figure + (0.6 if "“" in sentence.text or "「" in sentence.text else 0.0)


def needs_its_context(sentence: Sentence) -> float:
    """这, 那 inside point back; a date or an aside belongs to the flow of the text."""
    reported = -1.5 if _REPORTED.search(sentence.text) else 0.0
    back = reported - 3.0 if _POINTS_BACK.search(sentence.text[:12]) else reported
    later = -1.2 if _POINTS_BACK.search(sentence.text[12:]) else 0.0
    dated = -1.5 if _DATED.search(sentence.text) else 0.0
    return back + later + dated + (-1.0 if "（" in sentence.text else 0.0)


def reads_at_a_glance(sentence: Sentence) -> float:
    """Few clauses, no list, no question."""
    text = sentence.text
    clauses = max(0, text.count("，") + 2 * text.count("；") - 2)
    listed = max(0, text.count("、") - 1)
    return -0.7 * clauses - 0.6 * listed - (2.0 if "？" in text else 0.0)


def is_not_courtesy(sentence: Sentence) -> float:
    """Thanks and pleasure are not what one remembers."""
    return -2.5 if _DULL.search(sentence.text) else 0.0


def is_not_the_opening(sentence: Sentence) -> float:
    """The first sentence is read anyway; one from further down draws the reader in."""
    if sentence.paragraph == 0 and sentence.number == 0:
        return -1.5
    return 0.4 if sentence.number else 0.0


def has_room(sentence: Sentence) -> float:
    """Its quote can stand away from it and inside its part, whatever the columns are."""
    return (-2.5, -1.0)[sentence.room] if sentence.room < 2 else 0.0


MERITS: tuple[Callable[[Sentence], float], ...] = (
    is_of_good_length,
    makes_a_claim,
    is_concrete,
    needs_its_context,
    reads_at_a_glance,
    is_not_courtesy,
    is_not_the_opening,
    has_room,
)


def worth(sentence: Sentence) -> float:
    """The sum of its merits, in points."""
    return sum(merit(sentence) for merit in MERITS)
