"""Where the time of a build goes, as a flame graph: an SVG of what was sampled while it ran.

    python tools/pictures/profile.py SOURCE PICTURE

The PDF of SOURCE is made in one process with nothing kept. Width is CPU time. What our own modules
do has the colour of the house, WeasyPrint is grey, everything else light; a function that calls
itself through others is drawn once.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from types import CodeType, FrameType

EVERY = 0.002  # seconds of CPU between two samples
WIDTH, ROW, LEAST = 1180, 17, 5.0  # pixels; what is narrower is left out
COLOURS = {"publisher": "#c8402f", "weasyprint": "#8d99a6"}
OTHER, SIZE = "#e3ded3", 10.5
HEAD = 34


@dataclass
class Bar:
    """Samples below one function, in a stack of callers."""

    count: int = 0
    below: dict[str, Bar] = field(default_factory=dict)


def main() -> None:
    """Build, and write the picture."""
    source, picture = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ["PUBLISHER_CACHE"] = "off"
    stacks: Counter[tuple[CodeType, ...]] = Counter()

    def sample(_number: int, frame: FrameType | None) -> None:
        codes = []
        while frame is not None:
            codes.append(frame.f_code)
            frame = frame.f_back
        stacks[tuple(reversed(codes))] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        _build(source, Path(folder) / "a.pdf")
    seconds = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    picture.write_text(_drawn(_tree(stacks), seconds), encoding="utf-8")


def _build(source: Path, target: Path) -> None:
    from publisher.cli.application import run

    sys.argv = ["publisher", "pdf", str(source), "-o", str(target), "--jobs", "1"]
    try:
        run()
    except SystemExit as end:
        if end.code:
            raise


def _tree(stacks: Counter[tuple[CodeType, ...]]) -> Bar:
    root = Bar()
    for codes, count in stacks.items():
        root.count += count
        bar = root
        for name in _names(codes):
            bar = bar.below.setdefault(name, Bar())
            bar.count += count
    return root


def _names(codes: Sequence[CodeType]) -> Iterator[str]:
    """What is drawn of a stack: each name once, of other packages the package and module alone."""
    seen = set()
    for code in codes:
        name = _name(code)
        if name and name not in seen:
            seen.add(name)
            yield name


def _name(code: CodeType) -> str:
    parts = Path(code.co_filename).with_suffix("").parts
    for package in COLOURS:
        if package in parts:
            last = len(parts) - 1 - parts[::-1].index(package)
            module = ".".join(parts[last + 1 :])
            own = module.startswith(("cli", "__main__"))
            if package == "publisher":
                return "" if own else f"publisher {module} {code.co_name}"
            return f"weasyprint {module}"
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "import" if "importlib" in code.co_filename else ""


def _drawn(root: Bar, seconds: float) -> str:
    rows: list[str] = []
    depth = max(_rects(root, 0.0, 0, root.count, rows), default=0)
    height = HEAD + ROW * (depth + 1) + 6
    title = f"{seconds:.1f} s of CPU"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="{SIZE}">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="8" y="21" font-size="13">{title}</text>\n' + "\n".join(rows) + "\n</svg>\n"
    )


def _rects(bar: Bar, x: float, depth: int, total: int, rows: list[str]) -> Iterator[int]:
    """Add the bars below one; their depths."""
    for name, each in sorted(bar.below.items(), key=lambda pair: -pair[1].count):
        width = each.count / total * WIDTH
        if width >= LEAST:
            package, _, rest = name.partition(" ")
            fill = COLOURS.get(package, OTHER)
            ink = "#fff" if package in COLOURS else "#333"
            label, y = rest or package, HEAD + depth * ROW
            room = int(width / (SIZE * 0.55)) - 1
            words = label if len(label) <= room else label.rpartition(" ")[2]
            shown = words if len(words) <= room else ""
            said = escape(f"{label}: {100 * each.count / total:.1f} %")
            rows.append(
                f'<g><title>{said}</title><rect x="{x:.1f}" y="{y}" width="{width - 0.6:.1f}" '
                f'height="{ROW - 1}" fill="{fill}"/>'
                f'<text x="{x + 4:.1f}" y="{y + 12}" fill="{ink}">{escape(shown)}</text></g>'
            )
            yield depth
            yield from _rects(each, x, depth + 1, total, rows)
        x += width


if __name__ == "__main__":
    main()
