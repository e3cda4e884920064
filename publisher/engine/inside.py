"""Every name of WeasyPrint 70.0 that is not its public interface, and what we do with it.

Nothing else in this package touches WeasyPrint's inside. `HOOKED` names the functions whose source
we rely on, with the digest of that source; a test fails when one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib import parse

import weasyprint
from weasyprint.css import AnonymousStyle
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document as StockDocument
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "CSS_PIXEL",
    "Fetcher",
    "FontConfiguration",
    "add_face",
    "boxes",
    "counter_styles",
    "give_whole_bleed",
    "is_principal",
    "parse_html",
    "parse_sheet",
    "render",
    "walk",
]

CSS_PIXEL = 0.75  # points

# urllib resolves relative references only for schemes that it knows
for _known in (parse.uses_relative, parse.uses_netloc):
    if "asset" not in _known:
        _known.append("asset")


def add_face(configuration: Any, file: str) -> bool:
    """Add one file of faces to a FontConfiguration; whether it could be read."""
    added = fontconfig.FcConfigAppFontAddFile(configuration._config, file.encode())
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))
    return bool(added)


class Fetcher(URLFetcher):  # type: ignore[misc]  # untyped base
    """The only way in for files; it asks `open_url`, which raises for what it refuses."""

    def __init__(self, open_url: Callable[[str], tuple[bytes, str]]) -> None:
        super().__init__(timeout=1, allowed_protocols=(), allow_redirects=False)
        self._open_url = open_url

    def fetch(self, url: str, headers: object = None) -> Any:
        """The response for a URL, never through the network."""
        data, media = self._open_url(url)
        return URLFetcherResponse(url, data, {"Content-Type": media})


class Rendering(StockDocument):  # type: ignore[misc]  # untyped base
    """A stock document that remembers its layout context."""

    context: Any

    @classmethod
    def _build_layout_context(cls, *arguments: Any) -> Any:
        context = super()._build_layout_context(*arguments)
        cls.context = context
        return context


def parse_html(html: str, fetcher: Fetcher, base: str) -> Any:
    """A document's tree, with the base URL that `<base>` elements cannot change."""
    parsed = weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher)
    parsed.base_url = base
    return parsed


def parse_sheet(
    css: str, fetcher: Fetcher, base: str, fonts: Any, counters: Any, colours: Any
) -> Any:
    """One style sheet. Complaints go to the logger of WeasyPrint."""
    return weasyprint.CSS(
        string=css,
        base_url=base,
        url_fetcher=fetcher,
        font_config=fonts,
        counter_style=counters,
        color_profiles=colours,
    )


def render(html: Any, sheets: list[Any], fonts: Any, counters: Any, colours: Any) -> Any:
    """Lay out; the result has `.pages` and `.context`."""
    options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets}
    made = Rendering._render(html, fonts, counters, colours, options)
    made.context = Rendering.context
    del Rendering.context
    return made


def counter_styles() -> Any:
    """The table that `@counter-style` rules are put in."""
    return CounterStyle()


def is_principal(box: Any) -> bool:
    """Whether a box stands for its element, and is no anonymous or generated box within it."""
    return not isinstance(box.style, AnonymousStyle) and "::" not in box.element_tag


def give_whole_bleed(drawing: Any, pdf: Any) -> None:
    """BleedBox is the whole bleed (stock: at most 10 pt)."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            item["BleedBox"] = item["MediaBox"]


def walk(box: Any) -> Iterator[Any]:
    """A box and everything in it, in the order of the tree; margin boxes are left out."""
    box = getattr(box, "_box", box)  # the placeholder of an absolutely positioned box
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in box.children:
        yield from walk(child)
