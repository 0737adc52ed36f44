"""What tests of engines may ask for: each engine, running; a small dataset; the same in this process."""

from __future__ import annotations

import hashlib
import os
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.engines import Running, missing, running

from mgi_graph.publishing.plan import Plan, make_plan
from mgi_graph.publishing.push import push
from mgi_graph.store.credentials import Credentials
from mgi_graph.store.embedded import EmbeddedStore, load
from mgi_graph.store.engine import Engine, connect
from mgi_graph.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMES = ("oxigraph", "fuseki", "virtuoso")
XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = "https://w3id.org/migov/graph/data/"
#: Blank nodes shared between graphs, every kind of literal of the data, text that a request could spoil.
SMALL = (
    ("a", "<urn:one> <urn:p> <urn:two>"),
    ("a", "_:list <urn:first> <urn:one>"),
    ("a", '<urn:one> <urn:note> "see _:list"'),
    ("b", "<urn:two> <urn:type> _:list"),
    ("b", f'<urn:two> <urn:yes> "true"^^<{XSD}boolean>'),
    ("b", f'<urn:two> <urn:no> "false"^^<{XSD}boolean>'),
    ("b", f'<urn:two> <urn:share> "0.50"^^<{XSD}decimal>'),
    ("b", f'<urn:two> <urn:count> "07"^^<{XSD}integer>'),
    ("b", f'<urn:two> <urn:large> "2147483647"^^<{XSD}integer>'),
    ("c", f'<urn:two> <urn:day> "2021-02-28"^^<{XSD}date>'),
    ("c", f'<urn:two> <urn:month> "2021-02"^^<{XSD}gYearMonth>'),
    ("c", f'<urn:two> <urn:page> "https://example.org/a%20b?c=d#e"^^<{XSD}anyURI>'),
    ("c", r'<urn:two> <urn:label> "\"quoted\"\n\tភ្ន 😀 \\"@en'.replace("ភ្ន", "ñ")),
    ("c", '<urn:two> <urn:label> "deux"@fr'),
    ("c", "<urn:one> <urn:q> <urn:two>"),
)


def write(folder: Path, quads: list[tuple[str, str]]) -> Path:
    """Write a dataset as a build does: sorted N-Quads."""
    text = "".join(sorted(f"{triple} <{GRAPH}{graph}> .\n" for graph, triple in quads))
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()}.nq"
    path.write_text(text, encoding="utf-8")
    return path


def plan_of(path: Path) -> Plan:
    return make_plan(path, digest_of(path), "0.0.0")


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def many(number: int, graphs: int = 8, seed: int = 1) -> list[tuple[str, str]]:
    """Make a dataset of some size, always the same one."""
    chance = random.Random(seed)
    return [
        (f"g{each % graphs}", f"<urn:s{each}> <urn:p{chance.randrange(5)}> <urn:o{chance.randrange(100)}>")
        for each in range(number)
    ]


@contextmanager
def environment(given: dict[str, str]) -> Iterator[None]:
    """Set variables for as long as it takes."""
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


def reach(engine: Running, *, patience: float = 60.0) -> Engine:
    """Return a way to ask an engine that runs, with its credentials."""
    given = engine.environment
    user, password = given.get("MGI_STORE_USER", ""), given.get("MGI_STORE_PASSWORD", "")
    return connect(engine.url, credentials=Credentials(user=user, password=password), patience=patience)


@pytest.fixture(scope="session", params=NAMES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Each engine, running, for all tests of a session; skipped, with the reason, where it is not installed."""
    if reason := missing(request.param):
        pytest.skip(reason)
    with running(request.param, tmp_path_factory.mktemp(request.param)) as engine:
        yield engine


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An Oxigraph server of one's own."""
    if reason := missing("oxigraph"):
        pytest.skip(reason)
    with running("oxigraph", tmp_path_factory.mktemp("oxigraph")) as engine:
        yield engine


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small dataset, as a file."""
    return write(tmp_path, list(SMALL))


@pytest.fixture
def embedded(small: Path) -> EmbeddedStore:
    """The small dataset in this process."""
    return load(small, digest_of(small))


@pytest.fixture
def remote(server: Running, small: Path) -> RemoteStore:
    """The small dataset on each engine."""
    engine = reach(server)
    push(engine, plan_of(small))
    return RemoteStore(engine)


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[list[tuple[str, str]]], Plan]:
    """Make a plan of some statements."""

    def make(quads: list[tuple[str, str]]) -> Plan:
        return plan_of(write(tmp_path, quads))

    return make
