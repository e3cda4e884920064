"""A private fontconfig: our faces and nothing of the system's.

Fontconfig is started with a configuration of ours that names no folder; the faces are added one by
one. So neither the machine's fonts nor its settings nor its locale have a say in a page.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from publisher.engine import findings as kinds
from publisher.engine.values import FaceFile
from publisher.errors import Missing

COLLECTIONS = (".ttc", ".otc")
# hinting off: widths must not depend on the size in pixels; the cache folder is never written to,
# but without one named fontconfig complains on stderr
SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="pattern"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>
"""


def configuration(faces: Sequence[FaceFile]) -> Any:
    """The FontConfiguration of these faces, one for a warm process.

    Raises Missing where a face cannot be read.
    """
    wanted = ((face.family, str(face.file), face.index) for face in faces)
    return _configuration(tuple(dict.fromkeys(wanted)))


@lru_cache(maxsize=4)
def _configuration(faces: tuple[tuple[str, str, int], ...]) -> Any:
    from publisher.engine import inside

    with _own_settings():
        made = inside.PrivateFonts()
    files = {file: family for family, file, _index in faces}
    for file, family in files.items():
        if file.endswith(COLLECTIONS):
            indices = [index for _family, other, index in faces if other == file]
            inside.add_rules(made, _others_are_empty(file, indices))
        if not inside.add_face(made, file):
            raise Missing(kinds.FACE_UNREADABLE.at(None, family=family, file=file))
    return made


def _others_are_empty(file: str, indices: Sequence[int]) -> str:
    """A rule that takes the characters from all faces of a collection but these."""
    others = "".join(
        f'<test name="index" compare="not_eq"><int>{index}</int></test>' for index in indices
    )
    return (
        f'<fontconfig><match target="scan"><test name="file"><string>{escape(file)}</string></test>'
        f'{others}<edit name="charset" mode="assign"><charset><int>0xf8ff</int></charset></edit>'
        "</match></fontconfig>"
    )


@contextlib.contextmanager
def _own_settings() -> Iterator[None]:
    """FONTCONFIG_FILE points at our settings while fontconfig is started."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
        settings = Path(folder) / "fonts.conf"
        settings.write_text(SETTINGS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
