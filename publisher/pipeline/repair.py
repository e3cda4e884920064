"""`publisher repair`: one manuscript -> its clean copy and everything that was done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from publisher import manuscript, whereabouts
from publisher.document import settled
from publisher.document.artefact import Artefact
from publisher.findings import Severity, worst
from publisher.manuscript import Loaded
from publisher.messages import _
from publisher.pipeline import manuscripts
from publisher.pipeline.sources import house_of, require, shown


@dataclass(frozen=True, slots=True)
class Repaired:
    """The clean copy as an artefact, and what it was made from."""

    artefact: Artefact
    loaded: Loaded

    @property
    def json(self) -> dict[str, object]:
        """The object of `repair --json`."""
        return manuscript.contract(self.loaded)

    @property
    def has_errors(self) -> bool:
        """Whether something needs an editor before this can be built."""
        return worst(self.artefact.findings) is Severity.ERROR


def make(source: Path) -> Repaired:
    """Repair one manuscript file. Raises Unusable."""
    whereabouts.at(_("Reading"), shown(source))
    loaded = manuscript.load(require(source), shown(source))
    told = manuscripts.house_findings(house_of(source.parent), loaded, shown(source))
    found = settled.left_of((*loaded.findings, *told), loaded.article, shown(source))
    loaded = replace(loaded, findings=found)
    copy = manuscript.clean_copy(loaded.article).encode()
    return Repaired(Artefact(copy, loaded.findings), loaded)


def compare(source: Path) -> manuscript.Comparison:
    """The manuscript beside its repairs. Raises Unusable."""
    return manuscript.compare(require(source), shown(source))
