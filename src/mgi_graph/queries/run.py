"""Run a query, saved or free, and give its answer a type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from mgi_graph.queries.answer import Answer, AnswerRow, Statements, Verdict
from mgi_graph.queries.guard import check
from mgi_graph.queries.header import Column
from mgi_graph.queries.names import read_labels
from mgi_graph.queries.parameters import bind_all
from mgi_graph.queries.passages import citation, read_passages
from mgi_graph.queries.syntax import declare, explain, form
from mgi_graph.queries.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.answer import Cell
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Row, Scope, Solutions, Store, Term

Result: TypeAlias = Answer | Verdict | Statements


def run_saved(store: Store, saved: SavedQuery, given: Mapping[str, Sequence[str]]) -> Answer:
    """Run a saved query with values for its parameters; rows equal but for lists and evidence become one.

    Raises :class:`NameNotFoundError` and :class:`ParameterError` for what was given.
    """
    check(saved.text, store.graph_names(), file=saved.file)
    text = bind_all(saved.text, saved.header, given, store)
    try:
        solutions = store.select(text)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise explain(error, text, file=saved.file) from error
    return read_answer(store, saved, given, solutions)


def read_answer(store: Store, saved: SavedQuery, given: Mapping[str, Sequence[str]], solutions: Solutions) -> Answer:
    """Make an answer of what an engine gave for a saved query: rows folded, passages and labels beside them."""
    columns = _columns(saved, solutions)
    values = [index for index, column in enumerate(columns) if column.kind != "evidence"]
    evidence = [index for index, column in enumerate(columns) if column.kind == "evidence"]
    passages = read_passages(store, _iris(solutions.rows, evidence))
    profiles = sorted({passage.profile for passage in passages.values() if passage.profile})
    return Answer(
        name=saved.name,
        title=saved.header.summary,
        question=saved.header.question,
        parameters=tuple((name, tuple(values)) for name, values in given.items()),
        columns=tuple(columns[index] for index in values),
        rows=tuple(_folded(rows, columns, passages) for rows in _groups(solutions.rows, columns)),
        cited=bool(evidence),
        labels=read_labels(store, _iris(solutions.rows, values)),
        sources=tuple(citation(store, profile) for profile in profiles),
        solutions=solutions,
        digest=store.digest,
    )


def run_text(store: Store, text: str, *, file: str = "query", labels: bool = False) -> Result:
    """Run free SPARQL; known prefixes need no declaration.

    Raises :class:`QuerySyntaxError` and :class:`QueryRefusedError` with the place in the text.
    """
    graphs = store.graph_names()
    scope = check(text, graphs, file=file)
    sent = declare(text, graphs, file=file)
    limits: dict[str, Scope] = {"scope": scope} if scope else {}
    try:
        match form(text):
            case "ASK":
                return Verdict(holds=store.ask(sent, **limits), digest=store.digest)
            case "CONSTRUCT" | "DESCRIBE":
                triples = store.construct(sent, **limits)
                return Statements(triples=tuple(sorted(set(triples), key=str)), digest=store.digest)
            case _:
                solutions = _as_written(store.select(sent, **limits), text)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise explain(error, text, file=file, sent=sent) from error
    columns = tuple(Column(name=name, kind="term") for name in solutions.columns)
    named = _iris(solutions.rows, range(len(columns))) if labels else ()
    return Answer(
        columns=columns,
        rows=tuple(AnswerRow(values=tuple(map(_cell, row))) for row in solutions.rows),
        solutions=solutions,
        digest=store.digest,
        labels=read_labels(store, named),
    )


def _as_written(solutions: Solutions, text: str) -> Solutions:
    """Put the columns of ``SELECT *`` in the order in which the query names them."""
    tokens = tokenize(text)
    select = next((index for index, token in enumerate(tokens) if token.keyword == "SELECT"), len(tokens))
    if "*" not in [token.text for token in tokens[select + 1 : select + 3]]:
        return solutions
    first = {token.text[1:]: index for index, token in reversed(list(enumerate(tokens))) if token.kind == "var"}
    order = sorted(range(len(solutions.columns)), key=lambda index: first.get(solutions.columns[index], len(tokens)))
    rows = tuple(tuple(row[index] for index in order) for row in solutions.rows)
    return replace(solutions, columns=tuple(solutions.columns[index] for index in order), rows=rows)


def _groups(rows: Iterable[Row], columns: Sequence[Column]) -> Iterable[Sequence[Row]]:
    """Put together the rows that agree in every column that is neither a list nor evidence."""
    single = [index for index, column in enumerate(columns) if not (column.many or column.kind == "evidence")]
    groups: dict[Row, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[index] for index in single), []).append(row)
    return groups.values()


def _folded(rows: Sequence[Row], columns: Sequence[Column], passages: Mapping[str, Passage]) -> AnswerRow:
    """Make one row of those that agree; a list keeps the order of the query, evidence that of the source."""
    cells = [tuple(dict.fromkeys(term for row in rows if (term := row[index]))) for index in range(len(columns))]
    shown = [cell for cell, column in zip(cells, columns, strict=True) if column.kind != "evidence"]
    cited = {iri for index, column in enumerate(columns) if column.kind == "evidence" for iri in _iris(rows, [index])}
    return AnswerRow(
        values=tuple(shown),
        passages=tuple(sorted((passages[iri] for iri in cited), key=lambda each: each.order)),
    )


def _cell(term: Term | None) -> Cell:
    return () if term is None else (term,)


def _columns(saved: SavedQuery, solutions: Solutions) -> tuple[Column, ...]:
    kinds = {column.name: column for column in saved.header.columns}
    return tuple(kinds.get(name) or Column(name=name, kind="term") for name in solutions.columns)


def _iris(rows: Iterable[Row], columns: Iterable[int]) -> tuple[str, ...]:
    wanted = tuple(columns)
    return tuple(term.value for row in rows for index in wanted if isinstance(term := row[index], ox.NamedNode))
