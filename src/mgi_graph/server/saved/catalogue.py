"""The catalogue of saved queries: by theme, by tag, or ranked by a question in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph.publication import document
from mgi_graph.queries.ranking import rank, read_assessed, read_names
from mgi_graph.queries.yields import put_empty_last
from mgi_graph.results import catalogue as written
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.templating import asking, render
from mgi_graph.server.resources.job import written as write_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context

#: How many queries a question in words gets, as on the command line.
MOST_HITS: Final = 8
_JSON: Final = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A query of the catalogue, and what the words that found it say for its parameters."""

    saved: SavedQuery
    given: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """Return the path that asks it."""
        return asking(self.saved.name, **{name: [v for n, v in self.given if n == name] for name, _ in self.given})


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """What the template shows: the queries by theme, or the ranked ones where words were given."""

    words: str
    tag: str
    found: tuple[Found, ...]
    tags: tuple[tuple[str, int], ...]
    total: int

    @property
    def themes(self) -> tuple[tuple[str, tuple[Found, ...]], ...]:
        """Return the queries by their theme, A to Z."""
        ordered = sorted(self.found, key=lambda each: (each.saved.theme, each.saved.name))
        return tuple((theme, tuple(group)) for theme, group in groupby(ordered, key=lambda each: each.saved.theme))


def catalogue(context: Context, *, words: str, tag: str, suffix: str, address: Address) -> Rendered:
    """Return the catalogue as a page, as JSON, or in a syntax of RDF."""
    whole = tuple(context.graph.queries)
    chosen = [each for each in whole if not tag or tag.lower() in {name.lower() for name in each.header.tags}]
    found = _ranked(context, chosen, whole, words) if words else tuple(Found(saved=each) for each in chosen)
    queries = [each.saved for each in found]
    if suffix == _JSON:
        return Rendered(body=written.write_json(queries).encode(), content_type="application/json")
    if suffix != HTML.suffix:
        return write_document(context, document.catalogue(queries), suffix, address)
    page = CataloguePage(words=words, tag=tag, found=found, tags=_tags(whole), total=len(whole))
    body = render("catalogue.html", address, page=page, digest=context.graph.store.digest).encode()
    return Rendered(body=body, content_type=HTML.content_type)


def _ranked(
    context: Context, chosen: Sequence[SavedQuery], whole: Sequence[SavedQuery], words: str
) -> tuple[Found, ...]:
    store = context.graph.store
    hits = rank(chosen, words, read_names(whole, store), read_assessed(store))
    return tuple(Found(saved=hit.saved, given=hit.parameters) for hit in put_empty_last(hits[:MOST_HITS], store))


def _tags(whole: Sequence[SavedQuery]) -> tuple[tuple[str, int], ...]:
    """Count the queries of each tag that several have, A to Z."""
    counts: dict[str, int] = {}
    for saved in whole:
        for tag in saved.header.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return tuple((tag, count) for tag, count in sorted(counts.items()) if count > 1)
