"""Take FILTER [NOT] EXISTS out of a query, to ask it for one solution at a time.

That is how SPARQL defines it (SPARQL 1.1 Query §18.6, substitute). Oxigraph evaluates the group by
itself, unaware of what is bound around it, which costs it seconds where this costs it nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mgi_graph.validation.subqueries import without

#: What stands between two words of SPARQL whose braces and variables do not count.
_LEXEME: Final = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>"\s]*>|\#[^\n]*)|[?$](?P<name>\w+)|(?P<brace>[{}])"""
    r"|\bFILTER\s+(?P<filter>(?:NOT\s+)?EXISTS)\b",
    re.DOTALL | re.IGNORECASE,
)
_UNFIT: Final = re.compile(
    r"\b(?:GROUP|HAVING|DISTINCT|REDUCED|LIMIT|OFFSET|ORDER|BIND|COUNT|SUM|MIN|MAX|AVG|SAMPLE)\b"
)
#: An expression of a projection: what it is made from is not given by it, its name is.
_EXPRESSION: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+[?$](\w+)\s*\)", re.IGNORECASE)
_SELECT: Final = re.compile(r"\s*SELECT\b(?P<projection>.*?)(?:\bWHERE\b)?\s*\{", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One EXISTS that was taken out: whether it must hold, and its group, split at its variables (odd places)."""

    is_wanted: bool
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A query without its EXISTS, which gives all its variables, and the filters to ask of each solution."""

    select: str
    filters: tuple[Filter, ...]


def split(select: str) -> Split | None:
    """Split a query of SHACL; ``None`` where there is nothing to take out or it would not be the same.

    >>> found = split("SELECT $this WHERE { $this <urn:p> ?v . FILTER NOT EXISTS { ?v <urn:q> $this } }")
    >>> found.select, found.filters[0].group
    ('SELECT $this ?v { $this <urn:p> ?v .  }', ('{ ', 'v', ' <urn:q> ', 'this', ' }'))
    """
    head = _SELECT.match(select)
    if head is None or _UNFIT.search(without(select).upper()):
        return None
    kept, groups = _cut(select, head.end() - 1)
    if not groups:
        return None
    projection = head["projection"]
    named = {match["name"] for match in _LEXEME.finditer(_EXPRESSION.sub(r" ?\1 ", projection))}
    others = {match["name"] for match in _LEXEME.finditer(kept)} - named - {None}
    listed = " ".join([projection.strip(), *(f"?{name}" for name in sorted(others))])
    filters = tuple(Filter(is_wanted=wanted, group=_parted(group)) for wanted, group in groups)
    return Split(select=f"SELECT {listed} {kept}", filters=filters)


def _cut(select: str, start: int) -> tuple[str, list[tuple[bool, str]]]:
    """Return the group of a query without the filters that stand directly in it, and those."""
    kept, groups, depth, opened, wanted = [], list[tuple[bool, str]](), 0, start, True
    position = start
    is_filter = False
    for lexeme in _LEXEME.finditer(select, start):
        if lexeme["filter"] and depth == 1:
            kept.append(select[position : lexeme.start()])
            is_filter, wanted = True, not lexeme["filter"].upper().startswith("NOT")
        elif lexeme["brace"] == "{":
            depth += 1
            opened = lexeme.start() if is_filter and depth == 2 else opened
        elif lexeme["brace"] == "}":
            depth -= 1
            if is_filter and depth == 1:
                groups.append((wanted, select[opened : lexeme.end()]))
                position, is_filter = lexeme.end(), False
    return "".join([*kept, select[position:]]), groups


def _parted(group: str) -> tuple[str, ...]:
    parts, start = [], 0
    for lexeme in _LEXEME.finditer(group):
        if lexeme["name"]:
            parts += [group[start : lexeme.start()], lexeme["name"]]
            start = lexeme.end()
    return (*parts, group[start:])
