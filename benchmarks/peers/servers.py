"""How each server is prepared and started, and by which address it is asked for the same answer."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from mgi_graph.namespaces import BASE
from peers import grlc, virtuoso
from peers.asked import HTML, JSON, SELECT, TURTLE
from peers.install import python_of
from peers.process import run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from peers.asked import Asked, Job

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every server is given: a folder for what it keeps, the peers' folder, the dataset, what will be asked."""

    folder: Path
    peers: Path
    quads: Path
    triples: Path
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server: its command, and for each job the address (below its own) and the media type that is asked for.

    ``prepare`` is done once, before any round; ``behind`` is a server that must run for this one to answer, and whose
    time counts as its own. What is printed by ``versions`` is the version of what runs.
    """

    name: str
    command: Callable[[Given, int], list[str | Path]]
    asks: Mapping[Job, tuple[str, str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    prepare: Callable[[Given, int], None] | None = None
    behind: Server | None = None


def servers(given: Given) -> tuple[Server, ...]:
    """Return the site, twice (with and without its cache), and its peers."""
    asked = given.asked
    path = "/" + asked.entity.removeprefix(BASE)
    document = path.replace("/id/", "/doc/", 1)
    describe, select = f"?query={quote(f'DESCRIBE <{asked.entity}>')}", f"?query={quote(SELECT)}"
    ours: Mapping[Job, tuple[str, str]] = {
        "entity as Turtle": (document, TURTLE),
        "entity as HTML": (document, HTML),
        "small SELECT": (f"/sparql{select}", JSON),
        "saved query": (f"/query/{asked.saved}", JSON),
    }
    # rdflib-endpoint labels the answer to a DESCRIBE wrongly, and answers at its root
    construct = quote(f"CONSTRUCT {{ <{asked.entity}> ?p ?o }} WHERE {{ <{asked.entity}> ?p ?o }}")
    oxigraph = Server(
        name="oxigraph serve-read-only",
        command=_oxigraph,
        asks={"entity as Turtle": (f"/query{describe}", TURTLE), "small SELECT": (f"/query{select}", JSON)},
        prepare=_load_oxigraph,
    )
    return (
        Server(name="site, uncached", command=_uncached, asks=ours),
        Server(name="site, cached", command=_site, asks={"entity as Turtle": ours["entity as Turtle"]}),
        Server(name="bare Starlette", command=_bare, asks={"entity as Turtle": ("/", TURTLE)}, prepare=_write_document),
        oxigraph,
        Server(
            name="rdflib-endpoint",
            command=_rdflib,
            asks={"entity as Turtle": (f"/?query={construct}", TURTLE), "small SELECT": (f"/{select}", JSON)},
        ),
        Server(
            name="Virtuoso",
            command=virtuoso.command,
            asks={"entity as Turtle": (f"/sparql{describe}", TURTLE), "small SELECT": (f"/sparql{select}", JSON)},
            prepare=virtuoso.prepare,
        ),
        Server(
            name="Trifid",
            command=_trifid,
            asks={
                "entity as Turtle": (path, TURTLE),
                "entity as HTML": (path, HTML),
                "small SELECT": (f"/query{select}", JSON),
            },
            environment={"DATASET_BASE_URL": BASE, "DATASET_FILE": str(given.triples)},
        ),
        Server(
            name="grlc",
            command=grlc.command,
            asks={"saved query": (f"/api-local/{asked.saved}", JSON)},
            folder="grlc",
            prepare=grlc.prepare,
            behind=oxigraph,
        ),
    )


def _uncached(given: Given, port: int) -> list[str | Path]:
    return [*_site(given, port), "--cache-bytes", "0"]


def _site(_: Given, port: int) -> list[str | Path]:
    mgi = Path(sys.executable).with_name("mgi")
    return [mgi, "serve", "--port", str(port), "--no-access-log", "--quiet"]


def _bare(given: Given, port: int) -> list[str | Path]:
    # the same Python and the same packages as the site: it shows what the framework alone takes
    return [sys.executable, HERE / "bare.py", str(port), given.folder / "entity.ttl"]


def _write_document(given: Given, _: int) -> None:
    (given.folder / "entity.ttl").write_bytes(given.asked.document)


def _oxigraph(given: Given, port: int) -> list[str | Path]:
    program = python_of(given.peers).with_name("oxigraph")
    command: list[str | Path] = [program, "serve-read-only", "--location", given.folder / "oxigraph"]
    return [*command, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]


def _load_oxigraph(given: Given, _: int) -> None:
    program = python_of(given.peers).with_name("oxigraph")
    run([program, "load", "--location", given.folder / "oxigraph", "--file", given.quads], {**os.environ})


def _rdflib(given: Given, port: int) -> list[str | Path]:
    program = python_of(given.peers).with_name("rdflib-endpoint")
    return [program, "serve", "--host", "127.0.0.1", "--port", str(port), given.triples]


def _trifid(given: Given, port: int) -> list[str | Path]:
    program = given.peers / "node_modules" / "trifid" / "server.js"
    return ["node", program, "--config", HERE / "trifid.yaml", "--port", str(port)]
