"""Queries that answer otherwise each time, and so are neither kept nor validated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

#: The functions that are not of their arguments alone (SPARQL 1.1 §17.4); an escape may hide one of them.
_FUNCTIONS: Final = ("RAND", "NOW", "UUID", "BNODE", "\\U")
#: Blank nodes of a template are new ones in each answer (§16.2).
_BLANK: Final = ("_:", "[")


def is_volatile(query: str, services: Collection[str] = ()) -> bool:
    """Tell whether a query may answer otherwise when it is asked again; in doubt it may.

    >>> is_volatile("SELECT (NOW() AS ?n) {}"), is_volatile("ASK { ?s ?p ?o }")
    (True, False)
    """
    text = query.upper()
    if any(name in text for name in _FUNCTIONS) or (services and "SERVICE" in text):
        return True
    return "CONSTRUCT" in text and any(mark in text for mark in _BLANK)
