"""What every server is asked for over the same dataset, and what a right answer says."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from mgi_graph.namespaces import BASE, MIGOV

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Quad

Job: TypeAlias = Literal["entity as Turtle", "entity as HTML", "small SELECT", "saved query"]

TURTLE: Final = "text/turtle"
HTML: Final = "text/html"
JSON: Final = "application/sparql-results+json"
SELECT: Final = f"SELECT ?finding WHERE {{ ?finding a <{MIGOV}AbsenceFinding> }} ORDER BY ?finding LIMIT 10"
#: Laws by their number of triples.
SIZES: Final = f"""
SELECT ?thing WHERE {{ ?thing a <{MIGOV}LegalInstrument> ; ?p ?o }} GROUP BY ?thing ORDER BY COUNT(?o) ?thing"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A law of the usual size, a SELECT of ten rows, a saved query: what is asked for, and what is right.

    ``facts`` are what the dataset says of the law, each by the ends of predicate and value; ``rows`` the values of the
    SELECT, ``saved_rows`` those of the saved query; ``document`` is the law as Turtle.
    """

    entity: str
    facts: frozenset[tuple[str, str]]
    document: bytes
    rows: frozenset[tuple[str, ...]]
    saved: str
    saved_text: str
    saved_rows: frozenset[tuple[str, ...]]

    def is_right(self, body: bytes, job: Job) -> bool:
        """Tell whether an answer says what was asked for: all facts of the law, or the rows and no others."""
        try:
            match job:
                case "entity as Turtle":
                    return self.facts <= _facts(pyoxigraph.parse(body, RdfFormat.TURTLE, base_iri=BASE), self.entity)
                case "entity as HTML":
                    return b"<html" in body.lower() and _end(self.entity).encode() in body
                case "small SELECT":
                    return _rows(body) == self.rows
                case "saved query":
                    return _rows(body) == self.saved_rows
        except (SyntaxError, ValueError, KeyError, TypeError):
            return False


def choose(quads: Path, saved: str, saved_text: str) -> Asked:
    """Choose the law in the middle by its number of triples, and find out what is right, by the engine itself."""
    store = pyoxigraph.Store()
    store.bulk_load(path=quads, format=RdfFormat.N_QUADS, lenient=True)
    laws = [_value(row[0]) for row in _solutions(store, SIZES)]
    entity = laws[len(laws) // 2]
    described = store.query(f"DESCRIBE <{entity}>", use_default_graph_as_union=True)
    document = pyoxigraph.serialize(described, format=RdfFormat.TURTLE) or b""  # type: ignore[arg-type]
    return Asked(
        entity=entity,
        facts=_facts(store.quads_for_pattern(NamedNode(entity), None, None), entity),
        document=document,
        rows=frozenset(tuple(map(_value, row)) for row in _solutions(store, SELECT)),
        saved=saved,
        saved_text=saved_text,
        saved_rows=frozenset(tuple(map(_value, row)) for row in _solutions(store, saved_text)),
    )


def fetch(url: str, media_type: str) -> bytes:
    """Return what a server answers; raises :class:`OSError` for an error or none at all."""
    request = urllib.request.Request(url, headers={"Accept": media_type})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


def _solutions(store: pyoxigraph.Store, query: str) -> list[tuple[object, ...]]:
    found = store.query(query, use_default_graph_as_union=True)
    return [tuple(solution) for solution in found]  # type: ignore[union-attr]


def _facts(quads: Iterable[Quad], entity: str) -> frozenset[tuple[str, str]]:
    """Return what is said of a thing; by the ends of IRIs, since Trifid puts its own host before them."""
    path = entity.removeprefix(BASE.rstrip("/"))
    return frozenset(
        (_end(quad.predicate.value), _end(_value(quad.object)))
        for quad in quads
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith(path)
    )


def _rows(body: bytes) -> frozenset[tuple[str, ...]]:
    found = json.loads(body)
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    return frozenset(tuple(row[name]["value"] if name in row else "" for name in names) for row in bindings)


def _end(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2]


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
