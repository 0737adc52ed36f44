"""Find the place in the files that a result is about."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import STANDARD
from mgi_graph.turtle.place import PlaceIndex
from mgi_graph.validation.finding import term_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.errors import Place
    from mgi_graph.turtle.read import Reading
    from mgi_graph.validation.finding import Finding

#: A scheme lists its top concepts, but what is wrong with one of them is wrong where that one stands.
_LISTS: Final = frozenset(STANDARD["skos"] + name for name in ("hasTopConcept", "member"))


class Places:
    """The places of all files of a build; a file is split into tokens when it holds a subject asked for."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Hold the files as they were read."""
        self.indexes = tuple(PlaceIndex(reading=reading) for reading in readings)
        self._blocks: dict[str, list[tuple[int, str]]] = {}

    def of(self, found: Finding) -> Place | None:
        """Return the place of a finding.

        A wrong value is placed where it stands; what is missing, and what concerns all values of a
        property together, at the subject. Where a result names another thing than its focus node (a
        uniqueness, a class), that thing is what somebody has to edit: at the property that the result
        names as its path, where that thing has it.
        """
        focus, value = found.focus[1:-1], term_of(found.value)
        if found.path is not None:
            path = found.path[1:-1]
            fault = value.value if isinstance(value, NamedNode) else ""
            stated = self._statement(focus, path, value) or self._predicate(fault, path)
            return stated or self.find(focus, path)
        if value is None or found.value == found.focus:
            return self.find(focus)
        return (
            self._anywhere(focus, value)
            or (self._subject(value.value) if isinstance(value, NamedNode) else None)
            or self._subject(focus)
        )

    def subject_at(self, place: Place) -> str | None:
        """Return the subject whose block a place lies in: the last one that begins before it."""
        if place.file not in self._blocks:
            held = [one for one in self.indexes if one.file == place.file]
            self._blocks[place.file] = sorted((begin.line or 0, iri) for one in held for iri, begin in one.subjects())
        blocks = self._blocks[place.file]
        begun = bisect_right(blocks, place.line or 0, key=itemgetter(0))
        return blocks[begun - 1][1] if begun else None

    def find(self, focus: str, path: str | None = None, value: object = None) -> Place | None:
        """Return the narrowest place that is known: the statement, else its predicate, else the subject."""
        return self._statement(focus, path, value) or self._predicate(focus, path) or self._subject(focus)

    def _statement(self, focus: str, path: str | None, value: object) -> Place | None:
        if path is None or value is None:
            return None
        return next((place for one in self._files(focus) if (place := one.statement(focus, path, value))), None)

    def _predicate(self, focus: str, path: str | None) -> Place | None:
        if path is None:
            return None
        return next((place for one in self._files(focus) if (place := one.predicate(focus, path))), None)

    def _subject(self, focus: str) -> Place | None:
        return next((place for one in self._files(focus) if (place := one.subject(focus))), None)

    def _anywhere(self, focus: str, value: object) -> Place | None:
        """Return where a subject states a value, by whichever predicate."""
        found = (one.value(focus, value, besides=_LISTS) for one in self._files(focus))
        return next((place for place in found if place), None)

    def _files(self, subject: str) -> Sequence[PlaceIndex]:
        return self._homes.get(subject, ())

    @cached_property
    def _homes(self) -> dict[str, list[PlaceIndex]]:
        """Say which files state something of each subject."""
        homes: dict[str, list[PlaceIndex]] = {}
        for one in self.indexes:
            for node in {triple.subject for triple in one.reading.triples}:
                if isinstance(node, NamedNode):
                    homes.setdefault(node.value, []).append(one)
        return homes
