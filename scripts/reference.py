"""Write the reference of the ontology's terms, docs/reference.md, from the ontology itself.

Usage: python scripts/reference.py [--check]     (--check: exit 1 when the file on disk differs)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from mgi_graph.namespaces import MIGOV, shrink
from mgi_graph.project import Project, find

KINDS = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Datatype properties", OWL.DatatypeProperty),
    ("Annotation properties", OWL.AnnotationProperty),
)
HEAD = """# Reference of terms

Written by `scripts/reference.py` from `ontology/`; edit the definitions there.

Prefix `migov:` = `<{migov}>`.
"""


def modules(project: Project) -> list[tuple[str, Graph]]:
    """Read the modules of the ontology, alignments aside, in the order of their names."""
    files = [path for path in project.files("ontology") if path.parent.name == "ontology"]
    return [(path.stem, Graph().parse(path)) for path in files]


def names(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    """List the objects of one predicate as CURIEs, anonymous ones aside."""
    found = sorted(shrink(str(value)) for value in graph.objects(term, predicate) if isinstance(value, URIRef))
    return ", ".join(f"`{name}`" for name in found)


def facts(graph: Graph, term: URIRef) -> str:
    """Tell where a term stands: its parents, domain, range and inverse."""
    said = {
        "under": names(graph, term, RDFS.subClassOf) or names(graph, term, RDFS.subPropertyOf),
        "of": names(graph, term, RDFS.domain),
        "to": names(graph, term, RDFS.range),
        "inverse of": names(graph, term, OWL.inverseOf),
    }
    return "; ".join(f"{key} {value}" for key, value in said.items() if value)


def table(graph: Graph, kind: URIRef) -> list[str]:
    """Write the rows of one kind of term."""
    terms = sorted(
        term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and str(term).startswith(MIGOV)
    )
    return [
        f"| `{shrink(str(term))}` | {graph.value(term, RDFS.label)} | {graph.value(term, SKOS.definition)} "
        f"| {facts(graph, term)} |"
        for term in terms
    ]


def reference(project: Project) -> str:
    """Write the whole page."""
    parts = [HEAD.format(migov=MIGOV)]
    for name, graph in modules(project):
        tables = [(title, table(graph, kind)) for title, kind in KINDS]
        if any(rows for _, rows in tables):
            parts.append(f"\n## {name}\n")
        for title, rows in tables:
            if rows:
                parts.append(f"\n### {title}\n\n| term | label | definition | place |\n| --- | --- | --- | --- |\n")
                parts.append("\n".join(rows) + "\n")
    return "".join(parts)


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    project = find(Path(__file__).parent)
    path, text = project.root / "docs" / "reference.md", reference(project)
    if check:
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        print(f"{project.name(path)} is {'up to date' if same else 'out of date: run python scripts/reference.py'}")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
