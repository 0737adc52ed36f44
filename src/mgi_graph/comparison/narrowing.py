"""What breaks the work of those who use a term: its removal, or a narrower meaning, without notice.

A term is narrowed when a statement that was right by its old axioms can be wrong, or can be missed, by
its new ones: it has another kind; a new or smaller domain or range; it stands under a term that was
there before and did not bind it, or no longer under one that it stood under; another equivalent
expression; a new disjointness; a new characteristic that forbids (functional, inverse functional,
asymmetric, irreflexive); a concept that leaves its scheme. A term that is deprecated is free to go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mgi_graph.comparison.view import ascend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_graph.comparison.term import Term

    Terms = Mapping[str, Term]

_FORBIDDING: Final = frozenset(
    f"owl:{name}Property" for name in ("Functional", "InverseFunctional", "Asymmetric", "Irreflexive")
)
_EVERYTHING: Final = {"owl:Thing", "rdfs:Resource", "rdfs:Literal"}
#: The datatype that each is derived from (XML Schema 1.1 Part 2 §3), as far as OWL 2 knows them.
_DATATYPES: Final = {
    "xsd:integer": ("xsd:decimal",),
    "xsd:nonNegativeInteger": ("xsd:integer",),
    "xsd:nonPositiveInteger": ("xsd:integer",),
    "xsd:positiveInteger": ("xsd:nonNegativeInteger",),
    "xsd:negativeInteger": ("xsd:nonPositiveInteger",),
    "xsd:long": ("xsd:integer",),
    "xsd:int": ("xsd:long",),
    "xsd:short": ("xsd:int",),
    "xsd:byte": ("xsd:short",),
    "xsd:dateTimeStamp": ("xsd:dateTime",),
    "xsd:token": ("xsd:normalizedString",),
    "xsd:normalizedString": ("xsd:string",),
}


class _Side:
    """The terms of one version by name, and what each stands under."""

    def __init__(self, terms: Terms) -> None:
        self.terms = {term.name: term for term in terms.values()}
        self._parents = {**_DATATYPES, **{name: (*term.above, *term.same) for name, term in self.terms.items()}}

    def above(self, name: str) -> frozenset[str]:
        return ascend(self._parents, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A term that is gone or narrower without having been deprecated, and how; ``advice`` says what to do."""

    term: str
    label: str
    kind: Literal["removed", "narrowed"]
    message: str
    advice: str = ""

    def __str__(self) -> str:
        """Write what broke and what to do on one line."""
        return f"{self.term} ({self.label}) was {self.kind}: {self.message}; {self.advice}"


def find_breaches(old: Terms, new: Terms) -> tuple[Breach, ...]:
    """List what a user of the old terms must put up with in the new ones, A to Z.

    Terms are given by IRI. What was deprecated in the old version may go; what is deprecated in the
    new one may be narrowed, since its users are told what to take in its place.
    """
    before, after = _Side(old), _Side(new)
    return tuple(
        breach
        for name, term in sorted(before.terms.items())
        if not term.deprecated
        for breach in (_narrowed(term, after.terms[name], before, after) if name in after.terms else [_removed(term)])
    )


def _removed(term: Term) -> Breach:
    advice = "keep it with owl:deprecated true, dcterms:isReplacedBy and a note with the version"
    return Breach(term=term.name, label=term.label, kind="removed", message=f"the {term.kind} is gone", advice=advice)


def _narrowed(old: Term, new: Term, before: _Side, after: _Side) -> Iterator[Breach]:
    if new.deprecated:
        return
    advice = "deprecate it in favour of a new term that has the narrower meaning, or wait for a major version"
    for message in (
        *_kind(old, new),
        *_bound("domain", old.domain, new.domain, after),
        *_bound("range", old.range, new.range, after),
        *_hierarchy(old, new, before, after),
        *_equivalence(old, new),
        *_disjointness(old, new, before),
        *_traits(old, new),
    ):
        yield Breach(term=old.name, label=old.label, kind="narrowed", message=message, advice=advice)


def _kind(old: Term, new: Term) -> Iterator[str]:
    if new.kind != old.kind:
        yield f"it was of the kind {old.kind} and is of the kind {new.kind}"
    for scheme in sorted(set(old.schemes) - set(new.schemes)):
        yield f"it has left the scheme {scheme}"


def _traits(old: Term, new: Term) -> Iterator[str]:
    for trait in sorted((set(new.traits) - set(old.traits)) & _FORBIDDING):
        yield f"it has become {trait}"


def _bound(what: str, old: Sequence[str], new: Sequence[str], after: _Side) -> Iterator[str]:
    """Compare bounds, which hold together: one is no narrower where some old one lies inside it."""
    for bound in new:
        if bound in _EVERYTHING or any(_inside(each, bound, after) for each in old):
            continue
        was = " and ".join(old) or "open"
        yield f"its {what} was {was} and is {' and '.join(new)}"
        return


def _inside(old: str, new: str, after: _Side) -> bool:
    """Tell whether each alternative of the old bound is, or stands under, one of the new."""
    wide = _alternatives(new)
    return all(wide & after.above(each) for each in _alternatives(old))


def _alternatives(bound: str) -> set[str]:
    return {bound} if "(" in bound else set(bound.split(" or "))


def _hierarchy(old: Term, new: Term, before: _Side, after: _Side) -> Iterator[str]:
    """Compare what stands above; above a concept it is a way to find it, and binds nobody."""
    if old.kind == "concept" or new.kind != old.kind:
        return
    were, are = before.above(old.name), after.above(new.name)
    for name in new.above:
        if name not in were and name not in _EVERYTHING and (name in before.terms or " " in name):
            yield f"it stands under {name} now"
    for name in old.above:
        if name not in are and " " not in name and (name in after.terms or name not in before.terms):
            yield f"it no longer stands under {name}, so what asks for that misses it"


def _equivalence(old: Term, new: Term) -> Iterator[str]:
    if set(old.same) != set(new.same):
        was, is_now = (" and ".join(each.same) or "nothing" for each in (old, new))
        yield f"it was equivalent to {was} and is to {is_now}"


def _disjointness(old: Term, new: Term, before: _Side) -> Iterator[str]:
    mine = before.above(old.name) & before.terms.keys()
    apart = {other for name in mine for other in before.terms[name].disjoint}
    for other in new.disjoint:
        if other in before.terms and not apart & before.above(other):
            yield f"it shares nothing with {other} any more"
