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

    # pydantic would look through all that is installed for what wants to look over its shoulder
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from publisher.cli.application import run

    run()
