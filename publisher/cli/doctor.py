"""`publisher doctor`."""

from __future__ import annotations

import typer

from publisher.cli import arguments, console
from publisher.findings import Severity, worst
from publisher.messages import finding_json, tr


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(help=tr("Say what is missing on this machine."))
    def doctor(as_json: arguments.AsJson = False) -> None:
        from publisher.pipeline import doctor as stage

        found = list(stage.examine())
        if as_json:
            console.out_json({"findings": [finding_json(finding) for finding in found]})
        else:
            console.show(found)
            console.tally(found)
        # 4: something missing on the machine
        raise typer.Exit(4 if worst(found) is Severity.ERROR else 0)
