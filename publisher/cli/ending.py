"""How a command ends: with its documented exit code, and no traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

from publisher import modules, once
from publisher.cli import console
from publisher.errors import PublisherError

STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143}
T = TypeVar("T")


def tried(do: Callable[[], T]) -> T:
    """What it gives; where it fails or is stopped, that is said, and the command ends."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        return do()
    except PublisherError as error:
        console.failed(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(STOPPED[signal.SIGINT])
    except Exception as error:
        from publisher.cli import troubles

        sys.exit(troubles.told(error))


def ended(command: Callable[[], int | None]) -> NoReturn:
    """Run a command and end with the code that it gives."""
    if not sys.warnoptions:  # libraries warn those who call them, in words that no editor knows
        warnings.simplefilter("ignore")
    try:
        code = tried(command)
    finally:
        once.keep()
        modules.keep()
        # or Python looks through all of it once more on the way out, a tenth of a second
        gc.freeze()
    sys.exit(code or 0)


def leave(code: object) -> NoReturn:
    """End without taking down, piece by piece, all that was loaded: a tenth of a small build."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    code = STOPPED[signal.Signals(number)]
    # one that is raised while a library calls us back is dropped there: then raise it again, a
    # moment later, since what is raised while it is dropped would be dropped, too, and be told
    sys.unraisablehook = lambda _dropped: _soon(code)
    # through an exception, so that half-written files are taken away on the way out
    sys.exit(code)


def _soon(code: int) -> None:
    with contextlib.suppress(ValueError):  # in a thread, which no signal reaches
        signal.signal(signal.SIGALRM, lambda _number, _frame: sys.exit(code))
        signal.setitimer(signal.ITIMER_REAL, 0.01)
