"""Which entries have which words, and how well they fit."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

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
#: The least share of the words, by rarity, that an entry must have where none has all.
_LEAST: Final = 0.5


class Postings:
    """The entries that have the words of a search, where they have them, and what each is worth."""

    def __init__(self, index: sqlite3.Connection, groups: Sequence[Group], allowed: frozenset[int] | None) -> None:
        """Look up each group of words in each column, among the ``allowed`` entries."""
        self._groups = groups
        self._in = {column: [_having(index, group, column, allowed) for group in groups] for column in _COLUMNS}
        self._all = [set().union(*(self._in[column][at] for column in _COLUMNS)) for at in range(len(groups))]
        self._rarity = sum(group.rarity for group in groups) or 1.0
        self._weights: dict[int, float] = dict(index.execute("SELECT id, weight FROM entry"))
        self._names: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for entry, place, key, forms in index.execute("SELECT entry, place, key, forms FROM name"):
            self._names[entry].append((place, key, forms))

    def chosen(self) -> tuple[set[int], set[int]]:
        """Return the entries that have every word and, where these are few, those that have the most, by rarity."""
        whole = set.intersection(*self._all)
        if len(whole) >= _ENOUGH or len(self._all) == 1:
            return whole, set()
        shares = {entry: self._share(entry, self._all) for entry in set().union(*self._all) - whole}
        least = min(_LEAST, max(shares.values(), default=0.0))
        return whole, {entry for entry, share in shares.items() if share >= least}

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

    def _share(self, entry: int, sets: Sequence[set[int]]) -> float:
        have = sum(group.rarity for group, entries in zip(self._groups, sets, strict=True) if entry in entries)
        return have / self._rarity


def _found(group: Group, has: Sequence[str]) -> dict[str, float]:
    """Return the words of a name that a group stands for, with what each is worth."""
    found = {word: worth for word in has if (worth := group.forms.get(word))}
    return found | {word: _APART for pair in group.pairs if set(pair) <= set(has) for word in pair}


def _having(index: sqlite3.Connection, group: Group, column: str, allowed: frozenset[int] | None) -> set[int]:
    if not group.forms and not group.pairs:
        return set()
    # the forms are letters, digits and points alone, and stand in quotes: nothing of FTS5's own syntax gets in
    either = [*(f'"{form}"' for form in group.forms), *(f'("{one}" AND "{other}")' for one, other in group.pairs)]
    sought = f"{column} : ({' OR '.join(either)})"
    found = {row[0] for row in index.execute("SELECT rowid FROM body WHERE body MATCH ?", (sought,))}
    return found if allowed is None else found & allowed
