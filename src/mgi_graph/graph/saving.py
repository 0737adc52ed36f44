"""Answers into files, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.errors import OutputError
from mgi_graph.queries.answer import Answer, Verdict
from mgi_graph.results.files import write_file
from mgi_graph.results.formats import encode
from mgi_graph.results.forms import ROWS, TRIPLES, VERDICT, form_for, names

if TYPE_CHECKING:
    from mgi_graph.queries.answer import Statements


def save(answer: Answer | Verdict | Statements, path: Path | str, form: str | None = None) -> Path:
    """Write an answer to a file, whole or not at all; returns where it is.

    Raises :class:`OutputError` for a form that does not fit and for a file that cannot be written.
    """
    file = Path(path)
    kind = ROWS if isinstance(answer, Answer) else VERDICT if isinstance(answer, Verdict) else TRIPLES
    named = form or form_for(str(file), kind)
    if named is None:
        raise OutputError(f"{file} has no suffix that says its form; name one of {', '.join(names(kind))}")
    write_file(file, encode(answer, named))
    return file
