"""The dataset clause of a query: which graphs it is limited to (SPARQL 1.1 §13.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph import namespaces
from mgi_graph.queries.tokens import unescape
from mgi_graph.store.protocol import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mgi_graph.queries.tokens import Token

_PROLOGUE: Final = frozenset({"BASE", "PREFIX"})


def clauses(tokens: Sequence[Token]) -> tuple[Scope | None, tuple[tuple[str, Token], ...]]:
    """Read the dataset clause of a query: the scope, and each graph with the token that names it.

    Prefixes are those of the query, then those of the project. The scope is ``None`` where there
    is no clause.

    >>> from mgi_graph.queries.tokens import tokenize
    >>> clauses(tokenize("ASK FROM <https://example.org/g> {}"))[0]
    Scope(default=('https://example.org/g',), named=())
    """
    resolve = _Prologue(tokens).resolve
    default: list[str] = []
    named: list[str] = []
    at: list[tuple[str, Token]] = []
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text in {"{", "("}) - (token.text in {"}", ")"})
        if depth or token.keyword not in {"FROM", "FROMNAMED"}:
            continue
        rest = tokens[index + 1 : index + 3]
        only = token.keyword == "FROMNAMED" or bool(rest and rest[0].keyword == "NAMED")
        name = next((found for found in rest if found.kind in {"iri", "pname"}), None)
        if name is None:
            continue
        iri = resolve(name)
        (named if only else default).append(iri)
        at.append((iri, name))
    scope = Scope(default=tuple(default), named=tuple(named)) if at else None
    return scope, tuple(at)


def resolver(tokens: Sequence[Token]) -> Callable[[Token], str]:
    """Return what turns a token that names an IRI into that IRI, by the prefixes of a query."""
    return _Prologue(tokens).resolve


def declared(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares itself."""
    return _Prologue(tokens).prefixes


class _Prologue:
    """BASE and PREFIX of a query (SPARQL 1.1 §4.1.1)."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.base = ""
        self.prefixes: dict[str, str] = {}
        for index, token in enumerate(tokens):
            keyword = token.keyword
            if keyword not in _PROLOGUE:
                continue
            rest = tokens[index + 1 : index + 3]
            if keyword == "BASE" and rest and rest[0].kind == "iri":
                self.base = _inside(rest[0])
            elif keyword == "PREFIX" and [found.kind for found in rest] == ["pname", "iri"]:
                self.prefixes[rest[0].text.removesuffix(":")] = _joined(self.base, _inside(rest[1]))

    def resolve(self, token: Token) -> str:
        if token.kind == "iri":
            return _joined(self.base, _inside(token))
        prefix, _, local = token.text.partition(":")
        space = self.prefixes.get(prefix) or namespaces.namespace(prefix)
        return space + local.replace("\\", "") if space else token.text


def _inside(token: Token) -> str:
    return unescape(token.text[1:-1])


def _joined(base: str, iri: str) -> str:
    if not base:
        return iri
    from urllib.parse import urljoin

    return urljoin(base, iri)
