"""Build the faces of fonts/ from named packages of Debian 12; the same packages, the same bytes.

    python tools/fonts/build.py            # needs apt-get, dpkg-deb and the extra `fonts`

What is built from what stands in recipe.yaml, what is done to it in cutting.py, and to which
characters in characters.py. A source file that is not the one named in the recipe ends the build.
Besides the faces this writes fonts/fonts.yaml, the licences, and the list of characters that the
tests look for.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from characters import general_characters, wanted, written
from chws_tool import add_chws  # type: ignore[import-untyped]  # it ships no types
from cutting import Aim, cut
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FONTS = ROOT / "fonts"
LIST = ROOT / "tests" / "typefaces" / "general-characters.txt"
TIME = 3802723200  # 2024-07-01, seconds since 1904: a date of the file, never the clock
PROCESSES = 2  # each holds a whole source font: about 1 GB
NOTICES = (0, 7)  # the names of a font that hold its copyright and trademarks
HEAD = """\
# The faces of this program, made by tools/fonts/build.py from the packages named here.
# `fallback:` names Debian's full faces: a character that ours lack is taken from there.
"""

Row = dict[str, Any]  # a face: as in the recipe, and what was found out about it


def main() -> int:
    """Build every face, then what is written about them."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    recipe = yaml.safe_load((HERE / "recipe.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: _fetch(name, at, Path(folder)) for name, at in recipe["packages"].items()}
        general = general_characters(_source(recipe["hanzi"], roots))
        faces = _build_all(recipe["faces"], roots, wanted(general))
        _licences(recipe["licences"], faces, roots)
    for face in faces:
        face["version"] = str(recipe["packages"][face["package"]])
        face["notice"] = next(
            f"{folder}/OFL.txt"
            for folder, package in recipe["licences"].items()
            if package == face["package"]
        )
    _replace(LIST, written(general).encode())
    listing = yaml.safe_dump(_listing(faces), allow_unicode=True, sort_keys=False, width=100)
    _replace(FONTS / "fonts.yaml", (HEAD + listing).encode())
    return 0


def _fetch(package: str, version: str, folder: Path) -> Path:
    """Download a package and unpack it; its root is returned."""
    root = folder / package
    root.mkdir()
    name = f"{package}={version}"
    subprocess.run(["apt-get", "download", name], cwd=root, check=True, stdout=subprocess.DEVNULL)
    archive = next(root.glob("*.deb"))
    subprocess.run(["dpkg-deb", "-x", str(archive), str(root)], check=True)
    return root


def _source(row: Mapping[str, Any], roots: Mapping[str, Path]) -> Path:
    """The file of a package that a row of the recipe names; another one ends the build."""
    file: Path = roots[row["package"]] / row["file"]
    found = _sha256(file.read_bytes())
    if found != row["sha256"]:
        raise SystemExit(f"{row['package']}: {file.name} is {found}, not {row['sha256']}")
    return file


def _build_all(rows: Sequence[Row], roots: Mapping[str, Path], points: frozenset[int]) -> list[Row]:
    with ProcessPoolExecutor(PROCESSES) as pool:
        jobs = [pool.submit(_build, row, _source(row, roots), points) for row in rows]
        return [job.result() for job in jobs]


def _build(row: Row, source: Path, points: frozenset[int]) -> Row:
    """Write one face; what the listing and the licence say of it is returned."""
    font = TTFont(source, fontNumber=row["index"], recalcTimestamp=False)
    family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    notices = [font["name"].getDebugName(number) or "" for number in NOTICES]
    cut(font, Aim(row["family"], row["weight"], points))
    data = _spaced(font)
    _replace(FONTS / f"{row['name']}.ttf", data)
    return row | {"ours": _sha256(data), "source_family": family, "notices": notices}


def _spaced(font: TTFont) -> bytes:
    """The bytes of a font, with chws and vchw, and halt and vhal where it has none."""
    with tempfile.TemporaryDirectory() as folder:
        plain, spaced, done = (Path(folder, f"{name}.ttf") for name in ("plain", "spaced", "done"))
        _save(font, plain)
        made = add_chws(plain, spaced)
        _save(TTFont(made or plain, recalcTimestamp=False), done)
        return done.read_bytes()


def _save(font: TTFont, path: Path) -> None:
    font["head"].created = font["head"].modified = TIME
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)


def _licences(packages: Mapping[str, str], faces: Sequence[Row], roots: Mapping[str, Path]) -> None:
    """Beside the faces: the notices of the fonts, then the package's licence, word for word."""
    for folder, package in packages.items():
        notices = (text for row in faces if row["package"] == package for text in row["notices"])
        head = "\n".join(dict.fromkeys("\n".join(filter(None, notices)).splitlines()))
        text = (roots[package] / f"usr/share/doc/{package}/copyright").read_text(encoding="utf-8")
        (FONTS / folder).mkdir(parents=True, exist_ok=True)
        _replace(FONTS / folder / "OFL.txt", f"{head}\n\n{text}".encode())


def _listing(faces: Sequence[Row]) -> Row:
    return {"faces": [_own(row) for row in faces], "fallback": [_fallback(row) for row in faces]}


def _own(row: Row) -> Row:
    source = {name: row[name] for name in ("package", "version", "file", "index", "sha256")}
    return {
        "role": row["role"],
        "weight": row["weight"],
        "family": row["family"],
        "file": f"{row['name']}.ttf",
        "sha256": row["ours"],
        "licence": "OFL-1.1",
        "notice": row["notice"],
        "source": source | {"file": Path(row["file"]).name},
    }


def _fallback(row: Row) -> Row:
    return {
        "role": row["role"],
        "weight": row["weight"],
        "family": row["source_family"],
        "file": f"/{row['file']}",
        "index": row["index"],
        "sha256": row["sha256"],
        "package": row["package"],
        "version": row["version"],
    }


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: somebody may be setting pages with the old one."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
