"""Infer what the stated triples entail by OWL 2 RL, on the store itself.

The rules of :mod:`mgi_graph.build.rule` run until none adds anything
(:mod:`mgi_graph.build.saturate`). Triples pass between the engine and Python as lines of N-Triples,
which costs less than terms would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import RdfFormat, Store

from mgi_graph.build.rule import inconsistency_rules
from mgi_graph.build.saturate import saturate
from mgi_graph.build.tautology import is_tautology
from mgi_graph.errors import BuildError
from mgi_graph.turtle.skolem import blank, has_blank, skolemize, unskolemize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, QuerySolutions, Triple

    from mgi_graph.build.rule import Rule
    from mgi_graph.turtle.skolem import Term

_LONG_CHAIN: Final = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?property WHERE { ?property owl:propertyChainAxiom/rdf:rest/rdf:rest/rdf:rest/rdf:first ?fourth }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A row of an inconsistency rule: the thing, the property and the value that cannot be."""

    rule: Rule
    focus: Term
    path: NamedNode
    value: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What follows from the stated triples, without them, and what cannot be true together."""

    inferred: tuple[Triple, ...]
    contradictions: tuple[Contradiction, ...]


def infer(stated: Iterable[Triple]) -> Closure:
    """Run the rules to their fixpoint.

    Left out are tautologies (:func:`~mgi_graph.build.tautology.is_tautology`) and triples that are
    no RDF. Literals come as the store canonicalises them: ``"0.50"`` stated of a property is
    ``"0.5"`` inferred of its super-property.
    """
    store = Store()
    text = pyoxigraph.serialize(skolemize(stated), format=RdfFormat.N_TRIPLES)
    store.load(text or b"", format=RdfFormat.N_TRIPLES, lenient=True)
    _refuse_long_chains(store)
    inferred = tuple(triple for triple in _triples(saturate(store)) if not is_tautology(triple))
    return Closure(inferred=inferred, contradictions=_contradictions(store))


def _refuse_long_chains(store: Store) -> None:
    for row in _rows(store, _LONG_CHAIN):
        raise BuildError(f"a property chain has two or three properties, and that of {row['property']} has more")


def _rows(store: Store, query: str) -> QuerySolutions:
    return cast("QuerySolutions", store.query(query))


def _triples(lines: list[bytes]) -> Iterator[Triple]:
    """Read the triples of lines, blank nodes in their places; most lines have none."""
    blank_ones = [line for line in lines if has_blank(line)]
    yield from _parsed(set(lines).difference(blank_ones))
    yield from unskolemize(_parsed(blank_ones))


def _parsed(lines: Iterable[bytes]) -> Iterator[Triple]:
    for quad in pyoxigraph.parse(b"".join(sorted(lines)), RdfFormat.N_TRIPLES, lenient=True):
        yield quad.triple


def _contradictions(store: Store) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(rule=rule, focus=blank(row["focus"]), path=row["path"], value=blank(row["value"]))
        for rule in inconsistency_rules()
        for row in _rows(store, rule.text)
    )
