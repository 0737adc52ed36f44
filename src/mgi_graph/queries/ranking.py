"""Which saved query answers a question put in words: the best first.

A word counts by where it stands (the name of a query says more than its description) and by how few
queries have it (the inverse document frequency of BM25). Words are reduced to stems, and ordinary words
of the field lead to the words of the catalogue. A question that names a concept or a thing, such as a
topic or a State, asks for a query with a parameter of that kind, and what it names is the value.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.choices import choices, name_kind
from mgi_graph.queries.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

#: By how much a word counts in the parts of a query.
NAME: Final = 3.0
TAGS: Final = 2.0
SUMMARY: Final = 2.5
REST: Final = 0.8
#: By how much it counts that a query can be limited to what the question names.
CONCEPT: Final = 4.0
#: By how much a query is preferred for each parameter that it has: it is more general.
GENERAL: Final = 0.5
#: The tier of the names that are misspellings.
_MISSPELT: Final = 2
#: Classes of things that a parameter without a class is asked for.
_THINGS: Final = frozenset({"migov:Agent", "migov:Instrument", "migov:Authorization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A saved query, how well it fits, and the parameters that the words of the question fill."""

    saved: SavedQuery
    score: float
    parameters: tuple[tuple[str, str], ...] = ()


def rank(
    catalogue: Iterable[SavedQuery], question: str, concepts: Mapping[str, Sequence[str]] | None = None
) -> tuple[Hit, ...]:
    """Rank the queries that share a word with a question, or can be limited to what it names.

    ``concepts`` holds the labels of each scheme or class that parameters are of.
    """
    queries = tuple(catalogue)
    weights = {saved.name: _weights(saved) for saved in queries}
    asked = dict.fromkeys(stems(question))
    rarity = {stem: _rarity(sum(stem in each for each in weights.values()), len(queries)) for stem in asked}
    words = stems(question, meant=False)
    named = {of: label for of, labels in (concepts or {}).items() if (label := _named(labels, words))}
    taking = Counter(of for saved in queries for of in {each.of for each in saved.header.parameters})
    hits = []
    for saved in queries:
        filled = _filled(saved, named)
        score = sum(rarity[stem] * weights[saved.name].get(stem, 0.0) for stem in asked)
        score += max((CONCEPT * _rarity(taking[each.of], len(queries)) for each in filled), default=0.0)
        if score > 0:
            score += GENERAL * len(saved.header.parameters)
            values = tuple((each.name, named[each.of]) for each in filled)
            hits.append(Hit(saved=saved, score=score, parameters=values))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.saved.name)))


def read_names(catalogue: Iterable[SavedQuery], store: Store) -> dict[str, list[str]]:
    """Read what the parameters of the queries may be called, by scheme or class; ``""`` stands for all things."""
    typed = {(each.kind, each.of): each for saved in catalogue for each in saved.header.parameters if each.of}
    names = {
        of: [name for choice in choices(parameter, store) for tier, name in choice.names if tier < _MISSPELT]
        for (_, of), parameter in sorted(typed.items())
        if not of.startswith(("owl:", "skos:"))
    }
    names[""] = [name for of, each in names.items() if of in _THINGS for name in each]
    return names


def kinds(saved: SavedQuery) -> set[str]:
    """Return what a query is about, as the words that ``--kind`` takes: its tags, classes and columns."""
    classes = {name_kind(each) for each in saved.header.parameters if each.kind in {"iri", "concept"}}
    columns = {column.name.lower() for column in saved.header.columns if column.kind == "iri"}
    return classes | {tag.lower() for tag in saved.header.tags} | columns | {saved.theme.removesuffix("s")}


def _weights(saved: SavedQuery) -> dict[str, float]:
    """Weigh the words of a query; in a long name or summary each says less."""
    header = saved.header
    found: dict[str, float] = {}
    parameters = " ".join(f"{each.name} {each.description}" for each in header.parameters)
    columns = " ".join(column.name for column in header.columns)
    parts = (
        (saved.name, NAME, 1.5),
        (" ".join(header.tags), TAGS, 5),
        (header.summary, SUMMARY, 8),
        (f"{header.description} {parameters} {columns}", REST, 30),
    )
    for text, weight, usual in parts:
        words = set(stems(text, meant=False))
        for stem in words:
            found[stem] = found.get(stem, 0.0) + weight / (0.5 + 0.5 * len(words) / usual)
    return found


def _rarity(having: int, count: int) -> float:
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _named(labels: Iterable[str], words: Sequence[str]) -> str:
    """Return the longest label that stands in the question, word by word."""
    text = f" {' '.join(words)} "
    split = ((stems(label, meant=False), label) for label in labels)
    found = [(len(parts), label) for parts, label in split if parts and f" {' '.join(parts)} " in text]
    return max(found, default=(0, ""))[1]


def _filled(saved: SavedQuery, named: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return the parameters that take what the question names; a State is a partner before it is the one assessed."""
    able = [each for each in saved.header.parameters if each.kind in {"iri", "concept"} and each.of in named]
    others = {named[each.of] for each in able if each.name != "country"}
    return tuple(each for each in able if each.name != "country" or named[each.of] not in others)
