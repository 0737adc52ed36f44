"""Free SPARQL made ready for an engine, and the engine's complaints made readable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph import namespaces
from mgi_graph.conformance import Place
from mgi_graph.errors import QueryError, QuerySyntaxError
from mgi_graph.queries.dataset import declared
from mgi_graph.queries.tokens import excerpt, line_and_column, tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mgi_graph.queries.tokens import Token

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
#: How many things that could stand at a place a message lists.
MAX_EXPECTED: Final = 6
_ENGINE: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SENTENCE: Final = re.compile(r"(?:one of )?(?:.*, )?([A-Z]?[a-z]+(?: [\w?'\"]+){3,})", re.DOTALL)
_SCOPES: Final = re.compile(rf"{re.escape(namespaces.GRAPH)}data/([a-z]{{2}})/")


def form(text: str) -> str:
    """Return the form of a query: ``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``, or ``""``.

    >>> form("PREFIX select: <x> ASK {}")
    'ASK'
    """
    return next((token.keyword for token in tokenize(text) if token.keyword in FORMS), "")


def scopes(graphs: Collection[str]) -> frozenset[str]:
    """Return the country scopes of a dataset, from the names of its graphs.

    >>> sorted(scopes(["https://w3id.org/migov/graph/data/xy/instruments"]))
    ['xy']
    """
    return frozenset(match[1] for graph in graphs if (match := _SCOPES.match(graph)))


def declare(text: str, graphs: Collection[str], *, file: str = "query") -> str:
    r"""Return the query with the declarations of known prefixes that it uses and lacks.

    They go before the text, on one line of their own. Known are the project's prefixes and, by
    rule, those of the countries in the dataset. Raises :class:`QuerySyntaxError` for any other.

    >>> declare("ASK { ?s a skos:Concept }", ())
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nASK { ?s a skos:Concept }'
    """
    tokens = tokenize(text)
    own = declared(tokens)
    missing: dict[str, str] = {}
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind != "pname" or (before and before.keyword == "PREFIX"):
            continue
        prefix = token.text.partition(":")[0]
        if prefix not in own and prefix not in missing:
            missing[prefix] = _known(prefix, graphs) or _undeclared(text, tokens, token, file)
    head = " ".join(f"PREFIX {prefix}: <{space}>" for prefix, space in sorted(missing.items()))
    return f"{head}\n{text}" if head else text


def _known(prefix: str, graphs: Collection[str]) -> str | None:
    if prefix in namespaces.PREFIXES or prefix[:2] in scopes(graphs):
        return namespaces.namespace(prefix)
    return None


def _undeclared(text: str, tokens: Sequence[Token], token: Token, file: str) -> str:
    """Complain of a prefix, or of what is malformed there or before it."""
    from mgi_graph.queries.grammar import stop

    found = stop(tokens)
    if found and found.index <= tokens.index(token):
        raise _stopped(text, tokens[found.index], found.expected, file)
    from difflib import get_close_matches

    prefix = token.text.partition(":")[0]
    near = get_close_matches(prefix, sorted({*namespaces.PREFIXES, *declared(tokens)}), n=3, cutoff=0.5)
    hint = f"; nearest: {', '.join(f'{name}:' for name in near)}" if near else ""
    raise _at(text, token.start, f"the prefix {prefix}: is not declared{hint}", file)


def explain(error: Exception, text: str, *, file: str = "query", sent: str | None = None) -> QueryError:
    """Turn what an engine said about a query into an error that names the place in the user's text.

    ``sent`` is what the engine was given, when declarations were put before ``text``.
    """
    from mgi_graph.queries.grammar import stop

    if not isinstance(error, SyntaxError):
        return QueryError(f"the query cannot be run: {' '.join(str(error).split())}")
    said = _ENGINE.match(str(error))
    tokens = tokenize(text)
    if found := stop(tokens):
        return _stopped(text, tokens[found.index] if found.index < len(tokens) else None, found.expected, file)
    if relative := next((token for token in tokens if token.kind == "iri" and ":" not in token.text), None):
        return _at(text, relative.start, f"the IRI {relative.text} is relative; write it in full", file)
    message = _sentence(said[3] if said else str(error))
    if not said:
        return QuerySyntaxError(message, place=Place(file=file))
    shift = 1 if sent is not None and sent != text else 0
    offset = _offset(text, max(int(said[1]) - shift, 1), int(said[2]))
    return _at(text, offset, f"{message} (before this place)", file)


def _stopped(text: str, token: Token | None, expected: tuple[str, ...], file: str) -> QuerySyntaxError:
    offset = token.start if token else len(text.rstrip())
    if token and token.kind == "other" and token.text in "\"'":
        return _at(text, offset, "this string is not closed", file)
    ordered = sorted(expected, key=lambda name: (not name[:4].islower(), name))
    listed = ", ".join(ordered[:MAX_EXPECTED]) + (" …" if len(ordered) > MAX_EXPECTED else "")
    found = repr(token.text.splitlines()[0]) if token else "the end of the query"
    return _at(text, offset, f"expected {listed or 'nothing more'}; found {found}", file)


def _at(text: str, offset: int, message: str, file: str) -> QuerySyntaxError:
    line, column = line_and_column(text, offset)
    return QuerySyntaxError(message, place=Place(file=file, line=line, column=column), excerpt=excerpt(text, offset))


def _sentence(said: str) -> str:
    """Keep what a person can use of the engine's list of what it expected."""
    if match := _SENTENCE.search(said):
        return match[1][:1].lower() + match[1][1:] if match[1][:1] != "I" else match[1]
    return "a variable is bound twice, or a blank node is used in two groups"


def _offset(text: str, line: int, column: int) -> int:
    lines = text.splitlines(keepends=True)
    return min(sum(len(each) for each in lines[: line - 1]) + column - 1, len(text))
