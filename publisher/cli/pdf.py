"""`publisher pdf`."""

from __future__ import annotations

import sys
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
        from publisher.beside import cores
        from publisher.cli import guard, outputs
        from publisher.pipeline.early import taken
        from publisher.pipeline.receipts import Outcome, Receipt

        most, hand, arguments = jobs or cores(), taken(), sys.argv[1:]
        with console.working() as progress:
            from publisher.pipeline import faces
            from publisher.pipeline import pdf as stage
            from publisher.pipeline.jobs import Crew
            from publisher.pipeline.sources import Sources, load, made_for
            from publisher.pipeline.sources import specimen as of_layout

            is_asked = guard.command_of(arguments) == "pdf" and not specimen
            receipt = Receipt(arguments, source) if is_asked else None
            crews: list[Crew] = []

            def read(source: Path) -> Sources:
                found = of_layout(source, specimen) if specimen else load(source)
                return made_for(found, profile) if profile else found

            def meanwhile() -> None:
                if receipt:
                    receipt.look()

            def make(found: Sources, path: Path) -> Artefact:
                crews.append(Crew(most, time_limit, early=hand, meanwhile=[meanwhile]))
                return stage.make(found, progress, path, crews[-1])

            def keep(outcome: Outcome) -> None:
                if receipt and not any(crew.findings for crew in crews):  # a mishap is told once
                    receipt.keep(outcome, (face.file for face in faces.library().fallbacks))

            code = outputs.deliver(source, output, layout, ".pdf", make, read, keep)
        if code:
            raise typer.Exit(code)
