"""Serve a project over HTTP until told to stop: what ``mgi serve`` runs."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError
from mgi_graph.server import log

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.server.settings import Settings

_NEEDED: Final = ("httptools", "jinja2", "prometheus_client", "starlette", "uvicorn")
_BACKLOG: Final = 2048


def serve(project: Project, settings: Settings, *, quiet: bool = False) -> int:
    """Serve until SIGTERM or Ctrl-C; returns the exit code.

    Raises :class:`MgiError` where the socket cannot be had or no dataset can be made.
    """
    _require()
    from mgi_graph.server.running.supervisor import Supervisor

    listener = bind(settings)
    form = log.form_of(settings.log_format)
    log.configure(form, quiet=quiet)

    def announce() -> None:
        if not quiet:
            sys.stdout.write(f"{address_of(listener, settings)}  (SPARQL: /sparql) — Ctrl-C stops\n")
            sys.stdout.flush()

    async def run() -> None:
        supervisor = Supervisor(
            project=str(project.root), settings=settings, listener=listener, form=form, quiet=quiet, announce=announce
        )
        await supervisor.run()

    with listener:
        asyncio.run(run())
    return 0


def bind(settings: Settings) -> socket.socket:
    """Return a socket that listens; raises :class:`MgiError` that says what to do."""
    host, port = settings.host, settings.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        dual = family is socket.AF_INET6 and host == "::" and socket.has_dualstack_ipv6()
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG, dualstack_ipv6=dual)
    except socket.gaierror as error:
        raise MgiError(f"there is no address {host!r}: name one of this machine with --host") from error
    except OSError as error:
        raise MgiError(_advice(error, host, port)) from error
    listener.setblocking(False)
    return listener


def _advice(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken: name another with --port, or 0 for a free one"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: name one with --host"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"port {port} is not allowed: name one above 1023 with --port, and let a proxy take {port}"
    return f"port {port} of {host} cannot be listened to: {error.strerror}"


def address_of(listener: socket.socket, settings: Settings) -> str:
    """Return the URL at which a socket is reached on this machine."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listener.getsockname()[1]}/"


def _require() -> None:
    if sys.platform == "win32":
        raise MgiError("mgi serve needs processes that fork: run it on Linux, macOS or in WSL")
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise MgiError(f"mgi serve needs {', '.join(missing)}: pip install 'mgi-graph[serve]'")
