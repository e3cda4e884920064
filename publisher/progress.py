"""Progress of long work, told to whoever listens. The core tells, `cli.console` draws."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A listener. Work is told in steps; `step` names what is being done now (a msgid)."""

    def begin(self, total: int) -> None:
        """The work has `total` steps."""

    def step(self, what: str, detail: str = "") -> None:
        """One step begins: what (a msgid) and to whom (shown as it is)."""


class Silent:
    """The listener of tests, pipes and libraries."""

    def begin(self, total: int) -> None:
        """Nothing."""

    def step(self, what: str, detail: str = "") -> None:
        """Nothing."""


SILENT = Silent()
