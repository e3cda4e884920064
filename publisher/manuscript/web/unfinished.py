"""A tag that begins and never ends: a parser drops it in silence, with all that follows it."""

from __future__ import annotations

import re

from publisher.manuscript.office.report import Report, shown
from publisher.manuscript.web import findings as kinds

# Each alternative goes on to its end or to the page's, so that no character is looked at twice.
_TOKEN = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | <[!?][^>]*+>?
    | <(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b[^>]*>.*?(?:</(?P=raw)|\Z)
    | <(?P<close>/?)(?P<name>[a-z][^\s/>]*+)
      (?P<rest>(?:=\s*(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+)(?P<end>>|\Z)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def tell_unfinished(text: str, report: Report) -> None:
    """One finding, where a page ends within a tag that holds something."""
    for found in _TOKEN.finditer(text):
        if found["name"] and not found["end"] and found["rest"].strip():
            line = text.count("\n", 0, found.start()) + 1
            report.tell(kinds.UNCLOSED, line, element=found["name"], words=shown(found["rest"]))
