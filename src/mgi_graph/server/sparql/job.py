"""Answer a SPARQL query in a worker."""

from __future__ import annotations

import difflib
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import MgiError
from mgi_graph.queries import grammar
from mgi_graph.server.address import Address
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML, RDF
from mgi_graph.server.pages.templating import render
from mgi_graph.server.sparql import forms
from mgi_graph.server.sparql.asked import Asked
from mgi_graph.server.sparql.shown import show as shown_of
from mgi_graph.server.sparql.writers import Bounds, write_boolean, write_rows, write_triples

if TYPE_CHECKING:
    from mgi_graph.server.engine.jobs import Context

#: What engine, guard and writers import late is imported here: a worker for strangers can open no file.
_NEEDED: Final = (difflib, grammar)
#: What the answer can be had as beside the page that shows it.
_DOWNLOADS: Final = {
    "rows": (forms.CSV, forms.TSV, forms.SRJ, forms.SRX),
    "boolean": (forms.SRJ, forms.SRX),
    "graph": RDF,
}
#: One query of each sort, and of each sort of mistake: what they need is then there.
_SAMPLES: Final = (
    ("SELECT * { ?s ?p ?o } LIMIT 1", ("srj", "srx", "csv", "tsv")),
    ("ASK { ?s a skos:Concept }", ("srj", "srx", "txt")),
    ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", ("ttl", "jsonld", "rdf", "nt", "nq", "trig")),
    ("SELECT * {", ("srj",)),
    ("SELECT * { ?s nothing:here ?o }", ("srj",)),
    ("ASK FROM <nothing> { ?s ?p ?o }", ("srj",)),
)


def answer(  # noqa: PLR0913 - the parameters of the protocol
    context: Context,
    *,
    query: str,
    form: str,
    content_type: str = "",
    base: str | None = None,
    default: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
) -> Rendered:
    """Return the answer to a query in the form of a suffix (:mod:`mgi_graph.server.sparql.forms`).

    Relative IRIs are resolved against ``base``; ``default`` and ``named`` are the dataset that the protocol names.
    """
    asked = Asked(context, query, base=base, default=default, named=named)
    bounds = _bounds(context)
    with asked.explaining():
        found = asked.evaluate()
        if isinstance(found, ox.QuerySolutions):
            body = write_rows(asked.solutions(found), form, bounds)
        elif isinstance(found, ox.QueryBoolean):
            body = write_boolean(found, form)
        else:
            body = write_triples(found, form, bounds)
    return Rendered(body=body, content_type=content_type)


def show(  # noqa: PLR0913 - as above
    context: Context,
    *,
    query: str,
    address: Address,
    base: str | None = None,
    default: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
) -> Rendered:
    """Return the answer to a query as a part of a page."""
    asked = Asked(context, query, base=base, default=default, named=named)
    with asked.explaining():
        found = asked.evaluate()
        if isinstance(found, ox.QuerySolutions):
            found = asked.solutions(found)()
        shown = shown_of(found, context.graph.store, address, _bounds(context))
    given = [("query", query), *(("default-graph-uri", each) for each in default)]
    given += [("named-graph-uri", each) for each in named]
    endpoint = address.path("/sparql")
    downloads = [
        (each.name, f"{endpoint}?{urlencode([*given, ('format', each.suffix)])}") for each in _DOWNLOADS[shown.kind]
    ]
    text = render("answered.html", address, answer=shown, downloads=downloads)
    return Rendered(body=text.encode(), content_type=HTML.content_type)


def _bounds(context: Context) -> Bounds:
    return Bounds(rows=context.settings.query_rows, bytes=context.settings.query_bytes)


def warm(context: Context) -> None:
    """Have each sort of query done once."""
    for query, suffixes in _SAMPLES:
        for form in suffixes:
            with suppress(MgiError):
                answer(context, query=query, form=form, base=namespaces.BASE)
        with suppress(MgiError):
            show(context, query=query, address=Address())
