"""An answer as tidy tables: one row an observation, lists and evidence in tables of their own.

After H. Wickham, Tidy Data (2014): a variable is a column, an observation a row, a sort of observation a
table. ``row`` ties the tables together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mgi_graph.codebook.model import Code, Codebook, Reference, Table, Variable
from mgi_graph.codebook.variables import measure, words
from mgi_graph.namespaces import shrink
from mgi_graph.results.cite import cite, several
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.run import run_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.codebook.variables import Measured
    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store


def make_codebook(saved: SavedQuery, answer: Answer, store: Store) -> Codebook:
    """Return the answer to a saved query as tables with all that is known of their columns."""
    measured = measure(answer, saved.text, store)
    lists = [each for each in measured if each.column.many]
    codes = {code.iri: code for each in measured for code in each.variable.codes}
    tables = [_main(saved, answer, [each for each in measured if not each.column.many])]
    tables += [_long(saved.name, each, answer.labels) for each in lists]
    tables += [_evidence(saved.name, answer)] if answer.cited else []
    tables += [_codes(saved.name, tuple(codes[iri] for iri in sorted(codes)))] if codes else []
    return Codebook(
        name=saved.name,
        title=saved.header.summary,
        description=saved.header.description,
        question=saved.header.question,
        parameters=answer.parameters,
        query=saved.text,
        run=run_of(answer, PLAIN),
        sources=tuple(answer.sources),
        tables=tuple(tables),
    )


def _main(saved: SavedQuery, answer: Answer, measured: Sequence[Measured]) -> Table:
    variables = [_counter("row", "observation", "number of the observation, from 1, in the order of the query", answer)]
    columns: list[list[str]] = [[str(place) for place in range(1, len(answer.rows) + 1)]]
    for each in measured:
        variables.append(each.variable)
        columns.append(["".join(cell[:1]) for cell in each.cells])
        if each.variable.kind in {"iri", "code"}:
            labels = [_called(value, answer.labels) for value in columns[-1]]
            variables.append(_label(each.variable, labels))
            columns.append(labels)
    return Table(
        file=f"{saved.name}.csv",
        title=saved.header.summary,
        variables=tuple(variables),
        rows=tuple(zip(*columns, strict=True)),
        key=("row",),
        references=_coded(saved.name, [each.variable for each in measured]),
    )


def _long(name: str, each: Measured, labels: Mapping[str, str]) -> Table:
    found = [
        (str(row), str(place), value)
        for row, cell in enumerate(each.cells, start=1)
        for place, value in enumerate(cell, start=1)
    ]
    named = each.variable.kind in {"iri", "code"}
    spoken = [_called(value, labels) for _, _, value in found]
    value = _present(each.variable)
    variables = (*_keys(name, found), value, *([_label(value, spoken)] if named else []))
    rows = [(*line, label) if named else line for line, label in zip(found, spoken, strict=True)]
    return Table(
        file=f"{name}-{each.variable.name}.csv",
        title=f"The values of {each.variable.name}, one a row",
        variables=variables,
        rows=tuple(rows),
        key=("row", "place"),
        references=(_row_of(name), *_coded(name, [value])),
    )


def _evidence(name: str, answer: Answer) -> Table:
    many = several(passage for row in answer.rows for passage in row.passages)
    rows = [
        (
            str(number),
            str(place),
            passage.iri,
            passage.locator,
            *("" if page is None else str(page) for page in (passage.first_page, passage.last_page)),
            cite(passage, profile=many),
            passage.profile,
        )
        for number, row in enumerate(answer.rows, start=1)
        for place, passage in enumerate(row.passages, start=1)
    ]
    told: tuple[tuple[str, str, str, str], ...] = (
        ("passage", "iri", "passage of a source on which the observation rests", ""),
        ("locator", "text", "place of the passage in the source: section, paragraph, sentence", ""),
        ("firstPage", "integer", "earliest page on which the passage may stand", "page number"),
        ("lastPage", "integer", "latest page on which the passage may stand", "page number"),
        ("citation", "text", "the passage as people cite it", ""),
        ("source", "iri", "profile or other record that the passage is part of", ""),
    )
    described = [
        _plain(head, kind, text, unit, [row[index] for row in rows])
        for index, (head, kind, text, unit) in enumerate(told, start=2)
    ]
    return Table(
        file=f"{name}-evidence.csv",
        title="The passages that each observation rests on",
        variables=(*_keys(name, rows), *described),
        rows=tuple(rows),
        key=("row", "place"),
        references=(_row_of(name),),
    )


def _codes(name: str, codes: Sequence[Code]) -> Table:
    rows = [(code.iri, code.curie, code.label, code.definition, code.scheme) for code in codes]
    told = (
        ("code", "iri", "the code, a concept of a scheme or a term of the ontology"),
        ("curie", "text", "the code in short"),
        ("label", "text", "what the code is called, in English"),
        ("definition", "text", "what the code means"),
        ("scheme", "iri", "concept scheme or ontology that the code belongs to"),
    )
    variables = [_plain(head, kind, text, "", [row[at] for row in rows]) for at, (head, kind, text) in enumerate(told)]
    return Table(
        file=f"{name}-codes.csv",
        title="The codes, all of each scheme",
        variables=tuple(variables),
        rows=tuple(rows),
        key=("code",),
    )


def _plain(name: str, kind: str, text: str, unit: str, values: Sequence[str]) -> Variable:
    return Variable(
        name=name,
        label=words(name),
        definition=text,
        kind=kind,  # type: ignore[arg-type] # written out above
        unit=unit,
        missing=sum(not value for value in values),
        distinct=len(set(values) - {""}),
    )


def _counter(name: str, label: str, text: str, answer: Answer) -> Variable:
    return Variable(name=name, label=label, definition=text, kind="integer", unit="number", distinct=len(answer.rows))


def _keys(name: str, rows: Sequence[tuple[str, ...]]) -> tuple[Variable, Variable]:
    return (
        _plain(
            "row",
            "integer",
            f"observation of {name}.csv to which the value belongs",
            "number",
            [row[0] for row in rows],
        ),
        _plain(
            "place",
            "integer",
            "place of the value among those of its observation, from 1",
            "number",
            [row[1] for row in rows],
        ),
    )


def _label(variable: Variable, labels: Sequence[str]) -> Variable:
    text = f"what {variable.name} is called, in English; its short IRI where it has no name"
    return _plain(f"{variable.name}Label", "text", text, "", labels)


def _called(iri: str, labels: Mapping[str, str]) -> str:
    return labels.get(iri) or shrink(iri)


def _present(variable: Variable) -> Variable:
    """Return a variable as it stands in a table of its own, where a missing value has no row."""
    return replace(variable, missing=0)


def _row_of(name: str) -> Reference:
    return Reference(column="row", table=f"{name}.csv", key="row")


def _coded(name: str, variables: Sequence[Variable]) -> tuple[Reference, ...]:
    """Refer to the codes, where every row has one: strict validators take a missing value for a broken reference."""
    return tuple(
        Reference(column=each.name, table=f"{name}-codes.csv", key="code")
        for each in variables
        if each.kind == "code" and each.required
    )
