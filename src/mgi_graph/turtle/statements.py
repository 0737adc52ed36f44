"""The statements of a Turtle file in the order in which they are written, each with its tokens.

A parser of the grammar in RDF 1.1 Turtle §6.5 over terminals that have places, which the engine's
own parser does not give. It expects a file that the engine has accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from mgi_graph.namespaces import STANDARD
from mgi_graph.turtle.terms import XSD, iri_of, local_of, number_of, string_of
from mgi_graph.turtle.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal

_RDF: Final = STANDARD["rdf"]
_TYPE: Final = NamedNode(_RDF + "type")
_FIRST: Final = NamedNode(_RDF + "first")
_REST: Final = NamedNode(_RDF + "rest")
_NIL: Final = NamedNode(_RDF + "nil")
_ENDS: Final = frozenset({".", "]"})


class Statement(NamedTuple):
    """One triple, and the tokens that stand for its three terms."""

    subject: Node
    predicate: NamedNode
    object: Term
    at: tuple[Token, Token, Token]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A prefix, its namespace, and the token that names it."""

    prefix: str
    namespace: str
    at: Token


@dataclass(slots=True)
class Document:
    """A parsed file: what it declares, which prefixes it uses, its blocks, comments and statements."""

    declarations: list[Declaration] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    blocks: list[tuple[Node, Token]] = field(default_factory=list)
    comments: list[Token] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def document(text: str) -> Document:
    """Parse a Turtle text.

    >>> [str(s.object) for s in document("@prefix ex: <urn:> . ex:a ex:b ex:c , 1 .").statements]
    ['<urn:c>', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    """
    parser = _Parser(text)
    parser.run()
    return parser.document


class _Parser:
    def __init__(self, text: str) -> None:
        self.document = Document()
        self._tokens: Iterator[Token] = self._significant(text)
        self._next: Token | None = next(self._tokens, None)
        self._namespaces: dict[str, str] = {}
        self._names: dict[str, NamedNode] = {}
        self._base = ""
        self._blanks = 0

    def run(self) -> None:
        while self._next:
            if self._next.kind == "directive" or self._next.text.upper() in {"PREFIX", "BASE"}:
                self._directive()
            elif self._next.kind == "word" and self._next.text.upper() == "VERSION":
                self._take()
                self._take()
            else:
                self._block()

    def _significant(self, text: str) -> Iterator[Token]:
        for token in tokens(text):
            if token.kind == "comment":
                self.document.comments.append(token)
            else:
                yield token

    def _take(self) -> Token:
        token = self._next
        if token is None:
            raise ValueError("the text ends inside a statement")
        self._next = next(self._tokens, None)
        return token

    def _sees(self, *texts: str) -> bool:
        return self._next is not None and self._next.kind == "mark" and self._next.text in texts

    def _skip(self, text: str) -> None:
        if self._sees(text):
            self._take()

    def _directive(self) -> None:
        if self._take().text.lower().endswith("prefix"):
            name = self._take()
            prefix, space = name.text.removesuffix(":"), iri_of(self._take(), self._base)
            self._namespaces[prefix] = space
            self._names.clear()
            self.document.declarations.append(Declaration(prefix, space, name))
        else:
            self._base = iri_of(self._take(), self._base)
        self._skip(".")

    def _block(self) -> None:
        anonymous = self._sees("[")
        subject, at = self._node()
        self.document.blocks.append((subject, at))
        if not (anonymous and self._sees(".")):
            self._predicates(subject, at)
        self._skip(".")

    def _predicates(self, subject: Node, at: Token) -> None:
        while self._next and not self._sees(*_ENDS):
            verb = self._take()
            predicate = _TYPE if verb.text == "a" else self._named(verb)
            self._objects(subject, at, predicate, verb)
            while self._sees(";"):
                self._take()

    def _objects(self, subject: Node, at: Token, predicate: NamedNode, verb: Token) -> None:
        while True:
            start = len(self.document.statements)
            value, token = self._term()
            self.document.statements.insert(start, Statement(subject, predicate, value, (at, verb, token)))
            if not self._sees(","):
                return
            self._take()

    def _term(self) -> tuple[Term, Token]:
        if self._next and self._next.kind in {"string", "number"}:
            return self._literal(self._take())
        if self._next and self._next.text in {"true", "false"}:
            token = self._take()
            return Literal(token.text, datatype=NamedNode(XSD + "boolean")), token
        return self._node()

    def _literal(self, token: Token) -> tuple[Literal, Token]:
        if token.kind == "number":
            return number_of(token), token
        if self._next and self._next.kind == "language":
            return Literal(string_of(token), language=self._take().text[1:].lower()), token
        if self._sees("^^"):
            self._take()
            return Literal(string_of(token), datatype=self._named(self._take())), token
        return Literal(string_of(token)), token

    def _node(self) -> tuple[Node, Token]:
        token = self._take()
        if token.text == "[":
            node = self._blank()
            self._predicates(node, token)
            self._skip("]")
            return node, token
        if token.text == "(":
            return self._list(token), token
        if token.kind == "blank":
            return BlankNode(f"named-{token.text[2:]}"), token
        return self._named(token), token

    def _list(self, opening: Token) -> Node:
        if self._sees(")"):
            self._take()
            return _NIL
        cell: Node = self._blank()
        head, at = cell, opening
        while not self._sees(")"):
            value, token = self._term()
            self.document.statements.append(Statement(cell, _FIRST, value, (at, token, token)))
            following: Node = _NIL if self._sees(")") else self._blank()
            at = self._next or token
            self.document.statements.append(Statement(cell, _REST, following, (token, at, at)))
            cell = following
        self._take()
        return head

    def _named(self, token: Token) -> NamedNode:
        if token.kind == "iri":
            return NamedNode(iri_of(token, self._base))
        if known := self._names.get(token.text):
            return known
        prefix, local = local_of(token.text)
        self.document.used.add(prefix)
        found = self._names[token.text] = NamedNode(self._namespaces[prefix] + local)
        return found

    def _blank(self) -> BlankNode:
        self._blanks += 1
        return BlankNode(f"written-{self._blanks}")
