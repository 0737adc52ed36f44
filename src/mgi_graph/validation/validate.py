"""Validate triples by SHACL, with the place of each result (SHACL §3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.conformance import SEVERITIES, Result, Severity, in_order
from mgi_graph.namespaces import shrink
from mgi_graph.validation.correct import Corrector
from mgi_graph.validation.engines import find
from mgi_graph.validation.index import SH, Index, iri
from mgi_graph.validation.meta import DECLARATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Triple

    from mgi_graph.conformance import Place
    from mgi_graph.validation.engines import EngineName
    from mgi_graph.validation.finding import Finding
    from mgi_graph.validation.locate import Places

_OWNERS: Final = tuple(iri(SH + name) for name in ("property", "node", "sparql", "not", "qualifiedValueShape"))


def validate(
    triples: Sequence[Triple], shapes: Sequence[Triple], places: Places, *, engine: EngineName = "auto"
) -> tuple[Result, ...]:
    """Return the results of the shapes over the triples.

    ``rule`` of a result is the IRI of its SPARQL constraint, else of its shape, else of the nearest
    shape with an IRI around it. Prefixes that the data declares (sh:declare on the ontology) serve the
    shapes too (SHACL §5.2.1). Raises :class:`BuildError` where the shapes cannot be run.
    """
    if not shapes:
        return ()
    declarations = [triple for triple in triples if triple.predicate.value in DECLARATIONS]
    found = find(engine, triples, [*shapes, *declarations])
    return results(found, triples, Index(shapes), places) if found else ()


def results(
    found: Iterable[Finding], data: Sequence[Triple] | Index, shapes: Index, places: Places
) -> tuple[Result, ...]:
    """Turn what an engine found into results, in order."""
    corrector = Corrector(data, shapes)
    return in_order(_once(_result(each, shapes, places, corrector) for each in found))


def _once(results: Iterable[Result]) -> Iterable[Result]:
    """Keep one result of a rule about a value, the most helpful: a value may fail several parts of one rule."""
    kept: dict[tuple[str | None, ...], Result] = {}
    for result in sorted(results, key=lambda result: (result.correction is None, result.component or "")):
        kept.setdefault((result.rule, result.focus, result.path, result.value, result.message), result)
    return kept.values()


def _result(found: Finding, shapes: Index, places: Places, corrector: Corrector) -> Result:
    value = found.value if found.value and found.value[0] != "_" else None
    return Result(
        rule=_plain(_rule(found, shapes)),
        severity=_severity(found.severity),
        message=" ".join(found.messages[0].split()) if found.messages else _sentence(found),
        place=_place(found, places, corrector),
        focus=_plain(found.focus),
        path=_plain(found.path) if found.path else None,
        value=value,
        component=found.component,
        correction=corrector.correction(found),
    )


def _place(found: Finding, places: Places, corrector: Corrector) -> Place | None:
    """Return the place of a finding; of one about a blank node, that of the statement that owns the node."""
    place = places.of(found)
    owner = corrector.owner(found.focus) if place is None and found.focus[0] == "_" else None
    return places.find(*owner) if owner else place


def _severity(name: str) -> Severity:
    short = name.removeprefix(SH)
    return next((severity for severity in SEVERITIES if severity == short), "Violation")


def _rule(found: Finding, shapes: Index) -> str:
    """Climb from a blank shape to the named one that owns it."""
    if found.constraint and found.constraint[0] == "<":
        return found.constraint
    node, seen = found.shape, set[str]()
    while node[0] == "_" and node not in seen:
        seen.add(node)
        owners = sorted(owner for predicate in _OWNERS for owner in shapes.subjects(predicate, node))
        node = owners[0] if owners else node
    return node


def _sentence(found: Finding) -> str:
    """Say what is asked for where no shape does."""
    name = found.component.removeprefix(SH).removesuffix("ConstraintComponent")
    return f"{shrink(_plain(found.path or found.focus))} satisfies sh:{name[:1].lower()}{name[1:]} of its shape"


def _plain(term: str) -> str:
    return term[1:-1] if term[0] == "<" else term.removeprefix("_:") if term[0] == "_" else term
