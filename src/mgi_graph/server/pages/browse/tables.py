"""Pages that are the table of one saved query: agreements, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from mgi_graph.server.pages.answers import Desk
from mgi_graph.server.pages.templating import asking

if TYPE_CHECKING:
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.pages.answers import Asked, View
    from mgi_graph.server.pages.refs import Cite, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page: what it is called, the query, and the (name, column) pairs of its table; ``#`` marks numbers."""

    title: str
    lead: str
    query: str
    columns: tuple[tuple[str, str], ...]


class Line(NamedTuple):
    """A row of the table."""

    cells: list[list[Ref]]
    cites: list[Cite]


LISTINGS: Final = {
    "/agreements": Listing(
        title="Agreements",
        lead="Memoranda and other agreements that a profile names. Who is a partner is not always a party.",
        query="agreements",
        columns=(
            ("Agreement", "agreement"),
            ("#Year", "year"),
            ("Kind", "kinds"),
            ("Parties", "parties"),
            ("Topics", "topics"),
        ),
    ),
    "/sources": Listing(
        title="Sources",
        lead="The key sources that the profiles list, as they list them, and what each documents.",
        query="sources",
        columns=(
            ("Source", "source"),
            ("Author", "authors"),
            ("#Year", "year"),
            ("Documents", "about"),
            ("Address", "url"),
        ),
    ),
}


def page(context: Context, *, view: View, path: str) -> Rendered:
    """Return the page at a path."""
    listing = LISTINGS[path]
    desk = Desk(context, view)
    asked = desk.ask(listing.query, view.given)
    given = {name: list(values) for name, values in view.given.items()}
    return desk.render(
        "listing.html",
        here=path,
        listing=listing,
        heads=heads(listing.columns, asked),
        lines=lines(listing.columns, asked),
        saved=asked.saved,
        csv=asking(listing.query, "csv", **given),
        text=asked.answer.text,
        sources=list(asked.answer.sources),
        url=view.address.url(path),
    )


def heads(columns: tuple[tuple[str, str], ...], asked: Asked) -> list[tuple[str, bool]]:
    """Return the heads of a table, and which of its columns hold numbers."""
    named = [(name.removeprefix("#"), name.startswith("#")) for name, _ in columns]
    return [*named, ("Passages", False)] if asked.answer.cited else named


def lines(columns: tuple[tuple[str, str], ...], asked: Asked) -> list[Line]:
    """Return the rows of a table."""
    return [Line([entry.refs(column) for _, column in columns], entry.cites()) for entry in asked.entries]
