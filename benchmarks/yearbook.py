"""A yearbook: how long its PDF takes, from start to file, beside other programs on the same text.

    python -m benchmarks.yearbook [ARTICLES] [ROUNDS] [SEED]

Made-up articles of about three pages (100 unless told). In each round everything is made once, by
turns; medians are shown: wall seconds, CPU seconds of all processes, and, of one more run, the most
memory that they hold together. Ours writes a print PDF with its certificate: cold, with nothing
changed, with a sentence changed in one article, and one article and ten cold. Plain WeasyPrint,
Typst, XeLaTeX and Chromium set the same text in three columns with the same faces, where they are
at hand; the Python that has the package typst is named by TYPST_PYTHON. Nothing is installed by
this.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import writing
from benchmarks.writing import Written

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "fonts"
SAMPLED = 0.05  # seconds between two looks at the memory
BLENDED = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
TYPST = (
    "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
)


class Cost(NamedTuple):
    """What one command took: wall and CPU seconds."""

    wall: float
    cpu: float


Command = tuple[list[str], Callable[[], object]]
"""Arguments, and what is done before."""


def main() -> None:
    """Print medians, and ratios to the peers."""
    articles, rounds, seed = (*map(int, sys.argv[1:4]), *(100, 3, 1)[len(sys.argv) - 1 :])[:3]
    with tempfile.TemporaryDirectory() as name:
        commands = {**_ours(Path(name), articles, seed), **_peers(Path(name), articles, seed)}
        seen: dict[str, list[Cost]] = {each: [] for each in commands}
        for number in range(rounds):
            for each in sorted(commands, reverse=bool(number % 2)):
                arguments, before = commands[each]
                before()
                seen[each].append(_once(arguments, Path(name)))
        memory: dict[str, float] = {}
        for each, (arguments, before) in commands.items():
            before()
            memory[each] = _memory_of(arguments, Path(name))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{articles} articles, {rounds} rounds, {os.cpu_count()} cores, load {load}")
    medians = {each: Cost(*map(statistics.median, zip(*seen[each], strict=True))) for each in seen}
    for each, cost in medians.items():
        print(f"{each:24} {cost.wall:7.2f} s  CPU {cost.cpu:7.2f} s  {memory[each]:5.0f} MB")
    for one, other in (
        ("b all cold", "p weasyprint"), ("b all cold", "p xelatex"), ("b all cold", "p chromium"),
        ("a one cold", "o weasyprint, one"), ("d a sentence", "p typst"),
        ("c nothing changed", "p typst"), ("b all cold", "a ten cold"),
    ):  # fmt: skip
        if other in medians:
            wall, cpu = (medians[one][n] / medians[other][n] for n in (0, 1))
            print(f"{one[2:]} / {other[2:]}: wall {wall:.2f}, CPU {cpu:.2f}")


def _ours(folder: Path, articles: int, seed: int) -> dict[str, Command]:
    sizes = {"one": 1, "ten": 10, "all": articles}
    files = {name: writing.write(folder / name, size, seed) for name, size in sizes.items()}

    def command(name: str) -> list[str]:
        source, target = str(folder / name), str(folder / f"{name}.pdf")
        return [sys.executable, "-m", "publisher", "pdf", source, "-o", target]

    def cold() -> None:
        # what comes with the program, such as the tables of colours, is not taken away
        for kept in ("flow", "fit", "article", "pdf", "certificate", "preflight", "receipt"):
            shutil.rmtree(folder / "cache" / kept, ignore_errors=True)

    def warm() -> None:
        _once(command("all"), folder)

    def edit() -> None:
        warm()
        middle = files["all"][articles // 2]
        text = middle.read_text(encoding="utf-8")
        middle.write_text(text.replace("。", f"，这是第{time.time_ns() % 997}次改。", 1), "utf-8")

    return {
        "a one cold": (command("one"), cold),
        "a ten cold": (command("ten"), cold),
        "b all cold": (command("all"), cold),
        "c nothing changed": (command("all"), warm),
        "d a sentence": (command("all"), edit),
    }


# ── peers ────────────────────────────────────────────────────────────────────────────────────────


def _peers(folder: Path, articles: int, seed: int) -> dict[str, Command]:
    texts = list(writing.articles(articles, seed))
    forms = {"html": _html(texts), "typ": _typst(texts), "tex": _tex(texts)}
    for suffix, text in forms.items():
        (folder / f"plain.{suffix}").write_text(text, encoding="utf-8")
    (folder / "one.html").write_text(_html(texts[:1]), encoding="utf-8")

    def files(suffix: str, name: str) -> list[str]:
        return [str(folder / f"plain.{suffix}"), str(folder / name)]

    python, one = [sys.executable, "-c", BLENDED], [str(folder / "one.html"), str(folder / "o.pdf")]
    commands = {
        "o weasyprint, one": [*python, *one],
        "p weasyprint": [*python, *files("html", "w.pdf")],
    }
    if typst := os.environ.get("TYPST_PYTHON"):
        commands["p typst"] = [typst, "-c", TYPST, *files("typ", "t.pdf"), str(FONTS)]
    if xelatex := shutil.which("xelatex"):
        into = ["-interaction=batchmode", f"-output-directory={folder}", f"{folder}/plain.tex"]
        commands["p xelatex"] = [xelatex, *into]
    if chromium := shutil.which("chromium"):
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        target = [f"--print-to-pdf={folder}/c.pdf", f"file://{folder}/plain.html"]
        commands["p chromium"] = [chromium, *quiet, *target]
    return {name: (command, lambda: None) for name, command in commands.items()}


def _html(articles: list[Written]) -> str:
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url('file://{FONTS / file}') }}"
        for name, file in (("S", "song-regular.ttf"), ("H", "hei-bold.ttf"))
    )
    css = (
        f"{faces} @page {{ size: 185mm 260mm; margin: 22mm 12mm 21mm;"
        " @bottom-center { content: counter(page) } }"
        " body { font: 9pt/15pt S; text-align: justify } h1 { font: bold 24pt/30pt H }"
        " section { break-before: page } .c { columns: 3; column-gap: 14pt }"
        " p { margin: 0; text-indent: 2em } h2, h3 { font: bold 10pt/15pt H; margin: 0 }"
    )
    body = "".join(
        f"<section><h1>{a.headline}</h1><p>{a.byline}</p><p>{a.opening}</p><div class=c>"
        + "".join(
            f"<h2>{s.office} {s.name}</h2><h3>{s.heading}</h3>"
            + "".join(f"<p>{p}</p>" for p in s.paragraphs)
            for s in a.speeches
        )
        + "</div></section>"
        for a in articles
    )
    return f"<html lang=zh-CN><meta charset=utf-8><style>{css}</style><body>{body}</body></html>"


def _typst(articles: list[Written]) -> str:
    head = (
        "#set page(width: 185mm, height: 260mm, margin: 22mm, numbering: \"1\")\n"
        '#set text(font: "Publisher Song", size: 9pt, lang: "zh", region: "cn")\n'
        "#set par(justify: true, first-line-indent: 2em, leading: 6pt)\n"
    )  # fmt: skip
    body = "".join(
        f"#pagebreak(weak: true)\n= {a.headline}\n\n{a.byline}\n\n{a.opening}\n\n#columns(3)[\n"
        + "".join(
            f"== {s.office} {s.name}\n\n=== {s.heading}\n\n" + "\n\n".join(s.paragraphs) + "\n\n"
            for s in a.speeches
        )
        + "]\n"
        for a in articles
    )
    return head + body


def _tex(articles: list[Written]) -> str:
    # as one who sets Chinese would: ctex indents, spaces and compresses as is the custom
    head = (
        "\\documentclass[fontset=none,zihao=5]{ctexart}\\usepackage[paperwidth=185mm,"
        "paperheight=260mm,top=22mm,bottom=21mm,left=12mm,right=12mm]{geometry}"
        "\\usepackage{multicol}\\setlength{\\columnsep}{14pt}\n"
        f"\\setCJKmainfont[Path={FONTS}/,BoldFont=hei-bold.ttf]{{song-regular.ttf}}\n"
        "\\begin{document}\\fontsize{9pt}{15pt}\\selectfont\n"
    )
    body = "".join(
        f"\\section*{{{a.headline}}} {a.byline}\n\n{a.opening}\n\n\\begin{{multicols}}{{3}}\n"
        + "".join(
            f"\\subsection*{{{s.office} {s.name}}}\\subsubsection*{{{s.heading}}}\n"
            + "\n\n".join(s.paragraphs)
            + "\n\n"
            for s in a.speeches
        )
        + "\\end{multicols}\\clearpage\n"
        for a in articles
    )
    return f"{head}{body}\\end{{document}}\n"


# ── measuring ────────────────────────────────────────────────────────────────────────────────────


def _once(command: list[str], folder: Path) -> Cost:
    """Run a command to its end."""
    start = time.perf_counter()
    child = _begun(command, folder)
    _pid, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    _require_success(child, folder)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def _memory_of(command: list[str], folder: Path) -> float:
    """The most megabytes that a command holds, in a run of its own: to look holds it up."""
    most, child = 0.0, _begun(command, folder)
    while child.poll() is None:
        most = max(most, _memory(child.pid))
        time.sleep(SAMPLED)
    _require_success(child, folder)
    return most


def _begun(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    told = {**os.environ, "PUBLISHER_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    with (folder / "said.txt").open("wb") as said:
        return subprocess.Popen(command, env=told, stdout=said, stderr=said, cwd=folder)


def _require_success(child: subprocess.Popen[bytes], folder: Path) -> None:
    if child.returncode != 0:
        said_last = (folder / "said.txt").read_text(errors="replace")[-2000:]
        raise SystemExit(f"failed: {child.args!r}\n{said_last}")


def _memory(pid: int) -> float:
    """Megabytes of a process and all below it; what they share counts once (Linux)."""
    total, left = 0, [pid]
    while left:
        each = left.pop()
        try:
            rows = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            total += sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
            below = Path(f"/proc/{each}/task/{each}/children").read_text()
        except OSError:
            continue
        left += map(int, below.split())
    return total / 1024


if __name__ == "__main__":
    main()
