"""The rows by which saved queries answer otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.results.cells import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_graph.comparison.model import Comparison, QueryChange


def write_queries(comparison: Comparison, *, everything: bool = False) -> Iterator[tuple[int, str]]:
    """Write one line for each query that answers otherwise, its rows where ``everything`` is shown, and the rest."""
    answering = [each for each in comparison.queries if each.added or each.removed or each.changed]
    if answering:
        yield 1, "Answer otherwise"
    for change in answering:
        yield 2, f"{change.name}: {_counts(change)}{' (its text has changed)' if change.text == 'changed' else ''}"
        if everything:
            yield from ((3, line) for line in _rows(change, comparison.labels))
    for title, state in (("Added", "added"), ("Removed", "removed")):
        named = [each for each in comparison.queries if each.text == state]
        if named:
            yield 1, title
        yield from ((2, f"{each.name}: {each.summary}") for each in named)
    same = [each.name for each in comparison.queries if each.text == "changed" and each not in answering]
    if same:
        yield 1, "Written otherwise, with the same answer"
        yield 2, ", ".join(same)


def _counts(change: QueryChange) -> str:
    named = {"added": change.added, "removed": change.removed, "changed": change.changed}
    first = next(name for name, rows in named.items() if rows)
    counts = [f"{len(rows)} {_noun(len(rows)) if name == first else ''}{name}" for name, rows in named.items() if rows]
    return ", ".join(counts)


def _noun(count: int) -> str:
    return "row " if count == 1 else "rows "


def _rows(change: QueryChange, labels: Mapping[str, str]) -> Iterator[str]:
    yield from (f"− {_row(row, labels)}" for row in change.removed)
    yield from (f"+ {_row(row, labels)}" for row in change.added)
    for pair in change.changed:
        cells = zip(change.columns, _cells(pair.old, labels), _cells(pair.new, labels), strict=True)
        other = "; ".join(f"{name}: {old or 'nothing'} → {new or 'nothing'}" for name, old, new in cells if old != new)
        yield f"{_first(pair.new, labels)}: {other}"


def _first(row: Sequence[str], labels: Mapping[str, str]) -> str:
    return next((cell for cell in _cells(row, labels) if cell), "row")


def _row(row: Sequence[str], labels: Mapping[str, str]) -> str:
    return " | ".join(_cells(row, labels))


def _cells(row: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    return [_cell(cell, labels) for cell in row]


def _cell(cell: str, labels: Mapping[str, str]) -> str:
    """Return a cell as a person reads it: its label or CURIE, the text of a literal."""
    if cell.startswith("<"):
        return shown(ox.NamedNode(cell[1:-1]), labels)
    if cell.startswith('"'):
        triple = next(iter(ox.parse(f"<urn:s> <urn:p> {cell} .", format=ox.RdfFormat.N_TRIPLES))).triple
        return shown(triple.object, labels)
    return cell
