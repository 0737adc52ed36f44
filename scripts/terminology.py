"""The terms of the ontology as docs/reference.md shows them, one entry a term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mentions import read_mentions
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from mgi_graph.namespaces import MIGOV, expand, shrink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mentions import Mentions

    from mgi_graph.project import Project

KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
_CHARACTERISTICS: Final = {
    OWL.FunctionalProperty: "at most one value",
    OWL.InverseFunctionalProperty: "a value belongs to one thing only",
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "never both ways",
    OWL.IrreflexiveProperty: "never of itself",
}
#: What an entry tells of a term, and by which properties; "of" and "to" are domain and range.
_PLACES: Final = {
    "under": (RDFS.subClassOf, RDFS.subPropertyOf),
    "of": (RDFS.domain,),
    "to": (RDFS.range,),
    "inverse of": (OWL.inverseOf,),
}
_STATUS: Final = URIRef(expand("vs:term_status"))
_ALIGNED: Final = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, RDFS.seeAlso)


@dataclass(frozen=True, kw_only=True, eq=False)
class Ontology:
    """The modules of the ontology, its alignments apart, and who mentions a term."""

    modules: dict[str, Graph]
    alignment: Graph
    mentions: Mentions

    @cached_property
    def whole(self) -> Graph:
        """Join the modules."""
        joined = Graph()
        for graph in self.modules.values():
            joined += graph
        return joined

    def terms(self, module: str) -> list[URIRef]:
        """List the terms of a module: classes, then properties, each A to Z."""
        graph = self.modules[module]
        found = ((kind, term) for kind in KINDS for term in graph.subjects(RDF.type, kind))
        order = list(KINDS)
        ours = {(order.index(kind), str(term)) for kind, term in found if str(term).startswith(MIGOV)}
        return [URIRef(term) for _, term in sorted(ours)]

    def define(self, name: str, page: str) -> str:
        """Write label, name and definition of a term, as a line of a list."""
        term = URIRef(expand(name))
        label, definition = self.whole.value(term, RDFS.label), self.whole.value(term, SKOS.definition)
        if definition is None:
            raise LookupError(f"{name} has no definition in ontology/")
        return f"- **{label}** ([`{name}`]({page}#{name.partition(':')[2]})): {definition}\n"

    def entry(self, term: URIRef) -> str:
        """Write all there is to say of a term."""
        name = shrink(str(term))
        local = name.partition(":")[2]
        lines = [f'\n### <a id="{local}"></a>`{name}`\n', f"{self._head(term)}\n", *self._lines(term, name)]
        return "\n".join(lines) + "\n"

    def _head(self, term: URIRef) -> str:
        kind = next(words for kind, words in KINDS.items() if (term, RDF.type, kind) in self.whole)
        traits = [words for trait, words in _CHARACTERISTICS.items() if (term, RDF.type, trait) in self.whole]
        status = self.whole.value(term, _STATUS)
        said = [
            f"**{self.whole.value(term, RDFS.label)}**",
            ", ".join([kind, *traits]),
            *([str(status)] if status else []),
        ]
        return f"{' · '.join(said)}\n\n> {self.whole.value(term, SKOS.definition)}"

    def _lines(self, term: URIRef, name: str) -> Iterator[str]:
        for note in sorted(map(str, self.whole.objects(term, SKOS.scopeNote))):
            yield f"- note: {note}"
        for words, predicates in _PLACES.items():
            yield from _listed(words, (each for by in predicates for each in self.whole.objects(term, by)))
        for words, by in (("above", RDFS.subClassOf), ("above", RDFS.subPropertyOf)):
            yield from _listed(words, self.whole.subjects(by, term))
        yield from _listed("carries", self.whole.subjects(RDFS.domain, term))
        yield from _listed("is value of", self.whole.subjects(RDFS.range, term))
        chains = (self.whole.items(each) for each in self.whole.objects(term, OWL.propertyChainAxiom))
        for chain in sorted(" / ".join(_link(str(step)) for step in steps) for steps in chains):
            yield f"- follows from: {chain}"
        yield from _listed("published terms", (each for by in _ALIGNED for each in self.alignment.objects(term, by)))
        for example in sorted(map(str, self.whole.objects(term, SKOS.example))):
            yield f"- example: {example}"
        yield from self.mentions.lines(name)


def _listed(words: str, terms: Iterable[object]) -> Iterator[str]:
    names = sorted({_link(str(term)) for term in terms if isinstance(term, URIRef)})
    if names:
        yield f"- {words}: {', '.join(names)}"


def _link(iri: str) -> str:
    name = shrink(iri)
    prefix, _, local = name.partition(":")
    return f"[`{name}`](#{local})" if prefix == "migov" else f"`{name}`"


def read_ontology(project: Project) -> Ontology:
    """Read the ontology of a project."""
    modules = {path.stem: Graph().parse(path) for path in project.files("ontology") if path.parent.name == "ontology"}
    alignment = Graph()
    for path in project.files("ontology"):
        if path.parent.name == "alignment":
            alignment.parse(path)
    return Ontology(modules=modules, alignment=alignment, mentions=read_mentions(project))


def write_reference(project: Project) -> str:
    """Write docs/reference.md."""
    ontology = read_ontology(project)
    parts = [_HEAD.format(migov=MIGOV)]
    listed = [module for module in ontology.modules if ontology.terms(module)]
    parts.append("\n| module | terms |\n| --- | --- |\n")
    for module in listed:
        names = ", ".join(_link(str(term)).replace("migov:", "") for term in ontology.terms(module))
        parts.append(f"| [{module}](#module-{module}) | {names} |\n")
    for module in listed:
        first = (project.root / "ontology" / f"{module}.ttl").read_text(encoding="utf-8").splitlines()[0]
        parts.append(f'\n## <a id="module-{module}"></a>{module}\n\n{re.sub("^# ", "", first)}\n')
        parts.extend(map(ontology.entry, ontology.terms(module)))
    return "".join(parts)


_HEAD: Final = """# Reference of terms

Written by `scripts/reference.py` from `ontology/`, `shapes/`, `queries/` and `data/`; edit the definitions there.
What the terms are for is told page by page in [the concepts](README.md#concepts); how to ask for them, in
[SPARQL from this page alone](sparql.md).

Prefix `migov:` = `<{migov}>`. *of* is the domain of a property, *to* its range; *under* and *above*
are super- and sub-terms.
"""
