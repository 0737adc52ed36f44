"""``/countries``: the profiles that the graph holds, and the States of which a record states something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse.tables import heads, lines
from mgi_graph.server.pages.refs import natural

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import View

PATH: Final = "/countries"
_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
_STATE: Final = ox.NamedNode(f"{MIGOV}State")
_COLUMNS: Final = (
    ("Profile", "profile"),
    ("Country", "country"),
    ("Territory", "territory"),
    ("#Year", "year"),
    ("As of", "asOf"),
    ("Publisher", "publisher"),
    ("#Findings", "findings"),
)


def page(context: Context, *, view: View) -> Rendered:
    """Return the page."""
    desk = Desk(context, view)
    asked = desk.ask("profiles")
    columns = tuple(each for each in _COLUMNS if any(entry.terms(each[1]) for entry in asked.entries))
    states = desk.linker.refs({quad.subject for quad in desk.store.quads(None, _TYPE, _STATE)})
    return desk.render(
        "countries.html",
        here=PATH,
        heads=heads(columns, asked),
        lines=lines(columns, asked),
        states=sorted(states, key=lambda ref: natural(ref.text)),
        saved=asked.saved,
        csv="/query/profiles.csv",
        text=asked.answer.text,
        sources=list(asked.answer.sources),
    )
