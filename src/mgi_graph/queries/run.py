"""Run a query, saved or free, and give its answer a type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from mgi_graph.queries.answer import Answer, AnswerRow, Statements, Verdict
from mgi_graph.queries.deferred import Deferred, DeferredLabels
from mgi_graph.queries.fold import cell, fold, iris, lay_out
from mgi_graph.queries.guard import check
from mgi_graph.queries.header import Column
from mgi_graph.queries.names import read_labels
from mgi_graph.queries.passages import citation
from mgi_graph.queries.preparation import prepare
from mgi_graph.queries.syntax import declare, explain, form
from mgi_graph.queries.tokens import tokenize
from mgi_graph.queries.versions import digest_of, read_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Scope, Solutions, Store

Result: TypeAlias = Answer | Verdict | Statements


def run_saved(
    store: Store,
    saved: SavedQuery,
    given: Mapping[str, Sequence[str]],
    *,
    language: str = "en",
    make: Callable[..., Answer] = Answer,
) -> Answer:
    """Run a saved query with values for its parameters; rows equal but for lists and evidence become one.

    ``make`` is what makes an answer of its parts: :class:`Answer` or one of its kind.

    Raises :class:`NameNotFoundError` and :class:`ParameterError` for what was given.
    """
    text = prepare(store, saved, given)
    try:
        solutions = store.select(text)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise explain(error, text, file=saved.file) from error
    return read_answer(store, saved, given, solutions, language, text=text, make=make)


def read_answer(  # noqa: PLR0913 (what an answer is made of)
    store: Store,
    saved: SavedQuery,
    given: Mapping[str, Sequence[str]],
    solutions: Solutions,
    language: str = "en",
    *,
    text: str = "",
    make: Callable[..., Answer] = Answer,
) -> Answer:
    """Make an answer of what an engine gave for a saved query: rows folded, passages and labels beside them.

    ``text`` is the query as the engine had it, ``make`` what makes an answer of its parts.
    """
    layout = lay_out(saved.header.columns, solutions.columns)
    rows = fold(store, solutions.rows, layout)
    return make(
        name=saved.name,
        title=saved.header.summary,
        question=saved.header.question,
        parameters=tuple((name, tuple(values)) for name, values in given.items()),
        columns=layout.columns,
        rows=rows,
        cited=bool(layout.cited),
        labels=DeferredLabels(lambda: read_labels(store, iris(solutions.rows, layout.places), language)),
        sources=Deferred(lambda: _sources(store, rows)),
        solutions=solutions,
        digest=store.digest,
        language=language,
        text=text,
        query_digest=digest_of(saved.text),
        versions=Deferred(lambda: read_versions(store)),
    )


def run_text(store: Store, text: str, *, file: str = "query", labels: bool = False, language: str = "en") -> Result:
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
    everywhere = range(len(columns)) if labels else ()
    return Answer(
        columns=columns,
        rows=tuple(AnswerRow(values=tuple(map(cell, row)), solutions=(row,)) for row in solutions.rows),
        solutions=solutions,
        digest=store.digest,
        labels=DeferredLabels(lambda: read_labels(store, iris(solutions.rows, everywhere), language)),
        language=language,
        text=text,
        query_digest=digest_of(text),
        versions=Deferred(lambda: read_versions(store)),
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


def _sources(store: Store, rows: Sequence[AnswerRow]) -> tuple[str, ...]:
    """Return how the records ask to be cited that the passages of some rows belong to."""
    records = sorted({passage.profile for row in rows for passage in row.passages if passage.profile})
    return tuple(citation(store, record) for record in records)
