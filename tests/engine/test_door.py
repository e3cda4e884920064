"""What goes through the engine's door, and what is stopped there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from publisher.engine import Assets, Metadata, native
from publisher.errors import Missing, Unusable
from tests.engine.pages import Face, faces, laid, lines

LONG = "数字之镇，我们看见“新的”方式。" * 60


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    root = tmp_path / "publication"
    (root / "pictures").mkdir(parents=True)
    Image.new("L", (8, 8), 128).save(root / "pictures" / "a 图.png")
    (tmp_path / "secret.png").write_bytes((root / "pictures" / "a 图.png").read_bytes())
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "passwd.txt").write_text("secret")
    return Assets({"publication": root})


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def test_pictures_of_the_publication_are_drawn(assets: Assets) -> None:
    drawn = laid(
        "<img src='pictures/a 图.png'><img src='asset://publication/pictures/a 图.png'>",
        assets=assets,
    )
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        assert len(pdf.pages[0].get_images()) == 1


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "engine-asset-refused"),
        ("/etc/passwd", "engine-asset-missing"),
        ("../secret.png", "engine-asset-missing"),
        ("%2e%2e/secret.png", "engine-asset-refused"),
        ("asset://publication/..%2f..%2fsecret.png", "engine-asset-refused"),
        ("link.png", "engine-asset-refused"),
        ("passwd.txt", "engine-asset-type"),
        ("none.png", "engine-asset-missing"),
        ("asset://elsewhere/a.png", "engine-asset-refused"),
        ("http://127.0.0.1:9/a.png", "engine-asset-refused"),
        ("ftp://127.0.0.1:9/a.png", "engine-asset-refused"),
        ("data:text/html,<p>", "engine-asset-refused"),
        ("data:image/png;base64," + "A" * 300_000, "engine-asset-refused"),
        ("asset://publication/a%00.png", "engine-asset-refused"),
        ("asset://publication/" + "a" * 5000 + ".png", "engine-asset-refused"),
    ],
)
def test_other_files_are_refused(assets: Assets, url: str, code: str) -> None:
    for body in (f'<img src="{url}">', f'<p style="background:url({url!r})">好</p>'):
        with pytest.raises(Unusable) as trouble:
            laid(body, assets=assets)
        assert trouble.value.finding.code == code
        assert len(trouble.value.findings) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<link rel=stylesheet href='file:///etc/passwd'>",
        "<style>@import url(file:///etc/passwd)</style>",
        "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style><p>好</p>",
        "<object data='file:///etc/passwd'></object>",
        "<embed src='file:///etc/passwd'>",
        "<svg xmlns='http://www.w3.org/2000/svg'>"
        "<image href='file:///etc/passwd' width='9' height='9'/></svg>",
        "<base href='file:///etc/'><img src='passwd'>",
    ],
)
def test_no_other_way_leads_out(assets: Assets, body: str) -> None:
    codes = outcome(body, assets)
    assert codes & {"engine-asset-refused", "engine-asset-missing", "engine-trouble"}


def outcome(body: str, assets: Assets) -> set[str]:
    try:
        drawn = laid(body, assets=assets)
        drawn.pdf()
    except Unusable as trouble:
        return {finding.code for finding in trouble.findings}
    return {finding.code for finding in drawn.findings}


def test_attachments_are_left_out(assets: Assets) -> None:
    drawn = laid("<a rel=attachment href='pictures/a 图.png'>附</a>", assets=assets)
    assert "engine-attachment-left-out" in {finding.code for finding in drawn.findings}
    assert b"EmbeddedFile" not in drawn.pdf()


def test_a_broken_picture_stops_the_layout(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(Unusable) as trouble:
        laid("<img src=a.png>", assets=Assets({"publication": tmp_path}))
    assert trouble.value.finding.code == "engine-picture-broken"


# ── what comes out ───────────────────────────────────────────────────────────────────────────────


def test_pages_know_their_first_word_and_their_boxes() -> None:
    drawn = laid(
        "<h1 id=a1-b1>标题</h1><aside id=a1-p1-quote>抽言抽言</aside>"
        f"<p id=a1-b2>{LONG}<span class=note>注文</span></p>"
        f"<p id=a1-b3>好<ruby>乌<rt>wū</rt></ruby>{LONG}</p>",
        "@page{size:100mm 60mm}",
    )
    assert drawn.pages[0].start == ("a1-b1", 0)
    assert (drawn.pages[0].width, drawn.pages[0].height) == pytest.approx(
        (283.46, 170.08), abs=0.01
    )
    texts = {"a1-b2": LONG, "a1-b3": "好乌" + LONG}
    firsts = {line.text[:3] for line in lines(drawn)}
    for page in drawn.pages[1:]:
        assert page.start is not None
        block, offset = page.start
        assert offset == 0 or texts[block][offset : offset + 3] in firsts
    assert {box.id for box in drawn.pages[0].boxes} >= {"a1-b1", "a1-b2", "a1-p1-quote"}


def test_the_same_document_gives_the_same_bytes() -> None:
    body = f"<h1>标题</h1><p>{LONG}<b>AI</b></p>"
    metadata = Metadata("题", ("某",), "事", ("词",))
    assert laid(body).pdf(metadata) == laid(body).pdf(metadata)


@pytest.mark.slow
def test_locale_and_hash_seed_have_no_say() -> None:
    code = (
        "import sys; from tests.engine.pages import laid;"
        "sys.stdout.buffer.write(laid('<p>好AI，“乌镇”。<b>粗</b>').pdf())"
    )
    made = set()
    for seed, locale in (("1", "C"), ("2", "zh_TW.UTF-8"), ("3", "ja_JP.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale}
        root = Path(__file__).parents[2]
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env=environment, cwd=root, check=True
        )
        made.add(run.stdout)
    assert len(made) == 1


def test_boxes_of_a_page_with_bleed() -> None:
    drawn = laid("<p>好</p>", "@page{size:100mm 60mm;bleed:5mm}")
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        page = pdf.pages[0]
        assert [float(n) for n in page.trimbox] == pytest.approx([0, 0, 283.46, 170.08], abs=0.01)
        assert [float(n) for n in page.mediabox] == pytest.approx(
            [-14.17, -14.17, 297.64, 184.25], abs=0.01
        )
        assert page.BleedBox == page.mediabox
        assert pdf.Root.MarkInfo.Marked
        assert "/ID" not in pdf.trailer or pdf.trailer.ID


def test_widths_of_a_face_are_its_own_in_every_size() -> None:
    sizes = "".join(f"<p style='font-size:{n}pt'>好W，AV——{n}</p>" for n in (7.5, 13, 9))
    with pikepdf.open(io.BytesIO(laid(sizes).pdf())) as pdf:
        (face,) = [o for o in pdf.objects if _is(o, "/CIDFontType2")]
        widths = dict(_widths(face.W))
    metrics = TTFont(faces()[-1].file)
    per_mille = 1000 / metrics["head"].unitsPerEm
    order = metrics.getGlyphOrder()
    assert len(widths) > 5
    for glyph, width in widths.items():
        assert width == pytest.approx(metrics["hmtx"][order[glyph]][0] * per_mille, abs=1)


def _is(thing: object, subtype: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == subtype


def _widths(array: pikepdf.Array) -> Iterator[tuple[int, float]]:
    """`[first [w w …] first [w …] …]` of a CID font."""
    for first, widths in zip(list(array)[::2], list(array)[1::2], strict=True):
        for step, width in enumerate(widths):
            yield int(first) + step, float(width)


def test_bad_css_is_a_finding_with_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    drawn = laid("<p style='foo:bar'>好</p>", "p { color: red;\n  wrong: 1 }\n@oops;")
    places = [(f.place.file, f.place.line) for f in drawn.findings if f.place is not None]
    assert ("own.css", 2) in places
    assert capfd.readouterr() == ("", "")


def test_only_the_faces_that_were_given_are_used() -> None:
    drawn = laid("<p style='font-family:\"Noto Serif CJK SC\"'>好，Ω，\U00020089</p>")
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        names = {
            str(o.BaseFont)
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
        }
    assert all("Publisher" in name for name in names)
    assert "engine-family-unknown" in {finding.code for finding in drawn.findings}


def test_a_face_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.engine import pages

    monkeypatch.setattr(
        pages, "faces", lambda: (*faces(), Face("Publisher Song", Path("/no/face.ttf")))
    )
    with pytest.raises(Missing) as trouble:
        laid("<p>好</p>")
    assert trouble.value.finding.code == "engine-face-unreadable"


def test_another_release_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "WEASYPRINT", "1.0")
    with pytest.raises(Missing) as trouble:
        laid("<p>好</p>")
    assert trouble.value.finding.code == "engine-version"


def test_a_missing_library_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0': no such file")

    monkeypatch.setattr(native.importlib, "import_module", broken)
    with pytest.raises(Missing) as trouble:
        native.require()
    assert dict(trouble.value.finding.values)["library"] == "libpango-1.0-0"


def test_a_lost_character_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from publisher.engine import reading

    pieces = reading.pieces
    monkeypatch.setattr(reading, "pieces", lambda boxes: pieces(boxes)[:-1])
    with pytest.raises(Unusable) as trouble:
        laid(f"<p>{LONG}</p>")
    assert trouble.value.finding.code == "engine-text-differs"


def test_style_sheets_take_files_from_their_layout(assets: Assets, tmp_path: Path) -> None:
    Image.new("L", (8, 8), 0).save(tmp_path / "ornament.png")
    both = Assets({**assets.roots, "layout": tmp_path})
    drawn = laid("<p>好</p>", "p { background: url(ornament.png) }", assets=both)
    assert not drawn.findings
    with pytest.raises(Unusable):
        laid("<p>好</p>", "p { background: url(ornament.png) }", assets=assets)


def test_a_face_that_stands_in_draws_only_what_ours_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
    if not whole.is_file():
        pytest.skip("needs fonts-noto-cjk")
    from tests.engine import pages

    stand_in = Face("Noto Serif CJK SC", whole, 2)
    monkeypatch.setattr(pages, "faces", lambda: (*faces(), stand_in))
    with pikepdf.open(io.BytesIO(laid("<p>好Ω𠂉</p>").pdf())) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert names == {"Publisher-Song", "Noto-Serif-CJK-SC"}


def test_inks_are_shown_as_light_on_a_screen() -> None:
    drawn = laid("<p>好</p>", "p { color: device-cmyk(0 1 1 0) }")
    with pikepdf.open(io.BytesIO(drawn.pdf())) as pdf:
        parsed = pikepdf.parse_content_stream(pdf.pages[0])
        colours = {str(operator): [str(o) for o in operands] for operands, operator in parsed}
    assert colours["rg"] == ["1", "0", "0"]
    assert "k" not in colours
