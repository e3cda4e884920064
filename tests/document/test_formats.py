"""A picture is decoded from known formats only: others run programs, or nobody tests them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from publisher.catalogue import covers
from publisher.document import pictures
from publisher.document.formats import KNOWN
from publisher.engine import native
from publisher.errors import Unusable
from publisher.findings import Place

ROOT = Path(__file__).parents[2] / "publisher"


def test_the_engine_finds_no_other_reader() -> None:
    native.require()
    assert set(Image.ID) == set(Image.OPEN) == set(KNOWN)


def test_every_call_of_ours_names_its_formats() -> None:
    calls = [
        (file.name, call)
        for file in ROOT.rglob("*.py")
        for call in re.findall(r"Image\.open\(.*", file.read_text(encoding="utf-8"))
    ]
    assert calls
    assert [(name, call) for name, call in calls if "formats=" not in call] == []


def _drawn_over(times: int) -> bytes:
    """A progressive JPEG whose first pass is repeated: each costs a look at every pixel."""
    out = io.BytesIO()
    Image.new("L", (600, 400)).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    first = data.index(b"\xff\xda")
    again = data[first : data.index(b"\xff\xda", first + 2)]
    return data[:first] + again * times + data[first:]


def test_a_picture_that_is_drawn_over_and_over_is_refused_before_it_is_drawn() -> None:
    """8,000 by 8,000 pixels and 400 passes took a minute of a core for 800 kB."""
    place = Place("a.md", 3)
    with pytest.raises(Unusable) as refused, pictures.opened(_drawn_over(200), "a.jpg", place):
        pass
    assert refused.value.finding.code == "picture-scans"
    with pytest.raises(covers._Unshown):
        covers._opened(_drawn_over(200))
    with pictures.opened(_drawn_over(0), "a.jpg", place) as picture:
        assert picture.size == (600, 400)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn() -> None:
    out = io.BytesIO()
    Image.new("1", (15_000, 11_000)).save(out, "PNG")
    with (
        pytest.raises(Unusable) as refused,
        pictures.opened(out.getvalue(), "a.png", Place("a.md")),
    ):
        pass
    assert refused.value.finding.code == "picture-pixels"
