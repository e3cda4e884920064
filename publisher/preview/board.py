"""One value that many look at: whoever is slow misses what was in between, never the latest."""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

T = TypeVar("T")


class Board(Generic[T]):
    """Holds a value and its version; wakes all who wait when it is replaced."""

    def __init__(self, value: T) -> None:
        self.value = value
        self.version = 1
        self.closed = False
        self._changed = asyncio.Event()

    def post(self, value: T) -> None:
        """Replace the value."""
        self.value = value
        self.version += 1
        self._wake()

    def close(self) -> None:
        """Nothing more will come; send everyone home."""
        self.closed = True
        self._wake()

    async def later_than(self, version: int) -> None:
        """Wait until there is a later version, or the board is closed."""
        while self.version <= version and not self.closed:
            await self._changed.wait()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
