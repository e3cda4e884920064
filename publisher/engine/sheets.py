"""Style sheets as WeasyPrint parsed them, kept for all processes beside the program's modules.

To parse its own sheet and that of a layout takes a tenth of a short build. What comes of it is
plain values, and for each selector a function without a closure, of which the code is kept.
"""

from __future__ import annotations

import io
import marshal
import pickle
import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from types import FunctionType
from typing import Any

import cssselect2
import tinycss2
import weasyprint
from cssselect2 import compiler

from publisher import marshalled

_SLOTS = 16  # of one name: publications differ in their tokens, and take turns
_KNOWN = {name: vars(compiler)[name] for name in ("split_whitespace", "ascii_lower", "urlparse")}
_FORM = "1"
# a comment, a string or what is escaped; a brace; and what is none of them as it should be
_SIGN = re.compile(
    r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\\.|(?P<brace>[{}])|(?P<torn>["'\\]|/\*)""",
    re.DOTALL,
)
_OF_ALL = re.compile(r"@(?!page\b|top-|right-|bottom-|left-)|url\(", re.IGNORECASE)
_BY_KEY = "id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors"
_IN_ROW = "lang_attr_selectors", "other_selectors"
_UNKEPT = (pickle.PicklingError, AttributeError, TypeError, ValueError)


def parsed(
    name: str, css: str, parse: Callable[[], Any], besides: Callable[[], dict[str, Any] | None]
) -> tuple[Any, dict[str, Any] | None]:
    """A sheet and what came `besides`, from what is kept, or by these two, one after the other.

    `css` is its text, `name` what other versions of it have, too: a few of them are kept. Where
    nothing comes besides, not even an empty table, the sheet is not kept.
    """
    digest = sha256(css.encode("utf-8", "surrogatepass")).hexdigest()
    slot = f"{name}{int(digest[:8], 16) % _SLOTS}".encode("utf-8", "surrogatepass")
    place = f"sheet-{sha256(slot).hexdigest()[:32]}"
    made_of = f"{_FORM} {digest} {weasyprint.__version__} {tinycss2.__version__}"
    made_of += f" {cssselect2.__version__} {pickle.DEFAULT_PROTOCOL}"
    kept = marshalled.kept(place, made_of)
    if kept is not None:
        return _read(kept)
    sheet, more = parse(), besides()
    written = _written(sheet, more) if more is not None else None
    if written is not None:
        marshalled.keep(place, made_of, written)
    return sheet, more


def rules(css: str) -> list[str]:
    """The rules of a sheet, each with what stands before it; none where they are not plain to see.

    Whatever says something of the whole sheet, such as `@import`, makes its rules depend on others.
    """
    found, depth, start = list[str](), 0, 0
    for sign in () if _OF_ALL.search(css) else _SIGN.finditer(css):
        if sign["torn"]:
            return []
        if sign["brace"]:
            depth += 1 if sign["brace"] == "{" else -1
            if not depth:
                found.append(css[start : sign.end()])
                start = sign.end()
            elif depth < 0:
                return []
    return [] if depth or _SIGN.sub("", css[start:]).strip() else found


def joined(sheets: Iterable[Any]) -> Any:
    """One sheet of several from one place, in order."""
    made = weasyprint.CSS.__new__(weasyprint.CSS)
    matcher = cssselect2.Matcher()
    made.matcher, made.page_rules, made.layers = matcher, [], []
    for sheet in sheets:
        made.base_url, before = sheet.base_url, matcher.order
        for name in _BY_KEY:
            into = getattr(matcher, name)
            for key, entries in getattr(sheet.matcher, name).items():
                into.setdefault(key, []).extend(_behind(before, entries))
        for name in _IN_ROW:
            getattr(matcher, name).extend(_behind(before, getattr(sheet.matcher, name)))
        matcher.order += sheet.matcher.order
        made.page_rules += sheet.page_rules
    return made


def _behind(before: int, entries: Iterable[Any]) -> Iterable[Any]:
    return [
        (test, specificity, before + order, pseudo, declared)
        for test, specificity, order, pseudo, declared in entries
    ]


def _written(sheet: Any, besides: dict[str, Any]) -> bytes | None:
    out = io.BytesIO()
    try:
        _Writer(out, pickle.DEFAULT_PROTOCOL).dump((vars(sheet), besides))
    except _UNKEPT:  # a value that somebody's style sheet brought about: parsed each time, then
        return None
    return out.getvalue()


def _read(kept: bytes) -> tuple[Any, dict[str, Any]]:
    values, besides = pickle.loads(kept)  # noqa: S301 - the program's own, as a module is
    made = weasyprint.CSS.__new__(weasyprint.CSS)
    vars(made).update(values)
    return made, besides


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """A selector's test by its code; all else as ever."""
        if type(value) is FunctionType and value.__globals__.keys() >= _KNOWN.keys():
            return _test, (marshal.dumps(value.__code__),)
        return NotImplemented


def _test(code: bytes) -> FunctionType:
    return FunctionType(marshal.loads(code), _KNOWN)  # noqa: S302 - as Python reads its modules
