"""What can be said while an e-book is made."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

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
COVER_SHAPE = Kind(
    "cover-shape",
    Severity.ERROR,
    _("the cover “{source}” is not upright, too small, or a drawing ({size})"),
    _("save it as JPEG or PNG, 1600 × 2560 pixels; without “cover” one is drawn from the title"),
    _("Shelves and shops show covers upright, and refuse small ones."),
)
COVER_CUT = Kind(
    "cover-cut",
    Severity.WARNING,
    _("the e-book's cover has room for {percent} % of the picture “{source}”"),
    _("give a picture of another shape, or a finished cover as “epub: {cover: …}”"),
    _("What matters in the picture may be what was cut off."),
)
COVER_DRAWN = Kind(
    "cover-drawn",
    Severity.NOTE,
    _("the drawing “{source}” cannot stand on the e-book's cover, which has its own instead"),
    _("save it as PNG for the e-book"),
    _("The cover is one picture of pixels."),
)
