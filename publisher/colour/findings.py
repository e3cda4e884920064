"""What can be said about a colour or a picture when it becomes ink."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_RESOLUTION = _("The screen of the press shows the pixels of a picture that has too few.")
_PROFILES = _("What a number of an image file looks like, only its profile says.")

COLOUR_CONVERTED = Kind(
    "colour-converted",
    Severity.NOTE,
    _("the colour {colour} has no inks of its own and is printed as {inks}"),
    _("give it its inks: where the layout declares it, or as cmyk(0 95 85 25)"),
    _("The profile finds inks that look right; a designer knows which ones print well."),
)
COLOUR_SPACE = Kind(
    "colour-space",
    Severity.ERROR,
    _("nobody can say which inks a colour of the space “{space}” has"),
    _("name colours as #b5281e or as device-cmyk(0 95% 85% 25%)"),
    _("A colour is never guessed at in silence."),
)
PICTURE_COARSE = Kind(
    "picture-resolution",
    Severity.WARNING,
    _("the picture “{source}” has {ppi} ppi at its printed size; {wanted} are wanted"),
    _("supply at least {pixels} px across, or print it no wider than {millimetres} mm"),
    _RESOLUTION,
)
PICTURE_TOO_COARSE = Kind(
    "picture-resolution-least",
    Severity.ERROR,
    _("the picture “{source}” has {ppi} ppi at its printed size; at least {least} are needed"),
    _("supply at least {pixels} px across, or print it no wider than {millimetres} mm"),
    _RESOLUTION,
)
PICTURE_OTHER_INKS = Kind(
    "picture-other-inks",
    Severity.NOTE,
    _("the inks of the picture “{source}” are for “{own}” and were converted to “{wanted}”"),
    _("supply it in RGB, or converted for this press"),
    _("Black alone becomes four colours where inks are converted by their profiles."),
)
PICTURE_UNTOLD_INKS = Kind(
    "picture-untold-inks",
    Severity.NOTE,
    _("the picture “{source}” has inks but no profile; they are taken as they are"),
    _("save it with its profile, or in RGB"),
    _PROFILES,
)
PICTURE_PROFILE_BROKEN = Kind(
    "picture-profile-broken",
    Severity.WARNING,
    _("the colour profile in the picture “{source}” cannot be used; {instead} is taken instead"),
    _("open it in an image program and save it with the right profile"),
    _PROFILES,
)
PICTURE_REDUCED = Kind(
    "picture-reduced",
    Severity.NOTE,
    _("the picture “{source}” has {bits} bits a channel and is printed with 8"),
    "",
    _("No press shows more than 256 steps of an ink."),
)
PICTURE_LAB = Kind(
    "picture-lab",
    Severity.NOTE,
    _("the picture “{source}” is in Lab and was converted"),
    "",
    _PROFILES,
)
PICTURE_MODE = Kind(
    "picture-mode",
    Severity.ERROR,
    _("the picture “{source}” stores its pixels in a way that nobody can print ({mode})"),
    _("save it with 8 bits a channel, in grey, RGB or CMYK"),
    _("Measured values have no black and no white."),
)
