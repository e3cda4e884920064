"""What can be said about house.yaml, and about a text that does not keep to it."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_HOUSE = _(
    "House style is checked, never carried out: only an editor knows where it does not hold."
)
_SHORT = _("A list holds words to look for, and every text is looked through for all of them.")

# ── the lists ────────────────────────────────────────────────────────────────────────────────────

HOUSE_SHAPE = Kind(
    "house-shape",
    Severity.ERROR,
    _("“{key}” is not as house.yaml wants it"),
    _("write words, or lists of words; docs/editor shows a house.yaml"),
    _HOUSE,
)
HOUSE_TWICE = Kind(
    "house-twice",
    Severity.ERROR,
    _("house.yaml says two things of “{word}”; the first stands in line {first}"),
    _("keep one of the two"),
    _("With two answers, one would be lost in silence."),
)
HOUSE_LONG = Kind(
    "house-long",
    Severity.ERROR,
    _("“{word}…” has more than {limit} characters"),
    _("list the word itself, not the sentence that it stands in"),
    _SHORT,
)
HOUSE_UNSEEN = Kind(
    "house-unseen",
    Severity.ERROR,
    _("“{word}” holds a character that cannot be seen: {codes}"),
    _("type the word anew; every word stands in one line"),
    _("Such characters come along with copying; they are removed from texts, so none would match."),
)
HOUSE_MANY = Kind(
    "house-many",
    Severity.ERROR,
    _("house.yaml lists more than {limit} words"),
    _("delete what this publication does not need"),
    _SHORT,
)

# ── the text ─────────────────────────────────────────────────────────────────────────────────────

HOUSE_NAME = Kind(
    "house-name",
    Severity.WARNING,
    _("“{word}” is a wrong spelling of {right}: {around}"),
    _("write {right}"),
    _HOUSE,
)
HOUSE_TITLE = Kind(
    "house-title",
    Severity.WARNING,
    _("{name} is called “{found}” here; the house's list says “{right}”"),
    _("correct the title here, or in house.yaml"),
    _HOUSE,
)
HOUSE_TITLE_IN_TEXT = Kind(
    "house-title-in-text",
    Severity.NOTE,
    _("{name} is called “{found}” in the text; the house's list says “{right}”"),
    _("correct the title here, or in house.yaml, unless it was another one then"),
    _("Running text calls people by what they were at the time; only an editor can tell."),
)
HOUSE_TERM = Kind(
    "house-term",
    Severity.WARNING,
    _("the house writes “{right}”, not “{word}”{why}: {around}"),
    _("write “{right}”, or add the longer word to “allow” in house.yaml"),
    _HOUSE,
)
HOUSE_AVOID = Kind(
    "house-avoid",
    Severity.WARNING,
    _("“{word}” is not to be used{why}: {around}"),
    _("say it in another way, or add the longer word to “allow” in house.yaml"),
    _HOUSE,
)
