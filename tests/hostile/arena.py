"""A command run on a hostile publication in a process of its own, with all that it touches noted.

The process is forked from this one, in which the libraries are loaded already; an audit hook
(PEP 578) notes every file that Python opens, every connection and every program. What libraries
open by themselves is seen by the slow test with strace.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import resource
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 30  # seconds of CPU
ROOT = Path(__file__).parents[2]
_OPENS = frozenset({"open", "os.listdir", "os.scandir"})
_CONNECTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
_STARTS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "pty.spawn",
    "ctypes.dlopen",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended and what it said; what it opened, connected to and started."""

    code: int
    out: str
    err: str
    opened: tuple[str, ...]
    connected: tuple[str, ...]
    started: tuple[str, ...]

    def strays(self, *allowed: Path) -> list[str]:
        """Files that were opened outside the program, its libraries, and what is allowed."""
        places = [ROOT, *allowed, *_LIBRARIES]
        real = [str(place.resolve()) for place in places]
        return [
            path
            for path in self.opened
            if not any(path == place or path.startswith(place + "/") for place in real)
            and path not in _HARMLESS
            and path not in sys.path  # where Python looks for its modules
        ]


_LIBRARIES = [
    Path(name)
    for name in {
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        sys.prefix,
        sys.base_prefix,
    }
    if name not in ("/usr", "")
] + [Path("/usr/lib/python3"), Path("/usr/share/fonts"), Path("/etc/fonts"), Path("/proc/self")]
_HARMLESS = frozenset({"/dev/null", "/dev/urandom", "/etc/localtime"})


def run(folder: Path, *arguments: str, **environ: str) -> Answer:
    """`publisher ARGUMENTS` in a folder. Its code is -9 where it took more than its share."""
    from publisher.cli import application

    _warm()
    said = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 - closed when read
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        for number, file in enumerate(said[:2], 1):
            os.dup2(file.fileno(), number)
        # not those that pytest listens to
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", errors="backslashreplace", closefd=False)  # as Python's own
        os.environ.update({"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | environ)
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
        _watched(said[2].fileno())
        code = _code(lambda: application.run(), ["publisher", *arguments])
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    _child, status = os.waitpid(child, 0)
    texts = []
    for file in said:
        file.seek(0)
        texts.append(file.read().decode("utf-8", "replace"))
        file.close()
    events = [json.loads(line) for line in texts[2].splitlines()]
    kept: dict[str, tuple[str, ...]] = {
        kind: tuple(dict.fromkeys(what for which, what in events if which == kind))
        for kind in ("opened", "connected", "started")
    }
    return Answer(os.waitstatus_to_exitcode(status), texts[0], texts[1], **kept)


@functools.cache
def _warm() -> None:
    """Load once what every build loads: a child then begins where a build does."""
    from publisher import binding
    from publisher.engine import native, warm
    from publisher.pipeline import epub, faces, finishing, pdf, programs, repair

    assert binding
    assert finishing
    assert pdf
    assert epub
    assert repair
    native.require()
    warm(faces.library().faces)
    programs.engine()


def _code(call: Callable[[], object], argv: list[str]) -> int:
    sys.argv = argv
    try:
        call()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException as error:
        sys.stderr.write(f"Traceback: {error!r}\n")
        return 99
    return 0


def _watched(handle: int) -> None:
    def note(kind: str, what: object) -> None:
        line = json.dumps([kind, str(what)]) + "\n"
        os.write(handle, line.encode("utf-8", "surrogateescape"))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPENS and arguments and isinstance(arguments[0], str | bytes | os.PathLike):
            note("opened", os.path.realpath(os.fsdecode(arguments[0])))
        elif event.startswith(_CONNECTS):
            note("connected", arguments)
        elif event == "ctypes.dlopen" and arguments == (None,):
            pass  # this process itself: a worker asks to end with its parent
        elif event.startswith(_STARTS):
            note("started", (event, arguments[0] if arguments else ""))

    sys.addaudithook(hook)
