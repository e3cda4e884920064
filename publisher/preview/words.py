"""Every word of the browser page, as msgids; the page gets them in the reader's language."""

from __future__ import annotations

from publisher.messages import _, language, tr

WORDS = {
    "preview": _("Preview"),
    "pages": _("Pages"),
    "page": _("Page"),
    "page_of": _("Page {number} of {count}"),
    "tools": _("View"),
    "previous": _("Previous page"),
    "next": _("Next page"),
    "spread": _("Spreads"),
    "smaller": _("Smaller"),
    "larger": _("Larger"),
    "fit": _("Fit the window"),
    "zoom": _("Zoom"),
    "problems": _("Findings"),
    "error": _("Errors"),
    "warning": _("Warnings"),
    "note": _("Repairs and notes"),
    "none": _("Nothing to complain of."),
    "source": _("Manuscript"),
    "source_hint": _("Click on a page to see where its text stands in the manuscript."),
    "source_none": _("Nothing of the manuscript stands here."),
    "waiting": _("Setting the first pages …"),
    "working": _("Setting …"),
    "ready": _("Up to date · {count} pages"),
    "stale": _("Not up to date"),
    "lost": _("The preview has ended. Start it again in the terminal; this page will follow."),
    "trouble": _("These pages are from before: the last save cannot be set."),
    "trouble_first": _("The publication cannot be set."),
    "hide": _("Hide"),
    "remedy": _("Remedy: {remedy}"),
    "keys": _("Keys: ← → pages, + − zoom, 0 fit, S spreads"),
}


def words() -> dict[str, str]:
    """Name -> word, in the language of the locale."""
    return {name: tr(msgid) for name, msgid in WORDS.items()}


def html_language() -> str:
    """The `lang` of the page."""
    return "zh-Hans" if language() == "zh" else "en"
