"""A saved query as a Python function: its name, its signature, its documentation."""

from __future__ import annotations

import inspect
import keyword
from typing import TYPE_CHECKING, Final

from mgi_graph.graph.arguments import python_name
from mgi_graph.queries.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.graph.result import QueryResult
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter

#: What a parameter of each kind takes, as :mod:`mgi_graph.graph.arguments` calls it.
TAKES: Final = {
    "iri": "Things", "concept": "Things", "integer": "Integers", "year": "Integers",
    "decimal": "Decimals", "date": "Dates", "string": "Strings", "text": "Strings", "boolean": "Booleans",
}  # fmt: skip


def function_name(name: str) -> str:
    """Return the name of a query as Python can write it.

    Hyphens are underscores; a keyword or a method of the catalogue gets an underscore at its end (PEP 8).

    >>> function_name("treaty-status"), function_name("names")
    ('treaty_status', 'names_')
    """
    plain = name.replace("-", "_")
    return f"{plain}_" if keyword.iskeyword(plain) or hasattr(Catalogue, plain) else plain


def docstring(saved: SavedQuery) -> str:
    """Return what a query asks, of which kind its parameters are, and which columns it gives."""
    header = saved.header
    lines = [header.summary, *(["", header.description] if header.description else [])]
    if header.parameters:
        lines += ["", "Parameters:", *(f"    {python_name(each.name)}: {_told(each)}" for each in header.parameters)]
    columns = ", ".join(column.name for column in header.columns if column.kind != "evidence")
    return "\n".join([*lines, "", f"Columns: {columns}."])


def signature(saved: SavedQuery) -> inspect.Signature:
    """Return the parameters of a query as Python's: keywords, typed, with their defaults."""
    return inspect.Signature(
        [
            inspect.Parameter(
                python_name(each.name),
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if each.required and each.default is None else each.default,
                annotation=TAKES[each.kind],
            )
            for each in saved.header.parameters
        ],
        return_annotation="QueryResult",
    )


def as_function(saved: SavedQuery, ask: Callable[..., QueryResult]) -> Callable[..., QueryResult]:
    """Return a function that asks a saved query; ``ask`` takes its name and parameters."""

    def function(**parameters: object) -> QueryResult:
        return ask(saved.name, **parameters)

    function.__name__ = function_name(saved.name)
    function.__qualname__ = f"SavedQueries.{function.__name__}"
    function.__doc__ = docstring(saved)
    function.__signature__ = signature(saved)  # type: ignore[attr-defined] # PEP 362
    function.__annotations__ = {python_name(each.name): TAKES[each.kind] for each in saved.header.parameters}
    return function


def _told(parameter: Parameter) -> str:
    kind = f"{parameter.kind} of {parameter.of}" if parameter.of else parameter.kind
    return f"{parameter.description} ({kind}{', required' if parameter.required else ''})"
