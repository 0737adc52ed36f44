"""What the handlers of linked data know of a dataset: descriptions, the JSON-LD context, what there is."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeGuard
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from mgi_graph.errors import LONGEST
from mgi_graph.namespaces import BASE, STANDARD
from mgi_graph.publication.context import Context, read_context
from mgi_graph.publication.description import Describer
from mgi_graph.store.rounds import Round

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.server.address import Address
    from mgi_graph.store.protocol import Store, Term

_DEPRECATED: Final = ox.NamedNode(f"{STANDARD['owl']}deprecated")
_REPLACED: Final = ox.NamedNode(f"{STANDARD['dcterms']}isReplacedBy")
_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
_SCHEME: Final = ox.NamedNode(f"{STANDARD['skos']}ConceptScheme")
#: Asks whether anything is said of a thing or with it (a row without values), and what a look tells.
_LOOK: Final = f"""
SELECT ?p ?o WHERE {{
    {{ VALUES ?p {{ {_DEPRECATED} {_REPLACED} {_TYPE} }} <$> ?p ?o }}
    UNION {{ SELECT (1 AS ?one) WHERE {{ {{ <$> ?a ?b }} UNION {{ ?c ?d <$> }} }} LIMIT 1 }}
}}"""
#: Asks for the things that have a document of their own.
_THINGS: Final = f"""
SELECT DISTINCT ?x WHERE {{
    ?x ?p ?o FILTER (STRSTARTS(STR(?x), "{BASE}id/") || STRSTARTS(STR(?x), "{BASE}vocab/"))
}}"""
#: How many names are compared, and by how many characters they may be longer or shorter: a look-up takes milliseconds.
_COMPARED: Final = 200
_LONGER: Final = 3
#: How many letters at either end a near name shares.
_SHARED: Final = 2


class Look(NamedTuple):
    """What is known of a thing before it is described: whether anything is said of it, or with it.

    ``successors`` are what a deprecated thing is replaced by; ``None`` for one that is in use.
    """

    is_known: bool
    is_scheme: bool = False
    successors: tuple[str, ...] | None = None
    nearest: tuple[str, ...] = ()


class Published:
    """One store, and what is read of it once."""

    def __init__(self, store: Store) -> None:
        """Take a store that does not change."""
        self.store = store
        self.describer = Describer(store)
        self.at = lru_cache(maxsize=16)(self._at)

    @cached_property
    def context(self) -> Context:
        """The JSON-LD context, at its canonical address."""
        return read_context(self.store)

    def _at(self, address: Address) -> Context:
        """Return the context for documents that lead to the copy of it on this host."""
        return self.context.at(address.url(f"/context/{self.context.version}.jsonld"))

    def has(self, iri: str) -> bool:
        """Tell whether the dataset says anything of a thing, or with it."""
        node = _node(iri)
        if node is None:
            return False
        found = next(self.store.quads(node), None) or next(self.store.quads(None, None, node), None)
        return found is not None

    def is_scheme(self, iri: str) -> bool:
        """Tell whether an IRI is that of a scheme of concepts."""
        return iri in self._schemes

    @cached_property
    def _schemes(self) -> frozenset[str]:
        found = (quad.subject for quad in self.store.quads(None, _TYPE, _SCHEME))
        return frozenset(subject.value for subject in found if isinstance(subject, ox.NamedNode))

    def successors(self, iri: str) -> tuple[str, ...] | None:
        """Return what a deprecated thing is replaced by; ``None`` for one that is in use."""
        node = ox.NamedNode(iri)
        if not any(_is_true(quad.object) for quad in self.store.quads(node, _DEPRECATED)):
            return None
        found = {quad.object for quad in self.store.quads(node, _REPLACED)}
        return tuple(sorted(each.value for each in found if isinstance(each, ox.NamedNode)))

    def nearest(self, iri: str) -> tuple[str, ...]:
        """Return up to three IRIs that are near to one that is not there: in the same folder, of a like name."""
        folder, _, name = iri.rpartition("/")
        known = self._folders.get(folder, ())
        near = [each for each in known if _is_like(each, name[:LONGEST])][:_COMPARED]
        return tuple(f"{folder}/{each}" for each in get_close_matches(name[:LONGEST], near, n=3, cutoff=0.6))

    @cached_property
    def things(self) -> tuple[str, ...]:
        """Return the IRIs of the project that have a document of their own, A to Z."""
        if isinstance(self.store, Round):
            return tuple(sorted(row[0].value for row in self.store.select(_THINGS).rows if _is_iri(row[0])))
        subjects = {quad.subject.value for quad in self.store.quads() if isinstance(quad.subject, ox.NamedNode)}
        return tuple(sorted(each for each in subjects if each.startswith((f"{BASE}id/", f"{BASE}vocab/"))))

    @cached_property
    def _folders(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for iri in self.things:
            folder, _, name = iri.rpartition("/")
            found.setdefault(folder, []).append(name)
        return found


_KNOWN: Final[WeakKeyDictionary[Store, Published]] = WeakKeyDictionary()


def published(store: Store) -> Published:
    """Return what is known of a store, the same each time."""
    found = _KNOWN.get(store)
    if found is None:
        found = _KNOWN[store] = Published(store)
    return found


def look_up(store: Store, iri: str, *, onward: bool) -> Look:
    """Return what is known of a thing; where nothing is, what is near to it.

    Unless it leads ``onward``, a store at hand is not asked whether the thing is deprecated.
    """
    if isinstance(store, Round):
        return _looked_up(store, iri)
    known = published(store)
    if not known.has(iri):
        return Look(is_known=False, nearest=known.nearest(iri))
    successors = known.successors(iri) if onward else None
    return Look(is_known=True, is_scheme=known.is_scheme(iri), successors=successors)


def _looked_up(store: Round, iri: str) -> Look:
    """Ask an engine what is known of a thing: one request.

    What is near to one that is not there takes a walk through all names, which is too much for each wrong address.
    """
    if _node(iri) is None:
        return Look(is_known=False)
    rows = store.select(_LOOK.replace("<$>", str(ox.NamedNode(iri)))).rows
    said = {(predicate, value) for predicate, value in rows if predicate is not None}
    successors = tuple(
        sorted(value.value for predicate, value in said if predicate == _REPLACED and isinstance(value, ox.NamedNode))
    )
    is_deprecated = any(value is not None and _is_true(value) for predicate, value in said if predicate == _DEPRECATED)
    return Look(
        is_known=bool(rows),
        is_scheme=(_TYPE, _SCHEME) in said,
        successors=successors if is_deprecated else None,
    )


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _is_iri(term: Term | None) -> TypeGuard[ox.NamedNode]:
    return isinstance(term, ox.NamedNode)


def _is_true(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.value in {"true", "1"}


def _is_like(known: str, name: str) -> bool:
    is_near = known[:_SHARED] == name[:_SHARED] or known[-_SHARED:] == name[-_SHARED:]
    return is_near and abs(len(known) - len(name)) <= _LONGER
