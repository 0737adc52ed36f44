"""A codebook as the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.codebook.metadata import write_csv, write_metadata
from mgi_graph.codebook.page import CITATION, write_html, write_markdown
from mgi_graph.codebook.scripts import write_python, write_r
from mgi_graph.codebook.summary import summarize
from mgi_graph.codebook.tables import make_codebook
from mgi_graph.results.records import dumps
from mgi_graph.results.run import record_of

if TYPE_CHECKING:
    from mgi_graph.codebook.model import Codebook
    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store


def export(saved: SavedQuery, answer: Answer, store: Store) -> dict[str, bytes]:
    """Return the files of a folder by their names: tables, metadata, codebook, citation, scripts, summary, query."""
    return write_files(make_codebook(saved, answer, store))


def write_files(book: Codebook) -> dict[str, bytes]:
    """Write a codebook; the same codebook gives the same bytes."""
    texts = {table.file: write_csv(table) for table in book.tables}
    texts |= {
        f"{book.name}.csv-metadata.json": write_metadata(book),
        f"{book.name}{CITATION}": dumps(record_of(book.run)),
        "codebook.md": write_markdown(book),
        "codebook.html": write_html(book),
        "query.rq": book.query,
        "read.py": write_python(book),
        "read.R": write_r(book),
        "summary.txt": summarize(book),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}
