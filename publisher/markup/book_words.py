"""The words that an e-book adds by itself, in the publication's language."""

from __future__ import annotations

from collections.abc import Mapping

# Words of the e-book follow the publication's language, never the locale.
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        "advertisement": "广告",
        "back": "返回正文",
        "colophon": "版权页",
        "contents": "目录",
        "cover": "封面",
        "front": "扉页",
        "landmarks": "导览",
        "notes": "注释",
        "pages": "页码",
        "start": "正文",
    },
    "zh-Hant": {
        "advertisement": "廣告",
        "back": "返回正文",
        "colophon": "版權頁",
        "contents": "目錄",
        "cover": "封面",
        "front": "扉頁",
        "landmarks": "導覽",
        "notes": "註釋",
        "pages": "頁碼",
        "start": "正文",
    },
}


def words(language: str) -> Mapping[str, str]:
    """The e-book's own words in the publication's language."""
    return WORDS.get(language, WORDS["zh-Hans"])
