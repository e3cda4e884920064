"""What nobody sees does not come through, in whatever format and spelling it arrives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher import manuscript
from publisher.document import settings, unseen
from publisher.errors import Unusable

OVERRIDE = "\u202e"
HEAD = "---\nheadline: [题]\n---\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{HEAD}桥{OVERRIDE}倒过来。"),
        ("a.md", f"{HEAD}桥&#x202E;倒过来。"),
        ("a.md", f"{HEAD}桥[倒{OVERRIDE}](http://a.example/)过来。"),
        ("a.md", f'{HEAD}::: figure {{src="a.png" alt="桥{OVERRIDE}"}}\n图\n:::'),
        ("a.md", f'{HEAD}:::: speaker {{name="方{OVERRIDE}某"}}\n正文。\n::::'),
        ("a.md", f"题\n\n桥{OVERRIDE}倒过来，人来人往。"),
        ("a.txt", f"题\n\n桥{OVERRIDE}倒过来，人来人往。"),
        ("a.html", "<p>题</p><p>桥&#8238;倒过来，人来人往。</p>"),
    ],
)
def test_a_reading_order_is_never_turned_about(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    done = manuscript.load(file, name)
    assert OVERRIDE not in manuscript.clean_copy(done.article)
    assert "invisible-removed" in {found.code for found in done.findings}


@pytest.mark.parametrize("title", [f"题{OVERRIDE}倒", '"题\\u202e"', '"题\\ud800"', '"\\x1b[2J"'])
def test_settings_that_hold_them_are_refused_at_their_line(title: str) -> None:
    with pytest.raises(Unusable) as caught:
        settings.parse(f"subtitle: 副题\ntitle: {title}\n", "publication.yaml")
    assert caught.value.finding.code == "settings-unseen"
    assert caught.value.finding.place
    assert caught.value.finding.place.line == 2


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_separators_do_not_come_to_the_page(tmp_path: Path, name: str, separator: str) -> None:
    """The engine loses the second, and the text was refused for it."""
    file = tmp_path / name
    file.write_text(f"<p>题</p>\n\n<p>桥{separator}上人来人往。</p>", encoding="utf-8")
    assert separator not in manuscript.clean_copy(manuscript.load(file, name).article)


def test_a_joiner_of_emoji_is_seen() -> None:
    settings.parse("title: 一家👨\u200d👩\n", "publication.yaml")


def test_the_quick_look_sees_what_the_list_names() -> None:
    listed = re.compile(f"[{unseen.UNSEEN}]")
    for code in range(0x110000):
        character = chr(code)
        if listed.match(character):
            assert unseen.first(character) == character, hex(code)
        else:
            assert unseen.first(character) in ("", "\u200d"), hex(code)
