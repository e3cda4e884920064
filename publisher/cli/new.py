"""`publisher new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import console
from publisher.messages import tr

Folder = Annotated[Path, typer.Argument(help=tr("The folder to make."), metavar="DIR")]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Make a publication to begin with."))
    def new(folder: Folder) -> None:
        from publisher.pipeline import start

        console.made(start.make(folder))
