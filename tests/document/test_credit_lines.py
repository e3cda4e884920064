"""Credits in the house's form, where they have none of their own."""

from __future__ import annotations

import pytest

from publisher.document.credit_lines import credited


@pytest.mark.parametrize(
    ("credit", "form", "printed"),
    [
        ("程一苇", "图/{name}", "图/程一苇"),
        ("程一苇", "{name} 摄", "程一苇 摄"),
        ("程一苇", "", "程一苇"),
        ("", "图/{name}", ""),
        ("图/程一苇", "{name} 摄", "图/程一苇"),
        ("制图：程一苇", "图/{name}", "制图：程一苇"),
        ("程一苇摄", "图/{name}", "程一苇摄"),
        ("澜渡县档案馆供图", "图/{name}", "澜渡县档案馆供图"),
    ],
)
def test_a_credit_has_one_form(credit: str, form: str, printed: str) -> None:
    assert credited(credit, form) == printed
