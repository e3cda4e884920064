"""What can be wrong with the faces."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

LISTING_BROKEN = Kind(
    "faces-listing",
    Severity.ERROR,
    _("the list of faces cannot be read"),
    _("restore fonts/fonts.yaml from the repository"),
)
FACE_CHANGED = Kind(
    "face-changed",
    Severity.ERROR,
    _("the face “{file}” is not the file that fonts.yaml names by its SHA-256"),
    _("restore the folder fonts/ from the repository"),
    _("Another face gives other pages; and a face is a program that libraries run."),
)
FACE_MISSING = Kind(
    "face-missing",
    Severity.ERROR,
    _("the face “{file}” is not there"),
    _("restore the folder fonts/ from the repository"),
    _("A page set in another face than the one that was asked for is another page."),
)
