"""IRIs as JSON-LD documents hold them: written once, with what they are called, and found by one look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import KEPT
from mgi_graph.publication.grouping import group
from mgi_graph.publication.members import INSTANCE, TYPES, Key, key_of, members, reference
from mgi_graph.publication.spelling import spell_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from mgi_graph.publication.asides import Aside, Asides
    from mgi_graph.publication.context import Context


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thing:
    """An IRI: ``bare`` as an object with its ``id`` alone, ``text`` with its label too, where it has one."""

    node: NamedNode
    bare: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verb:
    """A property: the key that it is, where that stands among others, and the thing that it is itself.

    ``turned`` is the key under ``@reverse``, which holds no keyword (JSON-LD 1.1 §9.2).
    """

    key: Key
    turned: Key
    place: tuple[int, str]
    thing: Thing


class Things(dict[NamedNode, Thing]):
    """The IRIs that documents in one context hold; those of one document are the same objects."""

    def __init__(self, known: Asides, context: Context) -> None:
        """Read labels where they are asked for."""
        super().__init__()
        self.context = context
        self.verbs = _Verbs(self)
        self._known = known
        self._places: dict[Aside, tuple[str, frozenset[Thing]]] = {}

    def place(self, place: Aside) -> tuple[str, frozenset[Thing]]:
        """Return a passage as it is written with where it stands, and the things that tell that."""
        found = self._places.get(place)
        if found is None:
            shown = frozenset(map(self.__getitem__, place.shown))
            found = self._places[place] = self.written(place.node, place.quads), shown
        return found

    def written(self, node: NamedNode, quads: Iterable[Quad]) -> str:
        """Write a thing on one line with what statements say of it; what they lead to is a link and nothing more."""
        said = members(group(quads).get(node, {}), self.context, reference)
        return "".join([reference(node, None)[:-1], *[f", {each}" for each in said], "}"])

    def bound(self) -> None:
        """Forget all, once there are too many; not while a document is written, whose things must stay the same."""
        if len(self) > KEPT:
            self.clear()
            self.verbs.clear()
            self._places.clear()

    def __missing__(self, node: NamedNode) -> Thing:
        """Write an IRI for the first time."""
        bare, label = reference(node, None), self._known.labels[node]
        found = self[node] = Thing(node=node, bare=bare, text=self.written(node, label.quads) if label else bare)
        return found


class _Verbs(dict[NamedNode, Verb]):
    """The properties that documents use."""

    def __init__(self, things: Things) -> None:
        super().__init__()
        self._things = things

    def __missing__(self, node: NamedNode) -> Verb:
        rank, name, _, _ = spell_verb(node)
        key = key_of(node, self._things.context)
        turned = INSTANCE if key.kind == TYPES else key
        found = self[node] = Verb(key=key, turned=turned, place=(rank, name), thing=self._things[node])
        return found


@lru_cache(maxsize=4)
def things_of(known: Asides, context: Context) -> Things:
    """Return the IRIs of one store in one context, the same each time."""
    return Things(known, context)
