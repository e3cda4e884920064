"""The editors' preview through a real browser: from a save on the disk to changed pixels.

    python -m benchmarks.preview [SAVES] [ARTICLES]

An article of 4,000 characters is saved again and again, each time with another word; measured are
the pixels of its changed page (decoded and painted), the text in the panel, the first page after
the start, and what the server keeps. With more ARTICLES the first one is edited.
CPU seconds are those of the server with its workers, a save's share of them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or ""
WORDS = ("烟斗", "茶碗", "竹椅", "渔网", "油灯", "木桨", "斗笠")
SENTENCES = (
    "河水从桥下流过，摇橹的人在清晨唱歌。",
    "岸上的茶馆已经坐满了客人，有人说起去年的收成，也有人说起城里的新闻。",
    "老人把{word}放下，望着远处的田野，想起三十年前的那个春天。",
    "孩子们在巷子里奔跑，笑声传得很远，一直传到镇子的另一头。",
    "这座小镇有它自己的时间，慢得像一条河，又快得像一阵风。",
)
# the browser's clock, when a picture that was not there before has been painted
WATCH = """() => { window.painted = []; window.read = [];
  const seen = new WeakSet();
  new MutationObserver(() => {
    for (const picture of document.querySelectorAll('.paper img')) if (!seen.has(picture)) {
      seen.add(picture);
      requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push(Date.now())));
    }
  }).observe(document.querySelector('#pages'), {childList: true, subtree: true});
  const all = {childList: true, subtree: true, characterData: true};
  const read = () => window.read.push(Date.now());
  new MutationObserver(read).observe(document.querySelector('#lines'), all);
}"""

# the page on which the first article begins
WHERE = """async () => {
  const file = encodeURIComponent(document.querySelector('#file').value);
  return (await (await fetch(`/spots?file=${file}&line=1`)).json()).page;
}"""


def article(number: int, word: str, length: int = 4000) -> str:
    """An article; `word` stands once, in its first paragraph."""
    text, paragraphs = 0, [f"水乡来信之{number}", "本刊记者 王小明"]
    while text < length:
        at = len(paragraphs)
        own = "".join(SENTENCES[(at * 7 + n + number) % 5] for n in range(4))
        own = own.replace("{word}", "烟袋")
        if at == 2:
            own = f"桌上放着{word}。{own}"
        paragraphs.append(own)
        text += len(own)
    return "\n\n".join(paragraphs) + "\n"


def issue(folder: Path, articles: int) -> Path:
    """A publication of so many articles; the path of the first."""
    (folder / "articles").mkdir()
    names = [f"articles/a{number:03}.txt" for number in range(1, articles + 1)]
    for number, name in enumerate(names, 1):
        (folder / name).write_text(article(number, WORDS[0]), "utf-8")
    listing = "".join(f"  - {name}\n" for name in names)
    (folder / "publication.yaml").write_text(f"title: 水乡来信\narticles:\n{listing}", "utf-8")
    return folder / names[0]


def family(root: int) -> dict[int, tuple[float, int, int]]:
    """Of a process and all below it: CPU seconds, kilobytes of its own memory, open handles."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / 100
    found: dict[int, tuple[float, int, int]] = {}
    for process in sorted(parents):
        above = process
        while above and above != root:
            above = parents.get(above, (0, 0.0))[0]
        if above == root:
            try:
                rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
                handles = sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
            except OSError:
                continue
            own = sum(int(row.split()[1]) for row in rows if row.startswith("Private_"))
            found[process] = parents[process][1], own, handles
    return found


def go_first(root: int) -> None:
    """Let a process and all below it have the cores before what others do on this machine.

    Linux shares cores out among sessions (sched(7), "The autogroup feature"). Where it does not,
    or this user may not ask, figures are those of a machine that is shared.
    """
    for process in (root, *family(root)):
        group = Path(f"/proc/{process}/autogroup")
        with contextlib.suppress(OSError, LookupError):
            if group.read_text().split()[-1] != "-15":
                group.write_text("-15")
                time.sleep(0.1)  # the kernel takes one wish in that time


def figures(name: str, values: list[float]) -> None:
    """Median and 95th of a hundred."""
    ordered = sorted(values)
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"  {name:34} median {statistics.median(ordered):6.0f} ms   95th {last:6.0f} ms")


def measure(page: Any, server: int, file: Path, saves: int) -> None:
    """Save again and again, and tell."""
    pixels, text, spent = [], [], []
    for number in range(saves):
        word = WORDS[(number + 1) % len(WORDS)]
        page.evaluate("() => { window.painted = []; window.read = []; }")
        cpu = sum(each[0] for each in family(server).values())
        began = time.time() * 1000
        file.write_text(article(1, word), "utf-8")
        page.wait_for_function("() => window.painted.length && window.read.length", timeout=60_000)
        painted, read = page.evaluate("() => [window.painted[0], window.read[0]]")
        pixels.append(painted - began)
        text.append(read - began)
        spent.append(1000 * (sum(each[0] for each in family(server).values()) - cpu))
        page.wait_for_timeout(300)
    figures("save → pixels of the changed page", pixels)
    figures("save → text in the panel", text)
    figures("CPU of the server until then", spent)


def run(saves: int, articles: int) -> None:
    """One publication."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        file = issue(Path(name), articles)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page = context.new_page()
        command = [sys.executable, "-m", "publisher", "preview", name, "--port", "0"]
        go_first(os.getpid())
        began = time.time()
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            page.goto(server.stdout.readline().strip() if server.stdout else "")
            while not page.query_selector(".paper img"):
                go_first(os.getpid())
                page.wait_for_timeout(10)
            print(f"── {articles} articles; load {os.getloadavg()[0]:.1f}")
            first = time.time() - began
            cpu = sum(each[0] for each in family(server.pid).values())
            print(f"  first page after the start         {first:6.2f} s    CPU {cpu:.2f} s")
            page.wait_for_selector("#lines li")
            if articles > 1:
                page.wait_for_selector("#progress", state="hidden", timeout=900_000)
                page.locator("#number").fill(str(page.evaluate(WHERE)))
                page.keyboard.press("Enter")
                page.wait_for_timeout(3000)
            go_first(os.getpid())  # with those that were started since
            page.evaluate(WATCH)
            measure(page, server.pid, file, saves)
            before = family(server.pid)
            print(
                f"  processes {len(before)}, {sum(each[1] for each in before.values()) // 1024} MB"
            )
        finally:
            server.terminate()
            server.wait(10)


def main() -> None:
    """One article, then many."""
    arguments = [int(each) for each in sys.argv[1:]]
    saves = arguments[0] if arguments else 20
    for articles in arguments[1:] or [1, 12]:
        run(saves, articles)


if __name__ == "__main__":
    if not CHROMIUM:
        sys.exit("there is no Chromium on this machine")
    main()
