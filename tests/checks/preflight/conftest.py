"""The command line, for what a command makes of the preflight."""

from tests.cli.conftest import publisher

__all__ = ["publisher"]
