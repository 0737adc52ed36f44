"""What a worker for pages has at hand before its first job: labels, templates, the index of the search."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from mgi_graph.search.index import ensure_index
from mgi_graph.server.address import Address
from mgi_graph.server.pages import search
from mgi_graph.server.pages.answers import View
from mgi_graph.server.pages.browse import bodies, countries, findings, instruments, start, tables, topics, treaties
from mgi_graph.store.rounds import certain

if TYPE_CHECKING:
    from mgi_graph.server.engine.jobs import Context

_PAGES: Final = (start.page, findings.page, instruments.page, treaties.page, bodies.page, topics.page, countries.page)


def warm(context: Context) -> None:
    """Make each page once, and the index where there is none; no connection to it is left open for the forks."""
    view = View(address=Address(), given={})
    for page in _PAGES:
        page(context, view=view)
    for path in tables.LISTINGS:
        tables.page(context, view=view, path=path)
    graph = context.graph
    with closing(ensure_index(graph.project, graph.store.digest, lambda: certain(graph.store))):
        search.read_questions(graph)
