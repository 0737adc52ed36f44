"""The answers to ASK, CONSTRUCT and DESCRIBE in Python."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.answer import Statements, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox
    import rdflib

#: How many lines of Turtle a prompt and a notebook show.
LINES: Final = 40


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class BooleanResult(Verdict):
    """The answer to an ASK; it is true or false where a truth value is wanted.

    >>> bool(BooleanResult(holds=True, digest=""))
    True
    """

    def __bool__(self) -> bool:
        """Tell whether it holds."""
        return self.holds

    def __eq__(self, other: object) -> bool:
        """Compare with another answer or with a truth value."""
        if isinstance(other, Verdict):
            return self.holds == other.holds
        return self.holds == other if isinstance(other, bool) else NotImplemented

    def __hash__(self) -> int:
        """Hash as the truth value does."""
        return hash(self.holds)

    def __repr__(self) -> str:
        """Show the truth value."""
        return str(self.holds)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class GraphResult(Statements):
    """The answer to a CONSTRUCT or DESCRIBE: triples to count, go through and hand on."""

    def __len__(self) -> int:
        """Count the triples."""
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Go through the triples, in the order of their text."""
        return iter(self.triples)

    def __contains__(self, triple: object) -> bool:
        """Tell whether a triple is there."""
        return triple in self.triples

    def __repr__(self) -> str:
        """Show the first lines of the Turtle."""
        return self._shown()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self._shown())}</pre>"

    def to_rdflib(self) -> rdflib.Graph:
        """Return the triples as an rdflib graph."""
        from mgi_graph.graph.rdf import to_rdflib

        return to_rdflib(self.triples)

    def save(self, path: Path | str, form: str | None = None) -> Path:
        """Write the triples to a file; the suffix says the form: .ttl, .nt or .jsonld."""
        from mgi_graph.graph.saving import save

        return save(self, path, form)

    def _shown(self) -> str:
        from mgi_graph.results.formats import write

        lines = str(write(self)).rstrip().splitlines()
        left = len(lines) - LINES
        return "\n".join([*lines[:LINES], *([f"# … and {left} more lines"] if left > 0 else [])])
