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
    "overlays": _("Overlays"),
    "overlay_grid": _("Baseline grid"),
    "overlay_area": _("Type area and columns"),
    "overlay_trim": _("Trim, bleed, safe area"),
    "overlay_spacing": _("Spacing of lines"),
    "overlay_marks": _("Squeezed marks"),
    "overlay_fit": _("Copy-fitting"),
    "overlay_ink": _("Ink coverage"),
    "overlay_ppi": _("Resolution of pictures"),
    "overlay_missing": _("Missing glyphs"),
    "figure_grid": _("{line} pt · {off} off"),
    "figure_area": _("{columns} × {ems} em · {gap} pt"),
    "figure_trim": _("{bleed} mm · {safe} mm"),
    "figure_spacing": _("{tightest} … {widest} em"),
    "figure_marks": _("{line} line · {pair} pair · {edge} edge"),
    "figure_count": _("{count}"),
    "figure_ink": _("{most} of {limit} %"),
    "figure_ppi": _("{least} ppi at least"),
    "ink_legend": _("{percent} %"),
    "press_making": _("making the print file …"),
    "press_failed": _("the print file cannot be made"),
    "no_pictures": _("no pictures"),
    "fit_article": _("{title} · {count} characters · {lines} lines"),
    "fit_spare": _("{lines} lines / {characters} characters short"),
    "fit_over": _("over by {lines} lines / {characters} characters"),
    "fit_full": _("full"),
    "squeeze_line": _("{mark} gave {em} em to its line"),
    "squeeze_pair": _("{mark} gave {em} em to its neighbour"),
    "squeeze_edge": _("{mark} gave {em} em at the edge of its line"),
    "squeeze_hangs": _("{mark} hangs"),
    "line_spread": _("characters stand {em} em apart"),
    "line_tight": _("each character gave {em} em"),
    "keys": _("Keys: ← → pages, + − zoom, 0 fit, S spreads"),
}


def words() -> dict[str, str]:
    """Name -> word, in the language of the locale."""
    return {name: tr(msgid) for name, msgid in WORDS.items()}


def html_language() -> str:
    """The `lang` of the page."""
    return "zh-Hans" if language() == "zh" else "en"
