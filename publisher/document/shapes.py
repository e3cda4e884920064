"""What all shapes of YAML files are made of: fields that are checked, words, numbers, refusals.

A shape is a plain dataclass, as everything else is. Pydantic, which says what is wrong with what
was written, takes longer to load than all that reads manuscripts; it is loaded where something is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler
    from pydantic_core import CoreSchema, PydanticCustomError


@dataclass(frozen=True, slots=True)
class Shape:
    """Settings that know all their keys; the base of a dataclass."""

    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Checked:
    """Beside a type: the value is what a function makes of what was written.

    The function raises `refuse(…)`. `written` is the type of what may be written, for the JSON
    Schema, where it is another than that of the value.
    """

    check: Callable[[object], object]
    written: Any = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Called by pydantic (its protocol for annotations)."""
        from pydantic_core import core_schema

        written = None if self.written is None else handler.generate_schema(self.written)
        return core_schema.no_info_before_validator_function(
            self.check, handler(source), json_schema_input_schema=written
        )


class Within:
    """Beside a type: bounds as pydantic names them (`ge`, `le`, `min_length`)."""

    def __init__(self, **bounds: int) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Called by pydantic (its protocol for annotations)."""
        return cast("CoreSchema", {**handler(source), **self.bounds})


def refuse(kind: str) -> PydanticCustomError:
    """The error of a check; `settings` makes a sentence of it by its kind."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(f"publisher:{kind}", "see the kind")


def _date(value: object) -> str:
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise refuse("date") from None


Words = Annotated[str, Within(min_length=1)]
Number = Annotated[int, Within(ge=0)]
Date = Annotated[str, Checked(_date)]
