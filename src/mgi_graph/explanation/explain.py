"""From the names of a triple to its proof, with the place of everything that the proof rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from mgi_graph import namespaces
from mgi_graph.errors import MgiError, ParameterError
from mgi_graph.explanation.closure import close
from mgi_graph.explanation.proof import Proof
from mgi_graph.queries.names import resolve
from mgi_graph.turtle.place import PlaceIndex, index
from mgi_graph.turtle.read import decode
from mgi_graph.turtle.skolem import blank, skolemize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mgi_graph.conformance import Place
    from mgi_graph.explanation.closure import Closure
    from mgi_graph.project import Project
    from mgi_graph.store.protocol import Store
    from mgi_graph.turtle.skolem import Term

#: So many other statements are told where the one asked about does not hold.
_NEAREST: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a triple holds; without a proof it does not, and ``nearest`` has what is said instead.

    ``places`` has for each stated triple of the proof where it stands; a triple about an unnamed thing
    (a restriction, a list) has the place of the statement that leads to it.
    """

    triple: Triple
    proof: Proof | None
    places: Mapping[Triple, Place] = field(default_factory=lambda: MappingProxyType({}))
    nearest: tuple[Triple, ...] = ()
    digest: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the triple holds."""
        return self.proof is not None


def explain(store: Store, dataset: Path, project: Project, names: tuple[str, str, str]) -> Explanation:
    """Explain the triple that three names stand for: IRIs, CURIEs or labels, the last one or a value.

    Raises :class:`NameNotFoundError` for a name that the dataset does not hold, and
    :class:`ParameterError` for a property or subject that is none.
    """
    subject, predicate = NamedNode(resolve(store, names[0])), NamedNode(resolve(store, names[1]))
    triple = Triple(subject, predicate, _object(store, subject, predicate, names[2]))
    closure = close(dataset)
    proof = closure.prover.prove(triple)
    if proof is None:
        return Explanation(triple=triple, proof=None, nearest=_nearest(closure, triple), digest=store.digest)
    return Explanation(
        triple=triple, proof=restored(proof), places=_places(closure, proof, project), digest=store.digest
    )


def restored(proof: Proof) -> Proof:
    """Put the blank nodes of a proof back."""
    premises = tuple(restored(premise) for premise in proof.premises)
    return Proof(triple=_shown(proof.triple), rule=proof.rule, premises=premises)


def _shown(triple: Triple) -> Triple:
    subject, value = blank(triple.subject), blank(triple.object)
    return triple if isinstance(subject, Literal) else Triple(subject, triple.predicate, value)


def _object(store: Store, subject: NamedNode, predicate: NamedNode, name: str) -> Term:
    """Return what a name stands for: a value that the subject has there, a thing, or a literal of Turtle."""
    query = f"SELECT ?o WHERE {{ {subject} {predicate} ?o FILTER isLiteral(?o) }} ORDER BY STR(?o)"
    said = [row[0] for row in store.select(query).rows if isinstance(row[0], Literal)]
    if same := [term for term in said if name in {term.value, str(term)}]:
        return same[0]
    try:
        return NamedNode(resolve(store, name))
    except MgiError:
        if said or name[:1] in {'"', "'"} or name.lstrip("+-")[:1].isdigit() or name in {"true", "false"}:
            return _literal(name)
        raise


def _literal(name: str) -> Term:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in namespaces.STANDARD.items())
    for written in (name, str(Literal(name))):
        try:
            quads = list(parse(f"{prefixes}<urn:s> <urn:p> {written} .", format=RdfFormat.TURTLE))
        except SyntaxError:
            continue
        if len(quads) == 1 and isinstance(quads[0].object, Literal):
            return quads[0].object
    raise ParameterError(f'expected a thing or a value such as 1994 or "text"@en; found {name!r}')


def _nearest(closure: Closure, triple: Triple) -> tuple[Triple, ...]:
    """List what the subject has for the property, else how subject and object are related otherwise."""
    store, found = closure.prover.store, []
    for verb, value in ((triple.predicate, None), (None, triple.object)):
        found += [quad.triple for quad in store.quads_for_pattern(triple.subject, verb, value, None)]
    return tuple(map(_shown, sorted(set(found), key=str)[:_NEAREST]))


def _places(closure: Closure, proof: Proof, project: Project) -> Mapping[Triple, Place]:
    indexes: dict[str, PlaceIndex] = {}
    found: dict[Triple, Place] = {}
    for node in proof.nodes():
        if node.rule is not None:
            continue
        for name in closure.files.get(node.triple, ()):
            if name not in indexes:
                indexes[name] = index(decode((project.root / name).read_bytes(), name), name)
            if place := _place(indexes[name], closure, node.triple):
                found.setdefault(_shown(node.triple), place)
    return MappingProxyType(found)


def _place(places: PlaceIndex, closure: Closure, triple: Triple) -> Place | None:
    owner = closure.owner(triple)
    if owner is None:
        return None
    (written,) = skolemize([triple])
    exact = places.statement(owner[0], triple.predicate.value, written.object)
    return exact or places.predicate(*owner) or places.subject(owner[0])
