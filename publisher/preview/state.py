"""What is shown, as the JSON that the browser page reads; sentences in the reader's language."""

from __future__ import annotations

from publisher import messages
from publisher.document.pages import Box, SourceMap
from publisher.findings import Finding
from publisher.messages import tr
from publisher.preview import places
from publisher.preview.values import Sheet, Shown, Step

Json = dict[str, object]


def of(shown: Shown, run: str) -> Json:
    """The whole state. `run` names this run of the server: a page of an earlier run reloads."""
    good = shown.good
    return {
        "run": run,
        "revision": shown.revision,
        "title": good.title,
        "rightBound": good.right_bound,
        "whole": good.whole,
        "files": [{"file": run.file, "page": run.page, "pages": run.pages} for run in good.runs],
        "look": look(shown),
        **work(shown),
        "sheets": [_sheet(sheet) for sheet in good.sheets],
        "findings": [finding(each, good.boxes) for each in shown.findings],
        "trouble": [finding(each, good.boxes) for each in shown.trouble],
    }


def work(shown: Shown) -> Json:
    """How far the build is, and how often files were saved."""
    return {"working": shown.working, "step": step(shown.step), "saves": shown.saves}


def look(shown: Shown) -> Json:
    """How the publication is looked at, and how it might be."""
    seen, asked = shown.good.look, shown.asked
    return {
        "layout": seen.layout,
        "layouts": [{"name": name, "title": title} for name, title in seen.layouts],
        "profile": asked.profile,
        "tried": dict(asked.tokens),
        "controls": [control._asdict() for control in seen.controls],
    }


def finding(found: Finding, boxes: SourceMap = ()) -> Json:
    """A finding, with the box on the pages in which its line stands (or null)."""
    return {
        "severity": found.severity.word,
        "code": found.code,
        "place": str(found.place or ""),
        "message": messages.sentence(found),
        "remedy": messages.remedy(found),
        "box": box(places.of(boxes, found.place)),
    }


def box(found: Box | None) -> Json | None:
    """A box on a page: pages count from 1, points from the trimmed page's top left."""
    if found is None:
        return None
    return {
        "page": found.page,
        "x": found.x,
        "y": found.y,
        "width": found.width,
        "height": found.height,
    }


def step(come: Step | None) -> Json | None:
    """How far the build has come, in words and as a share from 0 to 1."""
    if come is None:
        return None
    share = min(come.done / come.total, 1.0) if come.total else 0.0
    return {"words": f"{tr(come.what)} {come.detail}".strip(), "share": share}


def _sheet(sheet: Sheet) -> Json:
    return {
        "picture": sheet.picture,
        "width": sheet.width,
        "height": sheet.height,
        "folio": sheet.folio,
    }
