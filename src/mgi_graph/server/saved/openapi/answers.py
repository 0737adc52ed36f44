"""What comes back: the JSON of an answer, problems, and the statuses of each kind of route (OpenAPI §4.8.16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Column

Json = dict[str, Any]
PROBLEM: Final = "application/problem+json"
_TEXT: Final = {"type": ["string", "null"]}
_DIGEST: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_VALUES: Final[dict[str, Json]] = {
    "iri": {"$ref": "#/components/schemas/Thing"},
    "integer": {"type": "integer"},
    "year": {"type": ["integer", "string"]},
    "decimal": {"type": ["string", "integer"]},
    "boolean": {"type": "boolean"},
    "date": {"type": "string"},
    "string": {"type": ["string", "integer", "boolean"]},
}
_ANY: Final[Json] = {"anyOf": [_VALUES["iri"], {"type": ["string", "integer", "boolean"]}]}
_TEXTS: Final[Json] = {"type": "array", "items": {"type": "string"}}
_GIVEN: Final[Json] = {"type": "object", "additionalProperties": _TEXTS}
_IRI: Final[Json] = {"type": "string", "format": "uri"}
#: Problem Details (RFC 9457).
_PROBLEM: Final[Json] = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "nearest": _TEXTS,
    },
    "required": ["type", "title", "status"],
}
_THING: Final[Json] = {"type": "object", "properties": {"iri": _IRI, "label": _TEXT}, "required": ["iri", "label"]}
_PASSAGE: Final[Json] = {
    "type": "object",
    "properties": {
        "iri": _IRI,
        "pages": {"type": "array", "items": {"type": "integer"}},
        "citation": {"type": "string"},
        **dict.fromkeys(("locator", "profile", "section", "paragraph", "sentence", "other"), _TEXT),
    },
    "required": ["iri", "pages", "citation"],
}
_CITATION: Final[Json] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("query", "title"), _TEXT),
        "query_sha256": _DIGEST,
        "parameters": _GIVEN,
        "dataset": {"type": "object", "properties": {"version": _TEXT, "sha256": _DIGEST}},
        "answer": {"type": "object", "properties": {"rows": {"type": "integer"}, "sha256": _DIGEST}},
        "shown": {"type": ["object", "null"]},
        "sources": _TEXTS,
        "software": {"type": "string"},
    },
    "required": ["query", "query_sha256", "parameters", "dataset", "answer", "software"],
}
_ANSWER: Final[Json] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("query", "title", "question", "next"), _TEXT),
        "parameters": _GIVEN,
        "columns": {"type": "array", "items": {"type": "object"}},
        "rows": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer", "minimum": 0},
        "first": {"type": "integer", "minimum": 1},
        "emptiness": {"type": ["object", "null"]},
        "unmatched": {"type": "array", "items": {"type": "object"}},
        "sources": _TEXTS,
        "dataset": {"type": "string"},
        "citation": {"$ref": "#/components/schemas/Citation"},
    },
    "required": ["query", "parameters", "columns", "rows", "total", "first", "next", "sources", "dataset"],
}
#: What answers have in common.
SCHEMAS: Final = {
    "Problem": _PROBLEM,
    "Thing": _THING,
    "Passage": _PASSAGE,
    "Citation": _CITATION,
    "Answer": _ANSWER,
}
#: What may go wrong: each status, and what it says.
_STATUSES: Final = {
    "304": "The client has the current representation (If-None-Match).",
    "400": "A parameter or an option does not accept its value.",
    "404": "There is nothing of this name; the nearest names are told.",
    "406": "There is no such form; those that there are, are listed.",
    "409": "Another state of the dataset is loaded than the one that was asked for.",
    "410": "The thing is deprecated, and nothing or more than one thing takes its place.",
    "403": "The query would change the dataset, or reach outside it.",
    "413": "The request is too large.",
    "415": "A query cannot be sent in this form; Accept says in which ones.",
    "414": "The address is too long.",
    "502": "The engine that has the dataset failed; where there is none, the server never answers so.",
    "504": "The engine that has the dataset did not answer in time; Retry-After says when to ask again.",
    "503": "The server is busy, or the query was stopped at its deadline; Retry-After says when to ask again.",
}
HEADERS: Final = {
    "ETag": {"description": "strong validator (RFC 9110 §8.8.3)", "schema": {"type": "string"}},
    "Link": {"description": "pages, descriptions, canonical address, licence (RFC 8288)", "schema": {"type": "string"}},
    "MGI-Dataset": {"description": "SHA-256 of the dataset that answered", "schema": {"type": "string"}},
}
_TOTAL: Final = {"description": "rows of the whole answer", "schema": {"type": "integer", "minimum": 0}}


def bodies(media_types: Iterable[str]) -> Json:
    """Return the content of a response that has several forms: JSON of any kind, and text."""
    return {each: {} if each.endswith("json") else {"schema": {"type": "string"}} for each in media_types}


def failures(*statuses: str) -> Json:
    """Return what a route answers where it cannot answer, and that the client need not be sent what it has."""
    return {
        status: {"description": _STATUSES[status]} if status == "304" else {"$ref": f"#/components/responses/{status}"}
        for status in sorted({*statuses, "304", "414", "502", "503", "504"})
    }


def responses() -> dict[str, Json]:
    """Return the failures as reusable responses."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    pages = {"text/html": {"schema": {"type": "string"}}}
    return {
        status: {"description": text, "content": {**content, **pages}}
        for status, text in _STATUSES.items()
        if status != "304"
    }


def counted() -> Json:
    """Return the header fields of an answer with rows."""
    return {**HEADERS, "X-Total-Count": _TOTAL}


def answer_schema(saved: SavedQuery) -> Json:
    """Return the schema of the JSON of an answer to one query."""
    columns = {each.name: _column(each) for each in saved.header.columns if each.kind != "evidence"}
    row: Json = {"type": "object", "properties": columns, "required": list(columns)}
    if any(each.kind == "evidence" for each in saved.header.columns):
        passages = {"type": "array", "items": {"$ref": "#/components/schemas/Passage"}}
        row["properties"] = {**columns, "evidence": passages}
        row["required"] = [*columns, "evidence"]
    rows = {"type": "array", "items": row}
    return {"allOf": [{"$ref": "#/components/schemas/Answer"}, {"properties": {"rows": rows}}]}


def _column(column: Column) -> Json:
    value = _VALUES.get(column.kind, _ANY)
    if column.many:
        return {"type": "array", "items": value}
    return {"anyOf": [value, {"type": "null"}]}
