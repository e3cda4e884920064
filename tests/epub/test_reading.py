"""Our books in a real reading system: nothing sticks out, complains, or asks for the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.epub.made_up import book
from tests.epub.of_sources import made
from tests.epub.reader import FOLIATE, TOO_WIDE, reading, served, site
from tests.preview.browser import Browser, browser, needs_browser

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.skipif(not FOLIATE.is_dir(), reason="foliate-js is not installed"),
]
WIDTHS = (340, 800, 1400)  # a telephone, a tablet, a desk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as own:
        yield own


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "of",
    [
        pytest.param(book, id="everything"),
        pytest.param(made, id="the sample issue"),
        pytest.param(lambda: made(layout="vertical"), id="vertical"),
        pytest.param(lambda: made(language="zh-Hant"), id="zh-Hant"),
    ],
)
def test_every_chapter_reads_at_every_width_and_size(tmp_path: Path, chromium, of, scheme):
    site(tmp_path, of())
    with served(tmp_path) as address:
        for width in WIDTHS:
            with reading(chromium, address, width, scheme=scheme) as page:
                for chapter in range(page.evaluate("view.book.sections.length")):
                    for size in (100, 300):
                        seen = page.evaluate(
                            TOO_WIDE, {"index": chapter, "size": size, "flow": "scrolled"}
                        )
                        assert seen["out"] == [], (width, chapter, size)


PAPER_AND_INK = """async () => {
  await view.goTo(3)
  await new Promise(done => setTimeout(done, 150))
  const { doc } = view.renderer.getContents().find(each => each.index === 3)
  const look = node => doc.defaultView.getComputedStyle(node)
  const nodes = [...doc.body.querySelectorAll('p, h1, h2, aside, figcaption')]
  return {
    inks: [...new Set(nodes.map(node => look(node).color))],
    papers: [...new Set(nodes.map(node => look(node).backgroundColor))],
    faces: [...new Set(nodes.map(node => look(node).fontFamily))],
  }
}"""


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", None)])
def test_the_readers_colours_and_face_win(tmp_path: Path, chromium, scheme, ink):
    site(tmp_path, made())
    with served(tmp_path) as address, reading(chromium, address, 800, scheme=scheme) as page:
        page.evaluate(
            "view.renderer.setStyles('html { color-scheme: light dark; font-family: cursive }')"
        )
        seen = page.evaluate(PAPER_AND_INK)
    assert seen["papers"] == ["rgba(0, 0, 0, 0)"]
    assert seen["faces"] == ["cursive"]
    assert len(seen["inks"]) == 1
    assert (seen["inks"] == ["rgb(0, 0, 0)"]) is (ink is not None)


WAYS = """async () => {
  const toc = view.book.toc.length, pages = (view.book.pageList ?? []).map(each => each.label)
  const ways = [...view.book.toc, ...view.book.toc.flatMap(each => each.subitems ?? []),
    ...(view.book.pageList ?? [])].map(each => each.href)
  const lost = []
  for (const href of ways) {
    const to = await view.book.resolveHref(href)
    const doc = await view.book.sections[to?.index]?.createDocument?.()
    if (!doc || (href.includes('#') && !to.anchor(doc))) lost.push(href)
  }
  return { toc, pages, lost }
}"""


def test_contents_and_page_list_lead_there(tmp_path: Path, chromium):
    site(tmp_path, book())
    with served(tmp_path) as address, reading(chromium, address, 800) as page:
        seen = page.evaluate(WAYS)
    assert seen == {"toc": 3, "pages": ["1", "2", "3", "4", "5"], "lost": []}


POP_UP = """async () => {
  const { FootnoteHandler } = await import('./foliate-js/footnotes.js')
  const handler = new FootnoteHandler()
  const shown = new Promise((done, failed) => {
    handler.addEventListener('before-render', ({ detail }) => document.body.append(detail.view))
    handler.addEventListener('render', ({ detail }) => setTimeout(() =>
      done(detail.view.renderer.getContents()[0].doc.body.textContent.trim()), 150))
    setTimeout(failed, 9000, 'no pop-up')
  })
  view.addEventListener('link', event => handler.handle(view.book, event))
  await view.goTo(3)
  await new Promise(done => setTimeout(done, 150))
  const { doc } = view.renderer.getContents().find(each => each.index === 3)
  doc.querySelector('a[role="doc-noteref"]').click()
  return await shown
}"""


def test_a_note_pops_up(tmp_path: Path, chromium):
    site(tmp_path, book())
    with served(tmp_path) as address, reading(chromium, address, 800) as page:
        assert "脚注一。" in page.evaluate(POP_UP)
