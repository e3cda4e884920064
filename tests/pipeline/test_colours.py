"""Colours of a publication, from its settings to the page and the e-book."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publisher.colour import Press, Screen
from publisher.errors import Unusable
from publisher.markup.layout import Layout
from publisher.pipeline import epub, pdf
from publisher.pipeline.colours import Drawn, drawn
from publisher.pipeline.sources import Sources, layout_folders, load, made_for
from tests.press import reading

TEXT = "# 题\n\n河水从城中穿过。\n"


def sources(folder: Path, settings: str = "") -> Sources:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    (folder / "publication.yaml").write_text(f"title: 澜渡\n{settings}", encoding="utf-8")
    return load(folder)


def colours(of: Sources) -> Drawn:
    return drawn(of, Layout.load(of.publication.layout, layout_folders(of)))


def codes(found: Drawn) -> list[str]:
    return [each.code for each in found.findings]


def tokens(found: Drawn) -> dict[str, object]:
    return dict(found.publication.tokens)


def test_a_colour_of_light_gets_inks_and_a_note(tmp_path: Path) -> None:
    found = colours(sources(tmp_path, 'tokens: {accent: "#0A5C8F"}\n'))
    assert tokens(found) == {"accent": "#0a5c8f"}
    (note,) = found.findings
    assert (note.code, note.place and note.place.line) == ("colour-converted", 2)
    assert isinstance(found.palette, Press)
    assert str(found.palette.table["#0a5c8f"]) == dict(note.values)["inks"]


@pytest.mark.parametrize("given", ["cmyk(100 40 0 10)", "100 40 0 10"])
def test_inks_are_taken_exactly_and_shown_as_the_profile_says(tmp_path: Path, given: str) -> None:
    found = colours(sources(tmp_path, f"tokens: {{accent: {given}}}\n"))
    shown = tokens(found)["accent"]
    assert isinstance(found.palette, Press)
    assert found.palette.table[str(shown)].process == (1, 0.4, 0, 0.1)
    assert str(shown).startswith("#00")
    assert codes(found) == []
    screen = colours(made_for(sources(tmp_path, f"tokens: {{accent: {given}}}\n"), "screen"))
    assert tokens(screen)["accent"] == shown
    assert isinstance(screen.palette, Screen)


def test_two_inks_that_look_alike_stay_two(tmp_path: Path) -> None:
    given = 'tokens: {accent: 0 100 90 0, quiet: spot("Red" 0 100 90 0)}\n'
    found = colours(sources(tmp_path, given))
    accent, quiet = tokens(found)["accent"], tokens(found)["quiet"]
    assert accent != quiet
    assert isinstance(found.palette, Press)
    assert found.palette.table[str(quiet)].spot == "Red"


def test_a_spot_goes_all_the_way(tmp_path: Path) -> None:
    given = "tokens: {ink: 'spot(\"PANTONE 2768 C\" 100 90 0 50)'}\n"
    with pikepdf.open(io.BytesIO(pdf.build(sources(tmp_path, given)).data)) as made:
        used = {each.operator for each in reading.operators(made)}
        spaces = [space for page in made.pages for space in page.obj.Resources.ColorSpace.values()]
    assert "scn" in used
    assert any(space[1] == "/PANTONE 2768 C" for space in spaces)


def test_a_wrong_colour_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        pdf.build(sources(tmp_path, "tokens: {accent: cmyk(1 2 3)}\n"))
    assert (
        caught.value.finding.code,
        caught.value.finding.place and caught.value.finding.place.line,
    ) == (
        "token-value",
        2,
    )


def test_a_layout_whose_colours_look_alike_is_refused(tmp_path: Path) -> None:
    mine = tmp_path / "layouts" / "mine"
    mine.mkdir(parents=True)
    tone = '  {}: {{type: colour, default: {{screen: "#111111", print: {}}}}}\n'
    text = "tokens:\n" + tone.format("a", "0 0 0 95") + tone.format("b", "60 40 40 100")
    (mine / "layout.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        colours(sources(tmp_path, "layout: mine\n"))
    assert caught.value.finding.code == "layout-colours"


def test_an_e_book_knows_no_inks(tmp_path: Path) -> None:
    made = epub.make(sources(tmp_path, "tokens: {accent: 0 100 90 0}\n")).data
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.endswith(".css")]
    assert not any("device-cmyk" in sheet for sheet in sheets)


def test_bleed_is_the_conditions_unless_it_is_set(tmp_path: Path) -> None:
    assert colours(sources(tmp_path)).publication.print.bleed == pytest.approx(8.504, abs=0.01)
    small = colours(sources(tmp_path, "print: {bleed: 1mm}\n"))
    assert codes(small) == ["bleed-small"]
    paper = colours(sources(tmp_path, "print: {condition: newspaper-coldset}\n"))
    assert paper.publication.print.bleed == 0
    assert codes(paper) == ["profile-stand-in"]
    assert paper.inks.identifier == "FOGRA39"


def test_the_settings_and_an_edition_say_what_a_pdf_is_for(tmp_path: Path) -> None:
    made = sources(tmp_path, "profile: screen\neditions: {press: {profile: print}}\n")
    assert made.profile == "screen"
    assert made_for(made, "print").name == f"{made.name}-print"


def test_a_colour_may_be_named(tmp_path: Path) -> None:
    found = colours(sources(tmp_path, "tokens: {accent: indigo}\n"))
    assert tokens(found) == {"accent": "#0b559d"}
    assert isinstance(found.palette, Press)
    assert found.palette.table["#0b559d"].process == (1, 0.6, 0, 0)
    assert codes(found) == []
    with pytest.raises(Unusable) as caught:
        pdf.build(sources(tmp_path, "tokens: {accent: indigi}\n"))
    assert "indigo" in str(dict(caught.value.finding.values)["expected"])


def test_colours_of_the_house_have_two_inks_at_most(tmp_path: Path) -> None:
    layout = Layout.load("feature", layout_folders(sources(tmp_path)))
    named = next(token.named for token in layout.declared if token.kind == "colour")
    assert {"black", "paper", "grey", "vermilion"} <= {colour.name for colour in named}
    assert all(sum(part > 0 for part in colour.ink.process) <= 2 for colour in named)


def test_a_picture_that_cannot_be_printed_is_told_with_its_line(tmp_path: Path) -> None:
    Image.new("F", (40, 30), 0.5).save(tmp_path / "a.tif")
    sources(tmp_path)
    (tmp_path / "a.md").write_text(f"{TEXT}\n![图说](a.tif){{alt=图}}\n", encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        pdf.build(load(tmp_path))
    place = caught.value.finding.place
    assert (caught.value.finding.code, place and place.line) == ("picture-mode", 5)


def test_a_coarse_picture_is_told_with_its_line(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#aa3311").save(tmp_path / "a.png")
    sources(tmp_path)
    (tmp_path / "a.md").write_text(f"{TEXT}\n![图说](a.png){{alt=图}}\n", encoding="utf-8")
    found = [each for each in pdf.build(load(tmp_path)).findings if each.code.startswith("picture")]
    assert [(each.code, each.place and each.place.line) for each in found] == [
        ("picture-resolution-least", 5)
    ]


def test_a_preview_is_drawn_in_light_and_judged_as_for_the_press(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#aa3311").save(tmp_path / "a.png")
    sources(tmp_path, 'tokens: {accent: "#0a5c8f"}\n')
    (tmp_path / "a.md").write_text(f"{TEXT}\n![图说](a.png){{alt=图}}\n", encoding="utf-8")
    made = pdf.build(replace(load(tmp_path), is_preview=True))
    assert {"colour-converted", "picture-resolution-least"} <= {f.code for f in made.findings}
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert not {each.operator for each in reading.operators(opened)} & {"k", "K"}
