from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.preview import service
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
    assert not re.search(r"\son[a-z]+\s*=", page)


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


def test_a_crowd_of_idle_connections_keeps_nobody_out(client: Client) -> None:
    idle = [socket.create_connection(("127.0.0.1", client.port)) for _ in range(200)]
    try:
        assert client.get("/")[0] == 200
    finally:
        for line in idle:
            line.close()


def test_a_connection_that_asks_for_nothing_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "IDLE", 1)
    running = run(folder(tmp_path, "one"), made_up.build)
    with socket.create_connection(("127.0.0.1", running.client.port), timeout=5) as line:
        assert line.recv(10) == b""
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
