"""Lists can be narrowed, counted, paged and taken along, and say what the saved query says."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from tests.server.pages.reading import Page

from mgi_graph.namespaces import ID, MIGOV, STANDARD, VOCAB
from mgi_graph.server.address import Address
from mgi_graph.server.engine.jobs import Context
from mgi_graph.server.pages.answers import View
from mgi_graph.server.pages.browse import findings
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph

PATHS = ("/", "/findings", "/instruments", "/treaties", "/agreements", "/bodies", "/topics", "/sources", "/countries")


@pytest.mark.parametrize("path", PATHS)
def test_a_list_is_a_page(browser: TestClient, path: str) -> None:
    found = browser.get(path)
    assert found.status_code == 200
    page = Page(found.text)
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert "Accept-Language" in found.headers["vary"]
    assert "See the query behind this page" in found.text
    assert "/sparql?query=" in found.text


def test_the_findings_are_those_of_the_saved_query(browser: TestClient, graph: Graph) -> None:
    text = browser.get("/findings?polarity=polarity:absent").text
    count = len(graph.query("findings", polarity="polarity:absent"))
    assert f"<strong>{count}</strong> findings" in text


def test_the_count_of_a_choice_is_what_the_choice_gives(browser: TestClient) -> None:
    text = browser.get("/findings").text
    choices = re.findall(r'name="(topic|domain|group|realization)" value="([^"]+)">.*?<span class="count">(\d+)<', text)
    assert len(choices) > 50
    for parameter, value, count in [*choices[:3], *choices[20:22], choices[-1]]:
        found = browser.get("/findings", params={parameter: value}).text
        assert re.search(rf"<strong>{count}</strong> finding", found), (parameter, value)


def test_choices_of_one_facet_widen_and_those_of_two_narrow(browser: TestClient) -> None:
    def count(query: str) -> int:
        match = re.search(r"<strong>(\d+)</strong> finding", browser.get(f"/findings?{query}").text)
        assert match
        return int(match[1])

    absent, partial = count("polarity=polarity:absent"), count("polarity=polarity:partial")
    assert count("polarity=polarity:absent&polarity=polarity:partial") == absent + partial
    assert 0 < count("polarity=polarity:absent&area=area:convention-table") < absent


def test_a_choice_can_be_taken_back(browser: TestClient) -> None:
    page = Page(browser.get("/findings?polarity=polarity:absent&area=area:convention-table").text)
    assert "/findings?area=area%3Aconvention-table" in page.links
    assert "/findings?polarity=polarity%3Aabsent" in page.links


def test_pages_of_a_list_hold_each_finding_once(browser: TestClient, graph: Graph) -> None:
    seen: list[str] = []
    number = 1
    while True:
        text = browser.get(f"/findings?polarity=polarity:absent&page={number}").text
        seen += re.findall(r'<li class="finding absent"><p><a href="([^"]+)"', text)
        if f"page={number + 1}" not in text:
            break
        number += 1
    assert len(seen) == len(set(seen)) == len(graph.query("findings", polarity="polarity:absent"))


def test_the_link_to_csv_gives_the_rows_of_the_page(browser: TestClient) -> None:
    text = browser.get("/findings?area=area:convention-table").text
    (link,) = {link for link in Page(text).links if link.startswith("/query/findings.csv")}
    rows = list(csv.reader(browser.get(link).text.splitlines()))
    assert f"<strong>{len(rows) - 1}</strong> findings" in text


def test_what_fits_nothing_says_why(browser: TestClient) -> None:
    text = browser.get("/findings?polarity=polarity:absent&area=area:convention-table&topic=topic:visas").text
    assert "No finding fits." in text


def test_an_unknown_value_is_a_problem_that_names_it(browser: TestClient) -> None:
    found = browser.get("/findings?topic=topic:nowhere")
    assert found.status_code == 404
    assert "topic:nowhere" in found.text
    assert "The nearest names" in found.text


def test_a_page_beyond_the_last_is_the_last(browser: TestClient) -> None:
    assert browser.get("/findings?page=99999").status_code == 200
    assert browser.get("/findings?page=nonsense").status_code == 200


def test_several_states_stand_side_by_side(browser: TestClient, graph: Graph) -> None:
    found = browser.get("/treaties?country=int:state-th&country=int:state-fr").text
    thailand, france = (str(graph.entity(name)) for name in ("int:state-th", "int:state-fr"))
    assert found.index(f">{thailand}</a></th>") < found.index(f">{france}</a></th>")


def test_a_conflict_between_records_is_named_in_words(browser: TestClient, graph: Graph) -> None:
    conflicts = graph.query("record-conflicts")
    assert browser.get("/treaties").text.count("The records disagree") == len(conflicts) > 0


def test_every_mark_of_a_drawing_stands_in_the_list_too(browser: TestClient, graph: Graph) -> None:
    text = browser.get("/instruments").text
    drawing, _, rest = text.partition("</svg>\n<figcaption>")
    marks = re.findall(r'<a href="([^"]+)" tabindex="-1"><circle', drawing)
    assert len(marks) == len(graph.query("timeline"))
    assert set(marks) <= set(Page(rest).links)


def test_every_member_of_the_network_stands_in_the_table(browser: TestClient, graph: Graph) -> None:
    text = browser.get("/bodies").text
    drawing, _, rest = text.partition("</svg>\n<figcaption>")
    assert drawing.count('class="edge"') == len(graph.query("memberships"))
    assert set(re.findall(r'<a href="([^"]+)" tabindex="-1"><circle', drawing)) <= set(Page(rest).links)


def test_the_start_page_shows_each_domain_and_three_answers(browser: TestClient, graph: Graph) -> None:
    text = browser.get("/").text
    domains = {str(row.domain) for row in graph.query("finding-counts")}
    assert domains
    for domain in domains:
        assert domain.replace("'", "&#39;") in text
    assert text.count('<ul class="plain answers">') == 3


def test_the_timeline_has_an_address_of_its_own(browser: TestClient) -> None:
    found = browser.get("/timeline", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (308, "/instruments#timeline")


@pytest.mark.parametrize("value", ["\x00", "\x1f", "'\"<>{}\\", "../..", "any", "a:b:c", "x" * 3000, "🙂"])
def test_no_value_breaks_a_list(browser: TestClient, value: str) -> None:
    for path, name in (("/findings", "topic"), ("/treaties", "country"), ("/instruments", "from"), ("/", "lang")):
        found = browser.get(path, params={name: value})
        assert found.status_code in {200, 400, 404}, path
        assert "Traceback" not in found.text


def test_with_several_profiles_findings_can_be_narrowed_to_one(make_graph: Callable[[bytes], Graph]) -> None:
    quads = "".join(_finding(scope) for scope in ("xx", "yy"))
    view = View(address=Address(), given={"country": ("int:state-xx",)})
    context = Context(graph=make_graph(quads.encode()), settings=Settings())
    text = findings.page(context, view=view).body.decode()
    assert "<strong>1</strong> finding" in text
    choices = re.findall(r'name="country" value="([^"]+)"( checked)?>', text)
    assert choices == [("int:state-xx", " checked"), ("int:state-yy", "")]


def _finding(scope: str) -> str:
    subject = f"<{ID}{scope}/finding-1>"
    said = (
        (f"{STANDARD['rdf']}type", f"<{MIGOV}Finding>"),
        (f"{MIGOV}statement", f'"Something is there in {scope}."@en'),
        (f"{MIGOV}partOfProfile", f"<{ID}{scope}/profile>"),
        (f"{MIGOV}concernsState", f"<{ID}int/state-{scope}>"),
        (f"{MIGOV}assessmentDomain", f"<{ID}mgi/domain-1>"),
        (f"{MIGOV}assessmentArea", f"<{VOCAB}assessment-area/well-developed>"),
        (f"{MIGOV}polarity", f"<{VOCAB}polarity/present>"),
        (f"{MIGOV}topic", f"<{VOCAB}topic/asylum>"),
        (f"{MIGOV}hasEvidence", f"<{ID}{scope}/profile/passage/1>"),
    )
    state = f"<{ID}int/state-{scope}> <{STANDARD['rdf']}type> <{MIGOV}State> <{ID}g> .\n"
    return state + "".join(f"{subject} <{verb}> {value} <{ID}g> .\n" for verb, value in said)
