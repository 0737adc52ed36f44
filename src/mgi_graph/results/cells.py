"""Terms as text for a person: labels, CURIEs, and values without their datatypes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.results.paging import range_of
from mgi_graph.results.run import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.queries.answer import Answer, Cell
    from mgi_graph.results.run import Run
    from mgi_graph.store.protocol import Term


def lexical(term: Term | None) -> str:
    """Return the IRI of a node, the text of a literal, and nothing for no value."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def shown(term: Term | None, labels: Mapping[str, str]) -> str:
    """Return what a person reads: the label of an IRI, else its CURIE; the text of a literal."""
    if isinstance(term, ox.NamedNode):
        return labels.get(term.value) or namespaces.shrink(term.value)
    return lexical(term)


def joined(cell: Cell, labels: Mapping[str, str]) -> str:
    """Return the terms of a cell as a person reads them, parted by semicolons."""
    return "; ".join(shown(term, labels) for term in cell)


def safe(text: str) -> str:
    r"""Write control characters so that no value can steer a terminal.

    >>> safe("a\x1b[2J")
    'a\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character == " " else repr(character)[1:-1] for character in text
    )


def heading(answer: Answer) -> list[str]:
    """Return the lines above a table: what was asked."""
    if not answer.name:
        return []
    given = "".join(f", {name} = {' or '.join(values)}" for name, values in answer.parameters)
    asked = f" ({answer.question})" if answer.question else ""
    return [safe(answer.title), safe(f"{answer.name}{asked}{given}")]


def footing(answer: Answer, run: Run | None = None) -> list[str]:
    """Return the lines below a table: how many rows or why none, of which source, the citation of the run."""
    lines = [range_of(answer)]
    if answer.emptiness:
        from mgi_graph.results.emptiness import in_words

        lines += map(safe, in_words(answer.emptiness))
    if answer.unmatched:
        from mgi_graph.results.emptiness import unmatched_in_words

        lines += map(safe, unmatched_in_words(answer.unmatched))
    if answer.name:
        lines += [f"Source: {safe(source)}" for source in answer.sources]
        lines += lines_of(run) if run else []
    return lines
