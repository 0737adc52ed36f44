"""Contradictions as results with a place (the ``false`` of OWL 2 Profiles §4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.conformance import Result, in_order
from mgi_graph.namespaces import shrink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.build.infer import Contradiction
    from mgi_graph.turtle.skolem import Term
    from mgi_graph.validation.locate import Places


def results(contradictions: Iterable[Contradiction], places: Places) -> tuple[Result, ...]:
    """Say of each contradiction which rule finds it, in words, and where it stands."""
    return in_order(_result(one, places) for one in contradictions)


def _result(one: Contradiction, places: Places) -> Result:
    focus = one.focus.value if isinstance(one.focus, NamedNode) else str(one.focus)
    names = " ".join((_name(one.focus), _name(one.path), _name(one.value)))
    return Result(
        rule=one.rule.name,
        severity="Violation",
        message=f"{one.rule.summary.removesuffix('.')}: {names}",
        place=places.find(focus, one.path.value, one.value),
        focus=focus,
        path=one.path.value,
        value=str(one.value),
    )


def _name(term: Term) -> str:
    if isinstance(term, BlankNode):
        return "an unnamed class"
    return shrink(term.value) if isinstance(term, NamedNode) else str(term)
