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
        "chapter": "第{n}章",
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
        "cip": "图书在版编目（CIP）数据",
        "cip_number": "中国版本图书馆CIP数据核字{number}",
        "cn": "国内统一连续出版物号",
        "copies": "印数",
        "distributor": "发行",
        "edition": "版次",
        "isbn": "书号",
        "issn": "国际标准连续出版物号",
        "journal": "刊名",
        "post": "邮发代号",
        "price": "定价",
        "printer": "印刷",
        "printing": "印次",
        "sheets": "印张",
        "sponsor": "主办",
        "supervisor": "主管",
    },
    "zh-Hant": {
        "accessible": "本書文字均可由讀屏軟件朗讀，並可改變字號與顏色。",
        "accessible_notes": "註釋可往返。",
        "accessible_pages": "頁碼與紙質版一致。",
        "accessible_pictures": "圖片均有文字說明。",
        "accessible_silent": "部分圖片沒有文字說明。",
        "advertisement": "廣告",
        "back": "返回正文",
        "chapter": "第{n}章",
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
        "cip": "圖書在版編目（CIP）數據",
        "cip_number": "中國版本圖書館CIP數據核字{number}",
        "cn": "國內統一連續出版物號",
        "copies": "印數",
        "distributor": "發行",
        "edition": "版次",
        "isbn": "書號",
        "issn": "國際標準連續出版物號",
        "journal": "刊名",
        "post": "郵發代號",
        "price": "定價",
        "printer": "印刷",
        "printing": "印次",
        "sheets": "印張",
        "sponsor": "主辦",
        "supervisor": "主管",
    },
}


def words(language: str) -> Mapping[str, str]:
    """The e-book's own words in the publication's language."""
    return WORDS.get(language, WORDS["zh-Hans"])


# 版权页: MARC relator codes as an imprint names them (Simplified; Traditional below)
RELATORS: Mapping[str, str] = {
    "ard": "美术编辑",
    "art": "美术",
    "aut": "作者",
    "bkd": "装帧设计",
    "cmp": "编者",
    "com": "主编",
    "cov": "封面设计",
    "edc": "主编",
    "edd": "总编辑",
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
    "术装帧设计编辑图访采责任审读讲录译摄印总", "術裝幀設計編輯圖訪採責任審讀講錄譯攝印總"
)


def relator(role: str, language: str) -> str:
    """`edt` -> 编辑; a role that no imprint names is called by its code."""
    word = RELATORS.get(role, role)
    return word.translate(_TRADITIONAL) if language == "zh-Hant" else word
