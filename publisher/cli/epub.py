"""`publisher epub`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import apart, arguments
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.messages import tr

Pages = Annotated[
    Path | None,
    typer.Option(
        "--pages",
        help=tr("The print edition's pages (NAME.pages.json beside the PDF)."),
        metavar="FILE",
        readable=False,
    ),
]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Make the e-book (EPUB 3.3)."))
    def epub(
        source: arguments.Source = DEFAULT_SOURCE,
        output: arguments.Output = None,
        layout: arguments.LayoutName = None,
        pages: Pages = None,
    ) -> None:
        if apart.hand_over(source, output, layout, pages):
            return
        from publisher.cli import outputs

        if code := outputs.epub(source, output, layout, pages):
            raise typer.Exit(code)
