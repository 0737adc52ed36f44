"""A description as Turtle, with one look-up for each term: what is known of it stands at hand with its spelling."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from mgi_graph.publication.asides import KEPT
from mgi_graph.publication.blocks import block, lay_out
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import SHORT, Spelling, head, spell_iri, spell_other, spell_verb

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
    """A term as documents spell it, and the prefix that it needs; an IRI with what is known of it.

    As a predicate it is spelled ``verb``, needs ``verb_prefix`` and stands at ``place``; ``label`` is what it is
    called, from ``aside``.
    """

    text: str
    prefix: str
    iri: str = ""
    verb: str = ""
    verb_prefix: str = ""
    place: tuple[int, str] = (0, "")
    label: Block | None = None
    aside: Aside | None = None


#: What is said of one subject: for each predicate its values, spelled, each once.
Said: TypeAlias = "defaultdict[Word, set[str]]"
Labelling: TypeAlias = "tuple[tuple[Word, frozenset[str]], ...]"
_PLACE: Final = attrgetter("place")


class Words(dict["NamedNode | Literal", Word]):
    """The terms that documents hold, each with what is known of it; long texts are spelled anew each time."""

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
                (self[verb], frozenset([self[each].text for each in values]))  # type: ignore[index] # no blank nodes
                for verb, values in properties.items()
            )
        return found

    def bound(self) -> None:
        """Forget all, once there are too many; not while a page is written, whose words must stay the same."""
        if len(self) > KEPT:
            self.clear()
            self._beside.clear()
            self._labelling.clear()

    def __missing__(self, term: NamedNode | Literal) -> Word:
        """Read a term for the first time."""
        if type(term) is NamedNode:
            found = self[term] = self._read(term)
            return found
        text, prefix = spell_other(term)  # what is no IRI here is a literal
        found = Word(text=text, prefix=prefix)
        if len(text) < SHORT:
            self[term] = found
        return found

    def _read(self, node: NamedNode) -> Word:
        text, prefix = spell_iri(node)
        rank, name, verb, verb_prefix = spell_verb(node)
        aside = self._known.labels[node]
        return Word(
            text=text,
            prefix=prefix,
            iri=node.value,
            verb=verb,
            verb_prefix=verb_prefix,
            place=(rank, name),
            label=written(aside) if aside else None,
            aside=aside,
        )


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
        words, said = self._words, self._subjects[subject]
        pairs = [(words[quad.predicate], words[quad.object]) for quad in quads]  # type: ignore[index] # as above
        for verb, value in pairs:
            said[verb].add(value.text)
        self._verbs.update(said)
        self._values.update([value for _, value in pairs])

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
        return frozenset([word.verb_prefix for word in verbs] + [word.prefix for word in others]).union(*needed)


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
