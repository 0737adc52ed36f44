"""Write triples as Turtle in the house style: grouped, sorted, the same bytes every time.

One subject is one block, one predicate one line, several objects one a line; ``a`` comes first, then
labels, definition, hierarchy, domain and range, the rest by name, ``rdfs:isDefinedBy`` last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from mgi_graph.namespaces import PREFIXES, expand, prefix_by_rule
from mgi_graph.turtle.blank import canonical
from mgi_graph.turtle.order import TYPE, prefix_groups, rank
from mgi_graph.turtle.spell import Speller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from mgi_graph.turtle.statements import Term

_ITEM: Final = expand("rdf:first")
_REST: Final = expand("rdf:rest")
_NIL: Final = NamedNode(expand("rdf:nil"))
_STEP: Final = " " * 4


def write(triples: Iterable[Triple], prefixes: Mapping[str, str] | None = None) -> str:
    """Write triples as one Turtle text; without ``prefixes`` those of the project are used.

    Blank nodes that one triple points at are written inside it. Only prefixes that are used are
    declared: published ones first, then those of the project.

    >>> from pyoxigraph import Triple
    >>> print(write([Triple(NamedNode("urn:x:a"), NamedNode("urn:x:b"), Literal("c"))], {"x": "urn:x:"}), end="")
    @prefix x: <urn:x:> .
    <BLANKLINE>
    x:a
        x:b "c" .
    """
    return _Writer(triples, prefixes).text()


class _Writer:
    def __init__(self, triples: Iterable[Triple], prefixes: Mapping[str, str] | None) -> None:
        self._of: dict[Term, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
        pointed: Counter[Term] = Counter()
        for triple in canonical(set(triples)):
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode | BlankNode) or not isinstance(value, NamedNode | BlankNode | Literal):
                raise TypeError("Turtle 1.1 has no triple terms")
            self._of[subject][triple.predicate.value].add(value)
            pointed[value] += isinstance(value, BlankNode)
        self._pointed = pointed
        self._nested = {node for node, times in pointed.items() if times == 1 and not self._in_circle(node)}
        self._spell = Speller(prefixes if prefixes is not None else self._project_prefixes())

    def text(self) -> str:
        tops = [subject for subject in self._of if subject not in self._nested]
        blocks = [self._block(subject) for subject in sorted(tops, key=_subject_order)]
        head = _declarations(self._spell.used)
        return "\n".join([*([head] if head else []), *blocks])

    def _block(self, subject: Term) -> str:
        anonymous = isinstance(subject, BlankNode) and not self._pointed[subject]
        name = "[]" if anonymous else self._spell.term(subject)
        return f"{name}\n{self._body(subject, 1)} .\n"

    def _body(self, subject: Term, depth: int) -> str:
        indent = _STEP * depth
        parts = self._of[subject]
        names = sorted(parts, key=lambda name: (rank(name), name))
        return " ;\n".join(f"{indent}{self._line(name, parts[name], depth)}" for name in names)

    def _line(self, predicate: str, values: set[Term], depth: int) -> str:
        verb = "a" if predicate == TYPE else self._spell.iri(predicate)
        spelled = sorted((self._value(value, depth) for value in values), key=_natural)
        if len(spelled) == 1:
            return f"{verb} {spelled[0]}"
        indent = "\n" + _STEP * (depth + 1)
        return f"{verb}{indent}" + f" ,{indent}".join(spelled)

    def _value(self, value: Term, depth: int) -> str:
        if not isinstance(value, BlankNode) or value not in self._nested:
            return self._spell.term(value)
        if value not in self._of:
            return "[]"
        if items := self._items(value):
            return f"( {' '.join(self._value(item, depth) for item in items)} )"
        return f"[\n{self._body(value, depth + 1)}\n{_STEP * depth}]"

    def _items(self, head: Term) -> list[Term] | None:
        """Return the items of a list that can be written in parentheses, else nothing."""
        items: list[Term] = []
        while head in self._nested:
            parts = self._of.get(head, {})
            if set(parts) != {_ITEM, _REST} or len(parts[_ITEM]) != 1 or len(parts[_REST]) != 1:
                return None
            items += parts[_ITEM]
            (head,) = parts[_REST]
        return items if head == _NIL and items else None

    def _in_circle(self, node: Term) -> bool:
        seen: set[BlankNode] = set()
        reached: list[Term] = [node]
        while reached:
            for value in self._blanks(reached.pop()):
                if value == node:
                    return True
                if value not in seen:
                    seen.add(value)
                    reached.append(value)
        return False

    def _blanks(self, node: Term) -> Iterator[BlankNode]:
        if node in self._of:
            for values in self._of[node].values():
                yield from (value for value in values if isinstance(value, BlankNode))

    def _project_prefixes(self) -> dict[str, str]:
        iris = {term.value for term in self._of if isinstance(term, NamedNode)}
        for parts in self._of.values():
            iris |= {value.value for values in parts.values() for value in values if isinstance(value, NamedNode)}
        return {**PREFIXES, **dict(filter(None, map(prefix_by_rule, iris)))}


def _declarations(used: Mapping[str, str]) -> str:
    groups = [group for group in prefix_groups(used) if group]
    return "\n".join("".join(f"@prefix {name}: <{used[name]}> .\n" for name in group) for group in groups)


def _subject_order(subject: Term) -> tuple[bool, str]:
    return isinstance(subject, BlankNode), subject.value


def _natural(text: str) -> tuple[bool, str]:
    return text.startswith(("[", "(")), text
