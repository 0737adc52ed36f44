"""What a page shows of each kind of thing, as data: a class of the ontology, its facts, its sections.

To give a new class a page of its own, add a :class:`Kind` here. A class without one has a page all the same: what is
stated of it, by the labels of the properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import expand
from mgi_graph.server.pages.kinds import agents, claims, concepts, frameworks, instruments, matters, sources, treaties
from mgi_graph.server.pages.kinds.model import Kind, Section, findings, links, table

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

KINDS: Final[tuple[Kind, ...]] = (
    *treaties.KINDS,
    *instruments.KINDS,
    *agents.KINDS,
    *claims.KINDS,
    *matters.KINDS,
    *sources.KINDS,
    *frameworks.KINDS,
    *concepts.KINDS,
)
_BY_CLASS: Final = tuple((expand(each.of), each) for each in KINDS)
#: What a thing of any kind may have.
COMMON: Final[tuple[Section, ...]] = (
    table("Listed items", "^migov:componentOf", ("Item", "."), ("Kind", "migov:componentKind"), rank="migov:ordinal"),
    table("What is unclear or contradicts itself", "^migov:concerns", ("Note", "."), ("Kind", "migov:discrepancyKind")),
    links("Elsewhere on the web", "skos:exactMatch|schema:sameAs|rdfs:seeAlso"),
)
#: A thing without a kind of its own.
OTHER: Final = Kind(
    of="rdfs:Resource",
    crumb=("/search", "Search"),
    sections=(findings("What findings say of it", "^migov:cites"),),
)


def kind_of(types: AbstractSet[str]) -> Kind | None:
    """Return the kind of a thing of some classes: the first that is one of them."""
    return next((kind for iri, kind in _BY_CLASS if iri in types), None)
