"""`publisher pdf`."""

from __future__ import annotations

from functools import partial

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.cli.outputs import deliver
from publisher.messages import tr


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Make the print PDF."))
    def pdf(
        source: arguments.Source = DEFAULT_SOURCE,
        output: arguments.Output = None,
        layout: arguments.LayoutName = None,
        specimen: arguments.SpecimenOf = None,
    ) -> None:
        from publisher.pipeline import pdf as stage
        from publisher.pipeline import sources

        with console.working() as progress:
            read = partial(sources.specimen, layout=specimen) if specimen else sources.load
            deliver(source, output, layout, ".pdf", lambda s, _path: stage.make(s, progress), read)
