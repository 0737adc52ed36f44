"""What the index holds: one entry for each thing of the dataset that has a name, and one for each saved query."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mgi_graph import namespaces
from mgi_graph.namespaces import MIGOV, QUERY, STANDARD
from mgi_graph.queries.names import read_labels
from mgi_graph.search import facts
from mgi_graph.search.kinds import KINDS, SAVED, SAVED_LABEL, kind_label, most_specific

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store

_SKOS: Final = STANDARD["skos"]
_TYPE: Final = f"<{STANDARD['rdf']}type>"
#: Places that name a thing; the others tell of it.
NAMES: Final = frozenset({"label", "title", "other name", "other spelling", "acronym", "notation", "locator"})
#: The most that being cited by findings adds, however often.
_CITED: Final = 5.0


@dataclass(slots=True, kw_only=True)
class Entry:
    """A thing to find: its texts by place, its classes and schemes, its domains, the passages that it rests on."""

    iri: str
    curie: str
    label: str
    kind: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    context: str = ""
    classes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    passages: tuple[str, ...] = ()
    weight: float = 0.0


def read_entries(store: Store, saved: Iterable[SavedQuery]) -> list[Entry]:
    """Read the entries of a dataset in the order of their IRIs, then the saved queries in theirs."""
    texts = facts.texts(store)
    classes = facts.pairs(store, f"{_TYPE}|<{_SKOS}inScheme>|<{MIGOV}instrumentKind>|<{MIGOV}agreementKind>")
    direct = facts.stated_types(store)
    domains = facts.pairs(store, f"<{MIGOV}assessmentDomain>")
    evidence = facts.pairs(store, f"<{MIGOV}hasEvidence>")
    cited = facts.counts(store, f"<{MIGOV}cites>")
    sizes = facts.counts(store, _TYPE)
    labels = read_labels(store, {*sizes, *texts})
    names = {iri: [text for place, text in each if place in NAMES] for iri, each in texts.items()}
    ties = facts.ties(store, names)
    entries = []
    for iri in sorted(texts):
        best = most_specific(direct.get(iri, ()), sizes)
        kind = kind_label(best, labels)
        entries.append(
            Entry(
                iri=iri,
                curie=namespaces.shrink(iri),
                label=labels.get(iri) or texts[iri][0][1],
                kind=kind,
                texts=texts[iri],
                context=" ".join([kind, *sorted(ties.get(iri, ()))]),
                classes=frozenset(classes.get(iri, ())),
                domains=frozenset(domains.get(iri, ())),
                passages=tuple(sorted(evidence.get(iri, ()))),
                weight=0.04 * min(math.log1p(cited.get(iri, 0)), _CITED) + KINDS.get(best, 0.0),
            )
        )
    return [*entries, *map(_query, saved)]


def _query(saved: SavedQuery) -> Entry:
    header = saved.header
    texts = [("notation", saved.name), ("question", header.summary), ("description", header.description)]
    return Entry(
        iri=QUERY + saved.name,
        curie=saved.name,
        label=header.summary,
        kind=SAVED_LABEL,
        texts=[(place, text) for place, text in texts if text],
        context=" ".join((SAVED_LABEL, *header.tags, *(each.name for each in header.parameters))),
        classes=frozenset({SAVED}),
    )
