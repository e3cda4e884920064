"""What can be wrong with the preview itself; what is wrong with a publication comes from others."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

EXTRA_ABSENT = Kind(
    "preview-not-installed",
    Severity.ERROR,
    _("the preview needs “{name}”, which is not installed"),
    _("run “make preview”, or install it with: pip install 'publisher[preview]'"),
    _("The preview is an extra, so that machines which only build need not carry it."),
)
PORT_TAKEN = Kind(
    "preview-port-taken",
    Severity.ERROR,
    _("port {port} is in use by another program, perhaps by another preview"),
    _("end that program, or take a free port with --port 0"),
)
PORT_REFUSED = Kind(
    "preview-port-refused",
    Severity.ERROR,
    _("the machine does not let you listen at port {port}: {reason}"),
    _("take a free port with --port 0"),
)
PORT_UNKNOWN = Kind(
    "preview-port-unknown",
    Severity.ERROR,
    _("there is no port {port}"),
    _("name a number from 0 to 65535"),
)
EDITOR_UNREADABLE = Kind(
    "preview-editor-unreadable",
    Severity.ERROR,
    _("this command names no program that opens a file: {command}"),
    _("write it like this, in single quotes: --editor '{example}'"),
)
EDITOR_ABSENT = Kind(
    "preview-editor-absent",
    Severity.ERROR,
    _("the preview was started without the command of an editor"),
    _("start it with --editor '{example}', or set PUBLISHER_EDITOR to such a command"),
    _("Only who starts the preview may say which program it runs."),
)
EDITOR_UNSTARTED = Kind(
    "preview-editor-unstarted",
    Severity.ERROR,
    _("“{program}” could not be started: {reason}"),
    _("start the preview with the right name of your editor in --editor or PUBLISHER_EDITOR"),
)
BUILD_BROKE = Kind(
    "preview-internal-error",
    Severity.ERROR,
    _("an internal error ended the build; this is a fault of the program, not of your text"),
    _("undo the last change to work on; what happened stands in the terminal, please report it"),
    _("The pages that were set before it stay on the screen."),
)
BOOK_BROKE = Kind(
    "preview-book-error",
    Severity.ERROR,
    _("the e-book was not done within the limits of time and memory, or the program has a fault"),
    _("work on with the pages; of a fault the terminal tells, please report it"),
)
BUILD_ENDLESS = Kind(
    "preview-endless",
    Severity.ERROR,
    _("nothing went on for {seconds} seconds, so the build was ended; it was at: {where}"),
    _("look there, or in the layout changed last; PUBLISHER_TIME_LIMIT sets other seconds"),
    _("A template can run for ever; the preview must not."),
)
BUILD_TOO_LARGE = Kind(
    "preview-memory",
    Severity.ERROR,
    _("the build asked for more than {megabytes} MB of memory and was ended; it was at: {where}"),
    _("undo the last change to work on; PUBLISHER_MEMORY sets other megabytes"),
    _("The pages that were set before it stay on the screen."),
)
BUILD_CRASHED = Kind(
    "preview-crashed",
    Severity.ERROR,
    _("a library broke down ({signal}), and the build with it; it was at: {where}"),
    _("undo the last change to work on, or try without this article or picture"),
    _("The pages that were set before it stay on the screen."),
)
FILE_MOVED = Kind(
    "preview-file-moved",
    Severity.ERROR,
    _("this file was moved, or only half of it was written, while it was read"),
    _("save it again, or put it back"),
    _("A program that saves over a network or changes branches takes a moment to be done."),
)
CHANGED_MEANWHILE = Kind(
    "preview-changed-meanwhile",
    Severity.ERROR,
    _("this file was changed by another program while you edited it here"),
    _("compare both texts below: take theirs, or save yours over it"),
    _("Of two editors' work none may be lost."),
)
NOT_OURS = Kind(
    "preview-not-editable",
    Severity.ERROR,
    _("this file cannot be edited here"),
    _("open it in the program that made it, or make its clean copy"),
)
NOTHING_TO_UNDO = Kind(
    "preview-nothing-to-undo",
    Severity.ERROR,
    _("nothing was written to this file here that could be undone"),
    _("look in the program that changed it last"),
)
CLEAN_THERE = Kind(
    "preview-clean-copy-there",
    Severity.ERROR,
    _("there is a file of this name already"),
    _("put it elsewhere, or name it in publication.yaml instead of the manuscript"),
    _("Nothing of yours is ever written over."),
)
NOT_LISTED = Kind(
    "preview-not-listed",
    Severity.ERROR,
    _("the line of “{name}” in this file could not be changed"),
    _("write there the name of the clean copy, which “publisher repair” makes"),
)
WORKED_ON = Kind(
    "preview-worked-on",
    Severity.ERROR,
    _("this paragraph was changed since it was repaired, so the repair cannot be taken back alone"),
    _("correct the paragraph by hand"),
    _("What an editor wrote is never written over."),
)
GONE_MEANWHILE = Kind(
    "preview-finding-gone",
    Severity.ERROR,
    _("this finding is no longer there"),
    _("wait for the pages to be up to date, then look again"),
)
QUOTE_ELSEWHERE = Kind(
    "preview-quote-elsewhere",
    Severity.ERROR,
    _("this stands in no paragraph word for word: {text}"),
    _("select words of one paragraph of the running text"),
    _("A pull quote repeats what was said; nobody may be quoted with other words."),
)
