"""Style, icons and fonts are served for good under the digest of what they hold."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from mgi_graph.server.pages.assets import assets, path_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_a_file_is_kept_for_good(browser: TestClient) -> None:
    found = browser.get(path_of("site.css"))
    assert found.status_code == 200
    assert found.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in found.headers["cache-control"]
    assert found.content == assets()["site.css"].body


def test_a_file_is_compressed_where_that_helps(browser: TestClient) -> None:
    with browser.stream("GET", path_of("site.css"), headers={"Accept-Encoding": "gzip"}) as found:
        assert found.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(found.iter_raw())) == assets()["site.css"].body


def test_who_has_the_file_is_not_sent_it_again(browser: TestClient) -> None:
    tag = browser.get(path_of("icon.svg")).headers["etag"]
    again = browser.get(path_of("icon.svg"), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_digest_of_another_version_leads_to_this_one(browser: TestClient) -> None:
    found = browser.get("/static/000000000000/site.css", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (307, path_of("site.css"))


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "nothing.css", "/etc/passwd"])
def test_no_path_leads_out_of_the_folder(browser: TestClient, name: str) -> None:
    digest = path_of("site.css").split("/")[2]
    assert browser.get(f"/static/{digest}/{name}").status_code == 404
