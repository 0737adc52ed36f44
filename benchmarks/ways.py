"""The ways to serve that :mod:`capacity` compares: one process, several, and nginx before them, all on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE: Final = Path(__file__).parent
PATIENCE: Final = 120


class Way(NamedTuple):
    """A way to serve: flags for each server, and whether nginx stands before them, and keeps answers."""

    name: str
    servers: tuple[tuple[str, ...], ...]
    nginx: bool = False
    keeps: bool = False


WAYS: Final = (
    Way("one process", ((),)),
    Way("two workers", (("--workers=2",),)),
    Way("two servers behind nginx", ((), ()), nginx=True),
    Way("one process behind nginx that keeps answers", ((),), nginx=True, keeps=True),
)


class Running(NamedTuple):
    """Where a way to serve answers, and its processes."""

    port: int
    sites: tuple[int, ...]
    nginx: tuple[int, ...]


def free_port() -> int:
    """Return a port of loopback that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def started(words: Sequence[str], port: int, path: str) -> Iterator[int]:
    """Run a server; yields its number when it answers, and ends it by that."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not _answers(f"http://127.0.0.1:{port}{path}"):
                if process.poll() is not None or time.monotonic() > end:
                    sys.exit(f"{' '.join(words)} does not answer")
                time.sleep(0.1)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def serving(way: Way, folder: Path) -> Iterator[Running]:
    """Serve in a way until the context ends."""
    with ExitStack() as stack:
        ports = [free_port() for _ in way.servers]
        sites = []
        for port, flags in zip(ports, way.servers, strict=True):
            words = [sys.executable, "-m", "mgi_graph.cli.main", "serve", f"--port={port}", "--no-access-log", *flags]
            sites.append(stack.enter_context(started(words, port, "/readyz")))
        if not way.nginx:
            yield Running(ports[0], tuple(sites), ())
            return
        port = free_port()
        main = configure(folder, port, ports, keeps=way.keeps)
        words = [shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx", "-c", str(main)]
        yield Running(port, tuple(sites), (stack.enter_context(started(words, port, "/robots.txt")),))


def configure(folder: Path, port: int, ports: Sequence[int], *, keeps: bool) -> Path:
    """Write ``deploy/nginx.conf`` for these ports, its bounds for one address lifted: one client plays all of them."""
    text = (HERE.parent / "deploy" / "nginx.conf").read_text()
    servers = "".join(f"    server 127.0.0.1:{each};\n" for each in ports)
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port} backlog=1024;"),
        ("    listen [::]:80;\n", ""),
        ("    server 127.0.0.1:8000;\n", servers),
        ("/var/cache/nginx/mgi", f"{folder}/kept"),
        ("rate=10r/s", "rate=100000r/s"),
        ("limit_conn mgi_connections 30;", "limit_conn mgi_connections 10000;"),
        *(() if keeps else (("proxy_cache mgi;", "proxy_cache off;"),)),
    ):
        assert old in text, old
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text)
    main = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(
        f"{user}daemon off;\nworker_processes 2;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\n    access_log off;\n    include {folder}/site.conf;\n}}\n"
    )
    return main
