"""What can be wrong when an article is set on its pages."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

TABLE_TOO_WIDE = Kind(
    "table-too-wide",
    Severity.ERROR,
    _("the table needs {needed} mm, where {room} mm are to be had"),
    _("give it fewer columns or shorter words, or set the article in fewer columns"),
    _("What stands beyond the column is printed over its neighbour, or not at all."),
)
