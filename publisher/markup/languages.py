"""Passages in another language than the publication's, so that they are read aloud in it.

WCAG 2.2, 3.1.2 asks for the language of passages and phrases. It leaves out proper names, technical
terms and words that have become part of the language around them: so a word or two of Latin stay
Chinese, and three words that hold one of a language's little words are a passage of that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from publisher.markup.xhtml import element, escape, joined
from publisher.patterns import later

_WORD = "(?<![A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{0,80}"  # what is longer is no word
_LATIN = later(rf"{_WORD}(?:[ ,.;:!?\"“”‘’()—–/&%0-9]+{_WORD}){{2,}}[.!?]?")
_LITTLE = {
    "en": "the of and to in is that for it with as was on are be this by an at from or not you we",
    "fr": "le la les des et du est une un dans que pour sur pas au avec qui ne il je nous vous",
    "de": "der die und das den von zu mit ist des im dem nicht ein eine auf für sich als auch",
    "es": "el los las del y que en una por con para es se no su lo al como más",
    "it": "il di che e la un per è non sono le con del della si da nel",
}
_LEAST = {"en": 1}  # little words; “et al.” makes no French
_WORDS = {language: frozenset(words.split()) for language, words in _LITTLE.items()}
# scripts that belong to one language, or nearly so; a single sign is a symbol or an ornament
_SCRIPTS = (
    ("ja", later("[ぁ-ヺー](?:[々一-鿿]{0,4}[ぁ-ヺー])+")),
    ("ko", later("[가-힣]{2,}(?:[ ,.]+[가-힣]+)*")),
    ("uk", later("(?<![А-яЁё ])[А-яЁё ]*[ІіЇїЄєҐґ][А-яЁёІіЇїЄєҐґ ]*[А-яІіЇїЄєҐґ]")),
    ("ru", later("[А-яЁё]{2,}(?:[ ,.–—-]+[А-яЁё]+)*")),
    ("el", later("[Ͱ-Ͽἀ-῾]{3,}(?:[ ,.]+[Ͱ-Ͽἀ-῾]+)*")),
    ("he", later("[א-ת]{2,}(?:[ ,.]+[א-ת]+)*")),
    ("ar", later("[ء-ي]{2,}(?:[ ،.]+[ء-ي]+)*")),
    ("th", later("[ก-๛]{3,}(?: [ก-๛]+)*")),
)
_FOREIGN = later("[A-Za-zÀ-ῼぁ-ヺ가-힣]")


def is_own(text: str) -> bool:
    """Whether there is nothing in a text that could be of another language."""
    return not _FOREIGN.search(text)


def parted(text: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces, each with its language where it is not the publication's."""
    done = 0
    for start, end, language in (
        sorted(_passages(text), key=_first) if _FOREIGN.search(text) else ()
    ):
        if start >= done:
            if start > done:
                yield text[done:start], None
            yield text[start:end], language
            done = end
    if done < len(text) or not text:
        yield text[done:], None


def spoken(text: str) -> Markup:
    """Text as markup, its foreign passages marked."""
    return joined(marked(escape(piece), language) for piece, language in parted(text))


def marked(written: Markup, language: str | None) -> Markup:
    """Markup in the language that it is to be read in."""
    return element("span", written, lang=language, xml_lang=language) if language else written


def _passages(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _LATIN.finditer(text):
        if language := _language(found[0]):
            yield found.start(), found.end(), language
    for language, pattern in _SCRIPTS:
        for found in pattern.finditer(text):
            lead = len(found[0]) - len(found[0].lstrip())
            yield found.start() + lead, found.end(), language


def _first(passage: tuple[int, int, str]) -> tuple[int, int]:
    """Passages in the order of the text, of two that begin together the longer one first."""
    start, end, _name = passage
    return start, -end


def _language(passage: str) -> str | None:
    """The language with the most of its little words; of several with as many, the first."""
    words = re.findall(_WORD, passage.lower())
    counts = {name: sum(word in own for word in words) for name, own in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _LEAST.get(best, 2) else None
