"""The loop of the preview: something was saved, so build; what came of it goes on the board.

There are two lanes. The quick one sets the article that was saved, alone; the other one sets
everything behind it. A newer save drops what is under way in both.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import NamedTuple

from publisher.preview import watch
from publisher.preview.board import Board
from publisher.preview.findings import BUILD_BROKE
from publisher.preview.pictures import Pictures
from publisher.preview.values import Order, Outcome, Shown, Step
from publisher.preview.workshop import Workshop

BREATH = 0.25  # seconds in which the browser draws, and a hand that types on has all cores


class Lanes(NamedTuple):
    """Who builds; without a `quick` one everything is built whole."""

    quick: Workshop | None
    whole: Workshop

    @property
    def first(self) -> Workshop:
        """The process that is warm from the start."""
        return self.quick or self.whole

    def close(self) -> None:
        """End the processes."""
        for workshop in filter(None, self):
            workshop.close()


class Studio:
    """Builds an order anew after every save, and keeps the board and the pictures up to date."""

    def __init__(self, order: Order, lanes: Lanes, board: Board[Shown], pictures: Pictures) -> None:
        self._order = order
        self._lanes = lanes
        self._board = board
        self._pictures = pictures
        self._saved = asyncio.Event()
        self._changed: set[Path] | None = None  # since pages were shown; None: anything
        self._ending: set[asyncio.Task[Outcome | None]] = set()

    @property
    def order(self) -> Order:
        """What is built, and how the editor wants to see it."""
        return self._order

    def look(self, order: Order) -> None:
        """Build in another way from now on."""
        self._order = order
        self._changed = None
        self._saved.set()

    async def ask(self, do: Callable[..., object], *values: object) -> object:
        """What a function gives in the process that is warm. Raises PublisherError."""
        return await self._lanes.first.ask(do, *values)

    async def run(self) -> None:
        """Build and watch until cancelled; the worker processes are gone afterwards."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch())
                tasks.create_task(self._build())
        finally:
            self._lanes.close()

    async def _watch(self) -> None:
        async for paths in watch.saves(self._scope):
            if self._changed is not None:
                self._changed |= paths
            self._board.post(self._board.value.saved())
            self._saved.set()

    def _scope(self) -> watch.Scope:
        files = tuple(path for _name, path in self._board.value.good.files)
        return watch.scope(self._order.source, files)

    async def _build(self) -> None:
        self._saved.set()
        while True:
            await self._saved.wait()
            self._saved.clear()
            await self._round()

    async def _round(self) -> None:
        """One save: its article, then all pages, unless another save comes in between."""
        taken, self._changed = self._changed, set()
        changed = None if taken is None else tuple(taken)
        order = self._order._replace(changed=changed, runs=self._board.value.good.runs)
        self._board.post(self._board.value.begun(self._order))
        quick, whole = self._lanes
        ends = False
        if quick is not None:
            whole.hold()  # it would take the cores from what the editor waits for
            outcome = await self._attempt(quick, order)
            if outcome is not None and await self._hang(outcome):
                taken = set()
                await self._saved_within(0 if outcome.whole else BREATH)
            ends = outcome is not None and outcome.whole
        if not ends and not self._saved.is_set():
            whole.go_on()
            outcome = await self._attempt(whole, order)
            if outcome is not None and await self._hang(outcome):
                taken = set()
        # what is not on the screen yet counts as changed for the next round
        self._changed = None if taken is None or self._changed is None else taken | self._changed

    async def _saved_within(self, seconds: float) -> None:
        """Wait a moment, or until something is saved."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._saved.wait()

    async def _attempt(self, workshop: Workshop, order: Order) -> Outcome | None:
        """One build; None when a newer save has made it worthless, or it is for the other lane."""
        building = self._task(workshop.make(order, self._tell))
        saved = asyncio.create_task(self._saved.wait())
        try:
            await asyncio.wait({building, saved}, return_when=asyncio.FIRST_COMPLETED)
            if building.done():
                return building.result()
            workshop.drop()
            return None
        except asyncio.CancelledError:
            building.cancel()
            raise
        finally:
            saved.cancel()

    def _task(self, making: Coroutine[None, None, Outcome | None]) -> asyncio.Task[Outcome | None]:
        """A task that is not lost while it ends by itself."""
        task = asyncio.create_task(making)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        return task

    def _tell(self, step: Step) -> None:
        if self._board.value.working:
            self._board.post(self._board.value.come(step))

    async def _hang(self, outcome: Outcome) -> bool:
        """Show it; whether there are pages to show."""
        if outcome.data and not await self._pictures.show(
            outcome.data, outcome.sheets, part=bool(outcome.part)
        ):
            outcome = Outcome((BUILD_BROKE.at(None),))
        self._board.post(self._board.value.done(outcome))
        return bool(outcome.data)
