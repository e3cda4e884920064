"""Pages with transparency say that it is blended in inks; others say nothing."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from publisher.press.transparency import blend_in_inks


def page(pdf: pikepdf.Pdf, **resources: Any) -> Any:
    made = pdf.add_blank_page()
    made.obj.Resources = Dictionary(**resources)
    return made.obj


def form(pdf: pikepdf.Pdf, **resources: Any) -> Any:
    own = Dictionary(**resources)
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=own)


@pytest.mark.parametrize(
    "state",
    [
        Dictionary(ca=0.5),
        Dictionary(CA=0.2),
        Dictionary(BM=Name.Multiply),
        Dictionary(SMask=Dictionary()),
    ],
)
def test_what_shines_through_makes_a_group(state: Any) -> None:
    with pikepdf.new() as pdf:
        shining = page(pdf, ExtGState=Dictionary(a=state))
        inside = page(pdf, XObject=Dictionary(x=form(pdf, ExtGState=Dictionary(a=state))))
        plain = page(pdf, ExtGState=Dictionary(a=Dictionary(ca=1, OP=True)))
        blend_in_inks(pdf)
        for each in (shining, inside):
            names = [str(each.Group[key]) for key in ("/S", "/CS")]
            assert names == ["/Transparency", "/DeviceCMYK"]
        assert "/Group" not in plain


def test_no_mask_is_none() -> None:
    with pikepdf.new() as pdf:
        plain = page(pdf, ExtGState=Dictionary(a=Dictionary(SMask=Name("/None"))))
        blend_in_inks(pdf)
        assert "/Group" not in plain
