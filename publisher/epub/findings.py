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
