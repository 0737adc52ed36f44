"""A version of the graph: what its files state, wherever they are kept."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import project as projects
from mgi_graph.comparison.structure import structured, substitute
from mgi_graph.errors import Place, SourceError
from mgi_graph.namespaces import INFERRED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_graph.project import Project
    from mgi_graph.store.protocol import Term

_INFERRED: Final = ox.NamedNode(INFERRED_GRAPH)
_FORMATS: Final = ("ttl", "nt", "nq", "trig", "rdf", "jsonld")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Version:
    """What a version states, graph by graph; ``project`` is where it comes from folders or git.

    ``dataset`` is the file that holds what is inferred too; ``is_past`` marks a revision, which need not
    pass the checks of today.
    """

    name: str
    graphs: tuple[tuple[ox.NamedNode, tuple[ox.Triple, ...]], ...]
    project: Project | None = None
    dataset: Path | None = None
    is_past: bool = False

    def triples(self, names: Mapping[Term, ox.NamedNode | ox.BlankNode] | None = None) -> frozenset[ox.Triple]:
        """Return the stated triples, blank nodes by structure, under other names where some are given.

        In which file a triple stands makes no difference.
        """
        read = (triples for _, triples in self.graphs)
        return frozenset().union(*(structured(substitute(part, names) if names else part) for part in read))


@contextmanager
def opened(given: str, project: Project | None = None, *, name: str = "") -> Iterator[Version]:
    """Read the version that a file, a project folder or a revision of the project holds.

    ``name`` is what it is called in place of what was given. A path goes before a revision of the
    same name. Raises :class:`ProjectError` for what is none of
    them, :class:`SourceError` for a file that cannot be read.
    """
    path = Path(given)
    if path.is_dir():
        yield of_project(projects.at(path), name or given)
    elif path.is_file():
        yield of_file(path, name or given)
    else:
        from mgi_graph.comparison.revision import lay_out

        with tempfile.TemporaryDirectory(prefix="mgi-diff-") as folder:
            lay_out(given, project.root if project else Path.cwd(), Path(folder))
            yield of_project(projects.at(Path(folder)), name or given, is_past=True)


def of_project(project: Project, name: str, *, is_past: bool = False) -> Version:
    """Read the ontology and the data of a project."""
    from mgi_graph.build.assemble import assemble
    from mgi_graph.build.sources import snapshot

    graphs = assemble(snapshot(project, "ontology", "data"))
    return Version(
        name=name, graphs=tuple((each.graph, each.triples) for each in graphs), project=project, is_past=is_past
    )


def of_file(path: Path, name: str) -> Version:
    """Read one file: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, by its suffix."""
    suffix = path.suffix.lower().removeprefix(".")
    form = ox.RdfFormat.from_extension(suffix) if suffix in _FORMATS else None
    if form is None:
        listed = ", ".join(f".{each}" for each in _FORMATS)
        raise SourceError(f"expected a file that ends in {listed}", place=Place(file=name))
    graphs: dict[ox.NamedNode, list[ox.Triple]] = {}
    try:
        for quad in ox.parse(path=path, format=form):
            graph = (
                quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else ox.NamedNode("urn:mgi-graph:default")
            )
            graphs.setdefault(graph, []).append(quad.triple)
    except SyntaxError as error:
        place = Place(file=name, line=error.lineno, column=error.offset)
        raise SourceError(f"the file is malformed: {' '.join(error.msg.split())}", place=place) from error
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}", place=Place(file=name)) from error
    stated = tuple((graph, tuple(triples)) for graph, triples in graphs.items() if graph != _INFERRED)
    return Version(name=name, graphs=stated, dataset=path if _INFERRED in graphs else None)
