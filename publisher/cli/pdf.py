"""`publisher pdf`."""

from __future__ import annotations

from pathlib import Path

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.messages import tr


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Make the PDF, for a press or for a screen."))
    def pdf(
        source: arguments.Source = DEFAULT_SOURCE,
        output: arguments.Output = None,
        layout: arguments.LayoutName = None,
        profile: arguments.ProfileName = None,
        specimen: arguments.SpecimenOf = None,
        jobs: arguments.Jobs = None,
        time_limit: arguments.TimeLimit = arguments.DEFAULT_LIMIT,
    ) -> None:
        from publisher.cli.outputs import deliver
        from publisher.pipeline import pdf as stage
        from publisher.pipeline import sources
        from publisher.pipeline.jobs import Crew, cores

        def read(source: Path) -> sources.Sources:
            found = sources.specimen(source, specimen) if specimen else sources.load(source)
            return sources.made_for(found, profile) if profile else found

        with console.working() as progress:
            deliver(
                source,
                output,
                layout,
                ".pdf",
                lambda s, path: stage.make(s, progress, path, Crew(jobs or cores(), time_limit)),
                read,
            )
