"""The same name and parameters give the same bytes on the command line, in Python and over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.cli import answering, main
from mgi_graph.project import find
from mgi_graph.queries import asking
from mgi_graph.queries.answer import Answer
from mgi_graph.results.forms import BY_NAME, ROWS, names
from mgi_graph.server.saved import asking as serving
from mgi_graph.server.saved.asked import RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.store.protocol import Store

ROOT = Path(__file__).parents[3]
PROJECT = find(ROOT)
QUERIES = sorted(path.stem for path in PROJECT.files("queries", ".rq"))


@pytest.fixture
def here(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line ask the graph that is open."""
    monkeypatch.setattr(answering, "open_graph", lambda _: graph)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the engine once in a test for what a way asks again, form by form; another question is asked of it."""
    ask, known = asking.ask, {}

    def remembered(
        store: Store,
        catalogue: Catalogue,
        name: str,
        given: Mapping[str, Sequence[str]],
        *,
        language: str = "en",
        make: Callable[..., Answer] = Answer,
    ) -> Answer:
        question = (store.digest, name, tuple(sorted((key, tuple(values)) for key, values in given.items())), language)
        if question not in known:
            known[question] = ask(store, catalogue, name, given, language=language, make=make)
        return known[question]

    for module in (asking, serving):
        monkeypatch.setattr(module, "ask", remembered)


def example(graph: Graph, name: str) -> dict[str, str]:
    """Give a query what it cannot do without."""
    lacking = [each for each in graph.queries[name].header.parameters if each.required]
    assert len(lacking) <= 1
    return {each.name: "migov:Finding" for each in lacking}


@pytest.mark.parametrize("name", QUERIES)
def test_three_ways_give_the_same_bytes_in_each_form(
    *,
    name: str,
    graph: Graph,
    client: TestClient,
    here: None,
    asked_once: None,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    given = example(graph, name)
    result = graph.query(name, **given)
    pairs = [f"{key}={value}" for key, value in given.items()]
    for form in names(ROWS):
        suffix = BY_NAME[form].suffixes[0]
        saved = result.save(tmp_path / f"answer{suffix}").read_bytes()
        served = client.get(f"/query/{name}{suffix}", params=given)
        assert served.status_code == 200
        assert served.content == saved, form
        assert served.headers["x-total-count"] == str(len(result))
        capfdbinary.readouterr()
        assert main.main(["query", "run", name, *pairs, "--format", form]) == 0
        assert capfdbinary.readouterr().out == saved, form


def test_no_saved_query_has_a_parameter_that_is_an_option_of_all(graph: Graph) -> None:
    taken = {(saved.name, each.name) for saved in graph.queries for each in saved.header.parameters}
    assert [each for each in taken if each[1] in RESERVED] == []


def test_every_form_of_rows_is_served_under_each_of_its_suffixes(client: TestClient) -> None:
    for form in names(ROWS):
        bodies = {client.get(f"/query/treaty-status{suffix}").content for suffix in BY_NAME[form].suffixes}
        assert len(bodies) == 1, form
