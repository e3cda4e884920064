from __future__ import annotations

from publisher.preview.lines import Line, in_columns


def column(text: str, x: float, y: float) -> list[Line]:
    return [Line(char, x, y + 10 * n, 10, 10) for n, char in enumerate(text)]


def test_characters_of_a_column_are_one_run() -> None:
    # PDFium has an order of its own
    told = column("上海北", 50, 10) + column("左边走", 20, 20)
    turns = [told[n] for n in (4, 0, 2, 5, 1, 3)]
    assert [run.text for run in in_columns(turns)] == ["上海北", "左边走"]
    assert in_columns(turns)[0] == Line("上海北", 50, 10, 10, 30)


def test_columns_are_read_tier_by_tier_from_the_right() -> None:
    told = column("三三三", 50, 100) + column("二二", 20, 20) + column("一一一", 50, 10)
    assert [run.text for run in in_columns(told)] == ["一一一", "二二", "三三三"]


def test_lines_that_run_across_stay_as_they_are() -> None:
    told = [
        Line("第二行", 10, 30, 30, 10),
        Line("第一行", 10, 10, 30, 10),
        Line("1", 10, 90, 5, 10),
    ]
    assert in_columns(told) == told
