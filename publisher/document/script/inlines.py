"""Inline content converted as one text, and every converted character back where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from publisher.document.model import Inline, Inlines, Link, NoteReference, Ruby, Span, Text, plain

Convert = Callable[[str], str]

BREAK = "\x1f"  # where code and addresses stand, which are not converted


def inlines(content: Inlines, convert: Convert, marks: Convert = str) -> Inlines:
    """Inline content in the other script, of the same structure.

    `convert` may make a text longer or shorter; `marks`, which goes first, keeps its length.
    """
    pieces = list(_pieces(content))
    whole = marks(joined(content))
    made = one_by_one(whole, [1 if each is None else len(each) for each in pieces], convert)
    return tuple(_rebuilt(content, iter(made)))


def joined(content: Inlines) -> str:
    """The text as it is converted: without marks of notes, a BREAK where code stands."""
    return "".join(BREAK if each is None else each for each in _pieces(content))


def one_by_one(whole: str, lengths: Sequence[int], convert: Convert) -> tuple[str, ...]:
    """A text converted whole and cut again where its pieces meet.

    The pieces are the conversion of the whole, cut; only where a word becomes so short that a
    piece of it would be left empty is each piece converted by itself.
    """
    together = convert(whole)
    ends = list(accumulate(lengths))
    cuts = [0, *(_cut(whole, together, end, convert) for end in ends[:-1]), len(together)]
    made = tuple(together[a:b] for a, b in pairwise(cuts))
    if any(length and not piece for length, piece in zip(lengths, made, strict=False)):
        starts = [0, *ends]
        return tuple(convert(whole[a:b]) for a, b in zip(starts, ends, strict=False))
    return made[: len(lengths)]


def _cut(whole: str, together: str, place: int, convert: Convert) -> int:
    """Where a place of the text lies in its conversion.

    Two places around it are sought at which the text can be cut without changing what it becomes.
    Between them lies one word: character by character, or in proportion where its length changes.
    """

    def parted(at: int) -> bool:
        return convert(whole[:at]) + convert(whole[at:]) == together

    first = next(at for at in range(place, -1, -1) if parted(at))
    if first == place:
        return len(convert(whole[:place]))
    last = next(at for at in range(place + 1, len(whole) + 1) if parted(at))
    start, end = len(convert(whole[:first])), len(together) - len(convert(whole[last:]))
    if end - start == last - first:
        return start + place - first
    return start + round((end - start) * (place - first) / (last - first))


def _pieces(content: Inlines) -> Iterator[str | None]:
    """The running texts in their order; None where code or an address stands."""
    for inline in content:
        match inline:
            case Text(text) | Ruby(text, _):
                yield text
            case Span(_, children) | Link(_, children):
                if _stays(inline):
                    yield None
                else:
                    yield from _pieces(children)
            case NoteReference():
                pass


def _stays(inline: Inline) -> bool:
    """Code, and an address that is printed as it is."""
    match inline:
        case Span(role, _):
            return role == "code"
        case Link(href, children):
            return plain(children) == href
        case _:
            return False


def _rebuilt(content: Inlines, pieces: Iterator[str]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text():
                yield Text(next(pieces))
            case Ruby(_, reading):
                yield Ruby(next(pieces), reading)
            case NoteReference():
                yield inline
            case _ if _stays(inline):
                next(pieces)
                yield inline
            case Span(role, children):
                yield Span(role, tuple(_rebuilt(children, pieces)))
            case Link(href, children):
                yield Link(href, tuple(_rebuilt(children, pieces)))
