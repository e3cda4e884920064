"""The zip of an e-book, written so that the same book is the same bytes.

EbookLib keeps its own order; that can only be mended by writing its archive again.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import sys
import threading
import zipfile
import zlib
from queue import SimpleQueue

from publisher.beside import cores

MIMETYPE = "mimetype"
_LEVEL = 3  # 5 takes half as long again and saves one byte of Chinese in a hundred
_PACE = 0.0002  # seconds that a thread waits for its turn
_PACKED_ALREADY = (".jpg", ".png")


class Packer:
    """Deflates files while others are still being made, where there is a second core.

    Python is not held while bytes are deflated. Used as a context, which ends its thread.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._done: dict[bytes, bytes] = {}
        self._thread: threading.Thread | None = None
        self._pace = sys.getswitchinterval()

    def __enter__(self) -> Packer:
        if cores() > 1:
            thread = threading.Thread(target=self._work, daemon=True)
            with contextlib.suppress(RuntimeError):  # the machine gives no other: we do it all
                thread.start()
                self._thread = thread
                # for the usual 5 ms a thread would wait longer than it works, after each file
                sys.setswitchinterval(_PACE)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._thread:
            self._waiting.put(None)
            self._thread.join()
            sys.setswitchinterval(self._pace)

    def add(self, data: bytes) -> bytes:
        """Deflate bytes soon; they are given back."""
        if self._thread:
            self._waiting.put(data)
        return data

    def deflated(self, data: bytes) -> bytes:
        """What bytes are deflated to (RFC 1951, without a header)."""
        return self._done.get(data) or _deflated(data)

    def _work(self) -> None:
        while (data := self._waiting.get()) is not None:
            self._done[data] = _deflated(data)


def rewritten(data: bytes, moment: datetime.datetime, packer: Packer) -> bytes:
    """The archive with `mimetype` first and stored, the rest sorted, all of one time (UTC).

    EPUB 3.3, 4.2.2 (OCF ZIP container). Times before 1980 and after 2107 cannot be
    written; the nearest is taken. What the packer has deflated already is not deflated again.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        rest = sorted(name for name in old.namelist() if name != MIMETYPE)
        for name in (MIMETYPE, *rest):
            entry, content = _entry(name, moment), old.read(name)
            with new.open(entry, "w") as file:
                if entry.compress_type == zipfile.ZIP_DEFLATED:
                    # zipfile takes no deflated bytes: it is given a compressor that has them
                    vars(file)["_compressor"] = _Deflated(packer.deflated(content))
                file.write(content)
    return out.getvalue()


class _Deflated:
    """A compressor that was told before what comes of what it is given."""

    def __init__(self, done: bytes) -> None:
        self._done = done

    def compress(self, _data: bytes) -> bytes:
        return b""

    def flush(self) -> bytes:
        return self._done


def _deflated(data: bytes) -> bytes:
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


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
