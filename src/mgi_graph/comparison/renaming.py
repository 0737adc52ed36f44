"""Things that have another name: said so by the files, or likely because all else is equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from mgi_graph.comparison.structure import substitute
from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.comparison.version import Version
    from mgi_graph.comparison.view import View
    from mgi_graph.store.protocol import Term

Said: TypeAlias = frozenset[tuple[str, str]]
Names: TypeAlias = "Mapping[Term, ox.NamedNode | ox.BlankNode]"

_REPLACED: Final = f"{STANDARD['dcterms']}isReplacedBy"
_DEPRECATED: Final = f"{STANDARD['owl']}deprecated"
_SELF: Final = "<>"
#: How many statements a thing must have, a literal among them, before another that has the same can be it.
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamings:
    """Old names and new ones: ``declared`` by a deprecation, ``probable`` because all that is said is equal."""

    declared: Mapping[ox.NamedNode, ox.NamedNode]
    probable: Mapping[ox.NamedNode, ox.NamedNode]

    @classmethod
    def between(cls, old: View, new: View) -> Renamings:
        """Find the renamings between two versions."""
        return cls(declared=_find_declared(old, new), probable=_find_probable(old, new))

    @property
    def names(self) -> Names:
        """Return the new name for each old one."""
        names: dict[Term, ox.NamedNode | ox.BlankNode] = {}
        names.update(self.declared.items())
        names.update(self.probable.items())
        return names

    def __len__(self) -> int:
        """Count the renamings."""
        return len(self.declared) + len(self.probable)

    def apply(self, old: Version, was: Iterable[ox.Triple], now: frozenset[ox.Triple]) -> frozenset[ox.Triple]:
        """Return the old triples under the new names.

        A deprecated thing is still there, and keeps what was said of it; its successor gets none of that.
        """
        kept = {triple for triple in was if triple.subject in self.declared}
        moved = frozenset(substitute(kept, self.names))
        return (old.triples(self.names) - (moved - now)) | kept


def _find_declared(old: View, new: View) -> dict[ox.NamedNode, ox.NamedNode]:
    """Return the names that the new version deprecates in favour of one other, and the old one does not."""
    found: dict[ox.NamedNode, ox.NamedNode] = {}
    for thing, said in new.things.items():
        if _DEPRECATED in said and isinstance(thing, ox.NamedNode) and thing in old.things:
            named = new.iris(thing, _REPLACED)
            if len(named) == 1 and new.is_true(thing, _DEPRECATED) and not old.is_true(thing, _DEPRECATED):
                found[thing] = ox.NamedNode(named[0])
    return found


def _find_probable(old: View, new: View) -> dict[ox.NamedNode, ox.NamedNode]:
    """Return each name that is gone with the one new name of which exactly the same is said.

    Where several could be meant, none is. A thing that refers to another one with a new name is
    found once that one is.
    """
    gone = {thing for thing in old.things if isinstance(thing, ox.NamedNode) and thing not in new.things}
    come = _by_statements(new, (thing for thing in new.things if thing not in old.things), {})
    found: dict[ox.NamedNode, ox.NamedNode] = {}
    names: dict[Term, ox.NamedNode | ox.BlankNode] = {}
    while more := _matched(_by_statements(old, gone - found.keys(), names), come, set(found.values())):
        names.update(more.items())
        found.update(more)
    return found


def _matched(
    before: Mapping[Said, list[ox.NamedNode]], come: Mapping[Said, list[ox.NamedNode]], taken: set[ox.NamedNode]
) -> dict[ox.NamedNode, ox.NamedNode]:
    return {
        things[0]: come[said][0]
        for said, things in before.items()
        if len(things) == 1 and len(come.get(said, ())) == 1 and come[said][0] not in taken
    }


def _by_statements(view: View, things: Iterable[Term], names: Names) -> dict[Said, list[ox.NamedNode]]:
    found: dict[Said, list[ox.NamedNode]] = {}
    for thing in things:
        if isinstance(thing, ox.NamedNode):
            said = _statements(view, thing, names)
            if len(said) >= _ENOUGH and any(value.startswith('"') for _, value in said):
                found.setdefault(said, []).append(thing)
    return found


def _statements(view: View, thing: ox.NamedNode, names: Names) -> Said:
    return frozenset(
        (name, _SELF if value == thing else str(names.get(value, value)))
        for name, values in view.things[thing].items()
        for value in values
    )
