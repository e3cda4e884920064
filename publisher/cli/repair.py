"""`publisher repair`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import arguments, console
from publisher.errors import WrongUsage
from publisher.messages import tr
from publisher.pipeline.findings import DIFF_ALONE

Diff = Annotated[
    bool,
    typer.Option("--diff", help=tr("Show the repairs beside the manuscript, and write nothing.")),
]
Manuscript = Annotated[
    Path, typer.Argument(help=tr("One manuscript file."), metavar="SOURCE", readable=False)
]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Repair a manuscript and write its clean copy."))
    def repair(
        source: Manuscript,
        output: arguments.Output = None,
        diff: Diff = False,
        as_json: arguments.AsJson = False,
    ) -> None:
        from publisher.pipeline import repair as stage

        if diff and (as_json or output is not None):
            raise WrongUsage(DIFF_ALONE.at(None))
        if diff:
            console.compare(stage.compare(source))
            return
        repaired = stage.make(source)
        if output is not None:
            repaired.artefact.write(output)
        if as_json:
            console.out_json(repaired.json)
        else:
            console.show(repaired.artefact.findings)
            if output is None:
                console.out(repaired.artefact.data.decode())
            else:
                console.made(output)
        raise typer.Exit(1 if repaired.has_errors else 0)
