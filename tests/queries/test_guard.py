"""What would leave the dataset is refused in every disguise; what only looks so is not."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mgi_graph.errors import MgiError, QueryRefusedError
from mgi_graph.queries.guard import MAX_NESTING, MAX_TOKENS, check
from mgi_graph.queries.syntax import explain
from mgi_graph.store.embedded import EmbeddedStore

FAR = "<http://127.0.0.1:1/>"
GRAPH = "https://w3id.org/migov/graph/data/xy/tiny"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ sErViCe SILENT {FAR} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE{FAR}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICESILENT{FAR}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE # a comment\n{FAR} {{ ?s ?p ?o }} }}",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p 1SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p ?o SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p [] SERVICE:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p trueSERVICE{FAR}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1SERVICE{FAR}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND({FAR} AS ?z) FILTER(?z<?z)SERVICE#>\n?z{{ ?s ?p ?o }} }}",
        f"SELECT * {{ FILTER(?z<'>')SERVICE{FAR}{{ ?s ?p ?o }} FILTER('' = '') }}",
        f"SELECT * {{ FILTER(?z<?b#>'''\n)SERVICE{FAR}{{ ?s ?p ?o }} #'''\n }}",
        f"SELECT * {{ FILTER(?z<(#>\n1)<'>')SERVICE{FAR}{{ ?s ?p ?o }} FILTER('' = '') }}",
        f"SELECT * {{ SERVI\\u0043E {FAR} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\U00000053ERVICE {FAR} {{ ?s ?p ?o }} }}",
        f'SELECT * {{ ?s ?p "\\u0022 . SERVICE {FAR} {{ ?s ?p ?o }} #" }}',
        f"SELECT * {{ ?s <a:b\\u003e ?o . SERVICE {FAR} {{}} #> ?o }}",
        f"PREFIX ex: <x:> SELECT * {{ ?s ex:a\\#b ?o SERVICE {FAR} {{}} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }}",
        "LOAD <http://example.org/>",
        "PREFIX a: <b:> load <file:///etc/passwd>",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "clear all",
        "DROP ALL",
        "SELECT * FROM <http://example.org/> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROMNAMED<http://example.org/>{ GRAPH ?g { ?s ?p ?o } }",
        "BASE <http://example.org/> ASK FROM <x> {}",
        "PREFIX e: <http://example.org/> ASK FROM e:x {}",
        f"ASK FROM <{GRAPH}> FROM <{GRAPH}x> {{}}",
    ],
)
def test_a_query_that_leaves_the_dataset_or_changes_it_is_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        check(query, {GRAPH})


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://example.org/> {}' }",
        "ASK { ?s ?p '''LOAD\nSERVICE''' } # SERVICE <http://example.org/> {}",
        "ASK { ?service ?from $load }",
        "PREFIX service: <x:> ASK { service:x a service:y }",
        "PREFIX service: <x:> ASK { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX service: <x:> ASK { ?s ?p service:x { ?s ?q ?o } }",
        "PREFIX service: <x:> ASK { ?s ?p ?o , service:x { ?s ?q ?o } }",
        "PREFIX service: <x:> DESCRIBE service:x { ?s ?p ?o }",
        "PREFIX ex: <x:> ASK { ex:SERVICE ex:service.load ex:from }",
        "ASK { ?s ?p <http://example.org/SERVICE> , <http://example.org/service#x> }",
        "ASK { ?s ?p 'a'@service , _:service }",
        "PREFIX load: <x:> ASK { load:insert ?p ?o }",
        "SELECT ?a { VALUES (?a ?b) { (<a:b#c> <d:e#f>) (<a:(b)> <d:e'f>) } }",
        "ASK { FILTER (?a < ?b && ?c > ?d) }",
        "ASK { FILTER (?a = <http://example.org/a#b>) }",
        'ASK { ?s ?p "\\u0022" }',
        f"SELECT * FROM <{GRAPH}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{GRAPH}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ],
)
def test_a_query_that_only_looks_so_is_let_through(query: str) -> None:
    check(query, {GRAPH})


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(QueryRefusedError, match=r"^mine\.rq:2:3: SERVICE") as caught:
        check("ASK {\n  SERVICE <x:y> {} }", (), file="mine.rq")
    assert caught.value.excerpt == "  SERVICE <x:y> {} }\n  ^"


def test_a_query_names_its_graphs() -> None:
    scope = check(f"ASK FROM <{GRAPH}> {{}}", {GRAPH})
    assert scope is not None
    assert scope.default == (GRAPH,)
    assert check("ASK {}", {GRAPH}) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * (MAX_NESTING + 1),
        "ASK {" + "?s ?p ?o . " * MAX_TOKENS + "}",
        "ASK { ?s ?p '" + "x" * 200_000 + "' }",
    ],
)
def test_what_overflows_an_engine_is_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        check(query)


ENDPOINT = "http://listed.example/sparql"
LISTED = f"<{ENDPOINT}>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {LISTED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {LISTED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE{LISTED}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE # a comment\n{LISTED} {{ ?s ?p ?o }} SERVICE {LISTED} {{ ?s ?p ?o }} }}",
    ],
)
def test_a_service_that_the_operator_lists_is_let_through(query: str) -> None:
    check(query, (), services=(ENDPOINT,))
    with pytest.raises(QueryRefusedError, match="a query stays within the dataset"):
        check(query, ())


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?x {{ {LISTED} }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE {LISTED} {{ SERVICE {FAR} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ SERVICE {LISTED}\\u0020 {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVI\\u0043E {LISTED} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{ENDPOINT}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{ENDPOINT}#x> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{ENDPOINT.upper()}> {{ ?s ?p ?o }} }}",
        f"BASE <{ENDPOINT}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
        "BASE <http://listed.example/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        f"PREFIX far: {LISTED} SELECT * {{ SERVICE far: {{ ?s ?p ?o }} }}",
        f"PREFIX : {FAR} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
        f"PREFIX : {FAR} SELECT * {{ SERVICESILENT:x {{ SERVICE {LISTED} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{LISTED}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ FILTER(?z<'>')SERVICE{FAR}{{ ?s ?p ?o }} FILTER('' = '') SERVICE {LISTED} {{ ?s ?p ?o }} }}",
        "SELECT * { SERVICE",
        "SELECT * { SERVICE SILENT",
    ],
)
def test_a_service_that_the_operator_does_not_list_so_is_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        check(query, (), services=(ENDPOINT,))


def test_a_refusal_lists_the_services_that_may_be_asked() -> None:
    with pytest.raises(QueryRefusedError, match=f"SERVICE may ask only {LISTED}, written in full"):
        check(f"SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }}", (), services=(ENDPOINT,))


def test_the_dataset_clause_counts_for_nothing_where_the_protocol_names_the_dataset() -> None:
    assert check("ASK FROM <http://example.org/> { ?s ?p ?o }", {GRAPH}, ignores_from=True) is None


PIECES = [
    "SERVICE", "service", "SILENT", FAR, ":x", "?z", "{", "}", "(", ")", "{ ?s ?p ?o }", "FILTER(?z<", "FILTER(1<",
    "?a", "?z", "<", ">",
    "#>", "'", "'''", '"', "\n", " ", "true", "1", "SELECT *", "a", ".", ";", ",", "\\u0053ERVICE",
    "UNION", "OPTIONAL", "GRAPH", "BIND(", " AS ?q)", "'>'", "<?b)", "service:x", "^^", "@en", "||", "&&", "[", "]",
]  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, LISTED]), min_size=1, max_size=14))
@example(["SERVICE", LISTED, "{", "SERVICE", FAR, "{ ?s ?p ?o }", "}"])
@example(
    ["SERVICE", LISTED, "{", "FILTER(?z<", "'>'", ")", "SERVICE", FAR, "{ ?s ?p ?o }", "FILTER(", "'", "'", ")", "}"]
)
def test_no_text_that_passes_makes_the_engine_dial_an_endpoint_that_is_not_listed(pieces: list[str]) -> None:
    query = f"PREFIX : {FAR} PREFIX service: {FAR} SELECT * {{ {''.join(pieces)} }}"
    try:
        check(query, (), services=(ENDPOINT,))
    except QueryRefusedError:
        return
    # what is listed is taken out; what is left must not dial
    rest = query.replace(f"SERVICE{LISTED}", "").replace(f"service{LISTED}", "")
    try:
        EmbeddedStore(ox.Store(), "").select(rest)
    except SyntaxError:
        return
    except (OSError, RuntimeError) as error:
        pytest.fail(f"the engine dialled: {error}")


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
@example(["FILTER(?z<", "'>'", ")", "SERVICE", FAR, "{ ?s ?p ?o }", "FILTER(", "'", "'", ")"])
@example(["SERVICE", ":x", "{ ?s ?p ?o }"])
def test_no_text_that_passes_makes_the_engine_dial(pieces: list[str]) -> None:
    query = f"PREFIX : {FAR} PREFIX service: {FAR} SELECT * {{ {''.join(pieces)} }}"
    try:
        check(query, ())
    except QueryRefusedError:
        return
    try:
        EmbeddedStore(ox.Store(), "").select(query)
    except SyntaxError as error:
        assert isinstance(explain(error, query), MgiError)
    except (OSError, RuntimeError) as error:
        pytest.fail(f"the engine dialled: {error}")
