"""What can be said about a Word file: what is refused, left out, or asked of the editor."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_SILENT = _("What a Word file holds is printed or told; nothing goes away in silence.")

# ── refused ──────────────────────────────────────────────────────────────────────────────────────

NOT_DOCX = Kind(
    "docx-unreadable",
    Severity.ERROR,
    _("this is not a Word file, or it is damaged: {problem}"),
    _("open it in Word or WPS and save it again as .docx"),
)
LEGACY = Kind(
    "docx-legacy",
    Severity.ERROR,
    _("this file has the old format of Word (.doc)"),
    _("open it in Word or WPS and save it as .docx"),
)
ENCRYPTED = Kind(
    "docx-encrypted",
    Severity.ERROR,
    _("this Word file is locked with a password"),
    _("open it in Word or WPS, remove the password, and save it again"),
)
OVERSIZE = Kind(
    "docx-oversize",
    Severity.ERROR,
    _("unpacked, this Word file is larger than is safe: {problem}"),
    _("copy its text into a new Word file, or divide it into articles"),
    _("A small file may unpack to many gigabytes, by accident or by intent."),
)
DECLARES = Kind(
    "docx-doctype",
    Severity.ERROR,
    _("“{part}” declares a document type, which no Word file does"),
    _("open it in Word or WPS and save it again as .docx"),
    _("Such declarations make programs read other files or fill the memory."),
)

# ── left out, or not fetched ─────────────────────────────────────────────────────────────────────

MACROS = Kind(
    "docx-macros",
    Severity.WARNING,
    _("this Word file holds macros; they were not read and nothing ran"),
    _("ask who sent it whether they belong there, and save it as .docx without them"),
    _("A manuscript is data: nothing in it runs."),
)
EXTERNAL = Kind(
    "docx-external",
    Severity.NOTE,
    _("this Word file points to “{target}” ({what}), which was not fetched"),
    why=_("A manuscript is data: nothing in it fetches, or reads a file outside its publication."),
)
HEADERS = Kind(
    "docx-header",
    Severity.NOTE,
    _("a header or footer was left out: {words}"),
    why=_("Running heads and folios are the layout's."),
)
CONTENTS = Kind(
    "docx-contents",
    Severity.NOTE,
    _("a table of contents of {count} lines was left out"),
    why=_("The contents are made from the headings."),
)
HIDDEN = Kind(
    "docx-hidden",
    Severity.WARNING,
    _("hidden words were left out: {words}"),
    _("if they belong to the text, make them visible in Word"),
    _SILENT,
)
EMBEDDED = Kind(
    "docx-embedded",
    Severity.WARNING,
    _("something is embedded here that was not read: {what}"),
    _("put its words into the text, or save it as a picture in pictures/"),
    _SILENT,
)
PICTURE = Kind(
    "docx-picture",
    Severity.WARNING,
    _("a picture stands here: {name}"),
    _("save it in pictures/ and name it in the clean copy: ::: figure"),
    _("Pictures inside Word files have mostly been made small, and are not printed from there."),
)
PICTURE_LINKED = Kind(
    "docx-picture-linked",
    Severity.WARNING,
    _("a picture stands here that lies outside the file and was not fetched: {target}"),
    _("save it in pictures/ and name it in the clean copy: ::: figure"),
    _("A manuscript is data: nothing in it fetches, or reads a file outside its publication."),
)

# ── read, in another way than Word shows it ──────────────────────────────────────────────────────

CHANGED = Kind(
    "docx-tracked-change",
    Severity.NOTE,
    _("a tracked change of {author} was accepted: “{old}” → “{new}”"),
    _("if it is not agreed, put the old words back in the clean copy"),
    _SILENT,
)
COMMENT = Kind(
    "docx-comment",
    Severity.WARNING,
    _("{author} comments on “{words}”: {text}"),
    _("settle it, and delete the comment in Word"),
    _("A comment is mostly a question that must be answered before the press."),
)
TEXT_BOX = Kind(
    "docx-text-box",
    Severity.WARNING,
    _("a text box was read after this paragraph: {words}"),
    _("if it belongs elsewhere, move it in the clean copy"),
    _("A text box has a place on Word's page, not in the text."),
)
TABLE_FLATTENED = Kind(
    "docx-table-flattened",
    Severity.WARNING,
    _("a table of one cell, in another table, or of over {limit} columns was read as text"),
    _("see whether its lines stand in their right order"),
)
NUMBERED = Kind(
    "docx-numbers",
    Severity.NOTE,
    _("{count} numbers and bullets that Word counted were written out; the first is “{first}”"),
    why=_("Numbers that Word makes stand nowhere in its text and would be lost."),
)
NOTE_UNMARKED = Kind(
    "docx-note-unmarked",
    Severity.NOTE,
    _("the mark of a note in this line was taken away; the note stands below the text: {words}"),
    why=_("Headlines, headings, names and captions carry no marks of notes."),
)
NOTE_MISSING = Kind(
    "docx-note-missing",
    Severity.WARNING,
    _("a note is marked here that the file does not hold"),
    _("add the note in the clean copy, as [^1]"),
)
FORMULA = Kind(
    "docx-formula",
    Severity.WARNING,
    _("a formula was read as plain characters: {words}"),
    _("see whether it can still be read; if not, set it as a picture in pictures/"),
    _SILENT,
)
STRUCK = Kind(
    "docx-struck",
    Severity.WARNING,
    _("words that are struck through were kept: {words}"),
    _("if they are to go, delete them in the clean copy"),
    _SILENT,
)
