from __future__ import annotations

import re
import resource
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.preview import connection, service, writing
from publisher.preview.studio import Studio
from publisher.preview.values import Order
from publisher.preview.walls import HEADERS
from tests.preview import made_up
from tests.preview.conftest import Client, run
from tests.preview.made_up import folder


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    running = run(folder(tmp_path_factory.mktemp("issue"), "one", "two"), made_up.build)
    yield running.client
    running.stop()


def raw(client: Client, request: str) -> str:
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as line:
        line.sendall(request.encode())
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer.decode(errors="replace")


PATHS = ("/", "/static/main.js", "/place?page=0&x=1&y=1", "/place", "/nothing", "/static/../app.py")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    _status, headers, _body = client.get(path)
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_the_policy_allows_nothing_inline_and_nothing_foreign(client: Client) -> None:
    policy = client.get("/")[1]["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    page = client.get("/")[2].decode()
    assert "<script>" not in page
    assert "style=" not in page
    assert re.search(r"\son[a-z]+\s*=", page) is None


def test_the_page_with_its_token_is_read_by_nobody_but_a_window(client: Client) -> None:
    # the reader of the e-book is a page of one of our origins: what ran in it could ask for this
    for dest in ("empty", "iframe", "script"):
        assert client.get("/", **{"sec-fetch-dest": dest})[0] == 403
    assert client.get("/", **{"sec-fetch-dest": "document"})[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "[::1]:80", ""])
def test_another_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/", Host=host)[0] == 421


def test_localhost_is_a_name_of_ours(client: Client) -> None:
    assert client.get("/", Host=f"localhost:{client.port}")[0] == 200


def test_two_hosts_are_refused(client: Client) -> None:
    host = f"Host: 127.0.0.1:{client.port}\r\n"
    answer = raw(client, f"GET / HTTP/1.1\r\n{host}{host}Connection: close\r\n\r\n")
    assert answer.split()[1] in ("400", "421")


def test_a_request_without_a_host_is_refused(client: Client) -> None:
    assert raw(client, "GET / HTTP/1.0\r\n\r\n").split()[1] in ("400", "421")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
def test_another_origin_is_refused(client: Client, origin: str) -> None:
    assert client.get("/events", Origin=origin)[0] == 403
    assert client.get("/", Origin=f"http://127.0.0.1:{client.port}")[0] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"])
def test_only_two_methods(client: Client, method: str) -> None:
    status, headers, _body = client.get("/", method)
    assert (status, headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../__init__.py",
        "/static/%2e%2e/__init__.py",
        "/static//etc/passwd",
        "/static/index.html",
        "/static/",
        "/pages/x/y/300.png",
        "/../../../../etc/passwd",
        "/text.txt",
    ],
)
def test_nothing_of_the_disk_is_reached_by_a_path(client: Client, path: str) -> None:
    assert client.get(path)[0] == 404


# ── asked as no browser asks ─────────────────────────────────────────────────────────────────────


def test_only_our_reader_may_be_framed(client: Client) -> None:
    """The frame is the other one of our origins, at this very port."""
    port = client.port
    for host, other in (("127.0.0.1", "localhost"), ("localhost", "127.0.0.1")):
        policy = client.get("/", Host=f"{host}:{port}")[1]["content-security-policy"]
        assert f"frame-src http://{other}:{port};" in policy
    refused = client.get("/", Host="evil.example")[1]["content-security-policy"]
    assert "frame-src 'none';" in refused


@pytest.mark.parametrize(
    "target", ["http://evil.example/", "http://127.0.0.1/", "*", "evil.example:80", "//", "\\"]
)
def test_a_target_that_is_no_path_is_refused(client: Client, target: str) -> None:
    host = f"Host: 127.0.0.1:{client.port}\r\nConnection: close\r\n\r\n"
    status = raw(client, f"GET {target} HTTP/1.1\r\n{host}").split()[1]
    assert status == ("404" if target == "//" else "400")


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        ("Origin: {own}\r\nOrigin: {own}", "403"),
        ("Origin: {own}\r\nOrigin: http://evil.example", "403"),
        ("X-Token: {token}\r\nX-Token: {token}", "403"),
        ("Content-Type: application/json\r\nContent-Type: application/json", "415"),
        ("Content-Type: application/json\r\nContent-Type: text/plain", "415"),
        ("Content-Length: 2\r\nContent-Length: 3", "400"),
        ("Content-Length: -2", "400"),
        ("Content-Length: 2\r\nTransfer-Encoding: chunked", "400"),
        ("Transfer-Encoding: gzip, chunked", "400 501"),
        ("Content-Length: 99999999999999", "413"),
        ("no colon", "400"),
        ("Name\x00: value", "400"),
    ],
)
def test_headers_that_say_two_things_or_nothing(
    client: Client, headers: str, statuses: str
) -> None:
    page = client.get("/")[2].decode()
    token = re.findall(r'name="token" content="([^"]+)"', page)[0]
    own = f"http://127.0.0.1:{client.port}"
    needed = {
        "Host": f"127.0.0.1:{client.port}",
        "Origin": own,
        "X-Token": token,
        "Content-Type": "application/json",
        "Content-Length": "2",
        "Connection": "close",
    }
    said = headers.format(own=own, token=token) if "{" in headers else headers
    given = {line.partition(":")[0] for line in said.split("\r\n")}
    if "Transfer-Encoding" in given:
        given.add("Content-Length")
    rest = "".join(f"{name}: {value}\r\n" for name, value in needed.items() if name not in given)
    answer = raw(client, f"POST /save HTTP/1.1\r\n{rest}{said}\r\n\r\n{{}}")
    assert answer.split()[1] in statuses.split()
    # also what never came as far as the walls
    assert "x-content-type-options: nosniff" in answer.lower()
    assert "Traceback" not in answer
    assert "/publisher/" not in answer


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/book", "/events", "/craft/press", "/text?file=text.txt"])
def test_a_page_of_another_site_has_nothing_done(client: Client, path: str, site: str) -> None:
    """A picture or a script of its own that leads here costs nothing but the refusal."""
    headers = {"sec-fetch-site": site, "sec-fetch-dest": "image", "sec-fetch-mode": "no-cors"}
    assert client.get(path, **headers)[0] == 403


def test_bytes_that_are_no_request_at_all(client: Client) -> None:
    for garbage in ("\x16\x03\x01\x02\x00\x01", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x00" * 999):
        assert raw(client, garbage + "\r\n\r\n").split()[1] in ("400", "421")
    assert client.get("/")[0] == 200


def test_a_head_without_an_end_is_not_kept(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nLong: ")
        with pytest.raises(ConnectionError):
            line.sendall(b"x" * (64 << 20))
    assert client.get("/")[0] == 200


# ── slow, stuck and many ─────────────────────────────────────────────────────────────────────────


def closed_within(line: socket.socket, seconds: float) -> bool:
    """Whether the other side closes; what it sends until then is read."""
    line.settimeout(seconds)
    try:
        while line.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr(connection, "IDLE", 1)
    monkeypatch.setattr(connection, "STUCK", 1)
    monkeypatch.setattr(writing, "SLOWEST", 1.0)
    running = run(folder(tmp_path, "one"), made_up.build)
    running.client.pages(1)
    yield running.client
    running.stop()


def drip(line: socket.socket, text: str) -> bool:
    """A character every fifth of a second, for ever; whether the other side puts an end to it."""
    end = time.monotonic() + 15
    try:
        while time.monotonic() < end:
            line.sendall(text.encode())
            line.settimeout(0.2)
            try:
                if not line.recv(65536):
                    return True
            except TimeoutError:
                pass
    except ConnectionError:
        return True
    return False


def test_a_connection_that_asks_for_nothing_is_closed(impatient: Client) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port)) as line:
        assert closed_within(line, 10)
    # also after an answer
    with socket.create_connection(("127.0.0.1", impatient.port)) as line:
        line.sendall(
            f"GET /static/icon.svg HTTP/1.1\r\nHost: localhost:{impatient.port}\r\n\r\n".encode()
        )
        assert closed_within(line, 10)


def test_a_head_that_drips_is_cut_off(impatient: Client) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port)) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{impatient.port}\r\nX: ".encode())
        assert drip(line, "x")


def test_a_body_that_drips_is_cut_off(impatient: Client) -> None:
    page = impatient.get("/")[2].decode()
    token = re.findall(r'name="token" content="([^"]+)"', page)[0]
    port = impatient.port
    head = (
        f"POST /save HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
        f"X-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(head.encode())
        assert drip(line, " ")


def let_go(line: socket.socket, ask: bytes) -> bool:
    """Ask again and again and never read; whether the other side ends it."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            line.sendall(ask)
        except BlockingIOError:
            time.sleep(0.1)
        except ConnectionError:
            return True
    return False


def test_an_answer_that_nobody_reads_is_let_go(impatient: Client) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", impatient.port))
        ask = f"GET /static/preview.css HTTP/1.1\r\nHost: localhost:{impatient.port}\r\n\r\n"
        line.setblocking(False)
        assert let_go(line, ask.encode())
    assert impatient.get("/")[0] == 200


@pytest.mark.slow
def test_a_thousand_idle_connections_while_an_editor_works(tmp_path: Path) -> None:
    """Half of them have begun a request. Saves are seen and pages come, and all go in the end."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    running = run(folder(tmp_path, "one"), made_up.build)
    client = running.client
    client.pages(1)
    idle = [socket.create_connection(("127.0.0.1", client.port)) for _ in range(1000)]
    try:
        for line in idle[::2]:
            line.sendall(b"GET /ev")
        for count in (2, 3, 4):
            folder(tmp_path, *map(str, range(count)))
            assert len(client.pages(count)["sheets"]) == count
        assert client.get("/")[0] == 200
        assert all(closed_within(line, 30) for line in idle)
    finally:
        for line in idle:
            line.close()
        running.stop()


def test_a_studio_that_breaks_ends_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_studio: Studio) -> None:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(Studio, "run", broken)
    listener = service.listen(0)
    server = service.server(Order(tmp_path), listener, lambda _: None, made_up.build, None)
    with pytest.raises(RuntimeError, match="a bug of ours"):
        server.run(sockets=[listener])
