"""Metadata of instruments for readers of legislation, in the terms of ELI (Council conclusions 2012/C 325/02, ELI 1.2).

What holds is what the graph says after its rules have run; nothing is put into ELI that the alignment does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from mgi_graph.namespaces import STANDARD, expand, shrink

if TYPE_CHECKING:
    from mgi_graph.publication.description import ResourceDescription

_ELI: Final = STANDARD["eli"]
_TYPE: Final = NamedNode(expand("rdf:type"))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EliProperty:
    """A property by its CURIE (``eli:type_document``, or ``rdf:type``), and an IRI or a text.

    In RDFa, a link is ``<link property="…" href="…">``, a text ``<meta property="…" content="…" lang="…">``; both
    stand in an element with ``resource`` (the IRI of the instrument) and ``prefix="eli: http://data.europa.eu/eli/ontology#"``.
    """

    name: str
    value: str
    is_link: bool
    language: str = ""
    datatype: str = ""


def describe_eli(found: ResourceDescription) -> tuple[EliProperty, ...]:
    """Return what ELI can say of a thing, sorted; nothing where it is no legal resource."""
    said = found.groups.get(NamedNode(found.iri), {})
    pairs = [(shrink(p.value), value) for p, values in said.items() if p.value.startswith(_ELI) for value in values]
    kinds = [value for value in said.get(_TYPE, ()) if value.value.startswith(_ELI)]
    return tuple(sorted(_property(name, value) for name, value in [*pairs, *(("rdf:type", kind) for kind in kinds)]))


def _property(name: str, value: object) -> EliProperty:
    if isinstance(value, Literal):
        language = value.language or ""
        datatype = "" if language or value.datatype.value == expand("xsd:string") else value.datatype.value
        return EliProperty(name=name, value=value.value, is_link=False, language=language, datatype=datatype)
    return EliProperty(name=name, value=getattr(value, "value", ""), is_link=True)
