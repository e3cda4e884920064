"""foliate-js, a real reading system, in a real browser, as a window that opens our books."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.preview.browser import Browser, Page

FOLIATE = Path(sys.prefix, "checkers", "node_modules", "foliate-js")
TOO_WIDE = """async ({index, size, flow}) => {
  const view = window.view, renderer = view.renderer
  renderer.setAttribute('flow', flow)
  renderer.setStyles(`html { color-scheme: light dark; font-size: ${size}% }
    @media (prefers-color-scheme: dark) { a:any-link { color: lightblue } }`)
  await view.goTo(index)
  await new Promise(done => setTimeout(done, 150))
  const { doc } = renderer.getContents().find(each => each.index === index)
  const root = doc.documentElement, style = doc.defaultView.getComputedStyle(doc.body)
  const vertical = style.writingMode.startsWith('vertical')
  const whole = doc.defaultView
  const wide = vertical ? whole.innerHeight : whole.innerWidth
  const inTable = node => node.closest('.table') && !node.matches('.table')
  // an ideographic space hangs at the end of a line: the boxes of inline elements may stick out
  const inline = node => whole.getComputedStyle(node).display === 'inline' && !node.matches('img')
  const out = flow === 'scrolled' ? [...doc.body.querySelectorAll('*')].filter(node => {
    const box = node.getBoundingClientRect()
    const [start, end] = vertical ? [box.top, box.bottom] : [box.left, box.right]
    const shown = box.width && box.height && !inTable(node) && !inline(node)
    return shown && (end > wide + 1 || start < -1)
  }).map(node => node.outerHTML.slice(0, 80)) : []
  if (flow === 'scrolled' && (vertical ? root.scrollHeight : root.scrollWidth) > wide + 1)
    out.push('the whole document')
  return { out, characters: root.textContent.length, vertical, font: style.fontSize }
}"""


# of its own frames, whatever book is open
_FOLIATE_SAYS = "An iframe which has both allow-scripts and allow-same-origin"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as a site of this machine; its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def site(folder: Path, book: bytes) -> None:
    """The reading system, a page that holds it, and the book."""
    (folder / "foliate-js").symlink_to(FOLIATE)
    (folder / "book.epub").write_bytes(book)
    (folder / "favicon.ico").write_bytes(b"")
    (folder / "index.html").write_text(
        '<!DOCTYPE html><meta charset="utf-8"><title>reader</title>'
        "<style>html { color-scheme: light dark } body { margin: 0 }"
        "foliate-view { display: block; height: 100vh }</style>"
        '<script type="module">import "./foliate-js/view.js"\n'
        'const view = document.createElement("foliate-view")\n'
        "document.body.append(view)\n"
        'await view.open("book.epub")\nwindow.view = view</script>',
        encoding="utf-8",
    )


@contextmanager
def reading(
    chromium: Browser, address: str, width: int, height: int = 800, scheme: Any = "light"
) -> Iterator[Page]:
    """The book, open. Nothing may go wrong in the console, nothing be asked for outside."""
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda asked: complaints.append(asked.url))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(30_000)
    page.goto(f"{address}/index.html")
    page.wait_for_function("window.view")
    yield page
    context.close()
    assert [text for text in complaints if _FOLIATE_SAYS not in text] == []
    outside = [url for url in asked if not url.startswith((address, "blob:", "data:"))]
    assert outside == []
