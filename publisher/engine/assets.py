"""The jail: which files a document may open.

A URL is `asset://<root>/<path>`. Its file must lie inside that root after every symbolic link is
followed, be of an allowed type and not too big. Pictures may also stand in the document itself, as
small `data:` URLs. Everything else is refused.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from publisher.engine import findings as kinds
from publisher.engine.values import Assets
from publisher.errors import Unusable
from publisher.findings import Finding, Kind, Place, Value

TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".icc": "application/vnd.iccprofile",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
}
MEGABYTE = 1 << 20
LARGEST_FILE = 64 * MEGABYTE
LARGEST_TOTAL = 512 * MEGABYTE
LARGEST_INLINE = MEGABYTE // 4
SHOWN = 120
MANUSCRIPT = "publication"  # the root of what anyone may supply


class Refused(OSError):
    """A URL that is not opened."""


@dataclass
class Gate:
    """Opens the URLs of one layout run and remembers what it refused."""

    assets: Assets
    refusals: list[Finding] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    taken: int = 0

    def open(self, url: str) -> tuple[bytes, str]:
        """The bytes behind a URL and their media type. Raises Refused, having noted why."""
        if urlsplit(url).scheme.lower() == "data":
            return self._inline(url)
        file, media = self._resolve(url)
        size = file.stat().st_size
        if size > LARGEST_FILE or self.taken + size > LARGEST_TOTAL:
            limit = (LARGEST_FILE if size > LARGEST_FILE else LARGEST_TOTAL) // MEGABYTE
            raise self._no(kinds.ASSET_TOO_BIG, url, megabytes=size // MEGABYTE, limit=limit)
        self.taken += size
        data = file.read_bytes()
        if media == TYPES[".svg"]:
            data = self._drawing(data, url)
        return data, media

    def _drawing(self, data: bytes, url: str) -> bytes:
        """A drawing without what must not be in it; one of a publication was told of before."""
        if b"device-cmyk" in data and b"Gradient" in data:
            raise self._no(kinds.ASSET_INKS, url)
        if urlsplit(url).netloc != MANUSCRIPT:
            return data
        try:
            from publisher.document import svg  # reads XML, which few publications have

            return svg.plain(data, url, Place(url))[0]
        except Unusable:
            raise self._no(kinds.ASSET_REFUSED, url) from None

    def _resolve(self, url: str) -> tuple[Path, str]:
        parts = urlsplit(url)
        root = self.assets.roots.get(parts.netloc)
        if parts.scheme.lower() != "asset" or root is None:
            raise self._no(kinds.ASSET_REFUSED, url)
        file = self._inside(root, unquote(parts.path).lstrip("/"), url)
        media = TYPES.get(file.suffix.lower())
        if media is None:
            raise self._no(kinds.ASSET_TYPE, url)
        return file, media

    def _inside(self, root: Path, path: str, url: str) -> Path:
        jail = root.resolve()
        try:
            file = (jail / path).resolve()
            inside, there = file.is_relative_to(jail), file.is_file()
        except (OSError, ValueError, RuntimeError):  # a NUL, a name too long, a loop of links
            raise self._no(kinds.ASSET_REFUSED, url) from None
        if not inside:
            raise self._no(kinds.ASSET_REFUSED, url)
        if not there:
            raise self._no(kinds.ASSET_MISSING, url)
        return file

    def _inline(self, url: str) -> tuple[bytes, str]:
        head, comma, body = url.partition(",")
        media, *options = head[len("data:") :].split(";")
        if len(url) > LARGEST_INLINE or not comma or media not in TYPES.values():
            raise self._no(kinds.ASSET_REFUSED, url)
        if "base64" not in options:
            return unquote_to_bytes(body), media
        try:
            return base64.b64decode(unquote_to_bytes(body)), media
        except (binascii.Error, ValueError):
            raise self._no(kinds.ASSET_REFUSED, url) from None

    def _no(self, kind: Kind, url: str, **values: Value) -> Refused:
        """Note a refusal once, and make the exception for it."""
        if url not in self.refused:
            self.refused.add(url)
            shown = url if len(url) <= SHOWN else url[:SHOWN] + "…"
            self.refusals.append(kind.at(None, url=shown, **values))
        return Refused(kind.code)
