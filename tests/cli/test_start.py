"""The command line starts with what it needs: help loads no libraries of a build."""

from __future__ import annotations

import subprocess
import sys

HELP = """
import sys
from publisher.cli import main
sys.argv = ["publisher", "--help"]
try:
    main()
except SystemExit:
    pass
print("loaded:", *sorted(name for name in sys.modules if "." not in name))
"""
OF_A_BUILD = {"weasyprint", "ebooklib", "jinja2", "pydantic", "PIL", "pypinyin", "pikepdf", "lxml"}


def test_help_loads_nothing_of_a_build() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "epub" in run.stdout
    loaded = set(run.stdout.rpartition("loaded:")[2].split())
    assert loaded & OF_A_BUILD == set()
