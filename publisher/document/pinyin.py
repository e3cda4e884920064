"""Pinyin to sort by: what `file-as` says of titles and people (EPUB 3.3, D.3.3), and an order.

Characters with several readings are read as their word is, by pypinyin's phrases; surnames as
surnames are (单 Shàn, 曾 Zēng).
"""

from __future__ import annotations

import re

from publisher.document.surnames import DOUBLE_SURNAMES

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_NAME = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]{2,4}")
_DOUBLE = re.compile(f"(?:{DOUBLE_SURNAMES})(?=.)")
# read in another way than elsewhere when they are surnames
_READINGS = dict(
    pair.split()
    for pair in (
        "单 shan,單 shan,解 xie,仇 qiu,曾 zeng,区 ou,區 ou,查 zha,任 ren,华 hua,華 hua,盖 ge,蓋 ge,"
        "翟 zhai,朴 piao,缪 miao,繆 miao,乐 yue,樂 yue,祭 zhai,宓 mi,隗 wei,洗 xian,冼 xian,覃 qin,"
        "逄 pang,燕 yan,应 ying,應 ying,宁 ning,寧 ning,葛 ge,纪 ji,紀 ji,牟 mou,折 she,召 shao,"
        "种 chong,繁 po,晁 chao,谌 chen,諶 chen,郇 xun,郗 xi,尉迟 yuchi,尉遲 yuchi,万俟 moqi,"
        "万俟 moqi,长孙 zhangsun,長孫 zhangsun,令狐 linghu,鲜于 xianyu,鮮于 xianyu,黑 he,尹 yin,"
        "员 yun,員 yun,曲 qu,卜 bu,哈 ha,车 che,車 che,柏 bai,臧 zang,么 yao,缪 miao,教 jiao"
    ).split(",")
)


def person(name: str) -> str:
    """`欧阳明` -> `Ouyang, Ming`; foreign and Latin names stay, without tones in any case."""
    bare = name.strip()
    if not _NAME.fullmatch(bare):
        return _spelled(bare) if _HAN.search(bare) and "·" not in bare else bare
    found = _DOUBLE.match(bare)
    surname = found[0] if found else bare[0]
    family = _READINGS.get(surname) or "".join(_syllables(surname))
    given = "".join(_syllables(bare[len(surname) :]))
    return f"{family.capitalize()}, {given.capitalize()}"


def title(text: str) -> str:
    """`数字之镇` -> `shu zi zhi zhen`; what is not Chinese stays as it is."""
    return _spelled(text) if _HAN.search(text) else text


def sort_key(text: str) -> tuple[tuple[str, ...], str]:
    """Texts in the order of their pinyin with tones; those that sound alike by code point."""
    from pypinyin import Style, lazy_pinyin

    said = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    return tuple(each.lower() for each in said), text


def _spelled(text: str) -> str:
    return " ".join(each.strip() for each in _syllables(text) if each.strip())


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
