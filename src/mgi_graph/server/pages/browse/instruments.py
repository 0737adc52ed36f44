"""``/instruments``: laws, regulations, policies and plans as a list, and the years of all instruments on a line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse import facets
from mgi_graph.server.pages.browse.facets import Facet
from mgi_graph.server.pages.browse.tables import heads, lines
from mgi_graph.server.pages.browse.timeline import draw
from mgi_graph.server.pages.templating import asking

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import View

PATH: Final = "/instruments"
QUERY: Final = "instruments"
FACETS: Final = (
    Facet("kind", "Kind", "kinds", is_tree=True, is_open=True),
    Facet("force", "Force", "force", is_open=True),
)
_COLUMNS: Final = (
    ("Instrument", "instrument"),
    ("Kind", "kinds"),
    ("National type", "type"),
    ("#Adopted", "adopted"),
    ("#Amended", "amended"),
)


def page(context: Context, *, view: View) -> Rendered:
    """Return the page for some choices; the line of years is that of all instruments."""
    desk = Desk(context, view)
    asked = desk.ask(QUERY, view.given)
    dated = desk.ask("timeline", {name: view.given[name] for name in ("country",) if name in view.given})
    shown = facets.show(desk, QUERY, FACETS, asked.entries)
    given = {name: list(values) for name, values in view.given.items()}
    years = [(year, list(group)) for year, group in groupby(dated.entries, key=lambda entry: entry.number("year"))]
    return desk.render(
        "instruments.html",
        here=PATH,
        facets=shown,
        chips=facets.chips(desk, PATH, shown),
        kept=[
            (name, value) for name, values in view.given.items() if name not in {"kind", "force"} for value in values
        ],
        heads=heads(_COLUMNS, asked),
        lines=lines(_COLUMNS, asked),
        chart=draw(desk, dated.entries),
        years=[
            (year, [(each.ref("dated"), each.ref("instrument"), each.cites()) for each in entries])
            for year, entries in reversed(years)
        ],
        timeline=dated.saved,
        saved=asked.saved,
        csv=asking(QUERY, "csv", **given),
        text=asked.answer.text,
        sources=list(asked.answer.sources or dated.answer.sources),
    )
