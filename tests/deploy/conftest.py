"""Real servers before the real site: nginx and Apache with the files of ``deploy/``, on free ports of loopback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pytest
from tests.server.running.conftest import TINY, launching

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.server.running.conftest import Running

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
WAIT = 20.0


class Answer(NamedTuple):
    """What came back; names of fields are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **fields: str) -> Answer:
    """Ask a server; the names of fields have ``_`` for ``-``."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The site that stands behind, over the tiny project."""
    with launching(TINY, tmp_path_factory.mktemp("cache")) as start:
        yield start("--max-age=60").ready()


def lacking(program: str) -> NoReturn:
    """Skip, or fail in CI, where a program is not installed."""
    reason = f"needs {program}: apt-get install {program}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str) -> str:
    """Return the path of a program of the system."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return found or lacking(name)


def free_port() -> int:
    """Return a port that nobody has at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def serving(command: Sequence[str], port: int, log: Path) -> Iterator[int]:
    """Run a server until the context ends; gives the port once it answers there."""
    with log.open("wb") as sink, subprocess.Popen(command, stdout=sink, stderr=sink) as process:
        try:
            deadline = time.monotonic() + WAIT
            while not is_open(port):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.02)
            yield port
        finally:
            process.terminate()
            process.wait(WAIT)


def is_open(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def configured(port: int, cache: str, mgi: Sequence[int], other: Sequence[int] = ()) -> str:
    """Return ``deploy/nginx.conf`` as it is, but for the ports and the folder that it names."""
    text = (DEPLOY / "nginx.conf").read_text()
    first, second = ("".join(f"    server 127.0.0.1:{each};\n" for each in group) for group in (mgi, other or mgi))
    line = "    server 127.0.0.1:8000;\n"
    changes = (
        ("listen 80;", f"listen 127.0.0.1:{port};", 1),
        ("    listen [::]:80;\n", "", 1),
        (line, first, 1),
        (line, second, 1),
        ("/var/cache/nginx/mgi", cache, 1),
        ("    # location ", "    location ", -1),
        ("    #     proxy_pass", "        proxy_pass", -1),
        ("    # }\n", "    }\n", -1),
    )
    for old, new, count in changes:
        assert old in text, old
        text = text.replace(old, new, count)
    return text


def reconfigure(folder: Path, configuration: str) -> None:
    """Give a running nginx another file of ``conf.d``, as ``nginx -s reload`` does; returns when it is in force."""
    (folder / "site.conf").write_text(configuration)
    master = int((folder / "nginx.pid").read_text())
    before = children(master)
    os.kill(master, signal.SIGHUP)
    deadline = time.monotonic() + WAIT
    while children(master) & before or not children(master):
        assert time.monotonic() < deadline, (folder / "error.log").read_text()
        time.sleep(0.02)


def children(pid: int) -> set[int]:
    return {int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


@contextmanager
def nginx(configuration: str, port: int, folder: Path) -> Iterator[int]:
    """Run nginx with what would be a file of ``conf.d``; all that it writes is below a folder."""
    (folder / "site.conf").write_text(configuration)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "\n".join(f"    {kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n    access_log off;\n{paths}\n    include {folder}/site.conf;\n}}\n"
    )
    with serving([program("nginx"), "-c", str(main), "-p", str(folder)], port, folder / "nginx.out") as answering:
        yield answering
