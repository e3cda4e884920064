"""The words that an e-book adds by itself, in the publication's language."""

from __future__ import annotations

from collections.abc import Mapping

# Words of the e-book follow the publication's language, never the locale.
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        "accessible": "本书文字均可由读屏软件朗读，并可改变字号与颜色。",
        "accessible_notes": "注释可往返。",
        "accessible_pages": "页码与纸质版一致。",
        "accessible_pictures": "图片均有文字说明。",
        "accessible_silent": "部分图片没有文字说明。",
        "advertisement": "广告",
        "back": "返回正文",
        "colophon": "版权页",
        "characters": "{n}字",
        "date": "出版日期",
        "faces": "字体",
        "format": "开本",
        "han_count": "字数",
        "hei": "黑体",
        "kai": "楷体",
        "song": "宋体",
        "identifier": "标识",
        "issue": "期号",
        "publisher": "出版",
        "rights": "版权",
        "series": "丛书",
        "subtitle": "副题",
        "title": "书名",
        "contents": "目录",
        "cover": "封面",
        "front": "扉页",
        "landmarks": "导览",
        "notes": "注释",
        "pages": "页码",
        "start": "正文",
        "today": "今日{n}版",
        "page": "第{n}版",
        "editor": "责编",
        "jumps_to": "转第{n}版",
        "jumped_from": "上接第{n}版",
    },
    "zh-Hant": {
        "accessible": "本書文字均可由讀屏軟件朗讀，並可改變字號與顏色。",
        "accessible_notes": "註釋可往返。",
        "accessible_pages": "頁碼與紙質版一致。",
        "accessible_pictures": "圖片均有文字說明。",
        "accessible_silent": "部分圖片沒有文字說明。",
        "advertisement": "廣告",
        "back": "返回正文",
        "colophon": "版權頁",
        "date": "出版日期",
        "identifier": "識別碼",
        "issue": "期號",
        "publisher": "出版",
        "rights": "版權",
        "series": "叢書",
        "subtitle": "副題",
        "title": "書名",
        "contents": "目錄",
        "characters": "{n}字",
        "faces": "字體",
        "format": "開本",
        "han_count": "字數",
        "hei": "黑體",
        "kai": "楷體",
        "song": "宋體",
        "cover": "封面",
        "front": "扉頁",
        "landmarks": "導覽",
        "notes": "註釋",
        "pages": "頁碼",
        "start": "正文",
        "today": "今日{n}版",
        "page": "第{n}版",
        "editor": "責編",
        "jumps_to": "轉第{n}版",
        "jumped_from": "上接第{n}版",
    },
}


def words(language: str) -> Mapping[str, str]:
    """The e-book's own words in the publication's language."""
    return WORDS.get(language, WORDS["zh-Hans"])


# 版权页: MARC relator codes as an imprint names them (Simplified; Traditional below)
RELATORS: Mapping[str, str] = {
    "art": "美术",
    "aut": "作者",
    "bkd": "装帧设计",
    "cmp": "编者",
    "com": "主编",
    "cov": "封面设计",
    "edt": "编辑",
    "ill": "插图",
    "ive": "受访者",
    "ivr": "采访",
    "pbd": "出版人",
    "pfr": "校对",
    "pht": "摄影",
    "pmn": "印制",
    "red": "责任编辑",
    "rev": "审读",
    "spk": "讲述者",
    "trl": "翻译",
    "tyd": "版式设计",
}
_TRADITIONAL = str.maketrans(
    "术装帧设计编辑图访采责任审读讲录译摄印", "術裝幀設計編輯圖訪採責任審讀講錄譯攝印"
)


def relator(role: str, language: str) -> str:
    """`edt` -> 编辑; a role that no imprint names is called by its code."""
    word = RELATORS.get(role, role)
    return word.translate(_TRADITIONAL) if language == "zh-Hant" else word
