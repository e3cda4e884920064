"""The command line: one file a command; each parses, calls and shows."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """The console script: a command runs under a guard."""
    # here and not above: a guard holds nothing of what its worker loads
    from publisher.cli import guard
    from publisher.errors import PublisherError

    try:
        guard.stand(sys.argv[1:])
    except PublisherError as error:
        from publisher.cli import console

        console.failed(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)

    if guard.command_of(sys.argv[1:]) == "pdf":
        _pdf()
    else:
        _run()


def _pdf() -> None:
    # before all that reads options is loaded, which takes longer
    from publisher.cli.outputs import repeated

    if not repeated(sys.argv[1:]):
        from publisher.pipeline import early

        with early.begun(sys.argv[1:]):
            _run()


def _run() -> None:
    # pydantic would look through all that is installed for what wants to look over its shoulder
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from publisher.cli.application import run

    run()
