"""The saved queries as paths: each with its own parameters, and all of them by name, form and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_graph.server.saved import forms
from mgi_graph.server.saved.asked import OF_ANSWERS, OF_CITATIONS, OF_CODEBOOKS, OF_REFERENCES
from mgi_graph.server.saved.listing import OFFERS, OPTIONS
from mgi_graph.server.saved.openapi.answers import HEADERS, answer_schema, bodies, counted, failures
from mgi_graph.server.saved.openapi.parameters import parameter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store

Json = dict[str, Any]


def query_path(saved: SavedQuery, store: Store) -> Json:
    """Return the path of one query, with its parameters and the schema of its rows."""
    content = bodies(each.media_type for each in forms.RESOURCE)
    content["application/json"] = {"schema": answer_schema(saved)}
    header = saved.header
    return {
        "get": {
            "operationId": saved.name,
            "summary": header.summary,
            "description": "\n\n".join(part for part in (header.description, *_asked(saved)) if part),
            "tags": [saved.theme],
            "parameters": [*(parameter_of(each, store) for each in header.parameters), *_refs(OF_ANSWERS)],
            "responses": {
                "200": {"description": "the answer", "headers": HEADERS, "content": content},
                **failures("400", "404", "406", "409"),
            },
        }
    }


def common_paths(queries: Sequence[SavedQuery]) -> Iterator[tuple[str, Json]]:
    """Return the paths that stand for all queries; the names are those that can be asked without parameters."""
    names = [each.name for each in queries if not any(p.required for p in each.header.parameters)]
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": names}}
    yield (
        "/query",
        _get("catalogue", "All saved queries", _words(), bodies(each.media_type for each in OFFERS), "400", "406"),
    )
    yield (
        "/query.{suffix}",
        _get(
            "catalogueInForm",
            "All saved queries, in one form",
            [_choice("suffix", [each.suffix for each in OFFERS]), *_words()],
            bodies(each.media_type for each in OFFERS),
            "400", "404",
        ),
    )  # fmt: skip
    answers = _get(
        "answerInForm",
        "The answer to a query in one form; its parameters are those of the path of the query",
        [name, _choice("suffix", forms.ANSWERS), *_refs(OF_ANSWERS)],
        bodies(each.media_type for each in forms.DATA),
        "400", "404", "409",
    )  # fmt: skip
    answers["get"]["responses"]["200"]["headers"] = counted()
    yield "/query/{name}.{suffix}", answers
    yield from _beside(name)


def _beside(name: Json) -> Iterator[tuple[str, Json]]:
    """Return the paths of what belongs to an answer."""
    cited = bodies(media_type.partition(";")[0] for _, media_type in forms.REFERENCES.values())
    citation = {"application/json": {"schema": {"$ref": "#/components/schemas/Citation"}}}
    for path, operation, summary, parameters, content in (
        (
            "/query/{name}/references.{suffix}",
            "references",
            "The references of an answer",
            [name, _choice("suffix", forms.REFERENCES), *_refs(OF_REFERENCES)],
            cited,
        ),
        ("/query/{name}/citation.json", "citation", "The citation of a run", [name, *_refs(OF_CITATIONS)], citation),
        (
            "/query/{name}/codebook",
            "codebook",
            "What each column of an answer means",
            [name, *_refs(OF_CODEBOOKS)],
            bodies(["text/html"]),
        ),
        (
            "/query/{name}/codebook.zip",
            "codebookArchive",
            "Tidy tables with CSVW metadata, codebook and scripts",
            [name, *_refs(OF_CODEBOOKS)],
            bodies(["application/zip"]),
        ),
    ):
        yield path, _get(operation, summary, parameters, content, "400", "404", "409")


def _get(operation: str, summary: str, parameters: list[Json], content: Json, *statuses: str) -> Json:
    found = {"description": "what was asked for", "headers": HEADERS, "content": content}
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "tags": ["queries"],
            "parameters": parameters,
            "responses": {"200": found, **failures(*statuses)},
        }
    }


def _words() -> list[Json]:
    told = {"q": "a question in words; the best queries first", "tag": "only those with this tag"}
    return [
        {"name": name, "in": "query", "description": told[name], "schema": {"type": "string", "maxLength": most}}
        for name, most in OPTIONS.items()
    ]


def _choice(name: str, values: Iterable[str]) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": list(values)}}


def _refs(names: Iterable[str]) -> list[Json]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _asked(saved: SavedQuery) -> list[str]:
    return [f"Competency question {saved.header.question}."] if saved.header.question else []
