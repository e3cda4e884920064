"""EAN-13: the code patterns of ISO/IEC 15420, and the geometry of the symbol."""

from __future__ import annotations

import pytest

from publisher.document import barcode

# table 1 of the standard, set A; C is its complement, B is C read backwards
SET_A = ("0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011").split()
SET_C = [row.translate(str.maketrans("01", "10")) for row in SET_A]
SET_B = [row[::-1] for row in SET_C]
# table 2: which of the left digits are of which set, by the first digit
PARITIES = ("AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA").split()
SETS = {"A": SET_A, "B": SET_B, "C": SET_C}


def _wanted(number: str) -> str:
    sets = PARITIES[int(number[0])] + "CCCCCC"
    coded = [SETS[of][int(digit)] for digit, of in zip(number[1:], sets, strict=True)]
    return "101" + "".join(coded[:6]) + "01010" + "".join(coded[6:]) + "101"


@pytest.mark.parametrize(
    "number", ["9780306406157", "9787000000001", "9771000123006", "4006381333931", "0012345678905"]
)
def test_modules_are_those_of_the_tables(number: str) -> None:
    assert barcode.modules(number) == _wanted(number)


def test_a_symbol_that_was_worked_out_by_hand() -> None:
    # 5901234123457: the example that textbooks give, its first digit's sets ABBAAB
    row = barcode.modules("5901234123457")
    assert row[:17] == "101" + "0001011" + "0100111"  # 9 of A, 0 of B
    assert row[45:57] == "01010" + "1100110"  # the middle, 1 of C


@pytest.mark.parametrize(
    ("addon", "row"),
    [
        ("45", "1011" + SET_A[4] + "01" + SET_B[5]),  # 45 modulo 4 is 1: A, B
        ("08", "1011" + SET_A[0] + "01" + SET_A[8]),
        ("07", "1011" + SET_B[0] + "01" + SET_B[7]),
        # 3 (5+4+5) + 9 (2+9) = 141: the check is 1, the sets are B A B A A
        (
            "52495",
            "01".join(["1011" + SET_B[5], SET_A[2], SET_B[4], SET_A[9], SET_A[5]]),
        ),
    ],
)
def test_add_ons(addon: str, row: str) -> None:
    assert barcode.addon_modules(addon) == row


def test_an_issn_becomes_an_ean() -> None:
    assert barcode.issn_number("10001239") == "9771000123006"
    assert barcode.issn_number("03178471") == "9770317847001"
    assert barcode.issn_number("03178471", "03") == "9770317847032"


def test_bars_stand_on_whole_modules_between_quiet_zones() -> None:
    drawn = barcode.symbol("9780306406157", "52495")
    assert drawn.bars[0].left == 11
    assert all(bar.left % 1 == 0 and bar.width in (1, 2, 3, 4) for bar in drawn.bars)
    ends = [bar.left + bar.width for bar in drawn.bars]
    assert all(bar.left > end for bar, end in zip(drawn.bars[1:], ends, strict=False))
    main = [bar for bar in drawn.bars if bar.top == 0]
    assert len(main) == 30
    assert main[-1].left + main[-1].width == 11 + 95
    assert drawn.bars[30].left - 106 == 9
    assert drawn.width == 106 + 9 + 47 + 5
    longer = [n for n, bar in enumerate(main) if bar.bottom > main[2].bottom]
    assert longer == [0, 1, 14, 15, 28, 29]
    assert "".join(each.text for each in drawn.digits) == "978030640615752495"


@pytest.mark.parametrize(
    ("number", "addon"),
    [
        ("9780306406158", ""),
        ("978030640615", ""),
        ("97803064061５7", ""),
        ("9780306406157", "123"),
        ("9780306406157", "１２"),
    ],
)
def test_what_cannot_be_encoded_is_refused(number: str, addon: str) -> None:
    with pytest.raises(ValueError, match="digit"):
        barcode.symbol(number, addon)
