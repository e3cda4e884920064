"""What the checks of finished files can say. Checks of manuscripts carry their own kind."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

TEXT_DIFFERS = Kind(
    "text-differs",
    Severity.ERROR,
    _("the body text of {one} and {other} differ at “{before}”: “{here}” against “{there}”"),
    _("make the outputs anew; if they still differ, please report it with the manuscript"),
    _("No character is lost or added in silence: all outputs hold the text of the clean copy."),
)
EPUBCHECK = Kind(
    "epubcheck",
    Severity.ERROR,
    _("EPUBCheck {code}: {problem} ({where})"),
    _("reading systems and shops refuse such books: please report it with the manuscript"),
    _("EPUBCheck is the specification's own checker, and shops run it on every book."),
)
EPUBCHECK_WARNS = Kind(
    "epubcheck-warning",
    Severity.WARNING,
    _("EPUBCheck {code}: {problem} ({where})"),
    "",
    _("EPUBCheck is the specification's own checker, and shops run it on every book."),
)
ACE = Kind(
    "ace",
    Severity.ERROR,
    _("Ace {rule}: {problem} ({where})"),
    _("readers with assistive technology stop there: mend it, or report it with the manuscript"),
    _("Ace by DAISY is the checker of accessibility that shops and libraries run on every book."),
)
NOT_CHECKED = Kind(
    "not-checked",
    Severity.NOTE,
    _("{tool} is not installed here, so the file was not checked with it"),
    _("install it and run the check again: {how}"),
    _("A check whose tool is absent says “not checked”, never “passed”."),
)
NOT_JUDGED = Kind(
    "not-judged",
    Severity.NOTE,
    _("{what} was not checked: {reason}"),
    "",
    _("What cannot be known says “not checked”, never “passed”."),
)
RULE_FAILED = Kind(
    "rule-failed",
    Severity.ERROR,
    _("the rule “{rule}” could not be checked, because the file is damaged there ({problem})"),
    _("save it again in the program that it comes from"),
    _("What was not checked is not right."),
)
FOR_SCREENS = Kind(
    "for-screens",
    Severity.NOTE,
    _("the file does not say that it is for the press, so it was not checked as a print file"),
    _("“--profile print” checks it as one all the same"),
    _("A file for screens is right in RGB and without bleed; its rules are others."),
)
CHECKER_FAILED = Kind(
    "checker-failed",
    Severity.WARNING,
    _("{tool} did not come to an end, so the file was not checked with it ({problem})"),
    _("run it by hand and see what it says"),
    _("A check that did not run says “not checked”, never “passed”."),
)
NOT_AN_EPUB = Kind(
    "epub-unreadable",
    Severity.ERROR,
    _("this is not an e-book that can be read: {problem}"),
    _("make it anew, or save it again in the program that it comes from"),
    _("What a program cannot open, no reader can."),
)
NOT_A_PDF = Kind(
    "pdf-unreadable",
    Severity.ERROR,
    _("this is not a PDF that can be read: {problem}"),
    _("make it anew, or save it again in the program that it comes from"),
    _("What a program cannot open, no printer can."),
)
