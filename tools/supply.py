"""What the program is made of: `sbom` writes it as CycloneDX, `audit` compares it with the machine.

python tools/supply.py sbom [FILE] | audit

Sources are the locked requirements, what the installed packages say of themselves, fonts/fonts.yaml
and the VENDORED list. Nothing is fetched: whether a version has a known weakness is asked where the
SBOM is handed in. The same tree gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from publisher import __version__
from publisher.typefaces.library import Library, verify

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "main.txt"
VENDORED = ROOT / "publisher" / "catalogue" / "read" / "foliate"
TARGET = ROOT / "build" / "sbom.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Package(NamedTuple):
    """A locked package: every file of it that may be installed has one of the hashes."""

    name: str
    version: str
    hashes: tuple[str, ...]
    elsewhere: bool  # whether only some systems want it


def locked() -> list[Package]:
    """The packages of the main job."""
    text = LOCK.read_text(encoding="utf-8")
    return [
        Package(
            found[1].lower(),
            found[2],
            tuple(sorted(_HASH.findall(found[3]))),
            found[3].lstrip().startswith(";"),
        )
        for found in _PINNED.finditer(text)
    ]


def licence(name: str) -> str:
    """What an installed package says of its licence; empty where it is not installed."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    named = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if "License ::" in line
    ]
    first = (told.get("License") or "").strip().splitlines()
    return told.get("License-Expression") or ", ".join(named) or (first[0][:60] if first else "")


def sbom() -> dict[str, Any]:
    """CycloneDX 1.6, without a time or a serial number, so that it can be compared."""
    listing = yaml.safe_load((ROOT / "fonts" / "fonts.yaml").read_text(encoding="utf-8"))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "publisher", "name": "publisher",
                "version": __version__, "licenses": [{"license": {"name": "AGPL-3.0-or-later"}}],
            }
        },
        "components": [
            *map(_package, locked()),
            *(_face(row) for row in listing["faces"]),
            *_scripts(),
        ],
    }  # fmt: skip


def _package(package: Package) -> dict[str, Any]:
    address = f"pkg:pypi/{package.name.replace('_', '-')}@{package.version}"
    said = licence(package.name)
    hashes = [{"name": "publisher:wheel-sha256", "value": each} for each in package.hashes]
    return {
        "type": "library", "bom-ref": address, "name": package.name, "version": package.version,
        "purl": address,
        **({"licenses": [{"license": {"name": said}}]} if said else {}),
        "properties": hashes,
    }  # fmt: skip


def _face(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "file", "bom-ref": f"fonts/{row['file']}", "name": f"fonts/{row['file']}",
        "hashes": [{"alg": "SHA-256", "content": row["sha256"]}],
        "licenses": [{"license": {"name": row["licence"]}}],
    }  # fmt: skip


def _scripts() -> Iterator[dict[str, Any]]:
    for line in (VENDORED / "VENDORED").read_text(encoding="utf-8").splitlines():
        known, _, name = line.partition("  ")
        if len(known) == 64:
            path = (VENDORED / name).relative_to(ROOT).as_posix()
            yield {
                "type": "file", "bom-ref": path, "name": path,
                "hashes": [{"alg": "SHA-256", "content": known}],
            }  # fmt: skip


def audit() -> Iterator[str]:
    """What on this machine is not what is locked; the table of what is goes to stdout."""
    for package in locked():
        try:
            found = metadata.version(package.name)
        except metadata.PackageNotFoundError:
            if package.elsewhere:
                continue
            found = "—"
        print(f"{package.name:24} {package.version:14} {licence(package.name)}")
        if not package.hashes:
            yield f"{package.name} is locked without a hash"
        if found != package.version:
            yield f"{package.name}: {found} is installed, {package.version} is locked"
    for file in verify(Library.load(ROOT / "fonts")):
        yield f"{file.name} is not the file that fonts.yaml names"


def main() -> None:
    """Write or compare."""
    match sys.argv[1:]:
        case ["sbom", *rest]:
            target = Path(rest[0]) if rest else TARGET
            target.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(sbom(), ensure_ascii=False, indent=1) + "\n"
            target.write_text(text, encoding="utf-8")
            print(target)
        case ["audit"]:
            wrong = list(audit())
            print("\n".join(wrong), file=sys.stderr)
            sys.exit(1 if wrong else 0)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
