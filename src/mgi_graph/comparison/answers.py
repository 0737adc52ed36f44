"""Which saved queries answer otherwise: the queries of the new version, asked of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from operator import eq
from typing import TYPE_CHECKING, Final

from mgi_graph.comparison.closure import open_version
from mgi_graph.comparison.model import QueryChange, RowChange
from mgi_graph.errors import MgiError
from mgi_graph.queries.catalogue import Catalogue
from mgi_graph.queries.guard import check
from mgi_graph.queries.names import read_labels
from mgi_graph.queries.parameters import bind_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.comparison.model import TextState
    from mgi_graph.comparison.renaming import Names
    from mgi_graph.comparison.version import Version
    from mgi_graph.project import Project
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Row, Store

    Cells = tuple[str, ...]


#: How many pairs of rows are weighed against each other; more than that are told as gone and new.
_MOST_PAIRS: Final = 40_000


def compare_queries(
    old: Version, new: Version, project: Project, names: Names
) -> tuple[tuple[QueryChange, ...], Mapping[str, str]]:
    """Ask every saved query of both versions; returns the differences, and the labels of what they show.

    A parameter has its default, else any value; one that is required has the example of the file.
    """
    stores = open_version(old), open_version(new)
    asked = Catalogue(project)
    known = Catalogue(old.project) if old.project else asked
    found = [_compared(saved, known, stores, names) for saved in asked]
    gone = [
        QueryChange(name=name, summary=known[name].header.summary, text="removed")
        for name in known.names()
        if name not in asked.names()
    ]
    changes = sorted([each for each in found if each] + gone, key=lambda each: each.name)
    return tuple(changes), _labels(stores, changes)


def _compared(saved: SavedQuery, known: Catalogue, stores: tuple[Store, Store], names: Names) -> QueryChange | None:
    is_new = saved.name not in known.names()
    text: TextState = "added" if is_new else "same" if known[saved.name].text == saved.text else "changed"
    graphs = stores[0].graph_names() | stores[1].graph_names()
    check(saved.text, graphs, file=saved.file)
    (columns, before), (_, after) = (_ask(store, saved, names) for store in stores)
    if text == "same" and before == after:
        return None
    change = QueryChange(name=saved.name, summary=saved.header.summary, text=text, columns=columns)
    if is_new:
        return change
    pairs, removed, added = _paired(list((before - after).elements()), list((after - before).elements()))
    return replace(change, changed=pairs, removed=removed, added=added)


def _ask(store: Store, saved: SavedQuery, names: Names) -> tuple[Cells, Counter[Cells]]:
    free = replace(saved.header, parameters=tuple(each for each in saved.header.parameters if not each.required))
    try:
        text = bind_all(saved.text, free, {}, store)
    except MgiError:  # a default that this version does not know: the file runs as it stands
        text = saved.text
    found = store.select(text)
    return found.columns, Counter(_cells(row, names) for row in found.rows)


def _cells(row: Row, names: Names) -> Cells:
    return tuple("" if term is None else str(names.get(term, term)) for term in row)


def _paired(
    removed: list[Cells], added: list[Cells]
) -> tuple[tuple[RowChange, ...], tuple[Cells, ...], tuple[Cells, ...]]:
    """Take two rows as one that changed where at least half of their cells agree, the nearest first."""
    gone, come = sorted(removed), sorted(added)
    pairs: list[RowChange] = []
    if len(gone) * len(come) <= _MOST_PAIRS:
        agreeing = ((sum(map(eq, old, new)), old, new) for old in gone for new in come)
        near = sorted((-cells, old, new) for cells, old, new in agreeing if 2 * cells >= len(old))
        for _, old, new in near:
            if old in gone and new in come:
                gone.remove(old)
                come.remove(new)
                pairs.append(RowChange(old=old, new=new))
    return tuple(sorted(pairs, key=lambda pair: pair.old)), tuple(gone), tuple(come)


def _labels(stores: tuple[Store, Store], changes: Iterable[QueryChange]) -> dict[str, str]:
    rows = [row for each in changes for row in (*each.added, *each.removed)]
    rows += [row for each in changes for pair in each.changed for row in (pair.old, pair.new)]
    iris = {cell[1:-1] for row in rows for cell in row if cell.startswith("<") and cell.endswith(">")}
    return {**read_labels(stores[0], iris), **read_labels(stores[1], iris)}
