"""Write the term lists of published vocabularies: ``python scripts/vocabularies.py STANDARDS_DIR [--fetched DIR]``.

``STANDARDS_DIR`` holds ``vocabularies/*.ttl`` as published, and ``--fetched`` is a folder with the files of
:data:`FETCHED`; without it their lists stay as they are. The closed namespaces of rdflib give the terms of the
others. A list is one local name a line, after two comment lines: the namespace, and where the terms are from.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
import rdflib.namespace as closed
from pyoxigraph import NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from rdflib.namespace import DefinedNamespace

OUT: Final = Path(__file__).resolve().parent.parent / "src" / "mgi_graph" / "turtle" / "vocabularies"
#: The vocabularies that are published as files, and what is known of their version.
FILES: Final = {
    "cito": ("cito.ttl", "CiTO 2.8.1"),
    "dcat": ("dcat3.ttl", "W3C DCAT 3"),
    "eli": ("eli.ttl", "ELI 1.2"),
    "oa": ("oa.ttl", "W3C Web Annotation Vocabulary"),
    "org": ("org.ttl", "W3C ORG"),
    "prov": ("prov-o.ttl", "W3C PROV-O"),
    "sh": ("shacl.ttl", "W3C SHACL"),
}
#: Those that are fetched from where they are kept, and from which version.
FETCHED: Final = {
    "bibo": ("bibo.ttl", "BIBO 1.3, github.com/dcmi/bibo bcdd0e0, rdf/bibo.ttl"),
    "unit": ("VOCAB_QUDT-UNITS-ALL.ttl", "QUDT 3.5.0, github.com/qudt/qudt-public-repo v3.5.0, vocab/unit"),
}
#: Three properties, named at its address: https://www.w3.org/2003/06/sw-vocab-status/ns
STATUS: Final = {"moreinfo", "term_status", "userdocs"}
CLOSED: Final = {
    "dcterms": closed.DCTERMS,
    "foaf": closed.FOAF,
    "owl": closed.OWL,
    "rdf": closed.RDF,
    "rdfs": closed.RDFS,
    "schema": closed.SDO,
    "skos": closed.SKOS,
    "vann": closed.VANN,
    "void": closed.VOID,
    "xsd": closed.XSD,
}


def terms_of_file(path: Path, space: str) -> set[str]:
    """Return the local names that a vocabulary describes in its own namespace."""
    triples = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    subjects = {quad.subject.value for quad in triples if isinstance(quad.subject, NamedNode)}
    return {iri.removeprefix(space) for iri in subjects if iri.startswith(space)} - {""}


def terms_of_class(known: type[DefinedNamespace]) -> set[str]:
    """Return the local names of a closed namespace, with the suffixes that rdflib marks Python's own words by."""
    return {str(term).removeprefix(str(known)) for term in dir(known) if not term.startswith("__")}


def main() -> int:
    """Write all lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("standards", type=Path, metavar="STANDARDS_DIR")
    parser.add_argument("--fetched", type=Path, metavar="DIR")
    args = parser.parse_args()
    folder = args.standards / "vocabularies"
    OUT.mkdir(exist_ok=True)
    lists = {prefix: (terms_of_file(folder / name, STANDARD[prefix]), said) for prefix, (name, said) in FILES.items()}
    fetched = FETCHED.items() if args.fetched else ()
    lists |= {prefix: (terms_of_file(args.fetched / name, STANDARD[prefix]), said) for prefix, (name, said) in fetched}
    lists["vs"] = (STATUS, "SemWeb Vocab Status ontology, W3C SWIG")
    said = f"rdflib {version('rdflib')}, rdflib.namespace"
    lists |= {prefix: (terms_of_class(known), said) for prefix, known in CLOSED.items()}
    for prefix, (terms, source) in sorted(lists.items()):
        lines = [f"# {STANDARD[prefix]}", f"# {source}", *sorted(terms)]
        (OUT / f"{prefix}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{prefix}: {len(terms)} terms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
