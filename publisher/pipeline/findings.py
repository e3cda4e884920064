"""What the stages themselves can say: about folders, the machine, and print pages not at hand."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

FOLDER_IN_USE = Kind(
    "folder-in-use",
    Severity.ERROR,
    _("there is something in this folder already"),
    _("name a folder that does not exist yet"),
    _("Nothing of yours is ever written over."),
)
MISSING_GLYPH = Kind(
    "glyph-missing",
    Severity.ERROR,
    _("no face can draw “{character}” ({code_point})"),
    _("replace the character, or add a face that has it to fonts/fonts.yaml under “fallback:”"),
    _("A blank or a box on the printed page is found by readers, not by editors."),
)
FULL_FACES_ABSENT = Kind(
    "faces-absent",
    Severity.ERROR,
    _("{count} characters are not in our own faces, and the full ones are not installed here"),
    _("run: sudo apt-get install {packages}"),
    _("Our faces hold the common Simplified characters; Traditional and rare ones are elsewhere."),
)
FALLBACK_FACE = Kind(
    "face-fallback",
    Severity.NOTE,
    _("“{characters}” are set in {family}, because the faces of the publication lack them"),
    "",
    _("The characters differ a little in style from those beside them."),
)
FALLBACK_DIFFERS = Kind(
    "face-differs",
    Severity.WARNING,
    _("{family} on this machine is not the version that fonts.yaml names"),
    _("install the version that is named there: pages may differ from those of other machines"),
    _("The same sources give the same pages only with the same faces."),
)
STAND_IN = Kind(
    "profile-stand-in",
    Severity.WARNING,
    _("the condition “{condition}” has no ICC profile; colours are made as for “{instead}”"),
    _("ask the printing house for its profile and name it under “print:” as “profile:”"),
    _("Without the profile of the paper nobody knows what its inks look like."),
)
BLEED_SMALL = Kind(
    "bleed-small",
    Severity.ERROR,
    _("the bleed of {bleed} mm is less than the {wanted} mm that the printing condition asks for"),
    _("write {wanted}mm or more, or leave the line out"),
    _("The knife is never quite where it should be: without bleed, white shows at the edge."),
)
NO_PAGES = Kind(
    "pages-unknown",
    Severity.NOTE,
    _("the e-book has no list of print pages, because no current print edition was found"),
    _("run “publisher pdf” first, or name its pages with --pages"),
    _("A page list of an older print edition would lead readers to wrong pages."),
)
PAGES_UNREADABLE = Kind(
    "pages-unreadable",
    Severity.ERROR,
    _("this is not a list of pages that “publisher pdf” made"),
    _("name the NAME.pages.json that lies beside the PDF"),
)
PAGES_OLD = Kind(
    "pages-old",
    Severity.ERROR,
    _("these pages belong to another state of the publication"),
    _("run “publisher pdf” again"),
    _("A page list of an older print edition would lead readers to wrong pages."),
)
TOO_OLD_PYTHON = Kind(
    "machine-python",
    Severity.ERROR,
    _("Python {version} is too old"),
    _("install Python 3.11 or newer"),
)
FACE_DAMAGED = Kind(
    "machine-face",
    Severity.ERROR,
    _("the face {file} is missing or not the one that fonts.yaml names"),
    _("restore the file from the repository"),
)
TOOL_ABSENT = Kind(
    "machine-tool",
    Severity.NOTE,
    _("{tool} is not installed; {use}"),
    "",
    _("A check whose tool is absent says “not checked”, never “passed”."),
)
NOT_A_PDF_OR_EPUB = Kind(
    "check-unknown-file",
    Severity.ERROR,
    _("this is not a publication, a manuscript, a PDF or an EPUB"),
    _("name a folder, a publication.yaml, or a file that ends in .pdf, .epub or {suffixes}"),
)
NO_RESULT = Kind(
    "epoch-invalid",
    Severity.ERROR,
    _("SOURCE_DATE_EPOCH is “{value}”, which is not a number of seconds since 1970"),
    _("leave it unset, or set it to a whole number"),
)
DIFF_ALONE = Kind(
    "diff-alone",
    Severity.ERROR,
    _("--diff shows, and cannot be used together with --output or --json"),
    _("leave one of them out"),
)
WORKER_LOST = Kind(
    "worker-lost",
    Severity.WARNING,
    _("a process that set this was ended from outside; another one has done its work"),
    _("if it happens again, give the machine more memory or use --jobs 1"),
    _("Linux ends a process where memory runs out. What is made is the same."),
)
WORKER_LOST_AGAIN = Kind(
    "worker-lost-again",
    Severity.ERROR,
    _("two processes that set this were ended from outside, one after the other"),
    _("give the machine more memory, use --jobs 1, or cut the article"),
    _("What ends two processes would end the next one too."),
)
TIME_OVER = Kind(
    "time-over",
    Severity.ERROR,
    _("this takes longer than {seconds} seconds to set"),
    _("allow more with --time-limit, or cut the article"),
    _("One article must not hold up a whole publication."),
)
LAYOUT_TORN = Kind(
    "layout-torn",
    Severity.ERROR,
    _("this file of the program's layouts is gone or empty"),
    _("restore the folder layouts/ from the repository"),
    _("Without one of its style sheets a layout sets other pages, and nothing else would say so."),
)
LAYOUT_CHANGED = Kind(
    "layout-changed",
    Severity.WARNING,
    _("this file is not as it came with the program; pages may differ"),
    _("restore it; a layout of your own is a copy in the publication's folder layouts/"),
    _("Who works on the program's own layouts makes their list anew with “make docs”."),
)
