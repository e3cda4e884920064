"""`publisher check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.findings import Severity, worst
from publisher.messages import finding_json, tr


class ProfileName(StrEnum):
    """What a PDF is for."""

    PRINT = "print"
    SCREEN = "screen"


Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help=tr("Publications, manuscripts, PDF or EPUB files."),
        metavar="[SOURCE|PDF|EPUB]...",
        readable=False,
    ),
]
Condition = Annotated[
    str | None,
    typer.Option(
        "--condition",
        help=tr("Check a PDF for the press under this printing condition."),
        metavar="NAME",
    ),
]
Profile = Annotated[
    ProfileName | None,
    typer.Option("--profile", help=tr("Check a PDF as one for print or for screens.")),
]
Certificate = Annotated[
    Path | None,
    typer.Option(
        "--certificate",
        help=tr("Write the certificate of a PDF for the press into this folder."),
        metavar="FOLDER",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=tr("Warnings, too, end with exit code 1."))]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("List every finding, with its place."))
    def check(
        sources: Sources = None,
        condition: Condition = None,
        profile: Profile = None,
        certificate: Certificate = None,
        strict: Strict = False,
        as_json: arguments.AsJson = False,
    ) -> None:
        from publisher.pipeline import check as stage

        with console.working() as progress:
            found = [
                finding
                for source in sources or [DEFAULT_SOURCE]
                for finding in stage.check(
                    source, progress, condition, profile.value if profile else None
                )
            ]
            found += stage.compare(sources or [])
            made = [
                path
                for source in (sources or [] if certificate else [])
                for path in stage.certify(source, certificate or Path(), condition)
            ]
        if as_json:
            console.out_json({"findings": [finding_json(finding) for finding in found]})
        else:
            console.show(found)
            console.tally(found)
            for path in made:
                console.made(path)
        limit = Severity.WARNING if strict else Severity.ERROR
        raise typer.Exit(1 if (worst(found) or 0) >= limit else 0)
