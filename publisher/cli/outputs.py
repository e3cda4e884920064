"""From a source to files under build/: what `pdf` and `epub` have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import typer

from publisher.cli import console
from publisher.cli.arguments import BUILD
from publisher.document.artefact import Artefact
from publisher.document.settings import EditionSettings
from publisher.errors import PublisherError
from publisher.findings import Finding, Place, Severity, worst
from publisher.pipeline.editions import edition_of, in_layout
from publisher.pipeline.sources import Sources, load, shown

Make = Callable[[Sources, Path], Artefact]


def deliver(
    source: Path,
    output: Path | None,
    layout: str | None,
    suffix: str,
    make: Make,
    read: Callable[[Path], Sources] = load,
) -> None:
    """Build the publication and its editions, write them, show findings, name what was made."""
    sources = read(source)
    if layout:
        sources = replace(sources, publication=in_layout(sources.publication, layout))
    maker = _Maker(output, sources.name, suffix, make)
    maker.add(sources)
    console.summary(sources.findings, shown(source))
    for name, chosen, place in sources.editions:
        maker.try_edition(sources, name, chosen, place)
    console.show(maker.findings)
    # the publication's own file is named last: the last line is what the command was asked for
    for path in reversed(maker.paths):
        console.made(path)
    wrong = worst((*sources.findings, *maker.findings)) is Severity.ERROR
    if code := maker.code or int(wrong):
        raise typer.Exit(code)


class _Maker:
    """Builds and writes; what an edition fails on does not take the publication itself away."""

    def __init__(self, output: Path | None, own: str, suffix: str, make: Make) -> None:
        self._output, self._own, self._suffix, self._make = output, own, suffix, make
        self.findings: list[Finding] = []
        self.paths: list[Path] = []
        self.code = 0

    def add(self, sources: Sources) -> None:
        """Build and write one output. Raises PublisherError."""
        target = _path(self._output, sources.name, self._own, self._suffix)
        artefact = self._make(sources, target)
        path = artefact.named(target)
        artefact.write(path)
        self.findings += [found for found in artefact.findings if found not in self.findings]
        self.paths.append(path)

    def try_edition(
        self, sources: Sources, name: str, chosen: EditionSettings, place: Place
    ) -> None:
        """Build and write a further edition; an error is shown, and the command goes on."""
        try:
            edition = edition_of(sources, name, chosen, place)
            self.findings += edition.findings
            self.add(edition)
        except PublisherError as error:
            console.failed(error)
            self.code = error.exit_code


def _path(output: Path | None, name: str, own: str, suffix: str) -> Path:
    if output is None:
        return BUILD / f"{name}{suffix}"
    return output.with_name(output.stem + name.removeprefix(own) + output.suffix)
