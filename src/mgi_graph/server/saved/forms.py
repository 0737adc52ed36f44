"""The representations of a saved query: the forms of its answer, the query itself, its references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.results.forms import BY_NAME, FORMS, ROWS
from mgi_graph.server.media import HTML, JSON_LD, RDF, Representation

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The forms of an answer, as :mod:`mgi_graph.results.forms` has them, by their suffix without the dot.
ANSWERS: Final = {suffix[1:]: form for form in FORMS if ROWS in form.holds for suffix in form.suffixes}
#: The query itself: SPARQL, and its description in the syntaxes of RDF; JSON is the answer, not the description.
SPARQL: Final = Representation("SPARQL", "application/sparql-query", "rq")
DESCRIPTIONS: Final = tuple(each._replace(aliases=()) if each is JSON_LD else each for each in RDF)
#: The references of an answer: for each suffix what ``--cite`` calls it, and the media type.
REFERENCES: Final = {
    "bib": ("bibtex", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "csl.json": ("csl-json", "application/vnd.citationstyles.csl+json"),
    "txt": ("text", "text/plain; charset=utf-8"),
}
#: What links call the forms of an answer.
TITLES: Final = {
    "csv": "CSV", "xlsx": "Excel", "json": "JSON", "parquet": "Parquet", "tsv": "TSV", "markdown": "Markdown",
    "html": "HTML", "table": "Text", "srj": "SPARQL JSON", "srx": "SPARQL XML",
}  # fmt: skip


def representation(form: str) -> Representation:
    """Return a form of an answer as a representation.

    >>> representation("csv").media_type
    'text/csv'
    """
    found = BY_NAME[form]
    return Representation(TITLES[form], found.media_type, found.suffixes[0][1:])


#: Every form of an answer.
DATA: Final = tuple(representation(name) for name in TITLES)
#: What the address of a query is negotiated in: its page first, then the forms of its answer. A page for a browser is
#: the page of this site; the one without links to it is asked for by suffix.
PAGE: Final = HTML
OFFERS: Final = (PAGE, *(each for each in DATA if each.media_type != PAGE.media_type))
#: What it is negotiated in where nothing is given: then it identifies the query, which can be described.
RESOURCE: Final = (*OFFERS, *DESCRIPTIONS, SPARQL)


def by_suffix(suffix: str, offers: Sequence[Representation]) -> Representation | None:
    """Find what a suffix asks for."""
    return next((each for each in offers if each.suffix == suffix), None)
