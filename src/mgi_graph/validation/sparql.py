"""SPARQL-based constraints (SHACL §5), run by Oxigraph for one focus node at a time.

The focus node is written into the query in the place of ``$this``: that is what pre-binding means
(SHACL §5.3.1), in nested groups and filters too. Oxigraph keeps numbers and times in canonical form;
where a constraint could tell, rdflib runs it instead.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import STANDARD
from mgi_graph.validation.component import is_true
from mgi_graph.validation.exists import split
from mgi_graph.validation.finding import Finding, UnsupportedError
from mgi_graph.validation.index import SH, iri
from mgi_graph.validation.lexical import LexicalForms
from mgi_graph.validation.literals import is_literal, text_of
from mgi_graph.validation.subqueries import are_grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.validation.exists import Filter
    from mgi_graph.validation.index import Index
    from mgi_graph.validation.shape import Finder, Shape
    from mgi_graph.validation.solving import Row, Solver

_COMPONENT: Final = f"{SH}SPARQLConstraintComponent"
#: What a query of SHACL may not hold (§5.3.1), and what only the engine of reference knows to judge.
_BEYOND: Final = re.compile(
    r"\b(?:MINUS|VALUES|SERVICE)\b|[?$](?:shapesGraph|currentShape|failure)\b|\bAS\s+[?$]this\b|SELECT\s*(?:DISTINCT\s*)?\*",
    re.IGNORECASE,
)
_LEXEME: Final = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>"\s]*>|\#[^\n]*)|[?$](?P<name>\w+)|(?P<word>\w+)""", re.DOTALL
)
_IMPORTS: Final = iri(STANDARD["owl"] + "imports")
#: A pre-bound variable is bound, and a term in its place would be malformed.
_BOUND: Final = re.compile(r"\bBOUND\s*\(\s*[?$]this\s*\)", re.IGNORECASE)
_FILLED: Final = re.compile(r"\{[?$](\w+)\}")


class Constraints:
    """The SPARQL constraints of a graph of shapes over a graph of data."""

    def __init__(self, shapes: Index, solver: Solver) -> None:
        """Take the shapes, and what answers queries over the data."""
        self._shapes = shapes
        self._solver = solver

    @cached_property
    def _forms(self) -> LexicalForms:
        return LexicalForms(self._solver.index)

    def finder(self, node: str, shape: Shape, path: str | None) -> Finder | None:
        """Return what runs a constraint for a shape; ``path`` is what stands for ``$PATH``."""
        if any(is_true(value) for value in self._shapes.objects(node, iri(SH + "deactivated"))):
            return None
        query = Query(self._select(node, path), self._prefixes(node))
        messages = sorted({text_of(text) for text in self._shapes.objects(node, iri(SH + "message"))})

        def run(focus: str) -> Iterator[Finding]:
            return _findings(shape, node, [*shape.messages, *messages], focus, self._rows(query, focus))

        return run

    def _rows(self, query: Query, focus: str) -> Iterable[Row]:
        if focus[0] != "<" or self._forms.would_show(query.select, query.prefixes):
            return self._solver.by_rdflib(query.prologue + query.select, focus)
        try:
            rows = self._solver.by_oxigraph(focus.join(query.pieces), query.prologue, query.filters_at(focus))
        except SyntaxError:
            rows = self._whole(query, focus)
        named = {"this": focus} if query.names_focus else {}
        originals = self._forms.originals
        return [{**{name: originals.get(term, term) for name, term in row.items()}, **named} for row in rows]

    def _whole(self, query: Query, focus: str) -> list[Row]:
        """Run a query as it stands: some value of a solution cannot be written where a filter has it."""
        try:
            return self._solver.by_oxigraph(focus.join(prebound(query.select)), query.prologue)
        except SyntaxError as error:
            raise UnsupportedError(f"the query is malformed: {error.msg}") from error

    def _select(self, node: str, path: str | None) -> str:
        texts = self._shapes.objects(node, iri(SH + "select"))
        text = text_of(texts[0]) if len(texts) == 1 and is_literal(texts[0]) else ""
        if not text or _BEYOND.search(text) or not are_grouped(text):
            raise UnsupportedError(f"the query of {node}")
        if re.search(r"[?$]PATH\b", text):
            if path is None:
                raise UnsupportedError(f"$PATH in {node}, where there is no path")
            text = re.sub(r"[?$]PATH\b", lambda _: path, text)
        return text

    def _prefixes(self, node: str) -> dict[str, str]:
        """Collect the prefixes of a constraint, along owl:imports (SHACL §5.2.1)."""
        found = {prefix: STANDARD[prefix] for prefix in ("rdf", "rdfs", "owl")}
        owners = list(self._shapes.objects(node, iri(SH + "prefixes")))
        for owner in owners:
            owners += [other for other in self._shapes.objects(owner, _IMPORTS) if other not in owners]
            for each in self._shapes.objects(owner, iri(SH + "declare")):
                prefix, space = (self._shapes.objects(each, iri(SH + name)) for name in ("prefix", "namespace"))
                if len(prefix) != 1 or len(space) != 1:
                    raise UnsupportedError(f"a declaration of prefixes at {owner}")
                found[text_of(prefix[0])] = text_of(space[0])
        return found


class Query:
    """A query made ready for one focus node after the other."""

    def __init__(self, select: str, prefixes: dict[str, str]) -> None:
        """Take the text and its prefixes."""
        select = _BOUND.sub("true", select)
        parted = split(select)
        self.select = select
        self.prefixes = tuple(prefixes.items())
        self.prologue = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in self.prefixes)
        self.pieces = prebound(parted.select if parted else select)
        self.names_focus = re.search(r"[?$]this\b", select[: select.find("{")]) is not None
        self._filters = parted.filters if parted else ()

    def filters_at(self, focus: str) -> tuple[Filter, ...]:
        """Return the filters with the focus node in the place of ``$this``."""
        return tuple(replace(each, group=_at(each.group, focus)) for each in self._filters)


def _at(group: tuple[str, ...], focus: str) -> tuple[str, ...]:
    parts = [group[0]]
    for name, text in zip(group[1::2], group[2::2], strict=True):
        if name == "this":
            parts[-1] += focus + text
        else:
            parts += [name, text]
    return tuple(parts)


def _findings(shape: Shape, node: str, messages: list[str], focus: str, rows: Iterable[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.keys().isdisjoint({"this", "path", "value"}):
            continue
        value = row.get("value") or (None if shape.values else focus)
        bound = row if value is None else {**row, "value": value}
        yield Finding(
            focus=focus,
            shape=shape.node,
            component=_COMPONENT,
            severity=shape.severity,
            path=row.get("path") or shape.path,
            value=value,
            constraint=node,
            messages=tuple(sorted({_fill(message, bound) for message in messages})),
        )


def prebound(select: str) -> tuple[str, ...]:
    """Split a query at the places where the focus node stands for ``$this``; it is named where it groups.

    What a query or a subquery gives is left as it is.

    >>> prebound("SELECT $this WHERE { $this ?p 1 } GROUP BY $this")
    ('SELECT $this WHERE { ', ' ?p 1 } GROUP BY (', ' AS ?this)')
    """
    pieces, start, since, is_grouping, is_inside = [], 0, 0, False, False
    before, after = "", ""
    for lexeme in _LEXEME.finditer(select):
        word = (lexeme["word"] or "").upper()
        if word == "SELECT":
            since = lexeme.end()
        is_inside = word != "SELECT" and (is_inside or word == "WHERE" or "{" in select[since : lexeme.start()])
        if word:
            is_grouping = word == "GROUP" or (is_grouping and word == "BY")
        if lexeme["name"] == "this" and is_inside:
            before, opened = after, select[start : lexeme.start()]
            pieces.append(before + opened + ("(" if is_grouping else ""))
            after, start = " AS ?this)" if is_grouping else "", lexeme.end()
    return (*pieces, after + select[start:])


def _fill(message: str, bound: dict[str, str]) -> str:
    return _FILLED.sub(lambda match: text_of(bound[match[1]]) if match[1] in bound else match[0], message)
