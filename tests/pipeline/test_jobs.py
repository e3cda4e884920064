"""Processes that set flows: they die, hang, fail or grow, and the pages stay the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.document.model import Article, Entry, Print, Publication
from publisher.errors import Unusable
from publisher.pipeline import cache, pdf
from publisher.pipeline.early import early
from publisher.pipeline.findings import TIME_OVER
from publisher.pipeline.jobs import Crew, place_of
from publisher.pipeline.sources import load
from publisher.setting.schedule import Result, Schedule, Task, Work
from publisher.setting.values import Fit, SetFlow
from tests.setting.test_schedule import Nothing, planned, rows, set_flow

COUNT = 6
ROOT = Path(__file__).parents[2]
PUBLICATION = Publication(
    "刊",
    tuple(Entry(Article((f"{n}",), ()), f"{n}.md") for n in range(1, COUNT + 1)),
    "",
    Print(None, None, ""),
    "feature",
)
Do = Callable[[Task, Publication], Result]


def made(crew: Crew, do: Do) -> tuple[SetFlow, ...]:
    schedule = Schedule(planned(COUNT), rows, Nothing())
    crew.work(schedule, Work(PUBLICATION, do, lambda: None))
    return schedule.flows


def do(task: Task, _part: Publication = PUBLICATION) -> Result:
    return Fit(2) if task.fit is None else set_flow(task, 2)


def test_one_that_is_killed_is_replaced_with_a_word_of_warning(tmp_path: Path) -> None:
    mark = tmp_path / "killed"

    def killed_once(task: Task, _part: Publication) -> Result:
        if task.flow.article == 4 and task.fit and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return do(task)

    crew = Crew(2)
    assert made(crew, killed_once) == made(Crew(1), do)
    assert [(each.code, each.place and each.place.file) for each in crew.findings] == [
        ("worker-lost", "4.md")
    ]


def test_what_ends_two_processes_is_not_tried_a_third_time() -> None:
    def killed(task: Task, _part: Publication) -> Result:
        if task.flow.article == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(task)

    with pytest.raises(Unusable) as error:
        made(Crew(2), killed)
    assert [each.code for each in error.value.findings] == ["worker-lost-again"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_article_over_its_time_stops_the_build(jobs: int) -> None:
    def endless(task: Task, _part: Publication) -> Result:
        while task.flow.article == 3:
            time.sleep(0.01)
        return do(task)

    with pytest.raises(Unusable) as error:
        made(Crew(jobs, time_limit=0.3), endless)
    (found,) = error.value.findings
    assert (found.code, found.place and found.place.file) == ("time-over", "3.md")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_of_two_that_fail_the_first_is_told(jobs: int) -> None:
    def failing(task: Task, _part: Publication) -> Result:
        if task.flow.article in (2, 5):
            time.sleep(0.05 if task.flow.article == 2 else 0)
            raise Unusable(TIME_OVER.at(place_of(task.flow, PUBLICATION)))
        return do(task)

    with pytest.raises(Unusable) as error:
        made(Crew(jobs), failing)
    assert error.value.finding.place is not None
    assert error.value.finding.place.file == "2.md"


def test_a_bug_in_a_process_is_a_bug_here() -> None:
    def wrong(task: Task, _part: Publication) -> Result:
        if task.flow.article == 1:
            raise ZeroDivisionError("by 0")
        return do(task)

    with pytest.raises(ZeroDivisionError, match="by 0") as error:
        made(Crew(2), wrong)
    assert "in wrong" in "".join(error.value.__notes__)  # where it was


def test_one_that_has_held_much_memory_is_followed_by_another() -> None:
    pids = made(Crew(2, memory=1), with_pid)
    assert len({flow.pdf for flow in pids}) > 2
    assert [flow.first_folio for flow in pids] == [f.first_folio for f in made(Crew(1), do)]


def with_pid(task: Task, _part: Publication) -> Result:
    found = do(task)
    if isinstance(found, SetFlow):
        return SetFlow(task.flow, task.folio, f"{os.getpid()}".encode(), 2, (), (), (), (), (), ())
    return found


def test_none_is_left_when_the_parent_is_killed(tmp_path: Path) -> None:
    script = f"""
import os, time
from pathlib import Path
from publisher.pipeline.jobs import Crew, place_of
from tests.pipeline.test_jobs import made
def do(task, part):
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(60)
made(Crew(2), do)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    try:
        pids = waited_for(lambda: [int(each.name) for each in tmp_path.iterdir()], 2)
    finally:
        parent.kill()
        parent.wait()
    waited_for(lambda: [pid for pid in pids if not is_running(pid)], 2)


def waited_for(look: Callable[[], list[int]], count: int) -> list[int]:
    for _ in range(600):
        if len(found := look()) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(look())


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it has not ended already."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for number in range(3):
        text = f"# 第{number}篇\n\n" + "河水从城中穿过，人们修了第一座桥。\n\n" * (2 + number)
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("ends_too_soon", [False, True])
def test_one_that_began_early_makes_the_same(publication: Path, *, ends_too_soon: bool) -> None:
    sources = load(publication)
    alone = pdf.build(sources, crew=Crew(1))
    with early(2) as hand:
        assert hand is not None
        if ends_too_soon:
            os.kill(hand.pid, signal.SIGKILL)
        crew = Crew(2, early=hand)
        assert pdf.build(sources, crew=crew).data == alone.data
    # one that was killed may have said just before that it was ready
    assert {each.code for each in crew.findings} <= ({"worker-lost"} if ends_too_soon else set())
    assert hand.has_ended
    assert not is_running(hand.pid)


@pytest.mark.usefixtures("nothing_kept")
def test_one_that_began_early_and_dies_at_work_is_replaced(publication: Path) -> None:
    sources = load(publication)
    with early(2) as hand:
        assert hand is not None
        crew = Crew(2, early=hand)
        crew.meanwhile.append(lambda: os.kill(hand.pid, signal.SIGKILL))
        assert pdf.build(sources, crew=crew).data == pdf.build(sources, crew=Crew(1)).data
    assert {each.code for each in crew.findings} == {"worker-lost"}  # its twin ends with it


class Slow:
    """The tasks of `do`, each long enough for two to have their share; a value for a process."""

    def __init__(self, log: Path, wrong: int = -1) -> None:
        self.log, self.wrong = log, wrong

    def __call__(self, task: Task, part: Publication) -> Result:
        """Says who does it."""
        time.sleep(0.2)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()}\n")
        with self.log.with_suffix(".seen").open("a", encoding="utf-8") as log:
            named = [n for n, entry in enumerate(part.entries, 1) if entry.article.headline]
            log.write("".join(f"{task.flow.article}:{n}\n" for n in named if task.flow.article))
        if task.flow.article == self.wrong:
            raise Unusable(TIME_OVER.at(None, seconds="0"))
        return do(task)

    def warm(self) -> None:
        """What a process loads before it sets."""


def made_by_early(crew: Crew, own: Slow) -> tuple[SetFlow, ...]:
    schedule = Schedule(planned(4), rows, Nothing())
    with early(2) as hand:
        crew.early = hand
        crew.work(schedule, Work(PUBLICATION, own, own.warm))
    return schedule.flows


def expected() -> tuple[SetFlow, ...]:
    schedule = Schedule(planned(4), rows, Nothing())
    Crew(1).work(schedule, Work(PUBLICATION, do, lambda: None))
    return schedule.flows


def test_few_flows_are_set_by_the_early_one_and_its_twin(tmp_path: Path) -> None:
    own = Slow(tmp_path / "log")
    crew = Crew(2, memory=1 << 40)  # or whoever has as much as this process would be replaced
    assert made_by_early(crew, own) == expected()
    who = set(own.log.read_text(encoding="utf-8").split())
    assert len(who) == 2
    assert str(os.getpid()) not in who
    waited_for(lambda: [int(each) for each in who if not is_running(int(each))], 2)


def test_an_early_one_that_has_held_much_is_followed_by_others(tmp_path: Path) -> None:
    own, crew = Slow(tmp_path / "log"), Crew(2, memory=1)
    assert made_by_early(crew, own) == expected()
    assert len(set(own.log.read_text(encoding="utf-8").split())) > 2
    assert not crew.findings


def test_what_fails_with_an_early_one_is_told(tmp_path: Path) -> None:
    own = Slow(tmp_path / "log", wrong=3)
    with pytest.raises(Unusable) as told:
        made_by_early(Crew(2), own)
    assert [each.code for each in told.value.findings] == ["time-over"]


def test_who_began_early_is_sent_the_part_of_the_publication_that_it_needs(tmp_path: Path) -> None:
    own = Slow(tmp_path / "log")
    made_by_early(Crew(2, memory=1 << 40), own)
    seen = own.log.with_suffix(".seen").read_text(encoding="utf-8").split()
    assert set(seen) == {f"{n}:{n}" for n in range(1, 5)}


def test_one_process_begins_no_other() -> None:
    with early(1) as hand:
        assert hand is None
