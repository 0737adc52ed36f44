"""An engine is stopped, slow, wrong or cut off: nothing hangs, nothing partial is an answer, and all is well after."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.conftest import many, plan_of, reach, write
from tests.store.remote.proxy import Proxy

from mgi_graph.errors import StoreError
from mgi_graph.publishing.push import push
from mgi_graph.store.credentials import Credentials
from mgi_graph.store.engine import Engine
from mgi_graph.store.remote import RemoteStore
from mgi_graph.store.transport import Message, Transport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.store.remote.engines import Running

QUERY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
INTERRUPTIONS = 10
#: RFC 9112 §7.1
END_OF_CHUNKS = b"0\r\n\r\n"


@pytest.fixture
def proxy(server: Running) -> Iterator[Proxy]:
    with Proxy(server.url) as between:
        yield between


def through(proxy: Proxy, server: Running, *, patience: float = 60.0) -> Engine:
    return reach(replace(server, url=proxy.url), patience=patience)


@pytest.fixture
def store(proxy: Proxy, server: Running, small: Path) -> RemoteStore:
    push(reach(server), plan_of(small))
    return RemoteStore(through(proxy, server, patience=1.0))


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("stopped", "breaks off its answer|is not reached"),
        ("silent", "gives no whole answer within 1 s"),
        ("drip", "gives no whole answer within 1 s"),
        ("error", "answers with status 500: out of memory"),
        ("page", "answers with text/html where .* was asked for"),
    ],
)
def test_each_failure_is_told_in_time_and_passes(mode: str, said: str, proxy: Proxy, store: RemoteStore) -> None:
    expected = store.select(QUERY)
    proxy.hang_up()
    proxy.mode = mode  # type: ignore[assignment]
    start = time.monotonic()
    with pytest.raises(StoreError, match=said):
        store.select(QUERY)
    assert time.monotonic() - start < 5
    with pytest.raises(StoreError, match=said):
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    proxy.heal()
    proxy.hang_up()
    assert store.select(QUERY) == expected


@pytest.mark.parametrize("form", ["rows", "triples", "truth"])
def test_an_answer_cut_off_at_any_byte_is_no_answer(form: str, proxy: Proxy, store: RemoteStore) -> None:
    def ask() -> object:
        if form == "rows":
            return store.select("SELECT ?o WHERE { <urn:two> ?p ?o } ORDER BY STR(?o)")
        if form == "truth":
            return store.ask("ASK { <urn:two> ?p ?o }")
        return frozenset(store.construct("CONSTRUCT { <urn:two> ?p ?o } WHERE { <urn:two> ?p ?o }"))

    expected = ask()
    proxy.cut_after(1 << 30, answers_only=True)
    assert ask() == expected
    length = proxy.passed
    assert length > 100
    for place in sorted({*range(0, length, 17), *range(length - 40, length)}):
        proxy.cut_after(place, answers_only=True)
        if place >= length - len(END_OF_CHUNKS):  # all of the answer came, and that it is the last chunk
            with suppress(StoreError):
                assert ask() == expected
        else:
            with pytest.raises(StoreError):
                ask()
    proxy.heal()
    assert ask() == expected


CHALLENGE = 'Digest realm="SPARQL", domain="/x", nonce="0b9d", opaque="5e", stale="false", qop="auth", algorithm="MD5"'


@pytest.mark.parametrize("length", range(7, len(CHALLENGE), 4))
def test_a_challenge_cut_off_anywhere_is_an_error(length: int) -> None:
    head = "HTTP/1.1 401 No\r\nContent-Length: 0\r\nWWW-Authenticate: "

    def serve() -> None:
        while True:
            client, _ = listener.accept()
            with client:
                client.recv(65_536)
                client.sendall(f"{head}{CHALLENGE[:length]}".encode())

    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, daemon=True).start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    transport = Transport(url, Credentials(user="dba", password="dba"), patience=5)
    with pytest.raises(StoreError, match=r"breaks off|status 401"):
        transport.demand(Message(method="GET", target=url))


def test_an_engine_that_is_not_there_is_said_to_be_unreached() -> None:
    from tests.store.remote.engines import free_port

    from mgi_graph.store.remote import open_remote

    with pytest.raises(StoreError, match="is not reached: Connection refused") as told:
        open_remote(f"http://127.0.0.1:{free_port()}")
    assert told.value.may_pass


def test_a_push_interrupted_anywhere_ends_with_the_same_digest(proxy: Proxy, server: Running, tmp_path: Path) -> None:
    def engine() -> Engine:
        found = through(proxy, server)
        return Engine(found.transport, replace(found.dialect, lines=50))

    whole = plan_of(write(tmp_path, many(600, seed=100)))
    proxy.cut_after(1 << 30)
    assert push(engine(), whole).digest == whole.digest
    length = proxy.passed
    chance = random.Random(2026)
    resumed = 0
    for turn in range(INTERRUPTIONS):
        plan = plan_of(write(tmp_path, many(600, seed=101 + turn)))
        patient = engine()
        proxy.cut_after(chance.randrange(length // 20, length * 9 // 10))
        with pytest.raises(StoreError):
            push(patient, plan)
        proxy.heal()
        pushed = push(patient, plan)
        resumed += pushed.found > 0
        assert pushed.digest == plan.digest
        store = RemoteStore(patient)
        assert (store.digest, len(store)) == (plan.published.digest, 600)
    assert resumed >= INTERRUPTIONS // 2


def test_an_engine_that_restarts_is_asked_again_without_ado(tmp_path: Path) -> None:
    from tests.store.remote.engines import missing, running

    if reason := missing("oxigraph"):
        pytest.skip(reason)
    plan = plan_of(write(tmp_path, many(50)))
    with running("oxigraph", tmp_path) as first, Proxy(first.url) as between:
        engine = reach(replace(first, url=between.url))
        push(engine, plan)
        store = RemoteStore(engine)
        first.process.terminate()
        first.process.wait(10)
        between.hang_up()
        with pytest.raises(StoreError, match="the engine at"):
            store.ask("ASK { ?s ?p ?o }")
        with running("oxigraph", tmp_path) as second:
            between.retarget(second.url)
            assert store.ask("ASK { ?s ?p ?o }")
