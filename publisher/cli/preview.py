"""`publisher preview`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from publisher.cli import arguments, console
from publisher.cli.arguments import DEFAULT_SOURCE
from publisher.messages import tr

Port = Annotated[
    int, typer.Option("--port", help=tr("The port on 127.0.0.1; 0 takes a free one."), min=0)
]
Editor = Annotated[
    str,
    typer.Option(
        "--editor",
        envvar="PUBLISHER_EDITOR",
        metavar="COMMAND",
        show_default=False,
        help=tr("Opens a line in your own editor, such as 'code -g {file}:{line}'."),
    ),
]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Show the pages in a browser, and anew after every save."))
    def preview(
        source: arguments.Source = DEFAULT_SOURCE,
        layout: arguments.LayoutName = None,
        port: Port = 8765,
        editor: Editor = "",
    ) -> None:
        from publisher.cli.guard import usual
        from publisher.preview import serve

        limits, said = usual(os.environ), lambda address: console.out(address + "\n")
        serve(source, layout, port, said, editor, limits)
