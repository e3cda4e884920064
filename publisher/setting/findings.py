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
QUOTE_LEFT_OUT = Kind(
    "pull-quote-left-out",
    Severity.NOTE,
    _("the pull quote is not printed: there is no place for it inside a column"),
    _("mark a shorter sentence, or one further from the middle of what is said"),
    _(
        "A pull quote stands at least three lines from the sentence that it repeats, and neither "
        "first nor last in a column."
    ),
)
OVERSET = Kind(
    "overset",
    Severity.ERROR,
    _("the article is over by {lines} lines of a column, {count} characters"),
    _("cut it, give it more columns, or leave it a later page with room"),
    _("What the planned pages do not hold is printed on a page beyond them."),
)
UNDERSET = Kind(
    "underset",
    Severity.WARNING,
    _("the article is under by {lines} lines of a column, {count} characters"),
    _("let it run longer, give it a picture, or fewer columns"),
    _("A module that its text does not fill leaves a hole in the page."),
)
PAGE_UNDERSET = Kind(
    "page-underset",
    Severity.WARNING,
    _("page {page} is under by {lines} lines over all columns"),
    _("add an article or a picture, or give its articles more weight"),
    _("The foot of a newspaper page that stays white looks like a mistake."),
)
OFF_GRID = Kind(
    "off-grid",
    Severity.ERROR,
    _("the article's own tokens would move it off the grid of its newspaper page"),
    _("set type size, leading and margins for the publication, under its own “tokens”"),
    _("All articles of a newspaper page stand on the same lines and in the same columns."),
)
