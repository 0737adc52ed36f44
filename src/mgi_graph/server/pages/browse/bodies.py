"""``/bodies``: ministries, committees, organizations, by kind; and who belongs to what, as a network."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.browse.network import draw
from mgi_graph.server.pages.browse.tables import heads, lines
from mgi_graph.server.pages.templating import asking

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import View

PATH: Final = "/bodies"
QUERY: Final = "bodies"
_COLUMNS: Final = (("Body", "body"), ("Member", "member"), ("As", "as"))


def page(context: Context, *, view: View) -> Rendered:
    """Return the page for some choices."""
    desk = Desk(context, view)
    asked = desk.ask(QUERY, view.given)
    belonging = desk.ask("memberships", {name: view.given[name] for name in ("country",) if name in view.given})
    given = {name: list(values) for name, values in view.given.items()}
    kinds = groupby(asked.entries, key=lambda entry: entry.ref("kind"))
    return desk.render(
        "bodies.html",
        here=PATH,
        total=len(asked.entries),
        kinds=[
            (kind, [(each.ref("body"), each.refs("names"), each.refs("parents")) for each in entries])
            for kind, entries in kinds
        ],
        chart=draw(belonging.entries),
        heads=heads(_COLUMNS, belonging),
        lines=lines(_COLUMNS, belonging),
        memberships=belonging.saved,
        saved=asked.saved,
        csv=asking(QUERY, "csv", **given),
        text=asked.answer.text,
        sources=list(asked.answer.sources),
    )
