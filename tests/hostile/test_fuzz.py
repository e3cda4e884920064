"""Random files: each is read or refused in a sentence, and what is read keeps its text.

`make fuzz MINUTES=10` goes on with new ones; what breaks then belongs into tests/hostile/broken.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as how

from publisher import manuscript, resources
from publisher.document import settings
from publisher.document.model import Publication
from publisher.document.printing import Print
from publisher.errors import PublisherError
from publisher.markup.layout import Layout
from tests.hostile.strategies import manuscripts, settings_texts, texts, token_settings

# the tests' number; tools/fuzz.py asks for more, until its time is over
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
TRIED = how(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
)  # fmt: skip
EMPTY = Publication("题", (), "", Print(None, None, ""), "feature", "zh-Hans")
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))


def _has_place(error: PublisherError, with_line: bool = False) -> None:
    place = error.finding.place
    assert place is not None
    assert place.line or not with_line


def loaded(suffix: str, data: bytes) -> manuscript.Loaded:
    file = FOLDER / f"a.{suffix}"
    file.write_bytes(data)
    return manuscript.load(file, file.name)


@TRIED
@given(manuscripts)
def test_a_manuscript_is_read_or_refused_and_its_clean_copy_stays(made: tuple[str, bytes]) -> None:
    try:
        copy = manuscript.clean_copy(loaded(*made).article)
    except PublisherError as error:
        _has_place(error)
        return
    assert manuscript.clean_copy(loaded("md", copy.encode()).article) == copy


@TRIED
@given(texts)
def test_a_clean_copy_is_read_or_refused_at_its_line(text: str) -> None:
    source = f"---\nheadline: [题]\n---\n{text}"
    try:
        loaded("md", source.encode("utf-8", "surrogatepass"))
    except PublisherError as error:
        _has_place(error)


@TRIED
@given(settings_texts)
def test_settings_and_house_lists_are_read_or_refused_at_their_line(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()  # what is not UTF-8 is refused before
    for read in (settings.parse, manuscript.read_house):
        try:
            read(text, "x.yaml")
        except PublisherError as error:
            _has_place(error)


@TRIED
@given(token_settings)
def test_tokens_are_taken_or_refused_at_their_line(chosen: tuple[str, str]) -> None:
    name, value = chosen
    layout = Layout.load("feature", [resources.folder("layouts")])
    told = json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False)
    for written in (told, value.encode("utf-8", "replace").decode()):
        try:
            given_, nodes = settings.parse(f"title: 题\ntokens:\n  {name}: {written}\n", "x.yaml")
            layout.check(replace(EMPTY, tokens=tuple(given_.tokens.items())), nodes.place)
        except PublisherError as error:
            _has_place(error, with_line=True)


def test_what_fuzzing_broke_stays_mended() -> None:
    for suffix, text in (
        ("md", ">#"),  # a quotation of a heading without words: its clean copy was refused
        ("md", ">" * 50),  # a quotation without words: another clean copy each time
        ("txt", "题目\n\n他们说。\n\na|b\n-|-\na|b\n-|-\n"),  # verse with a rule: read as a table
        ("txt", "\ufffe\uffff\U0010ffff\ufdd0字"),  # a headline that YAML refuses
    ):
        test_a_manuscript_is_read_or_refused_and_its_clean_copy_stays.hypothesis.inner_test(  # type: ignore[attr-defined]
            (suffix, text.encode())
        )
    layout = Layout.load("feature", [resources.folder("layouts")])
    for token in layout.declared:
        for number in ("9" * 400, "1e999", ".inf", ".nan"):  # too large for a float: no sentence
            test_tokens_are_taken_or_refused_at_their_line.hypothesis.inner_test(  # type: ignore[attr-defined]
                (token.name, number)
            )
