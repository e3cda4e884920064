"""What the program is made of can be named, and is what is locked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def supply(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/supply.py", *arguments], cwd=ROOT, capture_output=True, text=True
    )


def test_every_requirement_is_locked_by_hash() -> None:
    for name in ("main", "preview", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
        assert pinned
        assert [each.split()[0] for each in pinned if "--hash=sha256:" not in each] == []


def test_what_is_installed_is_what_is_locked() -> None:
    done = supply("audit")
    assert done.returncode == 0, done.stderr
    assert "weasyprint" in done.stdout


def test_the_bill_of_materials_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert supply("sbom", str(tmp_path / name)).returncode == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    references = [each["bom-ref"] for each in made["components"]]
    assert len(references) == len(set(references))
    assert {"fonts/song-regular.ttf", "publisher/catalogue/read/foliate/view.js"} <= set(references)


def test_no_package_runs_anything_while_it_is_installed() -> None:
    setup = (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    assert "--only-binary :all:" in setup
    assert "--require-hashes" in setup
    npm = (ROOT / "tools" / "checkers" / ".npmrc").read_text(encoding="utf-8")
    assert "ignore-scripts=true" in npm
