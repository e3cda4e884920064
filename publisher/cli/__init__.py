"""The command line: one file a command; each parses, calls and shows."""

from __future__ import annotations


def main() -> None:
    """The console script."""
    from publisher.cli.application import run

    run()
