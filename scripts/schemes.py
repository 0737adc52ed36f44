"""The concepts of the controlled vocabularies, as docs/vocabularies.md shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from mgi_graph.namespaces import MIGOV, shrink

if TYPE_CHECKING:
    from mgi_graph.project import Project

_IN_DOMAIN: Final = URIRef(f"{MIGOV}inDomain")
_MATCHES: Final = URIRef(f"{MIGOV}matchesKind")
_HEAD: Final = """# Vocabularies

Written by `scripts/reference.py` from the concept schemes in `data/`; edit them there.

Each concept is a `skos:Concept` with one `skos:prefLabel`. `skos:broader` leads to the wider concept: `?c skos:broader*
topic:visas` is visas and all that is narrower. A word that is not a label may be an `skos:altLabel`, in the column
*also called*.

| scheme | prefix | concepts | says |
| --- | --- | ---: | --- |
"""


def read_schemes(project: Project) -> tuple[Graph, list[URIRef]]:
    """Read all concept schemes of a project, A to Z by IRI."""
    graph = Graph()
    for path in project.files("data"):
        if "skos:ConceptScheme" in path.read_text(encoding="utf-8"):
            graph.parse(path)
    return graph, sorted(each for each in graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(each, URIRef))


def write_vocabularies(project: Project) -> str:
    """Write docs/vocabularies.md."""
    graph, schemes = read_schemes(project)
    head, body = [], []
    for scheme in schemes:
        name = str(scheme).rpartition("/")[2]
        concepts = sorted(each for each in graph.subjects(SKOS.inScheme, scheme) if isinstance(each, URIRef))
        prefix = shrink(str(concepts[0])).partition(":")[0]
        title, said = graph.value(scheme, DCTERMS.title), graph.value(scheme, DCTERMS.description)
        head.append(f"| [{title}](#{name}) | `{prefix}:` | {len(concepts)} | {said} |\n")
        body.append(f'\n## <a id="{name}"></a>{title}\n\n{said}\n\n')
        body.append("| concept | label | also called | meaning | wider |\n| --- | --- | --- | --- | --- |\n")
        body.extend(_row(graph, concept) for concept in concepts)
    return "".join([_HEAD, *head, *body])


def _row(graph: Graph, concept: URIRef) -> str:
    name = shrink(str(concept))
    cells = (
        f'<a id="{name.replace(":", "-")}"></a>`{name}`',
        _words(graph, concept, SKOS.prefLabel),
        _words(graph, concept, SKOS.altLabel),
        _words(graph, concept, SKOS.definition),
        ", ".join(
            sorted(
                f"`{shrink(str(each))}`"
                for by in (SKOS.broader, _IN_DOMAIN, _MATCHES)
                for each in graph.objects(concept, by)
            )
        ),
    )
    return f"| {' | '.join(cells)} |\n"


def _words(graph: Graph, concept: URIRef, predicate: URIRef) -> str:
    return "; ".join(sorted(str(each).replace("|", "\\|") for each in graph.objects(concept, predicate)))
