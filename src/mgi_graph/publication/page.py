"""A description as Turtle, with one look-up for each term: what is known of it stands at hand with its spelling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import KEPT
from mgi_graph.publication.blocks import block, lay_out
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import Spelling, head, spell_iri, spell_other, spell_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

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

    As a predicate it is spelled ``verb``, needs ``verb_prefix`` and stands at ``place``; ``label`` is what it is
    called, from ``aside``.
    """

    text: str
    prefix: str
    iri: str
    verb: str
    verb_prefix: str
    place: tuple[int, str]
    label: Block | None = None
    aside: Aside | None = None


#: What is said of one subject: for each predicate its values, spelled, each once.
Said: TypeAlias = "defaultdict[Word, set[str]]"
Labelling: TypeAlias = "tuple[tuple[Word, frozenset[str]], ...]"
_PLACE: Final = attrgetter("place")


class Words(dict[NamedNode, Word]):
    """The IRIs that documents hold, each with what is known of it."""

    def __init__(self, known: Asides) -> None:
        """Read labels where they are asked for."""
        super().__init__()
        self._known = known
        self._beside: dict[Aside, frozenset[Word]] = {}
        self._labelling: dict[Word, Labelling] = {}

    def beside(self, place: Aside) -> frozenset[Word]:
        """Return the things that tell where a passage stands."""
        found = self._beside.get(place)
        if found is None:
            found = self._beside[place] = frozenset(map(self.__getitem__, place.shown))
        return found

    def labelling(self, word: Word) -> Labelling:
        """Return what a thing is called: predicates with their values, spelled."""
        found = self._labelling.get(word)
        if found is None:
            properties = group(word.aside.quads)[word.aside.node] if word.aside else {}
            found = self._labelling[word] = tuple(
                (self[verb], frozenset(map(Spelling().term, values))) for verb, values in properties.items()
            )
        return found

    def bound(self) -> None:
        """Forget all, once there are too many; not while a page is written, whose words must stay the same."""
        if len(self) > KEPT:
            self.clear()
            self._beside.clear()
            self._labelling.clear()

    def __missing__(self, node: NamedNode) -> Word:
        """Read an IRI for the first time."""
        text, prefix = spell_iri(node)
        rank, name, verb, verb_prefix = spell_verb(node)
        aside = self._known.labels[node]
        found = self[node] = Word(
            text=text,
            prefix=prefix,
            iri=node.value,
            verb=verb,
            verb_prefix=verb_prefix,
            place=(rank, name),
            label=written(aside) if aside else None,
            aside=aside,
        )
        return found


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
        self._subjects: defaultdict[Word, Said] = defaultdict(_nothing)
        self._verbs: set[Word] = set()
        self._values: set[Word] = set()
        self._needed: set[str] = set()

    def text(self) -> str:
        """Write the document: the resource first, then all else by IRI."""
        found, words, subjects = self._description, self._words, self._subjects
        root = words[NamedNode(found.iri)]
        if found.outgoing:
            self._say(root, found.outgoing)
        for quad in found.incoming:
            verb = words[quad.predicate]
            subjects[words[quad.subject]][verb].add(root.text)  # type: ignore[index] # it is an IRI
            self._verbs.add(verb)
            self._values.add(root)
        for word, said in subjects.items():
            for verb, texts in words.labelling(word):
                said[verb] |= texts
        blocks = self._beside()
        prefixes = self._prefixes(blocks)
        first = [_laid_out(root, subjects.pop(root))] if root in subjects else []
        rest = [(word.iri, _laid_out(word, said)) for word, said in subjects.items()]
        rest += [(each.iri, each.text) for each in blocks]
        rest.sort()
        return "\n".join([head(prefixes), *first, *[text for _, text in rest]])

    def _say(self, subject: Word, quads: Iterable[Quad]) -> None:
        """Say statements of one subject."""
        words, said, seen, need = self._words, self._subjects[subject], self._values.add, self._needed.add
        for quad in quads:
            value = quad.object
            if type(value) is NamedNode:
                word = words[value]
                seen(word)
                text = word.text
            else:
                text, prefix = spell_other(value)  # type: ignore[arg-type] # as the class says
                need(prefix)
            said[words[quad.predicate]].add(text)
        self._verbs.update(said)

    def _beside(self) -> list[Block]:
        """Write what is said of things that are no subjects: where passages stand, and what things are called."""
        words, subjects = self._words, self._subjects
        places = {words[place.node]: place for place in self._description.evidence}
        shown = self._verbs | self._values
        blocks = []
        for passage, place in places.items():
            shown |= words.beside(place)
            if passage in subjects:
                self._say(passage, place.quads)
            else:
                blocks.append(written(place))
        shown -= places.keys()
        shown -= subjects.keys()
        return blocks + [word.label for word in shown if word.label is not None]

    def _prefixes(self, blocks: Iterable[Block]) -> frozenset[str]:
        """Return the prefixes that the document needs."""
        needed = {each.prefixes for each in blocks}
        needed.update([word.label.prefixes for word in self._subjects if word.label is not None])
        verbs, others = self._verbs, self._values | self._subjects.keys()
        return frozenset([word.verb_prefix for word in verbs] + [word.prefix for word in others]).union(
            self._needed, *needed
        )


def _nothing() -> Said:
    return defaultdict(set)


def _laid_out(word: Word, said: Said) -> str:
    return lay_out(word.text, [(verb.verb, said[verb]) for verb in sorted(said, key=_PLACE)])


@lru_cache(maxsize=65_536)
def written(aside: Aside) -> Block:
    """Write an aside as a block of its own."""
    spelling = Spelling()
    text = block(spelling.term(aside.node), group(aside.quads)[aside.node], spelling)
    return Block(aside.node.value, text, frozenset(spelling.prefixes))
