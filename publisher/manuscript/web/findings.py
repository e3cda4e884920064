"""What can be said about a web page: what is refused, left out, or asked of the editor."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_SILENT = _("What a page holds is printed or told; nothing goes away in silence.")
_DATA = _("A manuscript is data: nothing in it runs, fetches, or reads another file.")

TOO_DEEP = Kind(
    "html-unreadable",
    Severity.ERROR,
    _("this page cannot be read whole: {problem}"),
    _("copy its text into a text file or a Word file"),
    _("Elements inside elements by the thousand, or by the million, are no article."),
)
NO_WORDS = Kind(
    "html-unreadable-encoding",
    Severity.ERROR,
    _("the page says that it is in {said}, and it is not"),
    _("save it again as UTF-8"),
)
LEFT_OUT = Kind(
    "html-left-out",
    Severity.NOTE,
    _("<{element}> was left out: {words}"),
    _("if it belongs to the article, add it in the clean copy"),
    _("Menus, headers and footers of a page are not the article's."),
)
AROUND = Kind(
    "html-around",
    Severity.NOTE,
    _("only the article of the page was read; around it stand: {words}"),
    _("if it belongs to the article, add it in the clean copy"),
    _SILENT,
)
HIDDEN = Kind(
    "html-hidden",
    Severity.WARNING,
    _("words that the page hides were left out: {words}"),
    _("if they belong to the text, add them in the clean copy"),
    _SILENT,
)
STRUCK = Kind(
    "html-struck",
    Severity.WARNING,
    _("words that are struck through were kept: {words}"),
    _("if they are to go, delete them in the clean copy"),
    _SILENT,
)
PICTURE = Kind(
    "html-picture",
    Severity.WARNING,
    _("a picture stands here that was not fetched: {name}"),
    _("save it in pictures/ and name it in the clean copy: ::: figure"),
    _DATA,
)
EMBEDDED = Kind(
    "html-embedded",
    Severity.WARNING,
    _("<{element}> stands here, which was not read: {words}"),
    _("put its words into the text, or save it as a picture in pictures/"),
    _DATA,
)
TITLE = Kind(
    "html-title",
    Severity.WARNING,
    _("the page has no heading; its window's title was taken for the headline: {words}"),
    _("correct the headline in the clean copy"),
)
MISLABELLED = Kind(
    "html-encoding",
    Severity.NOTE,
    _("the page says that it is in {said}, and was read as what its bytes are"),
    why=_("Programs that save pages forget to change what the page says of its encoding."),
)
UNCLOSED = Kind(
    "html-unclosed",
    Severity.WARNING,
    _("<{element}> is not closed, and what stands after it was not read: {words}"),
    _("close it, or copy the text of the page into a text file"),
    _SILENT,
)
UNHIDDEN = Kind(
    "html-shown",
    Severity.WARNING,
    _("the page hides most of its words until a script shows them; they were read: {words}"),
    _("see whether they are the article"),
    _("Some sites hide an article until their script runs, and no script is run here."),
)
CONTENTS = Kind(
    "html-contents",
    Severity.NOTE,
    _("a table of contents of {count} lines was left out"),
    why=_("The contents are made from the headings."),
)
NUMBERED = Kind(
    "html-numbers",
    Severity.NOTE,
    _("{count} numbers, bullets and quotation marks of the browser were written out: {first}"),
    why=_("What a browser counts and adds stands nowhere in a page's text and would be lost."),
)
TABLE_FLATTENED = Kind(
    "html-table-flattened",
    Severity.WARNING,
    _("a table of one row or column, in another table, or too large was read as text: {words}"),
    _("see whether its lines stand in their right order"),
)
