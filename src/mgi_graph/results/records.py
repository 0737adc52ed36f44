"""An answer as JSON: plain records for programs, and the SPARQL 1.1 Query Results JSON Format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD
from mgi_graph.results.cells import lexical
from mgi_graph.results.cite import cite, parts_of
from mgi_graph.results.grids import Grid, digest_grids
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.references.text import line_of
from mgi_graph.results.run import record_of, run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer, AnswerRow, Verdict
    from mgi_graph.queries.passages import Passage
    from mgi_graph.results.layout import Layout
    from mgi_graph.store.protocol import Term

Json: TypeAlias = "dict[str, Any]"

_XSD: Final = STANDARD["xsd"]
_INTEGERS: Final = {f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long", f"{_XSD}nonNegativeInteger"}


def write_json(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write the question, its parameters, one object a row, the sources and the citation of the run.

    A list column holds an array. An IRI is ``{"iri", "label"}``, an integer or boolean is itself; a
    decimal is a string, because a JSON number would change it. ``total`` counts the rows of the whole
    answer; ``next`` is the cursor of the rows after these, null after the last.
    """
    from mgi_graph.results.emptiness import record, unmatched_record

    rows = [_row(answer, row, layout, number) for number, row in enumerate(answer.rows)]
    run = run_of(answer, layout, form="json", shown=digest_grids([objects_grid(rows)]))
    return dumps(
        {
            "query": answer.name or None,
            "title": answer.title or None,
            "question": answer.question or None,
            "parameters": {name: list(values) for name, values in answer.parameters},
            "columns": [{"name": column.name, "kind": column.kind} for column in answer.columns],
            "rows": rows,
            "total": answer.total,
            "first": run.first,
            "next": (answer.page.next or None) if answer.page else None,
            "emptiness": record(answer.emptiness) if answer.emptiness else None,
            "unmatched": unmatched_record(answer.unmatched),
            "sources": list(answer.sources),
            "dataset": f"sha256:{answer.digest}",
            "citation": record_of(run),
        }
    )


def objects_grid(rows: Sequence[Json]) -> Grid:
    """Return the rows of a JSON answer as heads and cells, each cell the JSON of its value."""
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    cells = [tuple(json.dumps(row[head], ensure_ascii=False) if head in row else "" for head in heads) for row in rows]
    return Grid(heads, tuple(cells))


def write_srj(answer: Answer) -> str:
    """Write what the engine gave, unfolded (SPARQL 1.1 Query Results JSON Format §3)."""
    names = answer.solutions.columns
    bindings = [
        {name: binding(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in answer.solutions.rows
    ]
    return dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}})


def write_verdict(verdict: Verdict) -> str:
    """Write the answer to an ASK (SPARQL 1.1 Query Results JSON Format §3.3.2)."""
    return dumps({"head": {}, "boolean": verdict.holds})


def passage_record(passage: Passage) -> Json:
    """Return a passage as an object with its citation."""
    pages = [page for page in (passage.first_page, passage.last_page) if page is not None]
    return {
        "iri": passage.iri,
        "locator": passage.locator or None,
        "pages": sorted(set(pages)),
        "citation": cite(passage),
        "profile": passage.profile or None,
        **{name: part or None for name, part in parts_of(passage.locator)._asdict().items()},
    }


def value_record(term: Term | None, label: str | None = None) -> object:
    """Return a term as the JSON value that a program expects."""
    if isinstance(term, ox.NamedNode):
        return {"iri": term.value, "label": label}
    if isinstance(term, ox.Literal) and term.datatype.value in _INTEGERS:
        return int(term.value)
    if isinstance(term, ox.Literal) and term.datatype.value == f"{_XSD}boolean":
        return term.value in {"true", "1"}
    return None if term is None else lexical(term)


def dumps(value: object) -> str:
    """Write JSON as the project writes it: indented, readable characters, one line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _row(answer: Answer, row: AnswerRow, layout: Layout, number: int) -> Json:
    found: Json = {}
    for column, cell in zip(answer.columns, row.values, strict=True):
        values = [value_record(term, answer.labels.get(lexical(term))) for term in cell]
        found[column.name] = values if column.many else next(iter(values), None)
    if answer.cited:
        found["evidence"] = [passage_record(passage) for passage in row.passages]
    if layout.references:
        found["keySources"] = [
            {"iri": each.iri, "short": each.short, "reference": line_of(each), "url": each.url or None}
            for each in layout.references.rows[number]
        ]
    return found


def binding(term: Term) -> Json:
    """Return a term as SPARQL 1.1 Query Results JSON §3.2.2 writes it, and triple terms as 1.2 does."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: binding(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return found | {"xml:lang": term.language}
    return found if term.datatype.value == f"{_XSD}string" else found | {"datatype": term.datatype.value}
