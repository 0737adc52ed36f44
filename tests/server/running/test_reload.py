"""A reload: nobody is turned away, and nobody sees the old dataset after the new one."""

from __future__ import annotations

import json
import signal
import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from http.client import HTTPConnection
    from pathlib import Path

    from tests.server.running.conftest import Running, Start


def change(project: Path, words: str) -> None:
    file = project / "data" / "xy" / "tiny.ttl"
    file.write_text(file.read_text().replace("Xyland has a law.", words))


class Client(threading.Thread):
    """Ask again and again; keep status and dataset of each answer."""

    def __init__(self, running: Running, *, keeps_alive: bool) -> None:
        super().__init__(daemon=True)
        self._running = running
        self._keeps_alive = keeps_alive
        self.seen: list[tuple[int, str]] = []
        self.errors: list[BaseException] = []
        self.is_over = threading.Event()

    def run(self) -> None:
        connection = self._running.connect()
        try:
            while not self.is_over.is_set():
                self._ask(connection)
        except BaseException as error:  # looked at by the test
            self.errors.append(error)
        finally:
            connection.close()

    def _ask(self, connection: HTTPConnection) -> None:
        connection.request("GET", "/readyz", headers={} if self._keeps_alive else {"Connection": "close"})
        response = connection.getresponse()
        self.seen.append((response.status, json.loads(response.read()).get("dataset", "")))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_request_is_dropped_and_the_dataset_changes_once(start: Start, tiny: Path, workers: str) -> None:
    running = start("--workers", workers, "--no-access-log").ready()
    old = running.digest()
    clients = [Client(running, keeps_alive=bool(number % 2)) for number in range(6)]
    for client in clients:
        client.start()
    change(tiny, "Xyland has another law.")
    running.send(signal.SIGHUP)
    running.until(lambda: "serving dataset" in running.messages, "no reload")
    new = running.digest()
    counts = [len(client.seen) for client in clients]
    running.until(lambda: all(len(c.seen) > count + 20 for c, count in zip(clients, counts, strict=True)), "no answers")
    for client in clients:
        client.is_over.set()
        client.join(30)
    assert new != old
    for client in clients:
        assert client.errors == []
        assert {status for status, _ in client.seen} == {200}
        digests = [digest for _, digest in client.seen]
        assert (digests[0], digests[-1]) == (old, new)
        assert sum(one != other for one, other in pairwise(digests)) == 1


def test_a_connection_in_reserve_is_answered_by_the_old_generation_and_then_closed(start: Start) -> None:
    running = start("--idle-seconds", "30").ready()
    connection = running.connect()
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    running.send(signal.SIGHUP)
    running.until(lambda: "serving dataset" in running.messages, "no reload")
    connection.request("GET", "/healthz")
    response = connection.getresponse()
    assert (response.status, response.getheader("connection")) == (200, "close")


def test_the_processes_of_the_old_generation_end(start: Start) -> None:
    running = start().ready()
    before = running.children()
    running.send(signal.SIGHUP)
    running.until(lambda: running.children() and not set(running.children()) & set(before), "the old process lives")
    assert len(running.children()) == 1
    running.digest()


def test_a_reload_that_fails_leaves_the_old_dataset_and_says_why(start: Start, tiny: Path) -> None:
    running = start().ready()
    old = running.digest()
    (tiny / "data" / "xy" / "tiny.ttl").write_text("<a> <b>")
    running.send(signal.SIGHUP)
    running.until(lambda: "the reload failed" in running.messages, "no failure")
    assert "data/xy/tiny.ttl:1:" in running.messages
    assert running.digest() == old
    assert running.stop() == 0


def test_it_may_watch_the_files_by_itself(start: Start, tiny: Path) -> None:
    running = start("--watch-dataset").ready()
    old = running.digest()
    change(tiny, "Xyland has another law.")
    running.until(lambda: "serving dataset" in running.messages, "no reload")
    assert running.digest() != old


def counted(running: Running) -> float:
    _, _, body = running.get("/metrics")
    lines = (line for line in body.decode().splitlines() if line.startswith("mgi_requests_total"))
    return sum(float(line.rpartition(" ")[2]) for line in lines if 'route="/healthz"' in line)


def test_metrics_are_those_of_all_processes_and_outlive_a_reload(start: Start) -> None:
    running = start("--workers", "2").ready()
    for _ in range(40):
        assert running.get("/healthz")[0] == 200
    assert {counted(running) for _ in range(10)} == {40.0}
    running.send(signal.SIGHUP)
    running.until(lambda: "serving dataset" in running.messages, "no reload")
    for _ in range(2):
        assert running.get("/healthz")[0] == 200
    assert {counted(running) for _ in range(10)} == {42.0}
