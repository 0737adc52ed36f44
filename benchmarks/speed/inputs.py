"""What contestants are given: the dataset in the syntaxes that they read, queries, things, triples to infer from."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph
from contestants.texts import Text, write_texts
from countries import generate
from pyoxigraph import NamedNode, RdfFormat, serialize

import mgi_graph
from mgi_graph.build import pipeline, sources
from mgi_graph.build.assemble import assemble
from mgi_graph.namespaces import ID, expand
from mgi_graph.queries.choices import choices
from mgi_graph.turtle.skolem import skolemize

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple

    from mgi_graph.build.assemble import FileGraph
    from mgi_graph.project import Project
    from mgi_graph.queries.catalogue import SavedQuery

_THINGS: Final = f"SELECT DISTINCT ?x WHERE {{ ?x a ?c FILTER (STRSTARTS(STR(?x), '{ID}')) }} ORDER BY ?x"
_CHAIN: Final = NamedNode(expand("owl:propertyChainAxiom"))
#: Graphs of second records: flat triples about all States alike, far more than one country has.
_RECORD: Final = "/data/record/"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Files for contestants, each written when it is first asked for; ``is_quick`` makes all of them small."""

    project: Project
    folder: Path
    is_quick: bool = field(default=False)

    @cached_property
    def quads(self) -> Path:
        """The built dataset as N-Quads."""
        return self.folder / shutil.copy(pipeline.ensure(self.project).path, self.folder / "dataset.nq")

    @cached_property
    def triples(self) -> Path:
        """The union of its graphs as N-Triples, each triple once."""
        store = pyoxigraph.Store()
        store.bulk_load(path=self.quads, format=RdfFormat.N_QUADS, lenient=True)
        return self._write("dataset.nt", {quad.triple for quad in store})

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The saved queries; in a hurry, some of them."""
        return tuple(map(self._text, list(self._graph.queries)[:: 20 if self.is_quick else 1]))

    def text(self, name: str) -> Text:
        """Return one saved query."""
        return self._text(self._graph.queries[name])

    @cached_property
    def queries(self) -> Path:
        """The saved queries, for contestants."""
        write_texts(self.folder / "queries.json", self.texts)
        return self.folder / "queries.json"

    @cached_property
    def things(self) -> Path:
        """The IRIs of things, evenly spread over all that the dataset describes: 300 of them, 15 in a hurry."""
        found = [str(row[0].value) for row in self._graph.store.select(_THINGS).rows]  # type: ignore[union-attr]
        step = len(found) // (15 if self.is_quick else 300)
        path = self.folder / "things.txt"
        path.write_text("\n".join(found[::step]), encoding="utf-8")
        return path

    @cached_property
    def whole(self) -> Path:
        """All that files state; in a hurry, what the ontology states."""
        return self._write("stated.nt", _triples(self._graphs))

    @cached_property
    def country(self) -> Path:
        """What files state without second records: ontology, vocabularies, framework, one country."""
        return self._write("country.nt", self._of_country)

    @cached_property
    def chainless(self) -> Path:
        """The same without property chains, as Turtle; blank nodes are IRIs, since reasonable renames them."""
        return self._write("chainless.ttl", skolemize(each for each in self._of_country if each.predicate != _CHAIN))

    def countries(self, count: int) -> Path:
        """So many generated countries; in a hurry, the ontology whatever their number."""
        if self.is_quick:
            return self.country
        path = self.folder / f"countries-{count}.nt"
        return path if path.exists() else self._write(path.name, generate(self.project, count))

    @cached_property
    def _graph(self) -> mgi_graph.Graph:
        return mgi_graph.open(self.project)

    def _text(self, saved: SavedQuery) -> Text:
        """Give a query what it requires: the first choice that the graph has."""
        required = [each for each in saved.header.parameters if each.required]
        given = {each.name: choices(each, self._graph.store)[0].iri for each in required}
        return Text(name=saved.name, given=given, text=self._graph.query(saved.name, **given).text)

    @cached_property
    def _graphs(self) -> tuple[FileGraph, ...]:
        folders = ("ontology",) if self.is_quick else ("ontology", "data")
        return tuple(assemble(sources.snapshot(self.project, *folders)))

    @cached_property
    def _of_country(self) -> list[Triple]:
        return _triples(each for each in self._graphs if _RECORD not in each.graph.value)

    def _write(self, name: str, triples: Iterable[Triple]) -> Path:
        """Write triples, one a line, in an order that depends on nothing else; such lines are Turtle too."""
        path = self.folder / name
        lines = sorted({serialize([triple], format=RdfFormat.N_TRIPLES) or b"" for triple in triples})
        path.write_bytes(b"".join(lines))
        return path


def _triples(graphs: Iterable[FileGraph]) -> list[Triple]:
    return [triple for graph in graphs for triple in graph.triples]
