"""The subqueries of a SPARQL constraint (SHACL §5.3.1: each gives ``$this``), as far as the fast engine runs them.

One that groups by ``$this`` is run: what it groups, all focus nodes apart, is what makes it useful, and the
focus node can stand for ``$this`` in it as it does around it.
"""

from __future__ import annotations

import re
from typing import Final

_BRACE: Final = re.compile(r"[{}]")
_OPENED: Final = re.compile(r"\{\s*SELECT\b", re.IGNORECASE)
_SELECT: Final = re.compile(r"\bSELECT\b", re.IGNORECASE)
_GROUPED: Final = re.compile(
    r"\{\s*SELECT\s+[^({]*[?$]this\b[^{]*\{.*\}\s*GROUP\s+BY\b[^{}]*?[?$]this\b[^{}]*\}", re.DOTALL | re.IGNORECASE
)


def without(select: str) -> str:
    """Return a query without its subqueries.

    >>> without("SELECT $this { { SELECT $this { $this ?p ?o } GROUP BY $this } $this ?p 1 }")
    'SELECT $this {  $this ?p 1 }'
    """
    parts, done = [], 0
    for start, end in _places(select):
        parts.append(select[done:start])
        done = end
    return "".join([*parts, select[done:]])


def are_grouped(select: str) -> bool:
    """Tell whether each subquery groups by ``$this`` and gives it, and none holds another.

    >>> are_grouped("SELECT $this { { SELECT $this { $this ?p ?o } } }")
    False
    """
    groups = [select[start:end] for start, end in _places(select)]
    others = len(_SELECT.findall(select)) - 1
    return others == len(groups) and all(_GROUPED.fullmatch(group) for group in groups)


def _places(select: str) -> list[tuple[int, int]]:
    """Find the groups that are subqueries, outermost ones."""
    found: list[tuple[int, int]] = []
    for opened in _OPENED.finditer(select):
        if not found or opened.start() >= found[-1][1]:
            found.append((opened.start(), _end(select, opened.start())))
    return found


def _end(select: str, start: int) -> int:
    """Return where the group ends that begins there."""
    depth = 0
    for brace in _BRACE.finditer(select, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(select)
