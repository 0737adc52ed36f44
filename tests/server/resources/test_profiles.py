"""Views of a thing, chosen by profile (W3C Content Negotiation by Profile)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

D = "/doc/int/state-fr"
PLAIN, SCHEMA = "https://w3id.org/migov/ontology", "https://schema.org/"
LD, TTL, HTML = "application/ld+json", "text/turtle", "text/html"


@pytest.mark.parametrize(
    ("path", "accept", "accept_profile", "status", "media_type", "profile"),
    [
        (D, LD, None, 200, LD, PLAIN),
        (D, LD, f"<{SCHEMA}>", 200, LD, SCHEMA),
        (D, "application/json", f"<{SCHEMA}>", 200, "application/json", SCHEMA),
        (D, "*/*", f"<{SCHEMA}>", 200, LD, SCHEMA),
        (D, LD, f"<{SCHEMA}>;q=0.5, <{PLAIN}>;q=0.6", 200, LD, PLAIN),
        (D, LD, f"<{SCHEMA}>;q=0", 200, LD, PLAIN),
        (D, LD, "<https://example.org/other>", 200, LD, PLAIN),
        (D, TTL, f"<{SCHEMA}>", 200, TTL, PLAIN),
        (D, "image/png", f"<{SCHEMA}>", 406, "application/problem+json", None),
        (f"{D}?_profile=schema", LD, None, 200, LD, SCHEMA),
        (f"{D}?_profile={SCHEMA}", LD, None, 200, LD, SCHEMA),
        (f"{D}?_profile=schema", TTL, None, 406, "application/problem+json", None),
        (f"{D}.jsonld?_profile=schema", TTL, None, 200, LD, SCHEMA),
        (f"{D}.ttl?_profile=schema", None, None, 404, "application/problem+json", None),
        (f"{D}.ttl?_profile=description", None, None, 200, TTL, PLAIN),
        (f"{D}?_profile=none", LD, None, 400, "application/problem+json", None),
        (D, HTML, "nonsense", 200, HTML, PLAIN),
    ],
)
def test_contract(
    *,
    client: TestClient,
    path: str,
    accept: str | None,
    accept_profile: str | None,
    status: int,
    media_type: str,
    profile: str | None,
) -> None:
    headers = {name: value for name, value in (("Accept", accept), ("Accept-Profile", accept_profile)) if value}
    found = client.get(path, headers=headers)
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (status, media_type)
    assert found.headers.get("content-profile") == (f"<{profile}>" if profile else None)
    if status == 200:
        assert f'<{profile}>; rel="profile"' in found.headers["link"]
        assert ("Accept-Profile" in found.headers["vary"]) == path.startswith((f"{D}?", f"{D} ")) or path == D


def test_the_two_views_are_never_taken_for_one_another(client: TestClient) -> None:
    plain = client.get(D, headers={"Accept": LD})
    schema = client.get(D, headers={"Accept": LD, "Accept-Profile": f"<{SCHEMA}>"})
    assert plain.headers["etag"] != schema.headers["etag"]
    assert schema.json()["@context"] == "https://schema.org"
    assert schema.json()["@id"] == plain.json()["id"]
    assert client.get(D, headers={"Accept": LD}).content == plain.content


def test_the_views_are_listed(client: TestClient) -> None:
    listed = client.head(D, headers={"Accept": LD}).headers["link"]
    assert f'{D}.jsonld?_profile=schema>; rel="alternate"; formats="{SCHEMA}"' in listed
