"""publication.yaml: its shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from publisher import units
from publisher.document import identifiers, issue_settings
from publisher.document.plain import shaped
from publisher.document.profile import Profile
from publisher.document.shapes import Checked, Date, Number, Shape, Within, Words, refuse
from publisher.document.yaml_nodes import Nodes, mapping, typed

Token = str | int | float | bool

# MARC relator codes that a publisher's imprint uses; others of three letters are taken as they are
RELATORS = (
    "abr adp ann ard art aui aut bkd bkp ccp cmp cns com con cov csl ctb ctg cur cwt dis drt "
    "edc edd edt fmo ill ink isb ive ivr lbt led mon mrk nrt org own pbd pbl pdr pfr pht plt "
    "pmn pop ppm prc prd prf prg prm pro prt red res rev rpt rpy rth scr spn srv ths trc trl "
    "tyd tyg vdg wac wde"
).split()


def _identifier(value: object) -> str:
    if identifiers.right_form(str(value)) is not None:
        raise refuse("identifier")
    return str(value)


def page_size(text: str) -> tuple[float, float]:
    """`185x260mm` -> width and height in points. Raises ValueError for what no press prints."""
    sides = units.size(text)
    if not all(40 <= units.millimetres(side) <= 1200 for side in sides):
        raise ValueError(text)
    return sides


def _size(value: object) -> str:
    try:
        page_size(str(value))
    except ValueError:
        raise refuse("size") from None
    return str(value)


def _length(value: object) -> str:
    try:
        length = units.points(str(value)) if str(value).strip() != "0" else 0.0
    except ValueError:
        raise refuse("length") from None
    if units.millimetres(length) > 20:
        raise refuse("length")
    return str(value)


def _thin(value: object) -> str:
    """The thickness of a sheet: at most 1 mm."""
    length = _length(value)
    if length.strip() != "0" and units.millimetres(units.points(length)) > 1:
        raise refuse("length")
    return length


def _relator(value: object) -> str:
    if re.fullmatch("[a-z]{3}", str(value)) is None:
        raise refuse("relator")
    return str(value)


_LONGEST_FORM = 40  # characters of a form for credits


def _credit_form(value: object) -> str:
    if str(value).count("{name}") != 1 or len(str(value)) > _LONGEST_FORM:
        raise refuse("credit")
    return str(value)


def _tokens(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {key: typed(item) if isinstance(item, str) else item for key, item in value.items()}


Length = Annotated[str, Checked(_length)]
Count = Annotated[int, Within(ge=1, le=200)]
Language = Literal["zh-Hans", "zh-Hant"]
Tokens = Annotated[dict[str, Token], Checked(_tokens)]
Identifier = Annotated[str, Checked(_identifier)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSettings(Shape):
    """The collection that the publication belongs to."""

    title: Words
    number: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSettings(Shape):
    """期号 and 总期号."""

    number: Number | None = None
    total: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorSettings(Shape):
    """Staff in charge; `role` is a MARC relator code."""

    name: Words
    role: Annotated[str, Checked(_relator)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSettings(Shape):
    """How it is to be printed."""

    trim: Annotated[str, Checked(_size)] | None = None  # else the layout's
    bleed: Length | None = None  # else the condition's
    condition: Words = "coated-sheetfed"
    profile: str = ""  # an ICC profile in the publication's folder, instead of the condition's
    also: tuple[Literal["booklet", "pages"], ...] = ()  # further files beside the print PDF
    fill: bool = False  # blank pages at the end, until sheets are full
    creep: Annotated[str, Checked(_thin)] = (
        "0"  # how far each sheet of a booklet pushes those inside it outwards
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubSettings(Shape):
    """What the e-book brings along beside the text."""

    faces: Literal["none", "headlines"] = "none"
    cover: str = ""  # a finished cover, instead of the one that is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSettings(Shape):
    """A further output from the same sources.

    `region`, `vocabulary` and `words` say how a text is put into the other script. One with
    a layout of its own has that layout's trim and tokens, but for those that it sets itself.
    """

    identifier: Identifier = ""
    layout: Words | None = None
    language: Language | None = None
    region: Literal["tw", "hk"] | None = None
    vocabulary: bool = False
    words: dict[Words, str] = field(default_factory=dict)
    tokens: Tokens = field(default_factory=dict)
    trim: Annotated[str, Checked(_size)] | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSettings(Shape):
    """One manuscript of the publication."""

    file: Words
    department: Words | None = None
    tokens: Tokens = field(default_factory=dict)
    page: Count | None = None
    span: Count | None = None
    weight: Literal["lead", "major", "minor", "brief"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings(Shape):
    """版: a page of a newspaper, the first one first."""

    name: str = ""
    editor: str = ""


def _article(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


def _page(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Shape):
    """A publication.yaml. All keys but `title` may be left out."""

    title: Words
    subtitle: str = ""
    identifier: Identifier = ""
    language: Language = "zh-Hans"
    publisher: str = ""
    date: Date = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[Words, ...] = ()
    series: SeriesSettings | None = None
    issue: IssueSettings = IssueSettings()
    contributors: tuple[ContributorSettings, ...] = ()
    imprint: issue_settings.ImprintSettings = issue_settings.NO_IMPRINT
    cip: issue_settings.CipSettings | None = None
    cover: issue_settings.Cover = None
    barcode: issue_settings.Barcode = issue_settings.USUAL_BARCODE
    credit_form: Annotated[str, Checked(_credit_form)] = ""
    layout: Words = "feature"
    tokens: Tokens = field(default_factory=dict)
    print: PrintSettings = PrintSettings()
    profile: Profile = "print"
    epub: EpubSettings = EpubSettings()
    editions: dict[str, EditionSettings] = field(default_factory=dict)
    articles: tuple[Annotated[ArticleSettings, Checked(_article)], ...] | None = None
    pages: tuple[Annotated[PageSettings, Checked(_page)], ...] = ()


def parse(text: str, file: str) -> tuple[Settings, Nodes]:
    """Read a publication.yaml. Raises Unusable with a finding for every wrong key and value."""
    nodes = mapping(text, file)
    return shaped(nodes, Settings, _SHAPES), nodes


def schema() -> dict[str, Any]:
    """The JSON Schema of publication.yaml (draft 2020-12)."""
    from publisher.document.checked import schema_of

    return schema_of(Settings)


_SHAPES: Mapping[str, type[Shape]] = {
    "series": SeriesSettings,
    "issue": IssueSettings,
    "contributors": ContributorSettings,
    "imprint": issue_settings.ImprintSettings,
    "cip": issue_settings.CipSettings,
    "cover": issue_settings.CoverSettings,
    "barcode": issue_settings.BarcodeSettings,
    "print": PrintSettings,
    "epub": EpubSettings,
    "editions": EditionSettings,
    "articles": ArticleSettings,
    "pages": PageSettings,
}
