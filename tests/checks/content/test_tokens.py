"""Content streams cut into instructions."""

from __future__ import annotations

import pytest

from publisher.checks.content.tokens import SUBPATH, BrokenContent, instructions


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"1 0 0 -1 0 737.5 cm", [(b"cm", [1, 0, 0, -1, 0, 737.5])]),
        (b"q\nQ", [(b"q", []), (b"Q", [])]),
        (b".5 -.5 +7. 0 0 1 cm", [(b"cm", [0.5, -0.5, 7, 0, 0, 1])]),
        (b"/F1 12 Tf", [(b"Tf", ["/F1", 12])]),
        (b"/A#20B gs", [(b"gs", ["/A B"])]),
        (b"[<00410042>-250<0043>] TJ", [(b"TJ", [[b"\0A\0B", -250, b"\0C"]])]),
        (b"[(a) 1 (b)]TJ", [(b"TJ", [[b"a", 1, b"b"]])]),
        (rb"(a\)b(c)\101\n) Tj", [(b"Tj", [b"a)b(c)A\n"])]),
        (b"<4 1> Tj", [(b"Tj", [b"A"])]),
        (b"<414> Tj", [(b"Tj", [b"A@"])]),
        (b"<</MCID 3/P[1 2]>> BDC", [(b"BDC", [{"/MCID": 3, "/P": [1, 2]}])]),
        (b"true false null x", [(b"x", [True, False, 0])]),
        (b"1 w % thin\n2 w", [(b"w", [1]), (b"w", [2])]),
        (b"f*S", [(b"f*S", [])]),
        (b"12345678901234567890 w", [(b"w", [1e7])]),
        (b"--5 w", [(b"w", [0])]),
        (b"f   \n\n", [(b"f", [])]),
        (b"1 2 m 3 4 l h", [(SUBPATH, [[1, 2, 3, 4], False]), (b"h", [])]),
        (b"1 2 m 3 4 5 6 7 -.5 c f", [(SUBPATH, [[1, 2, 3, 4, 5, 6, 7, -0.5], True]), (b"f", [])]),
        (b"1 2 m 3 4 lx", [(b"m", [1, 2]), (b"lx", [3, 4])]),
        (b"1 2 m 3 m", [(b"m", [1, 2]), (b"m", [3])]),
        (b"1 2 3 4 5 6 7 re", [(b"re", [1, 2, 3, 4, 5, 6, 7])]),
        (b"8 9 1 2 m 3 4 l f", [(SUBPATH, [[1, 2, 3, 4], False]), (b"f", [8, 9])]),
        (b"1 2 re1 3 w", [(b"re1", [1, 2]), (b"w", [3])]),
        (b"1 true w", [(b"w", [1, True])]),
        (b"[1 2 re (a)] TJ", [(b"TJ", [[1, 2, b"a"]])]),
        (b"[[<00>] TJ 1] x", [(b"x", [[[b"\0"], 1]])]),
        (b"[<00>] TJx", [(b"TJx", [[b"\0"]])]),
        (b"5 [<00>]TJ", [(b"TJ", [5, [b"\0"]])]),
        (b"BT' \"", [(b"BT'", []), (b'"', [])]),
    ],
)
def test_instructions(content: bytes, expected: list[tuple[bytes, list[object]]]) -> None:
    assert list(instructions(content)) == expected


def test_an_inline_picture_is_one_instruction() -> None:
    content = b"q BI /W 2 /H 1 /CS /G ID \x00EI\xff EI Q"
    assert list(instructions(content)) == [
        (b"q", []),
        (b"BI", [{"/W": 2, "/H": 1, "/CS": "/G"}, b"\x00EI\xff"]),
        (b"Q", []),
    ]


@pytest.mark.parametrize("content", [b"[1 2", b"<</A 1", b"BI /W 1 ID abc", b"(abc", b"[" * 99])
def test_what_does_not_end_is_told(content: bytes) -> None:
    with pytest.raises(BrokenContent):
        list(instructions(content))


def test_what_comes_before_is_kept() -> None:
    found = []
    with pytest.raises(BrokenContent):
        found += list(instructions(b"[1"))
    for operator, _operands in instructions(b"q Q ]]"):
        found.append(operator)
    assert found == [b"q", b"Q"]
