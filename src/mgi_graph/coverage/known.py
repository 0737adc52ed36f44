"""The numbers that the graph has on each passage."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeVar

from mgi_graph.coverage.numbers import find
from mgi_graph.coverage.queries import ask, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_graph.coverage.numbers import Number
    from mgi_graph.coverage.passages import Passage
    from mgi_graph.store.protocol import Store

_Value = TypeVar("_Value")
_DATE: Final = re.compile(r"(?:(?P<year>-?\d{4,})|-)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The values, places in a list and web addresses on each passage, and the numbers of all footnotes."""

    values: Mapping[str, frozenset[Decimal]]
    places: Mapping[str, frozenset[Decimal]]
    addresses: Mapping[str, frozenset[str]]
    notes: frozenset[Decimal]

    def explains(self, number: Number, passage: Passage) -> bool:
        """Tell whether the graph accounts for a number in the text of a passage.

        A footnote's mark needs the footnote. A place in a list accounts for ordinals and for the
        marks of list entries, not for a count.
        """
        if number.kind == "note":
            return not self.notes.isdisjoint(number.values)
        if number.kind == "address":
            return _bare(number.text) in self.addresses.get(passage.iri, ())
        if number.kind == "item" and passage.ordinal in number.values:
            return True
        known = self.values.get(passage.iri, frozenset())
        if number.kind in {"item", "ordinal"}:
            known |= self.places.get(passage.iri, frozenset())
        return not known.isdisjoint(number.values)


def read_known(store: Store, profile: str) -> Known:
    """Read what the graph has on the passages of a profile."""
    values: defaultdict[str, set[Decimal]] = defaultdict(set)
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[Decimal]] = defaultdict(set)
    for passage, value, place in ask(store, "numerals", profile):
        (places if text(place) == "true" else values)[text(passage)].update(figures(text(value)))
    for passage, value in ask(store, "names", profile):
        for number in find(text(value)):
            values[text(passage)].update(number.values)
            if number.kind == "address":
                addresses[text(passage)].add(_bare(number.text))
    return Known(
        values=_frozen(values),
        places=_frozen(places),
        addresses=_frozen(addresses),
        notes=frozenset(Decimal(text(row[0])) for row in ask(store, "notes", profile)),
    )


def figures(value: str) -> Iterator[Decimal]:
    """Yield the number of a numeric literal, or the day and the year of a date (XML Schema 1.1 Part 2 §3.3).

    >>> [[str(figure) for figure in figures(value)] for value in ("20.5", "2021-02", "2020-04-28", "--04-28")]
    [['20.5'], ['2021'], ['2020', '28'], ['28']]
    """
    if (match := _DATE.fullmatch(value)) and (match["month"] or match["year"] == value):
        yield from (Decimal(part) for part in (match["year"], match["day"]) if part)
        return
    try:
        yield Decimal(value)
    except InvalidOperation:
        return


def _frozen(sets: Mapping[str, set[_Value]]) -> dict[str, frozenset[_Value]]:
    return {key: frozenset(found) for key, found in sets.items()}


def _bare(address: str) -> str:
    """Return a web address without what a print leaves out: the scheme and a slash at the end."""
    return re.sub(r"\Ahttps?://", "", address).rstrip("/")
