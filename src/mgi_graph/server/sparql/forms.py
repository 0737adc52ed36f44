"""The forms of an answer, and how a request chooses one (SPARQL 1.1 Protocol §2.1.6)."""

from __future__ import annotations

from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.guard import MAX_TOKENS
from mgi_graph.queries.syntax import FORMS
from mgi_graph.queries.tokens import scan
from mgi_graph.server.media import HTML, JSON_LD, N_QUADS, N_TRIPLES, RDF, RDF_XML, TURTLE, Representation
from mgi_graph.server.negotiation import choose
from mgi_graph.server.problem import Problem, not_acceptable

if TYPE_CHECKING:
    from mgi_graph.server.address import Address

SRJ: Final = Representation("JSON", "application/sparql-results+json", "srj", ("application/json",))
SRX: Final = Representation("XML", "application/sparql-results+xml", "srx", ("application/xml", "text/xml"))
CSV: Final = Representation("CSV", "text/csv", "csv")
TSV: Final = Representation("TSV", "text/tab-separated-values", "tsv")
TEXT: Final = Representation("text", "text/plain", "txt")

ROWS: Final = (SRJ, SRX, CSV, TSV, HTML)
BOOLEAN: Final = (SRJ, SRX, TEXT, HTML)
GRAPH: Final = (*RDF, HTML)
#: What the answer to each form of query is offered as, the preferred first. A text that has none of them is malformed.
OFFERS: Final = MappingProxyType({"SELECT": ROWS, "ASK": BOOLEAN, "CONSTRUCT": GRAPH, "DESCRIBE": GRAPH})

#: What clients call forms in the parameter ``format``, beside suffixes and media types.
_CALLED: Final = MappingProxyType(
    {
        "json": (SRJ, JSON_LD),
        "xml": (SRX, RDF_XML),
        "text": (TEXT,),
        "turtle": (TURTLE,),
        "n3": (TURTLE,),
        "json-ld": (JSON_LD,),
        "rdf+xml": (RDF_XML,),
        "rdfxml": (RDF_XML,),
        "ntriples": (N_TRIPLES,),
        "nquads": (N_QUADS,),
    }
)
_ALL: Final = tuple(dict.fromkeys((*ROWS, *BOOLEAN, *GRAPH)))
_ASKED: Final = MappingProxyType(
    {**{name: (each,) for each in _ALL for name in (each.suffix, each.media_type)}, **_CALLED}
)
_TYPES: Final = MappingProxyType(
    {offers: {name: each for each in offers for name in (each.media_type, *each.aliases)} for offers in OFFERS.values()}
)
_ORDERED: Final = MappingProxyType(
    {
        offers: (*(each.media_type for each in offers), *chain.from_iterable(each.aliases for each in offers))
        for offers in OFFERS.values()
    }
)


def form_of(query: str) -> str:
    r"""Return ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, or nothing, reading no further than to that word.

    >>> form_of("# ASK\nPREFIX select: <x> CONSTRUCT WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    read = islice(scan(query), MAX_TOKENS)  # what is longer is refused
    return next((token.keyword for token in read if token.keyword in FORMS), "")


def choose_form(query: str, accept: str | None, asked: str, address: Address) -> tuple[Representation, str]:
    """Return the form of the answer to a query, and the media type to call it by.

    ``asked`` is the value of ``format``, which goes before Accept. Without either, an answer is SPARQL Results JSON
    or Turtle. Raises :class:`Problem` (400 for a form that nothing has, 406).
    """
    offers = OFFERS.get(form_of(query))
    if asked:
        return _asked(asked, offers or ROWS)
    if offers is None:
        return SRJ, SRJ.media_type
    chosen = choose(accept, _ORDERED[offers])
    if chosen is None:
        raise not_acceptable(accept or "", {each.media_type: _link(address, each) for each in offers})
    found = _TYPES[offers][chosen]
    return found, found.media_type if found is HTML else chosen


def _asked(name: str, offers: tuple[Representation, ...]) -> tuple[Representation, str]:
    names = [each.strip().lower().replace(" ", "+") for each in name.split(",")]  # SPARQLWrapper sends a list
    named = next((_ASKED[each] for each in names if each in _ASKED), None)
    available = ", ".join(each.suffix for each in offers)
    if named is None:
        detail = f"There is no form {name[:80]!r}; this query can be had as {available}."
        raise Problem(status=400, kind="bad-parameter", title="A parameter does not accept its value", detail=detail)
    for each in named:
        if each in offers:
            return each, each.media_type
    detail = f"The answer to this query cannot be written as {named[0].name}; use {available}."
    raise Problem(status=406, kind="not-acceptable", title="There is no such form of this answer", detail=detail)


def _link(address: Address, form: Representation) -> str:
    return f"{address.path('/sparql')}?format={form.suffix}"
