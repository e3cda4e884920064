"""`publisher pdf`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.messages import tr

if TYPE_CHECKING:
    from publisher.document.artefact import Artefact


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
        from publisher.pipeline.early import cores, early

        most = jobs or cores()
        with early(most) as hand, console.working() as progress:
            # here and not above: what began early loads at the same time
            from publisher.cli.outputs import deliver
            from publisher.pipeline import pdf as stage
            from publisher.pipeline.jobs import Crew
            from publisher.pipeline.sources import Sources, load, made_for
            from publisher.pipeline.sources import specimen as of_layout

            def read(source: Path) -> Sources:
                found = of_layout(source, specimen) if specimen else load(source)
                return made_for(found, profile) if profile else found

            def make(found: Sources, path: Path) -> Artefact:
                return stage.make(found, progress, path, Crew(most, time_limit, early=hand))

            deliver(source, output, layout, ".pdf", make, read)
