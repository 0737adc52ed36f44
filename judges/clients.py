"""Have the clients of the field use the site as they use any other: none of them is told anything about it.

Usage: python judges/clients.py FOLDER     (FOLDER: where the clients are kept between runs)

Python: SPARQLWrapper (every form of results by every way to ask), rdflib's SPARQLStore and ``Graph().parse``, pandas.
JavaScript: Comunica, which must discover that it talks to an endpoint, and rdf-dereference. C: rapper, with its long
Accept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pandas as pd
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from runtime import judge_folder, need
from serving import served, things
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from tools import install

from mgi_graph.namespaces import BASE, MIGOV

DEREFERENCE: Final = Path(__file__).parent / "web" / "dereference.mjs"
SELECT: Final = f"SELECT ?f WHERE {{ ?f a <{MIGOV}Finding> }} ORDER BY ?f LIMIT 5"
CONSTRUCT: Final = f"CONSTRUCT {{ ?f a <{MIGOV}Finding> }} WHERE {{ {SELECT} }}"
#: The syntaxes of one graph that rdflib asks for by media type; N-Triples it asks for as text/plain.
FORMATS: Final = ("turtle", "json-ld", "xml")


class Faults(list[str]):
    """What went wrong, and how much was tried."""

    tried = 0

    def check(self, what: str, *, holds: bool) -> None:
        """Count a trial, and keep it where it failed."""
        self.tried += 1
        if not holds:
            self.append(what)


def ask_with_wrapper(base: str, faults: Faults) -> None:
    """Ask by SPARQLWrapper: four forms of rows and four of triples, by GET, by form and by direct POST."""
    ways = ((GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY))
    for method, request in ways:
        for query, forms in ((SELECT, (JSON, XML, CSV, TSV)), (CONSTRUCT, (TURTLE, RDFXML, JSONLD, N3))):
            for form in forms:
                wrapper = SPARQLWrapper(f"{base}/sparql", returnFormat=form)
                wrapper.setQuery(query)
                wrapper.setMethod(method)
                wrapper.setRequestMethod(request)
                found = wrapper.query().convert()
                faults.check(f"SPARQLWrapper {method} {request} {form}", holds=_count(found) == 5)


def _count(found: object) -> int:
    if isinstance(found, Graph):
        return len(found)
    if isinstance(found, dict):
        return len(found["results"]["bindings"])
    if hasattr(found, "getElementsByTagName"):
        return len(found.getElementsByTagName("result"))
    text = found.decode() if isinstance(found, bytes) else str(found)
    return sum("finding" in line for line in text.splitlines())


def ask_with_rdflib(base: str, faults: Faults) -> None:
    """Ask by SPARQLStore, and read every kind of thing in every syntax, by its address and by negotiation."""
    graph = Graph(SPARQLStore(f"{base}/sparql"))
    faults.check("SPARQLStore", holds=len(list(graph.query(SELECT))) == 5)
    for kind, iri in things().items():
        local = f"{base}/{iri.removeprefix(BASE)}"
        counts = {form: len(Graph().parse(local, format=form)) for form in FORMATS}
        alike = len(set(counts.values())) == 1 and min(counts.values()) > 0
        faults.check(f"Graph().parse of {kind} in each syntax: {counts}", holds=alike)
        guessed = len(Graph().parse(local))
        faults.check(f"Graph().parse of {kind}, syntax by negotiation: {guessed}", holds=guessed in counts.values())


def read_with_pandas(base: str, faults: Faults) -> None:
    """Read an answer as pandas reads any CSV."""
    frame = pd.read_csv(f"{base}/query/findings.csv")
    faults.check("pandas.read_csv of a saved query", holds=len(frame) > 100)
    frame = pd.read_csv(f"{base}/sparql?query={SELECT.replace(' ', '+').replace('#', '%23')}&format=csv")
    faults.check("pandas.read_csv of the endpoint", holds=list(frame.columns) == ["f"] and len(frame) == 5)


def read_with_rapper(base: str, faults: Faults) -> None:
    """Read a thing with raptor, which sends an Accept of twenty members and guesses the syntax."""
    rapper = need("rapper", "rapper (Debian: raptor2-utils)")
    for kind, iri in things().items():
        command = [rapper, "-q", "-c", "-g", f"{base}/{iri.removeprefix(BASE)}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        faults.check(f"rapper -g of {kind}: {done.stderr.strip()[:200]}", holds=done.returncode == 0)


def ask_with_javascript(base: str, programs: Path, faults: Faults) -> None:
    """Ask with Comunica by the bare address of the endpoint, and follow the IRI of a thing with rdf-dereference."""
    comunica: list[str | Path] = [
        programs / "comunica-sparql",
        f"{base}/sparql",
        "-q",
        SELECT,
        "-t",
        "application/sparql-results+json",
    ]
    done = subprocess.run(comunica, capture_output=True, text=True, check=False, timeout=120)
    rows = json.loads(done.stdout)["results"]["bindings"] if done.returncode == 0 else []
    faults.check(f"Comunica, unprefixed: {done.stderr.strip()[:300]}", holds=len(rows) == 5)
    local = {f"{base}/{iri.removeprefix(BASE)}": kind for kind, iri in things().items()}
    command: list[str | Path] = [need("node", "rdf-dereference"), DEREFERENCE, programs.parent, *local]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    counts = json.loads(done.stdout) if done.returncode == 0 else dict.fromkeys(local, done.stderr.strip()[:300])
    for address, kind in local.items():
        quads = counts[address]
        faults.check(f"rdf-dereference of {kind}: {quads}", holds=isinstance(quads, int) and quads > 0)


def main() -> int:
    """Run every client, say how much they did and what failed."""
    programs = install(judge_folder() / "web")
    faults = Faults()
    with served() as base:
        ask_with_wrapper(base, faults)
        ask_with_rdflib(base, faults)
        read_with_pandas(base, faults)
        read_with_rapper(base, faults)
        ask_with_javascript(base, programs, faults)
    print(f"clients: {faults.tried} requests by 7 clients, {len(faults)} failed")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
