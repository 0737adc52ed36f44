"""From what a request asks to the rows that answer it, in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.errors import ParameterError
from mgi_graph.queries.asking import ask
from mgi_graph.results.layout import PLAIN, Layout
from mgi_graph.results.paging import page_of
from mgi_graph.server.pinning import PINNED
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Answer
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked


def answer_of(context: Context, asked: Asked) -> Answer:
    """Return the page of the answer that was asked for.

    Raises :class:`NameNotFoundError` and :class:`ParameterError` for what was given, :class:`Problem` for a cursor
    of another answer, and for more rows than the settings allow.
    """
    graph = context.graph
    found = ask(graph.store, graph.queries, asked.name, asked.values, language=asked.language)
    try:
        page = page_of(found, asked.limit, asked.after)
    except ParameterError as error:
        raise _stale(error, found.digest) from error
    if len(page.rows) > (most := context.settings.query_rows):
        raise _many(len(page.rows), most)
    return page


def layout_of(context: Context, asked: Asked, page: Answer) -> Layout:
    """Return how an answer is to be laid out, with its key sources where the evidence is wanted in long form."""
    references = None
    if asked.evidence:
        from mgi_graph.results.references.read import read_references

        references = read_references(context.graph.store, page)
    if not (asked.evidence or asked.iris or asked.bom):
        return PLAIN
    return Layout(iris=asked.iris, bom=asked.bom, references=references)


def bounded(data: bytes, context: Context) -> bytes:
    """Return data that is not larger than the settings allow; raises :class:`Problem` where it is."""
    if len(data) <= (most := context.settings.query_bytes):
        return data
    raise Problem(
        status=400,
        kind="answer-too-large",
        title="The answer is larger than this server sends",
        detail=f"It has {len(data)} bytes, and at most {most} are sent. Ask for pages of it with limit.",
    )


def _stale(error: ParameterError, digest: str) -> Problem:
    said = error.message.replace("--after", "after").partition("; ")[0]
    return Problem(
        status=404,
        kind="stale-cursor",
        title="The cursor does not belong to this answer",
        detail=f"{said}; dataset {digest[:PINNED]}… is loaded. Ask again without after for the first page, and follow "
        "the links to the next ones.",
        extras={"loaded": digest},
    )


def _many(count: int, most: int) -> Problem:
    return Problem(
        status=400,
        kind="answer-too-large",
        title="The answer has more rows than this server sends",
        detail=f"It has {count} rows, and at most {most} are sent. Ask for pages of it with limit.",
    )
