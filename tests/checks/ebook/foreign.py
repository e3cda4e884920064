"""Books by other hands: ours, changed in one place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from publisher.checks import EpubFile
from publisher.checks.registry import registered
from tests.epub.made_up import book, parts

OPF, NAV, FIRST = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/article-001.xhtml"


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    """The files of the book of everything, one of them with one change."""
    files = parts(book())
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)
    return files


def bound(files: Mapping[str, bytes]) -> EpubFile:
    """An archive of these files, `mimetype` first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files, key=lambda name: name != "mimetype"):
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), files[name], kind)
    return EpubFile(out.getvalue(), "a.epub")


def codes(file: EpubFile) -> set[str]:
    """What our own checks say, without the programs of others."""
    own = [check for check in registered() if check.subject is EpubFile]
    others = ("ace", "epubcheck")
    return {f.code for check in own if check.kind.code not in others for f in check(file)}
