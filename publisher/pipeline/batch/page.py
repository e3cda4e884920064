"""The summary as a page for people: what failed first, with its sentences and places.

Two pages, in Chinese and in English, each naming the other, without a script: a batch is looked at
from a disk or a static server. A publication's words are data; whatever they hold, nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import jinja2

from publisher.messages import Speaker, _
from publisher.pipeline.batch.summary import JSON, PAGES, Row, State, Summary, file_name
from publisher.pipeline.batch.values import Told

FOLDER = Path(__file__).parent / "templates"
LANGUAGES = {"zh": "zh-Hans", "en": "en"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
MOST_TOLD = 20  # findings of one publication on the page; the JSON has all
_COMPANIONS = (".pages.json", ".places.json", ".preflight.json")
_STATES = {
    State.FAILED: _("Not made"),
    State.ERRORS: _("With errors"),
    State.WARNINGS: _("With warnings"),
    State.GOOD: _("Without fault"),
}
_OTHER = {"zh": "English", "en": "中文"}
_WORDS = {
    "batch": _("Batch"),
    "count": _("{count} publications"),
    "took": _("{made} made in {seconds}, {kept} kept as they were"),
    "cluster": _("Workers left out"),
    "told": _("What to look at"),
    "tries": _("{count} tries"),
    "more": _("… and {count} more, in the JSON file"),
    "every": _("All publications"),
    "name": _("Name"),
    "state": _("State"),
    "files": _("Files"),
    "time": _("Time"),
    "kept": _("kept"),
    "work": _("{seconds} of a core on {jobs} processes"),
    "memory": _("at most {size} of memory each"),
    "disk": _("{size} on disk"),
}


def html(summary: Summary, language: str) -> bytes:
    """The page in `zh` or `en`."""
    page = _Page(summary, language)
    text = _template().render(page=page, summary=summary, say=Speaker(language).tr)
    return text.encode() + b"\n"


class _Page:
    """What the template shows, in one language."""

    def __init__(self, summary: Summary, language: str) -> None:
        self._summary, self.language = summary, language
        self.lang = LANGUAGES[language]
        self.policy, self.words, self.other_word = POLICY, _WORDS, _OTHER[language]
        self.others = {
            LANGUAGES[each]: file_name(name, summary.shard)
            for each, name in PAGES.items()
            if each != language
        }
        self.json = file_name(JSON, summary.shard)

    def counts(self) -> Iterator[tuple[str, str, int]]:
        """Class, word and number of every state."""
        for state, word in _STATES.items():
            yield state.value, word, self._summary.counts[state]

    def told_of(self) -> Iterator[Row]:
        """Publications of which something is to be told, the gravest first."""
        order = list(State)
        found = [row for row in self._summary.rows if row.told]
        return iter(sorted(found, key=lambda row: order.index(row.state)))

    def word(self, row: Row) -> str:
        """The state of a publication, a msgid."""
        return _STATES[row.state]

    def findings(self, row: Row) -> Iterator[tuple[str, str, str, str]]:
        """Severity, place, sentence and remedy; errors first."""
        ranked = sorted(row.told, key=lambda each: each.severity != "error")
        for each in ranked[:MOST_TOLD]:
            yield self.finding(each)

    def finding(self, told: Told) -> tuple[str, str, str, str]:
        """Severity, place, sentence and remedy of one."""
        place = f"{told.file}:{told.line}" if told.line else told.file
        message, remedy = told.zh if self.language == "zh" else told.en
        return told.severity, place, message, remedy

    def more(self, row: Row) -> int:
        """How many of its findings are not shown."""
        return max(0, len(row.told) - MOST_TOLD)

    def files(self, row: Row) -> Iterator[tuple[str, str, str]]:
        """Address, word and size of the files that people open."""
        for file, size in row.files:
            if not file.endswith(_COMPANIONS):
                short = file.removeprefix(row.name).removeprefix("-")
                short = short if not short.startswith(".") else short[1:]
                yield quote(f"./{row.name}/{file}"), _called(short), _size(size)

    def took(self, seconds: float) -> str:
        """`3.2 s`, `4 min 05 s`, `2 h 14 min`."""
        if seconds < 60:
            return f"{seconds:.1f} s"
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 60:
            return f"{minutes} min {rest:02} s"
        return f"{minutes // 60} h {minutes % 60:02} min"

    def memory(self) -> str:
        """The most that one process held."""
        return _size(max((row.cost.memory for row in self._summary.rows), default=0))

    def bytes(self) -> str:
        """All that lies in the folder."""
        return _size(sum(size for row in self._summary.rows for _file, size in row.files))

    def cores(self) -> str:
        """The work of what was made now."""
        return self.took(sum(row.cost.core_seconds for row in self._summary.made))


def _called(short: str) -> str:
    stem, _dot, suffix = short.rpartition(".")
    known = {"pdf": "PDF", "epub": "EPUB", "html": _("Certificate")}
    word = known.get(suffix, suffix)
    stem = stem.removesuffix("preflight").removesuffix(".")
    return f"{word} {stem}".strip() if word in ("PDF", "EPUB") else word


def _size(size: int) -> str:
    if size < 999_500:
        return f"{max(round(size / 1000), 1)} KB"
    if size < 999_500_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(FOLDER)
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("summary.html.j2")
