"""`shelf.json`: the shelf's name, and the SHA-256 of every file that the shelf has written.

A file that is not as it was written has been changed by another hand, and is not written over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import to_json

from publisher.catalogue.book import Digest, Line
from publisher.catalogue.findings import EDITED, IN_THE_WAY, LEDGER_BROKEN
from publisher.catalogue.written_json import wrong
from publisher.errors import Unusable
from publisher.findings import Place

FILE = "shelf.json"
LARGEST = 256 << 20  # bytes; ten thousand issues have ten million
_FORMAT = 1


def _inside(path: str) -> str:
    """A path below the shelf. Raises ValueError: what it names is read, and may be deleted."""
    parts = path.split("/")
    if not all(parts) or {".", ".."} & set(parts) or _NEVER & set(path):
        raise ValueError("issues/name/file.epub, all/1.html, …")
    return path


_NEVER = frozenset(map(chr, (*range(32), 127))) | set("\\:")
Inside = Annotated[str, Field(max_length=500), AfterValidator(_inside)]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was written, by its path on the shelf. `title` and `identifier` are the shelf's."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    title: Annotated[Line, Field(min_length=1)]
    identifier: Annotated[Line, Field(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]
    files: Mapping[Inside, Digest] = field(default_factory=dict)
    format: Annotated[int, Field(ge=_FORMAT, le=_FORMAT)] = _FORMAT


_ADAPTER = TypeAdapter(Ledger)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def written(ledger: Ledger) -> bytes:
    """The shelf.json."""
    return to_json(ledger, indent=1) + b"\n"


def parsed(data: bytes, shown: str) -> Ledger:
    """The ledger of a shelf.json. Raises Unusable with its line."""
    try:
        return _ADAPTER.validate_json(data)
    except ValidationError as error:
        place, key, problem = wrong(error, data, shown)
        raise Unusable(LEDGER_BROKEN.at(place, key=key, problem=problem)) from None


def present(root: Path, path: str, shown: str) -> bytes | None:
    """The bytes of a file of the shelf; None where there is none. Raises Unusable.

    No link stands on the way to it either: what is written there would land elsewhere.
    """
    file = root / path
    above = [folder for folder in file.parents if folder != root and folder.is_relative_to(root)]
    linked = any(each.is_symlink() for each in (file, *above))
    if linked or (file.exists() and not file.is_file()):
        raise Unusable(IN_THE_WAY.at(Place(f"{shown}/{path}")))
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except (NotADirectoryError, PermissionError):
        raise Unusable(IN_THE_WAY.at(Place(f"{shown}/{path}"))) from None


def require_ours(ledger: Ledger, path: str, data: bytes, shown: str) -> None:
    """Raise Unusable for a file that stands there and is not as the shelf wrote it."""
    known = ledger.files.get(path)
    if known is None:
        raise Unusable(IN_THE_WAY.at(Place(f"{shown}/{path}")))
    if known != digest(data):
        raise Unusable(EDITED.at(Place(f"{shown}/{path}")))
