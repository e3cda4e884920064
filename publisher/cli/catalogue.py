"""`publisher catalogue`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import BUILD, arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.findings import Severity, worst
from publisher.messages import finding_json, tr

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help=tr("Publications, which are built, and finished e-books (.epub)."),
        metavar="[SOURCE|EPUB]...",
        readable=False,
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", help=tr("The shelf's folder."), metavar="FOLDER")
]
Title = Annotated[
    str | None,
    typer.Option("--title", help=tr("What the shelf is called; it is remembered."), metavar="TEXT"),
]
Remove = Annotated[
    list[str] | None,
    typer.Option("--remove", help=tr("Take an issue off: the name of its folder."), metavar="NAME"),
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help=tr("Add nothing; make all pages anew from the folder."))
]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(
        help=tr("Put e-books on a shelf: a website with feeds for reading apps, of static files.")
    )
    def catalogue(
        sources: Sources = None,
        output: Output = BUILD / "shelf",
        title: Title = None,
        remove: Remove = None,
        refresh: Refresh = False,
        as_json: arguments.AsJson = False,
    ) -> None:
        from publisher.pipeline import catalogue as stage

        added = sources or ([] if remove or refresh else [DEFAULT_SOURCE])
        order = stage.Order(tuple(added), output, BUILD, title, tuple(remove or ()))
        with console.working() as progress:
            filled = stage.fill(order, progress)
        every = (*filled.built, *filled.findings)
        if as_json:
            console.out_json(
                {
                    "written": filled.written,
                    "deleted": filled.deleted,
                    "findings": [finding_json(finding) for finding in every],
                }
            )
        else:
            # a build's repairs are many, and another command lists them; the shelf's own are few
            console.summary(filled.built, " ".join(str(s) for s in added if s.suffix != ".epub"))
            console.show(filled.findings)
            console.made(output / "index.html")
        if worst(every) is Severity.ERROR:
            raise typer.Exit(1)
