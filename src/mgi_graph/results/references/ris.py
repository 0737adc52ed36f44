"""References as RIS, for Zotero, EndNote and Mendeley (RIS format specification of 2011)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.results.references.model import Author, Reference

_TYPES: Final = {
    "report": "RPRT",
    "document": "GEN",
    "news": "NEWS",
    "article": "JOUR",
    "dataset": "DATA",
    "answer": "DATA",
}


def write_ris(references: Iterable[Reference]) -> str:
    """Write one record for each reference; every record ends with ``ER``."""
    return "\r\n".join(_record(each) for each in references)


def _record(reference: Reference) -> str:
    fields = [("TY", _TYPES[reference.kind]), ("ID", reference.key), ("TI", reference.title)]
    fields += [("AU", _name(author)) for author in reference.authors]
    year, month, day = (*reference.date.split("-"), "", "", "")[:3]
    fields += [
        ("PY", reference.year),
        ("DA", f"{year}/{month}/{day}/" if month else ""),
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("LA", reference.language),
        ("UR", reference.url),
        ("N1", reference.note if reference.year else ". ".join(filter(None, (reference.note, "No date")))),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def _name(author: Author) -> str:
    """Write ``Family, Given``; a comma would part the name of a body, so a dash stands for it."""
    if author.family and author.given:
        return f"{author.family}, {author.given}"
    return author.name.replace(", ", " \N{EN DASH} ")
