"""Pages -> one PDF: merge, outline, folios, tags, one subset of each face, metadata."""

from publisher.binding.binder import Bindable, Binder
from publisher.binding.pieces import prepared, saved

__all__ = ["Bindable", "Binder", "prepared", "saved"]
