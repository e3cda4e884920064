"""The `publisher` command: its subcommands, its exit codes, its way of ending."""

from __future__ import annotations

import gettext
from typing import NoReturn

import typer

from publisher import __version__, messages
from publisher.cli import (
    batch,
    catalogue,
    check,
    console,
    doctor,
    epub,
    new,
    pdf,
    preview,
    repair,
    schema,
)
from publisher.cli.ending import ended
from publisher.messages import tr


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"publisher {__version__}\n")
        raise typer.Exit


def build() -> typer.Typer:
    """The application, with its help in the reader's language."""
    # click looks its own words (Usage, Options, …) up in gettext's global domain
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
    for module in (pdf, epub, repair, check, preview, catalogue, batch, new, doctor, schema):
        module.register(application)

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
    ended(lambda: build()(standalone_mode=True))
