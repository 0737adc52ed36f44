"""Property paths (SHACL §2.3.1): what they lead to, and how SPARQL writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import FIRST, NIL, SH, iri

if TYPE_CHECKING:
    from mgi_graph.validation.index import Index

Path: TypeAlias = Callable[[str], Collection[str]]

_INVERSE: Final = iri(SH + "inversePath")
_ALTERNATIVE: Final = iri(SH + "alternativePath")
_REPEATED: Final = {
    iri(SH + "zeroOrMorePath"): "*",
    iri(SH + "oneOrMorePath"): "+",
    iri(SH + "zeroOrOnePath"): "?",
}
#: The engine of reference goes no deeper either.
_DEPTH: Final = 9


class Paths:
    """The paths of a graph of shapes over a graph of data."""

    def __init__(self, shapes: Index, data: Index) -> None:
        """Take both graphs."""
        self._shapes = shapes
        self._data = data

    def follow(self, node: str, *, inverse: bool = False, depth: int = 0) -> Path:
        """Return the function from a node to the nodes that a path leads to.

        Raises :class:`UnsupportedError` for a path that is malformed, endless or very deep.
        """
        if node[0] == "<" and node != NIL:
            return self._step(node, inverse=inverse)
        kind, inner = self._parts(node, depth)
        if kind == "^":
            return self.follow(inner[0], inverse=not inverse, depth=depth + 1)
        steps = [self.follow(part, inverse=inverse, depth=depth + 1) for part in inner]
        if kind == "/":
            return _sequence(steps[::-1] if inverse else steps)
        if kind == "|":
            return lambda focus: {value for step in steps for value in step(focus)}
        return _repeated(steps[0], kind)

    def write(self, node: str, depth: int = 0) -> str:
        """Write a path as SPARQL does (SPARQL 1.1 Query §9.1)."""
        if node[0] == "<":
            return node
        kind, inner = self._parts(node, depth)
        written = [self.write(part, depth + 1) for part in inner]
        if kind in {"/", "|"}:
            return f"({kind.join(written)})"
        return f"(^{written[0]})" if kind == "^" else f"({written[0]}{kind})"

    def _step(self, predicate: str, *, inverse: bool) -> Path:
        if inverse:
            incoming = self._data.incoming.get(predicate, {})
            return lambda focus: incoming.get(focus, ())
        outgoing, nothing = self._data.outgoing, dict[str, list[str]]()
        return lambda focus: outgoing.get(focus, nothing).get(predicate, ())

    def _parts(self, node: str, depth: int) -> tuple[str, list[str]]:
        if depth > _DEPTH or node[0] != "_":
            raise UnsupportedError("a property path that is malformed or very deep")
        if self._shapes.objects(node, FIRST):
            return self._list("/", node)
        if inner := self._shapes.one(node, _INVERSE):
            return "^", [inner]
        if inner := self._shapes.one(node, _ALTERNATIVE):
            return self._list("|", inner)
        for predicate, sign in _REPEATED.items():
            if inner := self._shapes.one(node, predicate):
                return sign, [inner]
        raise UnsupportedError("a property path of no known kind")

    def _list(self, kind: str, head: str) -> tuple[str, list[str]]:
        parts = list(self._shapes.items(head))
        if not 2 <= len(parts) < _DEPTH:
            raise UnsupportedError("a list of paths of another length than two to eight")
        return kind, parts


def _sequence(steps: list[Path]) -> Path:
    def path(focus: str) -> Collection[str]:
        reached: Collection[str] = (focus,)
        for step in steps:
            reached = {value for node in reached for value in step(node)}
        return reached

    return path


def _repeated(step: Path, kind: str) -> Path:
    def path(focus: str) -> Collection[str]:
        if kind == "?":
            return {focus, *step(focus)}
        found: set[str] = {focus} if kind == "*" else set()
        todo = list(step(focus))
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += step(node)
        return found

    return path
