from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from publisher.preview.values import Order, Outcome, Step
from publisher.preview.workshop import Workshop
from tests.preview import made_up
from tests.preview.conftest import ROOT

pytestmark = pytest.mark.usefixtures("importable")


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def make(workshop: Workshop, source: Path) -> tuple[Outcome, list[Step]]:
    steps: list[Step] = []
    outcome = asyncio.run(workshop.make(Order(source), steps.append))
    return outcome, steps


def test_one_process_fills_order_after_order(tmp_path: Path) -> None:
    workshop = Workshop(made_up.build)
    outcome, steps = make(workshop, made_up.folder(tmp_path, "one", "two"))
    assert len(outcome.sheets) == 2
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]
    first = workshop.process
    outcome, _ = make(workshop, made_up.folder(tmp_path, "one"))
    assert len(outcome.sheets) == 1
    assert workshop.process == first
    workshop.close()
    assert workshop.process is None
    with pytest.raises(ProcessLookupError):
        os.kill(first or 0, 0)


def test_an_endless_build_is_ended(tmp_path: Path) -> None:
    workshop = Workshop(made_up.build, limit=2.0)
    outcome, _ = make(workshop, made_up.folder(tmp_path, "!endless"))
    assert [found.code for found in outcome.findings] == ["preview-endless"]
    assert workshop.process is None


def test_a_bug_ends_the_process_and_the_next_order_gets_another(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    workshop = Workshop(made_up.build)
    outcome, _ = make(workshop, made_up.folder(tmp_path, "!bug"))
    assert [found.code for found in outcome.findings] == ["preview-internal-error"]
    assert "a bug, as the test wished" in capfd.readouterr().err
    outcome, _ = make(workshop, made_up.folder(tmp_path, "one"))
    assert outcome.data
    workshop.close()
