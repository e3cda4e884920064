"""The one date of a build: SOURCE_DATE_EPOCH, else the publication's, else 1980-01-01."""

from __future__ import annotations

import datetime
import os

from publisher.document.model import Publication
from publisher.errors import WrongUsage
from publisher.pipeline.findings import NO_RESULT

EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # what a zip archive can hold


def moment(publication: Publication) -> datetime.datetime:
    """The time (UTC) that goes into files; never the clock. Raises WrongUsage."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        try:
            return max(EARLIEST, datetime.datetime.fromtimestamp(int(given), datetime.UTC))
        except (ValueError, OverflowError, OSError):
            raise WrongUsage(NO_RESULT.at(None, value=given[:40])) from None
    if publication.date:
        day = datetime.datetime.fromisoformat(publication.date).replace(tzinfo=datetime.UTC)
        return max(EARLIEST, day)
    return EARLIEST
