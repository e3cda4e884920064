"""Arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.document.profile import Profile
from publisher.messages import tr

Source = Annotated[
    Path,
    typer.Argument(
        help=tr("A publication folder, a publication.yaml, or one manuscript file."),
        show_default=True,
        readable=False,  # here and below: a file that cannot be read is told in our own words
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help=tr("Where to put the file."), metavar="FILE", readable=False
    ),
]
LayoutName = Annotated[
    str | None,
    typer.Option("--layout", help=tr("The layout to set it in."), metavar="NAME"),
]
ProfileName = Annotated[
    Profile | None,
    typer.Option("--profile", help=tr("What the PDF is for; else what the settings say.")),
]
SpecimenOf = Annotated[
    str | None,
    typer.Option(
        "--specimen",
        help=tr("Set every kind of block once in this layout, with its grid, instead of SOURCE."),
        metavar="NAME",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=512, metavar="N",
        help=tr("How many processes set the pages; else as many as there are cores."),
    ),
]  # fmt: skip
TimeLimit = Annotated[
    int,
    typer.Option("--time-limit", min=1, metavar="S", help=tr("Seconds that one article may take.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=tr("Answer in JSON on stdout."))]

DEFAULT_SOURCE = Path("manuscript")
DEFAULT_LIMIT = 600  # seconds; a hundred pages of one article on a slow machine take less
