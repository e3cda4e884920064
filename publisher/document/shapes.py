"""What all shapes of publication.yaml are made of: a strict model, words, numbers, refusals."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Words = Annotated[str, Field(min_length=1)]
Number = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """Settings that know all their keys."""

    # built at the first publication.yaml that is read: a single manuscript needs none of it
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def refuse(kind: str) -> PydanticCustomError:
    """The error of a validator; `settings` makes a sentence of it by its kind."""
    return PydanticCustomError(f"publisher:{kind}", "see the kind")


def _date(value: object) -> str:
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise refuse("date") from None


Date = Annotated[str, BeforeValidator(_date)]
