"""What can be wrong with a layout, and with the tokens that a publication sets."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_DECLARED = _("A layout promises that pages come out right within the ranges that it declares.")

LAYOUT_UNKNOWN = Kind(
    "layout-unknown",
    Severity.ERROR,
    _("there is no layout “{name}”; did you mean “{nearest}”?"),
    _("use one of: {known}"),
)
LAYOUT_FILE = Kind(
    "layout-file",
    Severity.ERROR,
    _("the layout's file “{file}” is not there or cannot be read"),
    _("restore it, or copy it from another layout"),
)
LAYOUT_DECLARATION = Kind(
    "layout-declaration",
    Severity.ERROR,
    _("the token “{name}” is not declared as a token must be: {problem}"),
    _("docs/designer shows how a token is declared"),
    _("Editors are told what they may set by what layout.yaml declares."),
)
LAYOUT_TRIM = Kind(
    "layout-trim",
    Severity.ERROR,
    _("“{value}” is not a page size"),
    _("write width and height as in 185x260mm, each from 40 to 1200 mm"),
    _DECLARED,
)
LAYOUT_WRITING = Kind(
    "layout-writing",
    Severity.ERROR,
    _("lines cannot run “{writing}”"),
    _("write one of: {known}"),
    _DECLARED,
)
LAYOUT_COLOURS = Kind(
    "layout-colours",
    Severity.ERROR,
    _("“{name}” looks on a screen like another colour of this layout, and has other inks"),
    _("change its “screen” by one step, as from #b5281e to #b5281f"),
    _("Pages name colours by what they look like on a screen."),
)
TOKEN_UNKNOWN = Kind(
    "token-unknown",
    Severity.ERROR,
    _("the layout “{layout}” has no token “{name}”; did you mean “{nearest}”?"),
    _("correct the word, or delete the line"),
    _("A token that nothing reads would be ignored in silence."),
)
TOKEN_VALUE = Kind(
    "token-value",
    Severity.ERROR,
    _("“{value}” cannot be the value of “{name}”"),
    _("write {expected}"),
    _DECLARED,
)
TEMPLATE_NAME = Kind(
    "template-name",
    Severity.ERROR,
    _("this line uses “{name}”, which is not known here"),
    _("correct the name; docs/designer lists what a template is given"),
    _("What a template does not know would be left blank on the page."),
)
TEMPLATE_BROKEN = Kind(
    "template-broken",
    Severity.ERROR,
    _("this line of the template cannot be used: {problem}"),
    _("correct the template; docs/designer shows examples"),
)
