"""Generate a dataset of N countries in the project's own model: the one we have, under other names.

    python benchmarks/countries.py N > countries.nt

The first country is the real one. Each further country is a copy of it in which every IRI of its
scope bears a code that ISO 3166-1 leaves to users (xa to xz), and so does its State. No clock, no
chance: same files, same bytes, and the triples of N countries are a subset of those of N + 1.
Ontology, vocabularies, framework and registers are shared and stand once; second records are
about all States alike, do not grow with the countries, and are left out.
"""

from __future__ import annotations

import re
import string
import sys
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from mgi_graph.build import sources
from mgi_graph.build.assemble import assemble
from mgi_graph.namespaces import ID, VOCAB
from mgi_graph.project import Project, find

if TYPE_CHECKING:
    from collections.abc import Callable

#: ISO 3166-1 decoding table: XA to XZ are left to users and will never be a State's.
CODES: Final = tuple(f"x{letter}" for letter in string.ascii_lowercase)
MOST: Final = len(CODES) + 1


def generate(project: Project, count: int) -> list[Triple]:
    """Return the triples of a dataset of so many countries, 1 to :data:`MOST`."""
    if not 1 <= count <= MOST:
        raise ValueError(f"a number of countries is 1 to {MOST}, and {count} is not")
    (code,) = sorted(path.name for path in (project.root / "data").iterdir() if re.fullmatch(r"[a-z]{2}", path.name))
    shared: list[Triple] = []
    country: list[Triple] = []
    for graph in assemble(sources.snapshot(project, "ontology", "data")):
        if f"/data/{code}/" in graph.graph.value:
            country += graph.triples
        elif "/data/record/" not in graph.graph.value:
            shared += graph.triples
    state = f"{ID}int/state-{code}"
    country += [triple for triple in shared if str(getattr(triple.subject, "value", "")) == state]
    triples = dict.fromkeys(shared + country)
    for other in CODES[: count - 1]:
        rename = renamer(code, other)
        triples.update(dict.fromkeys(rename(triple) for triple in country))
    return list(triples)


def renamer(code: str, other: str) -> Callable[[Triple], Triple]:
    """Return what renames the IRIs of a country's scope, its State's, and its own vocabularies'."""
    pattern = re.compile(rf"^({re.escape(ID)}|{re.escape(ID)}int/state-|{re.escape(VOCAB)}){code}(?=[/-]|$)")
    seen: dict[str, NamedNode] = {}

    def node(iri: str) -> NamedNode:
        if iri not in seen:
            seen[iri] = NamedNode(pattern.sub(rf"\g<1>{other}", iri))
        return seen[iri]

    def rename(triple: Triple) -> Triple:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        return Triple(
            node(subject.value) if isinstance(subject, NamedNode) else subject,
            predicate,
            node(value.value) if isinstance(value, NamedNode) else value,
        )

    return rename


def main() -> None:
    """Write the dataset as sorted N-Triples."""
    lines = (serialize([triple], format=RdfFormat.N_TRIPLES) or b"" for triple in generate(find(), int(sys.argv[1])))
    sys.stdout.buffer.writelines(sorted(lines))


if __name__ == "__main__":
    main()
