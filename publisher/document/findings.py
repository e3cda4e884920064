"""What can be wrong with publication.yaml, with the folder it stands in, and with outputs."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_SHAPE = _("docs/editor shows a publication.yaml in which every key is used once.")

YAML_BROKEN = Kind(
    "settings-yaml",
    Severity.ERROR,
    _("this line is not YAML: {problem}"),
    _("check the colons, quotes and indents here and in the line above"),
    _("A setting that cannot be read must not be guessed at."),
)
YAML_ANCHOR = Kind(
    "settings-anchor",
    Severity.ERROR,
    _("anchors and references (& and *) and tags (!) are not taken here"),
    _("write the value out where it is needed"),
    _("A few lines of nested references can fill any memory; and editors cannot read them."),
)
YAML_UNSEEN = Kind(
    "settings-unseen",
    Severity.ERROR,
    _("a character that nobody sees stands here: {character}"),
    _("delete the words and type them anew, or paste them as plain text"),
    _("Marks of direction turn the words around them about; controls break files and screens."),
)
DUPLICATE_KEY = Kind(
    "settings-duplicate-key",
    Severity.ERROR,
    _("“{key}” stands here twice; the first is in line {first}"),
    _("keep one of the two"),
    _("With two values, one would be lost in silence."),
)
UNKNOWN_KEY = Kind(
    "settings-unknown-key",
    Severity.ERROR,
    _("there is no setting “{key}”; did you mean “{nearest}”?"),
    _("correct the word, or delete the line"),
    _SHAPE,
)
MISSING_KEY = Kind(
    "settings-missing-key",
    Severity.ERROR,
    _("“{key}” is missing here"),
    _("add a line “{key}: …”"),
    _SHAPE,
)
NOT_A_NUMBER = Kind(
    "settings-number",
    Severity.ERROR,
    _("“{value}” is not a whole number of 0 or more, as “{key}” must be"),
    _("write digits only, for example 45"),
    _SHAPE,
)
NOT_TEXT = Kind(
    "settings-text",
    Severity.ERROR,
    _("“{key}” must be words in one line, not empty and not a list"),
    _("write the words after the colon; put them in quotes if they hold a colon"),
    _SHAPE,
)
NOT_A_LIST = Kind(
    "settings-list",
    Severity.ERROR,
    _("“{key}” must be a list"),
    _("put each entry on a line of its own that begins with “- ”"),
    _SHAPE,
)
NOT_A_MAPPING = Kind(
    "settings-mapping",
    Severity.ERROR,
    _("“{key}” must hold settings of its own, each as “name: value”"),
    _("see docs/editor for an example of this setting"),
    _SHAPE,
)
NOT_A_CHOICE = Kind(
    "settings-choice",
    Severity.ERROR,
    _("“{value}” is not known for “{key}”; did you mean “{nearest}”?"),
    _("write one of: {choices}"),
    _SHAPE,
)
NOT_A_DATE = Kind(
    "settings-date",
    Severity.ERROR,
    _("“{value}” is not a date"),
    _("write year, month and day as in 2026-11-07"),
    _("The date stands in the imprint, in the metadata and in the files' times."),
)
NOT_A_SIZE = Kind(
    "settings-size",
    Severity.ERROR,
    _("“{value}” is not a page size"),
    _("write width and height as in 185x260mm, each from 40 to 1200 mm"),
    _SHAPE,
)
NOT_A_LENGTH = Kind(
    "settings-length",
    Severity.ERROR,
    _("“{value}” is not a length for “{key}”"),
    _("write a number and a unit as in 3mm, at most 20mm"),
    _SHAPE,
)
CHECK_DIGIT = Kind(
    "identifier-check-digit",
    Severity.ERROR,
    _("the check digit of “{value}” is wrong; it should be {right}"),
    _("compare the number with the one that the agency gave"),
    _("Shops and libraries refuse a number whose last digit does not agree with the others."),
)
NOT_AN_IDENTIFIER = Kind(
    "identifier-form",
    Severity.ERROR,
    _("“{value}” is neither an ISBN of 13 digits nor an ISSN of 8"),
    _("write it as in “{right}”; a number of another kind as a URN, such as urn:uuid:…"),
    _("A number that nobody can look up names nothing."),
)
NOT_A_CN = Kind(
    "settings-cn",
    Severity.ERROR,
    _("“{value}” does not have the form of a CN number (国内统一连续出版物号)"),
    _("write CN 11-1234/G2 for a periodical, CN 11-0123 for a newspaper"),
    _("Region, serial number and class are what the registry files it by (GB/T 9999)."),
)
NOT_A_POSTAL_CODE = Kind(
    "settings-postal-code",
    Severity.ERROR,
    _("“{value}” is not a postal subscription code (邮发代号)"),
    _("write one or two digits, a hyphen and up to four digits, as in 2-345"),
    _("Readers order at the post office by this number."),
)
NOT_A_CIP_NUMBER = Kind(
    "settings-cip",
    Severity.ERROR,
    _("“{value}” is not the number of CIP data"),
    _("write year and six digits as the agency gave them, as in （2026）第123456号"),
    _("A book without its CIP number cannot be looked up where it was registered."),
)
NOT_AN_ADDON = Kind(
    "settings-addon",
    Severity.ERROR,
    _("“{value}” cannot stand in the add-on of a barcode"),
    _('write issue, price, none, or two or five digits in quotes, such as "05"'),
    _("Scanners know add-ons of two and of five digits (ISO/IEC 15420)."),
)
NOT_A_VARIANT = Kind(
    "settings-variant",
    Severity.ERROR,
    _("“{value}” is not two digits, as “{key}” must be"),
    _('write 00 unless the agency told you otherwise, in quotes: "00"'),
    _("A barcode of an ISSN has room for exactly two digits between number and check digit."),
)
NOT_A_FEW = Kind(
    "settings-few",
    Severity.ERROR,
    _("“{value}” is too many for “{key}”"),
    _("write a smaller number; a cover has room for 8 headlines"),
    _("A cover that names everything names nothing."),
)
ADDON_NOTHING = Kind(
    "barcode-addon",
    Severity.ERROR,
    _("the add-on of the barcode is to be the {what}, and there is none that fits"),
    _("give “{key}”, or write the digits themselves"),
    _("A code that says nothing, or something else, is refused at the till."),
)
NO_BARCODE = Kind(
    "barcode-number",
    Severity.ERROR,
    _("there is no ISBN or ISSN of which a barcode could be made"),
    _("give an “identifier”, or delete “barcode”"),
)
NO_SOURCE = Kind(
    "source-missing",
    Severity.ERROR,
    _("there is no such file or folder"),
    _("check the spelling; “publisher new FOLDER” makes a publication to begin with"),
)
NO_ARTICLES = Kind(
    "publication-empty",
    Severity.ERROR,
    _("this publication has no articles"),
    _("put a manuscript ({suffixes}) into the folder, or list it under “articles”"),
)
ARTICLE_MISSING = Kind(
    "article-missing",
    Severity.ERROR,
    _("there is no manuscript “{name}” in the publication's folder; did you mean “{nearest}”?"),
    _("correct the name, or put the file there"),
)
ARTICLE_OUTSIDE = Kind(
    "article-outside",
    Severity.ERROR,
    _("“{name}” lies outside the publication's folder"),
    _("move the manuscript into the folder and name it by its path from there"),
    _("A publication reads only what lies in its own folder."),
)
FILE_OUTSIDE = Kind(
    "file-outside",
    Severity.ERROR,
    _("this is a link that leads out of the publication's folder"),
    _("put the file itself, or the folder, in the link's place"),
    _("A publication reads only what lies in its own folder."),
)
FILE_STRANGE = Kind(
    "file-strange",
    Severity.ERROR,
    _("this is neither a file nor a folder: a pipe, a device, or a link to nothing"),
    _("delete it, or put the file that it stands for in its place"),
    _("Whoever waits for a pipe may wait for ever."),
)
UNREADABLE = Kind(
    "file-unreadable",
    Severity.ERROR,
    _("this file cannot be read: {reason}"),
    _("check that it is a file and that you may read it"),
)
NOT_WRITTEN = Kind(
    "output-not-written",
    Severity.ERROR,
    _("the file cannot be written: {reason}"),
    _("make room or choose another place with -o; an earlier file was left as it was"),
)
EDITION_CONVERTED = Kind(
    "edition-converted",
    Severity.NOTE,
    _("the edition “{name}” was converted from {own} to {language} by phrases"),
    _("have an editor read it, and put what is to be written otherwise under its “words”"),
    _("One character of 简体 may be several of 繁體, and context does not always tell which."),
)
EDITION_GUESSED = Kind(
    "edition-guessed",
    Severity.NOTE,
    _("in the edition “{name}” characters were chosen by guess ({count}): {places}"),
    _("look at these places; put what came out wrong under the edition's “words”"),
    _("One character of 简体 may be several of 繁體, and context does not always tell which."),
)
EDITION_NAME = Kind(
    "edition-name",
    Severity.ERROR,
    _("“{name}” cannot name an edition"),
    _("use up to 40 letters, digits and hyphens: the name becomes part of a file's name"),
)
NOT_A_CREDIT = Kind(
    "settings-credit",
    Severity.ERROR,
    _("“{key}” says how credits are written, with {name} once for who made the picture"),
    _("write it like 图/{name} or {name} 摄"),
)
PICTURE_MISSING = Kind(
    "picture-missing",
    Severity.ERROR,
    _("there is no picture “{source}” in the publication's folder"),
    _("put the file there, or correct its name"),
    _("A page with an empty frame is found by readers, not by editors."),
)
PICTURE_OUTSIDE = Kind(
    "picture-outside",
    Severity.ERROR,
    _("the picture “{source}” lies outside the publication's folder"),
    _("copy the picture into the folder and name it by its path from there"),
    _("A publication reads only what lies in its own folder."),
)
PICTURE_KIND = Kind(
    "picture-kind",
    Severity.ERROR,
    _("“{source}” is not a picture of a kind that can be printed"),
    _("save it as PNG, JPEG, TIFF, WebP, GIF or SVG"),
)
PICTURE_TOO_BIG = Kind(
    "picture-too-big",
    Severity.ERROR,
    _("the picture “{source}” is larger than {limit} MB"),
    _("save it with fewer pixels or as JPEG"),
    _("One picture must not fill the memory of the machine."),
)
ALT_MISSING = Kind(
    "alt-missing",
    Severity.ERROR,
    _("nothing says what the picture “{source}” shows"),
    _('add alt="…", one sentence for who cannot see it, or decorative="yes" if it says nothing'),
    _("A reader who cannot see the picture hears only that there is one (WCAG 2.2, 1.1.1)."),
)
ARTICLE_EMPTY = Kind(
    "article-empty",
    Severity.WARNING,
    _("this article has no running text"),
    _("add its text, or leave it out of the publication"),
    _("An empty article is mostly a file that was not saved."),
)
PICTURE_DAMAGED = Kind(
    "picture-damaged",
    Severity.ERROR,
    _("the picture “{source}” cannot be read: it is damaged or of another kind than its name says"),
    _("open it in a picture editor and save it anew"),
)
PICTURE_PIXELS = Kind(
    "picture-pixels",
    Severity.ERROR,
    _("the picture “{source}” has {millions} million pixels; at most {limit} million are taken"),
    _("save it smaller; a double page at 400 ppi needs 30 million"),
    _("A small file can unfold into more pixels than any memory holds."),
)
PICTURE_SCANS = Kind(
    "picture-scans",
    Severity.ERROR,
    _("the picture “{source}” is drawn over {count} times; at most {limit} times are taken"),
    _("save it again as a JPEG that is not progressive"),
    _("A few bytes have every pixel drawn once more."),
)
SVG_ACTIVE = Kind(
    "svg-active",
    Severity.ERROR,
    _("the drawing “{source}” holds {what}, which a book must not"),
    _("save it as plain SVG without scripts and links, or as PNG"),
    _("A manuscript is data: nothing in it runs or fetches."),
)
SVG_ID_TWICE = Kind(
    "svg-id-twice",
    Severity.ERROR,
    _("the drawing “{source}” uses the id “{id}” twice"),
    _("give one of the two another id, or save the drawing anew"),
    _("What is drawn by an id would be one of the two, by chance."),
)
SVG_REPEATS = Kind(
    "svg-repeats",
    Severity.ERROR,
    _("the drawing “{source}” repeats its parts beyond {limit} shapes, or holds itself"),
    _("save it with its parts drawn out, or as PNG"),
    _("A few lines that repeat each other can ask for more shapes than any machine draws."),
)
NO_SUCH_PAGE = Kind(
    "no-such-page",
    Severity.ERROR,
    _("there is no page {page}: “pages” names {count}"),
    _("correct the number, or name one page more"),
)
CONDITION_UNKNOWN = Kind(
    "condition-unknown",
    Severity.ERROR,
    _("there is no printing condition “{name}”; did you mean “{nearest}”?"),
    _("write one of: {known}; a file of your own goes into the folder “conditions”"),
    _("Every limit of the preflight belongs to a printing condition."),
)
NOT_AN_INK_LIMIT = Kind(
    "condition-ink-limit",
    Severity.ERROR,
    _("“{value}” is not a limit for the sum of the inks"),
    _("write a whole number of per cent from 100 to 400, as in 300"),
    _("Four inks cannot cover a spot by more than 400 %."),
)
CONDITION_ORDER = Kind(
    "condition-order",
    Severity.ERROR,
    _("“{key}”: pictures are refused below {least} ppi, so no warning can come below {warn}"),
    _("write a “warn” that is not smaller than “least”"),
    _("A warning that is never given is a mistake in the file."),
)
PROFILE_MISSING = Kind(
    "profile-missing",
    Severity.ERROR,
    _("there is no ICC profile “{name}” where this line says"),
    _("put the file there, or correct its path"),
    _("Without its profile nobody knows which inks a colour is."),
)
PROFILE_OUTSIDE = Kind(
    "profile-outside",
    Severity.ERROR,
    _("the ICC profile “{name}” lies outside the folder"),
    _("copy it into the folder and name it by its path from there"),
    _("A publication reads only what lies in its own folder."),
)
PROFILE_TOO_BIG = Kind(
    "profile-too-big",
    Severity.ERROR,
    _("the ICC profile “{name}” is larger than {limit} MB"),
    _("take the profile of the printing house; such files have 0.3 to 4 MB"),
    _("The profile lies in every PDF that is made with it."),
)
PROFILE_BROKEN = Kind(
    "profile-broken",
    Severity.ERROR,
    _("“{name}” is not an ICC profile that can be read"),
    _("get it once more from the printing house; its name ends in .icc or .icm"),
    _("A damaged profile gives wrong colours, or none."),
)
PROFILE_CLASS = Kind(
    "profile-class",
    Severity.ERROR,
    _("the ICC profile “{name}” describes a {device}, not a press (class “{found}”)"),
    _("take the output profile that the printing house names; its class is “prtr”"),
    _("PDF/X-4 takes only output profiles for its output intent (ISO 15930-7)."),
)
PROFILE_SPACE = Kind(
    "profile-space",
    Severity.ERROR,
    _("the ICC profile “{name}” is for {found}, not for CMYK"),
    _("take the CMYK profile that the printing house names"),
    _("Pages are printed with four inks."),
)
