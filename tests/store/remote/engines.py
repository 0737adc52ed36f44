"""Engines on this machine: each is started on loopback, in a folder of its own, and ended by its process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How long an engine may take to start, in seconds.
PATIENCE = 60.0
#: Where ``.ci/engines`` puts what no system package brings.
FOLDER = Path(os.environ.get("MGI_ENGINES", Path.home() / ".cache" / "mgi-graph" / "engines"))
VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An engine that runs: its name, the address to give to ``--store``, and its process."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    environment: dict[str, str]


def missing(name: str) -> str:
    """Say what an engine needs that is not installed; nothing where all is there."""
    match name:
        case "oxigraph":
            return "" if _oxigraph() else "needs the server of PyPI's oxigraph: bash .ci/engines"
        case "virtuoso":
            return "" if shutil.which("virtuoso-t") else "needs virtuoso-t (Debian: virtuoso-opensource)"
        case _:
            found = _fuseki() and shutil.which("java")
            return "" if found else f"needs java, and jena-fuseki-server-*.jar in {FOLDER} (MGI_ENGINES names another)"


@contextmanager
def running(name: str, folder: Path, port: int = 0) -> Iterator[Running]:
    """Run an engine over what its folder holds; yields once it answers."""
    port, sql = port or free_port(), free_port()
    command, url, environment = _command(name, folder, port, sql)
    log = folder / "log"
    with log.open("wb") as written, subprocess.Popen(command, stdout=written, stderr=written, cwd=folder) as process:
        try:
            _wait(url, process, log)
            yield Running(name=name, url=url, process=process, environment=environment)
        finally:
            process.kill()


def free_port() -> int:
    """Return a port of loopback that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _command(name: str, folder: Path, port: int, sql: int) -> tuple[list[str], str, dict[str, str]]:
    base = f"http://127.0.0.1:{port}"
    if name == "oxigraph":
        return [str(_oxigraph()), "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"], base, {}
    if name == "fuseki":
        (folder / "tdb").mkdir(exist_ok=True)
        java = ["java", "-Xmx1g", "-jar", str(_fuseki()), "--localhost", "--port", str(port)]
        return [*java, "--update", "--tdb2", "--loc", str(folder / "tdb"), "/ds"], f"{base}/ds", {}
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, port=port, sql=sql))
    command = ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")]
    return command, base, {"MGI_STORE_USER": "dba", "MGI_STORE_PASSWORD": "dba"}


def _oxigraph() -> Path | None:
    places = (Path(sys.executable).parent, FOLDER / "oxigraph" / "bin")
    found = (place / "oxigraph" for place in places)
    return next((each for each in found if each.is_file()), None)


def _fuseki() -> Path | None:
    return next(iter(sorted(FOLDER.glob("jena-fuseki-server-*.jar"))), None)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{process.args!r} does not answer: {log.read_text(errors='replace')[-2000:]}")
