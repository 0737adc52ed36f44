"""Write the same statements with rdflib. Arguments: IRIs (a line each), syntax, laps, N-Quads.

It is given the statements as a graph and the prefixes of the project; only writing is timed. The syntax is ``ttl``,
``jsonld`` (expanded, which is what rdflib does by itself, and fastest) or ``jsonld-compact`` (with the context of the
project, as ours are).
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import rdflib

from contestants.documents import said
from contestants.lap import lap, report
from mgi_graph.namespaces import PREFIXES
from mgi_graph.publication.context import read_context
from mgi_graph.publication.description import Describer
from mgi_graph.store.embedded import load
from mgi_graph.validation.bridge import silence, to_graph

iris, suffix = Path(sys.argv[1]).read_text(encoding="utf-8").split(), sys.argv[2]
store = load(Path(sys.argv[4]), "")
describer = Describer(store)
context = json.loads(read_context(store).text)["@context"]
statements = [[quad.triple for quad in describer.describe(iri).quads] for iri in iris]


def graph_of(number: int, *, turned: bool = False) -> rdflib.Graph:
    """Return the graph of one description."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    return to_graph(statements[number][::-1] if turned else statements[number], graph)


def write(graphs: list[rdflib.Graph]) -> list[bytes]:
    """Write each graph."""
    if suffix == "jsonld-compact":
        return [graph.serialize(format="json-ld", encoding="utf-8", context=context) for graph in graphs]
    syntax = {"ttl": "turtle", "jsonld": "json-ld"}[suffix]
    return [graph.serialize(format=syntax, encoding="utf-8") for graph in graphs]


taken = []
with silence():
    for _ in range(int(sys.argv[3])):
        graphs = [graph_of(number) for number in range(len(iris))]
        seconds, documents = lap(lambda graphs=graphs: write(graphs))  # type: ignore[misc]
        taken.append(seconds)
    again = write([graph_of(number, turned=True) for number in range(len(iris))])
facts = {f"says {iri}": said(data, suffix.removesuffix("-compact")) for iri, data in zip(iris, documents, strict=True)}
facts |= {f"bytes {iri}": hashlib.sha256(data).hexdigest() for iri, data in zip(iris, documents, strict=True)}
facts |= {f"turned {iri}": hashlib.sha256(data).hexdigest() for iri, data in zip(iris, again, strict=True)}
report({"write": taken}, facts)
