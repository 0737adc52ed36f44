"""How each peer is started over the same dataset, and by which address it is asked for the same answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HERE: Final = Path(__file__).parent
#: How long a peer may take to answer for the first time, in seconds.
PATIENCE: Final = 120
TURTLE: Final = "text/turtle"
HTML: Final = "text/html"
JSON: Final = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every server is given: folders, the dataset as quads and as triples, what is asked for."""

    folder: Path
    python: Path
    modules: Path
    quads: Path
    triples: Path
    entity: str
    select: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server: its command, and for each job the address (below its own) and the media type that is asked for."""

    name: str
    command: Callable[[Given, int], list[str | Path]]
    asks: Mapping[str, tuple[str, str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Given, int], None] | None = None


def servers(given: Given) -> tuple[Server, ...]:
    """Return the site, twice (with and without its cache), and its peers."""
    path = "/" + given.entity.removeprefix("https://w3id.org/migov/")
    document = path.replace("/id/", "/doc/", 1)
    describe = f"?query={quote(f'DESCRIBE <{given.entity}>')}"
    select = f"?query={quote(given.select)}"
    ours = {
        "entity as Turtle": (document, TURTLE),
        "entity as HTML": (document, HTML),
        "small SELECT": (f"/sparql{select}", JSON),
    }
    both = {"entity as Turtle": (f"/query{describe}", TURTLE), "small SELECT": (f"/query{select}", JSON)}
    there = {"entity as Turtle": (f"/sparql{describe}", TURTLE), "small SELECT": (f"/sparql{select}", JSON)}
    # rdflib-endpoint labels the answer to a DESCRIBE wrongly, and answers at its root
    construct = quote(f"CONSTRUCT {{ <{given.entity}> ?p ?o }} WHERE {{ <{given.entity}> ?p ?o }}")
    root = {"entity as Turtle": (f"/?query={construct}", TURTLE), "small SELECT": (f"/{select}", JSON)}
    return (
        Server(name="site, uncached", command=_uncached, asks=ours),
        Server(name="site, cached", command=_site, asks=ours),
        Server(name="bare Starlette", command=_bare, asks={"entity as Turtle": ("/", TURTLE)}),
        Server(name="oxigraph serve-read-only", command=_oxigraph, asks=both, prepare=_load_oxigraph),
        Server(name="rdflib-endpoint", command=_rdflib, asks=root),
        Server(name="Virtuoso", command=_virtuoso, asks=there, prepare=_configure_virtuoso),
        Server(
            name="Trifid",
            command=_trifid,
            asks={
                "entity as Turtle": (path, TURTLE),
                "entity as HTML": (path, HTML),
                "small SELECT": (f"/query{select}", JSON),
            },
            environment={"DATASET_BASE_URL": "https://w3id.org/migov/", "DATASET_FILE": str(given.triples)},
        ),
    )


def _uncached(given: Given, port: int) -> list[str | Path]:
    return [*_site(given, port), "--cache-bytes", "0"]


def _site(_: Given, port: int) -> list[str | Path]:
    mgi = Path(sys.executable).with_name("mgi")
    return [mgi, "serve", "--port", str(port), "--no-access-log", "--quiet"]


def _bare(given: Given, port: int) -> list[str | Path]:
    return [given.python, HERE / "bare.py", str(port), given.folder / "entity.ttl"]


def _oxigraph(given: Given, port: int) -> list[str | Path]:
    program = given.python.with_name("oxigraph")
    command: list[str | Path] = [program, "serve-read-only", "--location", given.folder / "oxigraph"]
    return [*command, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]


def _load_oxigraph(given: Given, _: int) -> None:
    program = given.python.with_name("oxigraph")
    command: list[str | Path] = [program, "load", "--location", given.folder / "oxigraph", "--file", given.quads]
    subprocess.run(command, check=True, capture_output=True)


def _rdflib(given: Given, port: int) -> list[str | Path]:
    program = given.python.with_name("rdflib-endpoint")
    return [program, "serve", "--host", "127.0.0.1", "--port", str(port), given.triples]


def _trifid(given: Given, port: int) -> list[str | Path]:
    return ["node", given.modules / "trifid" / "server.js", "--config", HERE / "trifid.yaml", "--port", str(port)]


def _configure_virtuoso(given: Given, port: int) -> None:
    folder = given.folder / "virtuoso"
    folder.mkdir(exist_ok=True)
    text = (HERE / "virtuoso.ini").read_text().format(folder=folder, port=port, isql=port + 1)
    (folder / "virtuoso.ini").write_text(text)


def _virtuoso(given: Given, _: int) -> list[str | Path]:
    return ["virtuoso-t", "-f", "-c", given.folder / "virtuoso" / "virtuoso.ini"]


def load_virtuoso(given: Given, port: int) -> None:
    """Load the triples by the SQL port, once it answers."""
    statement = (
        f"DB.DBA.TTLP_MT (file_to_string_output ('{given.triples}'), '', 'http://graph.invalid/', 0); checkpoint;"
    )
    command = ["isql-vt", str(port + 1), "dba", "dba", f"exec={statement}"]
    for _ in range(PATIENCE):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode == 0 and "Error" not in done.stdout + done.stderr:
            return
        time.sleep(1)
    sys.exit(f"Virtuoso does not load: {done.stdout}{done.stderr}")


@contextmanager
def running(server: Server, given: Given, port: int, processor: int) -> Iterator[tuple[str, int]]:
    """Run a server on one processor; yields its address and the number of its process once it answers."""
    if server.prepare:
        server.prepare(given, port)
    command = ["taskset", "--cpu-list", str(processor), *server.command(given, port)]
    environment = {**os.environ, **server.environment}
    log = given.folder / f"{server.name.replace(' ', '-')}.log"
    with (
        log.open("wb") as written,
        subprocess.Popen(command, stdout=written, stderr=written, env=environment) as process,
    ):
        try:
            if server.name == "Virtuoso":
                load_virtuoso(given, port)
            path, _ = next(iter(server.asks.values()))  # Trifid has nothing at its root, and never says so
            _wait(f"http://127.0.0.1:{port}{path}", process, log)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{process.args} does not answer:\n{log.read_text(errors='replace')[-2000:]}")  # type: ignore[str-bytes-safe]
