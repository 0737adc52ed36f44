"""The dataset that a request names, in place of the one in its query (SPARQL 1.1 Protocol §2.1.4)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mgi_graph.errors import QueryRefusedError, shorten
from mgi_graph.queries.tokens import tokenize
from mgi_graph.store.protocol import Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def named_dataset(query: str, default: Sequence[str], named: Sequence[str], graphs: Collection[str]) -> Scope:
    """Return the graphs that ``default-graph-uri`` and ``named-graph-uri`` limit a query to.

    A graph that the dataset does not have is refused, for nothing is fetched and an answer without rows would only
    look like one; but a query that matches no pattern has the same answer over any graph.
    Raises :class:`QueryRefusedError`.
    """
    for parameter, iris in (("default-graph-uri", default), ("named-graph-uri", named)):
        missing = next((iri for iri in iris if iri not in graphs), None)
        if missing is not None and matches(query):
            near = get_close_matches(missing[:200], sorted(graphs), n=1, cutoff=0.8)
            advice = f"nearest: {near[0]}" if near else "leave it out to ask all of the dataset"
            raise QueryRefusedError(f"{parameter} names {shorten(missing)}, which is no graph of the dataset; {advice}")
    return Scope(default=tuple(default), named=tuple(named))


def matches(query: str) -> bool:
    """Tell whether a query has a pattern that is matched against a graph.

    >>> matches("ASK {}"), matches("CONSTRUCT { <a:b> <a:c> 1 } WHERE {}"), matches("ASK { ?s ?p ?o }")
    (False, False, True)
    """
    tokens = tokenize(query)
    depth, is_template = 0, False
    for before, token in zip((None, *tokens), tokens, strict=False):
        if depth and not is_template and token.text != "}":
            return True
        if token.kind == "punct" and token.text == "{":
            if not depth:
                is_template = before is not None and before.keyword == "CONSTRUCT"
            depth += 1
        elif token.kind == "punct" and token.text == "}":
            depth -= 1
    return False
