"""References as lines of text, in the author–date style that the profiles themselves use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.results.references.model import Reference

#: What stands where the graph knows no year: no date (ISO 690).
UNDATED: Final = "n.d."


def write_text(references: Iterable[Reference]) -> str:
    """Write one reference a line."""
    return "".join(f"{line_of(each)}\n" for each in references)


def line_of(reference: Reference) -> str:
    """Write one reference; as it demands, else from what is known; a year that is not known is said so.

    >>> from mgi_graph.results.references.model import Author, Reference
    >>> line_of(Reference(iri="", key="a", kind="report", title="Work", authors=(Author(name="Office"),), year="2021"))
    'Office (2021). Work.'
    """
    if reference.demanded:
        return safe(" ".join([reference.demanded, *[reference.url] * bool(reference.url)]))
    by = " and ".join(author.name for author in reference.authors)
    when = reference.mark or reference.year or UNDATED
    day = reference.date if len(reference.date) > 4 else ""
    parts = [f"{by} ({when})", reference.title] if by else [f"{reference.title} ({when})"]
    parts += [reference.container, day, reference.publisher if reference.publisher != by else "", reference.note]
    sentences = [part if part[-1] in ".?!" else f"{part}." for part in parts if part]
    return safe(" ".join([*sentences, *[reference.url] * bool(reference.url)]))
