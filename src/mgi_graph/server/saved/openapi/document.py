"""The description as one document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.namespaces import BASE, ID
from mgi_graph.publication.catalog import DESCRIPTION, TITLE
from mgi_graph.publication.dump import SUMS
from mgi_graph.server.cache import Rendered
from mgi_graph.server.resources.dumps import CHECKSUM, files_of
from mgi_graph.server.resources.published import published
from mgi_graph.server.saved.openapi.answers import SCHEMAS, responses
from mgi_graph.server.saved.openapi.fixed import fixed_paths
from mgi_graph.server.saved.openapi.parameters import options, schema_name, value_schema
from mgi_graph.server.saved.openapi.queries import common_paths, query_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.graph import Graph
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context

Json = dict[str, Any]
MEDIA_TYPE: Final = "application/json"
_DIALECT: Final = "https://spec.openapis.org/oas/3.1/dialect/base"


def openapi(context: Context, *, address: Address) -> Rendered:
    """Return the description of the site at an address."""
    # an example that an engine need not look for
    told = context.asking.origin.statistics.examples if context.asking else ()
    found = describe(context.graph, address, context.settings.query_rows, told)
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":"))  # it is long enough without white space
    return Rendered(body=body.encode(), content_type=MEDIA_TYPE)


def describe(graph: Graph, address: Address, most: int, things: Sequence[str] = ()) -> Json:
    """Describe the site; ``most`` is how many rows an answer may have, an example is taken from ``things``."""
    queries, store = tuple(graph.queries), graph.store
    version = published(store).context.version
    files = [name + end for name in files_of(graph) for end in ("", CHECKSUM)]
    paths = {f"/query/{each.name}": query_path(each, store) for each in queries}
    parameters = {schema_name(each): each for saved in queries for each in saved.header.parameters}
    return {
        "openapi": "3.1.1",
        "jsonSchemaDialect": _DIALECT,
        "info": {
            "title": TITLE,
            "description": DESCRIPTION,
            "version": version,
            "license": {"name": "CC BY 4.0", "url": LICENSE},
        },
        "servers": [{"url": address.url("") or "/"}],
        "externalDocs": {"url": BASE, "description": "canonical address"},
        "paths": {
            **dict(common_paths(queries)),
            **paths,
            **dict(fixed_paths(_example(things or published(store).things), version, [*files, SUMS])),
        },
        "components": {
            "schemas": {
                **SCHEMAS,
                **{name: value_schema(each, store) for name, each in sorted(parameters.items())},
            },
            "parameters": options(most, store.digest),
            "responses": responses(),
        },
    }


def _example(things: Sequence[str]) -> str:
    """Return the path of the first of some things below ``/id/`` that is named by a scope and a name."""
    paths = (each.removeprefix(ID) for each in things if each.startswith(ID))
    return next(each for each in paths if each.count("/") == 1)
