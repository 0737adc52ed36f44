"""Graphs of rdflib that read once what pySHACL asks for again and again.

pySHACL hands a SPARQL constraint to the graph as text for each focus node, and reads the list of a
``sh:languageIn`` for each value. Reading took two thirds of its time. The answers stay those of rdflib:
a query that is prepared may be evaluated any number of times.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import rdflib
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

if TYPE_CHECKING:
    from collections.abc import Generator

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Node

#: Processor, form of the result and prefixes as pySHACL passes them, by place.
_USUAL: Final = ("sparql", "sparql", None)


class DataGraph(rdflib.Graph):
    """A graph that parses each query once."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:  # noqa: ANN401 (as rdflib has it)
        """Answer a query, as :meth:`rdflib.Graph.query` does."""
        is_usual = args[:3] in ((), _USUAL) and options.keys() <= {"initBindings"}
        is_text = isinstance(query_object, str) and is_usual
        return super().query(_prepared(query_object) if is_text else query_object, *args, **options)


class ShapesGraph(rdflib.Graph):
    """A graph that reads each list once; it does not change any more once a list was read."""

    def __init__(self) -> None:
        """Make an empty graph in memory."""
        super().__init__()
        self._lists: dict[Node, list[Node]] = {}

    def items(self, list: Node) -> Generator[Node, None, None]:  # noqa: A002 (as rdflib has it)
        """List the members of a collection, as :meth:`rdflib.Graph.items` does."""
        if list not in self._lists:
            self._lists[list] = [*super().items(list)]
        yield from self._lists[list]


@lru_cache(maxsize=1024)
def _prepared(text: str) -> Query:
    """Translate a query, with the prefixes that a new graph of rdflib knows."""
    return translateQuery(parseQuery(text), initNs=dict(rdflib.Graph().namespaces()))
