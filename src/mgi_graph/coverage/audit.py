"""Hold a profile in the graph against its source: count, check, list what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph import namespaces
from mgi_graph.coverage.counts import count
from mgi_graph.coverage.known import read_known
from mgi_graph.coverage.model import KINDS, Coverage, Fault
from mgi_graph.coverage.numbers import find
from mgi_graph.coverage.passages import SECTION, own_text, read_passages
from mgi_graph.coverage.queries import ask, text
from mgi_graph.errors import NameNotFoundError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mgi_graph.coverage.known import Known
    from mgi_graph.coverage.numbers import Number
    from mgi_graph.coverage.passages import Passage
    from mgi_graph.coverage.source import SourceText
    from mgi_graph.store.protocol import Store

_CLAIMS = {"Footnote": "footnote", "ListItem": "list item", "TableRow": "table row"}


def choose(store: Store, name: str | None) -> str:
    """Return the IRI of the profile that a name stands for; without one, of the only profile there is."""
    profiles = [text(row[0]) for row in ask(store, "profiles")]
    curies = {namespaces.shrink(iri): iri for iri in profiles}
    if name is None:
        if len(profiles) == 1:
            return profiles[0]
        raise ParameterError(f"expected the name of a profile, one of: {', '.join(curies) or '(none has passages)'}")
    iri = curies.get(name, name)
    if iri not in profiles:
        raise NameNotFoundError("profile with passages", name, curies)
    return iri


def audit(store: Store, profile: str, source: SourceText | None = None) -> Coverage:
    """Count what there is on each section of a profile and find what is missing.

    Without the source the passages are taken from the graph, and the numbers are not checked.
    """
    passages = read_passages(store, profile)
    faults = [*_silent(store, profile, passages), *_unlisted(store, profile, passages)]
    faults += [*_unevidenced(store, profile), *_unreferred(store, profile, passages)]
    found: dict[str, tuple[Number, ...]] = {}
    if source:
        faults += _misplaced(passages, source)
        found = _numbers(passages, source.text)
        faults += _unexplained(passages, found, read_known(store, profile))
    counts = count(store, profile, passages, found if source else None)
    return Coverage(
        profile=profile,
        title=counts[-1].title,
        counts=counts[:-1],
        total=counts[-1],
        faults=_in_order(faults, passages),
        text=source.name if source else "",
        sha256=source.sha256 if source else "",
    )


def _silent(store: Store, profile: str, passages: Sequence[Passage]) -> Iterator[Fault]:
    known = {passage.iri: passage for passage in passages}
    for iri, chaptered in ask(store, "silent", profile):
        passage = known[text(iri)]
        kind = _CLAIMS.get(passage.kind, passage.kind.lower())
        states = "finding" if text(chaptered) == "true" else "statement"
        message = f"no {states} has this {kind} as evidence, and no coverage note gives a reason"
        yield Fault(kind="passage", locator=passage.locator, message=message, thing=passage.iri)


def _unlisted(store: Store, profile: str, passages: Sequence[Passage]) -> Iterator[Fault]:
    locators = {passage.iri: passage.locator for passage in passages}
    for row in ask(store, "unlisted", profile):
        iri = text(row[0])
        yield Fault(kind="source", locator=locators[iri], message="the key source has no migov:Source", thing=iri)


def _unevidenced(store: Store, profile: str) -> Iterator[Fault]:
    for row in ask(store, "unevidenced", profile):
        yield Fault(
            kind="evidence", locator="", message="no passage of the profile is its evidence", thing=text(row[0])
        )


def _unreferred(store: Store, profile: str, passages: Sequence[Passage]) -> Iterator[Fault]:
    locators = {passage.iri: passage.locator for passage in passages}
    for thing, evidence in ask(store, "unreferred", profile):
        message = f"no finding, no source and no other thing refers to {namespaces.shrink(text(thing))}"
        yield Fault(kind="reference", locator=locators.get(text(evidence), ""), message=message, thing=text(thing))


def _misplaced(passages: Iterable[Passage], source: SourceText) -> Iterator[Fault]:
    ours = {each.locator: (each.kind, each.start, each.end) for each in passages if each.kind != SECTION}
    theirs = {each.locator: (each.kind, each.start, each.end) for each in source.index}
    for locator in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(locator), theirs.get(locator)
        if here != there:
            told = [f"{each[0]} at {each[1]} to {each[2]}" if each else "nothing" for each in (here, there)]
            message = f"the graph has {told[0]}, the index of the source {told[1]}"
            yield Fault(kind="index", locator=locator, message=message)


def _numbers(passages: Sequence[Passage], whole: str) -> dict[str, tuple[Number, ...]]:
    placed = [passage for passage in passages if passage.kind != SECTION and passage.start >= 0]
    return {passage.iri: find(own_text(passage, placed, whole)) for passage in placed}


def _unexplained(passages: Iterable[Passage], found: dict[str, tuple[Number, ...]], known: Known) -> Iterator[Fault]:
    for passage in passages:
        for each in found.get(passage.iri, ()):
            if not known.explains(each, passage):
                what = {"note": "footnote mark", "address": "web address", "item": "list mark"}.get(each.kind, "number")
                need = {"note": "footnote", "address": "thing with that address"}.get(
                    each.kind, "quantity, year, date, place in an order, or name"
                )
                yield Fault(
                    kind="number",
                    locator=passage.locator,
                    message=f"the {what} {each.text} at offset {each.start} has no {need} on this passage",
                    thing=passage.iri,
                    number=each.text,
                    offset=each.start,
                )


def _in_order(faults: Iterable[Fault], passages: Sequence[Passage]) -> tuple[Fault, ...]:
    places = {passage.locator: place for place, passage in enumerate(passages)}
    kinds = list(KINDS)
    last = len(passages)
    return tuple(
        sorted(
            faults,
            key=lambda each: (
                kinds.index(each.kind), places.get(each.locator, last), each.offset or 0, each.locator, each.thing,
            ),
        )
    )  # fmt: skip
