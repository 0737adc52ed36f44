"""Migration governance as a knowledge graph: ontology, data, queries with cited answers.

>>> import mgi_graph
>>> graph = mgi_graph.open()  # doctest: +SKIP
>>> answer = graph.query("treaty-status", country="xy")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_graph.errors import MgiError
    from mgi_graph.graph import Graph, open  # noqa: A004 - reads as ``mgi_graph.open()``
    from mgi_graph.queries.answer import Answer, AnswerRow, Statements, Verdict
    from mgi_graph.queries.describe import Description
    from mgi_graph.queries.passages import Passage

__all__ = ["Answer", "AnswerRow", "Description", "Graph", "MgiError", "Passage", "Statements", "Verdict", "open"]

_HOMES = {
    "Answer": "queries.answer",
    "AnswerRow": "queries.answer",
    "Description": "queries.describe",
    "Graph": "graph",
    "MgiError": "errors",
    "Passage": "queries.passages",
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
