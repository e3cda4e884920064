"""The editors' web page: the true pages of the PDF, anew after every save, on 127.0.0.1 only.

A saved file wakes the studio (`studio`), which has the pages set in one warm process (`workshop`)
and hangs the result on the board (`board`); every open browser page reads from there (`events`).
Pictures are drawn by PDFium on a thread of their own (`pictures`). What may come in and go out is
decided in one place (`walls`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from publisher.errors import Missing
from publisher.limits import USUAL, Limits
from publisher.preview.findings import EXTRA_ABSENT

EXTRA = frozenset({"anyio", "starlette", "uvicorn", "watchfiles"})


def serve(
    source: Path,
    layout: str | None,
    port: int,
    announce: Callable[[str], None],
    editor: str = "",
    limits: Limits = USUAL,
) -> None:
    """Show the pages of `source` at http://127.0.0.1:`port`/ until SIGINT or SIGTERM.

    `announce` gets the address once the server listens; port 0 takes a free one. `editor` is
    the command of the user's own editor, with {file} and {line}; a build that passes its `limits`
    is ended. Raises Missing (the extra is not installed, the port is taken), WrongUsage (no such
    port, no such command) and Unusable (there is no such source); trouble with the publication
    itself stands on the page instead. The signal that ended it is raised again on the way out, so
    that the exit code is the caller's matter.
    """
    from publisher.preview import builders
    from publisher.preview.bench import Bench
    from publisher.preview.opening import command
    from publisher.preview.values import Order

    opens = command(editor)
    # who clears up after a server that was killed need not say so in words that no editor knows
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")
    order, bench = Order(source, layout), Bench(builders.quick, limits)
    try:
        # the first pages are set while the server is still being loaded
        bench.begin(order)
        from publisher.preview import service

        service.run(order, port, announce, bench, opens, limits)
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in EXTRA:
            raise
        raise Missing(EXTRA_ABSENT.at(None, name=name)) from None
    finally:
        bench.end()
