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

from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.choices import choices, name_kind
from mgi_graph.queries.mentions import fill, fill_years, find_named
from mgi_graph.queries.words import lead, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
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
MOST_GENERAL: Final = 8
#: By how much the first word of a question counts, and that a query takes the years in it.
LEAD: Final = 1.0
DATED: Final = 1.5
#: How much is left of a query that counts where the question asks for no number.
UNCOUNTED: Final = 0.7
_COUNTS: Final = "-counts"
#: The tier of the names that are misspellings.
_MISSPELT: Final = 2
#: Classes of things that a parameter without a class is asked for.
_THINGS: Final = frozenset({"migov:Agent", "migov:Instrument", "migov:Authorization"})
_ASSESSED: Final = f"""
SELECT DISTINCT ?name
WHERE {{
    ?profile <{MIGOV}assessedState> ?state .
    ?state <{STANDARD["skos"]}prefLabel>|<{STANDARD["rdfs"]}label> ?name
}}
ORDER BY ?name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A saved query, how well it fits, and the parameters that the words of the question fill."""

    saved: SavedQuery
    score: float
    parameters: tuple[tuple[str, str], ...] = ()


def rank(
    catalogue: Iterable[SavedQuery],
    question: str,
    concepts: Mapping[str, Sequence[str]] | None = None,
    assessed: Iterable[str] = (),
) -> tuple[Hit, ...]:
    """Rank the queries that share a word with a question, or can be limited to what it names.

    ``concepts`` holds the labels of each scheme or class that parameters are of, ``assessed`` the names of the
    States that the profiles assess.
    """
    queries, own = tuple(catalogue), tuple(assessed)
    weights = {saved.name: _weights(saved) for saved in queries}
    asked = dict.fromkeys(lead(question), LEAD) | dict.fromkeys(stems(question), 1.0)
    rarity = {word: _rarity(sum(word in each for each in weights.values()), len(queries)) for word in asked}
    named = find_named(concepts or {}, question, own)
    taking = Counter(of for saved in queries for of in {each.of for each in saved.header.parameters})
    hits = []
    for saved in queries:
        filled = fill(saved.header.parameters, named, own)
        years = fill_years(saved.header.parameters, question)
        score = sum(factor * rarity[word] * weights[saved.name].get(word, 0.0) for word, factor in asked.items())
        score += DATED if years else 0.0
        score *= UNCOUNTED if saved.name.endswith(_COUNTS) and stem("count") not in asked else 1.0
        score += max((CONCEPT * _rarity(taking[each.of], len(queries)) for each, _ in filled), default=0.0)
        if score > 0:
            score += GENERAL * min(len(saved.header.parameters), MOST_GENERAL)
            values = tuple((each.name, value) for each, value in (*filled, *years))
            hits.append(Hit(saved=saved, score=score, parameters=values))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.saved.name)))


def read_assessed(store: Store) -> tuple[str, ...]:
    """Read the names of the States that the profiles assess."""
    return tuple(value for row in store.select(_ASSESSED).rows if (value := getattr(row[0], "value", "")))


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
        for word in words:
            found[word] = found.get(word, 0.0) + weight / (0.5 + 0.5 * len(words) / usual)
    return found


def _rarity(having: int, count: int) -> float:
    return math.log(1 + (count - having + 0.5) / (having + 0.5))
