"""A connection of the preview: HTTP/1.1, and no waiting for the other side without an end."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from publisher.preview.walls import HEADERS

IDLE = 10  # seconds in which the head of a request must have come, from when the line stands free
STUCK = 30  # seconds that the other side may leave what was sent to it unread


class Patient(H11Protocol):
    """Closes a line on which nothing is asked, a request drips, or an answer is not read.

    uvicorn itself counts idle time only after the first answer, and anew with every byte.
    """

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count."""
        super().connection_made(transport)
        self._count()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no more."""
        super().connection_lost(exc)
        self._stop_asking()
        self._stop_reading()

    def data_received(self, data: bytes) -> None:
        """A whole head stops the counting, a piece of one does not."""
        super().data_received(data)
        self._count()

    def on_response_complete(self) -> None:
        """From here on the next request is waited for."""
        super().on_response_complete()
        self._count()

    def pause_writing(self) -> None:
        """The other side does not read: it has a while to do so."""
        super().pause_writing()
        self._stop_reading()
        self._reading = self.loop.call_later(STUCK, self.transport.abort)

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        self._stop_reading()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is answered in our walls too."""
        names = {"content-type": "text/plain; charset=utf-8", "connection": "close", **HEADERS}
        headers = [(name.encode(), value.encode()) for name, value in names.items()]
        events = (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=b"not understood"),
            h11.EndOfMessage(),
        )
        for event in events:
            if (sent := self.conn.send(event)) is not None:
                self.transport.write(sent)
        self.transport.close()

    def _count(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle  # none before the first request
        at_work = cycle is not None and not cycle.response_complete
        if at_work or self.transport.is_closing():
            self._stop_asking()
        elif self._asking is None:
            self._asking = self.loop.call_later(IDLE, self.transport.close)

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = None

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None
