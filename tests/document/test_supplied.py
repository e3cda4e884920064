"""What a stranger supplies is a file of the folder, and no larger than anyone needs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.document import supplied
from publisher.errors import Unusable


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    assert supplied.contents(file, 10) == b"0123456789"
    with pytest.raises(supplied.TooLarge):
        supplied.contents(file, 9)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero"), tmp_path / "none"):
        with pytest.raises(OSError, match=r"not a file|Is a directory|No such file"):
            supplied.contents(path, 10)


def test_a_loop_of_links_lies_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert not supplied.is_inside(tmp_path / "a", tmp_path)
    assert not supplied.is_inside(tmp_path / "x\0y", tmp_path)
    with pytest.raises(Unusable) as refused:
        supplied.require_inside(tmp_path / "a", tmp_path, "issue")
    assert str(refused.value.finding.place) == "issue/a"


def test_a_link_within_the_folder_is_in_order(tmp_path: Path) -> None:
    (tmp_path / "layouts/mine").mkdir(parents=True)
    (tmp_path / "layouts/other").symlink_to("mine")
    supplied.require_inside(tmp_path / "layouts", tmp_path, ".")
    supplied.require_inside(tmp_path / "none", tmp_path, ".")
