from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.preview.conftest import Client
from tests.preview.made_up import folder

Preview = Callable[[Path], Client]


def address(client: Client, pages: int, width: int) -> str:
    state = client.pages(pages)
    return f"/pages/{state['run']}/{state['sheets'][0]['picture']}/{width}.png"


@pytest.mark.parametrize("width", [40, 333, 899, 900, 1201])
def test_a_picture_has_the_pixels_asked_for_and_no_bleed(
    preview: Preview, tmp_path: Path, width: int
) -> None:
    client = preview(folder(tmp_path, "one"))
    status, headers, data = client.get(address(client, 1, width))
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert status == 200
    assert headers["cache-control"] == "private, max-age=31536000, immutable"
    assert picture.size == (width, round(width * 4 / 3))
    right, bottom = picture.width - 1, picture.height - 1
    for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom)):
        assert picture.getpixel(corner) == (255, 255, 255)


@pytest.mark.parametrize("width", ["0", "15", "4097", "99999999", "-3", "1.5", "x"])
def test_no_other_width_is_drawn(preview: Preview, tmp_path: Path, width: str) -> None:
    client = preview(folder(tmp_path, "one"))
    assert client.get(address(client, 1, 40).replace("40.png", f"{width}.png"))[0] == 404


def test_the_same_request_gives_the_same_bytes(preview: Preview, tmp_path: Path) -> None:
    client = preview(folder(tmp_path, "one"))
    path = address(client, 1, 300)
    assert client.get(path)[2] == client.get(path)[2]
