"""The site, running for a judge on a free port of this machine; and what there is to look at."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError

import mgi_graph
from mgi_graph.namespaces import BASE, INFERRED_GRAPH, MIGOV, ONTOLOGY, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

MGI: Final = Path(sys.executable).with_name("mgi")
#: How long the site may take to be ready, in seconds.
PATIENCE: Final = 60
#: The first thing of each class that the data state, so that every kind of page is looked at.
_KINDS: Final = f"""
SELECT ?class (MIN(STR(?thing)) AS ?first) WHERE {{
    GRAPH ?g {{ ?thing a ?class }}
    FILTER (?g != <{INFERRED_GRAPH}> && isIRI(?thing))
    FILTER (STRSTARTS(STR(?class), "{MIGOV}") || STRSTARTS(STR(?class), "{STANDARD["skos"]}"))
}} GROUP BY ?class ORDER BY ?class"""
#: Pages of errors are pages too.
ERRORS: Final = ("/nothing-here",)
#: Pages that are there whatever the data are.
_FIXED: Final = (
    *("/", "/findings", "/instruments", "/bodies", "/treaties", "/agreements", "/sources", "/topics", "/countries"),
    *(
        "/search?q=labour",
        "/search?q=zzzzqqqq",
        "/query",
        "/sparql",
        "/editor",
        "/about",
        "/about/problems",
        "/ontology",
        *ERRORS,
    ),
)


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Run ``mgi serve`` while a judge works; yields its address. What it logs goes to standard error where it fails."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command: list[str | Path] = [MGI, "serve", "--host", "127.0.0.1", "--port", str(port), *options]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as site:
        base = f"http://127.0.0.1:{port}"
        try:
            _wait(base, site)
            yield base
        finally:
            site.send_signal(signal.SIGTERM)
            try:
                site.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(site.pid, signal.SIGKILL)


def _wait(base: str, site: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if site.poll() is not None:
            sys.exit(f"mgi serve ended with {site.returncode} before it was ready")
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    sys.exit(f"mgi serve was not ready after {PATIENCE} seconds")


def things() -> dict[str, str]:
    """Return an IRI for each kind of thing that has one: of each class the first, the ontology, a graph."""
    store = mgi_graph.open().store
    found = {row[0].value: row[1].value for row in store.select(_KINDS).rows if row[0] and row[1]}  # type: ignore[union-attr]
    graph = min(name for name in store.graph_names() if "/data/" in name)
    return {**found, "ontology": ONTOLOGY, "graph": graph}


def pages() -> list[str]:
    """Return the path of a page of each kind."""
    documents = [
        iri.removeprefix(BASE).replace("id/", "/doc/", 1) for iri in things().values() if iri.startswith(f"{BASE}id/")
    ]
    concepts = [f"/doc/{iri.removeprefix(BASE)}" for iri in things().values() if iri.startswith(f"{BASE}vocab/")]
    queries = [f"/query/{name}" for name in ("findings", "treaty-status")]
    return [*_FIXED, *documents, *concepts, *queries]
