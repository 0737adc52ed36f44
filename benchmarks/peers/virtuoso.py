"""Virtuoso 7: its settings, and the dataset loaded by its SQL port, before it is measured."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from peers.process import started, wait

if TYPE_CHECKING:
    from peers.servers import Given

SETTINGS: Final = Path(__file__).parent / "virtuoso.ini"


def serving(folder: Path, port: int, sql: int, data: Path) -> list[str | Path]:
    """Write the settings of a database in a folder; return the command that serves it at two ports of loopback.

    Files may be loaded from the folder ``data``.
    """
    folder.mkdir(exist_ok=True)
    text = SETTINGS.read_text(encoding="utf-8").format(folder=folder, port=port, sql=sql, data=data)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    return ["virtuoso-t", "-f", "-c", folder / "virtuoso.ini"]


def command(given: Given, port: int) -> list[str | Path]:
    """Return the command that serves at a port, SQL at the next one."""
    return serving(given.folder / "virtuoso", port, port + 1, given.triples.parent)


def prepare(given: Given, port: int) -> None:
    """Load the triples into a database of its own."""
    words, log = command(given, port), given.folder / "virtuoso-load.log"
    load = f"DB.DBA.TTLP_MT (file_to_string_output ('{given.triples}'), '', 'http://graph.invalid/', 0);"
    with started(words, log, environment={**os.environ}, folder=given.folder) as process:
        wait(lambda: _sql(port, "select 1;"), process, log)
        if not _sql(port, f"{load} checkpoint;"):
            raise RuntimeError(f"Virtuoso does not load {given.triples}")
        _sql(port, "shutdown;")
        process.wait(60)


def _sql(port: int, statement: str) -> bool:
    words = ["isql-vt", str(port + 1), "dba", "dba", f"exec={statement}"]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    return done.returncode == 0 and "Error" not in done.stdout + done.stderr
