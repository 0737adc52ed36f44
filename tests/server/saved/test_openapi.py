"""The OpenAPI description: valid, made from the catalogue, and true of what is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from mgi_graph.server.saved import forms
from mgi_graph.server.saved.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": described["components"]}


def test_it_is_valid(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_every_saved_query_has_its_path_with_its_parameters(described: dict[str, Any], graph: Graph) -> None:
    for saved in graph.queries:
        operation = described["paths"][f"/query/{saved.name}"]["get"]
        own = [each["name"] for each in operation["parameters"] if "name" in each]
        assert own == [each.name for each in saved.header.parameters]
        assert operation["summary"] == saved.header.summary


def test_every_answer_as_json_has_the_schema_that_is_promised(
    described: dict[str, Any], client: TestClient, graph: Graph
) -> None:
    wrong = {}
    for saved in graph.queries:
        given = {each.name: "migov:Finding" for each in saved.header.parameters if each.required}
        found = client.get(f"/query/{saved.name}.json", params={**given, "evidence": "true"}).json()
        promised = described["paths"][f"/query/{saved.name}"]["get"]["responses"]["200"]["content"]["application/json"]
        validator = OAS31Validator(resolved(described, promised["schema"]))
        if errors := [f"{error.json_path}: {error.message[:80]}" for error in validator.iter_errors(found)][:3]:
            wrong[saved.name] = errors
    assert wrong == {}


def test_every_example_of_a_parameter_is_taken(described: dict[str, Any], client: TestClient, graph: Graph) -> None:
    asked: dict[str, tuple[str, str, list[Any]]] = {}  # one query for each sort of parameter
    for saved in graph.queries:
        parameters = described["paths"][f"/query/{saved.name}"]["get"]["parameters"]
        if not any(each.get("required") for each in parameters):
            own = [each for each in parameters if "example" in each]
            asked |= {schema_of(each): (saved.name, each["name"], each["example"]) for each in own}
    found = {
        case: client.get(f"/query/{name}.csv", params={key: value}).status_code
        for case, (name, key, value) in asked.items()
    }
    assert len(found) > 30
    assert set(found.values()) == {200}


def schema_of(parameter: dict[str, Any]) -> str:
    return str(parameter["schema"]["items"]["$ref"])


def test_every_choice_of_a_parameter_is_a_name_that_is_taken(described: dict[str, Any], graph: Graph) -> None:
    from mgi_graph.queries.parameters import ANY, parse
    from mgi_graph.server.saved.openapi.parameters import schema_name

    known = {schema_name(each): each for saved in graph.queries for each in saved.header.parameters}
    counted = 0
    for name, parameter in known.items():
        for value in described["components"]["schemas"][name].get("enum", ()):
            if value != ANY:
                parse(parameter, value, graph.store)
                counted += 1
    assert counted > 500


def test_every_form_of_an_answer_is_promised(described: dict[str, Any]) -> None:
    content = described["paths"]["/query/treaty-status"]["get"]["responses"]["200"]["content"]
    assert {each.media_type for each in forms.RESOURCE} == set(content)


def test_every_route_of_the_saved_queries_is_described(described: dict[str, Any]) -> None:
    routes = {getattr(route, "path", "") for route in ROUTES}
    not_for_programs = {"/query/", "/query/{name:str}/{part:path}", "/query/{name}/codebook/{file}", "/openapi.json"}
    assert routes - not_for_programs - {"/query/{name}"} <= set(described["paths"])


def test_problems_are_as_they_are_described(described: dict[str, Any], client: TestClient) -> None:
    validator = OAS31Validator(resolved(described, described["components"]["schemas"]["Problem"]))
    for path in ("/query/none", "/query/findings.csv?none=1", "/query/findings.csv?dataset=00000000"):
        problem = client.get(path, headers={"Accept": "application/json"}).json()
        assert list(validator.iter_errors(problem)) == []
        assert str(problem["status"]) in described["paths"]["/query/findings"]["get"]["responses"]


def test_it_names_the_server_that_serves_it(serve: Callable[..., TestClient]) -> None:
    assert serve("/site").get("/openapi.json").json()["servers"] == [{"url": "http://data.test/site"}]
