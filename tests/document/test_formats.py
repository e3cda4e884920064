"""A picture is decoded from known formats only: others run programs, or nobody tests them."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from publisher.document.formats import KNOWN
from publisher.engine import native

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
