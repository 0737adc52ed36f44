"""What a question in words names: the States, bodies, instruments and concepts that parameters take as values."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.choices import plain
from mgi_graph.queries.field import alike
from mgi_graph.queries.words import stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.header import Parameter

#: The State that a profile assesses is named by most questions and limits only the parameter of this name.
COUNTRY: Final = "country"
_STATE: Final = "migov:State"
#: Things whose name may be cut short: "Policy on Pearls" for "Policy on Pearls 2019-2023".
_SHORTENED: Final = frozenset({"", "migov:Agent", "migov:Agreement", "migov:Instrument", "migov:Treaty"})
_SHORTEST: Final = 2
#: The scheme of the labels whose words may stand apart: "contributing to social security".
_APART: Final = "topic"
#: What a word is worth that the field uses for one of the question, and how much of a label must be said.
ALIKE: Final = 0.6
MOST: Final = 0.6
_YEAR: Final = re.compile(r"(19|20)\d\d")
#: Parameters that take the years of a question: the only or the first one, and the last one.
_FIRST_YEAR: Final = frozenset({"from", "year"})
_LAST_YEAR: Final = frozenset({"until"})
_PLURAL: Final = re.compile(r"(?<=\w\w)(?:(?<=[sxz])es|s)$")


def find_named(
    concepts: Mapping[str, Sequence[str]], question: str, assessed: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Find what a question names, by scheme or class: the longest label, and of States all of them.

    ``assessed`` holds the names of the assessed States, which are values of the class of States alone.

    >>> find_named({"migov:State": ["Xyland", "Zedland"]}, "Xyland and Zedland", ())
    {'migov:State': ('Xyland', 'Zedland')}
    """
    own, words = {stems(each, meant=False) for each in assessed}, stems(question, meant=False)
    found = {}
    for of, labels in concepts.items():
        parts = {label: split for label in labels if (split := stems(label, meant=False))}
        if of == _STATE:
            whole = [label for label, split in parts.items() if _within(split, words)]
            named = tuple(sorted({parts[label]: label for label in sorted(whole, reverse=True)}.values()))
        else:
            others = {label: split for label, split in parts.items() if split not in own}
            named = _longest(others, question, words, of=of)
        if named:
            found[of] = named
    if _APART in concepts and _APART not in found:
        parts = {label: split for label in concepts[_APART] if (split := stems(label, meant=False))}
        told = {word for labels in found.values() for label in labels for word in plain(label).split()}
        near = _nearest(parts, [word for word in plain(question).split() if stem(word) not in set(map(stem, told))])
        found |= {_APART: near} if near else {}
    return found


def fill(
    parameters: Iterable[Parameter], named: Mapping[str, tuple[str, ...]], assessed: Iterable[str]
) -> tuple[tuple[Parameter, str], ...]:
    """Give the parameters what the question names, each value once, and no part of a longer one.

    A State is a partner before it is the one assessed; the assessed one is nobody's partner.
    """
    own, filled = set(assessed), list[tuple["Parameter", str]]()
    able = [each for each in parameters if each.kind in {"iri", "concept"} and each.of in named]
    able.sort(key=lambda each: each.name == COUNTRY)
    split = {value: set(stems(value, meant=False)) for each in able for value in named[each.of]}
    for each in able:
        for value in named[each.of]:
            used = any(value == other for _, other in filled)
            part = any(split[value] < split[other] for other in split)
            strange = value not in own and "assessed" in each.description
            foreign = strange if each.name == COUNTRY else value in own
            if not (used or part or foreign):
                filled.append((each, value))
    return tuple(filled)


def fill_years(parameters: Iterable[Parameter], question: str) -> tuple[tuple[Parameter, str], ...]:
    """Give the parameters of kind year the years of a question: "in 2019" from 2019 until 2019.

    A year after "since" has no end, one after "before" or "until" no start.
    """
    years = [word for word in plain(question).split() if _YEAR.fullmatch(word)]
    if not years:
        return ()
    words = set(plain(question).split())
    skipped = _LAST_YEAR if "since" in words else _FIRST_YEAR if words & {"before", "until"} and len(years) == 1 else ()
    first, last = min(years), max(years)
    wanted = [each for each in parameters if each.kind == "year" and each.name not in skipped]
    given = dict.fromkeys(_FIRST_YEAR, first) | dict.fromkeys(_LAST_YEAR, last)
    return tuple((each, given[each.name]) for each in wanted if each.name in given)


def _longest(parts: Mapping[str, Sequence[str]], question: str, words: Sequence[str], *, of: str) -> tuple[str, ...]:
    """Return the label of which most words stand in the question, side by side before apart."""
    text = plain(question)
    whole = {
        label: (len(split), _within(split, words))
        for label, split in parts.items()
        if (len(split) == 1 and _stands(plain(label), text))
        or (len(split) > 1 and (_within(split, words) or (of == _APART and set(split) <= set(words))))
    }
    best = max(whole, key=lambda label: (whole[label], label), default="")
    short = _shorten(parts, words) if of in _SHORTENED else ""
    if short and (not best or _shared(parts[short], words) > len(parts[best])):
        best = short
    return (best,) if best else ()


def _nearest(parts: Mapping[str, Sequence[str]], words: Sequence[str]) -> tuple[str, ...]:
    """Return the label that has most of the telling words of a question, its own or those that the field uses for them.

    A word tells the more, the fewer labels have it. A label counts by how much of what it tells the question has,
    and by how much of what the question tells it has (their harmonic mean).
    """
    having = Counter(word for split in parts.values() for word in set(split))
    telling = {word: math.log(len(parts) / count) for word, count in having.items()}
    own = dict.fromkeys(stems(" ".join(words), meant=False), 1.0)
    said = dict.fromkeys((stem(other) for word in words for other in alike(word)), ALIKE) | own
    asked = sum(telling.get(word, 0.0) for word in own)
    fits: dict[str, float] = {}
    for label, split in parts.items():
        shared = sum(telling[word] * said.get(word, 0.0) for word in set(split))
        fits[label] = 2 * shared / (asked + sum(telling[word] for word in set(split)) or 1.0)
    best = max(fits, key=lambda label: (fits[label], label), default="")
    return (best,) if best and fits[best] >= MOST else ()


def _stands(label: str, text: str) -> bool:
    """Tell whether a label of one word stands in a text: "workers" for "a worker", but neither for "to work".

    >>> _stands("nationals", "may a national vote"), _stands("nationals", "which national plans")
    (True, False)
    """
    spaced = f" {text} "
    if f" {label} " in spaced:
        return True
    if " " in label:
        return False
    one = _PLURAL.sub("", label)
    if one != label:
        return re.search(rf" an? {re.escape(one)} ", spaced) is not None
    return any(f" {many} " in spaced for many in (f"{label}s", f"{label}es", re.sub("y$", "ies", label)))


def _within(split: Sequence[str], words: Sequence[str]) -> bool:
    return f" {' '.join(split)} " in f" {' '.join(words)} "


def _shared(split: Sequence[str], words: Sequence[str]) -> int:
    """Return how many stems of a label, from the first on, stand in the words one after the other."""
    return max((size for size in range(1, len(split) + 1) if _within(split[:size], words)), default=0)


def _shorten(parts: Mapping[str, Sequence[str]], words: Sequence[str]) -> str:
    """Return the label of which the words have the first half or more, but for years; the last of several editions."""
    names = {label: tuple(part for part in split if not _YEAR.fullmatch(part)) for label, split in parts.items()}
    size = {label: shared for label, split in names.items() if (shared := _shared(split, words)) * 2 >= len(split)}
    most = max(size.values(), default=0)
    best = sorted(label for label, shared in size.items() if shared == most)
    first = min((names[label] for label in best), key=len, default=())
    same = all(names[label][: len(first)] == first for label in best)
    return best[-1] if most >= _SHORTEST and same else ""
