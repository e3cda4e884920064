"""What can be said while an e-book is made."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

PICTURE_DAMAGED = Kind(
    "picture-damaged",
    Severity.ERROR,
    _("the picture “{source}” cannot be read: it is damaged or of another kind than its name says"),
    _("open it in a picture editor and save it anew"),
)
PICTURE_PIXELS = Kind(
    "picture-pixels",
    Severity.ERROR,
    _("the picture “{source}” has {millions} million pixels; at most {limit} million are taken"),
    _("save it smaller; a double page at 400 ppi needs 30 million"),
    _("A small file can unfold into more pixels than any memory holds."),
)
SVG_ACTIVE = Kind(
    "svg-active",
    Severity.ERROR,
    _("the drawing “{source}” holds {what}, which a book must not"),
    _("save it as plain SVG without scripts and links, or as PNG"),
    _("A manuscript is data: nothing in it runs or fetches."),
)
CHARACTER_FORBIDDEN = Kind(
    "character-forbidden",
    Severity.WARNING,
    _("the character {code_point} cannot stand in an e-book and is left out"),
    _("delete it here; it is a control character that nobody sees"),
    _("XML 1.0 has no way to write it, and no character is left out in silence."),
)
PAGE_START_LOST = Kind(
    "page-start-lost",
    Severity.WARNING,
    _("the print page {folio} begins at a place that the e-book does not have"),
    _("make the print edition anew, then the e-book"),
    _("A page list must lead to the words that open the page."),
)
