"""Templates that travel with the program, compiled once, as Python keeps its own modules.

To compile a template takes longer than to fill it in: a tenth of a short build. Templates of a
publication are compiled anew by each process.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from publisher import marshalled


class Compiled(BytecodeCache):
    """The compiled templates of some folders of this program."""

    def __init__(self, folders: Sequence[Path], kept: Path = marshalled.FOLDER) -> None:
        """Those of other folders are left alone."""
        self._folders, self._kept = tuple(folders), kept

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is found by; its file stands in what is told of its faults."""
        return sha256(f"{name}\0{filename}".encode("utf-8", "surrogateescape")).hexdigest()

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template; one of another folder has no key."""
        bucket = super().get_bucket(environment, name, filename, source)
        if not any(Path(filename or "").is_relative_to(folder) for folder in self._folders):
            bucket.key = ""
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of the same source by the same Python and Jinja."""
        if bucket.key:
            bucket.code = marshalled.kept(_name(bucket), _made_of(bucket), self._kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        if bucket.key and bucket.code is not None:
            marshalled.keep(_name(bucket), _made_of(bucket), bucket.code, self._kept)


def _name(bucket: Bucket) -> str:
    return f"template-{bucket.key[:32]}"


def _made_of(bucket: Bucket) -> str:
    """Its source, by a hash, and who compiled it."""
    return f"{jinja2.__version__} {bucket.checksum} {bucket.environment.__class__.__name__}"
