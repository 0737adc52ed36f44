"""``deploy/nginx.conf`` under a real nginx: it keeps answers by the rules, and says who asked and where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.deploy.conftest import ask, configured, free_port, nginx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.deploy.conftest import Answer
    from tests.server.running.conftest import Running

THING = "/doc/xy/finding-a"


@pytest.fixture(scope="module")
def proxy(site: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with nginx(configured(port, str(folder / "kept"), [site.port]), port, folder) as answering:
        yield answering


def test_what_was_answered_once_is_kept(proxy: int) -> None:
    found = [ask(proxy, f"{THING}?kept", Accept="text/turtle") for _ in range(3)]
    assert [each.headers["x-cache"] for each in found] == ["MISS", "HIT", "HIT"]
    assert len({(each.status, each.headers["etag"], each.body) for each in found}) == 1


@pytest.mark.parametrize("state", ["not kept yet", "kept"])
def test_who_has_the_current_bytes_is_answered_304(proxy: int, state: str) -> None:
    path = f"{THING}?{state.replace(' ', '-')}"
    tag = ask(proxy, THING if state == "not kept yet" else path, Accept="text/turtle").headers["etag"]
    if state == "not kept yet":
        tag = ask(proxy, path, "HEAD", Accept="text/turtle").headers["etag"]
    again = ask(proxy, path, Accept="text/turtle", If_None_Match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)


def test_no_form_is_answered_for_another(proxy: int) -> None:
    types = ("text/turtle", "application/ld+json", "text/html", "application/rdf+xml", "application/n-triples")
    seen: dict[str, bytes] = {}
    for turn in range(2):
        for media_type in types:
            found = ask(proxy, f"{THING}?forms", Accept=media_type)
            assert found.headers["content-type"].partition(";")[0] == media_type
            assert found.headers["x-cache"] == ("HIT" if turn else "MISS")
            assert seen.setdefault(media_type, found.body) == found.body
    assert len(set(seen.values())) == len(types)


def test_what_is_not_acceptable_is_not_kept_for_others(proxy: int) -> None:
    assert ask(proxy, f"{THING}?406", Accept="image/png").status == 406
    assert ask(proxy, f"{THING}?406", Accept="text/turtle").status == 200
    assert ask(proxy, f"{THING}?406", Accept="image/png").status == 406


def test_compressed_bytes_go_to_those_who_take_them(proxy: int) -> None:
    packed = ask(proxy, f"{THING}?coding", Accept="text/html", Accept_Encoding="gzip")
    plain = ask(proxy, f"{THING}?coding", Accept="text/html")
    assert packed.headers.get("content-encoding") == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.body[:2] == b"\x1f\x8b"
    assert plain.body.lstrip()[:1] == b"<"


def test_head_has_the_fields_of_get(proxy: int) -> None:
    get, head = (ask(proxy, f"{THING}?head", method, Accept="text/turtle") for method in ("GET", "HEAD"))
    assert head.body == b""
    assert {name: head.headers[name] for name in ("etag", "vary", "content-type")} == {
        name: get.headers[name] for name in ("etag", "vary", "content-type")
    }


def instance_of(answer: Answer) -> str:
    kind: str = json.loads(answer.body)["type"]
    return kind


def test_absolute_addresses_are_those_of_the_proxy(proxy: int) -> None:
    assert instance_of(ask(proxy, "/nothing", Host="data.example.org")) == (
        "http://data.example.org/about/problems#not-found"
    )


def test_one_host_is_not_answered_for_another(proxy: int) -> None:
    for host in ("a.example", "b.example", "a.example"):
        assert f"http://{host}/" in instance_of(ask(proxy, "/nothing?host", Host=host))


def test_below_a_prefix_links_and_addresses_have_it(proxy: int) -> None:
    assert instance_of(ask(proxy, "/migration/nothing", Host="a.example")) == (
        "http://a.example/migration/about/problems#not-found"
    )
    redirect = ask(proxy, "/migration/id/xy/finding-a", Accept="text/turtle")
    assert (redirect.status, redirect.headers["location"]) == (303, f"/migration{THING}")
    page = ask(proxy, f"/migration{THING}", Accept="text/html").body.decode()
    inner = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert inner
    assert all(link.startswith("/migration/") for link in inner), inner
    turtle = ask(proxy, f"/migration{THING}", Accept="text/turtle")
    assert turtle.status == 200
    assert b"https://w3id.org/migov/id/xy/" in turtle.body


def test_operators_paths_are_not_for_everybody(proxy: int, site: Running) -> None:
    for path in ("/healthz", "/readyz", "/metrics", "/migration/metrics"):
        assert ask(proxy, path).status == 404
        assert path == "/migration/metrics" or site.get(path)[0] == 200


def test_who_floods_sparql_is_told_to_slow_down(proxy: int) -> None:
    statuses = [
        ask(proxy, "/sparql?query=ASK%7B%7D", Accept="application/sparql-results+json").status for _ in range(90)
    ]
    assert set(statuses) == {200, 429}
    assert ask(proxy, f"{THING}?flood").status == 200


def test_a_stranger_cannot_say_where_the_site_is(proxy: int) -> None:
    found = ask(
        proxy, "/nothing?lies", Host="a.example", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https",
        X_Forwarded_Prefix="/evil",
    )  # fmt: skip
    assert instance_of(found) == "http://a.example/about/problems#not-found"
