"""What can be said while a shelf is filled."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_NEVER_OVER = _("What another hand has written is never lost.")
_DATA = _("A book of strangers is data: it is read within limits, and nothing in it runs.")

BOOK_DAMAGED = Kind(
    "shelf-book-damaged",
    Severity.ERROR,
    _("this is not an e-book that can be read: {problem}"),
    _("save it again in the program that it comes from; “publisher check” tells more"),
    _("What a program cannot open, no reader can."),
)
BOOK_PATH = Kind(
    "shelf-book-path",
    Severity.ERROR,
    _("a file in the e-book has a name that leads elsewhere: “{name}”"),
    _("ask where the book comes from; a sound program writes no such names"),
    _DATA,
)
BOOK_TOO_BIG = Kind(
    "shelf-book-too-big",
    Severity.ERROR,
    _("the e-book unfolds into more than a shelf takes: {what}"),
    _("make its pictures smaller; a book may have {limit} MB, unfolded"),
    _("A small archive can unfold into more than any memory holds."),
)
BOOK_ENTITIES = Kind(
    "shelf-book-entities",
    Severity.ERROR,
    _("“{name}” in the e-book declares entities, which are not taken"),
    _("save it again in the program that it comes from"),
    _DATA,
)
BOOK_ENCRYPTED = Kind(
    "shelf-book-encrypted",
    Severity.ERROR,
    _("the e-book is locked (DRM or a password), and a shelf could not show it"),
    _("put a book without a lock here"),
)
BOOK_TITLE = Kind(
    "shelf-book-title",
    Severity.WARNING,
    _("the e-book has no title; its file's name is shown instead"),
    _("write a title into the book"),
)
BOOK_NUMBER = Kind(
    "shelf-book-number",
    Severity.WARNING,
    _("the e-book has no identifier; one was made from its title and date"),
    _("write an identifier into the book: by it the next version takes this one's place"),
)
TEXT_CLEANED = Kind(
    "shelf-text-cleaned",
    Severity.NOTE,
    _("“{key}” holds characters that hide or turn others round; they are left out on the shelf"),
    _("delete them in the book"),
    _("With such characters a title reads otherwise than it is written."),
)
BOOK_SCRIPTED = Kind(
    "shelf-book-scripted",
    Severity.NOTE,
    _("the e-book holds scripts; they do not run when it is read here"),
    "",
    _DATA,
)
COVER_UNUSABLE = Kind(
    "shelf-cover-unusable",
    Severity.WARNING,
    _("the cover in the e-book cannot be shown ({problem}); one was drawn from the title"),
    _("give the book a cover as JPEG or PNG, 1600 × 2560 pixels"),
)
COVER_SHAPE = Kind(
    "shelf-cover-shape",
    Severity.WARNING,
    _("the cover in the e-book has an odd shape: {width} × {height} pixels"),
    _("give the book a cover of 1600 × 2560 pixels; this one is shown whole, with margins"),
)
PDF_FOR_PRESS = Kind(
    "shelf-pdf-press",
    Severity.NOTE,
    _("“{name}” is not on the shelf: it is a PDF for the press, with bleed and printers' inks"),
    _("make one for readers beside it: publisher pdf --profile screen"),
)
PDF_OLD = Kind(
    "shelf-pdf-old",
    Severity.NOTE,
    _("“{name}” is not on the shelf: it was made from another state of the publication"),
    _("make it anew: publisher pdf --profile screen"),
)
PDF_UNUSABLE = Kind(
    "shelf-pdf-unusable",
    Severity.WARNING,
    _("“{name}” is not on the shelf: {problem}"),
    _("save it again without scripts and locks"),
    _DATA,
)
NUMBER_TWICE = Kind(
    "shelf-number-twice",
    Severity.ERROR,
    _("“{title}” and “{other}” have the same identifier: {identifier}"),
    _("give each book a number of its own, then run again; or take the other one off: {remove}"),
    _("Two books of one number are one book to readers' programs, and one would be lost."),
)
ISSUE_BROKEN = Kind(
    "shelf-issue-broken",
    Severity.ERROR,
    _("“{key}” cannot be read in this issue's own file: {problem}"),
    _("correct the line, or move the file away and add the issue again"),
    _("The shelf is made anew from these files alone."),
)
ISSUE_FILE = Kind(
    "shelf-issue-file",
    Severity.ERROR,
    _("this file is not the one that {owner} names: its size is {found}, not {size} bytes"),
    _("put the right file back, or add the issue again after moving this one away"),
    _("Readers compare sizes and SHA-256; a file that differs looks damaged."),
)
ISSUE_FILE_MISSING = Kind(
    "shelf-issue-file-missing",
    Severity.ERROR,
    _("this file is missing, and {owner} names it"),
    _("put it back, or add the issue again"),
)
ISSUE_LINK = Kind(
    "shelf-issue-link",
    Severity.ERROR,
    _("this is a link to elsewhere, and an issue's folder must be a folder"),
    _("copy the folder here, or delete the link"),
    _("What is written through a link lands where nobody looks for it."),
)
ISSUE_NAME = Kind(
    "shelf-issue-name",
    Severity.ERROR,
    _("the issue's own file says that its folder is “{name}”"),
    _("give the folder that name again"),
)
FOLDER_STRANGE = Kind(
    "shelf-folder-strange",
    Severity.WARNING,
    _("this folder has no issue.json, so it is not listed"),
    _("move it elsewhere, or add its book: publisher catalogue FILE.epub -o …"),
)
EDITED = Kind(
    "shelf-edited",
    Severity.ERROR,
    _("another hand has changed this file, and it would have been written over"),
    _("keep your version elsewhere, delete it here, and run again; nothing was written"),
    _NEVER_OVER,
)
IN_THE_WAY = Kind(
    "shelf-in-the-way",
    Severity.ERROR,
    _("a file of yours stands where the shelf has one of its own; nothing was written"),
    _("move it elsewhere, or choose another folder with -o"),
    _NEVER_OVER,
)
LEDGER_BROKEN = Kind(
    "shelf-ledger-broken",
    Severity.ERROR,
    _("“{key}” cannot be read in the shelf's own file: {problem}"),
    _("restore it from a copy; or move it away with the other files that are not in issues/"),
    _("It says what the shelf has written, so that nothing else is written over."),
)
NO_SUCH_ISSUE = Kind(
    "shelf-no-such-issue",
    Severity.ERROR,
    _("there is no issue “{name}” on this shelf; did you mean “{nearest}”?"),
    _("write the name of a folder in issues/"),
)
SCRIPT_CHANGED = Kind(
    "shelf-script-changed",
    Severity.ERROR,
    _("this script of the reader is not the file that VENDORED names by its SHA-256"),
    _("restore the program's folder from the repository"),
    _("It runs in the browsers of those who read."),
)
BUSY = Kind(
    "shelf-busy",
    Severity.ERROR,
    _("another run is filling this shelf"),
    _("wait until it is done, then run again"),
)
NOT_A_BOOK = Kind(
    "shelf-not-a-book",
    Severity.ERROR,
    _("this is neither a publication nor an e-book"),
    _("name a publication folder, a publication.yaml, a manuscript or a file that ends in .epub"),
)
