"""The command line: one file a command; each parses, calls and shows."""

from __future__ import annotations

import os


def main() -> None:
    """The console script."""
    # pydantic would look through all that is installed for what wants to look over its shoulder
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from publisher.cli.application import run

    run()
