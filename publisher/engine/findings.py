"""What can be wrong when a document is laid out."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_JAIL = _("Only files of the publication and of its layout are opened, and nothing is downloaded.")

LIBRARY_MISSING = Kind(
    "engine-library-missing",
    Severity.ERROR,
    _("a system library that draws text is missing: {library}"),
    _("run: sudo apt-get install {packages}"),
    _("WeasyPrint draws text with Pango, HarfBuzz and fontconfig, which pip cannot install."),
)
ENGINE_VERSION = Kind(
    "engine-version",
    Severity.ERROR,
    _("WeasyPrint {found} is installed, but this program is made for {wanted}"),
    _("run: pip install weasyprint=={wanted}"),
    _("The Chinese line setter stands inside WeasyPrint and is proved on one release only."),
)
FACE_UNREADABLE = Kind(
    "engine-face-unreadable",
    Severity.ERROR,
    _("the face {family} cannot be read from {file}"),
    _("install the program again; its faces are damaged or missing"),
    _("Without the face every line would break elsewhere."),
)
FAMILY_UNKNOWN = Kind(
    "engine-family-unknown",
    Severity.WARNING,
    _("the layout asks for the face “{families}”, which is not among the faces at hand"),
    _("use one of: {known}"),
    _("Another face is used in its place, and the page is not as designed."),
)
ASSET_REFUSED = Kind(
    "engine-asset-refused",
    Severity.ERROR,
    _("“{url}” lies outside the publication and is not opened"),
    _("copy the file into the publication's pictures/ folder and name it from there"),
    _JAIL,
)
ASSET_MISSING = Kind(
    "engine-asset-missing",
    Severity.ERROR,
    _("the file “{url}” is not there"),
    _("check the name, or add the file"),
    _("A picture that is not found would leave a hole in the page."),
)
ASSET_TYPE = Kind(
    "engine-asset-type",
    Severity.ERROR,
    _("“{url}” is not of a kind that can be printed"),
    _("save it as PNG, JPEG, TIFF, WebP or SVG"),
    _JAIL,
)
ASSET_TOO_BIG = Kind(
    "engine-asset-too-big",
    Severity.ERROR,
    _("“{url}” is too big: {megabytes} MB, where {limit} MB are allowed"),
    _("save the picture smaller; 600 pixels an inch at its printed size are enough"),
    _("A picture of any size could fill the memory."),
)
INKS_BLENDED = Kind(
    "engine-inks-blended",
    Severity.ERROR,
    _("device-cmyk() cannot stand in a gradient or in a groove, ridge, inset or outset border"),
    _("name the colour as #rrggbb and give it its inks in layout.yaml, as “screen” and “print”"),
    _("The engine mixes colours of light only."),
)
ASSET_INKS = Kind(
    "engine-asset-inks",
    Severity.ERROR,
    _("the drawing “{url}” has device-cmyk() in a gradient"),
    _("save it with colours as #rrggbb"),
    _("The engine mixes colours of light only."),
)
PICTURE_BROKEN = Kind(
    "engine-picture-broken",
    Severity.ERROR,
    _("the picture “{url}” cannot be drawn: {problem}"),
    _("open it in an image program and save it again"),
    _("A picture that cannot be drawn would leave a hole in the page."),
)
STYLE_IGNORED = Kind(
    "engine-style-ignored",
    Severity.WARNING,
    _("a line of the layout's style sheet has no effect: {problem}"),
    _("correct the style sheet; docs/designer lists the properties that work"),
    _("What the engine does not understand it leaves out."),
)
LAYOUT_TROUBLE = Kind(
    "engine-trouble",
    Severity.WARNING,
    _("while laying out: {problem}"),
    "",
    _("The engine says that something is not as the layout asks."),
)
ATTACHMENT_LEFT_OUT = Kind(
    "engine-attachment-left-out",
    Severity.WARNING,
    _("an attachment is asked for and left out: {url}"),
    _("link to the file instead"),
    _JAIL,
)
TEXT_DIFFERS = Kind(
    "engine-text-differs",
    Severity.ERROR,
    _("text was changed while it was set: “{wanted}” in the manuscript is “{found}” on the page"),
    _("please report this with the manuscript; nothing has been written"),
    _("No character is lost or added in silence."),
)
FLOAT_UNSET = Kind(
    "engine-float-unset",
    Severity.WARNING,
    _("what should stand beside the text stands in it, since it did not fit: “{beginning}”"),
    _("give it more height, or set it across the column"),
    _("A box beside the text that is cut by a column's end would lose its lines."),
)
FALLBACK = Kind(
    "engine-stock-lines",
    Severity.NOTE,
    _("a paragraph is set without the Chinese line setter, because of {reason}: “{beginning}”"),
    _("set it without that property"),
    _("Stock lines are not justified, and marks in them are not compressed."),
)
