"""What the preflight says of files that other programs made."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import weasyprint

from tests.checks.preflight.test_rules import examined

PAGE = """<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>数字之镇</title>
<style>@page { size: 105mm 148mm; margin: 15mm } body { font: 9pt/15pt serif }
hr { border: 0; border-top: .1pt solid #000 }</style>
<h1 style="color: #b5281e">ABC</h1><hr><p>ABC 123 <a href="https://example.org">DEF</a></p></html>"""
EVERYWHERE = {"annotation", "colour-space", "output-intent", "pages-in-sheet", "pdfx-identity"}


def test_weasyprint_alone() -> None:
    found = {each.code for each in examined(weasyprint.HTML(string=PAGE).write_pdf())}
    assert found == EVERYWHERE | {"bleed-missing", "hairline", "not-judged"}


def test_weasyprint_with_the_label_of_pdfx() -> None:
    """The label alone changes nothing of the colours."""
    data = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/x-4")
    found = {each.code for each in examined(data)}
    assert found == EVERYWHERE - {"pdfx-identity"} | {"bleed-missing", "hairline", "not-judged"}


@pytest.mark.slow
def test_a_browser(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no browser on this machine")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--print-to-pdf={tmp_path / 'a.pdf'}", str(tmp_path / "a.html")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = {each.code for each in examined((tmp_path / "a.pdf").read_bytes())}
    assert found >= EVERYWHERE | {"page-boxes"}
