"""From the settings of the pages around the articles to the model: cover, barcode, imprint, CIP."""

from __future__ import annotations

import re

from publisher.document import findings as kinds
from publisher.document import identifiers
from publisher.document.ebook import Ebook
from publisher.document.model import Barcode, Cip, Cover, Imprint
from publisher.document.settings import Settings
from publisher.document.yaml_nodes import Nodes
from publisher.errors import Unusable

_ADDON = 5  # digits of a long add-on; a short one has two


def imprint_of(chosen: Settings) -> Imprint:
    """The rows that an editor gave."""
    given = chosen.imprint
    return Imprint(
        supervisor=given.supervisor,
        sponsor=given.sponsor,
        cn=given.cn,
        post=given.post,
        price=given.price,
        printer=given.printer,
        distributor=given.distributor,
        format=given.format,
        sheets=given.sheets,
        length=given.length,
        edition=given.edition,
        printing=given.printing,
        printed=given.printed,
        copies=given.copies,
        more=tuple(given.more.items()),
    )


def cip_of(chosen: Settings) -> Cip | None:
    """The CIP data, where there are any."""
    given = chosen.cip
    if given is None:
        return None
    return Cip(given.author, given.city, given.subjects, given.classification, given.number)


def cover_of(chosen: Settings, nodes: Nodes) -> Cover | None:
    """The cover; its place is that of its setting."""
    given = chosen.cover
    if given is None:
        return None
    place = nodes.place(("cover", "picture"))
    return Cover(given.picture, given.headlines, place)


def ebook_of(chosen: Settings, nodes: Nodes) -> Ebook:
    """What the e-book has of its own; its place is that of its cover."""
    given = chosen.epub
    return Ebook(given.faces == "headlines", given.cover, nodes.place(("epub", "cover")))


def barcode_of(chosen: Settings, nodes: Nodes) -> Barcode | None:
    """The barcode, where it is wanted; it is drawn where the publication or edition has a number.

    Raises Unusable where it is asked for by name and cannot be made.
    """
    given = chosen.barcode
    if given is None:
        return None
    numbers = (chosen.identifier, *(edition.identifier for edition in chosen.editions.values()))
    known = any(identifiers.isbn(each) or identifiers.issn(each) for each in numbers)
    if not known and ("barcode",) in nodes.places:
        raise Unusable(kinds.NO_BARCODE.at(nodes.place(("barcode",))))
    return Barcode(_addon(chosen, given.addon, nodes), given.variant)


def _addon(chosen: Settings, wanted: str, nodes: Nodes) -> str:
    if wanted == "issue":
        number = chosen.issue.number
        digits = "" if number is None else f"{number:02}" if number < 100 else f"{number:05}"
        key = "issue"
    elif wanted == "price":
        amount = re.match(r"[^0-9]*([0-9]+)\.([0-9]{2})(?![0-9])", chosen.imprint.price)
        digits = f"{amount[1]}{amount[2]}".zfill(_ADDON) if amount else ""
        key = "price"
    else:
        return "" if wanted == "none" else wanted
    if not digits or len(digits) > _ADDON:
        place = nodes.place(("barcode", "addon"))
        raise Unusable(kinds.ADDON_NOTHING.at(place, what=wanted, key=key))
    return digits
