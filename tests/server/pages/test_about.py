"""What the site is and how it is used stands on pages of its own; every problem is explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.server.pages.reading import Page

import mgi_graph.server
from mgi_graph.server.pages.about import PAGES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SERVER = Path(mgi_graph.server.__file__).parent


@pytest.mark.parametrize("path", ["/about", *(f"/about/{name}" for name, _ in PAGES)])
def test_a_page_about_the_site(browser: TestClient, path: str) -> None:
    found = browser.get(path)
    assert found.status_code == 200
    page = Page(found.text)
    assert page.headings[0] == 1
    assert len(page.ids) == len(set(page.ids))


def test_every_kind_of_problem_is_explained(browser: TestClient) -> None:
    raised = {
        kind
        for path in SERVER.rglob("*.py")
        for kind in re.findall(
            r'Problem\([^()]*?kind="([a-z-]+)"|\d, "([a-z-]+)", "[A-Z]', path.read_text(encoding="utf-8"), re.DOTALL
        )
        for kind in kind
        if kind
    }
    assert len(raised) > 10
    assert raised - set(Page(browser.get("/about/problems").text).ids) == set()


def test_an_error_page_says_what_happened_and_what_to_do(browser: TestClient) -> None:
    found = browser.get("/nowhere")
    assert found.status_code == 404
    assert "What to do" in found.text
    assert "/about/problems#not-found" in found.text
    assert '<meta name="robots" content="noindex">' in found.text


def test_the_nearest_names_are_links(browser: TestClient) -> None:
    found = browser.get("/query/finding-count")
    assert found.status_code == 404
    assert any(link.startswith("/search?q=finding-counts") for link in Page(found.text).links)


def test_examples_name_this_host(browser: TestClient) -> None:
    assert "curl -L -H &#39;Accept: text/turtle&#39; http://testserver/" in browser.get(
        "/about/developers"
    ).text.replace("'", "&#39;")
