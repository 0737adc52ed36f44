"""``/treaties``: where States stand towards treaties, by each record; several States side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD, shrink
from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse.facets import iri_of
from mgi_graph.server.pages.browse.paging import link
from mgi_graph.server.pages.refs import natural
from mgi_graph.server.pages.sections import kind_of
from mgi_graph.server.pages.templating import asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import Entry, View
    from mgi_graph.server.pages.refs import Cite, Ref
    from mgi_graph.store.protocol import Term

PATH: Final = "/treaties"
QUERY: Final = "treaty-comparison"
_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
_STATE: Final = ox.NamedNode(f"{MIGOV}State")


class Standing(NamedTuple):
    """Where a State stands towards a treaty by one record."""

    style: str
    status: Ref
    since: str
    record: Ref
    cites: list[Cite]


class Cell(NamedTuple):
    """What the records say of one State and one treaty."""

    standings: list[Standing]
    is_conflict: bool


class Line(NamedTuple):
    """A treaty: its year, and a cell for each State."""

    treaty: Ref
    adopted: str
    cells: list[Cell]


def page(context: Context, *, view: View) -> Rendered:
    """Return the page for some States; without one, for those that a profile assesses."""
    desk = Desk(context, view)
    chosen = view.given.get("country") or _assessed(desk)
    given = {**view.given, "country": tuple(chosen)} if chosen else dict(view.given)
    asked = desk.ask(QUERY, given)
    states = list(dict.fromkeys(each.ref("country") for each in asked.entries))
    order = {iri_of(value): place for place, value in enumerate(chosen)}
    states.sort(key=lambda ref: (order.get(ref.iri, len(order)), ref.text))
    return desk.render(
        "treaties.html",
        here=PATH,
        states=states,
        lines=_lines(asked.entries, states, _conflicts(desk)),
        chips=[(ref, _without(view, states, ref)) for ref in states] if len(states) > 1 else [],
        chosen=[shrink(ref.iri) for ref in states],
        others=_others(desk, states),
        saved=asked.saved,
        csv=asking(QUERY, "csv", **{name: list(values) for name, values in given.items()}),
        text=asked.answer.text,
        sources=list(asked.answer.sources),
    )


def _assessed(desk: Desk) -> list[str]:
    profiles = desk.ask("profiles").entries
    return list(dict.fromkeys(shrink(each.ref("country").iri) for each in profiles if each.ref("country").iri))


def _conflicts(desk: Desk) -> set[tuple[str, str]]:
    return {(each.ref("country").iri, each.ref("treaty").iri) for each in desk.ask("record-conflicts").entries}


def _lines(entries: Sequence[Entry], states: Sequence[Ref], conflicts: set[tuple[str, str]]) -> list[Line]:
    by_treaty: dict[Ref, list[Entry]] = {}
    for each in entries:
        by_treaty.setdefault(each.ref("treaty"), []).append(each)
    lines = []
    for treaty, rows in sorted(by_treaty.items(), key=lambda item: natural(item[0].text)):
        cells = [
            Cell(
                [_standing(each) for each in rows if each.ref("country") == state], (state.iri, treaty.iri) in conflicts
            )
            for state in states
        ]
        lines.append(Line(treaty, rows[0].ref("adopted").text, cells))
    return lines


def _standing(entry: Entry) -> Standing:
    style = kind_of(entry.node("status"))
    return Standing(style, entry.ref("status"), entry.ref("since").text, entry.ref("record"), entry.cites())


def _without(view: View, states: Sequence[Ref], gone: Ref) -> str:
    kept = [shrink(ref.iri) for ref in states if ref != gone]
    return view.address.path(link(PATH, {**view.given, "country": kept}))


def _others(desk: Desk, states: Sequence[Ref]) -> list[tuple[str, str]]:
    """Return the States that can be added: value, name."""
    here = {ref.iri for ref in states}
    found: set[Term] = {quad.subject for quad in desk.store.quads(None, _TYPE, _STATE)}
    refs = [desk.linker.ref(term) for term in found if isinstance(term, ox.NamedNode) and term.value not in here]
    return [(shrink(ref.iri), ref.text) for ref in sorted(refs, key=lambda ref: natural(ref.text))]
