"""Find, for a value that a shape behind sh:node refuses, one that it accepts (SHACL §4.7.1).

Tried are the same text under the datatypes that the shape names, in English, with single spaces or with a
full stop; of things, the names most like the value, those first that the property has elsewhere. What is
proposed has been held against the shape.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import shrink
from mgi_graph.validation.compiler import Compiler
from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import SH, Index, iri
from mgi_graph.validation.literals import LANG_STRING, is_literal, is_well_formed, text_of
from mgi_graph.validation.solving import Solver
from mgi_graph.validation.sparql import Constraints

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


#: How alike a name must be to be proposed: a slip of the pen, not another word.
ALIKE: Final = 0.75
_SPACES: Final = re.compile(r"\s+")
_NAME: Final = re.compile(r".*[/#]", re.DOTALL)


class Conforming:
    """What the shapes accept, of the terms of a graph."""

    def __init__(self, data: Index, shapes: Index) -> None:
        """Take both graphs; shapes are made ready when the first is asked for."""
        self._data = data
        self._shapes = shapes

    def instead(self, shape: str, value: str, path: str | None) -> str | None:
        """Return a term that the shape accepts in the place of the value; ``None`` where none is near."""
        try:
            ready = self._compiler.shape(shape)
            tries = self._texts(shape, value) if is_literal(value) else self._names(shape, value, path)
            return next((term for term in tries if term != value and ready.conforms(term)), None)
        except UnsupportedError:
            return None

    def among(self, shape: str, path: str | None) -> str | None:
        """Return the least value of a property that the shape accepts."""
        try:
            ready = self._compiler.shape(shape)
            return next((term for term in sorted(self._values(path)) if ready.conforms(term)), None)
        except UnsupportedError:
            return None

    def _values(self, path: str | None) -> Collection[str]:
        return self._data.incoming.get(path or "", {})

    @cached_property
    def _compiler(self) -> Compiler:
        return Compiler(self._shapes, self._data, Constraints(self._shapes, Solver(self._data)))

    def _texts(self, shape: str, value: str) -> Iterator[str]:
        """Write the text of a literal otherwise; of a word, the things of that name."""
        quoted = value[: value.rindex('"') + 1]
        tag = value[len(quoted) :]
        yield from (f"{quoted}^^{each}" for each in self._datatypes(shape) if is_well_formed(f"{quoted}^^{each}"))
        forms = [_SPACES.sub(" ", quoted[1:-1].replace("\\n", " ")).strip()]
        forms += [forms[0].removesuffix("."), f"{forms[0][:1].upper()}{forms[0][1:].removesuffix('.')}."]
        yield from (f'"{form}"{tag if tag[:1] == "@" else "@en"}' for form in dict.fromkeys(forms))
        word = text_of(value).strip().lower().replace(" ", "-")
        yield from sorted(term for term in self._things(shape) if _NAME.sub("", term[1:-1]).lower() == word)

    def _names(self, shape: str, value: str, path: str | None) -> Iterator[str]:
        for terms in (self._values(path), self._things(shape)):
            names = {shrink(text_of(term)): term for term in sorted(terms) if term[0] == "<"}
            yield from (names[name] for name in get_close_matches(shrink(text_of(value)), names, n=5, cutoff=ALIKE))

    def _things(self, shape: str) -> Collection[str]:
        """List the instances of the classes that the shape demands, or else all that is described."""
        kinds = [kind for each in self._parts(shape) for kind in self._shapes.objects(each, iri(SH + "class"))]
        return set().union(*map(self._data.instances, kinds)) if kinds else self._data.outgoing

    def _datatypes(self, shape: str) -> list[str]:
        named = [kind for each in self._parts(shape) for kind in self._shapes.objects(each, iri(SH + "datatype"))]
        return [kind for kind in named if kind[1:-1] != LANG_STRING]

    def _parts(self, shape: str) -> list[str]:
        """List a shape and what it is made of by sh:node, sh:and, sh:or and sh:xone."""
        found = [shape]
        for each in found:
            inner = list(self._shapes.objects(each, iri(SH + "node")))
            heads = [head for name in ("and", "or", "xone") for head in self._shapes.objects(each, iri(SH + name))]
            inner += [item for head in heads for item in self._shapes.items(head)]
            found += [node for node in inner if node not in found]
        return found
