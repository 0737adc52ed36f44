"""The blocks ``VALUES $name { … }`` of a query: where values for its parameters go."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from mgi_graph.errors import ParameterError
from mgi_graph.queries.dataset import resolver
from mgi_graph.queries.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyoxigraph as ox


@lru_cache(maxsize=1024)
def block(text: str, name: str) -> tuple[int, int] | None:
    """Return from where to where ``VALUES $name { … }`` stands in a query, or ``None``.

    >>> block("ASK { VALUES $n { 1 } }", "n")
    (6, 21)
    """
    tokens = tokenize(text)
    for index, token in enumerate(tokens[:-2]):
        variable, brace = tokens[index + 1 : index + 3]
        if token.keyword == "VALUES" and variable.text == f"${name}" and brace.text == "{":
            end = next((later.end for later in tokens[index + 3 :] if later.text == "}"), None)
            return None if end is None else (token.start, end)
    return None


def enumerated(text: str, name: str) -> tuple[str, ...]:
    """Return the IRIs that a query lists for a variable in blocks ``VALUES ?name { … }`` of its own.

    >>> enumerated("ASK { VALUES $k { UNDEF } VALUES ?k { <x:a> <x:b> } }", "k")
    ('x:a', 'x:b')
    """
    tokens = tokenize(text)
    resolve = resolver(tokens)
    found: list[str] = []
    for index, token in enumerate(tokens[:-2]):
        if token.keyword == "VALUES" and tokens[index + 1].text == f"?{name}":
            inside = takewhile(lambda each: each.text != "}", tokens[index + 3 :])
            found += [resolve(each) for each in inside if each.kind in {"iri", "pname"}]
    return tuple(dict.fromkeys(found))


def bind(text: str, terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    r"""Replace the blocks of parameters by terms, one row each; no term means any value.

    >>> import pyoxigraph as ox
    >>> bind("ASK { VALUES $n { 1 } VALUES $m { 2 } }", {"m": [], "n": [ox.Literal('"} #')]})
    'ASK { VALUES $n { "\\"} #" } VALUES $m { UNDEF } }'
    """
    parts: list[str] = []
    done = 0
    for (start, end), name in sorted((_place(text, name), name) for name in terms):
        values = " ".join(map(str, terms[name])) or "UNDEF"
        parts += (text[done:start], f"VALUES ${name} {{ {values} }}")
        done = end
    return "".join((*parts, text[done:]))


def _place(text: str, name: str) -> tuple[int, int]:
    place = block(text, name)
    if place is None:
        raise ParameterError(f"the query has no line 'VALUES ${name} {{ … }}'")
    return place
