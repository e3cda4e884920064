"""Days that go wrong: many files at once, half a character, files that go, two of everything."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.limits import Limits
from publisher.preview.build import build, quick
from tests.preview import made_up
from tests.preview.browser import Browser, Page, browser, expect, needs_browser, opened
from tests.preview.conftest import ROOT, Client, run, settled
from tests.preview.made_up import folder

PARAGRAPH = "河水从桥下流过，摇橹的人在清晨唱歌，岸上的茶馆已经坐满了客人。" * 3


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.syspath_prepend(str(ROOT))
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name in ("one", "two", "three"):
        text = f"第{name}题\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"
        (tmp_path / "articles" / f"{name}.txt").write_text(text, "utf-8")
    listing = "articles: [articles/one.txt, articles/two.txt, articles/three.txt]\n"
    (tmp_path / "publication.yaml").write_text(f"title: 刊\n{listing}", "utf-8")
    return tmp_path


@pytest.fixture
def client(issue: Path) -> Iterator[Client]:
    running = run(issue, build, quick=quick)
    running.client.until(whole, 120)
    yield running.client
    running.stop()


def whole(state: dict[str, object]) -> bool:
    return not state["working"] and bool(state["sheets"]) and bool(state["whole"])


def words(client: Client, state: dict[str, object]) -> str:
    """All that stands on the pages."""
    sheets: list[dict[str, str]] = state["sheets"]  # type: ignore[assignment]
    pages = [client.json(f"/lines/{state['run']}/{sheet['picture']}") for sheet in sheets]
    return "".join(str(line[0]) for page in pages for line in page)


def reads(client: Client, wanted: str, seconds: float = 60) -> dict[str, object]:
    """The state, up to date, whose pages say something."""
    end = time.monotonic() + seconds
    while True:
        state = client.until(lambda s: settled(s) and bool(s["sheets"]), seconds)
        if wanted in words(client, state) and not state["trouble"]:
            return state
        assert time.monotonic() < end, state["trouble"]
        time.sleep(0.2)


@pytest.mark.slow
def test_a_change_of_branch_that_touches_five_hundred_files(tmp_path: Path) -> None:
    """Some fifty changes a moment; the last state is shown, and saves are counted in groups."""
    for number in range(500):
        (tmp_path / f"note{number}.txt").write_text("x", "utf-8")
    running = run(folder(tmp_path, "one"), made_up.build)
    client = running.client
    before = client.pages(1)
    for number in range(500):
        (tmp_path / f"note{number}.txt").write_text(f"{number}", "utf-8")
        if number == 250:
            folder(tmp_path, "one", "two")
    folder(tmp_path, "one", "two", "three")
    after = client.pages(3)
    assert after["saves"] - before["saves"] < 60
    assert client.get("/")[0] == 200
    folder(tmp_path, "one")
    client.pages(1)
    running.stop()


@pytest.mark.parametrize("line", ["!large", "!crash"])
def test_a_build_at_its_limit_leaves_the_last_good_pages(tmp_path: Path, line: str) -> None:
    limits = Limits(60, 400 << 20)
    running = run(folder(tmp_path, "one", "two"), made_up.build, limits=limits)
    client = running.client
    client.pages(2)
    folder(tmp_path, "one", "two", line)
    state = client.until(lambda s: settled(s) and bool(s["trouble"]), 60)
    assert len(state["sheets"]) == 2
    assert "it was at: page 3" in state["trouble"][0]["message"]
    folder(tmp_path, "one")
    assert client.pages(1)["trouble"] == []
    running.stop()


def test_a_save_in_the_middle_of_a_character(client: Client, issue: Path) -> None:
    """Half a file is trouble over the last good pages, or is told; it is never shown as rubbish."""
    file = issue / "articles" / "two.txt"
    text = f"第二题\n\n换了新的一段。{PARAGRAPH}\n"
    data = text.encode()
    # the last byte but one of a character of three
    with file.open("wb") as handle:
        handle.write(data[:-6])
        handle.flush()
        client.until(lambda s: s["saves"] > 0 and not s["working"], 60)
        said = words(client, client.until(lambda s: settled(s) and bool(s["sheets"]), 60))
        assert "\ufffd" not in said
        assert "鏂" not in said  # UTF-8 taken for GB 18030
        handle.write(data[-6:])
    reads(client, "换了新的一段")


def test_a_file_that_goes_while_it_builds_and_comes_back(client: Client, issue: Path) -> None:
    one, three = issue / "articles" / "one.txt", issue / "articles" / "three.txt"
    one.write_text(one.read_text("utf-8").replace("第one题", "第一题"), "utf-8")
    away = three.rename(issue / "three.away")  # while that is being set
    state = client.until(lambda s: settled(s) and bool(s["trouble"]), 60)
    assert state["trouble"][0]["code"] == "article-missing"
    assert state["trouble"][0]["place"].endswith("publication.yaml:2:48")
    assert state["sheets"]
    away.rename(three)
    reads(client, "第一题")


def test_a_file_that_gets_another_name(client: Client, issue: Path) -> None:
    two = issue / "articles" / "two.txt"
    two.rename(issue / "articles" / "second.txt")
    client.until(lambda s: settled(s) and bool(s["trouble"]), 60)
    settings = issue / "publication.yaml"
    settings.write_text(settings.read_text("utf-8").replace("two.txt", "second.txt"), "utf-8")
    state = reads(client, "第two题")
    assert any(each.endswith("second.txt") for each in state["files"])  # type: ignore[attr-defined]


# ── two windows, two editors ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


def edit(page: Page, file: str, old: str, new: str) -> None:
    """Begin to correct a file; nothing is saved."""
    page.wait_for_selector("#lines li")
    value = page.locator("#file option", has_text=file).get_attribute("value") or ""
    page.locator("#file").select_option(value)
    expect(page.locator("#lines")).to_contain_text(old)
    page.locator("#edit").click()
    area = page.locator("#area")
    expect(area).to_have_value(re.compile(re.escape(old)))
    area.fill(area.input_value().replace(old, new))


@needs_browser
@pytest.mark.slow
def test_two_windows_and_two_editors_at_once(
    client: Client, chromium: Browser, issue: Path
) -> None:
    """The first to save wins nothing over the second: both texts are seen, none is lost."""
    file = issue / "articles" / "one.txt"
    with opened(chromium, client.port) as first, opened(chromium, client.port) as second:
        edit(first, "one.txt", "第one题", "第一个窗口")
        edit(second, "one.txt", "第one题", "第二个窗口")
        first.locator("#save").click()
        expect(first.locator("#lines")).to_contain_text("第一个窗口")
        second.locator("#save").click()
        expect(second.locator("#conflict .other")).to_contain_text("第一个窗口")
        assert "第二个窗口" in second.locator("#area").input_value()
        assert "第一个窗口" in file.read_text("utf-8")
        # a third hand, in another program, while the second still looks at the conflict
        edit(first, "one.txt", "第一个窗口", "再改一次")
        file.write_text(file.read_text("utf-8").replace("第一个窗口", "别的程序"), "utf-8")
        first.locator("#save").click()
        expect(first.locator("#conflict .other")).to_contain_text("别的程序")
        # "save mine over it" is about what was shown, not about what came since
        second.locator("#conflict .strong").click()
        expect(second.locator("#conflict .other")).to_contain_text("别的程序")
        second.locator("#conflict .strong").click()
        expect(second.locator("#conflict")).to_be_hidden()
        assert "第二个窗口" in file.read_text("utf-8")
        first.locator("#conflict button", has_text="Take theirs").click()
        # what the second wrote since is what the first reads
        expect(first.locator("#lines")).to_contain_text("第二个窗口")
        for page in (first, second):
            expect(page.locator(".line", has_text="第二个窗口").first).to_be_attached()


# ── long ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@needs_browser
def test_a_publication_of_three_hundred_pages(tmp_path: Path, chromium: Browser) -> None:
    """The last page is reached, drawn and clicked on; a save in the middle leaves the scroll."""
    names = [f"a{number:03}.txt" for number in range(1, 103)]
    for number, name in enumerate(names, 1):
        body = "\n\n".join([PARAGRAPH] * 45)
        (tmp_path / name).write_text(f"第{number}篇\n\n第{number}号起首。{body}\n", "utf-8")
    listing = "".join(f"  - {name}\n" for name in names)
    (tmp_path / "publication.yaml").write_text(f"title: 年鉴\narticles:\n{listing}", "utf-8")
    running = run(tmp_path, build, quick=quick)
    try:
        state = running.client.until(whole, 600)
        count = len(state["sheets"])
        assert count >= 300
        with opened(chromium, running.client.port) as page:
            page.wait_for_selector(".paper img")
            page.keyboard.press("End")
            page.locator(".page").last.locator("img").wait_for()
            expect(page.locator("#number")).to_have_value(str(count))
            # few pictures are asked for, however many pages there are
            assert page.locator(".paper img").count() < 30
            page.locator(".line", has_text="摇橹").last.click()
            expect(page.locator("#source .at")).to_contain_text("a102.txt")
            before = page.evaluate("document.querySelector('#table').scrollTop")
            last = tmp_path / names[-1]
            last.write_text(last.read_text("utf-8").replace("第102号起首", "最后一篇起首"), "utf-8")
            expect(page.locator(".line", has_text="最后一篇起首").first).to_be_attached(
                timeout=60_000
            )
            assert page.evaluate("document.querySelector('#table').scrollTop") == before
            page.locator("#find").fill("第51号起首")
            page.keyboard.press("Enter")
            expect(page.locator("#found")).to_contain_text("1", timeout=60_000)
    finally:
        running.stop()


SERVE = """
import sys
from pathlib import Path
from publisher.preview import serve
if __name__ == "__main__":
    serve(Path(sys.argv[1]), None, 0, lambda address: print(address, flush=True))
"""


def family(root: int) -> list[int]:
    """A process and all below it."""
    above = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            above[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for each in found:
        found += [process for process, parent in above.items() if parent == each]
    return found


def own_memory(process: int) -> int:
    """Kilobytes that nobody else has."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_"))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Client, Path]]:
    """The server as `publisher preview` runs it, in a process of its own."""
    script, source = tmp_path / "serve.py", tmp_path / "issue"
    script.write_text(SERVE, "utf-8")
    source.mkdir()
    for name in ("one", "two"):
        (source / f"{name}.txt").write_text(f"题目\n\n{PARAGRAPH}\n", "utf-8")
    server = subprocess.Popen(
        [sys.executable, script, source],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert server.stdout is not None
    with server.stdout:
        client = Client(int(server.stdout.readline().rstrip("/\n").rpartition(":")[2]))
        client.until(whole, 60)
        yield server, client, source
        client.close()
        server.terminate()
        server.wait(10)


def gone(processes: list[int], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{each}").exists() for each in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="by /proc and prctl(2)")
@pytest.mark.slow
def test_a_server_that_is_killed_leaves_nobody_behind(
    served: tuple[subprocess.Popen[str], Client, Path],
) -> None:
    """Not even who was told to stand still and can hear nothing."""
    server, _client, _source = served
    workers = family(server.pid)[1:]
    assert len(workers) >= 2
    for each in workers:
        os.kill(each, signal.SIGSTOP)
    server.kill()
    server.wait(10)
    leftover = [each for each in workers if not gone([each])]
    # the tracker of multiprocessing holds nothing of ours; it ends when it may run again
    for each in leftover:
        os.kill(each, signal.SIGCONT)
    assert len(leftover) <= 1
    assert gone(workers)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="by /proc")
def test_a_days_work_of_two_thousand_saves(
    served: tuple[subprocess.Popen[str], Client, Path],
) -> None:
    """Memory stays within 100 MB; no handle and no process is left over."""
    server, client, source = served

    def look() -> tuple[int, int, list[int]]:
        every = family(server.pid)
        handles = sum(len(list(Path(f"/proc/{each}/fd").iterdir())) for each in every)
        return sum(map(own_memory, every)), handles, every

    def save(number: int) -> None:
        file = source / ("one.txt" if number % 3 else "two.txt")
        text = f"题目\n\n第{number:05}号起首。{PARAGRAPH}\n"
        file.write_text(text, "utf-8")
        # each is waited for until its page has been drawn, as an editor does
        state = client.until(lambda s: f"{number:05}" in said(s), 60)
        sheet = state["sheets"][0]
        client.get(f"/pages/{state['run']}/{sheet['picture']}/502.png")

    def said(state: dict[str, object]) -> str:
        if not state["sheets"] or state["trouble"]:
            return ""
        try:
            return words(client, state)
        except ValueError:  # its pages have made room for the next ones meanwhile
            return ""

    for number in range(60):
        save(number)
    memory, handles, every = look()
    for number in range(60, 2060):
        save(number)
    client.until(whole, 60)
    after, now, later = look()
    assert after - memory < 100 << 10
    assert now <= handles + 8
    assert len(later) <= len(every)
