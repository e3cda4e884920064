from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publisher.preview import sheets
from publisher.preview.pictures import Pictures
from tests.preview import made_up
from tests.preview.conftest import Client
from tests.preview.made_up import folder

Preview = Callable[[Path], Client]


def address(client: Client, pages: int, width: int) -> str:
    state = client.pages(pages)
    return f"/pages/{state['run']}/{state['sheets'][0]['picture']}/{width}.png"


def test_a_picture_is_kept_for_ever(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    status, headers, _data = client.get(address(client, 1, 333))
    assert (status, headers["content-type"]) == (200, "image/png")
    assert headers["cache-control"] == "no-store"  # unpublished pages stay in no browser's folder
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("width", [40, 333, 899, 900, 1201])
def test_a_picture_has_the_pixels_asked_for_and_no_bleed(width: int) -> None:
    data = made_up.pdf(["one"])
    seen = sheets.examine(data)
    pictures = Pictures()

    async def draw() -> bytes | None:
        assert await pictures.show(data, seen)
        return await pictures.draw(seen[0].picture, width)

    picture = Image.open(io.BytesIO(asyncio.run(draw()) or b"")).convert("RGB")
    pictures.close()
    assert picture.size == (width, round(width * 4 / 3))
    right, bottom = picture.width - 1, picture.height - 1
    for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom)):
        assert picture.getpixel(corner) == (255, 255, 255)


def test_a_browser_that_is_a_state_behind_sees_what_it_shows() -> None:
    states = [made_up.pdf([words]) for words in ("one", "two", "three", "four")]
    names = [sheets.examine(data)[0].picture for data in states]
    pictures = Pictures()

    async def show() -> list[list[bool]]:
        seen = []
        for data in states:
            assert await pictures.show(data, sheets.examine(data))
            seen.append([pictures.knows(name) for name in names])
        return seen

    assert asyncio.run(show())[2:] == [[True, True, True, False], [False, True, True, True]]
    pictures.close()


def test_a_pair_of_two_states_is_none(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    picture = client.pages(1)["sheets"][0]["picture"]
    status, _headers, data = client.get(f"/compare/{picture}/{picture}")
    assert (status, data) == (200, b"null")
    assert client.get(f"/compare/{picture}/x")[0] == 404


def test_what_is_no_pdf_is_not_shown() -> None:
    pictures = Pictures()
    assert asyncio.run(pictures.show(b"no PDF", ())) is False
    pictures.close()


def test_no_other_width_is_drawn(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    path = address(client, 1, 40)
    for width in ("0", "15", "4097", "99999999", "-3", "1.5", "x"):
        assert client.get(path.replace("40.png", f"{width}.png"))[0] == 404


def test_the_same_request_gives_the_same_bytes(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    path = address(client, 1, 300)
    assert client.get(path)[2] == client.get(path)[2]
