"""Serve a project over HTTP until told to stop: what ``mgi serve`` runs."""

from __future__ import annotations

import asyncio
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError
from mgi_graph.server import log
from mgi_graph.server.running.listener import address_of, bind

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.server.settings import Settings

_NEEDED: Final = ("httptools", "jinja2", "prometheus_client", "starlette", "uvicorn")


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


def _require() -> None:
    if sys.platform == "win32":
        raise MgiError("mgi serve needs processes that fork: run it on Linux, macOS or in WSL")
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise MgiError(f"mgi serve needs {', '.join(missing)}: pip install 'mgi-graph[serve]'")
