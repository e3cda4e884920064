"""A wheel carries layouts, faces, conditions and the reader, and builds away from any checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_an_installed_wheel_makes_a_pdf(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    for arguments in (["new", "issue"], ["pdf", "issue"], ["catalogue", "issue"]):
        subprocess.run(
            [sys.executable, "-m", "publisher", *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
        )
    assert (site / "publisher/_data/conditions/coated-sheetfed.yaml").is_file()
    assert (tmp_path / "build" / "shelf" / "read" / "foliate" / "view.js").is_file()
    assert (tmp_path / "build" / "issue.pdf").stat().st_size > 50_000
