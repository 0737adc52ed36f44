"""``mgi serve`` begins with one line and ends with 0; what goes wrong is one line too."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.server.running.conftest import launching

if TYPE_CHECKING:
    from tests.server.running.conftest import Running, Start


def complaint(running: Running, code: int) -> str:
    """Return the one line that a command ended with; before it there is only what a build has told of its progress."""
    assert running.stop(0) == code, running.log
    assert running.said == []
    *progress, line = running.log
    assert all("building the dataset" in each for each in progress)
    return line


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_ends_well_when_asked(start: Start, number: int) -> None:
    running = start().ready()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/  \(SPARQL: /sparql\) — Ctrl-C stops", running.said[0])
    assert running.get("/healthz")[0] == 200
    assert running.stop(number) == 0
    assert len(running.said) == 1
    assert "Traceback" not in "".join(running.log)


def test_quiet_says_nothing(start: Start) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    listener.close()
    running = start("-q", "--port", str(port), "--no-access-log")

    def answers() -> bool:
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", port)) == 0

    running.until(answers, "nobody answers")
    time.sleep(0.1)
    assert running.stop() == 0
    assert (running.said, running.log) == ([], [])


def test_a_port_that_is_taken_is_told_with_what_to_do(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = complaint(start("--port", str(port)), 2)
    assert line == f"mgi: port {port} of 127.0.0.1 is taken: name another with --port, or 0 for a free one"


def test_an_address_of_another_machine_is_told(start: Start) -> None:
    assert complaint(start("--host", "192.0.2.1"), 2).startswith("mgi: 192.0.2.1 is no address of this machine")
    assert "there is no address 'nowhere.invalid'" in complaint(start("--host", "nowhere.invalid"), 2)


def test_a_setting_that_is_not_accepted_is_told(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    file.write_text("[serve]\nworker = 2\n")
    assert "--workers: 'many' is not accepted" in complaint(start("--workers", "many"), 2)
    assert "MGI_SERVE_PROT" in complaint(start(MGI_SERVE_PROT="1"), 2)
    assert "site.toml:2: there is no setting 'worker'; nearest: workers" in complaint(start("--config", str(file)), 2)


def test_a_project_that_cannot_be_read_is_told_where(start: Start, tiny: Path) -> None:
    (tiny / "data" / "xy" / "tiny.ttl").write_text("<a> <b>")
    line = complaint(start(), 1)
    assert line.startswith("mgi: data/xy/tiny.ttl:1:")


def test_it_needs_no_folder_to_write_to_once_all_is_built(tiny: Path, tmp_path: Path) -> None:
    """A container whose file system is read-only could not search: the index of words was made when first needed."""
    cache = tmp_path / "cache"
    subprocess.run([sys.executable, "-m", "mgi_graph.server.running.preparation", str(tiny)], check=True,
                   env=os.environ | {"MGI_CACHE": str(cache)}, stdout=subprocess.DEVNULL)  # fmt: skip
    before = sorted(cache.iterdir())
    with launching(tiny, cache) as start:
        running = start().ready()
        assert running.get("/search?q=law", Accept="text/html")[0] == 200
        assert running.get("/query/findings.csv")[0] == 200
    assert sorted(cache.iterdir()) == before


def test_ctrl_c_while_it_builds_ends_it(start: Start) -> None:
    running = start()
    running.until(running.children, "nothing was started")
    assert running.stop(signal.SIGINT) == 0
    assert running.said == []
    assert "Traceback" not in "".join(running.log)


def unfinished(running: Running) -> socket.socket:
    """Return a connection on which half a query has been sent."""
    connection = socket.create_connection(("127.0.0.1", running.port), timeout=30)
    fields = "Host: a.example\r\nContent-Type: application/sparql-query\r\nAccept: text/csv\r\nContent-Length: 24\r\n"
    connection.sendall(f"POST /sparql HTTP/1.1\r\n{fields}\r\nSELECT * {{".encode())
    time.sleep(0.3)  # it has been read, and the server waits for the rest
    return connection


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_under_way_is_answered_though_the_process_ends(start: Start, number: int) -> None:
    running = start().ready()
    connection = unfinished(running)
    running.send(number)
    running.until(lambda: "stopping" in running.messages or "serving dataset" in running.messages, "nothing happened")
    with closing(connection):
        connection.sendall(b" ?s ?p ?o }   ")
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close" in answer.lower()
    assert running.stop() == 0


def test_it_ends_when_its_terminal_is_closed(tiny: Path, cache: Path) -> None:
    ours, theirs = pty.openpty()
    command = shlex.join([sys.executable, "-m", "mgi_graph.cli.main", "serve", "--project", str(tiny), "--port", "0"])
    # the first terminal that the leader of a session opens is the one that controls it
    line = f"exec {command} 0<>{os.ttyname(theirs)} >&0 2>&0"
    environment = os.environ | {"MGI_CACHE": str(cache)}
    with subprocess.Popen(["/bin/sh", "-c", line], env=environment, start_new_session=True) as process:
        said = b""
        while b"Ctrl-C stops" not in said:
            assert process.poll() is None, said
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 1 << 10)
        os.close(theirs)
        os.close(ours)
        assert process.wait(60) == 0


def test_a_second_signal_ends_it_at_once(start: Start) -> None:
    running = start().ready()
    connection = unfinished(running)
    running.send(signal.SIGINT)
    running.until(lambda: "stopping" in running.messages, "nothing happened")
    began = time.monotonic()
    assert running.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 5
    connection.close()


def test_no_process_outlives_one_that_was_killed(start: Start) -> None:
    running = start("--workers", "2").ready()
    children = running.children()
    assert len(children) == 2
    running.process.kill()
    running.until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in children), "processes are left")


def test_a_process_that_dies_is_replaced(start: Start) -> None:
    running = start().ready()
    (child,) = running.children()
    os.kill(child, signal.SIGKILL)
    running.until(lambda: running.children() not in ([], [child]), "no other process was started")
    running.digest()
    assert f"process {child} ended with -9; another is started in 0.5 s" in running.messages


def test_the_supervisor_never_loads_the_dataset(start: Start) -> None:
    running = start().ready()
    maps = Path(f"/proc/{running.process.pid}/maps").read_text()
    assert "pyoxigraph" not in maps
    assert "pyoxigraph" in Path(f"/proc/{running.children()[0]}/maps").read_text()


def test_the_service_manager_hears_when_it_is_ready_and_when_it_stops(start: Start, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(30)
        running = start(NOTIFY_SOCKET=str(tmp_path / "notify")).ready()
        assert manager.recv(100) == b"READY=1"
        running.send(signal.SIGHUP)
        assert manager.recv(100).startswith(b"RELOADING=1\nMONOTONIC_USEC=")
        assert manager.recv(100) == b"READY=1"
        running.stop()
        assert manager.recv(100) == b"STOPPING=1"
