"""Answers into files, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import OutputError
from mgi_graph.results.files import write_file
from mgi_graph.results.formats import write

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Answer, Statements, Verdict

SUFFIXES: Final = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "markdown", ".srj": "srj",
    ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld",
}  # fmt: skip


def save(answer: Answer | Verdict | Statements, path: Path | str, form: str | None = None) -> Path:
    """Write an answer to a file, whole or not at all; returns where it is.

    Raises :class:`OutputError` for a form that does not fit and for a file that cannot be written.
    """
    file = Path(path)
    named = form or SUFFIXES.get(file.suffix.lower())
    if named is None:
        raise OutputError(f"{file}: expected a suffix of {', '.join(SUFFIXES)}, or the name of a form")
    write_file(file, write(answer, named).encode("utf-8"))
    return file
