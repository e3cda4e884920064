"""Names and offices: how a line that presents a speaker is told from other short lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.document.surnames import DOUBLE_SURNAMES, SURNAMES
from publisher.manuscript.characters import HAN, SPACES
from publisher.manuscript.words.simplified import simplified

# what an office ends with; longest first is not needed, the end of the text anchors it
_OFFICE = (
    "院长|校长|所长|馆长|社长|会长|部长|处长|科长|局长|厅长|司长|署长|省长|市长|县长|区长|镇长|乡长|村长|州长|组长|队长|站长|"
    "班长|班组长|店长|厂长|场长|行长|台长|园长|船长|机长|车长|列车长|团长|连长|排长|军长|师长|旅长|站长|库长|社区主任|秘书长|董事长|"
    "理事长|监事长|总裁|副总裁|总监|总编|总编辑|主编|副主编|编辑|总经理|副总经理|经理|主管|主席|副主席|主任|副主任|书记|委员|"
    "常委|代表|议员|总统|总理|首相|大臣|国务卿|大使|公使|参赞|领事|专员|干事|理事|董事|监事|合伙人|创始人|发起人|负责人|主持人|"
    "法定代表人|继承人|传承人|经营者|主理人|店主|老板|掌柜|业主|教授|副教授|讲师|助教|教师|老师|导师|教练|研究员|副研究员|"
    "研究生|博士|博士后|硕士|学者|专家|院士|科学家|首席科学家|工程师|总工程师|架构师|设计师|建筑师|规划师|程序员|开发者|技术员|"
    "分析师|经济师|会计师|律师|法官|检察官|医师|医生|主任医师|护士|护士长|药师|护理员|护工|警察|民警|辅警|消防员|飞行员|宇航员|航天员|"
    "作家|诗人|画家|艺术家|歌手|演员|导演|编剧|制片人|摄影师|音乐家|指挥|舞者|运动员|记者|评论员|主播|翻译|译者|编导|策展人|"
    "工人|农民|村民|居民|渔民|牧民|市民|员工|职工|技师|技工|电工|焊工|木匠|石匠|铁匠|师傅|匠人|工匠|学徒|店员|司机|快递员|骑手|"
    "外卖员|保安|保洁员|厨师|大厨|船工|船夫|养蜂人|守护人|守塔人|巡护员|护林员|调度员|调度长|操作员|检测员|质检员|分拣员|网格员|管理员|讲解员|志愿者|"
    "学生|大学生|毕业生|同学|家长|创业者|企业家|投资人|顾问|参谋|发言人|召集人|联合创始人|首席执行官|首席技术官|首席运营官|"
    "首席财务官|首席信息官|首席代表|首席专家|执行官|带头人|负责人|获得者|得主|参与者|"
    "CEO|CTO|COO|CFO|CIO|CMO|CPO|VP"
)
OFFICE_END = re.compile(f"(?:{_OFFICE}|博导|硕导)(?:[（(][^（）()]{{1,16}}[）)])?$")
# what else offices end with, which many other words end with too
_LIKE_OFFICE = re.compile(f"[{HAN}][員员长师家人手工者生士授官主匠医警總总]$")
_INTRODUCED = re.compile(
    f"(?:受访者|受访人|受访嘉宾|对话嘉宾|嘉宾|对话者|讲述者|讲述人|被访者|采访对象|访谈对象|口述者|口述人)"
    f"[{SPACES}]*[：:｜|][{SPACES}]*(.+)"
)
_ORGANISATION = re.compile(
    "大学|学院|研究院|研究所|公司|集团|协会|学会|委员会|医院|中心|银行|基金会|联盟|智库|出版社|报社|政府|法院|"
    "工程院|科学院|俱乐部|合作社|实验室|博物馆|图书馆|美术馆|事务所|工作室|小学|中学|村委会|[省市县区镇乡村局厅部院所馆厂店]$"
)
_NOT_AN_OFFICE = re.compile("本报|本刊|记者|通讯员|撰文|摄影|供图|制图|文字|编译|采写|作者|实习生")
_CHINESE_NAME = re.compile(f"(?:[{SURNAMES}][{HAN}]{{1,2}}|(?:{DOUBLE_SURNAMES})[{HAN}]{{1,2}})")
_SPACED_NAME = re.compile(f"(?:^|(?<=[{SPACES}]))[{SURNAMES}][{SPACES}]{{1,3}}[{HAN}]$")
_DOTTED_NAME = re.compile(
    f"(?:[A-Z]\\.)*[{HAN}]{{1,8}}(?:[·•・‧.．](?:[{HAN}]{{1,8}}|[A-Z]\\.?)){{1,4}}"
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z'’\-]*\.?(?: [A-Z][A-Za-z'’\-]*\.?){1,3}")
_LATIN_AT_END = re.compile(rf"[{SPACES}]({_LATIN_NAME.pattern})$")
_SENTENCES = re.compile("[。！？!?]")
_PARTING = re.compile(f"([、；;，,\n]|[{SPACES}]+)")
_ANY_HAN = re.compile(f"[{HAN}]{{2,3}}")
_GAP = re.compile(f"[{SPACES}]+")
_BAR = re.compile(f"[{SPACES}]*[|｜丨│][{SPACES}]*")
_BRACKETED = re.compile("^([^（(，。：:]{2,24})[（(]([^（）()]{2,60})[）)]$")
_LONGEST = 90


class Presented(NamedTuple):
    """A line that presents a speaker: the role as printed, the name, how sure that is (0 to 1)."""

    role: str
    name: str
    sure: float


def is_name(text: str) -> bool:
    """Whether the text can be nothing but a name: 方某, 欧阳某某, 迈克尔·某某, John Smith."""
    forms = (_CHINESE_NAME, _DOTTED_NAME, _LATIN_NAME)
    return len(text) <= 40 and any(form.fullmatch(simplified(text)) for form in forms)


def is_office(text: str) -> bool:
    """Whether the text ends with an office: …院长, …教授, …店主."""
    text = simplified(text)
    return bool(OFFICE_END.search(text[-40:])) and not _signs(text)


def is_like_office(text: str) -> bool:
    """Whether the text could be an office, where a name stands beside it: …的 and … are none."""
    text = simplified(text)
    like = _LIKE_OFFICE.search(text[-4:]) and "的" not in text and not _signs(text)
    return is_office(text) or (bool(like) and len(text) <= 20)


def has_organisation(text: str) -> bool:
    """Whether the text names an organisation."""
    return bool(_ORGANISATION.search(simplified(text)))


def presented(text: str) -> Presented | None:
    """Role and name where a line presents a speaker; None where it does not."""
    if not 3 <= len(text) <= _LONGEST or text[-1] in "。！？；：，、!?;:,":
        return None
    for form in (_labelled, _barred, _bracketed, _spaced, _comma):
        found = form(text)
        if (
            found
            and (found.role or form is _labelled)
            and not _NOT_AN_OFFICE.search(simplified(found.role))
        ):
            return found
    return None


def _signs(role: str) -> bool:
    """Whether it is a by-line's: 记者, 摄影."""
    return bool(_NOT_AN_OFFICE.search(simplified(role)))


def _labelled(text: str) -> Presented | None:
    """受访者：姓名，身份."""
    found = _INTRODUCED.match(simplified(text))
    if found is None:
        return None
    rest = text[found.start(1) :]
    return Presented("", rest, 1) if is_name(rest) else presented(rest)


def _either_way(one: str, other: str, sure: float) -> Presented | None:
    if is_name(one) and not is_office(one):
        return Presented(other, one, sure)
    return Presented(one, other, sure) if is_name(other) else None


def _barred(text: str) -> Presented | None:
    """姓名｜身份 or 身份｜姓名."""
    parts = _BAR.split(text)
    return _either_way(parts[0], parts[1], 1) if len(parts) == 2 and all(parts) else None


def _bracketed(text: str) -> Presented | None:
    """姓名（身份）."""
    found = _BRACKETED.match(text)
    if found and is_name(found[1]) and (is_office(found[2]) or has_organisation(found[2])):
        return Presented(found[2], found[1], 1)
    return None


def _comma(text: str) -> Presented | None:
    """姓名，身份."""
    name, mark, role = text.partition("，" if "，" in text else ",")
    clean = mark and is_name(name.strip()) and is_office(role) and not re.search("[，。,]", role)
    return Presented(role.strip(), name.strip(), 1) if clean else None


def _spaced(text: str) -> Presented | None:
    """身份 姓名, also with the name spread (方　某), and 姓名 身份."""
    spread = _SPACED_NAME.search(simplified(text))
    if spread and is_office(text[: spread.start()].rstrip(SPACES)):
        name = _GAP.sub("", text[spread.start() :])
        return Presented(text[: spread.start()].rstrip(SPACES), name, 1)
    latin = _LATIN_AT_END.search(text)
    gaps = list(_GAP.finditer(text))
    if latin and is_office(text[: latin.start()].rstrip(SPACES)):
        return Presented(text[: latin.start()].rstrip(SPACES), latin[1], 1)
    if not gaps or _SENTENCES.search(text):
        return None
    role, name = text[: gaps[-1].start()], text[gaps[-1].end() :]
    return _role_then_name(role, name) or _name_then_role(
        text[: gaps[0].start()], text[gaps[0].end() :]
    )


def _role_then_name(role: str, name: str) -> Presented | None:
    office = is_like_office(role) or (has_organisation(role) and len(role) >= 4)
    if is_name(name) and not is_office(name):
        return Presented(role, name, 1 if office else 0.4)
    return Presented(role, name, 0.7) if is_office(role) and _ANY_HAN.fullmatch(name) else None


def _name_then_role(name: str, role: str) -> Presented | None:
    if is_name(name) and is_office(role):
        return Presented(role, name, 0.9)
    return None


def offices(text: str) -> list[str]:
    """A printed role as single offices: split at 、 where both sides are offices of their own."""
    found: list[str] = []
    for piece in _PARTING.split(text):
        if not piece.strip():
            continue
        if piece in "、；;，,":
            found.append(piece)
        elif len(found) >= 2 and found[-1] in "、；;，," and not _parted(found[-2], piece):
            mark = found.pop()
            found[-1] += mark + piece
        elif found and found[-1] not in "、；;，," and not _parted(found[-1], piece):
            found[-1] += (" " if found[-1][-1:].isascii() and piece[:1].isascii() else "") + piece
        else:
            found.append(piece)
    return [piece for piece in found if piece not in "、；;，,"]


def _parted(before: str, after: str) -> bool:
    return is_like_office(before) and is_like_office(after)
