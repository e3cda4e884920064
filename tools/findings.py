"""Write docs/findings.md, the table of everything that can be said, from the code.

python tools/findings.py [--check]
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import publisher
from publisher.findings import Kind

TARGET = Path(__file__).parent.parent / "docs" / "findings.md"
HEAD = """\
# Findings · 检查结果

Everything that `publisher` can report, made from the code by `tools/findings.py`. Machines read the
code (`publisher check --json`); people read the sentence, in Chinese or English.

代号供程序读取；说明按界面语言显示为中文或英文。

"""


def kinds() -> Iterator[tuple[str, Kind]]:
    """(package, kind) for every kind that a module of the program declares, each once."""
    seen: set[str] = set()
    for module in pkgutil.walk_packages(publisher.__path__, "publisher."):
        # they stand in each package's findings.py, and beside the checks
        if not module.name.endswith(".findings") and ".checks." not in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for value in vars(loaded).values():
            kind = getattr(value, "kind", value)  # a check carries its kind
            if isinstance(kind, Kind) and kind.code not in seen:
                seen.add(kind.code)
                yield module.name.split(".")[1], kind


def page() -> str:
    """The whole of docs/findings.md."""
    rows: dict[str, list[Kind]] = {}
    for package, kind in kinds():
        rows.setdefault(package, []).append(kind)
    return HEAD + "\n".join(_section(package, rows[package]) for package in sorted(rows))


def _section(package: str, found: list[Kind]) -> str:
    lines = [f"## {package}", "", "| code | severity | what it says | what to do | why |"]
    lines.append("|---|---|---|---|---|")
    for kind in sorted(found, key=lambda kind: kind.code):
        cells = (f"`{kind.code}`", kind.severity.word, kind.message, kind.remedy, kind.why)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or with --check say whether it is stale."""
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == page() else 1
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
