"""``mgi serve`` as an operator starts it: a process of its own, a project of its own, a free port."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from mgi_graph.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TINY = Path(__file__).parents[2] / "queries" / "project"
SOURCE = Path(main.__file__).parents[2]
WAIT = 60.0
#: The deadline for a request at the site that strangers attack.
SECONDS = 1.0


class Running:
    """A running ``mgi serve``: its address, what it has said, and how it ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: list[str] = []
        self.log: list[str] = []
        self._threads = [
            threading.Thread(target=self._read, args=(stream, lines), daemon=True)
            for stream, lines in ((process.stdout, self.said), (process.stderr, self.log))
        ]
        for thread in self._threads:
            thread.start()

    @staticmethod
    def _read(stream: Any, lines: list[str]) -> None:  # noqa: ANN401 - a pipe
        for line in stream:
            lines.append(line.decode().rstrip("\n"))
        stream.close()

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds; the log is told where it never does."""
        deadline = time.monotonic() + WAIT
        while not holds():
            assert time.monotonic() < deadline, f"{what}: {self.log}"
            time.sleep(0.02)

    def ready(self) -> Running:
        self.until(lambda: self.said or self.process.poll() is not None, "it is not ready")
        assert self.said, self.log
        return self

    @property
    def url(self) -> str:
        return self.said[0].split()[0].rstrip("/")

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log]

    @property
    def messages(self) -> str:
        return "\n".join(event["message"] for event in self.events if "message" in event)

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = self.connect()
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def digest(self) -> str:
        status, _, body = self.get("/readyz")
        assert status == 200, body
        found: str = json.loads(body)["dataset"]
        return found

    def children(self) -> list[int]:
        """List the processes that it has started, and that live."""
        pid = self.process.pid
        path = Path(f"/proc/{pid}/task/{pid}/children")
        return [int(part) for part in path.read_text().split()] if path.exists() else []

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        if self.process.poll() is None:
            self.send(number)
        code = self.process.wait(WAIT)
        for thread in self._threads:
            thread.join(WAIT)
        return code


class Start(Protocol):
    """What the fixture ``start`` gives."""

    def __call__(self, *args: str, **variables: str) -> Running: ...


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A project of a few triples, to be changed at will."""
    return Path(shutil.copytree(TINY, tmp_path / "project"))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where builds are kept: what one test has built, the next one finds."""
    return tmp_path_factory.mktemp("cache")


@contextmanager
def launching(project: Path, cache: Path) -> Iterator[Start]:
    """Start ``mgi serve`` on a project; what still runs at the end is stopped."""
    running: list[Running] = []
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MGI_", "PYTEST_"))}
    environment = clean | {"MGI_CACHE": str(cache), "PYTHONPATH": str(SOURCE)}

    def begin(*args: str, **variables: str) -> Running:
        process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.cli.main", "serve", "--project", str(project), "--port", "0", *args],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment | variables,
        )  # fmt: skip
        running.append(Running(process))
        return running[-1]

    try:
        yield begin
    finally:
        for each in running:
            if each.process.poll() is None:
                each.send(signal.SIGTERM)
        for each in running:
            try:
                each.stop()
            except subprocess.TimeoutExpired:
                each.process.kill()
                raise


@pytest.fixture
def start(tiny: Path, cache: Path) -> Iterator[Start]:
    """Start ``mgi serve`` on the tiny project, as often as a test likes."""
    with launching(tiny, cache) as begin:
        yield begin


@pytest.fixture(scope="module")
def site(cache: Path) -> Iterator[Running]:
    """A site with short deadlines, shared by all tests here: what one does to it, the next one would notice."""
    flags = (
        f"--request-seconds={SECONDS}", "--idle-seconds=1", "--send-seconds=1", "--target-bytes=4kB",
        "--header-bytes=4kB", "--body-bytes=64kB", "--cache-bytes=8MB", "--query-seconds=5", "--connections=400",
        "--guest-queue=256", "--house-queue=256",
    )  # fmt: skip
    with launching(TINY, cache) as begin:
        yield begin(*flags, "--no-access-log").ready()


@pytest.fixture
def unharmed(site: Running) -> Iterator[None]:
    """Look afterwards that no process died, and that nobody was shown a traceback."""
    child = site.children()
    yield
    assert site.get("/healthz")[0] == 200
    assert site.children() == child, "a process died"
    assert "Traceback" not in "".join(site.log), site.log
