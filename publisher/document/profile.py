"""What a PDF is for. Apart from the settings, since the command line's help needs nothing else."""

from __future__ import annotations

from typing import Literal

Profile = Literal["print", "screen", "proof"]
