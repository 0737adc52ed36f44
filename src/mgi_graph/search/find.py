"""Search: the entries that have the words, the best first."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.errors import ParameterError
from mgi_graph.search.applicable import offered
from mgi_graph.search.expand import Group, expand, near_words
from mgi_graph.search.hits import Hit, Hits
from mgi_graph.search.kinds import SAVED_LABEL, choose
from mgi_graph.search.postings import Postings
from mgi_graph.search.snippet import snippet
from mgi_graph.search.words import content, locators

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from mgi_graph.queries.passages import Passage

#: Letters of a search text at most.
LONGEST: Final = 1000
LIMIT: Final = 10
_FILTERS: Final = (
    ("kind", "SELECT entry FROM class WHERE iri = ?"),
    ("domain", "SELECT entry FROM domain WHERE iri = ?"),
)
_KINDS: Final = "SELECT kind FROM entry GROUP BY kind ORDER BY COUNT(*) DESC, kind LIMIT 12"


def search(
    index: sqlite3.Connection, words: str, *, kind: str | None = None, domain: str | None = None, limit: int = LIMIT
) -> Hits:
    """Find what has all of the words; where little has, what has most of them follows.

    ``kind`` names a class (its subclasses are in) or a concept of kind, ``domain`` a domain of the framework; ``limit``
    is how many hits are returned, at least 0. Raises :class:`ParameterError` for a text without a word or longer
    than 1,000 letters, and :class:`NameNotFoundError` for an unknown kind or domain.
    """
    text = _checked(words, limit)
    groups = expand(index, text)
    allowed, filters = _filter(index, {"kind": kind, "domain": domain})
    postings = Postings(index, groups, allowed)
    whole, most = postings.chosen()
    key = " ".join(content(text))
    ranked = sorted((entry in most, -postings.score(entry, key), entry) for entry in whole | most)
    missing = [group for group in groups if not group.forms and not group.pairs]
    facts = dict(index.execute("SELECT name, value FROM fact"))
    return Hits(
        words=words,
        hits=tuple(_hit(index, entry, -score, groups) for _, score, entry in ranked[:limit]),
        total=len(ranked),
        kinds=_kinds(index, whole | most),
        read_as=tuple((each.typed, tuple(each.forms)) for each in groups if each.how == "near"),
        missing=tuple(group.typed for group in missing),
        complete=len(whole),
        nearest=_nearest(index, missing),
        offered=() if ranked else tuple(row[0] for row in index.execute(_KINDS)),
        filters=filters,
        covers=facts["profiles"],
        digest=facts["digest"],
    )


def _checked(words: str, limit: int) -> str:
    if len(words) > LONGEST:
        raise ParameterError(f"the search text has {len(words)} letters; expected at most {LONGEST}: give fewer words")
    text = locators(words)
    if not content(text):
        raise ParameterError(f"expected words to search for, such as 'labour migration'; found {words!r}")
    if limit < 0:
        raise ParameterError(f"limit: expected a number of hits, such as 10; found {limit}")
    return text


def _filter(
    index: sqlite3.Connection, given: dict[str, str | None]
) -> tuple[frozenset[int] | None, tuple[tuple[str, str], ...]]:
    allowed: frozenset[int] | None = None
    told: list[tuple[str, str]] = []
    for sort, query in _FILTERS:
        name = given[sort]
        if name is None:
            continue
        iri = choose(index, sort, name)
        these = frozenset(row[0] for row in index.execute(query, (iri,)))
        allowed = these if allowed is None else allowed & these
        told += index.execute("SELECT sort, text FROM label WHERE iri = ? AND sort = ?", (iri, sort)).fetchall()
    return allowed, tuple(told)


def _kinds(index: sqlite3.Connection, chosen: set[int]) -> tuple[tuple[str, int], ...]:
    kinds = dict(index.execute("SELECT id, kind FROM entry"))
    counts = Counter(kinds[entry] for entry in chosen)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _nearest(index: sqlite3.Connection, missing: Sequence[Group]) -> tuple[str, ...]:
    near: list[str] = []
    for group in missing:
        form = content(group.typed)[0]
        near += near_words(index, form, max(len(form) // 2, 1))[:3] if len(form) > 1 else []
    return tuple(dict.fromkeys(near))


def _hit(index: sqlite3.Connection, entry: int, score: float, groups: Sequence[Group]) -> Hit:
    iri, curie, label, kind, passages = index.execute(
        "SELECT iri, curie, label, kind, passages FROM entry WHERE id = ?", (entry,)
    ).fetchone()
    forms = {form for group in groups for form in (*group.forms, *(word for pair in group.pairs for word in pair))}
    fields = index.execute("SELECT place, text FROM field WHERE entry = ? ORDER BY rowid", (entry,)).fetchall()
    made = [(place, snippet(text, forms)) for place, text in fields]
    # the field with the most words of the search; of several the first, which is the one that names
    place, best = max(made, key=lambda each: len({each[1].text[a:b].casefold() for a, b in each[1].marks}))
    return Hit(
        iri=iri,
        curie=curie,
        label=label,
        kind=kind,
        place=place,
        snippet=best,
        passages=tuple(_passage(facts) for facts in json.loads(passages)),
        queries=() if kind == SAVED_LABEL else offered(index, entry, curie),
        score=round(score, 3),
    )


def _passage(facts: list[Any]) -> Passage:
    from mgi_graph.queries.passages import Passage

    iri, locator, first, last, start, profile = facts
    return Passage(iri=iri, locator=locator, first_page=first, last_page=last, start=start, profile=profile)
