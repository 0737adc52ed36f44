"""Migration governance as a knowledge graph: ontology, data, queries with cited answers.

>>> import mgi_graph as mg
>>> g = mg.open()  # doctest: +SKIP
>>> g.query("treaty-status", country="xy").to_pandas()  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_graph.errors import MgiError
    from mgi_graph.graph import Graph, open  # noqa: A004 - reads as ``mgi_graph.open()``
    from mgi_graph.graph.dataset import Dataset
    from mgi_graph.graph.result import QueryResult
    from mgi_graph.graph.row import Evidence, Row
    from mgi_graph.graph.statements import BooleanResult, GraphResult
    from mgi_graph.graph.thing import DescriptionResult
    from mgi_graph.queries.answer import Answer, AnswerRow, Statements, Verdict
    from mgi_graph.queries.describe import Description
    from mgi_graph.queries.passages import Passage
    from mgi_graph.results.values import Entity

__all__ = [
    "Answer",
    "AnswerRow",
    "BooleanResult",
    "Dataset",
    "Description",
    "DescriptionResult",
    "Entity",
    "Evidence",
    "Graph",
    "GraphResult",
    "MgiError",
    "Passage",
    "QueryResult",
    "Row",
    "Statements",
    "Verdict",
    "open",
]

_HOMES = {
    "Answer": "queries.answer",
    "AnswerRow": "queries.answer",
    "BooleanResult": "graph.statements",
    "Dataset": "graph.dataset",
    "Description": "queries.describe",
    "DescriptionResult": "graph.thing",
    "Entity": "results.values",
    "Evidence": "graph.row",
    "Graph": "graph",
    "GraphResult": "graph.statements",
    "MgiError": "errors",
    "Passage": "queries.passages",
    "QueryResult": "graph.result",
    "Row": "graph.row",
    "Statements": "queries.answer",
    "Verdict": "queries.answer",
    "open": "graph",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*globals(), *__all__})
