"""From a source to files under build/: what `pdf` and `epub` have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import typer

from publisher.cli import console
from publisher.cli.arguments import BUILD
from publisher.document.artefact import Artefact
from publisher.findings import Finding, Severity, worst
from publisher.pipeline.sources import Sources, editions, load, shown


def deliver(
    source: Path,
    output: Path | None,
    layout: str | None,
    suffix: str,
    make: Callable[[Sources, Path], Artefact],
) -> None:
    """Build the publication and its editions, write them, show findings, name what was made."""
    sources = load(source)
    if layout:
        sources = replace(sources, publication=replace(sources.publication, layout=layout))
    findings: list[Finding] = []
    paths = []
    for edition in editions(sources):
        path = _path(output, edition.name, sources.name, suffix)
        artefact = make(edition, path)
        artefact.write(path)
        findings += [found for found in artefact.findings if found not in findings]
        paths.append(path)
    console.summary(sources.findings, shown(source))
    console.show(findings)
    # the publication's own file is named last: the last line is what the command was asked for
    for path in reversed(paths):
        console.made(path)
    if worst((*sources.findings, *findings)) is Severity.ERROR:
        raise typer.Exit(1)


def _path(output: Path | None, name: str, own: str, suffix: str) -> Path:
    if output is None:
        return BUILD / f"{name}{suffix}"
    return output.with_name(output.stem + name.removeprefix(own) + output.suffix)
