"""The passages of a source that statements rest on, and how the source asks to be cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.names import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.store.protocol import Row, Store, Term

_FACTS: Final = f"""
SELECT ?passage ?locator ?first ?last ?start ?profile WHERE {{
    VALUES ?passage {{ %s }}
    OPTIONAL {{ ?passage <{MIGOV}locator> ?locator }}
    OPTIONAL {{ ?passage <{MIGOV}earliestPage> ?first }}
    OPTIONAL {{ ?passage <{MIGOV}latestPage> ?last }}
    OPTIONAL {{ ?passage <{STANDARD["oa"]}hasSelector>/<{STANDARD["oa"]}start> ?start }}
    OPTIONAL {{ ?passage <{MIGOV}inProfile>|<{MIGOV}inRecord> ?profile }}
}}"""
_CITATION: Final = f"""
SELECT ?citation ?title ?publisher ?year WHERE {{
    VALUES ?profile {{ %s }}
    OPTIONAL {{ ?profile <{STANDARD["dcterms"]}bibliographicCitation> ?citation }}
    OPTIONAL {{ ?profile <{STANDARD["dcterms"]}title> ?title }}
    OPTIONAL {{ ?profile <{STANDARD["dcterms"]}publisher> ?publisher }}
    OPTIONAL {{ ?profile <{STANDARD["dcterms"]}issued>|<{MIGOV}publicationYear>|<{MIGOV}year> ?year }}
}} ORDER BY ?citation ?title ?publisher ?year LIMIT 1"""
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in a source.

    ``start`` is its offset; the pages are the earliest and the latest possible one; ``profile`` is
    the profile or other record that it is part of.
    """

    iri: str
    locator: str = ""
    first_page: int | None = None
    last_page: int | None = None
    start: int | None = None
    profile: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """Return a sort key: the order of the source, then of the locators, numbers by value."""
        parts = [
            (0, int(part), "") if part.isdigit() else (1, 0, part) for part in _DIGITS.split(self.locator or self.iri)
        ]
        return (self.profile, self.start is None, self.start or 0, parts)


def read_passages(store: Store, iris: Iterable[str]) -> dict[str, Passage]:
    """Read what the dataset knows of passages; one that it does not describe has its IRI alone."""
    wanted = sorted(set(iris))
    found = {iri: Passage(iri=iri) for iri in wanted}
    if wanted:
        solutions = store.select(_FACTS % " ".join(str(ox.NamedNode(iri)) for iri in wanted))
        for row in sorted(solutions.rows, key=str, reverse=True):
            passage = _passage(row)
            found[passage.iri] = passage
    return found


def _passage(row: Row) -> Passage:
    iri, locator, first, last, start, profile = row
    return Passage(
        iri=_text(iri),
        locator=_text(locator),
        first_page=_number(first),
        last_page=_number(last),
        start=_number(start),
        profile=_text(profile),
    )


def citation(store: Store, profile: str) -> str:
    """Return how a profile is cited: as it demands, else its title, publisher and year."""
    rows = store.select(_CITATION % str(ox.NamedNode(profile))).rows
    demanded, title, publisher, year = rows[0] if rows else (None,) * 4
    if demanded is not None:
        return _text(demanded)
    by = label_of(store, publisher.value) if isinstance(publisher, ox.NamedNode) else _text(publisher)
    return ", ".join(part for part in (_text(title) or label_of(store, profile), by, _text(year)[:4]) if part)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _number(term: Term | None) -> int | None:
    text = _text(term)
    return int(text) if text.isdigit() else None
