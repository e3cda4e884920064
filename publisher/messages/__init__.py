"""Sentences for people, in Chinese or English by the locale, through gettext.

Everything that a person reads goes through `tr` (a msgid) or `sentence` (a finding). Words that are
printed on pages are not messages: they follow the publication's language and stand in the layouts.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from publisher.findings import Finding, Terms, Value

DOMAIN = "publisher"
FOLDER = Path(__file__).parent
# gettext's own order of precedence, so that `LANGUAGE=zh publisher …` does what people expect
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_NAMED = re.compile(r"\{(\w+)\}")


def language() -> str:
    """`"zh"` or `"en"`, from the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set."""
    for name in VARIABLES:
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@lru_cache(maxsize=2)
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [code], fallback=True)


def _(msgid: str) -> str:
    """Mark a msgid for the catalogue; it is translated when it is shown, by `tr`."""
    return msgid


def tr(msgid: str, **values: Value) -> str:
    """The sentence in the reader's language, with its {named} values put in.

    They are put in by one plain replacement: a manuscript's braces stay braces.
    """
    return _said(msgid, language(), values)


def _said(msgid: str, code: str, values: Mapping[str, Value]) -> str:
    text = _catalogue(code).gettext(msgid) if msgid else ""
    return _NAMED.sub(lambda found: _shown(values.get(found[1], found[0]), code), text)


def _shown(value: Value, code: str) -> str:
    if isinstance(value, Terms):
        return _said(_(", "), code, {}).join(_said(term, code, {}) for term in value)
    return str(value)


def sentence(finding: Finding, code: str = "") -> str:
    """What is wrong, in one sentence; where it is printed on a page, `code` is `zh` or `en`."""
    return _said(finding.kind.message, code or language(), dict(finding.values))


def remedy(finding: Finding) -> str:
    """What to do about it, or an empty string."""
    return tr(finding.kind.remedy, **dict(finding.values))


def finding_json(finding: Finding) -> dict[str, Any]:
    """The JSON contract of a finding: code, severity, file, line, message, remedy.

    One on pages of a PDF has `spots`, too: page, and x, y, width, height in mm of the trimmed page.
    """
    spots = finding.place.spots if finding.place else ()
    on_pages = {"spots": [spot._asdict() for spot in spots]} if spots else {}
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "file": finding.place.file if finding.place else "",
        "line": finding.place.line if finding.place else 0,
        "message": sentence(finding),
        "remedy": remedy(finding),
        **on_pages,
    }
