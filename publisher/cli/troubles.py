"""How a command ends that cannot be done: a sentence, and the documented code.

What no stage expected is a sentence too: the machine's refusals, and our own faults.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypeVar

from publisher import whereabouts
from publisher.cli import console
from publisher.cli.findings import FAULT, MACHINE, NO_MEMORY, TOO_DEEP
from publisher.errors import PublisherError
from publisher.findings import Finding, Place
from publisher.messages import tr

TRACEBACK = "PUBLISHER_TRACEBACK"  # set, a fault is shown whole, for those who mend it
UNUSABLE, MISSING = 3, 4
STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143}
T = TypeVar("T")


def told(do: Callable[[], T]) -> T:
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
        sys.exit(_said(error))


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    # one that is raised while a library calls us back is dropped there: then raise it again
    sys.unraisablehook = lambda _dropped: os.kill(os.getpid(), number)
    # through an exception, so that half-written files are taken away on the way out
    sys.exit(STOPPED[signal.Signals(number)])


def _said(error: Exception) -> int:
    if os.environ.get(TRACEBACK):
        console.trace("".join(traceback.format_exception(error)))
    code, finding = _understood(error)
    console.show([finding])
    return code


def _understood(error: Exception) -> tuple[int, Finding]:
    what, detail = whereabouts.last()
    where = f"{tr(what)} {detail}".strip() or tr("Reading")
    match error:
        case MemoryError():
            # from the limits that the guard set, or from the machine's own
            return UNUSABLE, NO_MEMORY.at(None, where=where)
        case RecursionError():
            return UNUSABLE, TOO_DEEP.at(None, where=where)
        case OSError(strerror=str(reason), filename=name):
            place = Place(os.fsdecode(name)) if isinstance(name, str | bytes | Path) else None
            return MISSING, MACHINE.at(place, reason=reason)
    return 1, FAULT.at(None, fault=_fault(error), where=where)


def _fault(error: Exception) -> str:
    """The kind of the error and the line of ours that it came from; nothing of the manuscript."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "publisher" in Path(frame.filename).parts
    ]
    at = f", {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{at}"
