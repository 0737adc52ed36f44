"""Where the columns of a query come from: the properties, classes and expressions that bind them.

Read from the algebra of the query (SPARQL 1.1 §18.2), which rdflib gives; what stands in a FILTER binds
nothing and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib.plugins.sparql.parserutils import CompValue

#: How a variable is bound: as object or subject of a property, as instance of a class, as the class of a
#: thing, as the property itself, at an end of a property that is a variable, by counting, or by an expression.
Way: TypeAlias = Literal["object", "subject", "instance", "class", "property", "end", "count", "expression"]

#: The ways that say most of a column, first.
ORDER: Final[tuple[Way, ...]] = ("count", "expression", "object", "instance", "subject", "class", "property", "end")
#: What orders a scheme says nothing of a column that takes its concepts: a filter by them binds it so.
_ORDERING: Final = frozenset(f"{STANDARD['skos']}{name}" for name in ("broader", "inScheme"))
_VARIABLE: Final = re.compile(r"[?$](\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One way in which a variable is bound.

    ``term`` is the IRI of the property or class, or the text of the expression; ``other`` are the
    variables at the other end of the property, counted, or used in the expression.
    """

    way: Way
    term: str = ""
    other: tuple[str, ...] = ()


def read_origins(text: str) -> Mapping[str, tuple[Origin, ...]]:
    """Return how each variable of a query is bound, what says most first.

    >>> read_origins("SELECT ?x ?n { ?x <urn:p>/<urn:q> ?n }")["n"]
    (Origin(way='object', term='urn:q', other=('x',)),)
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    reader = _Reader(text)
    reader.node(translateQuery(parseQuery(text)).algebra)
    reader.resolve()
    ordered = {name: sorted(dict.fromkeys(found), key=reader.rank) for name, found in reader.found.items()}
    return {name: tuple(found) for name, found in ordered.items()}


class _Reader:
    """Walk through the algebra once, and note what binds each variable."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.body = "\n".join(line for line in text.splitlines() if not line.startswith(("#+", "PREFIX")))
        self.found: dict[str, list[Origin]] = defaultdict(list)
        self.listed: dict[str, list[str]] = defaultdict(list)
        self.aggregates: dict[str, Any] = {}
        self.extends: list[tuple[str, Any]] = []
        self.variable_properties: list[tuple[str, str, str]] = []

    def rank(self, origin: Origin) -> tuple[bool, int, int]:
        """Order origins by what they say, by way, then by their place in the text."""
        name = origin.term.replace("#", "/").rsplit("/", 1)[-1]
        found = re.search(rf":{re.escape(name)}\b", self.body)
        return origin.term in _ORDERING, ORDER.index(origin.way), found.start() if found else len(self.body)

    def node(self, node: CompValue) -> None:
        name = getattr(node, "name", "")
        if name == "BGP":
            for triple in node.triples:
                self.triple(*triple)
        elif name == "values":
            self.values(node)
        elif name == "AggregateJoin":
            self.aggregates |= {str(each.res): each for each in node.A}
        elif name == "Extend":
            self.extends.append((str(node.var), node.expr))
        for key in ("p", "p1", "p2"):
            if key in node:
                self.node(node[key])

    def values(self, node: CompValue) -> None:
        for row in node.res:
            for variable, value in row.items():
                if value != "UNDEF":
                    self.listed[str(variable)].append(str(value))

    def triple(self, subject: object, path: object, value: object) -> None:
        from rdflib import RDF, URIRef, Variable

        if isinstance(path, Variable):
            self.variable_properties.append((str(path), _name(subject), _name(value)))
            self.found[str(path)].append(Origin(way="property", other=(_name(subject), _name(value))))
            return
        if path == RDF.type:
            if isinstance(subject, Variable) and isinstance(value, URIRef):
                self.found[str(subject)].append(Origin(way="instance", term=str(value)))
            elif isinstance(value, Variable):
                self.found[str(value)].append(Origin(way="class", other=(_name(subject),)))
            return
        if isinstance(value, Variable):
            self.end(str(value), steps(path, last=True), _name(subject), object_of=False)
        if isinstance(subject, Variable):
            self.end(str(subject), steps(path, last=False), _name(value), object_of=True)

    def end(self, name: str, found: Iterator[tuple[str, bool]], other: str, *, object_of: bool) -> None:
        """Note a variable at one end of a path; an inverse step turns the ends round (SPARQL 1.1 §9.1)."""
        for term, inverse in found:
            way: Way = "object" if inverse == object_of else "subject"
            self.found[name].append(Origin(way=way, term=term, other=(other,) if other else ()))

    def resolve(self) -> None:
        """Note what needs all of the query: listed properties, aggregates, aliases and expressions."""
        for variable, subject, value in self.variable_properties:
            for term in self.listed[variable]:
                self.found[value].append(Origin(way="object", term=term, other=(subject,)))
        for name, expression in self.extends:
            self.extend(name, expression)
        for name, terms in self.listed.items():
            if not self.found[name]:
                self.found[name].append(Origin(way="expression", term=" ".join(terms)))
        self.resolve_ends()

    def resolve_ends(self) -> None:
        """Note what nothing is known of but that a property, itself a variable, ties it to something."""
        for variable, *ends in self.variable_properties:
            for name, other in (ends, ends[::-1]):
                if name and other and not self.found[name]:
                    self.found[name].append(Origin(way="end", other=(variable, other)))

    def extend(self, name: str, expression: Any) -> None:  # noqa: ANN401 - rdflib's algebra has no types
        from rdflib import Variable

        aggregate = self.aggregates.get(str(expression))
        if aggregate is not None and aggregate.name == "Aggregate_Sample" and str(aggregate.vars) == name:
            return  # a variable that is grouped by: bound where it stands
        written = _written(self.text, name)
        if isinstance(expression, Variable) and aggregate is None:
            self.found[name] += self.found.get(str(expression), [])
        else:  # sub-queries number their aggregates alike: only the text says what each is about
            counts = aggregate is not None and aggregate.name == "Aggregate_Count"
            used = tuple(dict.fromkeys(_VARIABLE.findall(written)))
            self.found[name].append(Origin(way="count" if counts else "expression", term=written, other=used))


def steps(path: object, *, last: bool) -> Iterator[tuple[str, bool]]:
    """Yield the properties that a path may begin or end with, and whether each is walked backwards."""
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    match path:
        case SequencePath():
            yield from _steps_of_sequence(path.args[::-1] if last else path.args, last=last)
        case AlternativePath():
            yield from chain.from_iterable(steps(each, last=last) for each in path.args)
        case InvPath():
            yield from ((term, not inverse) for term, inverse in steps(path.arg, last=not last))
        case MulPath():
            yield from steps(path.path, last=last)
        case str():
            yield str(path), False


def _steps_of_sequence(parts: Sequence[Any], *, last: bool) -> Iterator[tuple[str, bool]]:
    """Yield those of the first part, and go on while a part may be left out (SPARQL 1.1 §9.1)."""
    for each in parts:
        yield from steps(each, last=last)
        if not getattr(each, "zero", False):
            return


def _name(term: object) -> str:
    from rdflib import Variable

    return str(term) if isinstance(term, Variable) else ""


def _written(text: str, name: str) -> str:
    """Return the expression of ``(expression AS ?name)`` as it is written."""
    from mgi_graph.queries.tokens import tokenize

    tokens = tokenize(text)
    for index, token in enumerate(tokens[:-1]):
        if token.keyword != "AS" or tokens[index + 1].text[1:] != name:
            continue
        depth, start = 0, index
        while start and depth >= 0:
            start -= 1
            depth += (tokens[start].text == ")") - (tokens[start].text == "(")
        return " ".join(text[tokens[start].end : token.start].split())
    return ""
