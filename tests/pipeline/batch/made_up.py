"""Small publications, and a hand that ends the processes which make them."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WORDS = "河水从镇子中间流过去，桥上的人停下来看船。老人说，从前这里没有灯，夜里靠月亮认路。"


def publication(folder: Path, number: int = 1, more: str = "") -> Path:
    """A publication of one short article; its texts differ by number."""
    folder.mkdir(parents=True)
    text = f"# 第{number}篇\n\n" + "\n\n".join(f"{each}。{WORDS}" for each in range(number % 3 + 1))
    (folder / "article.md").write_text(text + "\n", encoding="utf-8")
    (folder / "publication.yaml").write_text(f"title: 第{number}期\n{more}", encoding="utf-8")
    return folder


def own_layout(folder: Path, template: str) -> Path:
    """A publication with a layout of its own, whose first page is this template."""
    publication(folder, more="layout: own\n")
    layout = folder / "layouts" / "own"
    layout.mkdir(parents=True)
    (layout / "layout.yaml").write_text("extends: feature\n", encoding="utf-8")
    (layout / "page.html.j2").write_text(template, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Everything that was made of publications in an output folder, but the records."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and len(path.relative_to(folder).parts) > 1 and path.name[0] != "."
    }


def benches(parent: int | None = None) -> dict[int, Path]:
    """The processes that make publications: their numbers, and where each is at work.

    Those of one command are children of it, or of its worker where it is guarded.
    """
    found: dict[int, Path] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            if b"pipeline.batch.bench" in command and parent in (None, *_above(entry.name)):
                found[int(entry.name)] = (entry / "cwd").readlink()
        except OSError:
            continue
    return found


def _above(process: str) -> Iterator[int]:
    for _generation in range(2):
        process = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1]
        yield int(process)


@contextmanager
def killing(which: Callable[[Path], bool], most: int = 1000) -> Iterator[list[int]]:
    """Meanwhile, end each process of ours (SIGKILL) that is at work where `which` says."""
    killed: list[int] = []
    done = threading.Event()

    def hunt() -> None:
        while not done.wait(0.02) and len(killed) < most:
            for number, place in benches(os.getpid()).items():
                if number not in killed and which(place) and len(killed) < most:
                    os.kill(number, signal.SIGKILL)
                    killed.append(number)

    hunter = threading.Thread(target=hunt)
    hunter.start()
    try:
        yield killed
    finally:
        done.set()
        hunter.join()


def gone(numbers: set[int], seconds: float = 10) -> bool:
    """Whether processes have ended, within a time."""
    end = time.monotonic() + seconds
    while numbers & benches().keys() and time.monotonic() < end:
        time.sleep(0.05)
    return not numbers & benches().keys()
