"""The differences of two versions as an outline: headings, items and details, each with its depth.

Depth 0 is a part, 1 what happened to it, 2 a kind or a section of the profile, 3 a thing, 4 a property of it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from mgi_graph.comparison.order import flips
from mgi_graph.namespaces import shrink
from mgi_graph.results.rows import write_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mgi_graph.comparison.model import Alteration, Change, Comparison, Renaming, Section, Thing, Value

Item = TypeVar("Item")
Line: TypeAlias = "tuple[int, str]"

#: How many things of a kind, and characters of a value, are shown where not everything is.
MOST: Final = 8
LONGEST: Final = 100
_NAMES: Final = {"terms": "Terms", "entities": "Entities", "findings": "Findings"}


def write_outline(comparison: Comparison, *, everything: bool = False) -> Iterator[Line]:
    """Write what is different, the most serious first; one line where nothing is."""
    yield 0, f"{comparison.old} → {comparison.new}"
    yield from ((2, line) for line in _summary(comparison))
    if comparison.breaches:
        yield 0, "Breaking for those who use the terms"
        for breach in comparison.breaches:
            yield 2, f"{breach.term} ({breach.label}) {breach.kind}: {breach.message}"
            yield 3, breach.advice
    for part, title in _NAMES.items():
        section: Section = getattr(comparison, part)
        lines = list(_section(section, by_section=part == "findings", everything=everything))
        if part == "terms":
            lines += _axioms(comparison)
        if lines:
            yield 0, title
            yield from lines
    if comparison.queries:
        yield 0, "Saved queries"
        yield from write_queries(comparison, everything=everything)
    different = [(kind, old, new) for kind, (old, new) in comparison.counts.items() if old != new]
    if different and not comparison.same:
        yield 0, "Counts"
        yield from ((2, f"{kind}: {old} → {new}") for kind, old, new in different)


def _summary(comparison: Comparison) -> Iterator[str]:
    """Say how much of everything there is."""
    if comparison.same:
        yield f"no difference in {', '.join(comparison.parts)}"
    for part in _NAMES:
        section: Section = getattr(comparison, part)
        if len(section):
            named = ("added", "removed", "changed", "renamed")
            counts = [f"{count} {name}" for name in named if (count := len(getattr(section, name)))]
            yield f"{part}: {', '.join(counts)}"
    if answering := sum(bool(each.added or each.removed or each.changed) for each in comparison.queries):
        yield f"saved queries that answer otherwise: {answering}"
    yield from comparison.remarks


def _section(section: Section, *, by_section: bool, everything: bool) -> Iterator[Line]:
    turned = [change for change in section.changed if flips(change)]
    others = [change for change in section.changed if not flips(change)]
    key = _standing if by_section else _kind
    yield from _grouped("Other polarity", turned, lambda each: key(each.thing), _change, everything=everything)
    yield from _grouped("Added", section.added, key, _thing, everything=everything)
    yield from _grouped("Removed", section.removed, key, _thing, everything=everything)
    yield from _grouped("Renamed", section.renamed, lambda each: key(each.new), _renaming, everything=everything)
    yield from _grouped("Changed", others, lambda each: key(each.thing), _change, everything=everything)


def _grouped(
    title: str,
    items: Sequence[Item],
    key: Callable[[Item], str],
    write: Callable[[Item, bool], Iterable[Line]],
    *,
    everything: bool,
) -> Iterator[Line]:
    if items:
        yield 1, title
    for name, group in groupby(sorted(items, key=key), key=key):
        members = list(group)
        alike = set() if everything or len(members) <= MOST else {_properties(member) for member in members}
        if len(alike) == 1:
            yield 2, f"{name}: {len(members)}, each in {alike.pop()}"
            continue
        yield 2, f"{name}: {len(members)}"
        for member in members if everything else members[:MOST]:
            yield from write(member, everything)
        if not everything and len(members) > MOST:
            yield 3, f"… and {len(members) - MOST} more"


def _properties(item: object) -> str:
    """Name the properties of a change; things that are added or removed have none to name."""
    alterations = getattr(item, "alterations", ())
    return ", ".join(each.label for each in alterations) or repr(item)


def _kind(thing: Thing) -> str:
    return thing.kind


def _standing(thing: Thing) -> str:
    return (
        " ".join(part for part in (shrink(thing.profile) if thing.profile else "", thing.section) if part)
        or "no profile"
    )


def _thing(thing: Thing, everything: bool) -> Iterator[Line]:
    yield 3, _named(thing, everything=everything)


def _change(change: Change, everything: bool) -> Iterator[Line]:
    yield 3, _named(change.thing, everything=everything) + (f": {change.notice}" if change.notice else "")
    for alteration in change.alterations:
        yield from ((4, line) for line in _alteration(alteration, everything=everything))


def _renaming(renaming: Renaming, everything: bool) -> Iterator[Line]:
    how = "deprecated in its favour" if renaming.declared else "probably renamed: all else is equal"
    yield 3, f"{shrink(renaming.old)} → {_named(renaming.new, everything=everything)} ({how})"


def _named(thing: Thing, *, everything: bool) -> str:
    name = shrink(thing.iri)
    return f"{name}  {_cut(thing.label, everything=everything)}" if thing.label else name


def _alteration(alteration: Alteration, *, everything: bool) -> Iterator[str]:
    old, new = (_values(values, everything=everything) for values in (alteration.old, alteration.new))
    if len(old) == len(new) == 1 and len(old[0]) + len(new[0]) <= LONGEST:
        yield f"{alteration.label}: {old[0]} → {new[0]}"
        return
    yield from (f"{alteration.label}: − {value}" for value in old)
    yield from (f"{alteration.label}: + {value}" for value in new)


def _values(values: Sequence[Value], *, everything: bool) -> list[str]:
    shown = [_cut(value.text, everything=everything) for value in (values if everything else values[:MOST])]
    return shown + ([f"… and {len(values) - MOST} more"] if len(values) > len(shown) else [])


def _cut(text: str, *, everything: bool) -> str:
    return text if everything or len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _axioms(comparison: Comparison) -> Iterator[Line]:
    if comparison.axioms_added or comparison.axioms_removed:
        yield 1, "Axioms"
    yield from ((2, f"− {axiom}") for axiom in comparison.axioms_removed)
    yield from ((2, f"+ {axiom}") for axiom in comparison.axioms_added)
