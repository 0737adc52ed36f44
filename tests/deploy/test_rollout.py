"""A new dataset beside the old one: a walk through a list stays on the one that it began with, or is told."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from tests.deploy.conftest import Answer, ask, configured, free_port, nginx, reconfigure
from tests.server.running.conftest import TINY, launching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.running.conftest import Running

LIST = "/query/findings.json?limit=100"
#: As many as that the document of what they point at has pages.
FINDINGS = 520


class Sites(NamedTuple):
    """Two servers of two datasets, the second of which has one finding more."""

    old: Running
    new: Running


def finding(number: int) -> str:
    statement = f'migov:statement "Xyland has law {number:03}."@en'
    evidence = "migov:polarity polarity:present ; migov:hasEvidence xy-mgi-2021:fn9"
    return f"\nxy:finding-n{number:03}\n    a migov:Finding ;\n    {statement} ;\n    {evidence} .\n"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    folder = tmp_path_factory.mktemp("projects")
    projects = [Path(shutil.copytree(TINY, folder / name)) for name in ("old", "new")]
    for count, project in enumerate(projects, FINDINGS):
        with (project / "data" / "xy" / "tiny.ttl").open("a") as file:
            file.writelines(map(finding, range(count)))
    with launching(projects[0], folder / "one") as first, launching(projects[1], folder / "other") as second:
        flags = ("--max-age=1", "--no-access-log")
        yield Sites(first(*flags).ready(), second(*flags).ready())


class Proxy:
    """A running nginx whose groups of servers can be changed."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self._folder = folder

    def text(self, mgi: list[Running], other: list[Running]) -> str:
        groups = ([each.port for each in group] for group in (mgi, other))
        return configured(self.port, str(self._folder / "kept"), *groups)

    def turn(self, mgi: list[Running], other: list[Running]) -> None:
        reconfigure(self._folder, self.text(mgi, other))

    def ask(self, path: str, accept: str = "*/*") -> Answer:
        return ask(self.port, path, Host=f"127.0.0.1:{self.port}", Accept=accept)


@pytest.fixture
def proxy(sites: Sites, tmp_path: Path) -> Iterator[Proxy]:
    """nginx as it is before a new dataset: all servers have the old one."""
    made = Proxy(free_port(), tmp_path)
    with nginx(made.text([sites.old], [sites.old]), made.port, tmp_path):
        yield made


def following(answer: Answer) -> str:
    """Return path and query of the next page; empty on the last."""
    found = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
    return urlsplit(found[1])._replace(scheme="", netloc="").geturl() if found else ""


def walk(proxy: Proxy, answer: Answer) -> list[Answer]:
    found = [answer]
    while found[-1].status == 200 and (path := following(found[-1])):
        found.append(proxy.ask(path))
    return found


def rows(answers: list[Answer]) -> list[object]:
    return [row for each in answers for row in json.loads(each.body)["rows"]]


def kind(answer: Answer) -> tuple[int, str]:
    return answer.status, json.loads(answer.body)["type"].partition("#")[2]


def test_a_walk_goes_on_with_the_old_dataset_while_new_ones_begin_with_the_new(sites: Sites, proxy: Proxy) -> None:
    begun = proxy.ask(LIST)
    proxy.turn([sites.new], [sites.old])
    pages = walk(proxy, begun)
    assert {each.headers["mgi-dataset"] for each in pages} == {sites.old.digest()}
    assert rows(pages) == json.loads(sites.old.get("/query/findings.json")[2])["rows"]
    fresh = walk(proxy, proxy.ask(f"{LIST}&lang=en"))
    assert {each.headers["mgi-dataset"] for each in fresh} == {sites.new.digest()}
    assert rows(fresh) == json.loads(sites.new.get("/query/findings.json")[2])["rows"]
    assert len(rows(fresh)) == len(rows(pages)) + 1


def test_it_goes_on_with_the_old_one_when_the_rollout_is_taken_back(sites: Sites, proxy: Proxy) -> None:
    proxy.turn([sites.new], [sites.old])
    begun = proxy.ask(LIST)
    assert begun.headers["mgi-dataset"] == sites.new.digest()
    proxy.turn([sites.old], [sites.new])
    assert rows(walk(proxy, begun)) == json.loads(sites.new.get("/query/findings.json")[2])["rows"]


def test_a_walk_below_a_prefix_goes_on_too(sites: Sites, proxy: Proxy) -> None:
    begun = proxy.ask(f"/migration{LIST}")
    proxy.turn([sites.new], [sites.old])
    pages = walk(proxy, begun)
    assert following(begun).startswith("/migration/query/findings.json?")
    assert {(each.status, each.headers["mgi-dataset"]) for each in pages} == {(200, sites.old.digest())}
    assert len(rows(pages)) == json.loads(sites.old.get("/query/findings.json?limit=1")[2])["total"]


def test_when_the_old_dataset_is_gone_a_walk_is_told_and_where_to_begin(sites: Sites, proxy: Proxy) -> None:
    path = following(proxy.ask(LIST))
    proxy.turn([sites.new], [sites.new])
    told = proxy.ask(path)
    problem = json.loads(told.body)
    assert kind(told) == (409, "other-dataset")
    assert told.headers["content-type"] == "application/problem+json"
    assert told.headers["cache-control"] == "no-store"
    assert (problem["asked"], problem["loaded"]) == (sites.old.digest()[:16], sites.new.digest())
    assert problem["first"] == LIST
    page = proxy.ask(path.replace("findings.json", "findings"), "text/html")
    assert page.status == 409
    assert b'<a href="/query/findings?limit=100">Ask the dataset that is here</a>' in page.body


def test_a_mixed_group_gives_no_walk_of_two_datasets(sites: Sites, proxy: Proxy) -> None:
    proxy.turn([sites.old, sites.new], [sites.old, sites.new])
    told = 0
    for turn in range(12):
        *whole, last = walk(proxy, proxy.ask(f"/query/findings.json?limit={100 + turn}"))
        assert len({each.headers["mgi-dataset"] for each in (*whole, last) if each.status == 200}) == 1
        if last.status != 200:
            assert kind(last) == (409, "other-dataset")
            told += 1
    assert told, "the group was not mixed"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_cursor_without_its_dataset_is_refused_by_the_other_server(sites: Sites, order: tuple[int, int]) -> None:
    one, other = (sites[place] for place in order)
    cursor = json.loads(one.get(LIST)[2])["next"]
    assert one.get(f"{LIST}&after={cursor}")[0] == 200
    status, headers, body = other.get(f"{LIST}&after={cursor}")
    problem = json.loads(body)
    assert kind(Answer(status, headers, body)) == (404, "stale-cursor")
    assert problem["detail"].startswith("after: the cursor belongs to another state of the dataset; dataset ")
    assert (problem["loaded"], headers["cache-control"]) == (other.digest(), "no-store")


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/doc/vocab/polarity/present.ttl", "*/*"), ("/search?q=law", "text/html")],
)
def test_other_lists_stay_on_their_dataset_too(sites: Sites, path: str, accept: str) -> None:
    status, headers, body = sites.old.get(path, Accept=accept)
    found = re.search(r'<([^>]*)>; rel="next"', headers.get("link", "")) or re.search(
        r'href="([^"]*page=2[^"]*)"', body.decode()
    )
    assert status == 200
    assert found, headers
    second = urlsplit(found[1].replace("&amp;", "&"))._replace(scheme="", netloc="").geturl()
    assert f"dataset={sites.old.digest()[:16]}" in second
    assert sites.old.get(second, Accept=accept)[0] == 200
    assert sites.new.get(second, Accept=accept)[0] == 409


def test_a_cache_gives_the_old_answer_no_longer_than_it_is_fresh(sites: Sites, proxy: Proxy) -> None:
    path = "/query/findings.csv"
    tag = proxy.ask(path).headers["etag"]
    proxy.turn([sites.new], [sites.old])
    seen = [proxy.ask(path) for _ in range(3)]
    assert {(each.headers["mgi-dataset"], each.headers["etag"]) for each in seen} <= {
        (sites.old.digest(), tag),
        (sites.new.digest(), sites.new.get(path)[1]["etag"]),
    }
    time.sleep(2.1)
    found = proxy.ask(path)
    assert (found.headers["mgi-dataset"], found.headers["x-cache"]) == (sites.new.digest(), "EXPIRED")
    assert found.body == sites.new.get(path)[2]
    assert proxy.ask(path).headers["mgi-dataset"] == sites.new.digest()


def test_nginx_may_name_the_dataset_as_a_tag_that_a_cdn_purges_by(sites: Sites, tmp_path: Path) -> None:
    port = free_port()
    text = configured(port, str(tmp_path / "kept"), [sites.old.port])
    added = "    add_header X-Cache $upstream_cache_status always;\n"
    assert added in text
    text = text.replace(added, f"{added}    add_header Surrogate-Key $upstream_http_mgi_dataset;\n")
    with nginx(text, port, tmp_path):
        found = [ask(port, "/query/findings.md") for _ in range(2)]
    assert [(each.headers["x-cache"], each.headers["surrogate-key"]) for each in found] == [
        ("MISS", sites.old.digest()),
        ("HIT", sites.old.digest()),
    ]
