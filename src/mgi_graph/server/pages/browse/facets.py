"""Facets: what a list can be narrowed by, with how many entries each choice leaves.

The choices of a facet are counted under the choices made in the others, so that several of one widen, and each count
says what a choice would give.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import expand, shrink
from mgi_graph.server.pages.browse.paging import link
from mgi_graph.server.pages.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.server.pages.answers import Desk, Entry
    from mgi_graph.store.protocol import Term


class Facet(NamedTuple):
    """What a list is narrowed by: its parameter and column; in a tree, a choice includes the narrower ones.

    Where the answer has no column of its own for it, ``path`` leads there from the thing in ``column``.
    """

    parameter: str
    title: str
    column: str
    path: str = ""
    is_tree: bool = False
    is_open: bool = False


class Choice(NamedTuple):
    """A value of a facet."""

    value: str
    text: str
    language: str
    total: int
    is_chosen: bool


class Shown(NamedTuple):
    """A facet with its choices."""

    parameter: str
    title: str
    is_open: bool
    choices: list[Choice]


class Chip(NamedTuple):
    """A choice that was made; ``href`` leads to the list without it."""

    title: str
    text: str
    href: str


def show(desk: Desk, query: str, facets: Iterable[Facet], entries: list[Entry]) -> list[Shown]:
    """Count the choices of each facet; ``entries`` are those under all choices."""
    given = desk.view.given
    found = []
    for facet in facets:
        others = {name: values for name, values in given.items() if name != facet.parameter}
        under = desk.ask(query, others).entries if facet.parameter in given else entries
        choices = _choices(desk, facet, under)
        if len(choices) > 1 or facet.parameter in given:
            is_open = facet.is_open or facet.parameter in given
            found.append(Shown(facet.parameter, facet.title, is_open, choices))
    return found


def chips(desk: Desk, path: str, shown: Iterable[Shown]) -> list[Chip]:
    """Return the choices that were made, each with the way back."""
    given = desk.view.given
    found = []
    for facet in shown:
        for choice in facet.choices:
            if choice.is_chosen:
                kept = tuple(value for value in given[facet.parameter] if iri_of(value) != iri_of(choice.value))
                rest = {**given, facet.parameter: kept}
                href = desk.view.address.path(link(path, {name: values for name, values in rest.items() if values}))
                found.append(Chip(facet.title, choice.text, href))
    return found


def iri_of(value: str) -> str:
    """Return the IRI that a value of a parameter stands for; the value itself where it is no CURIE."""
    try:
        return expand(value)
    except NameNotFoundError:
        return value


def _choices(desk: Desk, facet: Facet, entries: Iterable[Entry]) -> list[Choice]:
    counts: Counter[Term] = Counter()
    for entry in entries:
        terms = dict.fromkeys(_terms(desk, facet, entry))
        counts.update(_with_broader(desk, terms) if facet.is_tree else set(terms))
    chosen = {iri_of(value) for value in desk.view.given.get(facet.parameter, ())}
    for iri in chosen:
        if iri.startswith("http"):
            counts.setdefault(ox.NamedNode(iri), 0)
    made = []
    for term, count in counts.items():
        if isinstance(term, ox.NamedNode):
            ref = desk.linker.ref(term)
            is_chosen = bool(chosen & {term.value, ref.text, term.value.rpartition("/")[2]})
            made.append(Choice(shrink(term.value), ref.text, ref.language, count, is_chosen))
    ordered = sorted(made, key=lambda each: (not each.is_chosen, -each.total, each.text))
    return ordered if facet.is_tree else sorted(made, key=lambda each: each.value)


def _terms(desk: Desk, facet: Facet, entry: Entry) -> Sequence[Term]:
    return walk(desk.store, entry.node(facet.column), facet.path) if facet.path else entry.terms(facet.column)


def _with_broader(desk: Desk, terms: Mapping[Term, None]) -> set[Term]:
    found: set[Term] = set()
    ahead = list(terms)
    while ahead:
        term = ahead.pop()
        if term not in found and isinstance(term, ox.NamedNode):
            found.add(term)
            ahead += walk(desk.store, term, "skos:broader")
    return found
