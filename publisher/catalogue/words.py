"""Every word of the shelf's own, as msgids; pages are made in both languages, feeds say both."""

from __future__ import annotations

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
    "size": _("Size"),
    "checksum": _("SHA-256"),
    "details": _("Sizes and checksums"),
    "about": _("About this issue"),
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
    "catalogue": _("Catalogue for reading apps (OPDS)"),
    "news": _("News feed (Atom)"),
    "back": _("Back to the shelf"),
    "count": _("{count} issues"),
    "comma": _(", "),
}


def words(language: str) -> dict[str, str]:
    """Name -> word, in `zh` or `en`."""
    speaker = Speaker(language)
    return {name: speaker.tr(msgid) for name, msgid in WORDS.items()}


def both(name: str) -> str:
    """A word in both languages, for feeds that know nothing of their readers."""
    return f"{words('zh')[name]} · {words('en')[name]}"
