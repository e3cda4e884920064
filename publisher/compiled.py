"""Templates that travel with the program, compiled once, as Python keeps its own modules.

To compile a template takes longer than to fill it in: a tenth of a short build. So what comes of it
lies beside the program's other compiled code (`__pycache__`), where whoever may write may change
the program itself, and is never read from the user's store. Templates of a publication are compiled
anew by each process. A folder that cannot be written keeps nothing.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).parent / "__pycache__"
_DIGEST = 32  # bytes
_UNFINISHED = ".unfinished-"


class Compiled(BytecodeCache):
    """The compiled templates of some folders of this program."""

    def __init__(self, folders: Sequence[Path], kept: Path = FOLDER) -> None:
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
        with contextlib.suppress(OSError):
            data = self._file(bucket).read_bytes() if bucket.key else b""
            head = _head(bucket)
            code = data[len(head) + _DIGEST :]
            if data[: len(head) + _DIGEST] == head + sha256(code).digest():
                bucket.code = marshal.loads(code)  # noqa: S302 - as Python reads its modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, whole or not at all, where Python may keep its own modules."""
        if not bucket.key or sys.dont_write_bytecode or bucket.code is None:
            return
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):
            self._kept.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._kept)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(bucket) + sha256(code).digest() + code)
                Path(name).replace(self._file(bucket))
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._kept / f"template-{bucket.key[:32]}.{sys.implementation.cache_tag}.pyc"


def _head(bucket: Bucket) -> bytes:
    """Python's number for its code, and a hash of the source and of who compiled it."""
    said = f"{jinja2.__version__} {bucket.checksum} {bucket.environment.__class__.__name__}"
    return MAGIC_NUMBER + sha256(said.encode()).digest()
