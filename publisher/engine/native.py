"""WeasyPrint and the system libraries below it: there, and of the version that is proved."""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib.resources
import io
import mimetypes
import os
import re
import sys
import warnings
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from types import SimpleNamespace
from typing import Any

from publisher.document.formats import forget_others
from publisher.engine import findings as kinds
from publisher.engine.declared import declared
from publisher.engine.late import late
from publisher.errors import Missing

WEASYPRINT = "70.0"
_SHEET = "html5_ua.css"
_SHEETS = frozenset({_SHEET, "html5_ua_form.css", "html5_ph.css"})
_EMPTY = SimpleNamespace(read_text=lambda _encoding: "")
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1"


def require() -> None:
    """Load WeasyPrint. Raises Missing with the command that installs what is not there.

    Fontconfig takes the order of a face's names from the locale unless FC_LANG says otherwise, and
    reads it once; so it is set before the first use.
    """
    os.environ["FC_LANG"] = "en"
    mimetypes.init(())  # else the machine's own list would be read, and could change what is made
    package = _load("weasyprint")
    if package.__version__ != WEASYPRINT:
        found = str(package.__version__)
        raise Missing(kinds.ENGINE_VERSION.at(None, found=found, wanted=WEASYPRINT))
    forget_others()
    _give_sheet(package)
    if _load("weasyprint.text.ffi").harfbuzz_subset is None:
        raise _library("libharfbuzz-subset")


def _load(name: str):  # type: ignore[no-untyped-def]  # a module of WeasyPrint, untyped
    """Import without WeasyPrint's own advice on stdout."""
    try:
        quiet = contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings()
        with quiet[0], quiet[1], _by_name(), late(), declared(), _without_sheets():
            warnings.simplefilter("ignore", DeprecationWarning)
            return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Missing(kinds.ENGINE_VERSION.at(None, found="—", wanted=WEASYPRINT)) from None
    except OSError as trouble:
        named = re.search("'([^']+)'", str(trouble))
        raise _library(named[1] if named else str(trouble)) from None


@contextlib.contextmanager
def _by_name() -> Iterator[None]:
    """On Linux, libraries are opened by their own names, of which WeasyPrint knows all.

    For each of its guesses that fails, cffi would run ldconfig and the compiler: .3 s in all.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def _without_sheets() -> Iterator[None]:
    """WeasyPrint parses three style sheets when it is imported.

    Nobody asks for two of them, which are for forms that can be filled in, and for attributes that
    HTML 4 had for looks; the first is given to it afterwards, from what is kept.
    """
    files = importlib.resources.files
    stand_in: Any = lambda package: _Sheets(files(package))  # noqa: E731
    importlib.resources.files = stand_in
    try:
        yield
    finally:
        importlib.resources.files = files


def _give_sheet(package: Any) -> None:
    """Give WeasyPrint what it declares for the elements of HTML, once."""
    from weasyprint import css, html

    if html.UA:
        return
    from publisher.engine import sheets

    styles = html.UA_COUNTER_STYLE
    html.UA = (importlib.resources.files(css) / _SHEET).read_text("utf-8")
    html.UA_STYLESHEET, counters = sheets.parsed(
        _SHEET,
        html.UA,
        lambda: package.CSS(string=html.UA, counter_style=styles),
        lambda: dict(styles),
    )
    styles.update(counters or {})
    package.UA_STYLESHEET = html.UA_STYLESHEET


class _Sheets:
    """A folder in which these sheets are empty."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Any:
        return _EMPTY if name in _SHEETS else self._folder / name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._folder, name)


def _nowhere(name: str) -> str | None:
    return None


def _library(name: str) -> Missing:
    return Missing(kinds.LIBRARY_MISSING.at(None, library=name, packages=PACKAGES))
