"""Queries that answer otherwise each time, and so are neither kept nor validated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

#: The functions that are not of their arguments alone (SPARQL 1.1 §17.4); an escape may hide one of them.
_FUNCTIONS: Final = re.compile(r"RAND|NOW|UUID|BNODE|\\u", re.IGNORECASE)
#: Blank nodes of a template are new ones in each answer (§16.2).
_BLANK: Final = re.compile(r"_:|\[")
_SERVICE: Final = re.compile(r"SERVICE", re.IGNORECASE)


def is_volatile(query: str, services: Collection[str] = ()) -> bool:
    """Tell whether a query may answer otherwise when it is asked again; in doubt it may.

    >>> is_volatile("SELECT (NOW() AS ?n) {}"), is_volatile("ASK { ?s ?p ?o }")
    (True, False)
    """
    if _FUNCTIONS.search(query) or (services and _SERVICE.search(query)):
        return True
    return "CONSTRUCT" in query.upper() and _BLANK.search(query) is not None
