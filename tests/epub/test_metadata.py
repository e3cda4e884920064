"""Where a library files a title and a person."""

from __future__ import annotations

from publisher.document.model import Contributor, Print, Publication
from publisher.epub.metadata import statements


def test_titles_and_people_are_filed_by_pinyin() -> None:
    people = ("方兴东", "欧阳明", "单某", "埃里克·林德", "Ann Lee")
    publication = Publication(
        "重庆的桥",
        (),
        "urn:x:1",
        Print((1, 1), 0, "x"),
        "feature",
        contributors=tuple(Contributor(name, "edt") for name in people),
    )
    filed = {
        each.attributes["refines"]: each.value
        for each in statements(publication)
        if each.attributes.get("property") == "file-as"
    }
    assert filed == {
        "#title": "chong qing de qiao",
        "#person-1": "Fang, Xingdong",
        "#person-2": "Ouyang, Ming",
        "#person-3": "Shan, Mou",
    }
