"""What a line looks like by itself and by its neighbours, before anything is joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publisher.document.surnames import SURNAMES
from publisher.manuscript.characters import (
    HAN,
    LIST_HEAD,
    SPACES,
    ems,
    ends_sentence,
    has_han,
    is_longer,
)
from publisher.manuscript.draft import Passage, Shape
from publisher.manuscript.rejoin import people
from publisher.manuscript.words.simplified import simplified

TITLE_LIMIT = 30  # ems; headlines of newspapers rarely pass 26
_LONGEST = 120  # ems of what is no paragraph and no item of a list: a caption
PARTED_LIMIT = 24  # ems; those with a comma are shorter
_S = f"[{SPACES}]"
QUESTION_LABELS = frozenset(
    "问 問 Q 记者 本报记者 本刊记者 記者 本報記者 主持人 主持 编者 编辑 采访者 "
    "观众 听众 读者 网友".split()
)
ANSWER_LABELS = frozenset("答 A 受访者 受访人 嘉宾 学生".split())
_FIXED = QUESTION_LABELS | ANSWER_LABELS
_LABEL = re.compile(
    rf"([{HAN}]{{1,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}|[QA]|[A-Z][A-Za-z .]{{1,20}}?)"
    rf"(?:[（(]([^（）()]{{2,50}})[）)])?{_S}*[：:]{_S}*(?=\S)"
)
_TITLED = re.compile(
    f"[{SURNAMES}](?:教授|老师|院士|院长|主任|博士|先生|女士|医生|总|师傅|校长|局长|馆长)$"
)
_CAPTION = re.compile(
    rf"(?:[▲△▼▽◀▶↑↓←→]"
    rf"|(?:图|圖|图片|照片|表){_S}*[0-9一二三四五六七八九十]{{1,2}}{_S}*[：:．.、\u3000 ]"
    rf"|(?:图片|图|图注|图说|题图|圖|照片|插图){_S}*[：:]"
    rf"|(?:上|下|左|右|题|本版|资料)?[图圖](?:为|片为|爲|為|①|②|示))"
)
_CREDIT = re.compile(
    rf"[（(]?(?:图|文|图片|图文|摄影|摄|供图|制图|绘图|漫画|插图|插画|视觉|版式|资料|数据|图片来源|资料来源|来源|摄影报道|攝影)"
    rf"(?:{_S}*[/／|｜]{_S}*(?:图|文|摄影))?{_S}*[/／：:|｜]"
)
_CREDIT_END = re.compile(r"(?:摄|供图|制图|绘|攝|摄影|插图|绘图|摄影报道|提供)[）)]?$")
_BYLINE = re.compile(
    rf"(?:[（(]?(?:本报|本刊|本网|新华社|人民网|中新社|本報)?(?:特约|见习|首席|全媒体|融媒体|驻[{HAN}]{{2,4}})*"
    rf"(?:记者|通讯员|评论员|特派员|实习生|编辑部|记者组|記者|通訊員)(?:{_S}|[：:]|$)"
    rf"|(?:作者|撰文|采写|整理|撰稿|文字|记者|口述|编译|策划|统筹|采访){_S}*[：:/／|｜]"
    rf"|文{_S}*[/／|｜：:]|[□◎■○●]{_S}*[{HAN}]{{2,4}}(?:{_S}|$)|本[报刊]编辑部$|本[报刊](?:记者|评论员))"
)
_CLOSES = re.compile("[。；;]")  # no title has one
_SAYS = re.compile("[。！？!?，,；：]")  # nor a role
_BYLINE_END = re.compile(rf"[{HAN}]{_S}*(?:文/图|图/文|/文|／文|文并图|撰文|整理|编译)$")
_NOTE = re.compile(
    r"[（(](?:作者|本文|本版|讲述者|嘉宾|受访者|受访人|编译|原载|来源|原文|整理|本报记者|记者|責編|责编|编辑|注)[^（）()]{1,90}[）)]$"
    rf"|[（(](?:[{HAN}·]{{2,12}})[系是，,为][^（）()]{{4,90}}[）)]$"
    r"|(?:注|注释|编者注|作者简介|作者系|资料来源|参考文献|附记)[：:]"
)


def shaped(lines: Sequence[Passage]) -> list[Passage]:
    """Every line with its shape; neighbours have a say where a line alone does not tell."""
    known = labels(lines)
    alone = [_of_shape(line, _alone(line, known)) for line in lines]
    return [
        line
        if line.sure
        else _among(line, alone[max(0, number - 2) : number], alone[number + 1 : number + 3])
        for number, line in enumerate(alone)
    ]


def _of_shape(line: Passage, shape: Shape) -> Passage:
    return line if line.shape is shape else replace(line, shape=shape)


def labels(lines: Sequence[Passage]) -> frozenset[str]:
    """Labels of dialogue: the fixed ones, and names that begin at least two lines with a colon."""
    counts: Counter[str] = Counter()
    for line in lines:
        found = _LABEL.match(line.text)
        if found:
            counts[found[1]] += 1
            counts[found[1]] += bool(found[2] and people.is_name(found[1])) * 2
    return frozenset(
        label
        for label, count in counts.items()
        if label in _FIXED or (count >= 2 and _names_someone(label))
    )


def label_of(text: str, known: frozenset[str] | None = None) -> re.Match[str] | None:
    """The label at the head of a line of dialogue: group 1 the label, group 2 a role."""
    found = _LABEL.match(text)
    return found if found and (known is None or found[1] in known) else None


def _names_someone(label: str) -> bool:
    return people.is_name(label) or bool(_TITLED.search(simplified(label))) or label in SURNAMES


def _alone(line: Passage, known: frozenset[str]) -> Shape:
    """The shape of a line by itself, in the order of trust; Markdown marks its own titles."""
    text = line.text
    if line.sure:
        presents = line.shape is Shape.HEADING and line.level > 1 and _is_named(text)
        return Shape.NAMED if presents else line.shape
    if is_longer(text, _LONGEST):
        if _is_list(text, text):
            return Shape.LIST
    else:
        bare = simplified(text)
        for shape, test in _TESTS:
            if test(text, bare):
                return shape
    if label_of(text, known):
        return Shape.LABELLED
    return Shape.TITLE if could_be_title(text) and not line.markup else Shape.PROSE


def could_be_title(text: str) -> bool:
    """Short, and not a sentence: what a headline or a 小标题 looks like."""
    if is_longer(text, TITLE_LIMIT) or not text or text[-1] in "，、；：,;:（(《“‘—":
        return False
    inner = text.rstrip("？！?!")
    commas = inner.count("，") + inner.count(",")
    if _CLOSES.search(inner) or ends_sentence(inner) or commas > 2:
        return False
    if commas and is_longer(text, PARTED_LIMIT):
        return False
    return has_han(text) or text[:1].isalnum()


# each asks a line of at most _LONGEST ems, as it is and in 简体


def _is_note(text: str, bare: str) -> bool:
    return bool(_NOTE.match(bare)) and ems(text) < 100


def _is_byline(text: str, bare: str) -> bool:
    if is_longer(text, 45):
        return False
    found = _BYLINE.match(bare) or _BYLINE_END.search(bare)
    return bool(found) and not re.search("[。！？]", text)


def _is_credit(text: str, bare: str) -> bool:
    if is_longer(text, 30) or "。" in text:
        return False
    found = _CREDIT.match(bare) or (_CREDIT_END.search(bare) and not re.search("[，,]", text))
    return bool(found)


def _is_caption(_text: str, bare: str) -> bool:
    return bool(_CAPTION.match(bare))


def _is_list(text: str, _bare: str) -> bool:
    return bool(LIST_HEAD.match(text)) and len(text) > 2


def _is_named(text: str, _bare: str = "") -> bool:
    found = people.presented(text)
    return found is not None and found.sure >= 0.7


_TESTS = (
    (Shape.NOTE, _is_note),
    (Shape.CREDIT, _is_credit),
    (Shape.BYLINE, _is_byline),
    (Shape.CAPTION, _is_caption),
    (Shape.LIST, _is_list),
    (Shape.NAMED, _is_named),
)
_PRESENTING = (Shape.NAMED, Shape.NAME, Shape.ROLE)


def _among(line: Passage, before: Sequence[Passage], after: Sequence[Passage]) -> Passage:
    """Roles and names alone on a line are known by the line beside them."""
    if line.shape not in (Shape.TITLE, Shape.PROSE) or is_longer(line.text, 45):
        return line
    text = line.text
    following = after[0] if after else None
    if following and following.shape is Shape.NAMED and _is_role_line(text):
        return replace(line, shape=Shape.ROLE)
    if following and _is_role_line(text) and people.is_name(following.text):
        return replace(line, shape=Shape.ROLE)
    two = len(after) > 1 and _is_role_line(text) and _is_role_line(after[0].text)
    if two and (after[1].shape is Shape.NAMED or people.is_name(after[1].text)):
        return replace(line, shape=Shape.ROLE)
    if people.is_name(text):
        beside = [near.text for near in (*before[-1:], *after[:1])]
        presents = any(_is_role_line(each) or people.is_like_office(each) for each in beside)
        return replace(line, shape=Shape.NAME) if presents else line
    nearest = before if before and _is_role_line(before[-1].text) else before[-1:]
    named = [near for near in (*nearest, *after[:1]) if people.is_name(near.text)]
    if named and (_is_role_line(text) or people.is_like_office(text)):
        return replace(line, shape=Shape.ROLE)
    return line


def _is_role_line(text: str) -> bool:
    if _SAYS.search(text):
        return False
    inner = text.rstrip("、")
    return people.is_office(inner) or (inner != text and people.has_organisation(inner))
