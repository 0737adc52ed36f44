"""What the lint rules need to know of a file before they need a place in it.

All of it comes from one reading by the engine and one scan of the text, both far cheaper than the
statements with their tokens: these are made for a file when there is a place to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.turtle.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from mgi_graph.turtle.place import PlaceIndex


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """The facts of one file, and the index of their places.

    ``subjects`` are the IRIs that have a block, ``names`` all IRIs that stand in a triple.
    ``prefixes`` are the namespaces at the end of the file, ``declarations`` how often one is declared,
    ``used`` the prefixes of its names. ``blocks`` counts blocks, blank ones included.
    """

    file: str
    triples: tuple[Triple, ...]
    subjects: frozenset[str]
    names: frozenset[str]
    has_blanks: bool
    prefixes: Mapping[str, str]
    declarations: int
    used: frozenset[str]
    blocks: int
    places: PlaceIndex


def facts(places: PlaceIndex) -> Facts:
    """Gather the facts of a file from its reading and its text."""
    triples = places.reading.triples
    subjects = {triple.subject for triple in triples}
    others = {triple.predicate for triple in triples} | {triple.object for triple in triples}
    counts = words(places.text)
    directives = {word: times for word, times in counts.items() if word[-1] == ":" and len(word.split()) > 1}
    ended = counts["@base"] + sum(times for word, times in directives.items() if word[0] == "@")
    return Facts(
        file=places.file,
        triples=triples,
        subjects=_iris(subjects),
        names=_iris(subjects | others),
        has_blanks=any(isinstance(term, BlankNode) for term in subjects | others),
        prefixes=places.reading.prefixes,
        declarations=sum(directives.values()),
        used=frozenset(word.partition(":")[0] for word in counts.keys() - directives if ":" in word),
        blocks=counts["."] - ended,
        places=places,
    )


def _iris(terms: Iterable[object]) -> frozenset[str]:
    return frozenset([term.value for term in terms if isinstance(term, NamedNode)])
