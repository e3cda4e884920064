"""Settings of cover, barcode, imprint and CIP data, from publication.yaml to the publication."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publisher.document.model import Barcode, Cip, Cover
from publisher.errors import Unusable
from publisher.findings import Severity
from publisher.pipeline import pdf
from publisher.pipeline.editions import edition_of
from publisher.pipeline.sources import Sources, load

TEXT = "# 后来\n\n陆春棠系澜渡县的人，头发很长。\n"
ISSN = "identifier: ISSN 9999-0016\nissue: {number: 7}\n"


def sources(folder: Path, settings: str) -> Sources:
    """A publication of one article."""
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "publication.yaml").write_text(f"title: 澜渡\n{settings}", encoding="utf-8")
    return load(folder)


def told(folder: Path, settings: str) -> str:
    """Line and code of the one thing that is wrong."""
    with pytest.raises(Unusable) as error:
        pdf.build(sources(folder, settings))
    (found,) = error.value.findings
    assert found.place
    assert found.place.file.endswith("publication.yaml")
    return f"{found.place.line} {found.code}"


def test_what_is_given_reaches_the_publication(tmp_path: Path) -> None:
    made = sources(
        tmp_path,
        f"{ISSN}imprint: {{cn: cn99-9045/g0, price: 25, sponsor: 甲, more: {{地址: 河街}}}}\n"
        "cip: {author: 甲著, city: 乙市, subjects: 桥, classification: U4, number: 2026 123456}\n"
        "cover: pictures/a.png\nbarcode: {addon: issue, variant: '03'}\n",
    ).publication
    assert made.imprint.cn == "CN 99-9045/G0"
    assert made.imprint.price == "25.00元"
    assert (made.imprint.sponsor, made.imprint.more) == (("甲",), (("地址", "河街"),))
    assert made.cip == Cip("甲著", "乙市", ("桥",), "U4", "（2026）第123456号")
    assert made.cover == Cover("pictures/a.png")
    assert made.barcode == Barcode("07", "03")


@pytest.mark.parametrize(
    ("settings", "digits"),
    [
        (ISSN, ""),
        (f"{ISSN}barcode: {{addon: issue}}\n", "07"),
        (f"{ISSN}barcode: {{addon: '52495'}}\n", "52495"),
        (f"{ISSN}barcode: {{addon: price}}\nimprint: {{price: 25}}\n", "02500"),
        ("identifier: 9999-0016\nissue: {number: 145}\nbarcode: {addon: issue}\n", "00145"),
    ],
)
def test_add_ons(tmp_path: Path, settings: str, digits: str) -> None:
    assert sources(tmp_path, settings).publication.barcode == Barcode(digits)


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ("identifier: 9999-0016\nbarcode: {addon: issue}\n", "3 barcode-addon"),
        (f"{ISSN}barcode: {{addon: price}}\n", "4 barcode-addon"),
        (f"{ISSN}imprint: {{price: 免费}}\nbarcode: {{addon: price}}\n", "5 barcode-addon"),
        ("barcode: true\n", "2 barcode-number"),
        ("cover: pictures/none.png\n", "2 picture-missing"),
        ("cover: {picture: ../a.png}\n", "2 picture-outside"),
        ("cover: {picture: a.md}\n", "2 picture-kind"),
    ],
)
def test_what_cannot_be_made_is_told_with_its_line(
    tmp_path: Path, settings: str, wrong: str
) -> None:
    assert told(tmp_path, settings) == wrong


def test_a_wrong_check_digit_is_an_error_and_draws_no_barcode(tmp_path: Path) -> None:
    made = sources(tmp_path, "identifier: ISSN 9999-0017\ncover: true\n")
    (found,) = [each for each in made.findings if each.code == "identifier-check-digit"]
    assert found.severity is Severity.ERROR
    assert dict(found.values)["right"] == "6"
    assert pdf.build(made).data


def test_a_single_file_has_no_cover(tmp_path: Path) -> None:
    sources(tmp_path, "cover: true\n")
    assert load(tmp_path / "a.md").publication.cover is None


def test_an_edition_keeps_the_numbers_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (40, 60), "white").save(tmp_path / "pictures" / "后.png")
    made = sources(
        tmp_path,
        f"{ISSN}imprint: {{cn: CN 99-9045/G0, sponsor: 编辑后面}}\ncover: pictures/后.png\n"
        "editions:\n  hant: {language: zh-Hant}\n",
    )
    other = edition_of(made, *made.editions[0]).publication
    assert other.imprint.cn == "CN 99-9045/G0"
    assert other.imprint.sponsor == ("編輯後面",)
    assert other.cover
    assert other.cover.picture == "pictures/后.png"
