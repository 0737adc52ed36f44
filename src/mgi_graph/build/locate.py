"""Find the place in the files that a result is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.turtle.place import PlaceIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.build.skolem import Term
    from mgi_graph.errors import Place
    from mgi_graph.turtle.read import Reading


class Places:
    """The places of all files of a build, each file indexed when the first of its places is asked for."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Hold the files as they were read."""
        self.indexes = tuple(PlaceIndex(reading=reading) for reading in readings)

    def find(self, focus: str, path: str | None = None, value: Term | None = None) -> Place | None:
        """Return the narrowest place that is known: the statement, else its predicate, else the subject."""
        return self._statement(focus, path, value) or self._predicate(focus, path) or self._subject(focus)

    def _statement(self, focus: str, path: str | None, value: Term | None) -> Place | None:
        if path is None or value is None:
            return None
        return next((place for one in self.indexes if (place := one.statement(focus, path, value))), None)

    def _predicate(self, focus: str, path: str | None) -> Place | None:
        if path is None:
            return None
        return next((place for one in self.indexes if (place := one.predicate(focus, path))), None)

    def _subject(self, focus: str) -> Place | None:
        return next((place for one in self.indexes if (place := one.subject(focus))), None)
