"""The command line: one file a command; each parses, calls and shows."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

BUILD = Path("build")
_REMEDY = (
    "remedy: a part of the program is damaged; install it again / 办法：程序不完整，请重新安装"
)


def main() -> None:
    """The console script: a command runs under a guard."""
    try:
        _main()
    except KeyboardInterrupt:  # here and below: before the command could say how it ends
        sys.exit(130)
    except Exception as error:
        sys.exit(_told(error))


def _told(error: Exception) -> int:
    """Say what happened; the exit code."""
    try:
        from publisher.cli import troubles

        return troubles.told(error)
    except Exception as worse:  # not even what speaks can be loaded
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"publisher: {type(worse).__name__}: {worse}\n  {_REMEDY}\n")
            sys.stderr.flush()
        return 4


def _main() -> None:
    # modules, boxes and trees live until the command ends: looking through them again and again is
    # a fifth of the time of a start and of a build
    gc.set_threshold(200_000, 20, 100)
    _open_streams()
    # here and not above: a guard holds nothing of what its worker loads
    from publisher.cli import guard
    from publisher.errors import PublisherError

    _keep_docstrings()
    _keep_out_modules()
    try:
        is_worker = guard.stand(sys.argv[1:])
    except PublisherError as error:
        from publisher.cli import console

        console.failed(error)
        sys.exit(error.exit_code)
    from publisher import modules, once

    modules.begin()
    once.begin()
    _keep_out_plugins()
    match guard.command_of(sys.argv[1:]):
        case "pdf":
            _pdf(is_worker)
        case "epub" if is_worker:
            _epub()
        case _:
            _run()


def _pdf(is_worker: bool) -> None:
    # before all that reads options is loaded, which takes longer
    from publisher.cli.ending import leave, tried
    from publisher.cli.outputs import repeated

    try:
        if not tried(lambda: repeated(sys.argv[1:])):
            from publisher.pipeline import early

            with early.begun(sys.argv[1:]):
                _run()
    except SystemExit as end:
        if is_worker:
            leave(end.code)
        raise
    if is_worker:
        leave(0)


def _epub() -> None:
    from publisher.cli import apart

    def load() -> Callable[..., int]:
        from publisher.cli import outputs

        return outputs.load_epub()

    apart.run(load)


def _run() -> None:
    from publisher.cli.application import run

    run()


def _open_streams() -> None:
    """Where stdin, stdout or stderr is closed, the next file opened would be taken for it."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            stream = open(os.devnull, "r+", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def _keep_docstrings() -> None:
    """Begin again where PYTHONOPTIMIZE took them away: a certificate says what is asked by them.

    So, too, where PYTHONINSPECT would show how a command ends, its code, as a traceback.
    """
    told = os.environ.pop("PYTHONINSPECT", "")
    stripped = sys.flags.optimize > 1 and os.environ.get("PYTHONOPTIMIZE", "1") != "1"
    if stripped:
        os.environ["PYTHONOPTIMIZE"] = "1"
    if stripped or (told and sys.flags.inspect):
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves


def _keep_out_plugins() -> None:
    """Pydantic would look through all that is installed for what wants to look over its shoulder.

    Told not to, it still loads what it would do that with, which reads mail: so it finds nothing.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    nothing = ModuleType("pydantic.plugin._loader")
    nothing.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(nothing.__name__, nothing)


def _keep_out_modules() -> None:
    """No module is taken from the working folder: it may be a stranger's, with a socket.py in it.

    Python looks there first where it is started with `-m`, and with `-c`, as `multiprocessing` and
    a batch start their processes.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    with contextlib.suppress(OSError):  # a working folder that is gone
        here = Path.cwd()
        if here != Path(__file__).parents[2]:
            sys.path[:] = [each for each in sys.path if Path(each).resolve() != here]
