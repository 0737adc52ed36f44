"""``/findings``: what the profiles find, narrowed by facets, in the order of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.results.emptiness import in_words
from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse import facets
from mgi_graph.server.pages.browse.facets import Facet
from mgi_graph.server.pages.browse.paging import clamp, pages, part
from mgi_graph.server.pages.templating import asking
from mgi_graph.server.pinning import ARGUMENT, PINNED

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import Entry, View

PATH: Final = "/findings"
QUERY: Final = "findings"
#: What the page is narrowed by; each is a parameter of the query.
FACETS: Final = (
    Facet("country", "Country", "finding", path="migov:concernsState", is_open=True),
    Facet("profile", "Profile", "finding", path="migov:partOfProfile", is_open=True),
    Facet("domain", "Domain", "domain", is_open=True),
    Facet("polarity", "What it says", "polarity", is_open=True),
    Facet("area", "Part of the chapter", "area", is_open=True),
    Facet("topic", "Topic", "topics", is_tree=True),
    Facet("group", "For whom", "groups", is_tree=True),
    Facet("realization", "How far it has come", "progress", is_tree=True),
)


def page(context: Context, *, view: View) -> Rendered:
    """Return the page for some choices."""
    desk = Desk(context, view)
    asked = desk.ask(QUERY, view.given)
    entries = sorted(asked.entries, key=_place)
    shown = facets.show(desk, QUERY, FACETS, entries)
    given = {name: list(values) for name, values in view.given.items()}
    pinned = {**view.given, ARGUMENT: (context.graph.store.digest[:PINNED],)}
    return desk.render(
        "findings.html",
        here=PATH,
        total=len(entries),
        facets=shown,
        chips=facets.chips(desk, PATH, shown),
        kept=[(name, value) for name in ("measure",) for value in view.given.get(name, ())],
        findings=[_item(entry) for entry in part(entries, view.number)],
        number=clamp(view.number, len(entries)),
        pages=[(each, view.address.path(href)) for each, href in pages(PATH, pinned, view.number, len(entries))],
        why=in_words(asked.answer.emptiness) if asked.answer.emptiness else (),
        saved=asked.saved,
        csv=asking(QUERY, "csv", **given),
        text=asked.answer.text,
        sources=list(asked.answer.sources),
    )


def _item(entry: Entry) -> object:
    return entry.finding("finding")._replace(notes=(entry.ref("domain").text, entry.ref("progress").text))


def _place(entry: Entry) -> tuple[object, ...]:
    passages = entry.row.passages
    return (passages[0].order if passages else (), entry.ref("finding").iri)
