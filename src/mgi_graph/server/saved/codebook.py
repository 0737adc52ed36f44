"""The codebook of an answer: as a page, as the folder in one file, and each file of the folder by itself."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.codebook.export import write_files
from mgi_graph.codebook.page import facts, shape
from mgi_graph.codebook.tables import make_codebook
from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import shrink
from mgi_graph.queries.asking import ask
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.templating import render
from mgi_graph.server.saved.asking import bounded
from mgi_graph.server.saved.job import file_name, policy

if TYPE_CHECKING:
    from mgi_graph.codebook.model import Codebook, Table
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked

#: What the name of the metadata ends with (W3C Model for Tabular Data, §5.2), and its media type.
METADATA: Final = ".csv-metadata.json"
_CSVM: Final = "application/csvm+json"
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": _CSVM,
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "rq": "application/sparql-query; charset=utf-8",
    "py": "text/x-python; charset=utf-8",
}
_PLAIN: Final = "text/plain; charset=utf-8"
#: The day that ZIP begins with: the same codebook gives the same bytes.
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookPage:
    """What the template of a codebook shows."""

    book: Codebook
    asked: Asked
    address: Address

    @property
    def facts(self) -> list[str]:
        """Return what is true of all tables."""
        return facts(self.book)

    def shape(self, table: Table) -> str:
        """Tell what a table holds."""
        return shape(table)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the files of the folder."""
        return tuple(write_files(self.book))

    def curie(self, iri: str) -> str:
        """Return the IRI in short."""
        return shrink(iri)

    def url(self, name: str) -> str:
        """Return the address of something that belongs to the query."""
        return self.address.path(f"/query/{self.asked.name}{name}{self.asked.query()}")


def page(context: Context, *, asked: Asked, address: Address) -> Rendered:
    """Render the codebook of an answer."""
    shown = CodebookPage(book=_book(context, asked), asked=asked, address=address)
    body = render("codebook.html", address, page=shown, digest=context.graph.store.digest).encode()
    return Rendered(body=body, content_type=HTML.content_type)


def archive(context: Context, *, asked: Asked) -> Rendered:
    """Return the folder as ZIP, without a clock in it."""
    out = io.BytesIO()
    name = f"{file_name(asked)}-codebook"
    with zipfile.ZipFile(out, "w") as folder:
        for file_of, data in write_files(_book(context, asked)).items():
            entry = zipfile.ZipInfo(f"{name}/{file_of}", _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            folder.writestr(entry, data)
    shown = (("Content-Disposition", f'attachment; filename="{name}.zip"'),)
    return Rendered(body=bounded(out.getvalue(), context), content_type="application/zip", headers=shown)


def file(context: Context, *, asked: Asked, file: str, address: Address) -> Rendered:
    """Return one file of the folder; the metadata lead to the tables of the same parameters.

    Raises :class:`NameNotFoundError` for a file that the folder does not have.
    """
    book = _book(context, asked)
    files = write_files(book)
    if file not in files:
        raise NameNotFoundError(f"file of the codebook of {asked.name}", file, files)
    data = files[file]
    headers = [("Content-Disposition", f'inline; filename="{file}"')]
    if file.endswith(METADATA):
        data = _parametrized(data, book, asked.query())
    elif file.endswith(".csv"):
        described = address.url(f"/query/{asked.name}/codebook/{asked.name}{METADATA}{asked.query()}")
        headers.append(("Link", f'<{described}>; rel="describedby"; type="{_CSVM}"'))
    elif file.endswith(".html"):
        headers.append(("Content-Security-Policy", policy(data)))
    suffix = file.rpartition(".")[2]
    return Rendered(body=bounded(data, context), content_type=_TYPES.get(suffix, _PLAIN), headers=tuple(headers))


def _book(context: Context, asked: Asked) -> Codebook:
    graph = context.graph
    answer = ask(graph.store, graph.queries, asked.name, asked.values, language=asked.language)
    return make_codebook(graph.queries[asked.name], answer, graph.store)


def _parametrized(metadata: bytes, book: Codebook, query: str) -> bytes:
    """Put the query string on the names of the tables, which are resolved against the address of the metadata."""
    names = {table.file for table in book.tables}

    def put(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return {key: put(each) for key, each in value.items()}
        if isinstance(value, list):
            return [put(each) for each in value]
        name, hash_sign, fragment = value.partition("#") if isinstance(value, str) else ("", "", "")
        return f"{name}{query}{hash_sign}{fragment}" if name in names else value

    return (json.dumps(put(json.loads(metadata)), ensure_ascii=False, indent=2) + "\n").encode()
