"""`publisher batch`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publisher.cli import BUILD, arguments, console
from publisher.document.profile import Profile
from publisher.messages import tr

if TYPE_CHECKING:
    from publisher.pipeline.batch.summary import Summary

_SHOWN = 20  # publications of which errors are told; the page tells all

Given = Annotated[
    Path,
    typer.Argument(
        help=tr("A text file with a source a line, or a folder of publications."),
        metavar="LIST",
        readable=False,
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", help=tr("The folder for all of them."), metavar="DIR")
]
Pdf = Annotated[bool, typer.Option("--pdf", help=tr("Make the PDF; without --epub, it alone."))]
Epub = Annotated[bool, typer.Option("--epub", help=tr("Make the e-book; without --pdf, it alone."))]
ProfileName = Annotated[
    Profile | None,
    typer.Option("--profile", help=tr("What the PDF is for; else what the settings say.")),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", help=tr("Processes; 0: one a core."), min=0, max=1024)
]
Part = Annotated[
    str | None,
    typer.Option("--shard", help=tr("Make one part of the list: 3/16."), metavar="I/N"),
]
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster",
        help=tr("Make them on the workers of this Dask scheduler: tcp://host:8786."),
        metavar="ADDRESS",
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit", help=tr("Seconds that a publication may take."), min=1, metavar="S"
    ),
]
MemoryLimit = Annotated[
    int,
    typer.Option(
        "--memory-limit", help=tr("Megabytes that a publication may take."), min=200, metavar="MB"
    ),
]
Retries = Annotated[
    int,
    typer.Option(
        "--retries",
        help=tr("How often one is tried again whose process died."),
        min=0,
        max=100,
        metavar="N",
    ),
]


def register(application: typer.Typer) -> None:
    """Add the command."""

    @application.command(
        help=tr("Make many publications: what is missing or changed, each whole or not at all.")
    )
    def batch(
        given: Given,
        output: Output = BUILD / "batch",
        pdf: Pdf = False,
        epub: Epub = False,
        profile: ProfileName = None,
        jobs: Jobs = 0,
        shard: Part = None,
        cluster: Cluster = "",
        time_limit: TimeLimit = 600,
        memory_limit: MemoryLimit = 2048,
        retries: Retries = 2,
        as_json: arguments.AsJson = False,
    ) -> None:
        from publisher.pipeline.batch import run as stage
        from publisher.pipeline.batch.listing import Shard
        from publisher.pipeline.batch.summary import as_json as json_of
        from publisher.pipeline.batch.values import FORMATS, Limits, Wanted

        chosen = {"pdf": pdf, "epub": epub}
        formats = tuple(each for each in FORMATS if chosen[each]) or FORMATS
        asked = stage.Batch(
            given,
            output,
            Wanted(formats, profile, os.environ.get("SOURCE_DATE_EPOCH")),
            Limits(time_limit, memory_limit << 20, retries),
            jobs,
            Shard.of(shard) if shard else None,
            cluster,
        )
        with console.working() as progress:
            done = stage.run(asked, progress)
        if as_json:
            console.out_json(json_of(done))
        else:
            _show(done, output)
        raise typer.Exit(done.code)


def _show(done: Summary, output: Path) -> None:
    """What went wrong, how many were made, and the page that tells all."""
    from publisher.pipeline.batch.summary import State, page_of

    console.show(told.finding for told in done.told)
    wrong = [row for row in done.rows if row.state in (State.FAILED, State.ERRORS)]
    for row in wrong[:_SHOWN]:
        console.show(told.finding for told in row.told if told.severity == "error")
    if again := sum(row.tries > 1 for row in done.rows):
        console.told(tr("tried again, because a process died: {count}", count=again))
    console.told(
        tr(
            "{made} made, {kept} kept, {failed} not made, {errors} with errors",
            made=len(done.made),
            kept=done.kept,
            failed=done.counts[State.FAILED],
            errors=done.counts[State.ERRORS],
        )
    )
    console.made(output / page_of(done))
