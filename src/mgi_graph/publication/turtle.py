"""Turtle in the style of the house, fast enough to be written for each request.

It writes the same bytes as :func:`mgi_graph.turtle.write.write`, at a fifth of the time, where no blank node needs
to be labelled or nested; where one does, that function writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad

from mgi_graph.publication.blocks import block
from mgi_graph.publication.grouping import group, has_blank, subjects
from mgi_graph.publication.page import Page
from mgi_graph.publication.spelling import Spelling
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Statement


def write_turtle(statements: Iterable[Statement], *, first: str | None = None) -> bytes:
    """Write statements as Turtle: one block a subject, ``first`` before the others, which follow by IRI.

    Among blank nodes ``first`` stands at its place by IRI.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> skos = "http://www.w3.org/2004/02/skos/core#"
    >>> thing = NamedNode("https://w3id.org/migov/id/xy/law-1")
    >>> print(write_turtle([Triple(thing, NamedNode(f"{skos}prefLabel"), Literal("Law 1", language="en"))]).decode())
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    @prefix xy: <https://w3id.org/migov/id/xy/> .
    <BLANKLINE>
    xy:law-1
        skos:prefLabel "Law 1"@en .
    <BLANKLINE>
    """
    known = list(statements)
    groups = group(known)
    if has_blank(groups):
        return write(each.triple if isinstance(each, Quad) else each for each in known).encode()
    spelling = Spelling()
    blocks = [block(spelling.term(each), groups[each], spelling) for each in subjects(groups, first)]
    head = spelling.head()
    return "\n".join([head, *blocks] if head else blocks).encode()


def write_description(description: ResourceDescription) -> bytes:
    """Write a description as Turtle: the resource first, then all else by IRI."""
    if description.has_blank:
        return write_turtle(description.quads)
    return Page(description).text().encode()
