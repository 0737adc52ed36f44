"""Tell what to write instead, where the shapes and the graph let it be told.

A correction is Turtle with the project's prefixes. It is a proposal: the nearest name that is allowed,
the same text under the right datatype, or an example from the graph of what is missing.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from mgi_graph.namespaces import shrink
from mgi_graph.turtle.spell import Speller
from mgi_graph.validation.component import TESTS
from mgi_graph.validation.conforming import ALIKE, Conforming
from mgi_graph.validation.finding import term_of
from mgi_graph.validation.index import SH, TYPE, Index, iri
from mgi_graph.validation.literals import LANG_STRING, XSD, is_literal, is_well_formed, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pyoxigraph import Triple

    from mgi_graph.validation.finding import Finding

#: How many pairs of names one run compares: a second or two of work, then nearest names are no longer told.
_PAIRS: Final = 200_000
#: How many names a value is compared with where a shape is tried on them.
_NAMES: Final = 5_000
_TRUTH: Final = {"yes": "true", "no": "false"}


class Corrector:
    """What the corrections of one run are made from; indexed when the first is asked for."""

    def __init__(self, data: Sequence[Triple] | Index, shapes: Sequence[Triple] | Index) -> None:
        """Take the graph and its shapes, indexed or not."""
        self._triples = data
        self._rules = shapes
        self._examples: dict[tuple[str, str | None], str | None] = {}
        self._pairs = 0

    def correction(self, found: Finding) -> str | None:
        """Return what to write instead, as Turtle; ``None`` where it cannot be told."""
        name = found.component.removeprefix(SH).removesuffix("ConstraintComponent")
        makers: dict[str, Callable[[Finding], str | None]] = {
            "Class": self._of_class,
            "In": self._of_list,
            "HasValue": self._wanted,
            "Datatype": self._typed,
            "Pattern": self._example,
            "MinCount": self._missing,
            "Node": self._of_node,
        }
        return makers[name](found) if name in makers else None

    def owner(self, node: str) -> tuple[str, str] | None:
        """Climb from a blank node to the thing that it is part of: its IRI, and the predicate that leads down."""
        seen: set[str] = set()
        while node[0] == "_" and node not in seen:
            seen.add(node)
            above = [(one, verb) for verb, values in self._data.incoming.items() for one in values.get(node, ())]
            if not above:
                return None
            node, predicate = min(above)
            if node[0] == "<":
                return node[1:-1], predicate[1:-1]
        return None

    @cached_property
    def _data(self) -> Index:
        return self._triples if isinstance(self._triples, Index) else Index(self._triples)

    @cached_property
    def _shapes(self) -> Index:
        return self._rules if isinstance(self._rules, Index) else Index(self._rules)

    def _parameters(self, found: Finding, name: str) -> Sequence[str]:
        return self._shapes.objects(found.shape, iri(SH + name))

    def _of_class(self, found: Finding) -> str | None:
        wanted = [self._data.instances(kind) for kind in self._parameters(found, "class")]
        return self._nearest(found.value, set().union(*wanted)) if wanted else None

    def _of_list(self, found: Finding) -> str | None:
        items = [item for head in self._parameters(found, "in") for item in self._shapes.items(head)]
        return self._nearest(found.value, items) or (spell(items[0]) if len(items) == 1 else None)

    def _wanted(self, found: Finding) -> str | None:
        wanted = self._parameters(found, "hasValue")
        verb = f"{spell(found.path)} " if found.path else ""
        return verb + spell(wanted[0]) if len(wanted) == 1 else None

    def _typed(self, found: Finding) -> str | None:
        if found.value is None or not is_literal(found.value):
            return None
        for datatype in self._parameters(found, "datatype"):
            quoted = found.value[: found.value.rindex('"') + 1]
            if datatype[1:-1] == LANG_STRING:
                return spell(f"{quoted}@en")
            text = _TRUTH.get(text_of(found.value).strip().lower()) if datatype == iri(XSD + "boolean") else None
            term = f'"{text}"^^{datatype}' if text else f"{quoted}^^{datatype}"
            if is_well_formed(term):
                return spell(term)
        return None

    def _example(self, found: Finding) -> str | None:
        """Return a value that the graph has for the same predicate, and that the patterns accept."""
        asked = (found.shape, found.path)
        if asked not in self._examples:
            _, make = TESTS["pattern"]
            tests = [make(self._shapes, self._data, found.shape, text) for text in self._parameters(found, "pattern")]
            values = self._data.incoming.get(found.path or "", {})
            self._examples[asked] = min((value for value in values if all(test(value) for test in tests)), default=None)
        example = self._examples[asked]
        return None if example is None else f"for example {spell(example)}"

    def _of_node(self, found: Finding) -> str | None:
        """Return what the shape behind sh:node accepts: something near, or a value that the property has elsewhere."""
        if found.value is None or found.value[0] == "_" or not self._may_compare():
            return None
        for shape in self._parameters(found, "node"):
            if near := self._conforming.instead(shape, found.value, found.path):
                return spell(near)
            asked = (shape, found.path)
            if asked not in self._examples:
                self._examples[asked] = self._conforming.among(shape, found.path)
            if example := self._examples[asked]:
                return f"for example {spell(example)}"
        return None

    @cached_property
    def _conforming(self) -> Conforming:
        return Conforming(self._data, self._shapes)

    def _missing(self, found: Finding) -> str | None:
        """Return a statement that another thing of the same class makes by the missing predicate."""
        if found.path is None:
            return None
        for kind in sorted(self._data.objects(found.focus, TYPE)):
            asked = (kind, found.path)
            if asked not in self._examples:
                others = sorted(self._data.subjects(TYPE, kind))
                values = (value for other in others for value in self._data.objects(other, found.path))
                self._examples[asked] = next((value for value in values if value[0] != "_"), None)
            if example := self._examples[asked]:
                return f"for example {spell(found.path)} {spell(example)}"
        return None

    def _nearest(self, value: str | None, allowed: Collection[str]) -> str | None:
        if value is None or value[0] == "_":
            return None
        return _nearest(value, allowed) if self._may_compare(len(allowed)) else None

    def _may_compare(self, pairs: int = _NAMES) -> bool:
        """Count pairs of names, and tell whether there is time for them."""
        self._pairs += pairs
        return self._pairs <= _PAIRS


def spell(term: str) -> str:
    """Write a term as Turtle does, IRIs by their prefix.

    >>> spell('"1"^^<http://www.w3.org/2001/XMLSchema#integer>'), spell("<urn:a>")
    ('1', '<urn:a>')
    """
    found = term_of(term)
    if isinstance(found, Literal):
        return Speller({"xsd": XSD}).term(found)
    name = shrink(term[1:-1])
    return term if name == term[1:-1] else name


def _nearest(value: str, allowed: Iterable[str]) -> str | None:
    names = {shrink(text_of(term)): term for term in sorted(allowed) if term[0] == value[0]}
    nearest = get_close_matches(shrink(text_of(value)), names, n=1, cutoff=ALIKE)
    return spell(names[nearest[0]]) if nearest else None
