"""Where the store lies, by the user's environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.pipeline import cache


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"PUBLISHER_CACHE": "/own", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/own"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/publisher"),
        ({"XDG_CACHE_HOME": "not/absolute", "HOME": "/h"}, "/h/.cache/publisher"),
        ({"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/publisher"),
        ({"PUBLISHER_CACHE": "off", "HOME": "/h"}, None),
        ({}, None),
    ],
)
def test_the_folder_is_the_users(environ: dict[str, str], folder: str | None) -> None:
    assert cache.store(environ).folder == (None if folder is None else Path(folder))


def test_a_relative_folder_is_one_of_where_the_build_runs() -> None:
    assert cache.store({"PUBLISHER_CACHE": "kept"}).folder == Path("kept").absolute()
