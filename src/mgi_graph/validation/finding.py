"""What an engine finds: one validation result, before its place in the files is known (SHACL §3.6.2).

Terms are strings, as N-Triples writes them with the lexical forms of the files: both engines can make
them, and two answers can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Triple

    #: Holds data (first) against shapes (second). Raises :class:`UnsupportedError` for shapes beyond it.
    Engine: TypeAlias = "Callable[[Sequence[Triple], Sequence[Triple]], frozenset[Finding]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One entry of sh:result.

    ``path`` is the predicate of a path that is one; a longer path has no name and is left out.
    ``shape`` is the source shape, ``constraint`` the SPARQL constraint where there is one. ``messages``
    are those that shape and constraint declare, in order, with their variables filled in.
    """

    focus: str
    shape: str
    component: str
    severity: str
    path: str | None = None
    value: str | None = None
    constraint: str | None = None
    messages: tuple[str, ...] = ()


class UnsupportedError(Exception):
    """An engine does not know a part of the shapes, and so leaves all of them to the other engine."""


def term_of(text: str | None) -> NamedNode | Literal | None:
    """Return the term that a string of N-Triples is; ``None`` for a blank node, whose label says nothing.

    >>> term_of("<urn:a>")
    <NamedNode value=urn:a>
    """
    if text is None or text[0] == "_":
        return None
    (quad,) = pyoxigraph.parse(f"<urn:s> <urn:p> {text} .", pyoxigraph.RdfFormat.N_TRIPLES)
    return quad.object if isinstance(quad.object, NamedNode | Literal) else None
