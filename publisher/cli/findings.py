"""What ends a command: limits, the machine, and faults of the program itself."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

_BOUNDS = _("A file from a stranger must not hold a machine for as long as it likes.")

TOO_LONG = Kind(
    "limit-time",
    Severity.ERROR,
    _("nothing went on for {seconds} seconds, so the build was ended; it was at: {where}"),
    _("look at this place in the manuscript; PUBLISHER_TIME_LIMIT sets other seconds"),
    _BOUNDS,
)
TOO_MUCH = Kind(
    "limit-memory",
    Severity.ERROR,
    _("the build asked for more than {megabytes} MB of memory and was ended; it was at: {where}"),
    _("look at this place in the manuscript; PUBLISHER_MEMORY sets other megabytes"),
    _BOUNDS,
)
NO_MEMORY = Kind(
    "memory-out",
    Severity.ERROR,
    _("the memory ran out, so the build was ended; it was at: {where}"),
    _("look at this place in the manuscript, or build on a machine with more memory"),
    _BOUNDS,
)
TOO_DEEP = Kind(
    "limit-depth",
    Severity.ERROR,
    _("something is nested too deep to be read; it was at: {where}"),
    _("look for brackets, lists or tables in each other, and take them apart"),
    _BOUNDS,
)
CRASHED = Kind(
    "build-crashed",
    Severity.ERROR,
    _("a library broke down ({signal}), and the build with it; it was at: {where}"),
    _("try without this article or picture; no file was written in part"),
    _("What a library cannot bear ends the build, not the machine, and no half file stays."),
)
KILLED = Kind(
    "build-killed",
    Severity.ERROR,
    _("the build was ended from outside ({signal}); it was at: {where}"),
    _("start it again, if need be with more memory or time; no file was written in part"),
    _("Linux ends a process where memory runs out, and at a limit of its time of the processor."),
)
NOT_A_LIMIT = Kind(
    "limit-setting",
    Severity.ERROR,
    _("“{value}” is not a limit for {name}"),
    _("write a whole number above 0: seconds, or megabytes"),
)
MACHINE = Kind(
    "machine-refused",
    Severity.ERROR,
    _("the machine refused: {reason}"),
    _("make room, or see to it that this may be read and written; then try again"),
)
NOT_HEARD = Kind(
    "stdout-not-written",
    Severity.ERROR,
    _("what was to be said here cannot be written: {reason}"),
    _("make room, or send it elsewhere; files that were made stand whole in their places"),
)
NOT_WHOLE = Kind(
    "program-damaged",
    Severity.ERROR,
    _("a part of the program cannot be loaded: {part}"),
    _("install the program and its libraries again; an earlier file was left as it was"),
)
FAULT = Kind(
    "internal-error",
    Severity.ERROR,
    _("this is a fault of the program ({fault}), and nothing was written; it was at: {where}"),
    _("please report it; with PUBLISHER_TRACEBACK=1 the command shows more"),
    _("A manuscript may be odd; that the program cannot bear it is never the editor's mistake."),
)
