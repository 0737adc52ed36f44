"""Validators and codings of what is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PAGE = "/about/problems"


@pytest.mark.parametrize("field", ["gzip", "br, gzip;q=0.5", "deflate,GZIP", "gzip; q=1.0"])
def test_a_client_that_takes_gzip_gets_it(client: TestClient, field: str) -> None:
    answer = client.get(PAGE, headers={"Accept": "text/html", "Accept-Encoding": field})
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize("field", ["identity", "gzip;q=0", "br, gzip; q=0.0", "gzip;q=0, br", ""])
def test_a_client_that_refuses_gzip_gets_the_bytes_as_they_are(client: TestClient, field: str) -> None:
    answer = client.get(PAGE, headers={"Accept": "text/html", "Accept-Encoding": field})
    assert "content-encoding" not in answer.headers


def test_each_coding_has_a_tag_of_its_own_which_gives_304(client: TestClient) -> None:
    codings = ("gzip", "identity")
    tags = [
        client.get(PAGE, headers={"Accept": "text/html", "Accept-Encoding": each}).headers["etag"] for each in codings
    ]
    assert tags[0] != tags[1]
    for coding, tag in zip(codings, tags, strict=True):
        asked = {"Accept": "text/html", "Accept-Encoding": coding, "If-None-Match": f'"other", W/{tag}'}
        assert client.get(PAGE, headers=asked).status_code == 304
