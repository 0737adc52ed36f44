"""What the endpoint shows of itself, made in a worker: its description, and its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.editor import FIRST, Editor, Vocabulary, read_vocabulary
from mgi_graph.server.pages.templating import render
from mgi_graph.server.sparql.service import Holdings, description, read_holdings, written

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context


def describe(context: Context, *, address: Address, form: str, content_type: str) -> Rendered:
    """Return the description of the service at an address, in the syntax of a suffix."""
    triples = description(_holdings(context.graph), context.settings, address)
    return Rendered(body=written(triples, form), content_type=content_type)


def page(context: Context, *, address: Address, query: str = "", answer: str = "") -> Rendered:
    """Return the editor with a query, and with its answer as HTML where there is one."""
    editor = Editor(vocabulary=_vocabulary(context.graph), address=address, query=query or FIRST)
    template = "answer.html" if answer else "editor.html"
    digest = context.graph.store.digest
    text = render(template, address, editor=editor, digest=digest, answer=Markup(answer))  # escaped when it was made
    return Rendered(body=text.encode(), content_type=HTML.content_type)


def warm(context: Context) -> None:
    """Read once what the pages need of the dataset."""
    _holdings(context.graph)
    _vocabulary(context.graph)


@lru_cache(maxsize=1)
def _holdings(graph: Graph) -> Holdings:
    return read_holdings(graph.store)


@lru_cache(maxsize=1)
def _vocabulary(graph: Graph) -> Vocabulary:
    return read_vocabulary(graph)
