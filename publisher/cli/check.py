"""`publisher check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.findings import Severity, worst
from publisher.messages import finding_json, tr

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help=tr("Publications, manuscripts, PDF or EPUB files."), metavar="[SOURCE|PDF|EPUB]..."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=tr("Warnings, too, end with exit code 1."))]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("List every finding, with its place."))
    def check(
        sources: Sources = None, strict: Strict = False, as_json: arguments.AsJson = False
    ) -> None:
        from publisher.pipeline import check as stage

        with console.working() as progress:
            found = [f for s in sources or [DEFAULT_SOURCE] for f in stage.check(s, progress)]
        if as_json:
            console.out_json({"findings": [finding_json(finding) for finding in found]})
        else:
            console.show(found)
            console.tally(found)
        limit = Severity.WARNING if strict else Severity.ERROR
        raise typer.Exit(1 if (worst(found) or 0) >= limit else 0)
