"""Pinyin to sort by: what `file-as` says of titles and people (EPUB 3.3, D.3.3), and an order.

Characters with several readings are read as their word is, by pypinyin's phrases; surnames as
surnames are (单 Shàn, 曾 Zēng). Where all characters have one reading, a small table is enough
(readings.txt, by tools/pinyin/build.py): pypinyin takes longer to load than a short book to build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from publisher.document.surnames import DOUBLE_SURNAMES, SURNAMES
from publisher.patterns import later

_HAN = later("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_NAME = later("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]{2,4}")
_RUNS = later(f"{_HAN.pattern}|[^{_HAN.pattern[1:-1]}]+")
_WORD = re.compile(r"[^\W_]+")
_TABLE = Path(__file__).with_name("readings.txt")
_DOUBLE = later(f"(?:{DOUBLE_SURNAMES})(?=.)")
# read in another way than elsewhere when they are surnames, in both scripts (现代汉语词典)
_READINGS = {
    surname: reading
    for pair in (
        "单單 shan4,解 xie4,仇 qiu2,曾 zeng1,区區 ou1,查 zha1,任 ren2,华華 hua4,盖蓋 ge3,翟 zhai2,"
        "朴 piao2,缪繆 miao4,乐樂 yue4,祭 zhai4,宓 mi4,隗 wei3,洗冼 xian3,覃 qin2,逄 pang2,燕 yan1,"
        "应應 ying1,宁寧 ning2,葛 ge3,纪紀 ji3,牟 mou2,折 she2,召 shao4,种 chong2,繁 po2,晁 chao2,"
        "谌諶 chen2,郇 xun2,郗 xi1,黑 he4,尹 yin3,员員 yun4,曲 qu1,卜 bu3,哈 ha3,车車 che1,柏 bai3,"
        "臧 zang1,么幺 yao1,教 jiao4,盛 sheng4,沈 shen3,薄 bo2,秘 bi4,句 gou1,那 na1,过過 guo1,"
        "干 gan1,相 xiang4,于 yu2,都 du1,贲賁 ben1,仉 zhang3,乜 nie4,粘 nian2,呙咼 guo1,訾 zi1,"
        "厍厙 she4,尉 wei4,佴 nai4,撒 sa3,行 xing2,钭鈄 tou3,庹 tuo3,适 kuo4,余 yu2,石 shi2"
    ).split(",")
    for surnames, reading in [pair.split()]
    for surname in surnames
} | {
    surname: reading
    for surnames, reading in (
        ("尉迟 尉遲", "yu4 chi2"),
        ("万俟", "mo4 qi2"),
        ("长孙 長孫", "zhang3 sun1"),
        ("令狐", "ling2 hu2"),
        ("鲜于 鮮于", "xian1 yu2"),
        ("澹台 澹臺", "tan2 tai2"),
        ("皇甫", "huang2 fu3"),
        ("夏侯", "xia4 hou2"),
    )
    for surname in surnames.split()
}


def person(name: str) -> str:
    """`欧阳明` -> `Ouyang, Ming`; foreign and Latin names stay, without tones in any case."""
    bare = name.strip()
    surname = surname_of(bare)
    if not surname:
        return _spelled(bare) if _HAN.search(bare) and "·" not in bare else bare
    family = _word(each.rstrip("12345") for each in _surname(surname))
    return f"{family}, {_word(_syllables(bare[len(surname) :]))}"


@cache
def _readings() -> Mapping[str, str]:
    """The syllable of each character that has no other, without tones."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {char: syllable for syllable, chars in map(str.split, lines) for char in chars}


def surname_of(name: str) -> str:
    """The surname of a Chinese name; empty where a text is none (`编辑部`, `埃里克·林德`)."""
    if not _NAME.fullmatch(name):
        return ""
    if found := _DOUBLE.match(name):
        return found[0]
    known = name[0] in SURNAMES or name[0] in _READINGS
    return name[0] if known and len(name) < 4 else ""


def title(text: str) -> str:
    """`数字之镇` -> `shu zi zhi zhen`; what is not Chinese stays as it is."""
    return _spelled(text) if _HAN.search(text) else text


def sort_key(text: str, name: bool = False) -> tuple[tuple[str, ...], str]:
    """Texts in the order of their pinyin with tones; those that sound alike by code point.

    Code points of Chinese go by radical and strokes. With `name` the text is a person's.
    """
    surname = surname_of(text) if name else ""
    return (*_surname(surname), *_toned(text[len(surname) :])), text


def _surname(surname: str) -> list[str]:
    return _READINGS[surname].split() if surname in _READINGS else _toned(surname)


def _toned(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    said = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True)
    return [word.lower() for each in said for word in _WORD.findall(each)]


def _word(syllables: Iterable[str]) -> str:
    """Syllables in one word, parted by an apostrophe before a, o, e (GB/T 16159, 6.1)."""
    first, *rest = syllables
    return "".join((first, *(f"'{s}" if s[0] in "aoe" else s for s in rest))).capitalize()


def _spelled(text: str) -> str:
    return " ".join(
        word for each in _syllables(text) for word in each.split() if _WORD.search(word)
    )


def _syllables(text: str) -> list[str]:
    runs = _RUNS.findall(text)
    known = _readings()
    if all(run in known for run in runs if _HAN.match(run)):
        return [known.get(run, run) for run in runs]

    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
