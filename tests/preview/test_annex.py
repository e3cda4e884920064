"""The second process: what it does comes back, what goes wrong in it ends there."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.limits import Limits
from publisher.preview import reading
from publisher.preview.annex import Annex
from publisher.preview.values import Order
from tests.preview import made_up


def dies() -> int:
    os._exit(3)


def sleeps() -> int:
    time.sleep(60)
    return 0


def asks_for_all() -> int:
    return len(bytearray(1 << 40))


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # ended, and nobody has asked for its exit code yet
    return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]


def gone(numbers: tuple[int, ...]) -> bool:
    for _ in range(100):
        if not any(map(alive, numbers)):
            return True
        time.sleep(0.05)
    return False


def test_one_that_dies_is_replaced() -> None:
    async def steps() -> list[object]:
        annex = Annex()
        first = await annex.run(os.getpid)
        done: list[object] = [await annex.run(dies), await annex.run(os.getpid)]
        annex.close()
        assert first != done[1]
        return done

    died, number = asyncio.run(steps())
    assert died is None
    assert isinstance(number, int)
    assert number != os.getpid()


@pytest.mark.parametrize("work", [made_up.large, asks_for_all])
def test_one_that_takes_all_memory_is_replaced(work: Callable[[], int]) -> None:
    async def steps() -> tuple[int | None, int | None]:
        annex = Annex(Limits(60, 400 << 20))
        done = await annex.run(work), await annex.run(os.getpid)
        annex.close()
        return done

    large, number = asyncio.run(steps())
    assert large is None
    assert isinstance(number, int)


def test_endless_work_is_ended_and_nothing_is_left() -> None:
    async def steps() -> tuple[int, ...]:
        annex = Annex(Limits(3))
        await annex.run(os.getpid)
        numbers = annex.processes
        assert numbers
        assert await annex.run(sleeps) is None
        return numbers

    assert gone(asyncio.run(steps()))


def test_closing_ends_what_is_under_way() -> None:
    async def steps() -> tuple[int, ...]:
        annex = Annex()
        await annex.run(os.getpid)
        numbers = annex.processes
        work = asyncio.create_task(annex.run(sleeps))
        await asyncio.sleep(0.3)
        annex.close()
        assert await asyncio.wait_for(work, 10) is None
        return numbers

    assert gone(asyncio.run(steps()))


@pytest.mark.parametrize("text", ["title: [", "colour: red\n"])
def test_a_book_that_cannot_be_made_says_why(tmp_path: Path, text: str) -> None:
    (tmp_path / "publication.yaml").write_text(text, "utf-8")
    (tmp_path / "a.md").write_text("# 一\n\n二。\n", "utf-8")
    book = reading.make(Order(tmp_path), None)
    assert book.data == b""
    assert book.name == ""
    assert book.findings[0].place is not None


def test_one_that_is_still_starting_is_ended_too() -> None:
    """It leads no group yet: a server that was stopped then took four seconds, and a traceback."""

    async def steps() -> tuple[object, tuple[int, ...], float]:
        annex = Annex()
        asked = asyncio.create_task(annex.run(sleeps))
        while not annex.processes:
            await asyncio.sleep(0)
        numbers, begun = annex.processes, time.monotonic()
        annex.close()
        return await asked, numbers, time.monotonic() - begun

    done, numbers, seconds = asyncio.run(steps())
    assert done is None
    assert gone(numbers)
    assert seconds < 2
