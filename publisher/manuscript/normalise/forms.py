"""Forms of compatibility: 康熙部首, full-width letters, vertical and small forms, ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import FORM

# CJK Radicals Supplement has no decompositions; these are the ones that copying out of PDF gives
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_SMALL = dict(zip("﹐﹑﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞", "，、；：？！（）｛｝〔〕", strict=True))
_HALF = dict(zip("｡｢｣､･", "。「」、·", strict=True))
# dots between the parts of a foreign name; U+00B7 is the mark of GB/T 15834, 4.14
_NAME_DOTS = re.compile(
    "(?<=[\u4e00-\u9fffA-Za-z])[\u2022\u2027\u2219\u22c5\u30fb\uff65](?=[\u4e00-\u9fffA-Za-z])"
)
_TABLE = {**_RADICALS, **_VERTICAL, **_SMALL, **_HALF, "︱": "—", "︙": "…", "⋯": "…", "﹣": "-"}
_OTHER = re.compile(
    "[" + "".join(_TABLE) + "\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06]"
)


def replace_forms(passage: Passage) -> Iterator[Edit]:
    """Every character has the form under which it is found, indexed and drawn."""
    text = passage.text
    if text.isascii():
        return
    names = {found.start() for found in _NAME_DOTS.finditer(text)}
    others = {found.start() for found in _OTHER.finditer(text)}
    for place in sorted(names | others):
        old = text[place]
        new = "·" if place in names else _TABLE.get(old) or unicodedata.normalize("NFKC", old)
        yield Edit(place, place + 1, new, FORM)
