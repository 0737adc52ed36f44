"""Compare two versions of the graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.comparison.difference import Difference
from mgi_graph.comparison.model import PARTS, Comparison, Section
from mgi_graph.comparison.narrowing import find_breaches
from mgi_graph.comparison.renaming import Renamings
from mgi_graph.comparison.term import read_terms
from mgi_graph.comparison.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mgi_graph.comparison.model import Part, QueryChange
    from mgi_graph.comparison.version import Version
    from mgi_graph.project import Project

_NO_QUERIES: Final = "no saved queries were asked: neither version is a project, and none is around here"


def compare(
    old: Version, new: Version, parts: Collection[Part] = PARTS, *, asking: Project | None = None
) -> Comparison:
    """Tell what is new, gone or otherwise said in the parts that are asked for.

    ``asking`` is the project whose saved queries are asked where neither version has its own.
    What differs in nothing but a name that was changed is no difference.
    """
    was, now = old.triples(), new.triples()
    before, after = View(was), View(now)
    renamings = Renamings.between(before, after)
    earlier = View(renamings.apply(old, was, now)) if renamings else before
    difference = Difference(earlier, after, renamings)
    sections = {part: difference.section(part) if part in parts else Section() for part in PARTS[:3]}
    gone, come = difference.axioms() if "terms" in parts else ((), ())
    queries, labels, remarks = _queries(old, new, asking, renamings) if "queries" in parts else ((), {}, ())
    return Comparison(
        old=old.name,
        new=new.name,
        parts=tuple(part for part in PARTS if part in parts),
        terms=sections["terms"],
        entities=sections["entities"],
        findings=sections["findings"],
        axioms_added=come,
        axioms_removed=gone,
        queries=queries,
        breaches=find_breaches(read_terms(before), read_terms(after)),
        counts=_counts(before, after),
        added=now - was,
        removed=was - now,
        labels=labels,
        remarks=remarks,
    )


def _queries(
    old: Version, new: Version, asking: Project | None, renamings: Renamings
) -> tuple[tuple[QueryChange, ...], Mapping[str, str], tuple[str, ...]]:
    from mgi_graph.comparison.answers import compare_queries

    project = new.project or asking or old.project
    if project is None:
        return (), {}, (_NO_QUERIES,)
    changes, labels = compare_queries(old, new, project, renamings.names)
    return changes, labels, ()


def _counts(before: View, after: View) -> dict[str, tuple[int, int]]:
    """Count the things of each kind in both versions."""
    old, new = (
        Counter(view.kind(thing.value)[1] for thing in view.things if isinstance(thing, ox.NamedNode))
        for view in (before, after)
    )
    return {kind: (old[kind], new[kind]) for kind in sorted(old.keys() | new.keys())}
