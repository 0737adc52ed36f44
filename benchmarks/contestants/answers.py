"""What an answer says, whoever gave it: terms as text, literals by their value, rows in no order.

Engines spell numbers and times differently (``0.50`` is ``0.5`` to one of them), and blank nodes have no names.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC: Final = frozenset(
    _XSD + name for name in ("decimal", "integer", "double", "float", "nonNegativeInteger", "int")
)
_BOOLEAN: Final = {"1": "true", "0": "false"}


def digest(rows: Iterable[Iterable[object]]) -> str:
    """Return the SHA-256 of the rows of an answer, sorted."""
    lines = sorted("\t".join(map(term, row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] + f" {len(lines)}"


def term(found: object) -> str:
    """Write a term of pyoxigraph or of rdflib, or nothing for an unbound variable."""
    if found is None:
        return ""
    if isinstance(found, NamedNode | rdflib.URIRef):
        return f"<{found.value if isinstance(found, NamedNode) else found}>"
    if isinstance(found, BlankNode | rdflib.BNode):
        return "_:"
    if isinstance(found, Literal):
        return _literal(found.value, found.datatype.value, found.language)
    if isinstance(found, rdflib.Literal):
        datatype = f"{found.datatype or (_XSD + 'string')}"
        return _literal(str(found), datatype, found.language)
    raise TypeError(f"{found!r} is no RDF term")


def _literal(text: str, datatype: str, language: str | None) -> str:
    if language:
        return f'"{text}"@{language.lower()}'
    if datatype in _NUMERIC:
        try:
            return f"{Decimal(text).normalize():f}"
        except InvalidOperation:
            pass
    if datatype == _XSD + "boolean":
        text = _BOOLEAN.get(text, text)
    return f'"{re.sub(r"[+-]00:00$", "Z", text)}"^^{datatype}'
