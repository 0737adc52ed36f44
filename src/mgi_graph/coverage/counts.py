"""How much there is on each section of a profile."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mgi_graph.coverage.model import Count
from mgi_graph.coverage.queries import ask, number, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.coverage.numbers import Number
    from mgi_graph.coverage.passages import Passage
    from mgi_graph.store.protocol import Store


def count(
    store: Store, profile: str, passages: Iterable[Passage], found: Mapping[str, tuple[Number, ...]] | None
) -> tuple[Count, ...]:
    """Return the counts of the sections in the order of the source, the total last."""
    order: dict[str, int] = {}
    read: Counter[str] = Counter()
    for place, passage in enumerate(passages):
        order.setdefault(passage.section, place)
        if found is not None:
            for part in (passage.section, profile):
                read[part] += len(found.get(passage.iri, ()))
    rows = {text(row[0]): row for row in ask(store, "counts", profile)}
    return tuple(
        Count(
            locator=text(row[1]),
            title=text(row[2]),
            passages=number(row[3]),
            findings=number(row[4]),
            entities=number(row[5]),
            numbers=number(row[6]),
            read=None if found is None else read[part],
        )
        for part, row in sorted(rows.items(), key=lambda item: (item[0] == profile, order.get(item[0], 0), item[0]))
    )
