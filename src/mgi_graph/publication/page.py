"""A description as Turtle, with one look-up for each term: what is known of it stands at hand with its spelling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.publication.asides import KEPT
from mgi_graph.publication.blocks import block, lay_out
from mgi_graph.publication.grouping import group
from mgi_graph.publication.spelling import Spelling, spell_iri, spell_other, spell_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from mgi_graph.publication.asides import Aside, Asides
    from mgi_graph.publication.description import ResourceDescription


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block that is written: which subject it is about, its text, the prefixes that it needs."""

    iri: str
    text: str
    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Word:
    """An IRI as documents spell it; ``verb`` is its place as a predicate, spelling and prefix; ``label`` its label."""

    iri: str
    text: str
    prefix: str
    verb: tuple[int, str, str, str]
    label: Block | None
    labelling: tuple[Quad, ...]


#: What is said of one subject: for each predicate its values, spelled, each once.
Said: TypeAlias = "dict[Word, set[str]]"


class Words(dict[NamedNode, Word]):
    """The IRIs that documents hold, each with what is known of it."""

    def __init__(self, known: Asides) -> None:
        """Read labels where they are asked for."""
        super().__init__()
        self._known = known
        self._beside: dict[Aside, dict[str, Word]] = {}

    def beside(self, place: Aside) -> dict[str, Word]:
        """Return the things that tell where a passage stands, by IRI."""
        found = self._beside.get(place)
        if found is None:
            found = self._beside[place] = {word.iri: word for word in map(self.__getitem__, place.shown)}
        return found

    def __missing__(self, node: NamedNode) -> Word:
        """Read an IRI for the first time."""
        if len(self) >= KEPT:
            self.clear()
            self._beside.clear()
        text, prefix = spell_iri(node)
        aside = self._known.labels[node]
        found = self[node] = Word(
            iri=node.value,
            text=text,
            prefix=prefix,
            verb=spell_verb(node),
            label=written(aside) if aside else None,
            labelling=aside.quads if aside else (),
        )
        return found


@lru_cache(maxsize=4)
def _words(known: Asides) -> Words:
    return Words(known)


class Page:
    """A description on its way to Turtle; it has no blank nodes."""

    def __init__(self, description: ResourceDescription) -> None:
        """Begin with nothing said."""
        self._description = description
        self._words = _words(description.known)
        self._prefixes: set[str] = set()
        self._subjects: dict[Word, Said] = {}
        self._met: dict[str, Word] = {}

    def text(self) -> str:
        """Write the document: the resource first, then all else by IRI."""
        found = self._description
        root = self._words[NamedNode(found.iri)]
        if found.outgoing:
            self._say(self._subjects.setdefault(root, {}), found.outgoing, self._met)
        for quad in found.incoming:
            subject = self._words[quad.subject]  # type: ignore[index] # those that point here are no blank nodes
            self._say(self._subjects.setdefault(subject, {}), (quad,), self._met)
        subjects = {word.iri: word for word in self._subjects}
        for word, said in self._subjects.items():
            self._say(said, word.labelling, {})
        blocks = self._beside(subjects)
        for word, said in self._subjects.items():
            self._prefixes.add(word.prefix)
            lines = sorted([(verb.verb, values) for verb, values in said.items()])
            blocks[word.iri] = lay_out(word.text, [(verb[2], values) for verb, values in lines])
        first = [blocks.pop(root.iri)] if root.iri in blocks else []
        return "\n".join([self._head(), *first, *[blocks[iri] for iri in sorted(blocks)]])

    def _say(self, said: Said, quads: Iterable[Quad], met: dict[str, Word]) -> None:
        """Say statements of one subject, and take note of the things in them."""
        words, need = self._words, self._prefixes.add
        for quad in quads:
            verb, value = words[quad.predicate], quad.object
            if type(value) is NamedNode:
                word = words[value]
                met[word.iri] = word
                text, prefix = word.text, word.prefix
            else:
                text, prefix = spell_other(value)  # type: ignore[arg-type] # the store has no triple terms
            met[verb.iri] = verb
            need(verb.verb[3])
            need(prefix)
            if verb in said:
                said[verb].add(text)
            else:
                said[verb] = {text}

    def _beside(self, subjects: dict[str, Word]) -> dict[str, str]:
        """Write what is said of things that are no subjects: where passages stand, and what things are called."""
        blocks = []
        for place in self._description.evidence:
            self._met |= self._words.beside(place)
            if place.node.value in subjects:
                self._say(self._subjects[subjects[place.node.value]], place.quads, {})
            else:
                blocks.append(written(place))
        beside = self._met.keys() - subjects.keys() - {place.node.value for place in self._description.evidence}
        blocks += [label for iri in beside if (label := self._met[iri].label) is not None]
        self._prefixes.update(*[each.prefixes for each in blocks])
        return {each.iri: each.text for each in blocks}

    def _head(self) -> str:
        spelling = Spelling()
        spelling.prefixes = self._prefixes
        return spelling.head()


@lru_cache(maxsize=65_536)
def written(aside: Aside) -> Block:
    """Write an aside as a block of its own."""
    spelling = Spelling()
    text = block(spelling.term(aside.node), group(aside.quads)[aside.node], spelling)
    return Block(iri=aside.node.value, text=text, prefixes=frozenset(spelling.prefixes))
