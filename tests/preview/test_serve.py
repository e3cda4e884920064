from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher import preview
from publisher.errors import Missing, PublisherError, Unusable, WrongUsage
from tests.preview.conftest import ROOT
from tests.preview.made_up import folder

# a shell that runs the tests in the background has its children ignore SIGINT; here it must count
RUN = """
import signal
import sys
from pathlib import Path
from publisher.preview import service
from publisher.preview.values import Order
from tests.preview import made_up
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listener = service.listen(0)
    order = Order(Path(sys.argv[1]))
    say = lambda address: print(address, flush=True)
    service.server(order, listener, say, made_up.build, None).run(sockets=[listener])
"""


def code(error: pytest.ExceptionInfo[PublisherError]) -> str:
    return error.value.finding.code


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(Missing) as error:
        preview.serve(folder(tmp_path, "one"), None, other.getsockname()[1], print)
    assert code(error) == "preview-port-taken"


def test_a_port_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage) as error:
        preview.serve(folder(tmp_path, "one"), None, 70000, print)
    assert code(error) == "preview-port-unknown"


def test_a_source_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        preview.serve(tmp_path / "none", None, 0, print)


def test_the_extra_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(preview, "service", raising=False)
    monkeypatch.delitem(sys.modules, "publisher.preview.service", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(Missing) as error:
        preview.serve(folder(tmp_path, "one"), None, 0, print)
    assert code(error) == "preview-not-installed"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("line", ["one", "!endless"])
def test_a_signal_ends_it_within_two_seconds(
    tmp_path: Path, number: signal.Signals, line: str
) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN, "utf-8")
    source = tmp_path / "issue"
    source.mkdir()
    server = subprocess.Popen(
        [sys.executable, script, folder(source, line)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert server.stdout is not None
    with server, server.stdout:
        address = server.stdout.readline().strip()
        port = int(address.rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as reader:
            reader.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert reader.recv(100)
            begun = time.monotonic()
            server.send_signal(number)
            server.wait(10)
            assert time.monotonic() - begun < 2
    assert server.returncode in (-number, 1)


HASTY = """
import os, signal, sys, time
from multiprocessing.context import SpawnProcess
from pathlib import Path
from publisher.cli.ending import ended
from publisher import preview

def start(process, begin=SpawnProcess.start):
    begin(process)
    time.sleep(0.1)  # Python is up in it, and none of our code
    os.killpg(0, signal.SIGINT)  # as a terminal does: to all that it started

if __name__ == "__main__":
    SpawnProcess.start = start
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ended(lambda: preview.serve(Path(sys.argv[1]), None, 0, print))
"""


def test_ctrl_c_while_the_first_process_starts_says_nothing(tmp_path: Path) -> None:
    """The process is not ours yet, loads Python, and would tell the terminal all about it."""
    (tmp_path / "run.py").write_text(HASTY, "utf-8")
    source = tmp_path / "issue"
    source.mkdir()
    begun = subprocess.run(
        [sys.executable, tmp_path / "run.py", folder(source, "one")],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=20,
        start_new_session=True,
        check=False,
    )
    assert (begun.returncode, begun.stderr, begun.stdout) == (130, b"", b"")
