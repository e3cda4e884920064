"""The feeds, by their schemas and through a reading app's own library."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.catalogue.conftest import files, filled_with, issue
from tests.catalogue.made_up import epub, series

HERE = Path(__file__).parent
CHECKERS = HERE.parents[1] / ".venv" / "checkers"
NODE = shutil.which("node")
needs_client = pytest.mark.skipif(
    not NODE or not (CHECKERS / "node_modules" / "r2-opds-js").is_dir(),
    reason="r2-opds-js is not installed (make test)",
)
ATOM = "{http://www.w3.org/2005/Atom}"
EVIL = '"><script>alert(1)</script>&amp;]]>\\u0000</title>'
RICH = (
    '<dc:creator id="a">林<b>某</b></dc:creator><dc:publisher>某社 &amp; 子</dc:publisher>'
    "<dc:subject>治理</dc:subject><dc:subject>&lt;script&gt;</dc:subject><dc:description>"
    + "一段很长的话。" * 80
    + "</dc:description><dc:rights>© 某社</dc:rights>"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two and a half pages, one of the books hostile, one almost empty."""
    folder = tmp_path_factory.mktemp("feeds")
    books = [
        *(issue(n, metadata=RICH + series("面孔", n)) for n in range(1, 62)),
        epub(EVIL, "no urn at all", "2030-01-02", metadata=RICH + series(EVIL, 9)),
        epub("", "", "", metadata="<dc:language>x y z</dc:language>"),
    ]
    return filled_with(folder, books, title="书架 <&>")


def read(shelf: Path, names: list[str]) -> dict[str, Any]:
    """What the client understood of feeds, by their names."""
    assert NODE
    command = [NODE, HERE / "read_feeds.cjs", CHECKERS, HERE / "opds2.schema.json"]
    done = subprocess.run(
        [*map(str, command), *(str(shelf / name) for name in names)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    return {name: answers[str(shelf / name)] for name in names}


def test_every_atom_feed_is_valid(filled: Path) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "opds1.rng"))
    feeds = list(filled.rglob("*.xml"))
    assert len(feeds) >= 20
    for feed in feeds:
        tree = etree.parse(feed)
        assert schema.validate(tree), f"{feed}: {schema.error_log}"
        identities = [each.text for each in tree.iter(f"{ATOM}id")]
        assert len(set(identities)) == len(identities)


def test_every_address_leads_to_a_file_of_the_shelf(filled: Path) -> None:
    """Relative, so that any prefix will do, and no link leads nowhere."""
    seen = 0
    for path, data in files(filled).items():
        if path.startswith("read/"):
            continue
        for href in addresses(path, data):
            parts = urlsplit(href)
            assert not parts.scheme, (path, href)
            assert not parts.netloc, (path, href)
            assert not href.startswith("/"), (path, href)
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(parts.path))
            )
            assert not parts.path or (filled / target).is_file(), (path, href)
            seen += 1
    assert seen > 5000


def addresses(path: str, data: bytes) -> list[str]:
    if path.endswith(".html"):
        page = html.fromstring(data)
        return [str(link) for _element, _name, link, _at in page.iterlinks()]
    if path.endswith(".xml"):
        return [str(e.get("href")) for e in etree.fromstring(data).iter(f"{ATOM}link")]
    if path.endswith("opds.json") or path.startswith("all/"):
        return found_in(json.loads(data)) if path.endswith(".json") else []
    return []


def found_in(value: Any) -> list[str]:
    if isinstance(value, list):
        return [href for each in value for href in found_in(each)]
    if isinstance(value, dict):
        below = [href for each in value.values() for href in found_in(each)]
        return below + ([value["href"]] if "href" in value else [])
    return []


@needs_client
def test_a_reading_app_understands_all_feeds(filled: Path) -> None:
    names = [
        path.relative_to(filled).as_posix()
        for path in (*filled.rglob("opds.*"), *(filled / "all").iterdir())
        if path.suffix in (".json", ".xml")
    ]
    answers = read(filled, names)
    assert {name: told["wrong"] for name, told in answers.items() if told.get("wrong")} == {}
    root = answers["opds.json"]
    assert root["title"] == "书架 <&>"
    assert [each["title"].split(" · ")[1] for each in root["navigation"]] == [
        "By series",
        "By year",
        "By language",
        "By subject",
    ]
    assert [len(facet["links"]) for facet in root["facets"]] == [2, 2, 1, 2]
    navigation = answers["opds.xml"]
    assert navigation["navigation"][0]["href"] == "all/opds.xml"
    assert "acquisition" in navigation["navigation"][0]["type"]


@needs_client
def test_all_pages_together_hold_every_book_once_in_both_feeds(filled: Path) -> None:
    for start, suffix in (("opds.json", "json"), ("all/opds.xml", "xml")):
        titles: list[str] = []
        name: str | None = start
        while name:
            told = read(filled, [name])[name]
            titles += [book["identifier"] for book in told["publications"]]
            following = [link["href"] for link in told["links"] if link["rel"] == "next"]
            name = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), following[0]))
                if following
                else None
            )
            assert name is None or name.endswith(suffix)
        assert len(titles) == len(set(titles)) == 63


@needs_client
def test_a_book_reaches_the_app_whole(filled: Path) -> None:
    for name in ("opds.json", "all/opds.xml"):
        books = read(filled, [name])[name]["publications"]
        assert books[0]["title"] == EVIL
        book = books[1]
        assert (book["title"], book["language"]) == ("第61本", ["zh-Hans"])
        assert book["series"] == [["面孔", 61]]
        assert book["authors"] == ["林某"]
        assert book["subjects"] == ["治理", "<script>"]
        assert book["modified"].startswith("2000-03-12")
        assert [link["type"] for link in book["links"]][-1] == "application/epub+zip"
        assert len(book["images"]) == 2


def test_new_issues_are_news(filled: Path) -> None:
    feed = etree.parse(filled / "news.xml").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert len(titles) == 20
    assert titles[:2] == [EVIL, "第61本"]
    enclosure = feed.find(f".//{ATOM}link[@rel='enclosure']")
    assert enclosure is not None
    assert int(str(enclosure.get("length"))) > 1000
