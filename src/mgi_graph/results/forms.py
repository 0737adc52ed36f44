"""Every form that an answer can be written in: the one table that options, files and pages read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple

from mgi_graph.errors import OutputError

#: What an answer may be: rows of a SELECT, the yes or no of an ASK, triples of a CONSTRUCT or DESCRIBE.
ROWS: Final = "rows"
VERDICT: Final = "a yes or no"
TRIPLES: Final = "triples"
_OF: Final = {"ASK": VERDICT, "CONSTRUCT": TRIPLES, "DESCRIBE": TRIPLES}
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PARQUET: Final = "application/vnd.apache.parquet"


class Form(NamedTuple):
    """A form: the name that ``--format`` takes, its suffixes and media type, and what it can hold.

    ``binary`` forms are bytes; ``extra`` names the optional dependencies that it needs; a form that
    ``cites`` has a place for the citation of the run, the others take it in a file beside them.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    holds: tuple[str, ...]
    about: str
    binary: bool = False
    extra: str = ""
    cites: bool = False


#: In the order of preference: the first that can hold an answer is the one for people.
FORMS: Final = (
    Form("table", (".txt",), "text/plain", (ROWS,), "a table to read, as wide as the terminal", cites=True),
    Form("text", (".txt",), "text/plain", (VERDICT,), "yes or no"),
    Form("csv", (".csv",), "text/csv", (ROWS,), "for pandas, R and every other tool"),
    Form("tsv", (".tsv", ".tab"), "text/tab-separated-values", (ROWS,), "the same columns, parted by tabs"),
    Form("json", (".json",), "application/json", (ROWS, VERDICT), "typed records with their evidence", cites=True),
    Form("markdown", (".md", ".markdown"), "text/markdown", (ROWS,), "a table for documents and issues", cites=True),
    Form("html", (".html", ".htm"), "text/html", (ROWS,), "a page of its own, without script", cites=True),
    Form("xlsx", (".xlsx",), _SHEET, (ROWS,), "Excel, with typed cells", binary=True, extra="excel", cites=True),
    Form("parquet", (".parquet",), _PARQUET, (ROWS,), "for data frames", binary=True, extra="frames", cites=True),
    Form("srj", (".srj",), "application/sparql-results+json", (ROWS, VERDICT), "SPARQL 1.1 results as JSON"),
    Form("srx", (".srx",), "application/sparql-results+xml", (ROWS, VERDICT), "SPARQL 1.1 results as XML"),
    Form("turtle", (".ttl",), "text/turtle", (TRIPLES,), "Turtle, grouped and sorted"),
    Form("ntriples", (".nt",), "application/n-triples", (TRIPLES,), "one triple a line, sorted"),
    Form("jsonld", (".jsonld",), "application/ld+json", (TRIPLES,), "expanded JSON-LD"),
    Form("rdfxml", (".rdf", ".owl"), "application/rdf+xml", (TRIPLES,), "RDF/XML"),
    Form("trig", (".trig",), "application/trig", (TRIPLES,), "TriG, all in the default graph"),
    Form("nquads", (".nq",), "application/n-quads", (TRIPLES,), "N-Quads, all in the default graph"),
)
BY_NAME: Final = {form.name: form for form in FORMS}


def names(*kinds: str) -> tuple[str, ...]:
    """Return the names of the forms that can hold an answer of one of some kinds, the preferred first.

    >>> names(VERDICT)
    ('text', 'json', 'srj', 'srx')
    """
    return tuple(form.name for form in FORMS if set(kinds) & set(form.holds))


def form_for(file: str, *kinds: str) -> str | None:
    """Return the form that the name of a file asks for, or ``None`` where it has no suffix.

    A suffix that no form has is refused: the file would not hold what its name says.

    >>> form_for("answer.csv"), form_for("answer"), form_for("answer.txt", VERDICT)
    ('csv', None, 'text')
    """
    suffix = PurePath(file).suffix.lower()
    found = [form for form in FORMS if suffix in form.suffixes]
    fit = [form for form in found if not kinds or set(kinds) & set(form.holds)]
    if suffix and not found:
        offered = [form.suffixes[0] for form in FORMS if not kinds or set(kinds) & set(form.holds)]
        known = ", ".join(dict.fromkeys(offered))
        raise OutputError(f"no form has the suffix {suffix} of {file}; use one of {known}, or say --format")
    return next((form.name for form in (*fit, *found)), None)


def fitting(kind: str, form: str | None) -> Form:
    """Return the form for an answer of a kind, the preferred one where none is named.

    Raises :class:`OutputError` for a form that cannot hold the answer.
    """
    offered = names(kind)
    if form is None:
        return BY_NAME[offered[0]]
    if form not in offered:
        raise OutputError(f"the answer is {kind}, which cannot be written as {form}; use {', '.join(offered)}")
    return BY_NAME[form]


def fits(query: str, form: str | None) -> None:
    """Refuse a form that cannot hold the answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, before it is run."""
    if query:
        fitting(kind_of(query), form)


def kind_of(query: str) -> str:
    """Return what the answer to a SELECT, ASK, CONSTRUCT or DESCRIBE is."""
    return _OF.get(query, ROWS)
