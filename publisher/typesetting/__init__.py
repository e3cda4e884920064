"""Chinese typesetting as text and numbers: classes, widths of marks, spacing, kinsoku, lines.

Nothing here knows of fonts, boxes or files. A paragraph comes in as a `Row` of characters with the
advances that a face gives them; `spacing.measure` makes a `Strip` of it, in which marks have their
Chinese widths; a `breaking.Plan` chooses the lines; `lines.place` says where each character stands.
"""

from publisher.typesetting.breaking import Plan
from publisher.typesetting.classes import Strength
from publisher.typesetting.lines import Line, place
from publisher.typesetting.spacing import measure
from publisher.typesetting.strip import Row, Strip

__all__ = ["Line", "Plan", "Row", "Strength", "Strip", "measure", "place"]
