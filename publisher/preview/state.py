"""What is shown, as the JSON that the browser page reads; sentences in the reader's language."""

from __future__ import annotations

import hashlib
from pathlib import Path

from publisher import messages, resources
from publisher.document.coding import as_json, told
from publisher.document.pages import Box
from publisher.findings import Finding, Severity
from publisher.manuscript import SUFFIXES
from publisher.manuscript.findings import RETURNABLE
from publisher.messages import tr
from publisher.preview import places
from publisher.preview.values import Sheet, Shown, Step

Json = dict[str, object]

# findings of the house's lists, which say what should stand there; only an editor knows whether
MENDED = frozenset({"house-name", "house-term", "house-title", "house-title-in-text"})


def of(shown: Shown, run: str) -> Json:
    """The whole state. `run` names this run of the server: a page of an earlier run reloads."""
    good = shown.good
    lies = places.finder(good.boxes)
    return {
        "run": run,
        "revision": shown.revision,
        "title": good.title,
        "rightBound": good.right_bound,
        "whole": good.whole,
        "files": [name for name, path in good.files if path.suffix.lower() in SUFFIXES],
        "look": look(shown),
        **work(shown),
        "sheets": [_sheet(sheet) for sheet in good.sheets],
        "findings": [finding(each, lies(each.place)) for each in shown.findings],
        "trouble": [
            {**finding(each, lies(each.place)), **_excerpt(each, shown)} for each in shown.trouble
        ],
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


def finding(found: Finding, lies: Box | None = None) -> Json:
    """A finding, with the box on the pages in which its line stands (or null)."""
    return {
        "severity": found.severity.word,
        "code": found.code,
        "place": str(found.place or ""),
        "message": messages.sentence(found),
        "remedy": messages.remedy(found),
        "box": box(lies),
        "file": found.place.file if found.place else "",
        "line": found.place.line if found.place else 0,
        "fix": _fix(found),
        "key": key(found),
        "decides": _decides(found),
    }


def key(found: Finding) -> str:
    """What a finding is known by in the browser."""
    return hashlib.blake2b(as_json(told(found)), digest_size=12).hexdigest()


def _decides(found: Finding) -> str:
    """What refusing a finding does: `back` takes a repair back, `leave` is told no more of it.

    Empty where there is nothing to decide.
    """
    if found.severity is Severity.ERROR or found.place is None or not found.place.line:
        return ""
    if Path(found.place.file).suffix.lower() not in SUFFIXES:
        return ""
    return "back" if found.code in RETURNABLE else "leave"


def _fix(found: Finding) -> Json | None:
    """The words that a finding would have put in the place of others, where it knows both."""
    values = dict(found.values)
    old, new = values.get("word", values.get("found")), values.get("right")
    if found.code not in MENDED or not isinstance(old, str) or not isinstance(new, str):
        return None
    return {"old": old, "new": new}


def _excerpt(found: Finding, shown: Shown) -> Json:
    """The line that broke the build, as it stands in a manuscript, the settings or a layout."""
    from publisher.pipeline.sources import SETTINGS_FILE  # here: the server itself reads nothing

    if found.place is None or not found.place.line:
        return {"excerpt": ""}
    root = shown.asked.source if shown.asked.source.is_dir() else shown.asked.source.parent
    name = found.place.file
    known = dict(shown.good.files).get(name)
    if known is None and name.startswith("layouts/"):
        folders = (root / "layouts", resources.folder("layouts"))
        tries = [(f / name.removeprefix("layouts/")).resolve() for f in folders]
        inside = (t for t, f in zip(tries, folders, strict=True) if t.is_relative_to(f.resolve()))
        known = next((each for each in inside if each.is_file()), None)
    if known is None and Path(name).name == SETTINGS_FILE:
        known = root / SETTINGS_FILE
    return {"excerpt": places.line(known, found.place.line, any_text=True) if known else ""}


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
