"""Every word of the shelf's own, as msgids; pages are made in both languages, feeds say both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from publisher.messages import Speaker, _

LANGUAGES = {"zh": "zh-Hans", "en": "en"}
WORDS = {
    "shelf": _("Bookshelf"),
    "newest": _("Newest issue"),
    "issues": _("All issues"),
    "older": _("Older issues"),
    "newer": _("Newer issues"),
    "pages": _("Pages of the shelf"),
    "browse": _("Browse"),
    "series": _("By series"),
    "year": _("By year"),
    "language": _("By language"),
    "subject": _("By subject"),
    "other": _("中文"),
    "skip": _("Skip to the books"),
    "read": _("Read online"),
    "needs_script": _("Reading online needs JavaScript; the files do not."),
    "download": _("Download"),
    "files": _("Files"),
    "details": _("Sizes and checksums"),
    "cover_of": _("Cover of “{title}”"),
    "published": _("Published"),
    "publisher": _("Publisher"),
    "author": _("Author"),
    "editor": _("Editor"),
    "translator": _("Translator"),
    "illustrator": _("Illustrator"),
    "photographer": _("Photographer"),
    "speakers": _("Speakers"),
    "people": _("Contributors"),
    "in_series": _("Series"),
    "rights": _("Rights"),
    "identifier": _("Identifier"),
    "number": _("No. {number}"),
    "filter": _("Find an issue"),
    "filter_hint": _("Title, person, series or year"),
    "found": _("{count} found"),
    "none": _("Nothing found."),
    "subscribe": _("Subscribe"),
    "news": _("News feed (Atom)"),
    "back": _("Back to the shelf"),
    "count": _("{count} issues"),
    "comma": _(", "),
}
READER = {
    "back": _("Back to the shelf"),
    "contents": _("Contents"),
    "looks": _("Type and colours"),
    "size": _("Size"),
    "smaller": _("Smaller"),
    "larger": _("Larger"),
    "theme": _("Colours"),
    "theme_auto": _("Device"),
    "theme_light": _("Light"),
    "theme_sepia": _("Sepia"),
    "theme_dark": _("Dark"),
    "face": _("Typeface"),
    "face_book": _("The book's"),
    "face_song": _("Song"),
    "face_hei": _("Hei"),
    "face_kai": _("Kai"),
    "leading": _("Space between lines"),
    "leading_1.5": _("Narrow"),
    "leading_1.75": _("Usual"),
    "leading_2": _("Wide"),
    "flow": _("Turning"),
    "flow_paginated": _("Pages"),
    "flow_scrolled": _("Scrolling"),
    "keys": _("Keys: ← → pages, + − size, C contents, S settings"),
    "done": _("Done"),
    "note": _("Note"),
    "progress": _("Place in the book"),
    "page": _("print page {page}"),
    "previous": _("Previous page"),
    "next": _("Next page"),
    "opening": _("Opening the book …"),
    "nothing": _("There is no such book on this shelf."),
    "failed": _("The book could not be opened."),
    "download": _("Download"),
}


def reader_script() -> bytes:
    """The reader's words in both languages, as a module of JavaScript."""
    spoken = {each: _said(READER, each) for each in LANGUAGES}
    return f"export const words = {json.dumps(spoken, ensure_ascii=False, indent=1)};\n".encode()


@cache
def words(language: str) -> dict[str, str]:
    """Name -> word, in `zh` or `en`."""
    return _said(WORDS, language)


@cache
def both(name: str) -> str:
    """A word in both languages, for feeds that know nothing of their readers."""
    return f"{words('zh')[name]} · {words('en')[name]}"


def _said(msgids: Mapping[str, str], language: str) -> dict[str, str]:
    speaker = Speaker(language)
    return {name: speaker.tr(msgid) for name, msgid in msgids.items()}
