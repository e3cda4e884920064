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
    "keys": _(
        "Keys: ← → pages, + − zoom, 0 fit, S spreads, T thumbnails, P panel, E edit, "
        "J K findings, A accept, F look for words, Q pull quote"
    ),
    "thumbs": _("Thumbnails"),
    "text": _("Manuscript"),
    "look": _("Layout"),
    "find": _("Look for words on the pages"),
    "find_short": _("Look for …"),
    "found": _("{number} of {count}"),
    "found_none": _("Not found"),
    "file": _("File"),
    "edit": _("Edit"),
    "save": _("Save"),
    "saved": _("Saved"),
    "undo": _("Undo what was written"),
    "discard": _("Leave as it was"),
    "open": _("Open in the editor"),
    "opener": _("Link of your editor"),
    "opener_hint": _(
        "Such as vscode://file/{path}:{line}. {path} and {line} are put in; empty hides it."
    ),
    "clean": _("Make the clean copy"),
    "clean_hint": _(
        "The repaired text as Markdown, to be corrected here; the manuscript stays as it is."
    ),
    "read_only": _("A file of Word is corrected in Word, or in its clean copy."),
    "conflict": _("Another program has changed this file."),
    "theirs": _("What stands there now"),
    "take_theirs": _("Take theirs"),
    "keep_mine": _("Save mine over it"),
    "lift": _("Pull quote"),
    "lifted": _("Lifted out as the pull quote."),
    "accept": _("Write “{new}”"),
    "filter": _("Filter"),
    "profile": _("Made for"),
    "profile_own": _("The publication's own, as a screen shows it"),
    "profile_print": _("The press (print)"),
    "profile_screen": _("A screen"),
    "profile_proof": _("Proofreaders"),
    "try": _("Try out"),
    "try_hint": _("Nothing is written. Copy what you like into publication.yaml."),
    "copy": _("Copy for publication.yaml"),
    "copied": _("Copied"),
    "reset": _("Back to what is set"),
    "yes": _("Yes"),
    "no": _("No"),
    "failed": _("This did not work."),
}


def words() -> dict[str, str]:
    """Name -> word, in the language of the locale."""
    return {name: tr(msgid) for name, msgid in WORDS.items()}


def html_language() -> str:
    """The `lang` of the page."""
    return "zh-Hans" if language() == "zh" else "en"
