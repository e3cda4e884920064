"""The addresses of further tools (overlays, the e-book, the comparison), in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.routing import Route

from publisher.preview.desk import Desk

ROUTES: tuple[Callable[[Desk], Iterable[Route]], ...] = ()
