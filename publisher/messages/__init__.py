"""Sentences for people, in Chinese or English by the locale, through gettext.

Everything that a person reads goes through `tr` (a msgid) or `sentence` (a finding). Words that are
printed on pages are not messages: they follow the publication's language and stand in the layouts.
"""

from __future__ import annotations

import gettext
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from publisher.findings import Finding, Terms, Value

DOMAIN = "publisher"
FOLDER = Path(__file__).parent
# gettext's own order of precedence, so that `LANGUAGE=zh publisher …` does what people expect
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

# characters of one value: a stranger's setting of a megabyte is told by its beginning and its end
LONGEST, _BEGINNING, _END = 1000, 600, 200

_NAMED = re.compile(r"\{(\w+)\}")


def language() -> str:
    """`"zh"` or `"en"`, from the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set."""
    for name in VARIABLES:
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@lru_cache(maxsize=2)
def _catalogue(code: str) -> gettext.NullTranslations:
    try:
        return gettext.translation(DOMAIN, FOLDER, [code], fallback=True)
    except Exception:  # a torn one: what is said in English is better than what is not said
        return gettext.NullTranslations()


def is_whole() -> bool:
    """Whether there is a sound catalogue for the reader's language, or none is needed."""
    code = language()
    return code == "en" or isinstance(_catalogue(code), gettext.GNUTranslations)


def _(msgid: str) -> str:
    """Mark a msgid for the catalogue; it is translated when it is shown, by `tr`."""
    return msgid


class Speaker(NamedTuple):
    """Says things in one language, `zh` or `en`, whatever the locale is.

    What is kept (a certificate) must not depend on the machine that made it.
    """

    language: str

    def tr(self, msgid: str, **values: Value) -> str:
        """The sentence with its {named} values put in.

        They are put in by one plain replacement: a manuscript's braces stay braces.
        """
        text = _catalogue(self.language).gettext(msgid) if msgid else ""
        return _NAMED.sub(lambda found: self._shown(values.get(found[1], found[0])), text)

    def sentence(self, finding: Finding) -> str:
        """What is wrong, in one sentence."""
        return self.tr(finding.kind.message, **dict(finding.values))

    def remedy(self, finding: Finding) -> str:
        """What to do about it, or an empty string."""
        return self.tr(finding.kind.remedy, **dict(finding.values))

    def _shown(self, value: Value) -> str:
        if isinstance(value, Terms):
            whole = self.tr(_(", ")).join(map(self.tr, value))
        else:
            whole = str(value)
        return whole if len(whole) <= LONGEST else f"{whole[:_BEGINNING]} … {whole[-_END:]}"


def tr(msgid: str, **values: Value) -> str:
    """The sentence in the reader's language, with its {named} values put in."""
    return Speaker(language()).tr(msgid, **values)


def sentence(finding: Finding) -> str:
    """What is wrong, in one sentence."""
    return Speaker(language()).sentence(finding)


def remedy(finding: Finding) -> str:
    """What to do about it, or an empty string."""
    return Speaker(language()).remedy(finding)


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
