"""No link of a page is dead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from tests.server.pages.reading import Page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

#: How many pages are read and how many links are followed; each kind of page is among them.
PAGES = 60
LINKS = 400
FIRST = (
    "/",
    "/findings",
    "/instruments",
    "/treaties",
    "/agreements",
    "/bodies",
    "/topics",
    "/sources",
    "/countries",
    "/search?q=labour",
    "/about",
    "/about/researchers",
    "/about/developers",
    "/about/maintainers",
    "/about/problems",
    "/about/accessibility",
    "/about/privacy",
)


def test_every_link_leads_somewhere(browser: TestClient) -> None:
    seen: dict[str, Page] = {}
    ahead = list(FIRST)
    follow: dict[str, str] = {}
    while ahead and len(seen) < PAGES:
        path = ahead.pop(0)
        if path in seen:
            continue
        found = browser.get(path)
        assert found.status_code == 200, path
        seen[path] = Page(found.text)
        inside = [urldefrag(link)[0] for link in seen[path].links if link.startswith("/")]
        follow |= {link: path for link in inside if link not in follow and "page=" not in link}
        ahead += sorted({link for link in inside if link.startswith("/doc/")} - set(seen))[::17]
    dead = []
    for link, path in [item for item in follow.items() if item[0] not in seen][:LINKS]:
        status = browser.head(link).status_code
        if status != 200:
            dead.append((status, link, path))
    assert dead == []


def test_every_fragment_is_on_the_page(browser: TestClient) -> None:
    for path in FIRST:
        page = Page(browser.get(path).text)
        wanted = {urldefrag(link)[1] for link in page.links if link.startswith("#")}
        assert wanted <= set(page.ids), path
