"""Why an answer has no rows: what the graph covers, what the record denies, and what would give rows.

Three things look alike in an empty table and are not: the record says that something does not exist; the
record says nothing of it, so that nothing can be concluded; the parameters leave nothing over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.choices import describe_kind
from mgi_graph.queries.deferred import Deferred
from mgi_graph.queries.names import label_of, read_labels
from mgi_graph.queries.parameters import ANY, bind_all, parse
from mgi_graph.queries.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Store, Term

    Given = Mapping[str, Sequence[str]]

#: Of how many values of a parameter each is looked at by itself.
MOST_VALUES: Final = 12
#: How many other queries are named.
MOST_NEAREST: Final = 3
_BROADER: Final = f"<{STANDARD['skos']}broader>*"
#: Through which property of a finding a parameter of a scheme or class limits it.
_PATHS: Final = {
    "topic": f"<{MIGOV}topic>/{_BROADER}",
    "target-group": f"<{MIGOV}targetGroup>/{_BROADER}",
    "measure-kind": f"<{MIGOV}measureKind>/{_BROADER}",
    "migov:Domain": f"<{MIGOV}assessmentDomain>",
    "migov:State": f"<{MIGOV}concernsState>",
}
#: Parameters that a finding is about; the others say where it stands.
_SUBJECTS: Final = frozenset({"topic", "target-group", "measure-kind"})
_PROFILES: Final = f"""
SELECT DISTINCT ?profile ?state ?framework ?domain ?asOf WHERE {{
    ?profile <{MIGOV}assessedState> ?state ; <{MIGOV}usesFramework> ?framework .
    OPTIONAL {{ ?section <{MIGOV}inProfile> ?profile ; <{MIGOV}coversDomain> ?domain }}
    OPTIONAL {{ ?profile <{MIGOV}asOf> ?asOf }}
}} ORDER BY ?profile ?domain"""

_DENIALS: Final = f"""
SELECT DISTINCT ?x ?passage {{ %s ?x a <{MIGOV}AbsenceFinding> ; <{MIGOV}hasEvidence> ?passage }} ORDER BY ?x"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What one profile covers, in words; ``as_of`` as the record gives it."""

    country: str
    profile: str
    edition: str
    chapters: tuple[str, ...]
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """What a record says does not exist, and where it says so."""

    iri: str
    statement: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What would give rows: the query, with the parameters, and how many rows.

    ``left_out`` are those parameters of the question that are not among them.
    """

    query: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptiness:
    """What can be said in place of rows; each part is read when it is first looked at.

    ``silent`` are the subjects asked for of which no profile has a finding; ``ways`` begin with the
    same query and one parameter less.
    """

    covered: Sequence[Covered] = ()
    denials: Sequence[Denial] = ()
    silent: Sequence[str] = ()
    ways: Sequence[Way] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """One of several values of a parameter that no row of an answer comes from, and what can be said of it."""

    parameter: str
    value: str
    why: Emptiness


def find_unmatched(store: Store, saved: SavedQuery, given: Given) -> tuple[Unmatched, ...]:
    """Find the values that match nothing, alone and beside the others: the answer to the rest looks whole.

    A query about what several things share has no rows for one of them alone, which tells nothing. Of a parameter
    with more than :data:`MOST_VALUES` values nothing is found: each of them would be asked.
    """
    found = []
    whole = cache(lambda: _count(store, saved, given))
    for name, values in given.items():
        several = list(dict.fromkeys(values))
        if not 1 < len(several) <= MOST_VALUES or any(each.lower() == ANY for each in several):
            continue
        for value in several:
            others = {**given, name: [each for each in several if each != value]}
            if not _count(store, saved, {**given, name: [value]}) and _count(store, saved, others) == whole():
                subject = {name: [value]}
                why = Emptiness(
                    denials=Deferred(partial(_denials, store, saved, subject)),
                    silent=Deferred(partial(_silent, store, saved, subject)),
                )
                found.append(Unmatched(parameter=name, value=value, why=why))
    return tuple(found)


def explain_emptiness(store: Store, saved: SavedQuery, given: Given, others: Iterable[SavedQuery] = ()) -> Emptiness:
    """Explain why a saved query has no rows for what was given; ``others`` may be named in its place."""
    limiting = {name: values for name, values in given.items() if not any(each.lower() == ANY for each in values)}
    return Emptiness(
        covered=Deferred(partial(_covered, store)),
        denials=Deferred(partial(_denials, store, saved, limiting)),
        silent=Deferred(partial(_silent, store, saved, limiting)),
        ways=Deferred(lambda: (*_loosened(store, saved, limiting), *_nearest(store, saved, limiting, others))),
    )


def _covered(store: Store) -> tuple[Covered, ...]:
    rows = store.select(_PROFILES).rows
    labels = read_labels(store, (term.value for row in rows for term in row[:4] if isinstance(term, ox.NamedNode)))
    found: dict[tuple[str, ...], list[str]] = {}
    for profile, state, framework, domain, as_of in rows:
        key = (*(labels.get(_value(each), _value(each)) for each in (state, profile, framework)), _value(as_of))
        found.setdefault(key, []).extend([labels.get(_value(domain), _value(domain))] if domain else [])
    return tuple(
        Covered(country=key[0], profile=key[1], edition=key[2], as_of=key[3], chapters=tuple(dict.fromkeys(chapters)))
        for key, chapters in sorted(found.items())
    )


def _denials(store: Store, saved: SavedQuery, given: Given) -> tuple[Denial, ...]:
    limits = _limits(store, saved, given)
    if not _SUBJECTS & set(limits):
        return ()
    paths = [f"VALUES ?v{at} {{ {iris} }} ?x {_PATHS[of]} ?v{at} ." for at, (of, iris) in enumerate(limits.items())]
    rows = store.select(_DENIALS % " ".join(paths)).rows
    passages = read_passages(store, (_value(row[1]) for row in rows))
    labels = read_labels(store, (_value(row[0]) for row in rows))
    found: dict[str, list[Passage]] = {}
    for finding, passage in rows:
        found.setdefault(_value(finding), []).append(passages[_value(passage)])
    return tuple(
        Denial(iri=iri, statement=labels.get(iri, iri), passages=tuple(sorted(each, key=lambda passage: passage.order)))
        for iri, each in found.items()
    )


def _silent(store: Store, saved: SavedQuery, given: Given) -> tuple[str, ...]:
    """Return the labels of the subjects of which no finding says anything."""
    limits = _limits(store, saved, given)
    iris = [(of, iri) for of in sorted(_SUBJECTS & set(limits)) for iri in limits[of].split()]
    return tuple(
        label_of(store, iri[1:-1])
        for of, iri in iris
        if not store.ask(f"ASK {{ ?x a <{MIGOV}Finding> ; {_PATHS[of]} {iri} }}")
    )


def _limits(store: Store, saved: SavedQuery, given: Given) -> dict[str, str]:
    """Return the terms given for parameters that limit findings, by scheme or class."""
    found = {}
    for each in saved.header.parameters:
        if each.name in given and each.of in _PATHS:
            found[each.of] = " ".join(str(parse(each, value, store)) for value in given[each.name])
    return found


def _loosened(store: Store, saved: SavedQuery, given: Given) -> Iterable[Way]:
    required = {each.name for each in saved.header.parameters if each.required}
    for name in (each for each in given if each not in required):
        rest = {other: values for other, values in given.items() if other != name}
        yield from _way(store, saved, rest, given)


def _nearest(store: Store, saved: SavedQuery, given: Given, others: Iterable[SavedQuery]) -> Iterable[Way]:
    """Try the queries that take all that was given, those with most tags in common first."""
    if not given:
        return
    kinds = {each.name: describe_kind(each) for each in saved.header.parameters if each.name in given}
    able = [each for each in others if each.name != saved.name and _takes(each, kinds)]
    able.sort(key=lambda each: (-len(set(each.header.tags) & set(saved.header.tags)), each.name))
    found = 0
    for other in able:
        for way in _way(store, other, given, given):
            yield way
            found += 1
        if found == MOST_NEAREST:
            return


def _takes(saved: SavedQuery, kinds: Mapping[str, str]) -> bool:
    """Tell whether a query has these parameters, and requires none but these."""
    own = {each.name: describe_kind(each) for each in saved.header.parameters}
    return kinds.items() <= own.items() and all(each.name in kinds for each in saved.header.parameters if each.required)


def _way(store: Store, saved: SavedQuery, given: Given, asked: Given) -> Iterable[Way]:
    if rows := _count(store, saved, given):
        parameters = tuple((name, tuple(values)) for name, values in given.items())
        yield Way(query=saved.name, parameters=parameters, left_out=tuple(sorted(set(asked) - set(given))), rows=rows)


def _count(store: Store, saved: SavedQuery, given: Given) -> int:
    """Count the rows of the folded answer: those that differ in more than lists and evidence."""
    solutions = store.select(bind_all(saved.text, saved.header, given, store))
    folded = {column.name for column in saved.header.columns if column.many or column.kind == "evidence"}
    single = [index for index, name in enumerate(solutions.columns) if name not in folded]
    return len({tuple(row[index] for index in single) for row in solutions.rows})


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
