"""From an answer to the works that it rests on, as the dataset describes them.

A work is a record that holds a passage of the answer, or a key source. The key sources of a row
document a thing that stands in it, or are themselves such a thing; where there is none, they document a
thing that rests on one of the row's passages, and are listed by the record that has the passage.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV
from mgi_graph.results.references.describe import describe_works
from mgi_graph.results.references.model import References

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.store.protocol import Store

_DOCUMENTING: Final = f"""
SELECT DISTINCT ?thing ?source WHERE {{
    VALUES ?thing {{ %s }}
    {{ ?source <{MIGOV}documents> ?thing }} UNION {{ ?thing a <{MIGOV}Source> BIND (?thing AS ?source) }}
    ?source a <{MIGOV}Source> .
}}"""
_OF_PASSAGE: Final = f"""
SELECT DISTINCT ?passage ?source WHERE {{
    VALUES ?passage {{ %s }}
    ?passage <{MIGOV}inProfile>|<{MIGOV}inRecord> ?record .
    ?thing <{MIGOV}hasEvidence> ?passage .
    ?source a <{MIGOV}Source> ; <{MIGOV}documents> ?thing ; <{MIGOV}accordingTo> ?record .
}}"""


def read_references(store: Store, answer: Answer) -> References:
    """Read the records and the key sources of the rows at hand."""
    passages = {passage.iri: passage.profile for row in answer.rows for passage in row.passages}
    named = _pairs(store, _DOCUMENTING, {thing for row in answer.rows for thing in _things(row)})
    stated = _pairs(store, _OF_PASSAGE, passages)
    found = [_sources(row, named, stated) for row in answer.rows]
    records = sorted({profile for profile in passages.values() if profile})
    sources = sorted({iri for row in found for iri in row})
    works = describe_works(store, (*records, *sources), answer.language)
    return References(
        records=tuple(works[record] for record in records),
        rows=tuple(tuple(sorted((works[iri] for iri in row), key=lambda each: each.key)) for row in found),
    )


def _things(row: AnswerRow) -> set[str]:
    return {term.value for cell in row.values for term in cell if isinstance(term, ox.NamedNode)}


def _sources(row: AnswerRow, named: Mapping[str, set[str]], stated: Mapping[str, set[str]]) -> set[str]:
    direct = {source for thing in _things(row) for source in named.get(thing, ())}
    return direct or {source for passage in row.passages for source in stated.get(passage.iri, ())}


def _pairs(store: Store, query: str, iris: Iterable[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    wanted = " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
    for one, other in store.select(query % wanted).rows if wanted else ():
        if isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode):
            found[one.value].add(other.value)
    return found
