"""Pages -> one PDF: merge, outline, folios, tags, one subset of each face, metadata."""

from publisher.binding.binder import Bindable, bind
from publisher.binding.pieces import prepared

__all__ = ["Bindable", "bind", "prepared"]
