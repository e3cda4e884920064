"""`publisher schema`."""

from __future__ import annotations

import typer

from publisher.cli import console
from publisher.messages import tr


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Print the JSON Schema of publication.yaml."))
    def schema() -> None:
        from publisher.document import settings

        console.out_json(settings.schema())
