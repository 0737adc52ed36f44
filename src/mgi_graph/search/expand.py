"""From a word that is typed to the words of the graph that it may mean."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.queries.field import alike
from mgi_graph.search.nearness import allowance, distance
from mgi_graph.search.words import STOP, parts, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

How: TypeAlias = Literal["same", "stem", "alike", "start", "near", "none"]
#: What a match is worth by the way in which it was found.
WORTH: Final[Mapping[str, float]] = {"same": 1.0, "stem": 0.95, "start": 0.85, "near": 0.8, "alike": 0.6}
#: Words looked up at most; the rest of a longer text adds nothing.
MOST: Final = 32
_CANDIDATES: Final = 80
_SHOWN: Final = 4
#: Letters of each half at least, where a word is taken for two.
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A word as typed, the forms of the graph that it may mean with what each is worth, and how they were found.

    ``pairs`` are two words that the graph writes apart where one was typed.
    """

    typed: str
    forms: Mapping[str, float] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    how: How = "none"
    rarity: float = 1.0


def expand(index: sqlite3.Connection, text: str) -> tuple[Group, ...]:
    """Return a group for each word of a text that tells something; of a text of empty words alone, for all."""
    typed = [(form, text[word.start : word.end]) for word in words(text) for form in parts(word)]
    telling = [each for each in typed if each[0] not in STOP] or typed
    pairs = ((one[0] + other[0], {one[0], other[0]}) for one, other in pairwise(typed))
    joined = [(whole, pair) for whole, pair in pairs if _entries(index, whole)]
    groups: dict[str, Group] = {}
    for form, shown in telling[:MOST]:
        if form not in groups:
            groups[form] = _group(index, form, shown, [whole for whole, pair in joined if form in pair])
    return tuple(groups.values())


def near_words(index: sqlite3.Connection, form: str, most: int) -> list[str]:
    """Return the words of the graph with the fewest slips between them and a form, at most ``most`` slips."""
    grams = _grams(form)
    rows = index.execute(
        "SELECT word.word, word.entries FROM gram JOIN word ON word.id = gram.rowid WHERE gram MATCH ?"
        " AND length(word.word) BETWEEN ? AND ?",
        (" OR ".join(f'"{gram}"' for gram in sorted(grams)), len(form) - most, len(form) + most),
    ).fetchall()
    shared = sorted(rows, key=lambda row: (-len(grams & _grams(row[0])), -row[1], row[0]))[:_CANDIDATES]
    ranked = sorted((distance(form, word, most) + (form[0] != word[0]) / 2, -count, word) for word, count in shared)
    return [word for slips, _, word in ranked if slips <= most and slips < ranked[0][0] + 0.5]


def _grams(word: str) -> set[str]:
    """Return each three letters in a row; the ends count as letters, so that short words share some too."""
    padded = f"__{word}__"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _group(index: sqlite3.Connection, form: str, shown: str, wholes: Iterable[str]) -> Group:
    forms: dict[str, float] = dict.fromkeys(wholes, WORTH["same"])
    forms |= {form: WORTH["same"]} if _entries(index, form) else {}
    how: How = "same" if forms else "stem"
    for word in _of_stem(index, form):
        forms.setdefault(word, WORTH["stem"])
    pairs = _pairs(index, form)
    others = _alike(index, form)
    rarity = _rarity(index, forms or others)
    if not forms and not pairs:
        how = "alike"
        if not others:
            forms, how = _guessed(index, form)
            rarity = _rarity(index, forms)
    return Group(typed=shown, forms={**others, **forms}, pairs=pairs, how=how, rarity=rarity)


def _alike(index: sqlite3.Connection, form: str) -> dict[str, float]:
    """Return the words of the graph that people of the field use for a word, and those of their stems."""
    found: list[str] = []
    for word in alike(form):
        found += [word, *_of_stem(index, word)] if _entries(index, word) else _of_stem(index, word)
    return dict.fromkeys(found, WORTH["alike"])


def _pairs(index: sqlite3.Connection, form: str) -> tuple[tuple[str, str], ...]:
    cuts = range(_SHORTEST, len(form) - _SHORTEST + 1)
    halves = ((form[:at], form[at:]) for at in cuts)
    return tuple((one, other) for one, other in halves if _entries(index, one) and _entries(index, other))


def _guessed(index: sqlite3.Connection, form: str) -> tuple[dict[str, float], How]:
    """Take a word that nothing has for the start of longer ones, and for a slip of near ones."""
    forms = dict.fromkeys(_starting(index, form), WORTH["start"]) if len(form) > 2 else {}
    how: How = "start" if forms else "none"
    most = 0 if form[0].isdigit() else allowance(form)
    near = near_words(index, form, most)[:_SHOWN] if most else []
    for word in near:
        forms.setdefault(word, WORTH["near"])
        for other in _of_stem(index, word):
            forms.setdefault(other, WORTH["near"])
    return forms, "near" if near and how == "none" else how


def _rarity(index: sqlite3.Connection, forms: Iterable[str]) -> float:
    """Return the inverse document frequency of a group: a word that few entries have tells more."""
    total = int(index.execute("SELECT value FROM fact WHERE name = 'entries'").fetchone()[0])
    return math.log(1 + (total + 1) / (sum(_entries(index, form) for form in forms) + 1))


def _entries(index: sqlite3.Connection, form: str) -> int:
    row = index.execute("SELECT entries FROM word WHERE word = ?", (form,)).fetchone()
    return int(row[0]) if row else 0


def _of_stem(index: sqlite3.Connection, form: str) -> list[str]:
    rows = index.execute(
        "SELECT word.word FROM stem JOIN word ON word.id = stem.rowid WHERE stem MATCH ? ORDER BY word.word",
        (f'"{form}"',),
    )
    return [row[0] for row in rows]


def _starting(index: sqlite3.Connection, form: str) -> list[str]:
    rows = index.execute(
        "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY word LIMIT 200", (form, form + "\U0010ffff")
    )
    return [row[0] for row in rows]
