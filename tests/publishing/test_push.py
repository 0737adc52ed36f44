"""A push stages, checks, replaces; whatever interrupts it, the next one ends with the same content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.conftest import GRAPH, SMALL, environment, many, reach

from mgi_graph.errors import BuildError, StoreError
from mgi_graph.publishing import content
from mgi_graph.publishing.content import count, graphs_listed
from mgi_graph.publishing.push import push
from mgi_graph.store.credentials import from_environment
from mgi_graph.store.dialect import STANDARD
from mgi_graph.store.engine import Engine, connect
from mgi_graph.store.published import LEDGER, PUBLICATION
from mgi_graph.store.remote import RemoteStore
from mgi_graph.store.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.store.remote.engines import Running

    from mgi_graph.publishing.plan import Plan


def in_pieces(engine: Engine, lines: int = 20) -> Engine:
    return Engine(engine.transport, replace(engine.dialect, lines=lines))


def test_what_is_given_back_is_what_was_sent(server: Running, filled: Callable[[list[tuple[str, str]]], Plan]) -> None:
    plan = filled(list(SMALL))
    pushed = push(reach(server), plan)
    assert (pushed.digest, pushed.triples) == (plan.digest, 15)
    assert push(reach(server), plan).was_published


def test_a_dataset_replaces_the_one_before_it_and_its_graphs(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine = reach(server)
    first, second = filled(many(100)), filled(many(50, graphs=3))
    push(engine, first)
    push(engine, second)
    store = RemoteStore(engine)
    assert (store.digest, len(store)) == (second.published.digest, 50)
    assert store.graph_names() == {part.graph for part in second.parts}
    assert count(engine, f"{GRAPH}g7") == count(engine, first.published.union_graph) == 0
    assert graphs_listed(engine) == {*store.graph_names(), second.published.union_graph}


def test_an_interrupted_push_goes_on_with_what_is_staged(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = in_pieces(reach(server)), filled(many(200, seed=2))
    for part in plan.parts[:3]:
        for piece in part.pieces(engine.dialect):
            engine.insert(part.staging, piece)
    pushed = push(engine, plan)
    assert (pushed.found, pushed.pieces) == (75, 10)
    assert pushed.digest == plan.digest


def test_a_staging_graph_with_something_else_in_it_is_made_anew(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = reach(oxigraph), filled(many(60, seed=3))
    engine.insert(plan.parts[0].staging, tuple(f"<urn:x{n}> <urn:x> <urn:x> .".encode() for n in range(99)))
    assert push(engine, plan).digest == plan.digest
    plan = filled(many(60, seed=4))
    engine.insert(plan.parts[0].staging, (b"<urn:x> <urn:x> <urn:x> .",))
    with pytest.raises(StoreError, match=r"holds 9 triples of .*/g0, and 8 were sent"):
        push(engine, plan)
    assert push(engine, plan).digest == plan.digest


def test_a_union_that_was_begun_is_made_whole_without_being_emptied(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, plan = reach(server), filled(many(100, seed=12))
    union, said = plan.published.union_graph, list[str]()
    engine.insert(union, plan.parts[2].triples())
    update = engine.update

    def heard(text: str, *, repeatable: bool = True) -> None:
        said.append(text)
        update(text, repeatable=repeatable)

    monkeypatch.setattr(engine, "update", heard)
    assert push(engine, plan).digest == plan.digest
    assert count(engine, union) == plan.published.union
    assert not any(f"DROP SILENT GRAPH <{union}>" in text for text in said)


def test_a_union_with_something_else_in_it_is_made_anew(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine = reach(oxigraph)
    for seed, strays in ((13, 200), (14, 1)):
        plan = filled(many(100, seed=seed))
        union = plan.published.union_graph
        engine.insert(union, tuple(f"<urn:x{n}> <urn:x> <urn:x> .".encode() for n in range(strays)))
        if strays == 1:
            with pytest.raises(StoreError, match=r"counts 101 triples in the union .* where 100 are expected"):
                push(engine, plan)
        assert push(engine, plan).digest == plan.digest
        assert count(engine, union) == 100


def test_what_is_changed_on_the_engine_is_seen(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = reach(oxigraph), filled(many(60, seed=5))
    push(engine, plan)
    graph = plan.parts[0].graph
    engine.update(f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} INSERT {{ GRAPH <{graph}> {{ ?s <urn:other> ?o }} }} "
                  f"WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")  # fmt: skip
    with pytest.raises(StoreError, match=r"gives back something else for .*/g0"):
        push(engine, plan)


def test_while_the_mark_of_publication_is_missing_there_is_no_dataset(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = reach(oxigraph), filled(many(30, seed=6))
    push(engine, plan)
    engine.update(f"DROP GRAPH <{PUBLICATION}>")
    with pytest.raises(StoreError, match="holds no dataset that is whole: publish one with mgi push"):
        RemoteStore(engine)
    assert push(engine, plan).digest == plan.digest


def test_another_dataset_than_the_one_opened_is_noticed(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = reach(oxigraph)
    push(engine, filled(many(30, seed=7)))
    store = RemoteStore(engine)
    push(engine, filled(many(31, seed=7)))
    monkeypatch.setattr("mgi_graph.store.remote.BELIEVED", 0.0)
    with pytest.raises(StoreError, match="holds another dataset than the one that was opened: open it again"):
        store.ask("ASK { ?s ?p ?o }")


def test_an_engine_without_a_dialect_is_told_by_update_alone(
    oxigraph: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    with environment({"MGI_STORE_UPDATE_URL": f"{oxigraph.url}/update"}):
        engine = Engine(Transport(f"{oxigraph.url}/query"), replace(STANDARD, lines=7))
    plan = filled(many(100, seed=8))
    pushed = push(engine, plan)
    assert (pushed.digest, pushed.pieces) == (plan.digest, 16)


def test_nothing_else_on_the_engine_is_seen_or_touched(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = reach(server), filled(many(30, seed=9))
    engine.insert("urn:mine", (b"<urn:a> <urn:b> <urn:c> .",))
    push(engine, plan)
    store = RemoteStore(engine)
    assert not store.ask("ASK { <urn:a> ?p ?o }")
    assert not store.ask("ASK { GRAPH ?g { <urn:a> ?p ?o } }")
    assert str(store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]).startswith('"30"')
    assert count(engine, "urn:mine") == 1
    assert count(engine, LEDGER) == 9


def test_credentials_come_from_the_environment_and_are_never_shown(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    if not server.environment:
        assert server.name != "virtuoso"
        assert push(reach(server), filled(many(5))).digest
        return
    with pytest.raises(StoreError, match="status 401; set MGI_STORE_USER") as refused:
        push(connect(server.url), filled(many(6)))
    assert refused.value.may_pass is False
    with environment({**server.environment, "MGI_STORE_PASSWORD": "not-the-one"}):
        wrong = from_environment()
    with pytest.raises(StoreError, match="status 401") as refused:
        push(connect(server.url, credentials=wrong), filled(many(6)))
    assert "not-the-one" not in f"{refused.value}{wrong!r}"


def test_an_address_with_credentials_in_it_is_refused() -> None:
    with pytest.raises(StoreError, match="holds credentials") as refused:
        connect("http://user:secret@127.0.0.1:1/")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("moved", [0, 200])
def test_a_large_graph_is_moved_and_read_back_in_portions(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan], monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    monkeypatch.setattr(content, "PORTION", 10)
    monkeypatch.setattr("mgi_graph.publishing.push.PORTION", 10)
    engine = reach(server)
    engine, plan = (
        Engine(engine.transport, replace(engine.dialect, moved=min(moved, engine.dialect.moved))),
        filled(many(100, graphs=2, seed=moved)),
    )
    assert push(engine, plan).digest == plan.digest
    graph, statement = plan.parts[0].graph, plan.parts[0].triples()[0].decode()
    assert len({*content.read_graph(engine, graph, 50)}) == 50
    engine.update(f"DELETE DATA {{ GRAPH <{graph}> {{ {statement} }} }}")
    engine.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:x> <urn:y> <urn:z> }} }}")
    with pytest.raises(StoreError, match="gives back something else"):
        push(engine, plan)


def test_more_graphs_than_lines_of_a_request_are_entered(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan]
) -> None:
    engine, plan = in_pieces(reach(server)), filled(many(60, graphs=60, seed=9))
    assert engine.dialect.lines < 60
    assert push(engine, plan).digest == plan.digest
    assert RemoteStore(engine).graph_names() == {part.graph for part in plan.parts}


@pytest.mark.parametrize("together", [0, 30, 1000])
def test_graphs_are_moved_together_as_far_as_an_engine_takes_them(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan], monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    engine, plan = reach(server), filled(many(100, seed=20 + together))
    if server.name == "virtuoso":
        assert engine.dialect.together == 0  # it is asked for one at a time
        return
    sent = list[str]()
    engine = Engine(engine.transport, replace(engine.dialect, moved=0, together=together))
    update = engine.update

    def heard(text: str, *, repeatable: bool = True) -> None:
        sent.append(text)
        update(text, repeatable=repeatable)

    monkeypatch.setattr(engine, "update", heard)
    assert push(engine, plan).digest == plan.digest
    assert sum(plan.published.union_graph in text for text in sent) == {0: 8, 30: 4, 1000: 1}[together]
    assert all(count(engine, part.staging) == 0 for part in plan.parts)


def test_a_file_that_changes_under_a_push_ends_it(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan], tmp_path: Path
) -> None:
    plan = filled(many(100, seed=10))
    (file,) = tmp_path.glob("*.nq")
    file.write_text("\n" * file.stat().st_size)
    with pytest.raises(BuildError, match="changed while it was sent"):
        push(reach(server), plan)


@pytest.mark.parametrize("moved", [0, 200])
def test_what_an_engine_loses_in_moving_is_noticed_and_not_published(
    server: Running, filled: Callable[[list[tuple[str, str]]], Plan], moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, plan = reach(server), filled(many(100, seed=11 + moved))
    losing = Engine(engine.transport, replace(engine.dialect, moved=min(moved, engine.dialect.moved)))
    lost = plan.parts[3].graph

    def update(text: str, *, repeatable: bool = True) -> None:
        engine.update(text, repeatable=repeatable)
        if f"TO <{lost}>" in text or f" <{lost}>)" in text:
            engine.update(f"DELETE {{ GRAPH <{lost}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{lost}> {{ ?s ?p ?o }} }}")

    with monkeypatch.context() as patched:
        patched.setattr(losing, "update", update)
        with pytest.raises(StoreError, match=f"holds 0 triples of {lost} after moving"):
            push(losing, plan)
    with pytest.raises(StoreError, match="holds no dataset that is whole"):
        RemoteStore(engine)
    assert push(engine, plan).digest == plan.digest
