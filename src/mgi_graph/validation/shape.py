"""A shape made ready to run: where its values are, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from mgi_graph.validation.finding import Finding
from mgi_graph.validation.index import SH

if TYPE_CHECKING:
    from mgi_graph.validation.paths import Path

#: Tells whether one value node is as it should be.
Test: TypeAlias = Callable[[str], bool]
#: Names, for a focus node and all its value nodes, each value at fault; ``None`` where it is no single one.
Whole: TypeAlias = Callable[[str, Collection[str]], Iterable[str | None]]
#: Makes findings of its own for a focus node.
Finder: TypeAlias = Callable[[str], Iterable[Finding]]


@dataclass(slots=True, kw_only=True, eq=False)
class Shape:
    """A node shape, or a property shape when it has ``values``; ``path`` is its path where that is a predicate.

    Components are known by the last part of their names (``Class`` for sh:ClassConstraintComponent).
    """

    node: str
    severity: str
    messages: tuple[str, ...] = ()
    path: str | None = None
    values: Path | None = None
    is_active: bool = True
    tests: list[tuple[str, Test]] = field(default_factory=list)
    wholes: list[tuple[str, Whole]] = field(default_factory=list)
    finders: list[Finder] = field(default_factory=list)
    properties: list[Shape] = field(default_factory=list)
    _known: dict[str, bool] = field(default_factory=dict)

    @property
    def goes_on(self) -> bool:
        """Tell whether it has results about other nodes than its focus node: values of a path within a path."""
        return any(self.values is not None or inner.goes_on for inner in self.properties)

    def find(self, focus: str) -> list[Finding]:
        """Return the results of the shape at one focus node."""
        if not self.is_active:
            return []
        values = self.values(focus) if self.values else (focus,)
        found: list[Finding] = []
        for component, test in self.tests:
            found += [self.finding(focus, component, value) for value in values if not test(value)]
        for component, whole in self.wholes:
            found += [self.finding(focus, component, value) for value in whole(focus, values)]
        for finder in self.finders:
            found += finder(focus)
        for inner in self.properties:
            for value in values:
                found += inner.find(value)
        return found

    def conforms(self, focus: str) -> bool:
        """Tell whether a node has no result; each node is looked at once."""
        known = self._known.get(focus)
        if known is None:
            known = self._known[focus] = not self.find(focus)
        return known

    def finding(self, focus: str, component: str, value: str | None) -> Finding:
        """Make a result of a component of this shape."""
        return Finding(
            focus=focus,
            shape=self.node,
            component=f"{SH}{component}ConstraintComponent",
            severity=self.severity,
            path=self.path,
            value=value,
            messages=self.messages,
        )
