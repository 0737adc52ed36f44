"""Which forms there are for which kind of answer, by the names that ``--format`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.errors import OutputError
from mgi_graph.queries.answer import Answer, Verdict

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Statements

ANSWER: Final = ("table", "csv", "tsv", "json", "markdown", "srj")
VERDICT: Final = ("text", "json", "srj")
STATEMENTS: Final = ("turtle", "ntriples", "jsonld")


def write(
    answer: Answer | Verdict | Statements, form: str | None = None, *, width: int | None = None, iris: bool = False
) -> str:
    """Write an answer in a form, the first one of its kind where none is named.

    Raises :class:`OutputError` for a form that does not fit the answer. ``width`` and ``iris`` are
    for people: see :func:`mgi_graph.results.table.write_table`.
    """
    if isinstance(answer, Answer):
        return _answer(answer, _fitting(form, ANSWER, "rows"), width, iris=iris)
    if isinstance(answer, Verdict):
        from mgi_graph.results.records import write_verdict

        named = _fitting(form, VERDICT, "a yes or no")
        return f"{'yes' if answer.holds else 'no'}\n" if named == "text" else write_verdict(answer)
    from mgi_graph.results import rdf

    writers = {"turtle": rdf.write_turtle, "ntriples": rdf.write_ntriples, "jsonld": rdf.write_jsonld}
    return writers[_fitting(form, STATEMENTS, "triples")](answer.triples)


def fits(kind: str, form: str | None) -> None:
    """Refuse a form that cannot hold the answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, before it is run."""
    if kind == "ASK":
        _fitting(form, VERDICT, "a yes or no")
    elif kind in {"CONSTRUCT", "DESCRIBE"}:
        _fitting(form, STATEMENTS, "triples")
    elif kind:
        _fitting(form, ANSWER, "rows")


def _answer(answer: Answer, form: str, width: int | None, *, iris: bool) -> str:
    match form:
        case "csv" | "tsv":
            from mgi_graph.results.delimited import write_csv, write_tsv

            return write_csv(answer) if form == "csv" else write_tsv(answer)
        case "json" | "srj":
            from mgi_graph.results.records import write_json, write_srj

            return write_json(answer) if form == "json" else write_srj(answer)
        case "markdown":
            from mgi_graph.results.markdown import write_markdown

            return write_markdown(answer, iris=iris)
        case _:
            from mgi_graph.results.table import write_table

            return write_table(answer, width=width, iris=iris)


def _fitting(form: str | None, forms: tuple[str, ...], what: str) -> str:
    if form is None:
        return forms[0]
    if form not in forms:
        raise OutputError(f"the answer is {what}, which cannot be written as {form}; use {', '.join(forms)}")
    return form
