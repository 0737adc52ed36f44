"""Which entries have which words, and how well they fit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from mgi_graph.search.expand import WORTH

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.search.expand import Group

#: What it is worth that the words are a whole name, by the place of the name: a label before an acronym.
_WHOLE: Final = {"label": 3.0, "notation": 2.9, "locator": 2.9, "acronym": 2.8, "title": 2.8, "other name": 2.6}
_NAME: Final = {"label": 1.0, "title": 0.97, "acronym": 0.95, "other name": 0.95, "notation": 0.95}
#: What it is worth at most that the words stand elsewhere.
_ELSEWHERE: Final = {"text": 0.8, "context": 0.35}
_COLUMNS: Final = ("names", *_ELSEWHERE)
#: What two words are worth where one was typed.
_APART: Final = 0.9
#: As many entries with all of the words are enough; below that, entries with most of them follow.
_ENOUGH: Final = 5
#: The least share of the words, by rarity, that an entry must have where none has all; where few have it, as many
#: follow as a page shows, unless they have less than half of what the best one has.
_LEAST: Final = 0.5
_MOST: Final = 10
_TOO_LITTLE: Final = 0.5


class Postings:
    """The entries that have the words of a search, where they have them, and what each is worth."""

    def __init__(self, index: sqlite3.Connection, groups: Sequence[Group], allowed: frozenset[int] | None) -> None:
        """Look up each group of words in each column, among the ``allowed`` entries."""
        self._groups = groups
        self._in = {column: [_having(index, group, column, allowed) for group in groups] for column in _COLUMNS}
        self._all = [_best(self._in[column][at] for column in _COLUMNS) for at in range(len(groups))]
        self._rarity = sum(group.rarity for group in groups) or 1.0
        self._weights: dict[int, float] = dict(index.execute("SELECT id, weight FROM entry"))
        self._names: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for entry, place, key, forms in index.execute("SELECT entry, place, key, forms FROM name"):
            self._names[entry].append((place, key, forms))

    def chosen(self) -> tuple[set[int], set[int]]:
        """Return the entries that have every word and, where these are few, those that have the most, by rarity.

        A word that the field uses for the one typed does not make an entry have every word.
        """
        own = ({entry for entry, worth in each.items() if worth > WORTH["alike"]} for each in self._all)
        whole = set.intersection(*own)
        if len(whole) >= _ENOUGH or len(self._all) == 1:
            return whole, set()
        shares = {entry: self._share(entry, self._all) for entry in set().union(*self._all) - whole}
        best = sorted(shares.values(), reverse=True)[:_MOST]
        least = min(_LEAST, *best[-1:], 1.0)
        return whole, {entry for entry, share in shares.items() if share >= max(least, _TOO_LITTLE * best[0])}

    def score(self, entry: int, key: str) -> float:
        """Rate an entry: a whole name before words of a name, and these before words of a statement."""
        names = self._names[entry]
        name = max((self._name(place, forms, is_whole=has == key) for place, has, forms in names), default=0.0)
        rest = sum(worth * self._share(entry, self._in[column]) for column, worth in _ELSEWHERE.items())
        return name + rest + self._weights[entry]

    def _name(self, place: str, forms: str, *, is_whole: bool) -> float:
        has = forms.split()
        found = [_found(group, has) for group in self._groups]
        share = sum(
            max(each.values(), default=0.0) * group.rarity for each, group in zip(found, self._groups, strict=True)
        )
        share /= self._rarity
        told = len(set().union(*found)) / max(len(set(has)), 1)
        whole = _WHOLE.get(place, 2.5) if is_whole else 0.0
        return whole + 2 * share * (0.55 + 0.45 * told) * _NAME.get(place, 0.9)

    def _share(self, entry: int, sets: Sequence[Mapping[int, float]]) -> float:
        have = (group.rarity * entries.get(entry, 0.0) for group, entries in zip(self._groups, sets, strict=True))
        return sum(have) / self._rarity


def _found(group: Group, has: Sequence[str]) -> dict[str, float]:
    """Return the words of a name that a group stands for, with what each is worth."""
    found = {word: worth for word in has if (worth := group.forms.get(word))}
    return found | {word: _APART for pair in group.pairs if set(pair) <= set(has) for word in pair}


def _having(index: sqlite3.Connection, group: Group, column: str, allowed: frozenset[int] | None) -> dict[int, float]:
    """Return the entries that have a word of a group in a column; one of another name for it counts for less."""
    other = {form for form, worth in group.forms.items() if worth <= WORTH["alike"]}
    found = dict.fromkeys(_matching(index, sorted(other), (), column), WORTH["alike"])
    found |= dict.fromkeys(_matching(index, [*(group.forms.keys() - other)], group.pairs, column), 1.0)
    return found if allowed is None else {entry: worth for entry, worth in found.items() if entry in allowed}


def _matching(
    index: sqlite3.Connection, forms: Sequence[str], pairs: Sequence[tuple[str, str]], column: str
) -> list[int]:
    # the forms are letters, digits and points alone, and stand in quotes: nothing of FTS5's own syntax gets in
    either = [*(f'"{form}"' for form in forms), *(f'("{one}" AND "{other}")' for one, other in pairs)]
    sought = f"{column} : ({' OR '.join(either)})"
    return [row[0] for row in index.execute("SELECT rowid FROM body WHERE body MATCH ?", (sought,))] if either else []


def _best(columns: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """Return what each entry has at best in any column."""
    found: dict[int, float] = {}
    for column in columns:
        for entry, worth in column.items():
            found[entry] = max(worth, found.get(entry, 0.0))
    return found
