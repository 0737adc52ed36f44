"""A description as Turtle, with one look-up for each term: what is known of it stands at hand with its spelling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import EVIDENCE, KEPT
from mgi_graph.publication.blocks import INDENT, block
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import Spelling, head, spell_iri, spell_other, spell_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.asides import Aside, Asides
    from mgi_graph.publication.description import ResourceDescription


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


#: What is said of one subject: for each predicate its values, spelled, each once.
Said: TypeAlias = "defaultdict[Verb, set[str]]"
_PLACE: Final = attrgetter("place")
_IRI: Final = attrgetter("iri")
_NEXT: Final = f" ;\n{INDENT}"
_STEP: Final = f"\n{INDENT}    "
_COMMA: Final = f" ,{_STEP}"
_END: Final = " .\n"
#: How many sets of predicates are kept: there are some for each class.
_SHAPES: Final = 4096


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
            opening=label.text.removesuffix(_END) + _NEXT if label else f"{text}\n{INDENT}",
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
def _words(known: Asides) -> Words:
    return Words(known)


class Page:
    """A description on its way to Turtle; it has no blank nodes, and the store no triple terms."""

    def __init__(self, description: ResourceDescription) -> None:
        """Begin with nothing said."""
        self._description = description
        self._words = _words(description.known)
        self._words.bound()
        self._root = self._words[NamedNode(description.iri)]
        self._said: Said = defaultdict(set)
        self._pointing: defaultdict[Word, set[Verb]] = defaultdict(set)
        self._places: dict[Word, Aside] = {}
        self._values: set[Word] = {self._root}
        self._needed: set[str] = set()
        #: What is said of things beyond their labels.
        self._told: set[Word] = set()

    def text(self) -> str:
        """Write the document: the resource first, then all else by IRI."""
        self._look_up()
        shape = self._words.shape(frozenset(self._said))
        blocks = self._blocks(shape)
        parts = [head(self._prefixes(shape, blocks))]
        if self._said:
            parts.append(f"{self._root.text}\n{INDENT}{_laid_out(shape, self._said)}{_END}")
        if shape.words.isdisjoint(self._told):
            blocks += shape.blocks
        else:
            blocks += [word.label for word in shape.words - self._told if word.label is not None]
        blocks.sort(key=_IRI)
        return "\n".join(parts + [each.text for each in blocks])

    def _look_up(self) -> None:
        """Look up the terms of what is said of the resource, and of what points at it."""
        words, verbs, said, pointing = self._words, self._words.verbs, self._said, self._pointing
        seen, need, evidence, places = (
            self._values.add,
            self._needed.add,
            verbs[EVIDENCE],
            self._description.known.places,
        )
        for quad in self._description.outgoing:
            verb, value = verbs[quad.predicate], quad.object
            if type(value) is NamedNode:
                word = words[value]
                seen(word)
                text = word.text
                if verb is evidence and (place := places[value]) is not None:
                    self._places[word] = place
            else:
                text, prefix = spell_other(value)  # type: ignore[arg-type] # as the class says
                need(prefix)
            said[verb].add(text)
        for quad in self._description.incoming:
            pointing[words[quad.subject]].add(verbs[quad.predicate])  # type: ignore[index] # it is an IRI
        pointing.pop(self._root, None)  # that it points at itself has been said

    def _blocks(self, shape: Shape) -> list[Block]:
        """Write what is said of other things: that they point at the resource, where they stand, their labels.

        Labels of the predicates of the resource are left out.
        """
        words, places, pointing = self._words, self._places, self._pointing
        blocks = [self._pointer(word, verbs, places.get(word)) for word, verbs in pointing.items()]
        shown = self._values.union([verb.word for verbs in pointing.values() for verb in verbs])
        for passage, place in places.items():
            shown |= words.beside(place)
            if passage not in pointing and passage is not self._root:
                blocks.append(written(place))
        self._told = {self._root, *places, *pointing}
        shown -= self._told
        shown -= shape.words
        return blocks + [word.label for word in shown if word.label is not None]

    def _pointer(self, word: Word, verbs: set[Verb], place: Aside | None) -> Block:
        """Write a thing that points at the resource."""
        root = self._root
        if place is None and min([verb.place for verb in verbs]) > word.named:
            said = _NEXT.join([f"{verb.text} {root.text}" for verb in sorted(verbs, key=_PLACE)])
            return Block(word.iri, f"{word.opening}{said}{_END}", word.prefixes)
        known = place or word.aside
        properties = group(known.quads)[known.node] if known else {}
        for verb in verbs:
            properties.setdefault(verb.node, set()).add(root.node)
        spelling = Spelling()
        return Block(word.iri, block(spelling.term(word.node), properties, spelling), frozenset(spelling.prefixes))

    def _prefixes(self, shape: Shape, blocks: Iterable[Block]) -> frozenset[str]:
        """Return the prefixes that the document needs."""
        needed = {each.prefixes for each in blocks}
        verbs = [verb.prefix for verbs in self._pointing.values() for verb in verbs]
        values = [word.prefix for word in self._values]
        return shape.prefixes.union(verbs, values, self._needed, *needed)


def _laid_out(shape: Shape, said: Said) -> str:
    """Lay out what is said of one subject, as :func:`mgi_graph.publication.blocks.lay_out` does."""
    lines = []
    for verb in shape.order:
        texts = said[verb]
        if len(texts) == 1:
            lines.append(f"{verb.text} {next(iter(texts))}")
        else:
            lines.append(f"{verb.text}{_STEP}" + _COMMA.join(sorted(texts)))
    return _NEXT.join(lines)


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
