"""A page says which of several values no row comes from, as the command line does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.queries.asking import ask
from mgi_graph.results.emptiness import unmatched_in_words

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph

GIVEN = {"instrument": ["Labour Law", "Law on Immigration"]}


def test_a_page_says_which_value_matches_nothing(client: TestClient, graph: Graph) -> None:
    answer = ask(graph.store, graph.queries, "amendments", GIVEN)
    said = unmatched_in_words(answer.unmatched)[0]
    assert answer.rows
    page = client.get("/query/amendments", params=GIVEN, headers={"Accept": "text/html"}).text
    assert said in page


def test_json_says_it_too(client: TestClient) -> None:
    record = client.get("/query/amendments.json", params=GIVEN).json()
    assert [each["value"] for each in record["unmatched"]] == ["Law on Immigration"]
