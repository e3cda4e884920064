"""The inside of WeasyPrint that the setter stands on is the one that it is proved on."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

import pytest

from publisher.engine import inside, inside_hooks

DIGESTS = {
    "Gradient": "6d6ffdc30da78804",
    "RasterImage": "ea99edc276538b4f",
    "Stream": "624257224db6f66d",
    "_use_references": "4d1abd9646c3f4dc",
    "ComputedStyle": "4ff0512c0af12674",
    "Font": "1888854798bf8726",
    "draw_block_level": "3de9ec3ad4aaad3c",
    "draw_border": "8ba918f30893929f",
    "layout_box_backgrounds": "617a870678c82755",
    "make_margin_boxes": "4a2d2e301eb3bc47",
    "page_values": "9bcfda076d1961e6",
    "resolve_percentages": "71673078096fcf87",
    "draw_gradient": "3077a74bce3bdf40",
    "get_image_from_uri": "07bdb0c0e3fd5b83",
    "line_box_verticality": "1018aadb3410f89a",
    "AnonymousStyle": "414bbf41061e0a4a",
    "columns_layout": "7a05cce3272fc581",
    "_font_style_cache_key": "d6b09d54b8258d58",
    "_build_box_tree": "f716251a83e7096e",
    "Layout": "681b737d1ba5e004",
    "_adjust_line_height": "822443b08f53654f",
    "_in_flow_layout": "c2537262836dd981",
    "_linebox_layout": "e07bbe000974787e",
    "_out_of_flow_layout": "6bbd74324daf555d",
    "avoid_collisions": "5fc7793c573af328",
    "draw_first_line": "1bb8eae6d88e71b1",
    "draw_text": "ebaf96239c6ca363",
    "get_next_linebox": "67af458c2545e74f",
    "handle_leader": "e4bf5941eb946d0b",
    "inline_line_widths": "6c24f789e3ce5bb7",
    "is_phantom_linebox": "20b14d5418771dc1",
    "iter_line_boxes": "04aec48abfcad809",
    "justify_line": "f83b21ff8793ba6b",
    "skip_first_whitespace": "deb2f1a5e2a6c035",
    "split_inline_box": "3a0cb7ca7e34c7ef",
    "split_inline_level": "d98c008c8fc00582",
    "split_text_box": "8c564329599ef23f",
    "strut": "b57885b70dd08efe",
    "table_layout": "6594fa40743fbc0b",
    "text_align": "e953d41b87ccfc30",
    "trailing_whitespace_size": "cd005b8042a652f9",
}


def _functions() -> dict[str, Any]:
    hooked = {name: stock for name, (stock, _modules) in inside_hooks.HOOKED.items()}
    return {**hooked, **inside_hooks.FOLLOWED}


def digest(function: Any) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", sorted(_functions()))
def test_a_function_that_the_setter_relies_on_is_unchanged(name: str) -> None:
    assert digest(_functions()[name]) == DIGESTS[name], f"WeasyPrint's {name} has changed"


def test_hooks_leave_other_documents_alone() -> None:
    import weasyprint

    from tests.engine.pages import laid

    laid("<p>先装上钩子。</p>")
    html = "<style>p{width:8em;font-family:Publisher Song}</style><p>“好。”（她笑了），真好。"
    page = weasyprint.HTML(string=html).render().pages[0]
    texts = [box for box in inside.walk(page._page_box) if isinstance(box, inside.boxes.TextBox)]
    assert texts
    assert all(isinstance(box.pango_layout, inside.PangoLayout) for box in texts)


def test_a_box_that_ends_at_the_foot_stands_there() -> None:
    """WeasyPrint counts what is below its text twice, and sets such a box on the next page."""
    from tests.engine.pages import laid

    css = "@page { size: 100pt 64pt; margin: 0 } .box { break-inside: avoid; padding-bottom: 16pt }"
    pages = laid("<p>一。</p><div class=box id=box><p>二。</p><p>三。</p></div>", css).pages
    assert [any(box.id == "box" for box in page.boxes) for page in pages] == [True]
    over = laid("<p>一。</p><div class=box id=box><p>二。</p><p>三。</p></div><p>四。</p>", css)
    assert len(over.pages) == 2
