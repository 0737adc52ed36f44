"""The saved queries as functions: ``graph.queries.treaty_status(country=…)``.

What editors and type checkers know of them is in ``saved.pyi``, which ``scripts/stubs.py`` writes from the
headers; at a prompt the same comes from the headers themselves.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mgi_graph.errors import NameNotFoundError
from mgi_graph.graph.calls import as_function, function_name
from mgi_graph.queries.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.graph.result import QueryResult
    from mgi_graph.project import Project


class SavedQueries(Catalogue):
    """Find saved queries by name, and ask them as functions; ``queries[NAME]`` is the query itself."""

    def __init__(self, project: Project, ask: Callable[..., QueryResult]) -> None:
        """List the files; ``ask`` takes a name and parameters."""
        super().__init__(project)
        self._ask = ask

    def __getattr__(self, name: str) -> Callable[..., QueryResult]:
        """Return a saved query as a function with its parameters and its question."""
        known = {} if name.startswith("_") else self._functions()
        if name not in known:
            error = NameNotFoundError("saved query", name, known)
            raise AttributeError(str(error))
        return as_function(self[known[name]], self._ask)

    def __dir__(self) -> list[str]:
        """Offer the queries for completion."""
        return sorted({*super().__dir__(), *self._functions()})

    def __len__(self) -> int:
        """Count the queries."""
        return len(self.names())

    def __repr__(self) -> str:
        """Show each query with its question, by name."""
        lines = [f"{each.name:<30} {each.header.summary}" for each in self]
        return "\n".join([f"{len(lines)} saved queries", "", *lines])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(each.name)}</th>'
            f'<td style="text-align:left">{escape(each.header.summary)}</td></tr>'
            for each in self
        )
        return f"<table><caption>{len(self)} saved queries</caption>{rows}</table>"

    def _functions(self) -> dict[str, str]:
        return {function_name(name): name for name in self.names()}

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names())
