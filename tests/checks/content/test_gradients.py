"""Gradients by every kind of function: the colours between which they run, or nothing."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from publisher.checks.content.gradients import ends


def shading(function: pikepdf.Object) -> Dictionary:
    return Dictionary(ShadingType=2, Function=function)


def sampled(pdf: pikepdf.Pdf, samples: bytes, **more: object) -> pikepdf.Stream:
    told = {"FunctionType": 0, "Domain": [0, 1], "Range": [0, 1] * 4, "BitsPerSample": 8} | more
    return pdf.make_stream(samples, **told)


def test_samples_are_the_ends() -> None:
    with pikepdf.new() as pdf:
        function = sampled(pdf, bytes((0, 0, 0, 255, 255, 51, 0, 0)), Size=[2])
        assert ends(shading(function)) == [(0, 0, 0, 1), (1, 0.2, 0, 0)]
        wide = sampled(pdf, b"\xff\xff" * 4, Size=[1], BitsPerSample=16, Decode=Array([0, 0.5] * 4))
        assert ends(shading(wide)) == [(0.5,) * 4]


@pytest.mark.parametrize(
    "more",
    [
        {"Size": [3]},  # fewer samples than it says
        {"Size": [1, 1]},
        {"Size": [100_000]},
        {"Size": [1], "Order": 3},
        {"Size": [1], "BitsPerSample": 12},
        {"Size": [0]},
    ],
)
def test_samples_that_nobody_can_follow_are_not_known(more: dict[str, object]) -> None:
    with pikepdf.new() as pdf:
        assert ends(shading(sampled(pdf, bytes(4), **more))) is None


def test_one_function_an_ink_is_known_where_all_run_in_step() -> None:
    each = [Dictionary(FunctionType=2, C0=[0], C1=[part], N=1) for part in (0.25, 0.5, 1, 0)]
    assert ends(shading(Array(each))) == [(0, 0, 0, 0), (0.25, 0.5, 1, 0)]
    each[1].N = 2
    assert ends(shading(Array(each))) is None


def test_a_program_is_not_followed() -> None:
    with pikepdf.new() as pdf:
        program = pdf.make_stream(b"{ dup dup dup }", FunctionType=4, Domain=[0, 1])
        assert ends(shading(program)) is None
