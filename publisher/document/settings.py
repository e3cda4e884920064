"""publication.yaml: its shape, and one sentence with file:line for whatever is wrong in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from publisher import units
from publisher.document import findings as kinds
from publisher.document import identifiers, issue_settings
from publisher.document.profile import Profile
from publisher.document.shapes import Date, Number, Shape, Words, refuse
from publisher.document.yaml_nodes import Data, Nodes, Path, mapping, typed
from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place

Token = str | int | float | bool
Model = TypeVar("Model", bound=BaseModel)

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


Length = Annotated[str, BeforeValidator(_length)]
Count = Annotated[int, Field(ge=1, le=200)]
Language = Literal["zh-Hans", "zh-Hant"]
Tokens = Annotated[dict[str, Token], BeforeValidator(_tokens)]
Identifier = Annotated[str, BeforeValidator(_identifier)]


class SeriesSettings(Shape):
    """The collection that the publication belongs to."""

    title: Words
    number: Number


class IssueSettings(Shape):
    """期号 and 总期号."""

    number: Number | None = None
    total: Number | None = None


class ContributorSettings(Shape):
    """Staff in charge; `role` is a MARC relator code."""

    name: Words
    role: Annotated[str, BeforeValidator(_relator)]


class PrintSettings(Shape):
    """How it is to be printed."""

    trim: Annotated[str, BeforeValidator(_size)] | None = None  # else the layout's
    bleed: Length | None = None  # else the condition's
    condition: Words = "coated-sheetfed"
    profile: str = ""  # an ICC profile in the publication's folder, instead of the condition's
    also: tuple[Literal["booklet", "pages"], ...] = ()  # further files beside the print PDF
    fill: bool = False  # blank pages at the end, until sheets are full
    creep: Annotated[str, BeforeValidator(_thin)] = (
        "0"  # how far each sheet of a booklet pushes those inside it outwards
    )


class EpubSettings(Shape):
    """What the e-book brings along beside the text."""

    faces: Literal["none", "headlines"] = "none"
    cover: str = ""  # a finished cover, instead of the one that is drawn


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
    words: dict[Words, str] = Field(default_factory=dict)
    tokens: Tokens = Field(default_factory=dict)
    trim: Annotated[str, BeforeValidator(_size)] | None = None
    profile: Profile | None = None


class ArticleSettings(Shape):
    """One manuscript of the publication."""

    file: Words
    department: Words | None = None
    tokens: Tokens = Field(default_factory=dict)
    page: Count | None = None
    span: Count | None = None
    weight: Literal["lead", "major", "minor", "brief"] | None = None


class PageSettings(Shape):
    """版: a page of a newspaper, the first one first."""

    name: str = ""
    editor: str = ""


def _article(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


def _page(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


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
    issue: IssueSettings = IssueSettings.model_construct()
    contributors: tuple[ContributorSettings, ...] = ()
    imprint: issue_settings.ImprintSettings = issue_settings.ImprintSettings.model_construct()
    cip: issue_settings.CipSettings | None = None
    cover: issue_settings.Cover = None
    barcode: issue_settings.Barcode = issue_settings.BarcodeSettings.model_construct()
    credit_form: Annotated[str, BeforeValidator(_credit_form)] = ""
    layout: Words = "feature"
    tokens: Tokens = Field(default_factory=dict)
    print: PrintSettings = PrintSettings.model_construct()
    profile: Profile = "print"
    epub: EpubSettings = EpubSettings.model_construct()
    editions: dict[str, EditionSettings] = Field(default_factory=dict)
    articles: tuple[Annotated[ArticleSettings, BeforeValidator(_article)], ...] | None = None
    pages: tuple[Annotated[PageSettings, BeforeValidator(_page)], ...] = ()


def parse(text: str, file: str) -> tuple[Settings, Nodes]:
    """Read a publication.yaml. Raises Unusable with a finding for every wrong key and value."""
    nodes = mapping(text, file)
    return validated(nodes, Settings, _SHAPES), nodes


def validated(nodes: Nodes, shape: type[Model], inner: Mapping[str, type[BaseModel]]) -> Model:
    """The values of a YAML text in a shape; `inner` holds the shapes below its keys.

    Raises Unusable with a finding for every wrong key and value, each at its place.
    """
    known = partial(_shape_at, shape, inner)
    try:
        return shape.model_validate(nodes.data)
    except ValidationError as error:
        found = [_finding(detail, nodes, known) for detail in error.errors(include_url=False)]
        # a token may be one of several types; each that it is not would say so, the first will do
        first, *rest = {finding.place: finding for finding in reversed(found)}.values()
        raise Unusable(*reversed([first, *rest])) from None


def schema() -> dict[str, Any]:
    """The JSON Schema of publication.yaml (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Settings.model_json_schema(
        mode="validation"
    )


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that is spelled most like `word`; the first one where none is like it."""
    known = list(words)
    found = difflib.get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.0)
    return next((k for k in known if found and k.lower() == found[0]), "")


# ── from pydantic's error to a sentence ──────────────────────────────────────────────────────────

_KINDS: Mapping[str, Kind] = {
    "publisher:date": kinds.NOT_A_DATE,
    "publisher:size": kinds.NOT_A_SIZE,
    "publisher:length": kinds.NOT_A_LENGTH,
    "publisher:ink": kinds.NOT_AN_INK_LIMIT,
    "publisher:domestic": kinds.NOT_A_CN,
    "publisher:postal": kinds.NOT_A_POSTAL_CODE,
    "publisher:cip": kinds.NOT_A_CIP_NUMBER,
    "publisher:addon": kinds.NOT_AN_ADDON,
    "publisher:variant": kinds.NOT_A_VARIANT,
    "publisher:credit": kinds.NOT_A_CREDIT,
    "int_parsing": kinds.NOT_A_NUMBER,
    "int_type": kinds.NOT_A_NUMBER,
    "int_from_float": kinds.NOT_A_NUMBER,
    "int_parsing_size": kinds.NOT_A_NUMBER,
    "greater_than_equal": kinds.NOT_A_NUMBER,
    "less_than_equal": kinds.NOT_A_FEW,
    "tuple_type": kinds.NOT_A_LIST,
    "dict_type": kinds.NOT_A_MAPPING,
    "model_type": kinds.NOT_A_MAPPING,
    "model_attributes_type": kinds.NOT_A_MAPPING,
}


def _finding(
    detail: ErrorDetails, nodes: Nodes, shape_at: Callable[[Path], type[BaseModel]]
) -> Finding:
    path = _path(detail["loc"], nodes)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "?")
    place, value, kind = nodes.place(path), _shown(detail["input"]), detail["type"]
    if kind == "extra_forbidden":
        known = shape_at(path[:-1]).model_fields
        return kinds.UNKNOWN_KEY.at(place, key=key, nearest=nearest(key, known))
    if kind == "missing":
        return kinds.MISSING_KEY.at(place, key=str(detail["loc"][-1]))
    if kind == "literal_error":
        # pydantic lists them as 'zh-Hans' or 'zh-Hant'
        return _choice(place, key, value, re.findall("'([^']+)'", detail["ctx"]["expected"]))
    if kind in ("bool_parsing", "bool_type"):
        return _choice(place, key, value, ("true", "false"))
    if kind == "publisher:identifier":
        right = identifiers.right_form(value) or ""
        return kinds.NOT_AN_IDENTIFIER.at(place, key=key, value=value, right=right)
    if kind == "publisher:relator":
        return _choice(place, key, value, RELATORS)
    return _KINDS.get(kind, kinds.NOT_TEXT).at(place, key=key, value=value)


def _choice(place: Place, key: str, value: str, choices: Sequence[str]) -> Finding:
    return kinds.NOT_A_CHOICE.at(
        place, key=key, value=value, nearest=nearest(value, choices), choices=", ".join(choices)
    )


def _path(steps: tuple[str | int, ...], nodes: Nodes) -> Path:
    """Pydantic's own steps (names of validators, union members) taken out."""
    path: Path = ()
    for step in steps:
        if (*path, step) in nodes.places:
            path = (*path, step)
    return path


_SHAPES: Mapping[str, type[BaseModel]] = {
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


def _shape_at(
    whole: type[BaseModel], inner: Mapping[str, type[BaseModel]], path: Path
) -> type[BaseModel]:
    return inner.get(str(path[0]), whole) if path else whole


def _shown(value: Data | object) -> str:
    text = "…" if isinstance(value, (list, dict)) else str(value)
    return text if len(text) <= 40 else text[:40] + "…"
