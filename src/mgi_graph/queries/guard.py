r"""What a query from outside may not do, decided from its terminals before an engine sees it.

Refused are ``SERVICE`` in any spelling, ``FROM`` of a graph that is not in the dataset, every
update, and nesting or length that overflows the stack of an engine.

The argument: the grammar (SPARQL 1.1 §19.8) makes a service pattern only from the keyword
``SERVICE``. A bare word is a keyword, ``a``, ``true`` or ``false``; so a text whose bare words do
not contain it asks for no service. Oxigraph's parser is laxer than the grammar in three ways that
matter, each found by trying, and each has its rule here:

- it needs no space after a keyword, so ``SERVICE:x {`` reads as a service although the longest
  terminal is the prefixed name ``service:x``. Refused where such a name stands before ``{``,
  except after ``GRAPH``, ``FROM`` and ``NAMED``, and where the text is well-formed with the prefixed
  name: then a verb stands before it, and a service needs a triple that is complete;
- ``trueSERVICE<x>`` reads as two words, so a bare word must not *contain* the keyword;
- ``?a<?b)SERVICE#>`` reads ``<`` as an operator, although the longest terminal is an IRI, and so
  does ``?a<'>'``. Operators stand in round brackets, after an operand: an IRI there, outside
  ``VALUES``, is refused where it holds a bracket, an apostrophe or ``#``, which alone can make
  the two readings go different ways.

An operator may list endpoints: those are let through, where the word stands by itself before the IRI as it is
listed and a group, in both readings of the text.

Escapes such as ``\u0053`` are undone at first, as §19.2 demands, and the text is judged both ways.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn

from mgi_graph.conformance import Place
from mgi_graph.errors import QueryRefusedError
from mgi_graph.namespaces import GRAPH
from mgi_graph.queries.dataset import clauses
from mgi_graph.queries.tokens import excerpt, line_and_column, tokenize, unescape

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mgi_graph.queries.tokens import Token
    from mgi_graph.store.protocol import Scope

#: Oxigraph overflows an 8 MiB stack from about 1,500 nested groups and 15,000 chained operators.
MAX_NESTING: Final = 100
MAX_TOKENS: Final = 4_000
MAX_LENGTH: Final = 100_000

UPDATES: Final = frozenset({"LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INSERT", "DELETE", "WITH"})
_SERVICE_NAME: Final = re.compile(r"service(?:silent)?", re.IGNORECASE)
_AMBIGUOUS: Final = re.compile(r"['()#]")
_OPERANDS: Final = frozenset({"var", "iri", "pname", "string", "langtag", "number", "word", "blank"})


def check(
    text: str,
    graphs: Collection[str] | None = None,
    *,
    file: str = "query",
    services: Collection[str] = (),
    ignores_from: bool = False,
) -> Scope | None:
    """Refuse a text that would leave the dataset or change it; return the graphs that it is limited to.

    ``graphs`` are the IRIs of the dataset's graphs; without them, while no dataset is open, any graph
    of the project's form may be named. ``file`` names the text in messages. ``services`` are the endpoints
    that ``SERVICE`` may ask, each written in the text as it is here: ``SERVICE <endpoint>``. With
    ``ignores_from`` its dataset clause counts for nothing, as where the protocol names the dataset (§2.1.4).
    Raises :class:`QueryRefusedError` with the place.

    >>> check("ASK { ?s ?p 'SERVICE' } # SERVICE <http://example.org/>")
    """
    known = None if graphs is None else frozenset(graphs)
    return _checked(text, known, file, frozenset(services), ignores_from)


@lru_cache(maxsize=256)
def _checked(
    text: str, graphs: frozenset[str] | None, file: str, services: frozenset[str], ignores_from: bool
) -> Scope | None:
    """Judge a text once: the same text over the same graphs has the same verdict."""
    judge = _Judge(text, file, services)
    if len(text) > MAX_LENGTH:
        judge.refuse(f"the query has {len(text)} characters; at most {MAX_LENGTH} are read", None)
    tokens = tokenize(text)
    judge.size(tokens)
    judge.keywords(tokens)
    if "\\" in text:
        judge.keywords(tokenize(unescape(text)), exact=False)
    judge.brackets(tokens)
    if ignores_from:
        return None
    scope, named = clauses(tokens)
    for iri, token in named:
        if not iri.startswith(GRAPH) if graphs is None else iri not in graphs:
            from difflib import get_close_matches

            near = get_close_matches(iri, sorted(graphs or ()), n=1, cutoff=0.8)
            advice = f"nearest: {near[0]}" if near else "leave FROM out to ask all of it"
            judge.refuse(f"FROM names {iri}, which is no graph of the dataset; {advice}", token)
    return scope


class _Judge:
    """The rules, over one text."""

    def __init__(self, text: str, file: str, services: frozenset[str]) -> None:
        self._text = text
        self._file = file
        self._services = services

    def refuse(self, message: str, token: Token | None) -> NoReturn:
        place, lines = Place(file=self._file), ""
        if token:
            line, column = line_and_column(self._text, token.start)
            place = Place(file=self._file, line=line, column=column)
            lines = excerpt(self._text, token.start)
        raise QueryRefusedError(message, place=place, excerpt=lines)

    def size(self, tokens: Sequence[Token]) -> None:
        """Count brackets and negations that stand inside each other, and terminals."""
        if len(tokens) > MAX_TOKENS:
            self.refuse(f"the query has {len(tokens)} terms and signs; at most {MAX_TOKENS} are read", None)
        depth = 0
        for token in tokens:
            if token.kind == "punct":
                depth += (token.text in "{([") - (token.text in "})]")
            if depth > MAX_NESTING:
                self.refuse(f"more than {MAX_NESTING} brackets stand inside each other", token)

    def keywords(self, tokens: Sequence[Token], *, exact: bool = True) -> None:
        """Look for the words that leave the dataset; ``exact`` when places are those of the text."""
        form = True
        for index, token in enumerate(tokens):
            at = token if exact else None
            word = token.keyword
            if ("SERVICE" in word and not self._allows(tokens, index)) or _glued(tokens, index):
                self.refuse(self._advice(), at)
            if form and word in UPDATES:
                self.refuse(f"{word} is refused: the dataset is read-only; use SELECT, ASK, CONSTRUCT, DESCRIBE", at)
            form = form and word not in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}

    def _allows(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a service is a constant that the operator lists, spelt in full: no prefix, base or escape."""
        word, *after = (token.text for token in tokens[index : index + 4])
        if after and after[0].upper() == "SILENT":
            after = after[1:]
        named = [f"<{service}>" for service in self._services]
        return word.upper() == "SERVICE" and len(after) > 1 and after[0] in named and after[1] == "{"

    def _advice(self) -> str:
        if not self._services:
            return "SERVICE is refused: a query stays within the dataset"
        return f"SERVICE may ask only {', '.join(f'<{each}>' for each in sorted(self._services))}, written in full"

    def brackets(self, tokens: Sequence[Token]) -> None:
        """Refuse an IRI that can be read as an operator and more."""
        open_: list[str] = []
        data = False
        for before, token in zip((None, *tokens), tokens, strict=False):
            if token.kind == "punct" and token.text in "{([":
                open_.append("data" if token.text == "{" and data else token.text)
                data = data and token.text != "{"
            elif token.kind == "punct" and token.text in "})]" and open_:
                open_.pop()
            data = data or token.keyword == "VALUES"
            if before and _operator(before, token) and open_[-1:] == ["("] and "data" not in open_[-2:-1]:
                self.refuse("this IRI can also be read as a comparison; declare a PREFIX for it", token)


def _operator(before: Token, token: Token) -> bool:
    operand = before.kind in _OPERANDS or before.text == ")"
    return operand and token.kind == "iri" and _AMBIGUOUS.search(token.text) is not None


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a prefixed name can be read as the keyword and a name with the empty prefix."""
    token = tokens[index]
    if token.kind != "pname" or not _ends_in_service(token.text.partition(":")[0]):
        return False
    before = tokens[index - 1].keyword if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return after == "{" and before not in {"GRAPH", "FROM", "NAMED"} and not _object(tokens, token)


def _object(tokens: Sequence[Token], token: Token) -> bool:
    """Tell whether a name can only be an object: the text is well-formed with it, as it stands.

    A prefix that merely ends in the word stays refused: ``trueSERVICE:x`` holds a whole object.
    """
    if not _SERVICE_NAME.fullmatch(token.text.partition(":")[0]):
        return False
    from mgi_graph.queries.grammar import stop

    return stop(tokens) is None


def _ends_in_service(prefix: str) -> bool:
    return any(match.end() == len(prefix) for match in _SERVICE_NAME.finditer(prefix))
