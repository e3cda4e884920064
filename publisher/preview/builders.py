"""The builders by name, for a process that starts before what it builds with has been loaded."""

from __future__ import annotations

from publisher.preview.values import Built, Order
from publisher.progress import Progress


def build(order: Order, progress: Progress) -> Built:
    """As `build.build`."""
    from publisher.preview import build

    return build.build(order, progress)


def quick(order: Order, progress: Progress) -> Built | None:
    """As `build.quick`."""
    from publisher.preview import build

    return build.quick(order, progress)
