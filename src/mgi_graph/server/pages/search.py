"""``/search``: what has the words, whatever it is, and the saved queries that answer the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from mgi_graph.errors import ParameterError
from mgi_graph.queries.ranking import rank, read_assessed, read_names
from mgi_graph.queries.yields import put_empty_last
from mgi_graph.results.hits import write_json
from mgi_graph.search.find import search
from mgi_graph.search.index import ensure_index
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse.paging import SIZE, clamp, link, pages
from mgi_graph.server.pages.refs import Ref
from mgi_graph.server.pages.templating import asking
from mgi_graph.server.pinning import ARGUMENT, PINNED
from mgi_graph.store.rounds import certain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from mgi_graph.graph import Graph
    from mgi_graph.search.hits import Hit, Hits
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import View
    from mgi_graph.server.pages.refs import Cite
    from mgi_graph.store.protocol import Store

PATH: Final = "/search"
#: How many hits can be paged through; who wants more narrows the search.
DEEPEST: Final = 500
#: How many saved queries are offered for a question.
_QUESTIONS: Final = 4
#: What is opened once in each process: the index of a dataset by its digest, and the names in a store.
_INDEXES: Final[dict[str, sqlite3.Connection]] = {}
_NAMES: Final[WeakKeyDictionary[Store, tuple[Mapping[str, Sequence[str]], tuple[str, ...]]]] = WeakKeyDictionary()


class Found(NamedTuple):
    """A hit: its name, its kind, the words around the match, its passages, and queries to ask next."""

    ref: Ref
    kind: str
    place: str
    before: list[tuple[str, bool]]
    cites: list[Cite]
    queries: list[Ref]


def page(context: Context, *, view: View, words: str, kind: str, domain: str) -> Rendered:
    """Return the page for some words; without words, the form alone."""
    desk = Desk(context, view)
    common = {"here": "", "words": words, "kind": kind, "domain": domain}
    if not words.strip():
        return desk.render("search.html", **common, found=None, problem="", items=[], questions=[], kinds=[], pages=[])
    try:
        found = _search(context.graph, words, kind, domain, limit=min(view.number * SIZE, DEEPEST))
    except ParameterError as error:
        empty: dict[str, object] = {"items": [], "questions": [], "kinds": [], "pages": []}
        return _with_status(desk.render("search.html", **common, found=None, problem=error.message, **empty), 400)
    count = min(found.total, DEEPEST)
    number = clamp(view.number, count)
    given = {name: [value] for name, value in (("q", words), ("kind", kind), ("domain", domain)) if value}
    pinned = {**given, ARGUMENT: [context.graph.store.digest[:PINNED]]}
    return desk.render(
        "search.html",
        **common,
        found=found,
        problem="",
        items=[_item(desk, hit) for hit in found.hits[(number - 1) * SIZE :]],
        questions=_questions(context.graph, words, view.address) if number == 1 and not kind else [],
        kinds=[(name, total, _narrowed(view.address, words, name, domain)) for name, total in found.kinds],
        pages=[(each, view.address.path(href)) for each, href in pages(PATH, pinned, number, count)],
        number=number,
    )


def data(context: Context, *, words: str, kind: str, domain: str, limit: int) -> Rendered:
    """Return the hits as JSON, as ``mgi search --format json`` writes them."""
    found = _search(context.graph, words, kind, domain, limit=limit)
    return Rendered(body=write_json(found).encode(), content_type="application/json")


def read_questions(graph: Graph) -> tuple[Mapping[str, Sequence[str]], tuple[str, ...]]:
    """Read what the parameters of the saved queries may be called, and the names of the assessed States."""
    if graph.store not in _NAMES:
        _NAMES[graph.store] = read_names(graph.queries, graph.store), read_assessed(graph.store)
    return _NAMES[graph.store]


def _search(graph: Graph, words: str, kind: str, domain: str, *, limit: int) -> Hits:
    digest = graph.store.digest
    if digest not in _INDEXES:
        _INDEXES[digest] = ensure_index(graph.project, digest, lambda: certain(graph.store))
    return search(_INDEXES[digest], words, kind=kind or None, domain=domain or None, limit=limit)


def _questions(graph: Graph, words: str, address: Address) -> list[Ref]:
    """Return the saved queries that answer a question, what it names filled in."""
    names, assessed = read_questions(graph)
    hits = put_empty_last(rank(graph.queries, words, names, assessed)[:_QUESTIONS], graph.store)
    found = []
    for hit in hits:
        given: dict[str, list[str]] = {}
        for name, value in hit.parameters:
            given.setdefault(name, []).append(value)
        told = ", ".join(f"{name} {value}" for name, value in hit.parameters)
        text = f"{hit.saved.header.summary} ({told})" if told else hit.saved.header.summary
        found.append(Ref(text, address.path(asking(hit.saved.name, **given))))
    return found


def _item(desk: Desk, hit: Hit) -> Found:
    address = desk.view.address
    queries = [
        Ref(each.summary, address.path(asking(each.name, **{each.parameter: each.value}))) for each in hit.queries
    ]
    places = [desk.places.of(passage.iri) for passage in hit.passages]
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in hit.snippet.marks:
        parts += [(hit.snippet.text[at:start], False), (hit.snippet.text[start:end], True)]
        at = end
    parts.append((hit.snippet.text[at:], False))
    shown = parts if hit.snippet.text != hit.label else []
    return Found(Ref(hit.label, address.link(hit.iri)), hit.kind, hit.place, shown, desk.filler.cites(places), queries)


def _narrowed(address: Address, words: str, kind: str, domain: str) -> str:
    given = {name: [value] for name, value in (("q", words), ("kind", kind), ("domain", domain)) if value}
    return address.path(link(PATH, given))


def _with_status(rendered: Rendered, status: int) -> Rendered:
    return Rendered(body=rendered.body, content_type=HTML.content_type, status=status)
