from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from publisher.preview import sheets
from tests.preview import made_up


def changed(change: Callable[[Pdf], None]) -> bytes:
    file = pikepdf.open(io.BytesIO(with_face("ABCDEF+Song", b"shapes")))
    change(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def with_face(name: str, program: bytes) -> bytes:
    file = pikepdf.open(io.BytesIO(made_up.pdf(["one"])))
    inside = Dictionary(FontName=Name("/" + name), FontFile2=file.make_stream(program))
    face = Dictionary(Type=Name.Font, BaseFont=Name("/" + name), FontDescriptor=inside)
    file.pages[0].obj.Resources = Dictionary(Font=Dictionary(F0=file.make_indirect(face)))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def name(data: bytes) -> str:
    return sheets.examine(data)[0].picture


def test_a_page_is_named_for_what_it_draws() -> None:
    one, two, also_one = sheets.examine(made_up.pdf(["one", "two", "one"]))
    assert one.picture == also_one.picture != two.picture
    assert (one.folio, two.folio) == ("7", "8")
    assert (one.width, one.height) == (made_up.WIDTH, made_up.HEIGHT)


def test_another_subset_of_a_face_changes_no_name() -> None:
    assert name(with_face("ABCDEF+Song", b"a")) == name(with_face("GHIJKL+Song", b"more"))
    assert name(with_face("ABCDEF+Song", b"a")) != name(with_face("ABCDEF+Kai", b"a"))


@pytest.mark.parametrize("key", ["StructParents", "Annots", "Tabs"])
def test_structure_and_links_change_no_name(key: str) -> None:
    def change(file: Pdf) -> None:
        file.pages[0].obj[f"/{key}"] = 5

    assert name(changed(change)) == name(changed(lambda _: None))


def test_another_trim_changes_the_name() -> None:
    def change(file: Pdf) -> None:
        file.pages[0].trimbox = pikepdf.Array([0, 0, 200, 200])

    assert name(changed(change)) != name(changed(lambda _: None))


def test_vertical_books_are_bound_at_the_right() -> None:
    def change(file: Pdf) -> None:
        file.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)

    assert sheets.is_right_bound(changed(change))
    assert not sheets.is_right_bound(changed(lambda _: None))
