"""From a source to files under build/: what `pdf` and `epub` have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.cli import BUILD, console
from publisher.document.artefact import Artefact
from publisher.errors import PublisherError
from publisher.findings import Finding, Place, Severity, worst
from publisher.pipeline import receipts
from publisher.pipeline.receipts import Outcome

if TYPE_CHECKING:
    from publisher.document.settings import EditionSettings
    from publisher.pipeline.sources import Sources

Make = Callable[["Sources", Path], Artefact]


def deliver(
    source: Path,
    output: Path | None,
    layout: str | None,
    suffix: str,
    make: Make,
    read: Callable[[Path], Sources] | None = None,
    keep: Callable[[Outcome], None] = lambda _: None,
) -> int:
    """Build the publication and its editions, write them, show findings, name what was made.

    The exit code; `keep` is told of an outcome without errors.
    """
    # here and below: who repeats what was made before reads nothing
    from publisher.pipeline.editions import in_layout
    from publisher.pipeline.sources import load, shown

    sources = (read or load)(source)
    if layout:
        sources = replace(sources, publication=in_layout(sources.publication, layout))
    maker = _Maker(output, sources.name, suffix, make)
    maker.add(sources)
    console.summary(sources.findings, shown(source))
    for name, chosen, place in sources.editions:
        maker.try_edition(sources, name, chosen, place)
    _tell(maker.findings, [path for path, _artefact in maker.made])
    wrong = worst((*sources.findings, *maker.findings)) is Severity.ERROR
    if code := maker.code or int(wrong):
        return code
    keep(Outcome(shown(source), sources.findings, tuple(maker.findings), tuple(maker.made)))
    return 0


def load_epub() -> Callable[..., int]:
    """What makes an e-book, with all that it will need."""
    from publisher.checks.ebook import accessibility  # noqa: F401 - here and below: loaded early
    from publisher.epub import building  # noqa: F401
    from publisher.pipeline import epub as stage  # noqa: F401
    from publisher.pipeline import sources  # noqa: F401

    return epub


def epub(source: Path, output: Path | None, layout: str | None, pages: Path | None) -> int:
    """`publisher epub`, its options read; the exit code."""
    from publisher.pipeline import epub as stage

    with console.working() as progress:

        def make(sources: Sources, target: Path) -> Artefact:
            return stage.make(sources, progress, pages, target)

        return deliver(source, output, layout, ".epub", make)


def repeated(arguments: Sequence[str]) -> bool:
    """Write and show once more what was made before of the same; False where that cannot be."""
    before = receipts.found(arguments)
    if before is None:
        return False
    for path, artefact in before.made:
        artefact.write(path)
    console.summary(before.read, before.source)
    _tell(before.findings, [path for path, _artefact in before.made])
    return True


def _tell(findings: Sequence[Finding], paths: Sequence[Path]) -> None:
    console.show(findings)
    # the publication's own file is named last: the last line is what the command was asked for
    for path in reversed(paths):
        console.made(path)


class _Maker:
    """Builds and writes; what an edition fails on does not take the publication itself away."""

    def __init__(self, output: Path | None, own: str, suffix: str, make: Make) -> None:
        self._output, self._own, self._suffix, self._make = output, own, suffix, make
        self.findings: list[Finding] = []
        self.made: list[tuple[Path, Artefact]] = []
        self.code = 0

    def add(self, sources: Sources) -> None:
        """Build and write one output. Raises PublisherError."""
        target = _path(self._output, sources.name, self._own, self._suffix)
        artefact = self._make(sources, target)
        path = artefact.named(target)
        artefact.write(path)
        self.findings += [found for found in artefact.findings if found not in self.findings]
        self.made.append((path, artefact))

    def try_edition(
        self, sources: Sources, name: str, chosen: EditionSettings, place: Place
    ) -> None:
        """Build and write a further edition; an error is shown, and the command goes on."""
        from publisher.pipeline.editions import edition_of

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
