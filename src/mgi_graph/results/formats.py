"""Write an answer in the form of a name: text or bytes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import OutputError
from mgi_graph.queries.answer import Answer, Verdict
from mgi_graph.results.forms import ROWS, TRIPLES, VERDICT, fits, fitting
from mgi_graph.results.layout import PLAIN, Layout

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Statements

__all__ = ["encode", "fits", "write"]

#: The writer of each form of rows: its module here, its name, and whether a layout concerns it.
_ROWS: Final = {
    "table": ("table", "write_table", True),
    "csv": ("delimited", "write_csv", True),
    "tsv": ("delimited", "write_tsv", True),
    "json": ("records", "write_json", True),
    "markdown": ("markdown", "write_markdown", True),
    "html": ("html", "write_html", True),
    "xlsx": ("workbook", "write_xlsx", True),
    "parquet": ("parquet", "write_parquet", True),
    "srj": ("records", "write_srj", False),
    "srx": ("xml", "write_srx", False),
}
_TRIPLES: Final = {
    "turtle": "write_turtle",
    "trig": "write_turtle",
    "ntriples": "write_ntriples",
    "nquads": "write_ntriples",
    "jsonld": "write_jsonld",
    "rdfxml": "write_rdfxml",
}


def encode(answer: Answer | Verdict | Statements, form: str | None = None, layout: Layout = PLAIN) -> bytes:
    """Write an answer in a form as bytes, text in UTF-8; the first form of its kind where none is named.

    Raises :class:`OutputError` for a form that does not fit the answer, or whose library is missing.
    """
    if isinstance(answer, Answer):
        data = _rows(answer, fitting(ROWS, form).name, layout)
    elif isinstance(answer, Verdict):
        data = _verdict(answer, fitting(VERDICT, form).name)
    else:
        from mgi_graph.results import rdf

        data = str(getattr(rdf, _TRIPLES[fitting(TRIPLES, form).name])(answer.triples))
    return data if isinstance(data, bytes) else data.encode("utf-8", errors="backslashreplace")


def write(
    answer: Answer | Verdict | Statements, form: str | None = None, *, width: int | None = None, iris: bool = False
) -> str:
    """Write an answer in a form as text; ``width`` and ``iris`` are those of a layout.

    Raises :class:`OutputError` as :func:`encode` does, and for a form that is bytes.
    """
    kind = ROWS if isinstance(answer, Answer) else VERDICT if isinstance(answer, Verdict) else TRIPLES
    if fitting(kind, form).binary:
        raise OutputError(f"{form} is bytes, not text; use mgi_graph.results.formats.encode")
    return encode(answer, form, Layout(width=width, iris=iris)).decode("utf-8")


def _rows(answer: Answer, form: str, layout: Layout) -> str | bytes:
    module, name, laid_out = _ROWS[form]
    writer = getattr(import_module(f"mgi_graph.results.{module}"), name)
    found: str | bytes = writer(answer, layout) if laid_out else writer(answer)
    return found


def _verdict(verdict: Verdict, form: str) -> str:
    if form == "text":
        return f"{'yes' if verdict.holds else 'no'}\n"
    if form == "srx":
        from mgi_graph.results.xml import write_srx_verdict

        return write_srx_verdict(verdict)
    from mgi_graph.results.records import write_verdict

    return write_verdict(verdict)
