"""What no stage expected, as a sentence too: the machine's refusals, and our own faults."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from publisher import whereabouts
from publisher.cli import console
from publisher.cli.findings import FAULT, MACHINE, NO_MEMORY, NOT_WHOLE, TOO_DEEP
from publisher.findings import Finding, Place
from publisher.messages import tr

TRACEBACK = "PUBLISHER_TRACEBACK"  # set, a fault is shown whole, for those who mend it
UNUSABLE, MISSING = 3, 4
# what Python 3.11 says of the machine, and not of the program, in an error without a kind
_REFUSED = ("can't start new thread", "Symlink loop from ")


def told(error: Exception) -> int:
    """Say what happened; the exit code."""
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
        case ImportError() | SyntaxError():
            return MISSING, NOT_WHOLE.at(None, part=_part(error))
        case RuntimeError(args=[str(reason)]) if reason.startswith(_REFUSED):
            return MISSING, MACHINE.at(None, reason=reason)
        case OSError(strerror=str(reason), filename=name):
            place = Place(os.fsdecode(name)) if isinstance(name, str | bytes | Path) else None
            return MISSING, MACHINE.at(place, reason=reason)
    return 1, FAULT.at(None, fault=_fault(error), where=where)


def _part(error: ImportError | SyntaxError) -> str:
    """A module, or the file of one."""
    if isinstance(error, SyntaxError):
        return Path(error.filename or "").name
    return error.name or type(error).__name__


def _fault(error: Exception) -> str:
    """The kind of the error and the line of ours that it came from; nothing of the manuscript."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "publisher" in Path(frame.filename).parts
    ]
    at = f", {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{at}"
