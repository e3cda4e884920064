"""The bound PDF becomes PDF/X-4 (ISO 15930-7): its intent, identity, boxes and marks.

Colours are inks already: the pages were drawn with them. So nothing here looks into their contents;
they are clipped to the bleed, and the marks are drawn after them.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass

import pikepdf

from publisher.press import identity
from publisher.press.boxes import Around, fill_up
from publisher.press.letters import Letters
from publisher.press.slug import Surround
from publisher.press.transparency import blend_in_inks
from publisher.typefaces import Face

VERSION = "1.6"  # PDF/X-4 is written down for this one


@dataclass(frozen=True, slots=True)
class Job:
    """What the press is told. `bleed` is in points; `profile` is the ICC file of the inks.

    `document` is a hash of what was bound, `identifier` and `registry` name the data that the
    profile is made of, `condition` is its name for people. `moment` (UTC) stands in the slug line,
    which is written in `face`. Blank pages fill up the number of pages to a multiple of `pages_in`.
    """

    title: str
    document: bytes
    identifier: str
    registry: str
    condition: str
    profile: bytes
    profile_name: str
    bleed: float
    moment: datetime.datetime
    face: Face
    pages_in: int = 1


def for_press(pdf: pikepdf.Pdf, job: Job) -> bytes:
    """The print PDF, of one that is bound and open. The same PDF and job give the same bytes."""
    fill_up(pdf, job.pages_in)
    blend_in_inks(pdf)
    surround = Surround(pdf, Letters(job.face), _slug_words(job))
    around = Around(job.bleed)
    for page in pdf.pages:
        surround.put(page, around.set(page))
    identity.declare_intent(pdf, job)
    identity.declare_x4(pdf, job)
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=VERSION,
        deterministic_id=True,
        fix_metadata_version=False,  # our XMP names none
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def _slug_words(job: Job) -> str:
    date = job.moment.strftime("%Y-%m-%d %H:%M UTC")
    return f"{job.title}　{date}　{job.condition}　{job.profile_name}　"
