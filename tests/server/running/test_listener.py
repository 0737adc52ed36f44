"""The socket turns clients away while nobody would answer them, so that a proxy asks the next server at once."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.running.conftest import Start


def is_open(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def test_nobody_waits_for_a_site_that_is_still_starting(start: Start) -> None:
    port = free_port()
    running = start("--port", str(port))
    running.until(running.children, "nothing was started")
    assert not is_open(port)
    running.until(lambda: is_open(port), "nobody listens")
    began = time.monotonic()
    assert running.ready().get("/readyz")[0] == 200
    assert time.monotonic() - began < 3


def test_nobody_waits_for_a_site_that_finishes_its_requests(start: Start) -> None:
    running = start().ready()
    connection = socket.create_connection(("127.0.0.1", running.port), timeout=30)
    with closing(connection):
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/sparql-query\r\n")
        connection.sendall(b"Accept: text/csv\r\nContent-Length: 8\r\n\r\nASK ")
        time.sleep(0.3)  # it has been read, and the server waits for the rest
        running.send(signal.SIGTERM)
        running.until(lambda: not is_open(running.port), "it still takes connections")
        assert running.process.poll() is None
        connection.sendall(b"{}  ")
        assert b"".join(iter(lambda: connection.recv(1 << 16), b"")).startswith(b"HTTP/1.1 406")
    assert running.stop() == 0


def test_of_two_sites_on_one_port_the_slower_one_is_told(start: Start) -> None:
    port = free_port()
    both = [start("--port", str(port)) for _ in range(2)]
    both[0].until(lambda: any(each.process.poll() is not None for each in both), "both go on")
    ended = next(each for each in both if each.process.poll() is not None)
    assert ended.stop(0) == 2
    assert ended.log[-1].startswith(f"mgi: port {port} of 127.0.0.1 is taken")
