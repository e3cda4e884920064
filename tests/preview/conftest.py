"""A preview that runs, in a thread of the tests, on a free port; and a client to talk to it."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from publisher.limits import USUAL, Limits
from publisher.preview import service
from publisher.preview.opening import NO_COMMAND, Command
from publisher.preview.values import Build, Order, Quick
from tests.preview import made_up

ROOT = Path(__file__).parents[2]
State = dict[str, Any]


@dataclass
class Client:
    """Asks a preview; `states` reads its stream."""

    port: int
    _streams: list[http.client.HTTPConnection] = field(default_factory=list)

    def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request(method, path, headers=headers)
            answer = line.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            line.close()

    def json(self, path: str) -> Any:
        return json.loads(self.get(path)[2])

    def states(self) -> Iterator[State]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self._streams.append(line)
        line.request("GET", "/events")
        answer = line.getresponse()
        assert answer.getheader("content-type", "").startswith("text/event-stream")
        state: State = {}
        while raw := answer.readline():
            if raw.startswith(b"data: "):
                state = state | json.loads(raw[6:])
                yield state
        answer.close()

    def until(self, wanted: Callable[[State], bool], seconds: float = 20) -> State:
        """The first state that is as wanted."""
        end = time.monotonic() + seconds
        stream = self.states()
        for state in stream:
            if wanted(state):
                self._streams.pop().close()
                return state
            assert time.monotonic() < end, state
        raise AssertionError("the stream ended")

    def pages(self, count: int) -> State:
        """The state with so many pages, up to date."""
        return self.until(lambda s: settled(s) and len(s["sheets"]) == count and not s["trouble"])

    def close(self) -> None:
        for line in self._streams:
            line.close()


def settled(state: State) -> bool:
    return not state["working"]


@dataclass
class Running:
    """A server in a thread."""

    server: service.Server
    thread: threading.Thread
    client: Client

    def stop(self) -> None:
        self.server.stop()
        self.thread.join(5)
        self.client.close()
        assert not self.thread.is_alive()


def run(
    source: Path,
    build: Build,
    port: int = 0,
    quick: Quick | None = None,
    command: Command = NO_COMMAND,
    limits: Limits = USUAL,
) -> Running:
    listener = service.listen(port)
    listening = threading.Event()
    server = service.server(
        Order(source), listener, lambda _: listening.set(), build, quick, None, command, limits
    )
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    assert listening.wait(10)
    return Running(server, thread, Client(listener.getsockname()[1]))


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Client]]:
    """Starts a preview of a folder with the made-up builder; ends it after the test."""
    monkeypatch.syspath_prepend(str(ROOT))  # so that the worker can import the builder
    monkeypatch.setenv("LANGUAGE", "en")
    running: list[Running] = []

    def start(source: Path) -> Client:
        running.append(run(source, made_up.build))
        return running[-1].client

    yield start
    for each in running:
        each.stop()
