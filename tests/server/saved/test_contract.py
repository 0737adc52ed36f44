"""What is served of a saved query: (path, Accept) to status, media type and fields; errors have one shape."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mgi_graph.results.catalogue import write_json
from mgi_graph.results.verify.compare import verify
from mgi_graph.results.verify.exported import read_exported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from httpx2 import Response
    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROBLEM = "application/problem+json"
Q = "/query/treaty-status"

#: path, Accept, status, media type.
CONTRACT = (
    ("/query", None, 200, "text/html"),
    ("/query", "*/*", 200, "text/html"),
    ("/query", "application/json", 200, "application/json"),
    ("/query", "text/turtle", 200, "text/turtle"),
    ("/query", "application/ld+json;q=0.9, application/json;q=0.5", 200, "application/ld+json"),
    ("/query", "image/png", 406, PROBLEM),
    ("/query?q=treaties", "application/json", 200, "application/json"),
    ("/query?tag=treaty", "application/json", 200, "application/json"),
    ("/query?page=2", "application/json", 400, PROBLEM),
    ("/query.ttl", "text/html", 200, "text/turtle"),
    ("/query.jsonld", None, 200, "application/ld+json"),
    ("/query.rdf", None, 200, "application/rdf+xml"),
    ("/query.nt", None, 200, "application/n-triples"),
    ("/query.nq", None, 200, "application/n-quads"),
    ("/query.trig", None, 200, "application/trig"),
    ("/query.exe", None, 404, PROBLEM),
    ("/query/", None, 303, ""),
    ("/query/parameter/country", None, 303, ""),
    (f"{Q}/parameter/country", "text/turtle", 303, ""),
    (Q, None, 200, "text/html"),
    (Q, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200, "text/html"),
    (Q, "application/json", 200, "application/json"),
    (Q, "text/csv", 200, "text/csv"),
    (Q, "text/tab-separated-values", 200, "text/tab-separated-values"),
    (Q, "text/markdown", 200, "text/markdown"),
    (Q, "text/plain", 200, "text/plain"),
    (Q, XLSX, 200, XLSX),
    (Q, "application/vnd.apache.parquet", 200, "application/vnd.apache.parquet"),
    (Q, "application/sparql-results+json", 200, "application/sparql-results+json"),
    (Q, "application/sparql-results+xml", 200, "application/sparql-results+xml"),
    (Q, "application/sparql-query", 200, "application/sparql-query"),
    (Q, "text/turtle", 200, "text/turtle"),
    (Q, "application/rdf+xml, text/turtle;q=0.5", 200, "application/rdf+xml"),
    (Q, "application/ld+json", 200, "application/ld+json"),
    (Q, "image/png", 406, PROBLEM),
    (f"{Q}?status=party", "text/turtle", 406, PROBLEM),
    (f"{Q}?status=party", "text/csv", 200, "text/csv"),
    (f"{Q}?status=", "text/html", 200, "text/html"),
    (f"{Q}?status=nonsense", "text/html", 404, "text/html"),
    (f"{Q}.csv?status=", None, 404, PROBLEM),
    (f"{Q}.csv?status=nonsense", None, 404, PROBLEM),
    (f"{Q}.csv?stauts=party", None, 400, PROBLEM),
    (f"{Q}.csv?stauts=party", "text/html", 400, "text/html"),
    (f"{Q}.csv?limit=0", None, 400, PROBLEM),
    (f"{Q}.csv?limit=x", None, 400, PROBLEM),
    (f"{Q}.csv?limit=1&limit=2", None, 400, PROBLEM),
    (f"{Q}.csv?after=x", None, 400, PROBLEM),
    (f"{Q}.csv?after={'A' * 38}", None, 404, PROBLEM),
    (f"{Q}?lang=", None, 400, PROBLEM),
    (f"{Q}.csv?lang=not_a_tag", None, 400, PROBLEM),
    (f"{Q}.csv?evidence=yes", None, 400, PROBLEM),
    (f"{Q}.csv?dataset=00000000", None, 409, PROBLEM),
    (f"{Q}.csv?dataset=xyz", None, 400, PROBLEM),
    (f"{Q}.ttl", None, 200, "text/turtle"),
    (f"{Q}.ttl?status=party", None, 400, PROBLEM),
    (f"{Q}.rq?status=party", None, 200, "application/sparql-query"),
    (f"{Q}.exe", None, 404, PROBLEM),
    ("/query/treaty-statsu", None, 404, PROBLEM),
    ("/query/treaty-statsu.csv", None, 404, PROBLEM),
    (f"{Q}/references.bib", None, 200, "application/x-bibtex"),
    (f"{Q}/references.ris", None, 200, "application/x-research-info-systems"),
    (f"{Q}/references.csl.json", None, 200, "application/vnd.citationstyles.csl+json"),
    (f"{Q}/references.txt", None, 200, "text/plain"),
    (f"{Q}/references.doc", None, 404, PROBLEM),
    (f"{Q}/references.bib?evidence=true", None, 400, PROBLEM),
    (f"{Q}/citation.json", None, 200, "application/json"),
    (f"{Q}/citation.json?form=nonsense", None, 400, PROBLEM),
    (f"{Q}/codebook", None, 200, "text/html"),
    (f"{Q}/codebook.zip", None, 200, "application/zip"),
    (f"{Q}/codebook/treaty-status.csv", None, 200, "text/csv"),
    (f"{Q}/codebook/treaty-status.csv-metadata.json", None, 200, "application/csvm+json"),
    (f"{Q}/codebook/nonsense", None, 404, PROBLEM),
)


@pytest.mark.parametrize(("path", "accept", "status", "media_type"), CONTRACT)
def test_contract(client: TestClient, path: str, accept: str | None, status: int, media_type: str) -> None:
    found = client.get(path, headers={"Accept": accept} if accept else {})
    assert (found.status_code, found.headers.get("content-type", "").partition(";")[0]) == (status, media_type)
    if status == 200:
        assert found.headers["etag"].startswith('"')
        assert "max-age" in found.headers["cache-control"]
        assert 'rel="license"' in found.headers["link"]
        again = client.get(
            path, headers={"If-None-Match": found.headers["etag"], **({"Accept": accept} if accept else {})}
        )
        assert (again.status_code, again.content) == (304, b"")
    elif media_type == PROBLEM:
        record = found.json()
        assert (record["status"], record["instance"]) == (status, path.partition("?")[0])
        assert {"type", "title", "detail"} <= record.keys()
    is_negotiated = not re.search(r"\.\w+($|\?)", path.replace("csl.json", "json")) and "/codebook" not in path
    if status in {200, 406}:
        assert ("Accept" in found.headers["vary"].replace("Accept-Encoding", "")) == is_negotiated


@pytest.mark.parametrize("path", [Q, f"{Q}.csv", "/query", f"{Q}/codebook"])
def test_other_methods_are_refused_with_those_that_there_are(client: TestClient, path: str) -> None:
    refused = client.post(path)
    assert (refused.status_code, set(refused.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
    told = client.options(path)
    assert (told.status_code, set(told.headers["allow"].split(", "))) == (204, {"GET", "HEAD"})
    assert client.head(path).headers["etag"] == client.get(path).headers["etag"]


def links(response: Response) -> dict[str, str]:
    return {relation: target for target, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', response.headers["link"])}


def pages(client: TestClient, path: str) -> Iterator[Response]:
    following: str | None = path
    while following:
        found = client.get(following)
        yield found
        following = links(found).get("next")


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_following_next_gives_every_row_once(client: TestClient, graph: Graph, limit: int) -> None:
    whole = client.get("/query/treaty-status.json").json()
    found = list(pages(client, f"/query/treaty-status.json?limit={limit}"))
    rows = [row for page in found for row in page.json()["rows"]]
    assert rows == whole["rows"]
    assert {page.headers["x-total-count"] for page in found} == {str(len(rows))}
    pinned = f"treaty-status.json?limit={limit}&dataset={graph.store.digest[:16]}"
    assert all(links(page)["first"].endswith(pinned) for page in found)


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    after = client.get(f"{Q}.json?limit=1").json()["next"]
    other = client.get(f"/query/findings.csv?after={after}")
    said = other.json()
    assert (other.status_code, said["type"].partition("#")[2]) == (404, "stale-cursor")
    assert said["detail"].startswith("after: the cursor belongs to another query;")


def test_a_permanent_link_answers_of_its_dataset_alone(client: TestClient, graph: Graph) -> None:
    mine = client.get(f"{Q}.csv?dataset={graph.store.digest[:16]}")
    assert (mine.status_code, mine.content) == (200, client.get(f"{Q}.csv").content)
    other = client.get(f"{Q}.csv?dataset={'0' * 64}").json()
    assert (other["asked"], other["loaded"]) == ("0" * 64, graph.store.digest)
    assert links(mine)["cite-as"] == f"https://w3id.org/migov/query/treaty-status?dataset={graph.store.digest[:16]}"


@pytest.mark.parametrize("suffix", ["json", "html", "md", "txt", "xlsx", "parquet", "csv"])
def test_a_file_that_was_downloaded_is_verified(client: TestClient, graph: Graph, suffix: str) -> None:
    asked = "status=party&limit=5&evidence=true"
    data = client.get(f"{Q}.{suffix}?{asked}").content
    beside = client.get(f"{Q}/citation.json?{asked}&form=csv").content if suffix == "csv" else None
    exported = read_exported(data, f"answer.{suffix}", beside)
    assert verify(exported, graph.store, graph.queries).outcome == "same"
    assert verify(replace(exported, grids=()), graph.store, graph.queries).outcome == "same"


def test_the_catalogue_is_that_of_the_command_line(client: TestClient, graph: Graph) -> None:
    assert client.get("/query.json").text == write_json(graph.queries)
    assert [each["name"] for each in client.get("/query.json?tag=TREATY").json()] == sorted(
        saved.name for saved in graph.queries if "treaty" in saved.header.tags
    )
    ranked = client.get("/query.json", params={"q": "who is responsible for what"}).json()
    assert ranked[0]["name"] == "responsibilities"


def test_the_archive_has_the_files_of_the_codebook_and_no_clock(client: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{Q}/codebook.zip?status=party").content)) as folder:
        names = folder.namelist()
        assert {each.date_time for each in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        table = folder.read("treaty-status-party-codebook/treaty-status.csv")
    assert {name.partition("/")[0] for name in names} == {"treaty-status-party-codebook"}
    assert client.get(f"{Q}/codebook/treaty-status.csv?status=party").content == table


def test_metadata_lead_to_the_tables_of_the_same_parameters(client: TestClient) -> None:
    csv = client.get(f"{Q}/codebook/treaty-status.csv?status=party")
    metadata = client.get(re.findall(r"<([^>]*csv-metadata[^>]*)>", csv.headers["link"])[0]).json()
    urls = {table["url"] for table in metadata["tables"]}
    assert "treaty-status.csv?status=party" in urls
    assert all(client.get(f"{Q}/codebook/{url}").status_code == 200 for url in urls)


def test_a_page_that_stands_alone_may_use_its_own_style_and_nothing_else(client: TestClient) -> None:
    policy = client.get(f"{Q}.html").headers["content-security-policy"]
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'.*", policy)


def test_a_file_is_named_by_what_was_asked(client: TestClient) -> None:
    name = client.get(f"{Q}.csv", params={"status": "party", "lang": "en"}).headers["content-disposition"]
    assert name == 'attachment; filename="treaty-status-party.csv"'


@pytest.mark.parametrize("root", ["", "/graph"])
def test_links_lead_to_the_host_behind_its_prefix(serve: Callable[..., TestClient], root: str) -> None:
    client = serve(root)
    found = client.get(Q, headers={"Accept": "text/html"})
    local = set(re.findall(r'(?:href|action)="(/[^"]*)"', found.text))
    assert local
    assert all(each.startswith(f"{root}/") for each in local)
    assert links(found)["describedby"].startswith(f"http://data.test{root}/query/treaty-status")
    refused = client.get(Q, headers={"Accept": "image/png"}).json()
    assert refused["available"][1]["href"] == f"{root}{Q}.csv"


def test_an_answer_beyond_the_bounds_is_refused_whole(serve: Callable[..., TestClient]) -> None:
    client = serve(query_rows=3)
    refused = client.get(f"{Q}.csv")
    assert (refused.status_code, refused.json()["type"].partition("#")[2]) == (400, "answer-too-large")
    assert client.get(f"{Q}.csv?limit=3").status_code == 200
    assert serve(query_bytes=100).get(f"{Q}.json").status_code == 400


def test_whatever_stands_in_a_parameter_is_escaped_on_the_page(client: TestClient) -> None:
    evil = "<script>alert(1)</script>\"'\x00\x1b"
    found = client.get(Q, params={"country": evil}, headers={"Accept": "text/html"})
    assert found.status_code == 404
    assert "<script>alert" not in found.text
    assert json.dumps(evil)[1:10] not in found.headers.get("link", "")
