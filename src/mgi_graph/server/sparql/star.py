"""``SELECT *``, with its columns in the order in which the query names them; the engine has them by the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.tokens import Token


def spelt_out(sent: str, tokens: Sequence[Token], columns: Sequence[str], *, shift: int = 0) -> str | None:
    """Return a query with its columns in the place of ``*``; ``None`` where it has none, or they are in order.

    ``columns`` are those of the engine; places in ``sent`` are those of the tokens and ``shift``.

    >>> from mgi_graph.queries.tokens import tokenize
    >>> query = "SELECT * { ?s ?p ?o }"
    >>> spelt_out(query, tokenize(query), ("o", "p", "s"))
    'SELECT  ?s ?p ?o  { ?s ?p ?o }'
    """
    star = _star(tokens)
    if star is None or len(columns) < 2:
        return None
    first: dict[str, int] = {}
    for token in tokens:
        if token.kind == "var":
            first.setdefault(token.text[1:], len(first))
    ordered = sorted(columns, key=lambda name: first.get(name, len(first)))
    if ordered == list(columns):
        return None
    names = " ".join(f"?{name}" for name in ordered)
    return f"{sent[: star.start + shift]} {names} {sent[star.end + shift :]}"


def _star(tokens: Sequence[Token]) -> Token | None:
    select = next((index for index, token in enumerate(tokens) if token.keyword == "SELECT"), len(tokens))
    after = tokens[select + 1 : select + 3]
    if after and after[0].keyword in {"DISTINCT", "REDUCED"}:
        after = after[1:]
    return after[0] if after and after[0].text == "*" else None
