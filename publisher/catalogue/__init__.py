"""The shelf: a folder of static files that any web server hosts, under any path.

A book's own folder (`issues/NAME/`) holds all that is known of it; every other file is made from
these folders alone: feeds (`opds2`, `opds1`, `news`) and pages for people (`web`), each a pure
function of listings. What a hand has changed is found by the ledger (`ledger`) and never written
over.
"""

from publisher.catalogue.book import Book
from publisher.catalogue.covers import Draw
from publisher.catalogue.intake import LARGEST, Accepted, accept
from publisher.catalogue.package import Described
from publisher.catalogue.shelf import Filling, Shelf, opened

__all__ = [
    "LARGEST",
    "Accepted",
    "Book",
    "Described",
    "Draw",
    "Filling",
    "Shelf",
    "accept",
    "opened",
]
