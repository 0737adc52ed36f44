"""Which of the queries that a question finds have rows: one that has none gives way to one that has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.errors import MgiError
from mgi_graph.queries.run import run_saved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.ranking import Hit
    from mgi_graph.store.protocol import Store


def put_empty_last(hits: Iterable[Hit], store: Store) -> tuple[Hit, ...]:
    """Put before a query without rows those that have rows for as many values of the question, or more.

    Where none has, the order stays: that there are no rows is then the answer.
    """
    asked = [(hit, _has_rows(hit, store)) for hit in hits]
    sizes = [len(hit.parameters) for hit, _ in asked]
    empty = [place for place, (_, full) in enumerate(asked) if not full]

    def order(place: int) -> tuple[int, bool, int]:
        passed = [each for each in empty if each < place and sizes[each] <= sizes[place]]
        rises = asked[place][1] and bool(passed)
        return (passed[0] if rises else place, not rises, place)

    return tuple(asked[place][0] for place in sorted(range(len(asked)), key=order))


def _has_rows(hit: Hit, store: Store) -> bool:
    """Tell whether the query, limited to what the question names, has a row; one that names nothing is not asked."""
    if not hit.parameters:
        return True
    given: dict[str, list[str]] = {}
    for name, value in hit.parameters:
        given.setdefault(name, []).append(value)
    try:
        return bool(run_saved(store, hit.saved, given).rows)
    except MgiError:
        return False
