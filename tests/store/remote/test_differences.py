"""Each difference between engines that ``docs/engines.md`` tells, in the smallest case that shows it.

A case that answers as it should means that the engine was mended: then it goes from here and from the page. No saved
query meets any of them (``test_matrix.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.conftest import digest_of, many, plan_of, reach, write

from mgi_graph.errors import StoreError
from mgi_graph.publishing.content import count, list_graphs
from mgi_graph.publishing.push import push
from mgi_graph.store.embedded import EmbeddedStore, load
from mgi_graph.store.protocol import Scope
from mgi_graph.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.remote.engines import Running

    from mgi_graph.publishing.plan import Plan

PAGE = Path(__file__).parents[3] / "docs" / "engines.md"
XSD = "http://www.w3.org/2001/XMLSchema#"
#: Two things, the topic of one of them below a wider one; years; who is a member of what, and has a seat on it.
DATA = [
    ("d", triple)
    for triple in (
        "<urn:law> <urn:type> <urn:Law>",
        "<urn:act> <urn:type> <urn:Law>",
        "<urn:law> <urn:topic> <urn:narrow>",
        "<urn:act> <urn:topic> <urn:alone>",
        "<urn:narrow> <urn:broader> <urn:wide>",
        "<urn:act> <urn:other> <urn:elsewhere>",
        f'<urn:law> <urn:number> "1"^^<{XSD}integer>',
        f'<urn:law> <urn:year> "1999"^^<{XSD}integer>',
        f'<urn:act> <urn:year> "2001"^^<{XSD}integer>',
        "<urn:law> <urn:evidence> <urn:passage>",
        "<urn:passage> <urn:in> <urn:profile>",
        "<urn:profile> <urn:of> <urn:state>",
        "<urn:state> <urn:member> <urn:club>",
        "<urn:neighbour> <urn:member> <urn:club>",
        "<urn:deed> <urn:by> <urn:neighbour>",
        "<urn:feat> <urn:by> <urn:stranger>",
        "<urn:law> <urn:p> <urn:x>",
        "<urn:law> <urn:q> <urn:x>",
        "<urn:x> <urn:r> <urn:y>",
        "<urn:n> <urn:up> <urn:a>",
        "<urn:n> <urn:up> <urn:b>",
        "<urn:a> <urn:up> <urn:w>",
        "<urn:b> <urn:up> <urn:w>",
        "<urn:first> <urn:holder> <urn:state>",
        "<urn:first> <urn:on> <urn:council>",
        "<urn:second> <urn:holder> <urn:neighbour>",
        "<urn:second> <urn:on> <urn:council>",
        "<urn:third> <urn:holder> <urn:stranger>",
        "<urn:third> <urn:on> <urn:council>",
    )
]


@dataclass(frozen=True, slots=True)
class Difference:
    """What an engine answers otherwise: the number of rows as it should be, and what it gives, or says."""

    name: str
    engine: str
    query: str
    right: int
    found: int | str


DIFFERENCES = (
    Difference(
        "undef-binds", "fuseki",
        "SELECT ?x WHERE { VALUES ?x { UNDEF } ?x <urn:topic> ?t "
        "FILTER NOT EXISTS { ?x <urn:other> <urn:elsewhere> } }", 1, 0,
    ),
    Difference(
        "path-filter-lost", "virtuoso",
        "SELECT DISTINCT ?i WHERE { VALUES ?t { <urn:nothing> } ?i <urn:type> <urn:Law> "
        "OPTIONAL { ?i <urn:number> ?n } "
        "FILTER (!BOUND(?t) || EXISTS { ?i (<urn:topic>|^<urn:cites>/<urn:topic>)/<urn:broader>* ?t }) }", 0, 2,
    ),
    Difference(
        "exists-in-optional", "virtuoso",
        "SELECT DISTINCT ?o WHERE { ?x <urn:of> ?c "
        "OPTIONAL { ?d <urn:by> ?o FILTER EXISTS { ?c <urn:member>/^<urn:member> ?o } } }", 1, 2,
    ),
    Difference(
        "filter-in-optional", "virtuoso",
        "SELECT ?holder ?other { ?seat <urn:holder> ?holder ; <urn:on> ?body "
        "OPTIONAL { ?other <urn:on> ?body FILTER (?other != ?seat) } }", 6, 3,
    ),
    Difference(
        "optional-union-exists", "virtuoso",
        "SELECT ?a ?e WHERE { VALUES ?c { <urn:state> } ?a <urn:type> <urn:Law> OPTIONAL { ?a <urn:year> ?y } "
        "{ ?a <urn:evidence> ?e } UNION { ?a <urn:type> <urn:Body> ; <urn:evidence> ?e } "
        "FILTER (!BOUND(?c) || EXISTS { ?e <urn:in>/<urn:of> ?c }) }", 1, "SP031: SPARQL compiler: Internal error",
    ),
    Difference(
        "two-values-and-a-path", "virtuoso",
        "SELECT ?i ?c WHERE { VALUES ?k { <urn:Law> } VALUES ?k { <urn:Body> <urn:Act> } "
        "?i <urn:type> ?k ; <urn:topic>+ ?c }", 0, "transitive derived table",
    ),
    Difference(
        "or-not-exists", "virtuoso",
        "SELECT DISTINCT ?x ?z { ?x <urn:topic> ?s . ?z <urn:topic> ?t OPTIONAL { ?x <urn:year> ?y } "
        "FILTER (?y = 1 || NOT EXISTS { ?s <urn:broader>* ?t }) }", 2, 0,
    ),
    Difference("path-rows-twice", "virtuoso", "SELECT ?k WHERE { <urn:n> <urn:up>* ?k }", 4, 5),
    Difference("alternatives-once", "oxigraph", "SELECT ?y WHERE { <urn:law> (<urn:p>|<urn:q>)/<urn:r>? ?y }", 4, 2),
)  # fmt: skip


def rows(ask: Callable[[], int]) -> int | str:
    try:
        return ask()
    except StoreError as error:
        return str(error)


@pytest.fixture
def different(tmp_path: Path) -> Path:
    return write(tmp_path, DATA)


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each.name)
def test_an_engine_answers_otherwise(difference: Difference, server: Running, different: Path) -> None:
    engine, plan = reach(server), plan_of(different)
    push(engine, plan)
    scope = Scope(default=(plan.published.union_graph,))  # as it is written, without the help of a RemoteStore
    found = rows(lambda: len(engine.select(difference.query, scope).rows))
    if server.name != difference.engine:
        assert found == difference.right
    elif isinstance(difference.found, str):
        assert difference.found in str(found)
    else:
        assert found == difference.found


def test_a_parameter_without_limit_is_asked_so_that_fuseki_answers_too(server: Running, different: Path) -> None:
    engine = reach(server)
    push(engine, plan_of(different))
    assert len(RemoteStore(engine).select(DIFFERENCES[0].query).rows) == DIFFERENCES[0].right


def test_the_embedded_engine_is_oxigraph_and_differs_where_it_does(different: Path) -> None:
    store: EmbeddedStore = load(different, digest_of(different))
    found = {each.name: len(store.select(each.query).rows) for each in DIFFERENCES}
    assert found == {each.name: each.found if each.engine == "oxigraph" else each.right for each in DIFFERENCES}


def test_a_thing_is_described_alike(server: Running, filled: Callable[[list[tuple[str, str]]], Plan]) -> None:
    """By what is said of it, and of blank nodes that this leads to; Virtuoso adds what points at it."""
    nodes = ["<urn:a> <urn:p> _:x", "_:x <urn:p> _:y", "_:y <urn:q> _:x", "_:y <urn:q> <urn:b>"]
    others = ["<urn:b> <urn:p> <urn:a>", "_:z <urn:p> <urn:a>", "<urn:c> <urn:p> _:x"]
    engine, plan = reach(server), filled([("a", each) for each in (*nodes, *others)])
    push(engine, plan)
    found = RemoteStore(engine).construct("DESCRIBE <urn:a>")
    assert sorted(str(each) for each in found) == sorted(nodes)
    raw = engine.construct("DESCRIBE <urn:a>", Scope(default=(plan.published.union_graph,)))
    assert len(raw) == 1


def test_fuseki_loses_statements_where_an_update_reads_what_it_has_changed(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    """`moves-lose-statements`: eight graphs of a hundred triples, each added to another one."""
    engine, plan = reach(server), filled(many(100))
    list_graphs(engine, plan)  # what is named first stands first in the tree
    for part in plan.parts:
        engine.insert(part.staging, part.triples())
    engine.update(" ; ".join(f"ADD <{part.staging}> TO <{part.graph}>" for part in plan.parts))
    found = sum(count(engine, part.graph) for part in plan.parts)
    for part in plan.parts:
        engine.update(f"DROP SILENT GRAPH <{part.graph}>")
    assert found < 100 if server.name == "fuseki" else found == 100


def test_virtuoso_makes_large_integers_decimals_and_a_push_says_so(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    plan = filled([("a", f'<urn:a> <urn:b> "12345678901"^^<{XSD}integer>')])
    if server.name != "virtuoso":
        assert push(reach(server), plan).digest == plan.digest
        return
    with pytest.raises(StoreError, match=r"gives back something else for .*/a than was sent"):
        push(reach(server), plan)


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each.name)
def test_the_page_tells_each_difference(difference: Difference) -> None:
    assert f"`{difference.name}`" in PAGE.read_text(encoding="utf-8")
