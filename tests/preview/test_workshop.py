from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from publisher.limits import Limits
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


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("!endless", "preview-endless"),
        ("!large", "preview-memory"),  # all processes together, which the one who waits sees
        ("!huge", "preview-memory"),  # one at once, to which the kernel gives no more
        ("!crash", "preview-crashed"),  # as GLib does where it gets no memory
    ],
)
def test_a_build_at_a_limit_is_ended_and_says_where(tmp_path: Path, line: str, code: str) -> None:
    workshop = Workshop(made_up.build, Limits(5.0, 400 << 20))
    outcome, _ = make(workshop, made_up.folder(tmp_path, "one", line))
    assert [found.code for found in outcome.findings] == [code]
    assert dict(outcome.findings[0].values)["where"] == "page 2"
    assert workshop.process is None
    outcome, _ = make(workshop, made_up.folder(tmp_path, "one"))
    workshop.close()
    assert outcome.data


def test_time_is_counted_from_the_last_step(tmp_path: Path) -> None:
    """A publication may be long; only one that stands still is ended."""
    workshop = Workshop(made_up.build, Limits(3.0))
    outcome, _ = make(workshop, made_up.folder(tmp_path, *["!slow"] * 400))
    workshop.close()
    assert len(outcome.sheets) == 400


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


def test_who_is_next_is_not_ended_for_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds that nobody waits for are ended for want of patience; the third is whole."""
    monkeypatch.setattr("publisher.preview.workshop.PATIENCE", 0.5)
    for name in ("first", "second", "third"):
        (tmp_path / name).mkdir()
    never = made_up.folder(tmp_path / "first", "!endless")
    good = made_up.folder(tmp_path / "third", *map(str, range(400)))

    async def work(workshop: Workshop) -> list[Outcome | None]:
        made = []
        for source in (never, never, good):
            made.append(asyncio.create_task(workshop.make(Order(source), lambda _step: None)))
            await asyncio.sleep(0.4)
            if source is never:
                workshop.drop()
        return await asyncio.gather(*made)

    workshop = Workshop(made_up.build)
    first, second, third = asyncio.run(work(workshop))
    workshop.close()
    assert (first, second) == (None, None)
    assert third is not None
    assert len(third.sheets) == 400


def test_what_is_held_goes_on_where_it_was(tmp_path: Path) -> None:
    async def work(workshop: Workshop, steps: list[Step]) -> tuple[int, int, Outcome | None]:
        source = made_up.folder(tmp_path, *["!slow"] * 100)
        making = asyncio.create_task(workshop.make(Order(source), steps.append))
        while not steps:
            await asyncio.sleep(0.01)
        workshop.hold()
        await asyncio.sleep(0.3)
        before = len(steps)
        await asyncio.sleep(0.5)
        after = len(steps)
        workshop.go_on()
        return before, after, await making

    workshop = Workshop(made_up.build)
    before, after, outcome = asyncio.run(work(workshop, []))
    workshop.close()
    assert before == after < 100
    assert outcome is not None
    assert len(outcome.sheets) == 100
