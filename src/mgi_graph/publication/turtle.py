"""Turtle in the style of the house, fast enough to be written for each request.

It writes the same bytes as :func:`mgi_graph.turtle.write.write`, at a fifth of the time, where no blank node needs
to be labelled or nested; where one does, that function writes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from mgi_graph.publication.grouping import group, has_blank, subjects
from mgi_graph.publication.spelling import Spelling, spell_verb
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.asides import Aside
    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Properties, Statement


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
    groups = description.groups
    if description.has_blank:
        return write_turtle(description.quads)
    spelling = Spelling()
    blocks = {}
    for aside in description.asides:
        iri, blocks[iri], prefixes = _aside(aside)
        spelling.prefixes |= prefixes
    for node, of in groups.items():
        blocks[node.value] = block(spelling.term(node), of, spelling)
    first = blocks.pop(description.iri, "")
    parts = [spelling.head(), first] if first else [spelling.head()]
    return "\n".join(parts + [blocks[iri] for iri in sorted(blocks)]).encode()


def block(name: str, properties: Properties, spelling: Spelling, indent: str = "    ") -> str:
    """Write what is said of one subject: one predicate a line, several values one a line."""
    lines, term, need = [], spelling.term, spelling.prefixes.add
    for (_, _, verb, prefix), values in sorted([(spell_verb(each), values) for each, values in properties.items()]):
        need(prefix)
        if len(values) == 1:
            (value,) = values
            lines.append(f"{verb} {term(value)}")
        else:
            step = f"\n{indent}    "
            lines.append(f"{verb}{step}" + f" ,{step}".join(sorted([term(value) for value in values])))
    return f"{name}\n{indent}" + f" ;\n{indent}".join(lines) + " .\n"


@lru_cache(maxsize=65_536)
def _aside(aside: Aside) -> tuple[str, str, frozenset[str]]:
    """Write an aside as a block of its own; return the IRI of its subject, the block and its prefixes."""
    spelling = Spelling()
    text = block(spelling.term(aside.node), group(aside.quads)[aside.node], spelling)
    return aside.node.value, text, frozenset(spelling.prefixes)
