"""The servers' sample configurations name the right type for every file of a shelf."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

import pytest

from tests.catalogue.conftest import Fill, files, issue
from tests.catalogue.made_up import series

SERVERS = Path(__file__).parents[2] / "docs" / "server"
ATOM = "application/atom+xml"
FEED = ATOM + ";profile=opds-catalog;kind="


def wanted(path: str, data: bytes) -> str:
    """What a file is, by what stands in it."""
    if path.endswith(".xml"):
        if path == "news.xml":
            return ATOM
        start = data[: data.find(b"<entry>")]
        return FEED + re.findall(rb'rel="self"[^>]*kind=([a-z]+)', start)[0].decode()
    if path.endswith(".json") and b'"links": [' in data and not path.startswith("issues/"):
        return "application/opds+json"
    return ""


def nginx(path: str) -> str:
    """The first pattern that fits, as nginx chooses."""
    text = (SERVERS / "nginx.conf").read_text("utf-8")
    found = re.findall(r"location ~ (\S+) \{(.*?)\}\n", text, re.DOTALL)
    places = [(p, re.findall(r'default_type "?([^";]+(?:;[^"]+(?="))?)', b)[0]) for p, b in found]
    assert len(places) == 7
    return next((kind for pattern, kind in places if re.search(pattern, "/x/" + path)), "")


@pytest.mark.parametrize("count", [1, 50])
def test_nginx_knows_every_feed(put_up: Fill, shelf: Path, count: int) -> None:
    put_up(*(issue(n, metadata=series("面孔", n)) for n in range(count)))
    mimetypes.add_type("application/epub+zip", ".epub")
    seen = set()
    for path, data in files(shelf).items():
        known = nginx(path)
        if feed := wanted(path, data):
            assert known == feed, path
            seen.add(feed)
        elif path.endswith((".epub", ".js")):
            assert known == (mimetypes.guess_type(path)[0] or ""), path
        else:
            assert known == "", path
    assert len(seen) == 4


def test_caddy_names_the_same_types() -> None:
    both = [(SERVERS / name).read_text("utf-8") for name in ("nginx.conf", "Caddyfile")]
    types = [set(re.findall(r"application/[a-z+]+(?:;[a-z=;-]+)?", text)) for text in both]
    assert types[0] - {"application/json"} == types[1]
