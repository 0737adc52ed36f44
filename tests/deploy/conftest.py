"""Real servers before the real site: nginx and Apache with the files of ``deploy/``, on free ports of loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.server.running.conftest import TINY, launching

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.server.running.conftest import Running

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
WAIT = 20.0


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
