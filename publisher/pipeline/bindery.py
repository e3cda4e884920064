"""Flows -> the file that is handed over: bound and finished, begun while others are set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from publisher import progress
from publisher.document.pages import SourceMap
from publisher.document.profile import Profile
from publisher.findings import Finding
from publisher.messages import _
from publisher.pipeline import epoch
from publisher.pipeline.colours import Drawn
from publisher.setting import SetFlow
from publisher.typefaces import Library

if TYPE_CHECKING:
    from publisher.binding import Binder


class Bindery:
    """Binds and finishes the flows of one build."""

    def __init__(
        self,
        colours: Drawn,
        library: Library,
        profile: Profile,
        *,
        linked: bool,
        right_to_left: bool,
    ) -> None:
        self._colours, self._library, self._profile = colours, library, profile
        self._linked, self._right_to_left = linked, right_to_left
        self._binder: Binder | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        if self._binder:
            self._binder.close()

    def take(self, number: int, flow: SetFlow) -> None:
        """Take a flow that is ready, while others are not: its place among all, and the flow."""
        if flow.tags and not flow.spots:
            self._open().take(number, flow)

    def made(
        self,
        flows: Sequence[SetFlow],
        document: bytes,
        boxes: SourceMap,
        findings: Sequence[Finding],
        listener: progress.Progress = progress.SILENT,
    ) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
        """The file, and (suffix, bytes) of those beside it, when all flows are set.

        `document` is a hash of them. A proof shows `boxes`, where blocks lie, and findings.
        """
        # loaded where there is something to bind
        from publisher.pipeline.finishing import finished

        publication = self._colours.publication
        listener.step(_("Binding"), publication.title)
        bound = self._open().bound(
            flows,
            publication,
            self._library,
            epoch.moment(publication),
            right_to_left=self._right_to_left,
        )
        listener.step(_("Finishing"), publication.title)
        given = self._profile, self._colours, self._library, boxes, findings
        return finished(bound, document, *given)

    def _open(self) -> Binder:
        if self._binder is None:
            from publisher.binding import Binder

            self._binder = Binder(linked=self._linked)
        return self._binder
