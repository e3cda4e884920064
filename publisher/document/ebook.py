"""What an editor says of the e-book alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.findings import Place


@dataclass(frozen=True, slots=True)
class Ebook:
    """`cover` is a finished cover, taken as it is; `carries_faces`: that of the headlines travels.

    `place` is that of the cover's setting.
    """

    carries_faces: bool = False
    cover: str = ""
    place: Place = field(default=Place(""), compare=False)
