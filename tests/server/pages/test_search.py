"""The search finds things and the questions that can be asked about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.server.pages.reading import Page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_a_word_finds_things_with_their_passages(browser: TestClient) -> None:
    text = browser.get("/search", params={"q": "labour law"}).text
    assert "Labour Law</a></h3>" in text
    assert '<ul class="cites">' in text


def test_a_question_finds_the_saved_query_that_answers_it(browser: TestClient) -> None:
    text = browser.get("/search", params={"q": "who is responsible for border management"}).text
    assert "Questions that can be answered" in text
    assert any(link.startswith("/query/responsibilities?topic=") for link in Page(text).links)


def test_a_slip_of_spelling_is_told(browser: TestClient) -> None:
    assert "Nothing is spelt <em>Minstry</em>" in browser.get("/search", params={"q": "Minstry of Labour"}).text


def test_hits_can_be_narrowed_to_a_kind(browser: TestClient) -> None:
    link = next(link for link in Page(browser.get("/search?q=labour").text).links if "kind=finding" in link)
    assert browser.get(link).text.count('<p class="eyebrow">finding</p>') > 1


def test_the_same_is_there_as_json(browser: TestClient) -> None:
    by_suffix = browser.get("/search.json?q=labour&limit=3")
    by_accept = browser.get("/search?q=labour&limit=3", headers={"Accept": "application/json"})
    assert by_suffix.json() == by_accept.json()
    assert len(by_suffix.json()["hits"]) == 3


@pytest.mark.parametrize("words", ["", " ", "?!", "x" * 1001])
def test_words_that_cannot_be_searched_for_are_answered_kindly(browser: TestClient, words: str) -> None:
    found = browser.get("/search", params={"q": words})
    assert found.status_code in {200, 400}
    assert "<h1>Search</h1>" in found.text


def test_words_are_shown_as_text(browser: TestClient) -> None:
    text = browser.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


@pytest.mark.parametrize("limit", ["-1", "x", "501", "٣"])
def test_a_limit_out_of_bounds_is_a_problem(browser: TestClient, limit: str) -> None:
    found = browser.get("/search.json", params={"q": "labour", "limit": limit}, headers={"Accept": "*/*"})
    assert (found.status_code, found.json()["type"].partition("#")[2]) == (400, "bad-parameter")


def test_a_browser_can_search_from_its_address_bar(browser: TestClient) -> None:
    found = browser.get("/opensearch.xml")
    assert found.headers["content-type"].startswith("application/opensearchdescription+xml")
    assert "{searchTerms}" in found.text
