"""Answer a SPARQL query in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.queries.run import run_text
from mgi_graph.results.formats import encode
from mgi_graph.results.forms import BY_NAME
from mgi_graph.server.cache import Rendered

if TYPE_CHECKING:
    from mgi_graph.server.engine.jobs import Context


def answer(context: Context, *, query: str, form: str) -> Rendered:
    """Return the answer to a query in one of :data:`mgi_graph.results.forms.FORMS`."""
    found = run_text(context.graph.store, query)
    return Rendered(body=encode(found, form), content_type=BY_NAME[form].media_type)
