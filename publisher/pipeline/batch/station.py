"""One warm process that makes publications, and whoever gives it orders.

It is replaced when it died, took too long, holds too much memory or has made many; whatever a
publication does to it, `fill` answers with an outcome.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import publisher
from publisher import whereabouts
from publisher.limits import name_of
from publisher.messages import _
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
        self._bench: _Bench | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def fill(self, order: Order) -> Outcome:
        """The outcome of an order, given again as often as `retries` after an accident."""
        done = Outcome()
        for tries in range(1, self._limits.retries + 2):
            done = replace(self._try(order, tries), tries=tries)
            if not done.accident or self._stopped:
                break
        return done

    def stop(self) -> None:
        """End the process and all that it started, from any thread; `fill` then returns."""
        with self._lock:
            self._stopped = True
            if self._bench is not None:
                self._bench.kill()

    def close(self) -> None:
        """Stop, when nobody fills an order any more."""
        self.stop()
        self._replace()

    def _try(self, order: Order, tries: int) -> Outcome:
        bench = self._ready()
        if bench is None:
            return Outcome(code=130)
        whereabouts.at(_("Making"), Path(order.root).name)  # the guard sees that it goes on
        outcome = bench.fill(order, self._limits.seconds)
        if outcome is not None:
            if bench.made >= MOST_MADE or outcome.cost.memory > MOST_HELD:
                self._replace()
            return outcome
        self._replace()
        if bench.late.is_set():
            return failed(findings.TOO_SLOW.at(None, seconds=f"{self._limits.seconds:g}"))
        died = findings.PROCESS_DIED.at(None, reason=bench.last_words, tries=tries)
        return failed(died, accident=True)

    def _ready(self) -> _Bench | None:
        """The process, started if need be; None when the station was stopped."""
        with self._lock:
            if self._stopped:
                return None
            self._bench = self._bench or _Bench(self._limits.memory)
            return self._bench

    def _replace(self) -> None:
        with self._lock:
            bench, self._bench = self._bench, None
        if bench is not None:
            bench.end()


class _Bench:
    """The process, with the pipes to it and what it says."""

    def __init__(self, memory: int) -> None:
        arguments = [str(Path(publisher.__file__).parent.parent), str(os.getpid()), str(memory)]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        # its own, and ours to delete: it may be killed with files in it
        self._scratch = tempfile.mkdtemp(prefix="publisher-batch-")
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _START, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | {"TMPDIR": self._scratch},
            start_new_session=True,  # Ctrl-C is for the command, which ends us
        )
        self.made = 0
        self.late = threading.Event()
        self.last_words = ""

    def fill(self, order: Order, seconds: float) -> Outcome | None:
        """The outcome of an order; None when the process died, or was `late` and was ended."""
        timer = threading.Timer(seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = self._asked(order)
        finally:
            timer.cancel()
        self.made += 1
        return answer if isinstance(answer, Outcome) else None

    def kill(self) -> None:
        # it leads a group of its own: what it started ends with it
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill and bury it."""
        self.kill()
        code = self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was still to be sent has nobody to read it
                if pipe is not None:
                    pipe.close()
        with self._said:
            self._said.seek(0)
            self.last_words = _last_words(code, self._said.read())

    def _give_up(self) -> None:
        self.late.set()
        self.kill()

    def _asked(self, order: Order) -> object:
        if self._process.stdin is not None and self._process.stdout is not None:
            with contextlib.suppress(OSError):
                send(self._process.stdin, order)
                return receive(self._process.stdout)
        return None


def _last_words(code: int, said: bytes) -> str:
    """Why a process ended: a signal, or the last line that it wrote."""
    if code < 0:
        return name_of(-code)
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:_SHOWN] if lines else str(code)
