"""A description as Turtle, with one look-up for each term: what is known of it stands at hand with its spelling."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import EVIDENCE
from mgi_graph.publication.blocks import INDENT, block
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import Spelling, head, spell_other
from mgi_graph.publication.words import END, NEXT, Block, Shape, Verb, Word, words_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.asides import Aside
    from mgi_graph.publication.description import ResourceDescription

#: What is said of one subject: for each predicate its values, spelled, each once.
Said: TypeAlias = "defaultdict[Verb, set[str]]"
_PLACE: Final = attrgetter("place")
_IRI: Final = attrgetter("iri")
_STEP: Final = f"\n{INDENT}    "
_COMMA: Final = f" ,{_STEP}"


class Page:
    """A description on its way to Turtle; it has no blank nodes, and the store no triple terms."""

    def __init__(self, description: ResourceDescription) -> None:
        """Begin with nothing said."""
        self._description = description
        self._words = words_of(description.known)
        self._words.bound()
        self._root = self._words[NamedNode(description.iri)]
        self._said: Said = defaultdict(set)
        self._pointing: defaultdict[Word, set[Verb]] = defaultdict(set)
        self._places: dict[Word, Aside] = {}
        self._values: set[Word] = {self._root}
        self._needed: set[str] = set()
        #: Things of which more is said than what they are called.
        self._told: set[Word] = set()

    def text(self) -> str:
        """Write the document: the resource first, then all else by IRI."""
        self._look_up()
        shape = self._words.shape(frozenset(self._said))
        blocks = self._blocks(shape)
        parts = [head(self._prefixes(shape, blocks))]
        if self._said:
            parts.append(f"{self._root.text}\n{INDENT}{_laid_out(shape, self._said)}{END}")
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
        ordered = sorted(verbs, key=_PLACE)
        if place is None and ordered[0].place > word.named:
            said = NEXT.join([f"{verb.text} {root.text}" for verb in ordered])
            return Block(word.iri, f"{word.opening}{said}{END}", word.prefixes)
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
    return NEXT.join(lines)
