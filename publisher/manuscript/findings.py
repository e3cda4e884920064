"""What can be said about a manuscript: what was repaired, what is not sure, what is refused."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_LOSS = _("Nothing is repaired in silence: an editor must be able to undo every repair.")

# ── refused ──────────────────────────────────────────────────────────────────────────────────────

EMPTY = Kind(
    "manuscript-empty",
    Severity.ERROR,
    _("this manuscript holds no text"),
    _("save the text again, or leave the file out of the publication"),
)
BINARY = Kind(
    "manuscript-binary",
    Severity.ERROR,
    _("this is not a text file: byte {offset} (line {line}) is {byte}"),
    _("save the manuscript as plain text in UTF-8, or as Markdown"),
    _("A picture or an office file read as text would fill pages with rubbish."),
)
UNDECODABLE = Kind(
    "manuscript-encoding",
    Severity.ERROR,
    _("the text cannot be read as {tried}: byte {offset} (line {line}) is {byte}"),
    _("open the file in the program that made it and save it in UTF-8"),
    _("Characters guessed from broken bytes are wrong characters (乱码)."),
)
UNSURE_ENCODING = Kind(
    "manuscript-encoding-unsure",
    Severity.ERROR,
    _("the bytes could be {first} or {second}, and neither gives a usual Chinese text"),
    _("open the file in the program that made it and save it in UTF-8"),
    _("Characters in the wrong encoding look like Chinese and are none (乱码)."),
)
TOO_LARGE = Kind(
    "manuscript-too-large",
    Severity.ERROR,
    _("this manuscript is larger than {limit} MB"),
    _("divide it into articles, one file each"),
)

# ── repaired: notes ──────────────────────────────────────────────────────────────────────────────

DECODED = Kind(
    "encoding-converted",
    Severity.NOTE,
    _("the file was read as {encoding}"),
    why=_("UTF-8 is the only encoding that every tool after this one reads the same."),
)
JOINED = Kind(
    "break-joined",
    Severity.NOTE,
    _("a break inside a sentence was closed: {before}|{after} ({reasons})"),
    _("if a paragraph ends here, part it again in the clean copy"),
    _("Text copied out of a page is cut at the ends of its columns and lines."),
)
LINES_JOINED = Kind(
    "lines-joined",
    Severity.NOTE,
    _("{count} line ends inside this paragraph were closed"),
    _("if a paragraph ends here, part it again in the clean copy"),
    _("Lines that a program broke at a fixed length are one paragraph."),
)
HYPHEN = Kind(
    "hyphen-joined",
    Severity.NOTE,
    _("a word parted at a line end was joined: {before}|{after}"),
    _("if the hyphen belongs to the word, put it back in the clean copy"),
    _("A hyphen at a line end mostly belongs to the line, not to the word."),
)
WIDTH = Kind(
    "width-restored",
    Severity.NOTE,
    _("{count} half-width marks were made full-width: {old} → {new}"),
    why=_("Chinese marks take a full square (GB/T 15834); half-width ones come from copying."),
)
QUOTE = Kind(
    "quote-turned",
    Severity.NOTE,
    _("{count} quotation marks were turned: {old} → {new}"),
    why=_("Chinese quotation marks open and close (GB/T 15834, 4.8)."),
)
DASH = Kind(
    "dash-restored",
    Severity.NOTE,
    _("{count} dashes were written as ——: {old}"),
    why=_("The Chinese dash takes two squares and is never parted (GB/T 15834, 4.10)."),
)
DOTS = Kind(
    "dots-restored",
    Severity.NOTE,
    _("{count} ellipses were written as ……: {old}"),
    why=_("The Chinese ellipsis is six dots in two squares (GB/T 15834, 4.11)."),
)
SPACE = Kind(
    "space-removed",
    Severity.NOTE,
    _("{count} spaces were removed"),
    why=_("The space between Han and Latin is typeset, not typed (clreq 3.2.6)."),
)
SPACES_MERGED = Kind(
    "space-merged",
    Severity.NOTE,
    _("{count} runs of spaces became one space"),
)
MARGIN = Kind(
    "margin-trimmed",
    Severity.NOTE,
    _("spaces at the head or the end of {count} lines were removed; the first is in line {first}"),
    why=_("Indents are typeset, not typed."),
)
INVISIBLE = Kind(
    "invisible-removed",
    Severity.NOTE,
    _("{count} invisible characters were removed: {codes}"),
    why=_("Control and zero-width characters come along with copying and break words in e-books."),
)
FORM = Kind(
    "form-replaced",
    Severity.NOTE,
    _("{count} characters had a form of compatibility: {old} → {new}"),
    why=_(
        "康熙部首, full-width letters and vertical forms look alike but are not found or indexed."
    ),
)
COMPOSED = Kind(
    "form-composed",
    Severity.NOTE,
    _("{count} characters were composed (NFC): {new}"),
)
PRIVATE = Kind(
    "private-use-replaced",
    Severity.NOTE,
    _("{count} private-use characters were replaced: {codes} → {new}"),
    why=_("Old fonts kept some characters at private code points, which no other font draws."),
)

# repairs that an editor may take back; what steers unseen is never let in, bytes are read but once
RETURNABLE = frozenset(
    kind.code
    for kind in (
        JOINED,
        LINES_JOINED,
        HYPHEN,
        WIDTH,
        QUOTE,
        DASH,
        DOTS,
        SPACE,
        SPACES_MERGED,
        FORM,
        COMPOSED,
        PRIVATE,
    )
)

# ── asked: warnings ──────────────────────────────────────────────────────────────────────────────

TEXT_LOST = Kind(
    "text-lost",
    Severity.WARNING,
    _("words seem to be lost here: {before}▮{after}"),
    _("compare with the page it was copied from, and add the words in the clean copy"),
    _("What is lost at a break cannot be known, and is never made up."),
)
CHARACTER_LOST = Kind(
    "character-lost",
    Severity.WARNING,
    _("a character was lost before this file was saved: {before}▮{after}"),
    _("compare with the page it was copied from, and put the character in"),
    _("U+FFFD stands where a program could not read a character."),
)
PRIVATE_UNKNOWN = Kind(
    "private-use",
    Severity.WARNING,
    _("{count} private-use characters have no known meaning: {codes}"),
    _("put the right characters in; only the font that it was typed in draws these"),
)
QUOTE_UNPAIRED = Kind(
    "quote-unpaired",
    Severity.WARNING,
    _("a quotation mark has no partner in this paragraph: {around}"),
    _("add the missing mark, or delete this one"),
)
HEAD_UNSURE = Kind(
    "headline-unsure",
    Severity.WARNING,
    _("“{headline}” was taken for the headline and “{other}” for the {part}"),
    _("if it is the other way round, change it at the head of the clean copy"),
)
SPEAKER_UNSURE = Kind(
    "speaker-unsure",
    Severity.WARNING,
    _("“{line}” was taken for a speaker's role and name"),
    _("correct the speaker in the clean copy if this is not one"),
)
TEXT_CHANGED = Kind(
    "text-changed",
    Severity.ERROR,
    _("the loader cannot account for these characters: lost “{lost}”, added “{added}”"),
    _("this is a fault of the program; please report it with this manuscript"),
    _("Promise 1: no character is lost or added in silence."),
)

# ── the clean copy ───────────────────────────────────────────────────────────────────────────────

UNKNOWN_KEY = Kind(
    "clean-copy-key",
    Severity.WARNING,
    _("there is no “{key}” at the head of a clean copy; did you mean “{nearest}”?"),
    _("correct the word; what stands there is not printed"),
)
UNKNOWN_DIV = Kind(
    "clean-copy-div",
    Severity.WARNING,
    _("there is no block “{name}”; did you mean “{nearest}”?"),
    _("correct the word after the colons; the block was read as plain paragraphs"),
)
UNKNOWN_ATTRIBUTE = Kind(
    "clean-copy-attribute",
    Severity.WARNING,
    _("“{name}” has no “{key}”; did you mean “{nearest}”?"),
    _("correct the word in the braces"),
)
PICTURE_VALUE = Kind(
    "picture-value",
    Severity.ERROR,
    _("a picture cannot have {key}=“{value}”: allowed is {allowed}"),
    _("correct the value in the braces, or leave it out"),
    _("A picture that is cut in another way than was meant is noticed in print."),
)
DIV_NOT_CLOSED = Kind(
    "clean-copy-unclosed",
    Severity.WARNING,
    _("the block “{name}” that begins here is not closed"),
    _("put a line of as many colons after its last paragraph"),
)
FRONT_MATTER_OPEN = Kind(
    "clean-copy-head",
    Severity.ERROR,
    _("the head of this clean copy is not closed"),
    _("put a line of three hyphens after its last key"),
)
QUOTE_NOT_FOUND = Kind(
    "pull-quote-not-found",
    Severity.WARNING,
    _("this pull quote does not stand in the text word for word: {text}"),
    _("copy the sentence out of the speaker's own paragraphs"),
    _("A pull quote repeats what the speaker said; nobody may be quoted with other words."),
)

CLEAN_ALREADY = Kind(
    "clean-copy",
    Severity.ERROR,
    _("this is a clean copy: nothing in it is repaired, so there is nothing to compare"),
    _("name the raw manuscript"),
)

HEADLINE_MISSING = Kind(
    "headline-missing",
    Severity.WARNING,
    _("no headline was found"),
    _("write one above the text, or in the clean copy: headline: […]"),
    _("Contents, running heads and catalogues have nothing to show without one."),
)
