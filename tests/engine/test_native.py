"""The engine loads without what nobody asks for, and works as the one that has it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LOADED = """
import sys
sys.dont_write_bytecode = False
from pathlib import Path
from publisher import marshalled
marshalled.keep.__defaults__ = marshalled.kept.__defaults__ = (Path(sys.argv[1]),)
from publisher.engine import native
native.require()
from weasyprint import html
from weasyprint.text.ffi import ffi, pango
text = ffi.new("char[]", "河".encode())
assert len(html.UA) > 1000 and not html.UA_FORM and not html.PH
print("pycparser" in sys.modules, "cffi" in sys.modules, ffi.string(text).decode(),
      pango.pango_units_from_double(2.0), ffi.NULL == ffi.cast("char *", 0))
"""
HELD = """
from weasyprint.text.ffi import gobject, pangoft2
Path.held = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
"""


def test_declarations_are_parsed_once(tmp_path: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", LOADED, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert said[0][2:] == said[1][2:] == ["河", "2048", "True"]
    assert said[0][0] == "True"
    assert said[1][:2] == ["False", "False"]


def test_what_is_held_until_python_ends_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", LOADED + HELD, str(tmp_path)], check=False)
        assert done.returncode == 0  # not a signal


FACES = """
import io
from weasyprint.pdf import fonts
came_late = "fontTools.ttLib" not in sys.modules
try:
    fonts.TTFont(io.BytesIO(b"no font"))
except fonts.TTLibError as error:
    print(came_late, type(error).__name__, fonts.ttFont.getTableClass("loca").__name__)
"""
AMENDED = """
from publisher.engine import hooks
hooks.install()
own = {name: hooks._STOCK[name] for name in ("fitting", "filling", "heading")}
print(*(each.__code__.co_filename.endswith(".py") and each.__code__.co_firstlineno > 1
        and each is not hooks._STOCK[stock] for each, stock in
        zip(own.values(), ("_in_flow_layout", "columns_layout", "table_layout"))),
      *(hash(each.__code__.co_code) for each in own.values()))
"""


def said(code: str, folder: Path) -> list[str]:
    """The last line that is said."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED + code, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return done.stdout.splitlines()[-1].split()


def test_what_comes_late_raises_what_is_waited_for(tmp_path: Path) -> None:
    assert said(FACES, tmp_path) == ["True", "TTLibError", "table__l_o_c_a"]


def test_functions_are_mended_once(tmp_path: Path) -> None:
    first, second = said(AMENDED, tmp_path), said(AMENDED, tmp_path)
    assert first[:3] == ["True"] * 3
    assert second == first
    assert len(list(tmp_path.glob("amended-*"))) == 3
