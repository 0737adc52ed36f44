"""Work over an engine in rounds: the last one has seen all that it asked for, and those before it leave nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.store.remote.conftest import plan_of, reach

from mgi_graph.errors import StoreError
from mgi_graph.publishing.push import push
from mgi_graph.store.memory import Memory
from mgi_graph.store.protocol import Solutions
from mgi_graph.store.remote import RemoteStore
from mgi_graph.store.rounds import Round, Rounds, certain

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.remote.engines import Running

    from mgi_graph.store.embedded import EmbeddedStore

ONE, TWO = ox.NamedNode("urn:one"), ox.NamedNode("urn:two")
BLANK = re.compile(r"_:\w+")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def rounds(server: Running, small: Path) -> Rounds:
    push(reach(server), plan_of(small))
    opened = RemoteStore(reach(server))
    return Rounds(RemoteStore(opened.engine, opened.published))


def looked_up(store: Round | EmbeddedStore) -> list[str]:
    """Follow what one look-up gives with the next, in each direction, blank nodes too."""
    ahead = list(store.quads(ONE))
    further = [quad for each in ahead if isinstance(each.object, ox.NamedNode) for quad in store.quads(each.object)]
    blank = [each.object for each in further if isinstance(each.object, ox.BlankNode)]
    back = [quad for each in blank for quad in store.quads(None, None, each)]
    own = [quad for each in blank for quad in store.quads(each, ox.NamedNode("urn:first"))]
    # in memory they have labels of their own
    return sorted(BLANK.sub("_:b", str(quad)) for quad in [*ahead, *further, *back, *own])


def test_what_is_looked_up_one_by_one_is_the_same_as_in_memory(rounds: Rounds, embedded: EmbeddedStore) -> None:
    before = rounds.remote.requests
    assert rounds.do(looked_up) == looked_up(embedded)
    assert rounds.remote.requests - before == 4, "three rounds, and a look at the mark"
    assert rounds.do(looked_up) == looked_up(embedded)
    assert rounds.remote.requests - before == 4, "all of it is remembered"


def test_a_guess_has_no_say(rounds: Rounds) -> None:
    """What fails, or asks on, before all is known is thrown away."""
    seen: list[int] = []

    def work(store: Round) -> str:
        seen.append(len(list(store.quads(ONE))))
        (note,) = [quad.object for quad in store.quads(ONE, ox.NamedNode("urn:note"))]
        found = store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p {note} }} }}").rows
        return str(found[0][0])

    assert rounds.do(work).endswith("/a>")
    assert seen[0] == 0
    assert seen[-1] > 0


def test_an_error_that_all_is_known_for_is_raised(rounds: Rounds) -> None:
    def work(store: Round) -> None:
        raise LookupError(len(list(store.quads(ONE))))

    with pytest.raises(LookupError, match="3"):
        rounds.do(work)


def test_a_failure_that_the_work_passes_over_is_raised_all_the_same(rounds: Rounds) -> None:
    def work(store: Round) -> str:
        try:
            store.select(COUNT)
        except StoreError:
            return "as if nothing had happened"
        return "well"

    transport = rounds.remote.engine.transport
    transport.most = 1
    with pytest.raises(StoreError, match="more than 1 bytes"):
        rounds.do(work)
    transport.most = 1 << 20
    assert rounds.do(work) == "well"


def test_another_dataset_in_the_middle_of_a_work_is_found_out(rounds: Rounds, server: Running, tmp_path: Path) -> None:
    from tests.store.remote.conftest import many, write

    def work(store: Round) -> int:
        found = len(list(store.quads(ONE)))
        if found:
            push(reach(server), plan_of(write(tmp_path, many(20))))
        return found

    with pytest.raises(StoreError, match="another dataset"):
        rounds.do(work)
    with pytest.raises(StoreError, match="another dataset"):
        rounds.do(lambda store: len(list(store.quads(ONE))))


def test_not_all_of_a_dataset_is_read_at_once(rounds: Rounds) -> None:
    with pytest.raises(StoreError, match="not read at once"):
        rounds.do(lambda store: list(store.quads()))
    assert rounds.do(certain) is rounds.remote


def test_the_memory_has_bounds() -> None:
    memory = Memory(room=100)
    memory.update({"large": Solutions(columns=("a",), rows=((ONE,),) * 50)})
    assert memory.get("large") is None
    memory.update({number: Solutions(columns=("a",), rows=((ONE,),) * 6) for number in range(20)})
    assert len(memory) == 10
    assert (memory.get(0), memory.get(19) is not None) == (None, True)
    memory.clear()
    assert (len(memory), memory.get(19)) == (0, None)
