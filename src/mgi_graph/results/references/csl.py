"""References as CSL-JSON, which citation processors read (CSL 1.0.2, schema csl-data)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mgi_graph.results.records import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.results.references.model import Author, Reference

_TYPES: Final = {
    "report": "report",
    "document": "document",
    "news": "article-newspaper",
    "article": "article-journal",
    "dataset": "dataset",
    "answer": "dataset",
}


def write_csl(references: Iterable[Reference]) -> str:
    """Write an array of items."""
    return dumps([item_of(each) for each in references])


def item_of(reference: Reference) -> dict[str, Any]:
    """Return one item; what the graph does not know is left out."""
    parts = _parts(reference)
    item = {
        "id": reference.key,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": [_name(author) for author in reference.authors],
        "issued": {"date-parts": [parts]} if parts else None,
        "container-title": reference.container,
        "publisher": reference.publisher,
        "URL": reference.url,
        "language": reference.language,
        "year-suffix": reference.mark.removeprefix(reference.year),
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def _parts(reference: Reference) -> list[int]:
    parts = (reference.date or reference.year).split("-")
    return [int(part) for part in parts] if all(part.isdigit() for part in parts) else []


def _name(author: Author) -> dict[str, str]:
    if author.family and author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.name}
