"""Where a hostile publication stands: its files, and around them what it must not reach."""

from __future__ import annotations

import os
from pathlib import Path

from tests.hostile.corpus import CANARY, Files, picture


def stage(folder: Path, files: Files, port: int = 9, links: bool = False) -> Path:
    """The publication's folder, the canary beside it; where asked, links that lead out of it."""
    issue = folder / "issue"
    (issue / "pictures").mkdir(parents=True)
    secret = picture(size=(61, 43))
    (folder / "secret.png").write_bytes(secret)
    (folder / "secret.txt").write_text(f"{CANARY}。\n\n{CANARY}。", encoding="utf-8")
    (issue / "pictures/ok.png").write_bytes(picture(size=(300, 200)))
    (issue / "pictures/text.png").write_text(CANARY, encoding="utf-8")
    (issue / "pictures/folder.png").mkdir()
    if links:
        _lead_out(issue)
    for name, data in files.items():
        (issue / name).write_bytes(data.replace(b"PORT", str(port).encode()))
    return issue


def _lead_out(issue: Path) -> None:
    for link, target in (
        ("pictures/link.png", "../../secret.png"),
        ("pictures/folder", "../.."),
        ("pictures/up", ".."),
        ("pictures/loop", "loop"),
        ("pictures/null.png", "/dev/zero"),
        ("pictures/secret-link.txt", "../../secret.txt"),
        ("link.txt", "../secret.txt"),
    ):
        (issue / link).symlink_to(target)
    os.mkfifo(issue / "pictures/fifo.png")
