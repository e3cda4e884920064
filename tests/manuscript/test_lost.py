"""Places where words are lost are warned of, and sound text is left in peace."""

from __future__ import annotations

import pytest

from publisher.manuscript.loading import repair
from publisher.manuscript.readers.txt import draft
from tests import cases

ABOVE = "一条河和种树的人们\n\n林业站站长 方某\n急不来的\n\n"


@pytest.mark.parametrize("case", cases.read("manuscript-lost"), ids=str)
def test_lost_places(case: cases.Case) -> None:
    loaded = repair(draft(ABOVE + case.given, "a.txt"))
    found = []
    for finding in loaded.findings:
        if finding.code == "text-lost" and finding.place:
            values = dict(finding.values)
            found.append(f"{finding.place.line} {values['before']}▮{values['after']}")
    assert found == [line for line in case.expected.split("\n") if line]
