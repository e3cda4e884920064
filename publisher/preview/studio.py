"""The loop of the preview: something was saved, so build; what came of it goes on the board."""

from __future__ import annotations

import asyncio

from publisher.preview import watch
from publisher.preview.board import Board
from publisher.preview.findings import BUILD_BROKE
from publisher.preview.pictures import Pictures
from publisher.preview.values import Order, Outcome, Shown, Step
from publisher.preview.workshop import Workshop

# seconds that an outdated build may take to end by itself: a new process would need as long to
# warm up, and two saves in a row are an everyday thing
PATIENCE = 1.5


class Studio:
    """Builds an order anew after every save, and keeps the board and the pictures up to date."""

    def __init__(
        self, order: Order, workshop: Workshop, board: Board[Shown], pictures: Pictures
    ) -> None:
        self._order = order
        self._workshop = workshop
        self._board = board
        self._pictures = pictures
        self._saved = asyncio.Event()

    async def run(self) -> None:
        """Build and watch until cancelled; the worker process is gone afterwards."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch())
                tasks.create_task(self._build())
        finally:
            self._workshop.close()

    async def _watch(self) -> None:
        async for _ in watch.saves(self._scope):
            self._saved.set()

    def _scope(self) -> watch.Scope:
        files = tuple(path for _name, path in self._board.value.good.files)
        return watch.scope(self._order.source, files)

    async def _build(self) -> None:
        self._saved.set()
        while True:
            await self._saved.wait()
            self._saved.clear()
            self._board.post(self._board.value.begun())
            outcome = await self._attempt()
            if outcome is not None:
                await self._hang(outcome)

    async def _attempt(self) -> Outcome | None:
        """One build; None when a newer save has made it worthless."""
        building = asyncio.create_task(self._workshop.make(self._order, self._tell))
        saved = asyncio.create_task(self._saved.wait())
        try:
            await asyncio.wait({building, saved}, return_when=asyncio.FIRST_COMPLETED)
            if not self._saved.is_set():
                return await building
            await asyncio.wait({building}, timeout=PATIENCE)
            return None
        finally:
            saved.cancel()
            building.cancel()
            await asyncio.wait({building})

    def _tell(self, step: Step) -> None:
        if self._board.value.working:
            self._board.post(self._board.value.come(step))

    async def _hang(self, outcome: Outcome) -> None:
        if outcome.data and not await self._pictures.show(outcome.data, outcome.sheets):
            outcome = Outcome((BUILD_BROKE.at(None),))
        self._board.post(self._board.value.done(outcome))
