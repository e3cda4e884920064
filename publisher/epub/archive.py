"""The zip of an e-book, written so that the same book is the same bytes.

EbookLib keeps its own order; that can only be mended by writing its archive again.
"""

from __future__ import annotations

import datetime
import io
import zipfile

MIMETYPE = "mimetype"
_LEVEL = 3  # 5 takes half as long again and saves one byte of Chinese in a hundred
_PACKED_ALREADY = (".jpg", ".png")


def rewritten(data: bytes, moment: datetime.datetime) -> bytes:
    """The archive with `mimetype` first and stored, the rest sorted, all of one time (UTC).

    EPUB 3.3, 4.2.2 (OCF ZIP container). Times before 1980 and after 2107 cannot be
    written; the nearest is taken.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        rest = sorted(name for name in old.namelist() if name != MIMETYPE)
        for name in (MIMETYPE, *rest):
            new.writestr(_entry(name, moment), old.read(name), compresslevel=_LEVEL)
    return out.getvalue()


def _entry(name: str, moment: datetime.datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _dos_time(moment))
    stored = name == MIMETYPE or name.endswith(_PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # or the bytes tell the system that they were made on
    entry.external_attr = 0o100644 << 16
    return entry


def _dos_time(moment: datetime.datetime) -> tuple[int, int, int, int, int, int]:
    time = moment.astimezone(datetime.UTC)
    if time.year < 1980:
        return (1980, 1, 1, 0, 0, 0)
    if time.year > 2107:
        return (2107, 12, 31, 23, 59, 58)
    return (time.year, time.month, time.day, time.hour, time.minute, time.second // 2 * 2)
