"""The formats that pictures are decoded from, whatever their names say.

Pillow knows some forty, and hands PostScript to Ghostscript, which is a program that runs what a
manuscript holds. Pillow looks for a reader by the first bytes, not by the name: so every call names
these formats, and the engine, which calls by itself, finds no others (publisher.engine.native).
"""

from __future__ import annotations

import struct
import zlib

from PIL import Image

KNOWN = ("PNG", "JPEG", "TIFF", "WEBP", "GIF")  # MPO comes as JPEG

# What Pillow raises for files that are damaged, or made to harm: its readers were written by many
# hands, and a wrong number in a file comes out as whatever the line that used it raises.
BROKEN = (
    OSError, SyntaxError, ValueError, ArithmeticError, AssertionError, AttributeError, EOFError,
    LookupError, TypeError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip


MOST_SCANS = 100  # of a JPEG; programs write up to a dozen


def scans(data: bytes) -> int:
    """How often a JPEG is drawn over (ITU T.81, B.2.3), a little too many; 0 of other formats.

    Each pass costs a look at every pixel, and takes some bytes. The marker stands nowhere else but
    in a small picture of the whole: within a pass FF is followed by 00.
    """
    return data.count(b"\xff\xda") if data.startswith(b"\xff\xd8") else 0


def forget_others() -> None:
    """Take all other readers out of Pillow, for code that names no formats. Proved on Pillow 12."""
    Image.preinit()
    # all others, which Pillow would look through next: to import them only to take them out again
    # takes longer than a picture
    from PIL import TiffImagePlugin, WebPImagePlugin  # noqa: F401

    Image._initialized = 2  # from here on none is added by itself
    Image.ID[:] = [name for name in Image.ID if name in KNOWN]
    for name in set(Image.OPEN) - set(KNOWN):
        del Image.OPEN[name]
