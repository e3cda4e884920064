"""What stands in a paragraph and is no text: pictures, drawings, embedded files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from publisher.findings import Kind
from publisher.manuscript.office import findings as kinds
from publisher.manuscript.office.names import attribute, descendants, name
from publisher.manuscript.office.package import Relation
from publisher.manuscript.office.report import Report, shown


@dataclass(slots=True)
class Pictures:
    """Tells what is seen; `alt` is what the drawing in hand says of itself."""

    report: Report
    relations: Mapping[str, Relation]
    alt: str = ""

    def tell(self, node: etree._Element, paragraph: int) -> bool:
        """Tell of an element that is no text; whether it is one."""
        teller = _TELLERS.get(name(node))
        if teller is None:
            return False
        kind, values = teller(self, node)
        self.report.tell(kind, paragraph, **values)
        return True

    def named(self, node: etree._Element) -> None:
        """What a drawing says of itself."""
        self.alt = shown(node.get("descr") or node.get("name") or "")

    def _picture(self, node: etree._Element) -> tuple[Kind, dict[str, str]]:
        found = None
        for key in ("r:link", "r:embed", "r:id"):
            found = found or self.relations.get(attribute(node, key) or "")
        if found and found.external:
            return kinds.PICTURE_LINKED, {"target": shown(found.target, 120)}
        title = attribute(node, "o:title") if name(node) == "v:imagedata" else None
        file = found.target.rpartition("/")[2] if found else ""
        told = [each for each in (shown(title or "") or self.alt, shown(file)) if each]
        return kinds.PICTURE, {"name": " · ".join(told) or "?"}

    def _drawn(self, node: etree._Element) -> tuple[Kind, dict[str, str]]:
        words = shown(node.get("string") or "") if name(node) == "v:textpath" else ""
        return kinds.PICTURE, {"name": words or self.alt or name(node).partition(":")[2]}

    def _words(self, node: etree._Element) -> tuple[Kind, dict[str, str]]:
        return kinds.EMBEDDED, {"what": shown(node.text or "") or "?"}

    def _object(self, node: etree._Element) -> tuple[Kind, dict[str, str]]:
        found = next(descendants(node, "o:OLEObject"), None)
        program = "" if found is None else found.get("ProgID") or ""
        return kinds.EMBEDDED, {"what": shown(program) or name(node).partition(":")[2]}


_TELLERS: dict[str, Callable[[Pictures, etree._Element], tuple[Kind, dict[str, str]]]] = {
    "a:blip": Pictures._picture,
    "v:imagedata": Pictures._picture,
    "v:textpath": Pictures._drawn,
    "c:chart": Pictures._drawn,
    "dgm:relIds": Pictures._drawn,
    "a:t": Pictures._words,
    "w:object": Pictures._object,
}
