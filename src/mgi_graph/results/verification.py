"""The results of the checks, for a person and for a program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mgi_graph import namespaces
from mgi_graph.conformance import SEVERITIES, in_order, violates
from mgi_graph.results.cells import safe
from mgi_graph.results.records import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mgi_graph.conformance import Place, Result


def write_report(results: Sequence[Result], excerpt: Callable[[Place], str] | None = None) -> str:
    """Write each result with its place and the line there, then how many there are of each severity."""
    blocks = []
    for result in in_order(results):
        head = f"{result.place}: " if result.place else ""
        focus = f" [{namespaces.shrink(result.focus)}]" if result.focus else ""
        line = f"{head}{result.severity}: {safe(result.message)} ({namespaces.shrink(result.rule)}){focus}"
        shown = excerpt(result.place) if excerpt and result.place else ""
        blocks.append("\n".join([line, *(f"    {each}" for each in shown.splitlines())]))
    blocks.append(verdict(results))
    return "\n".join(blocks) + "\n"


def write_results(results: Sequence[Result]) -> str:
    """Write the same as JSON."""
    counts = Counter(result.severity for result in results)
    return dumps(
        {
            "conforms": not violates(results),
            "counts": {severity: counts[severity] for severity in SEVERITIES},
            "results": [_record(result) for result in in_order(results)],
        }
    )


def verdict(results: Sequence[Result]) -> str:
    """Write in one line whether the files conform, and how many results there are of each severity."""
    counts = Counter(result.severity for result in results)
    listed = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    return f"{'does not conform' if violates(results) else 'conforms'}: {listed}"


def _record(result: Result) -> dict[str, object]:
    place = result.place
    return {
        "severity": result.severity,
        "rule": result.rule,
        "message": result.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "focus": result.focus,
        "path": result.path,
        "value": result.value,
    }
