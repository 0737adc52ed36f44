"""IRIs as Turtle spells them, each with what is known of it: found by one look-up, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import KEPT
from mgi_graph.publication.blocks import INDENT, block
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import Spelling, spell_iri, spell_verb

if TYPE_CHECKING:
    from mgi_graph.publication.asides import Aside, Asides

#: What stands between two predicates of a block, and at its end.
NEXT: Final = f" ;\n{INDENT}"
END: Final = " .\n"
#: How many sets of predicates are kept: there are some for each class.
_SHAPES: Final = 4096
_IRI: Final = attrgetter("iri")
_PLACE: Final = attrgetter("place")


class Block(NamedTuple):
    """A block that is written: which subject it is about, its text, the prefixes that it needs."""

    iri: str
    text: str
    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Word:
    """An IRI as documents spell it, the prefix that it needs, and what is known of it.

    ``label`` is what it is called, from ``aside``. What follows it in a block of its own stands behind ``opening``,
    if it belongs after ``named``.
    """

    node: NamedNode
    text: str
    prefix: str
    iri: str
    prefixes: frozenset[str]
    opening: str
    named: str
    label: Block | None = None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verb:
    """A predicate as documents spell it, the prefix that it needs, and the word for it; ``place`` is what sorts it."""

    node: NamedNode
    text: str
    prefix: str
    place: str
    word: Word


class Shape(NamedTuple):
    """Predicates that stand together in a document, as they do in those of all things of a kind.

    ``order`` is that of the house; ``blocks`` are the labels of those that have one, the ``words``, by IRI;
    ``prefixes`` what all of them need.
    """

    order: tuple[Verb, ...]
    words: frozenset[Word]
    blocks: tuple[Block, ...]
    prefixes: frozenset[str]


class Words(dict[NamedNode, Word]):
    """The IRIs that documents hold, each with what is known of it."""

    def __init__(self, known: Asides) -> None:
        """Read labels where they are asked for."""
        super().__init__()
        self.verbs = _Verbs(self)
        self._known = known
        self._beside: dict[Aside, frozenset[Word]] = {}
        self._shapes: dict[frozenset[Verb], Shape] = {}

    def beside(self, place: Aside) -> frozenset[Word]:
        """Return the things that tell where a passage stands."""
        found = self._beside.get(place)
        if found is None:
            found = self._beside[place] = frozenset(map(self.__getitem__, place.shown))
        return found

    def bound(self) -> None:
        """Forget all, once there are too many; not while a page is written, whose words must stay the same."""
        if len(self) > KEPT:
            self.clear()
            self.verbs.clear()
            self._beside.clear()
            self._shapes.clear()

    def shape(self, verbs: frozenset[Verb]) -> Shape:
        """Return what is known of predicates that stand together."""
        found = self._shapes.get(verbs)
        if found is None:
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            words = frozenset([verb.word for verb in verbs if verb.word.label is not None])
            blocks = sorted([word.label for word in words if word.label is not None], key=_IRI)
            prefixes = frozenset([verb.prefix for verb in verbs]).union(*[each.prefixes for each in blocks])
            found = Shape(tuple(sorted(verbs, key=_PLACE)), words, tuple(blocks), prefixes)
            self._shapes[verbs] = found
        return found

    def __missing__(self, node: NamedNode) -> Word:
        """Read an IRI for the first time."""
        text, prefix = spell_iri(node)
        aside = self._known.labels[node]
        label = written(aside) if aside else None
        found = self[node] = Word(
            node=node,
            text=text,
            prefix=prefix,
            iri=node.value,
            prefixes=label.prefixes if label else _same(frozenset({prefix})),
            opening=label.text.removesuffix(END) + NEXT if label else f"{text}\n{INDENT}",
            named=max(place_of(quad.predicate) for quad in aside.quads) if aside else "",
            label=label,
            aside=aside,
        )
        return found


class _Verbs(dict[NamedNode, Verb]):
    """The predicates that documents hold."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, node: NamedNode) -> Verb:
        _, _, text, prefix = spell_verb(node)
        found = self[node] = Verb(node=node, text=text, prefix=prefix, place=place_of(node), word=self._words[node])
        return found


def place_of(predicate: NamedNode) -> str:
    """Return what sorts as the place of a predicate in its block does."""
    rank, name, _, _ = spell_verb(predicate)
    return f"{rank:02} {name}"


@lru_cache(maxsize=4)
def words_of(known: Asides) -> Words:
    """Return the words for what one store holds, the same each time."""
    return Words(known)


@lru_cache(maxsize=65_536)
def written(aside: Aside) -> Block:
    """Write an aside as a block of its own."""
    spelling = Spelling()
    text = block(spelling.term(aside.node), group(aside.quads)[aside.node], spelling)
    return Block(aside.node.value, text, _same(frozenset(spelling.prefixes)))


@lru_cache(maxsize=4096)
def _same(prefixes: frozenset[str]) -> frozenset[str]:
    """Return the one object for a set of prefixes: sets of such sets compare by identity, then."""
    return prefixes
