"""Fill the sections of a kind with what the dataset says of one thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox
from markupsafe import Markup

from mgi_graph.namespaces import STANDARD, expand, shrink
from mgi_graph.server.pages.refs import Cite, Ref, natural
from mgi_graph.server.pages.templating import macro
from mgi_graph.server.pages.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.server.pages.kinds.model import Column, Section
    from mgi_graph.server.pages.places import Place, Places
    from mgi_graph.server.pages.refs import Linker
    from mgi_graph.store.protocol import Store, Term

_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
#: The order in which polarities are counted; other concepts follow.
_POLARITIES: Final = ("present", "partial", "absent")


class FindingItem(NamedTuple):
    """A finding in a list; ``markup`` is the same as HTML where it has been written already."""

    text: str
    href: str
    language: str
    polarity: str
    polarity_text: str
    passages: list[Cite]
    notes: tuple[str, ...] = ()
    markup: Markup = Markup()


class RowItem(NamedTuple):
    """A row of a table: its cells, the passages it rests on, whether it stands out."""

    cells: list[list[Ref]]
    passages: list[Cite]
    is_marked: bool


class Bar(NamedTuple):
    """Some findings, counted by polarity: (kind, text, count, where the bar begins, how long it is), in percent."""

    name: Ref
    total: int
    parts: tuple[tuple[str, str, int, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A section with its entries; ``total`` counts all, ``more`` leads to them."""

    section: Section
    total: int
    more: str = ""
    refs: Sequence[Ref] = ()
    findings: Sequence[FindingItem] = ()
    rows: Sequence[RowItem] = ()
    bars: Sequence[Bar] = ()
    cited: bool = False


class Filler:
    """Fill sections for one page."""

    def __init__(self, store: Store, linker: Linker, places: Places) -> None:
        """Keep what reads and what links."""
        self._store = store
        self._linker = linker
        self._places = places

    def fill(self, section: Section, thing: ox.NamedNode) -> Filled | None:
        """Fill a section; ``None`` where it has no entry."""
        terms = self._terms(section, thing)
        if not terms:
            return None
        more = self._linker.path(section.more.format(quote(shrink(thing.value), safe=":/")))
        more = more if len(terms) > section.most or section.show == "tally" else ""
        match section.show:
            case "findings":
                return self._findings(section, terms, more)
            case "table":
                return self._table(section, terms, more, thing)
            case "tally":
                return Filled(section=section, total=len(terms), more=more, bars=self.tally(section, terms))
            case _:
                refs = self._ordered(section, terms)[: section.most]
                return Filled(section=section, total=len(terms), more=more, refs=self._linker.refs(refs))

    def cites(self, places: Iterable[Place]) -> list[Cite]:
        """Return passages with their links."""
        return [self._linker.cite(place) for place in places]

    def finding(self, term: ox.NamedNode, places: list[Place]) -> FindingItem:
        """Return a finding as lists show it."""
        ref = self._linker.ref(term)
        polarity = next(iter(walk(self._store, term, "migov:polarity")), None)
        kind = kind_of(polarity) if polarity is not None else ""
        text = self._linker.ref(polarity).text if polarity is not None else ""
        return FindingItem(ref.text, ref.href, ref.language, kind, text, self.cites(places))

    def tally(self, section: Section, terms: Iterable[Term]) -> list[Bar]:
        """Count things by what ``rank`` leads to, and within that by what ``mark`` leads to."""
        counts: dict[Term, Counter[Term]] = {}
        for term in terms:
            if isinstance(term, ox.NamedNode):
                for group in walk(self._store, term, section.rank):
                    counts.setdefault(group, Counter()).update(walk(self._store, term, section.mark))
        ordered = sorted(counts, key=lambda each: natural(str(each)))
        return [bar(self._linker, each, counts[each]) for each in ordered]

    def _terms(self, section: Section, thing: ox.NamedNode) -> list[Term]:
        terms = [term for term in walk(self._store, thing, section.path) if term != thing]
        if section.without and terms:
            away = set(walk(self._store, thing, section.without))
            terms = [term for term in terms if term not in away]
        if section.of:
            classes = [ox.NamedNode(expand(each)) for each in section.of.split("|")]
            terms = [term for term in terms if self._is_a(term, classes)]
        return terms

    def _is_a(self, term: Term, classes: Iterable[ox.NamedNode]) -> bool:
        return isinstance(term, ox.NamedNode) and any(
            True for each in classes for _ in self._store.quads(term, _TYPE, each)
        )

    def _ordered(self, section: Section, terms: list[Term]) -> list[Term]:
        def key(term: Term) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
            ranks = walk(self._store, term, section.rank) if section.rank and isinstance(term, ox.NamedNode) else []
            first = natural(ranks[0].value) if ranks and isinstance(ranks[0], ox.Literal) else []
            return first, natural(self._linker.ref(term).text)

        return sorted(terms, key=key)

    def _findings(self, section: Section, terms: list[Term], more: str) -> Filled:
        nodes = [term for term in terms if isinstance(term, ox.NamedNode)]
        read = sorted(
            ((node, self._places.evidence(node)) for node in nodes),
            key=lambda each: (each[1][0].passage.order if each[1] else (), each[0].value),
        )
        items = [self._written(node, places) for node, places in read[: section.most]]
        return Filled(section=section, total=len(nodes), more=more, findings=items)

    def _written(self, node: ox.NamedNode, places: list[Place]) -> FindingItem:
        """Return a finding with all its passages, written once for all pages."""
        found = self._linker.findings.get(node)
        if found is None:
            made = self.finding(node, places)
            found = made._replace(markup=macro("finding", made))
            self._linker.findings.put(node, found)
        return found

    def _table(self, section: Section, terms: list[Term], more: str, thing: ox.NamedNode) -> Filled:
        marked = set(walk(self._store, thing, section.mark)) if section.mark else set()
        nodes = [term for term in terms if isinstance(term, ox.NamedNode)]
        rows = [(node, [self._cell(node, column) for column in section.columns]) for node in nodes]
        if section.rank:
            order = {node: place for place, node in enumerate(self._ordered(section, list(nodes)))}
            rows.sort(key=lambda row: order[row[0]])
        else:
            rows.sort(key=lambda row: [natural(cell[0].text) if cell else [] for cell in row[1]])
        items = [
            RowItem(cells, self.cites(self._places.evidence(node)), node in marked)
            for node, cells in rows[: section.most]
        ]
        cited = any(item.passages for item in items)
        return Filled(section=section, total=len(rows), more=more, rows=items, cited=cited)

    def _cell(self, node: ox.NamedNode, column: Column) -> list[Ref]:
        if column.path == ".":
            return [self._linker.ref(node)]
        return self._linker.refs(walk(self._store, node, column.path))


def kind_of(concept: Term) -> str:
    """Return the last part of the IRI of a concept, by which style knows it."""
    return concept.value.rpartition("/")[2] if isinstance(concept, ox.NamedNode) else "other"


def bar(linker: Linker, group: Term, counts: Counter[Term]) -> Bar:
    """Lay out counts as the parts of a bar, the most affirming kind first."""
    total = sum(counts.values())
    parts: list[tuple[str, str, int, float, float]] = []
    at = 0.0
    named = {term: kind_of(term) for term in counts}
    for term in sorted(counts, key=lambda each: _POLARITIES.index(named[each]) if named[each] in _POLARITIES else 9):
        share = 100 * counts[term] / total
        parts.append((named[term], linker.ref(term).text, counts[term], round(at, 2), round(share, 2)))
        at += share
    return Bar(linker.ref(group), total, tuple(parts))
