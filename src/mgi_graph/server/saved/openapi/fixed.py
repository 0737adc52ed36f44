"""The routes beside the saved queries: things, documents, SPARQL, search, the description of the dataset, dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mgi_graph.server.media import DOCUMENT, RDF
from mgi_graph.server.saved.openapi.answers import HEADERS, bodies, failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Json = dict[str, Any]
_STRING: Final[Json] = {"schema": {"type": "string"}}
_NAME: Final[Json] = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,60}$"}
_SELECT: Final = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_RESULTS: Final = (
    *("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    *("text/plain", "text/html"),
)


def fixed_paths(example: str, version: str, files: Sequence[str]) -> Iterator[tuple[str, Json]]:
    """Return the paths; ``example`` is the path of a thing below ``/id/``, ``files`` are those to download."""
    scope, _, name = example.partition("/")
    named = [_path("scope", scope), _path("name", name)]
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [each.suffix for each in DOCUMENT]},
    }
    pinned = {"$ref": "#/components/parameters/dataset"}
    documents = bodies(each.media_type for each in DOCUMENT)
    led = {"303": {"description": "see the document", "headers": {"Location": _STRING}}}
    yield "/id/{scope}/{name}", _operation("thing", "A thing", "linked data", named, {**led, **_failed("404")})
    for path, operation, parameters, failing in (
        ("/doc/{scope}/{name}", "document", [*named, pinned], ("400", "404", "406", "409")),
        ("/doc/{scope}/{name}.{suffix}", "documentInForm", [*named, suffix, pinned], ("400", "404", "409")),
        ("/ontology", "ontology", [], ("406",)),
        ("/vocab", "vocabularies", [], ("406",)),
        ("/shapes", "shapes", [], ("406",)),
        ("/graph", "graphs", [], ("406",)),
        ("/dataset", "dataset", [], ("406",)),
        ("/.well-known/void", "void", [], ("406",)),
    ):
        answers = {"200": _found(documents), **failures(*failing)}
        yield path, _operation(operation, f"The {operation} as a document", "linked data", parameters, answers)
    context = {"200": _found({"application/ld+json": {"schema": {"type": "object"}}}), **failures()}
    yield f"/context/{version}.jsonld", _operation("context", "The JSON-LD context", "linked data", [], context)
    yield "/dump/{file}", _dump(files)
    yield "/sparql", _sparql()
    words = {
        "name": "q",
        "in": "query",
        "required": True,
        "schema": {"type": "string", "minLength": 1},
        "example": "border",
    }
    most = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500}}
    hits = {"200": _found(bodies(["application/json"])), **failures("400", "409")}
    yield "/search.json", _operation("search", "Findings, laws, bodies by words", "search", [words, most, pinned], hits)


def _dump(files: Sequence[str]) -> Json:
    file = {"name": "file", "in": "path", "required": True, "schema": {"type": "string", "enum": list(files)}}
    content = bodies(("application/gzip", "text/turtle", "text/plain"))
    return _operation("dump", "A file to download", "dataset", [file], {"200": _found(content), **failures("404")})


def _sparql() -> Json:
    asked = {
        "name": "query",
        "in": "query",
        "description": "SPARQL 1.1; without it, the service is described",
        "schema": {"type": "string", "enum": [_SELECT, "ASK { ?s ?p ?o }"]},
        "example": _SELECT,
    }
    content = bodies((*_RESULTS, *(each.media_type for each in RDF)))
    answers = {"200": _found(content), **failures("400", "403", "406")}
    title = "The SPARQL endpoint (SPARQL 1.1 Protocol)"
    found = _operation("sparql", title, "sparql", [asked], answers)
    sent = _operation("sparqlPost", title, "sparql", [], {**answers, **failures("400", "403", "406", "413", "415")})
    form = {"type": "object", "properties": {"query": asked["schema"]}, "required": ["query"]}
    bodied = {_FORM: {"schema": form, "example": {"query": _SELECT}}, _DIRECT: {"schema": asked["schema"]}}
    posted = {**sent["get"], "requestBody": {"required": True, "content": bodied}}
    posted["responses"].pop("304")
    return {**found, "post": posted}


def _operation(operation: str, summary: str, tag: str, parameters: Sequence[Json], answers: Json) -> Json:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": [tag],
            "parameters": list(parameters),
            "responses": answers,
        }
    }


def _found(content: Json) -> Json:
    return {"description": "what was asked for", "headers": HEADERS, "content": content}


def _failed(*statuses: Iterable[str]) -> Json:
    found = failures(*map(str, statuses))
    found.pop("304")  # a redirect is not validated
    return found


def _path(name: str, example: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": _NAME, "example": example}
