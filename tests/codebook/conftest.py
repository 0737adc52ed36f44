"""The real graph, and an answer with every trap that a table can hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

import mgi_graph
from mgi_graph.codebook.tables import make_codebook
from mgi_graph.namespaces import GRAPH, STANDARD
from mgi_graph.queries.answer import Answer, AnswerRow
from mgi_graph.queries.catalogue import SavedQuery
from mgi_graph.queries.header import Column, Header
from mgi_graph.queries.passages import Passage
from mgi_graph.store.embedded import EmbeddedStore
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from mgi_graph.codebook.model import Codebook
    from mgi_graph.graph import Graph

ROOT = Path(__file__).parent.parent.parent
XY = "https://w3id.org/migov/id/xy/"
CODES = "https://w3id.org/migov/vocab/colour"
TURTLE = f"""
@prefix skos: <{STANDARD["skos"]}> .
@prefix rdfs: <{STANDARD["rdfs"]}> .
@prefix migov: <https://w3id.org/migov/ontology#> .
<{CODES}> a skos:ConceptScheme .
<{CODES}/red> a skos:Concept ; skos:inScheme <{CODES}> ; skos:prefLabel "rouge | <b>é</b>"@en ;
    skos:definition "a, \\"b\\""@en .
<{CODES}/blue> a skos:Concept ; skos:inScheme <{CODES}> ; skos:prefLabel "blue"@en .
migov:colour rdfs:label "colour"@en ; skos:definition "hue | <i>"@en .
"""
QUERY = """PREFIX migov: <https://w3id.org/migov/ontology#>
SELECT ?thing ?colour ?note ?share ?n ?day ?known ?words {
    ?thing migov:colour ?colour ; migov:note ?note ; migov:share ?share ; migov:day ?day ; migov:known ?known .
    ?thing migov:words ?words BIND (1 AS ?n)
}"""
#: Texts that readers of CSV take for something else.
TRAPS = (
    "NA",
    'say "no", or not',
    "two\nlines",
    "é 中 \N{EN DASH}",
    " spaces ",
    "null",
    "#c",
    "1e5",
    "'",
    "a\\nb",
    "TRUE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A codebook with the answer that it was made of."""

    book: Codebook
    answer: Answer


def literal(text: str, kind: str) -> tuple[ox.Literal, ...]:
    return (ox.Literal(text, datatype=ox.NamedNode(STANDARD["xsd"] + kind)),)


@pytest.fixture(scope="session")
def graph() -> Graph:
    return mgi_graph.open(ROOT)


@pytest.fixture(scope="session")
def hostile() -> Case:
    """A codebook of values with quotes, line ends, marks of HTML and Markdown, and none at all."""
    engine = ox.Store()
    engine.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + "tiny"))
    store = EmbeddedStore(engine, "0" * 64)
    kinds = {"thing": "iri", "colour": "iri", "note": "string", "share": "decimal", "n": "integer", "day": "date"}
    columns = (
        *(Column(name=name, kind=kind) for name, kind in kinds.items()),  # type: ignore[arg-type]
        Column(name="known", kind="boolean"),
        Column(name="words", kind="string", many=True),
    )
    rows = [
        AnswerRow(
            values=(
                (ox.NamedNode(f"{XY}thing-{place}"),),
                (ox.NamedNode(f"{CODES}/{'red' if place % 3 else 'blue'}"),),
                (ox.Literal(trap),),
                literal(f"{place}.{place}0", "decimal"),
                literal(str(place * 1000003), "integer"),
                literal(f"2021-02-{place + 1:02}", "date"),
                literal("1" if place % 2 else "false", "boolean"),
                (ox.Literal(trap), ox.Literal("b;c")),
            ),
            passages=(Passage(iri=f"{XY}mgi-2021/passage/1.{place}p1s1", locator=f"1.{place}p1s1", first_page=place),),
        )
        for place, trap in enumerate(TRAPS)
    ]
    answer = Answer(
        columns=columns,
        rows=(*rows, AnswerRow(values=((),) * 8)),
        solutions=Solutions(columns=(), rows=()),
        digest="0" * 64,
        name="traps",
        title="What | <script>?",
        cited=True,
        parameters=(("colour", ("<b>", "x|y")),),
    )
    header = Header(summary="What | <script>?", description="One <i>row</i> | each.", columns=columns)
    saved = SavedQuery(name="traps", theme="tests", file="traps.rq", text=QUERY, header=header)
    return Case(book=make_codebook(saved, answer, store), answer=answer)
