"""What the dataset publishes about one resource: a description that stands by itself.

It holds what is said of the resource, blank nodes closed over (Concise Bounded Description, W3C Member Submission
of 3 June 2005); what points at it, a page at a time; where the passages stand that it rests on; and labels of all
that is shown. Each statement bears the graph that states it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeGuard

from pyoxigraph import BlankNode, NamedNode, Quad

from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import INFERRED_GRAPH, expand
from mgi_graph.publication.asides import EVIDENCE, Asides
from mgi_graph.publication.grouping import group, merge
from mgi_graph.publication.incoming import Incoming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.publication.asides import Aside
    from mgi_graph.publication.grouping import Groups
    from mgi_graph.store.protocol import Store

#: How many statements that point at a resource one page holds, unless told otherwise.
PAGE: Final = 500
#: How many blank nodes a description follows: far more than a class expression has.
MOST_BLANK: Final = 1_000
_INFERRED: Final = NamedNode(INFERRED_GRAPH)
_DEPRECATED: Final = NamedNode(expand("owl:deprecated"))
_REPLACED: Final = NamedNode(expand("dcterms:isReplacedBy"))


class Gathered(NamedTuple):
    """What a description shows, by thing: ``groups`` are the subjects of its statements; ``own`` are labels of these.

    ``beside`` is said of things that are no subject of ``groups``: labels, and places of passages.
    """

    groups: Groups
    own: tuple[Aside, ...]
    beside: tuple[Aside, ...]


@dataclass(frozen=True, kw_only=True)
class ResourceDescription:
    """What is published about a resource.

    ``outgoing`` is said of it (and of the blank nodes that it leads to), ``incoming`` points at it: there are
    ``total`` such triples, and ``after`` is the cursor of the next page, empty on the last. The order within each is
    not fixed: writers sort.
    """

    iri: str
    outgoing: tuple[Quad, ...]
    incoming: tuple[Quad, ...]
    total: int
    after: str
    has_blank: bool
    #: What the dataset says of other things.
    known: Asides = field(repr=False, compare=False)

    @cached_property
    def evidence(self) -> tuple[Aside, ...]:
        """Return where the passages stand that the resource rests on, each once."""
        said = [quad for quad in self.outgoing if quad.predicate == EVIDENCE and _is_iri(quad.subject)]
        passages = dict.fromkeys([quad.object for quad in said])
        return tuple(filter(None, [self.known.places[each] for each in passages if _is_iri(each)]))

    @cached_property  # which is why there are no slots: not every syntax needs it
    def gathered(self) -> Gathered:
        """Return the statements by subject, and what is said beside them."""
        groups = group(self.outgoing)
        merge(groups, self.incoming)
        labels = self.known.labels
        beside = tuple(filter(None, map(labels.__getitem__, _shown(groups, self.evidence))))
        own = tuple(filter(None, map(labels.__getitem__, filter(_is_iri, tuple(groups)))))
        for aside in (*own, *(place for place in self.evidence if place.node in groups)):
            merge(groups, aside.quads)
        return Gathered(groups, own, (*beside, *(place for place in self.evidence if place.node not in groups)))

    @property
    def groups(self) -> Groups:
        """Return the statements but those of ``asides``, grouped: what a writer begins with."""
        return self.gathered.groups

    @property
    def asides(self) -> tuple[Aside, ...]:
        """Return what is said of things that are no subject of ``groups``."""
        return self.gathered.beside

    @property
    def labels(self) -> tuple[Aside, ...]:
        """Return what all that is shown is called."""
        places = set(self.evidence)
        return (*self.gathered.own, *(aside for aside in self.gathered.beside if aside not in places))

    @property
    def is_deprecated(self) -> bool:
        """Tell whether the resource was given up (OWL 2 §5.5)."""
        values = self.groups.get(NamedNode(self.iri), {}).get(_DEPRECATED, ())
        return any(value.value in {"true", "1"} for value in values)

    @property
    def replacements(self) -> tuple[str, ...]:
        """Return the IRIs of what is to be used in its place."""
        values = self.groups.get(NamedNode(self.iri), {}).get(_REPLACED, ())
        return tuple(sorted(value.value for value in values if _is_iri(value)))

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Return every statement with the graph that states it."""
        beside = chain.from_iterable(aside.quads for aside in (*self.evidence, *self.labels))
        return tuple(dict.fromkeys((*self.outgoing, *self.incoming, *beside)))


class Describer:
    """Describe the resources of one store; labels, places of passages and hubs are read once."""

    def __init__(self, store: Store) -> None:
        """Take a store that does not change."""
        self._store = store
        self._asides = Asides(store)
        self._incoming = Incoming(store)

    def describe(self, iri: str, *, limit: int = PAGE, after: str = "") -> ResourceDescription:
        """Describe a resource by its canonical IRI; ``after`` is the cursor that the page before gave.

        Raises :class:`NameNotFoundError` where the dataset knows no such resource, and :class:`ParameterError` for
        a cursor or a limit that is none.
        """
        node = _node(iri)
        outgoing, has_blank = self._outgoing(node)
        page = self._incoming.page(node, limit, after)
        if not outgoing and not page.total:
            raise NameNotFoundError("resource", iri, ())
        return ResourceDescription(
            iri=iri,
            outgoing=tuple(outgoing),
            incoming=page.quads,
            total=page.total,
            after=page.after,
            has_blank=has_blank,
            known=self._asides,
        )

    def labels(self, nodes: Iterable[NamedNode]) -> tuple[Aside, ...]:
        """Return the labels of some things, in their order; those without one are left out."""
        return tuple(filter(None, map(self._asides.labels.__getitem__, nodes)))

    def _outgoing(self, node: NamedNode) -> tuple[list[Quad], bool]:
        """Return what is said of a thing, and whether blank nodes stand in it."""
        found = list(self._store.quads(node))
        if has_blank := _has_blank(found):
            # A rule that puts a thing into a class without name repeats that class's definition, which is not its own.
            found = [quad for quad in found if type(quad.object) is not BlankNode or quad.graph_name != _INFERRED]
            found += self._closure(found)
            has_blank = _has_blank(found)
        return found, has_blank

    def _closure(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Follow blank nodes, each once."""
        reached = [quad.object for quad in quads if isinstance(quad.object, BlankNode)]
        seen = set(reached)
        while reached and len(seen) <= MOST_BLANK:
            stated = [quad for quad in self._store.quads(reached.pop()) if quad.graph_name != _INFERRED]
            yield from stated
            found = {quad.object for quad in stated if isinstance(quad.object, BlankNode)} - seen
            seen |= found
            reached += found


def _shown(groups: Groups, evidence: tuple[Aside, ...]) -> list[NamedNode]:
    """Return the things that are shown and no subjects: properties and what they lead to; passages have their place."""
    shown: set[object] = set()
    for properties in groups.values():
        shown.update(properties, *properties.values())
    for place in evidence:
        shown.update(place.shown)
    shown.difference_update(groups, [place.node for place in evidence])
    return [term for term in shown if type(term) is NamedNode]


def describe_resource(store: Store, iri: str, *, limit: int = PAGE, after: str = "") -> ResourceDescription:
    """Describe one resource of a store; for many, keep a :class:`Describer`."""
    return Describer(store).describe(iri, limit=limit, after=after)


def is_inferred(quad: Quad) -> bool:
    """Tell whether a rule says so, and no file."""
    return quad.graph_name == _INFERRED


def _has_blank(quads: Iterable[Quad]) -> bool:
    return BlankNode in [type(quad.object) for quad in quads]


def _is_iri(term: object) -> TypeGuard[NamedNode]:
    return type(term) is NamedNode


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise NameNotFoundError("resource", iri, ()) from error
