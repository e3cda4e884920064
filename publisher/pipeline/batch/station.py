"""One warm process that makes publications, and whoever gives it orders.

It is replaced when it died, took too long, holds too much memory or has made many; whatever a
publication does to it, `fill` answers with an outcome.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import IO

import publisher
from publisher.pipeline.batch import findings
from publisher.pipeline.batch.bench import receive, send
from publisher.pipeline.batch.values import Limits, Order, Outcome, failed

MOST_MADE = 200  # publications of one process
MOST_HELD = 700 << 20  # bytes; a process that held more is not given another order
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from publisher.pipeline.batch.bench import main; main(int(sys.argv[2]), int(sys.argv[3]))"
)
_SHOWN = 200  # characters of a process's last words


class Station:
    """Fills one order at a time, for as long as it is open."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._made = 0
        self._closed = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The number of the process that stands ready, if one does."""
        return self._process.pid if self._process else None

    def fill(self, order: Order) -> Outcome:
        """The outcome of an order, given again as often as `retries` after an accident."""
        done = Outcome()
        for tries in range(1, self._limits.retries + 2):
            done = replace(self._try(order, tries), tries=tries)
            if not done.accident or self._closed:
                break
        return done

    def close(self) -> None:
        """End the process and all that it started. Whoever waits for it gets an accident."""
        self._closed = True
        self._end()

    def _try(self, order: Order, tries: int) -> Outcome:
        process = self._ready()
        if process is None:
            return failed(findings.PROCESS_DIED.at(None, reason="–", tries=tries), 130)
        late = threading.Event()

        def give_up() -> None:
            late.set()
            _kill(process)

        timer = threading.Timer(self._limits.seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            outcome = _asked(process, order)
        finally:
            timer.cancel()
        if isinstance(outcome, Outcome):
            self._made += 1
            if self._made >= MOST_MADE or outcome.cost.memory > MOST_HELD:
                self._end()
            return outcome
        if late.is_set():
            self._end()
            seconds = f"{self._limits.seconds:g}"
            return failed(findings.TOO_SLOW.at(None, seconds=seconds))
        return self._died(process, tries)

    def _died(self, process: subprocess.Popen[bytes], tries: int) -> Outcome:
        said = self._said
        self._end()
        reason = _reason(process.wait(), said)
        finding = findings.PROCESS_DIED.at(None, reason=reason, tries=tries)
        return failed(finding, accident=True)

    def _ready(self) -> subprocess.Popen[bytes] | None:
        """The process, started if need be; None when the station was closed."""
        with self._lock:
            if self._closed:
                return None
            if self._process is None or self._process.poll() is not None:
                self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
                self._made = 0
                arguments = [str(Path(publisher.__file__).parent.parent), str(os.getpid())]
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    [sys.executable, "-c", _START, *arguments, str(self._limits.memory)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._said,
                    start_new_session=True,  # Ctrl-C is for the command, which ends us
                )
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                # what was still to be sent has nobody to read it
                with contextlib.suppress(OSError):
                    if pipe is not None and not self._closed:
                        pipe.close()


def _asked(process: subprocess.Popen[bytes], order: Order) -> object:
    """What the process answers; None when it is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    with contextlib.suppress(OSError):
        send(process.stdin, order)
        return receive(process.stdout)
    return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    # it leads a group of its own: what it started ends with it
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _reason(code: int, said: IO[bytes] | None) -> str:
    """Why a process ended: a signal, or the last line that it wrote."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    if said is not None:
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
        if lines:
            return lines[-1][:_SHOWN]
    return f"{code}"
