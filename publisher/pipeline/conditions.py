"""The printing condition of a publication, with its own profile where it has one."""

from __future__ import annotations

from pathlib import Path

from publisher import resources
from publisher.document import condition, supplied
from publisher.document.condition import PrintingCondition
from publisher.pipeline.sources import Sources, shown


def folders(root: Path) -> tuple[Path, ...]:
    """Where conditions are looked for: the publication's own first, then the program's.

    Raises Unusable where the own folder holds what leads out of the publication.
    """
    own = root / "conditions"
    supplied.require_inside(own, root, shown(root))
    return own, resources.folder("conditions")


def condition_of(sources: Sources) -> PrintingCondition:
    """How the publication will be printed. Raises Unusable at the line that says so."""
    wanted, place = sources.publication.print, sources.nodes.place
    found = condition.load(wanted.condition, folders(sources.root), place(("print", "condition")))
    if not wanted.profile:
        return found
    return found.with_profile(sources.root, wanted.profile, place(("print", "profile")))
