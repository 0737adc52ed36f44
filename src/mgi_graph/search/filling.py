"""Fill the tables of the index from the dataset and its saved queries."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import MIGOV
from mgi_graph.queries.names import read_labels
from mgi_graph.queries.passages import read_passages
from mgi_graph.search import applicable
from mgi_graph.search.entries import NAMES, read_entries
from mgi_graph.search.kinds import kind_label
from mgi_graph.search.words import content, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.passages import Passage
    from mgi_graph.search.entries import Entry
    from mgi_graph.store.protocol import Store

#: Passages of an entry whose locators find it; what rests on more is found by its name.
_LOCATORS: Final = 20


def fill(base: sqlite3.Connection, store: Store, saved: Sequence[SavedQuery]) -> None:
    """Fill empty tables; all in the order of IRIs and names, so that the same dataset gives the same rows."""
    entries = read_entries(store, saved)
    passages = read_passages(store, {iri for entry in entries for iri in entry.passages})
    seen: Counter[str] = Counter()
    for number, entry in enumerate(entries, start=1):
        rests = sorted((passages[iri] for iri in entry.passages), key=lambda each: each.order)
        seen.update(_entry(base, number, entry, rests))
    _words(base, seen)
    _labels(base, entries, store)
    numbers = {entry.iri: number for number, entry in enumerate(entries, start=1)}
    _queries(base, store, saved, numbers)


def _entry(base: sqlite3.Connection, number: int, entry: Entry, rests: Sequence[Passage]) -> set[str]:
    """Write one entry; returns its words."""
    passages = json.dumps([_facts(passage) for passage in rests])
    row = (number, entry.iri, entry.curie, entry.label, entry.kind, entry.weight, passages)
    base.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    base.executemany("INSERT INTO field VALUES (?, ?, ?)", ((number, *each) for each in entry.texts))
    base.executemany("INSERT INTO class VALUES (?, ?)", ((number, iri) for iri in sorted(entry.classes)))
    base.executemany("INSERT INTO domain VALUES (?, ?)", ((number, iri) for iri in sorted(entry.domains)))
    named = [(place, text) for place, text in entry.texts if place in NAMES]
    keys = [(number, place, " ".join(content(text)), " ".join(_forms([text]))) for place, text in named]
    base.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", keys)
    columns = (
        _forms(text for _, text in named),
        _forms(text for place, text in entry.texts if place not in NAMES),
        _forms([entry.context, *(passage.locator for passage in rests[:_LOCATORS])]),
    )
    base.execute(
        "INSERT INTO body (rowid, names, text, context) VALUES (?, ?, ?, ?)", (number, *map(" ".join, columns))
    )
    return set().union(*columns)


def _words(base: sqlite3.Connection, seen: Counter[str]) -> None:
    rows = [(number, word, count) for number, (word, count) in enumerate(sorted(seen.items()), start=1)]
    base.executemany("INSERT INTO word VALUES (?, ?, ?)", rows)
    base.executemany("INSERT INTO stem (rowid, word) VALUES (?, ?)", ((number, word) for number, word, _ in rows))
    padded = ((number, f"__{word}__") for number, word, _ in rows)
    base.executemany("INSERT INTO gram (rowid, word) VALUES (?, ?)", padded)


def _labels(base: sqlite3.Connection, entries: Sequence[Entry], store: Store) -> None:
    sizes = Counter(iri for entry in entries for iri in entry.classes)
    domains = {iri for entry in entries for iri in entry.domains}
    labels = read_labels(store, {*sizes, *domains})
    base.executemany("INSERT INTO size VALUES (?, ?)", sorted(sizes.items()))
    rows = [(iri, "kind", kind_label(iri, labels)) for iri in sorted(sizes)]
    rows += [(iri, "domain", labels.get(iri, "")) for iri in sorted(domains)]
    base.executemany("INSERT INTO label VALUES (?, ?, ?)", rows)
    profiles = "; ".join(entry.label for entry in entries if f"{MIGOV}CountryProfile" in entry.classes)
    facts = {"digest": store.digest, "entries": str(len(entries)), "profiles": profiles}
    base.executemany("INSERT INTO fact VALUES (?, ?)", sorted(facts.items()))


def _queries(base: sqlite3.Connection, store: Store, saved: Sequence[SavedQuery], numbers: dict[str, int]) -> None:
    base.executemany("INSERT INTO query VALUES (?, ?)", ((query.name, query.header.summary) for query in saved))
    base.executemany("INSERT INTO applies VALUES (?, ?, ?, ?)", applicable.parameters(saved))
    mentions = applicable.mentions(store, saved)
    rows = ((name, parameter, numbers[iri]) for name, parameter, iri in mentions if iri in numbers)
    base.executemany("INSERT INTO mention VALUES (?, ?, ?)", rows)


def _forms(texts: Iterable[str]) -> list[str]:
    return [form for text in texts for word in words(text) for form in word.forms]


def _facts(passage: Passage) -> list[object]:
    return [passage.iri, passage.locator, passage.first_page, passage.last_page, passage.start, passage.profile]
