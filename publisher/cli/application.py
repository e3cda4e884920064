"""The `publisher` command: its subcommands, its exit codes, its way of ending."""

from __future__ import annotations

import gettext
import sys
from importlib import import_module
from typing import NoReturn

import typer

from publisher import __version__, messages
from publisher.cli import console, plain_options
from publisher.cli.ending import ended
from publisher.cli.guard import command_of
from publisher.messages import tr

# each a module here; help lists them so
_COMMANDS = tuple("pdf epub repair check preview catalogue batch new doctor schema".split())


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"publisher {__version__}\n")
        raise typer.Exit


def build(asked: str = "") -> typer.Typer:
    """The application, with its help in the reader's language.

    With `asked`, the name of a command, it knows no other: what their options are takes time.
    """
    # click looks its own words (Usage, Options, …) up in gettext's global domain
    if messages.is_whole():
        gettext.bindtextdomain(messages.DOMAIN, str(messages.FOLDER))
        gettext.textdomain(messages.DOMAIN)
    application = typer.Typer(
        name="publisher",
        help=tr("Publishing toolchain for Chinese text: one manuscript, a print PDF and an EPUB."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in (asked,) if asked in _COMMANDS else _COMMANDS:
        import_module(f"publisher.cli.{name}").register(application)

    @application.callback()
    def _options(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help=tr("Show the version.")
        ),
    ) -> None:
        """Options of the command itself."""

    return application


def run() -> NoReturn:
    """Run a command and end with its documented exit code."""
    plain_options.install()
    ended(lambda: build(command_of(sys.argv[1:]))(standalone_mode=True))
