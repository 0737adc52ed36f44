"""An answer as CSV (RFC 4180) or TSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.results.cells import lexical
from mgi_graph.results.cite import cite_all, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.store.protocol import Term


def write_csv(answer: Answer) -> str:
    """Write one line a row; an IRI column is followed by one with its labels.

    In a list, IRIs are parted by spaces, labels and other values by semicolons.
    With evidence, ``evidence`` holds the passages' IRIs, parted by spaces, and ``citation`` the
    citations, parted by semicolons.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_lines(answer))
    return out.getvalue()


def write_tsv(answer: Answer) -> str:
    """Write the same columns parted by tabs; tabs and line ends in values become spaces."""
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in _lines(answer))


def _lines(answer: Answer) -> Iterator[list[str]]:
    labelled = [_labelled(answer, index) for index in range(len(answer.columns))]
    many = several(passage for row in answer.rows for passage in row.passages)
    heads = []
    for column, label in zip(answer.columns, labelled, strict=True):
        heads += [column.name, f"{column.name}_label"] if label else [column.name]
    yield heads + (["evidence", "citation"] if answer.cited else [])
    for row in answer.rows:
        cells = []
        for cell, label in zip(row.values, labelled, strict=True):
            names = (" " if label else "; ").join(map(lexical, cell))
            cells += [names, "; ".join(_label(answer, term) for term in cell)] if label else [names]
        yield cells + (_evidence(row, many=many) if answer.cited else [])


def _labelled(answer: Answer, index: int) -> bool:
    if answer.columns[index].kind == "iri":
        return True
    return any(_label(answer, term) for row in answer.rows for term in row.values[index])


def _label(answer: Answer, term: Term) -> str:
    return answer.labels.get(term.value, "") if isinstance(term, ox.NamedNode) else ""


def _evidence(row: AnswerRow, *, many: bool) -> list[str]:
    return [" ".join(passage.iri for passage in row.passages), "; ".join(cite_all(row.passages, profile=many))]
