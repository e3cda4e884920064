"""The one door to WeasyPrint."""

from __future__ import annotations

from publisher.engine.door import lay_out
from publisher.engine.laid import Laid
from publisher.engine.values import (
    Assets,
    Document,
    FaceFile,
    LaidBox,
    LaidPage,
    Metadata,
    Sheet,
)

__all__ = [
    "Assets",
    "Document",
    "FaceFile",
    "Laid",
    "LaidBox",
    "LaidPage",
    "Metadata",
    "Sheet",
    "lay_out",
]
