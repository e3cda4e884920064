"""What publication.yaml says of the pages around the articles: cover, barcode, imprint, CIP."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated

from publisher.document import identifiers
from publisher.document.shapes import Checked, Date, Number, Shape, Within, Words, refuse
from publisher.document.yaml_nodes import SWITCHES

_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_CIP = re.compile(r"[（(]?([0-9]{4})[）)]?\s*第?([0-9]{6})号?")


def _domestic(value: object) -> str:
    number = identifiers.domestic(str(value))
    if number is None:
        raise refuse("domestic")
    return number


def _postal(value: object) -> str:
    number = identifiers.postal(str(value))
    if number is None:
        raise refuse("postal")
    return number


def _price(value: object) -> object:
    """`25` and `25.00` are 元; any other words (`HK$ 60`, 免费) stay as they are."""
    text = str(value).strip()
    return f"{float(text):.2f}元" if _AMOUNT.fullmatch(text) else value


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _cip(value: object) -> str:
    found = _CIP.fullmatch(str(value).strip())
    if found is None:
        raise refuse("cip")
    return f"（{found[1]}）第{found[2]}号"


def _addon(value: object) -> str:
    text = str(value)
    if text in ("issue", "price", "none") or re.fullmatch("[0-9]{2}|[0-9]{5}", text, re.ASCII):
        return text
    raise refuse("addon")


def _variant(value: object) -> str:
    if re.fullmatch("[0-9]{2}", str(value), re.ASCII) is None:
        raise refuse("variant")
    return str(value)


Several = Annotated[tuple[Words, ...], Checked(_several)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSettings(Shape):
    """封面: an editor's picture, and how many articles are named on it."""

    picture: str = ""
    headlines: Annotated[int, Within(ge=0, le=8)] = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BarcodeSettings(Shape):
    """条码: what its add-on says, and the two digits that an ISSN leaves to the publisher."""

    addon: Annotated[str, Checked(_addon)] = "none"
    variant: Annotated[str, Checked(_variant)] = "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintSettings(Shape):
    """What 版权页 says beside title, numbers and staff. All may be left out."""

    supervisor: Several = ()
    sponsor: Several = ()
    cn: Annotated[str, Checked(_domestic)] = ""
    post: Annotated[str, Checked(_postal)] = ""
    price: Annotated[str, Checked(_price)] = ""
    printer: Several = ()
    distributor: Several = ()
    format: str = ""
    sheets: str = ""
    length: str = ""
    edition: Number | None = None
    printing: Number | None = None
    printed: Date = ""
    copies: str = ""
    more: dict[Words, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CipSettings(Shape):
    """图书在版编目（CIP）数据, as the agency gave it (GB/T 12451)."""

    author: Words
    city: Words
    subjects: Several
    classification: Words
    number: Annotated[str, Checked(_cip)]


NO_IMPRINT = ImprintSettings()
USUAL_BARCODE = BarcodeSettings()


def _cover(value: object) -> object:
    """`true`, or a picture's file, or settings of its own."""
    if isinstance(value, str) and value.lower() not in SWITCHES:
        return {"picture": value}
    return _switched(value)


def _switched(value: object) -> object:
    """`true` are settings without a word, `false` is nothing at all."""
    if isinstance(value, str):
        on = SWITCHES.get(value.lower())
        return value if on is None else {} if on else None
    return value


Cover = Annotated[CoverSettings | None, Checked(_cover, bool | str | CoverSettings)]
Barcode = Annotated[
    BarcodeSettings | None,
    Checked(_switched, bool | BarcodeSettings),
]
