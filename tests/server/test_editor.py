"""The SPARQL editor: a form without script, and with it a page that asks no other host."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from mgi_graph.namespaces import PREFIXES, expand
from mgi_graph.server.address import Address
from mgi_graph.server.pages.assets import FOLDER
from mgi_graph.server.pages.editor import FIRST, Editor, Example, Term, Vocabulary, read_vocabulary
from mgi_graph.server.pages.templating import render

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.graph import Graph

SCRIPTS = sorted([FOLDER / "editor.js", *(FOLDER / "editor").glob("*.js")])
TINY = Vocabulary(
    prefixes={"ex": "http://example.org/"},
    classes=(Term(name="ex:Thing", label="thing", count=3),),
    properties=(Term(name="ex:part", label="has part", count=2, classes=("ex:Thing",)),),
    examples=(
        Example(name="all", theme="things", title="What is <there>?", text='SELECT * { ?s ?p "</script>&" }'),
        Example(name="none", theme="things", title="What is not?", text="ASK {}"),
    ),
)


class Elements(HTMLParser):
    """The elements of a page in their order, with their attributes, and the text of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self._id = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._id = dict(attrs).get("id") or ""

    def handle_data(self, data: str) -> None:
        self.text[self._id] = self.text.get(self._id, "") + data

    def one(self, name: str) -> dict[str, str | None]:
        return next(attributes for _, attributes in self.found if attributes.get("id") == name)


def page(query: str = FIRST, root: str = "/graph") -> str:
    address = Address(origin="http://host.example", root=root)
    return render("editor.html", address, editor=Editor(vocabulary=TINY, address=address, query=query))


def config(text: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="editor-config">(.*?)</script>', text, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


def test_without_script_it_is_a_form_that_sends_the_query_to_the_endpoint() -> None:
    elements = Elements(page("ASK { ?s ?p ?o }"))
    form, field = elements.one("editor-form"), elements.one("editor-query")
    assert (form["method"], form["action"], field["name"]) == ("get", "/graph/sparql", "query")
    assert elements.text["editor-query"].strip().startswith("ASK { ?s ?p ?o }")
    assert "hidden" not in field
    forms = [attributes["value"] for tag, attributes in elements.found if tag == "option"]
    assert (elements.one("editor-format")["name"], forms) == ("format", ["html", "json", "csv", "ttl"])
    assert ("label", {"id": "editor-label", "for": "editor-query"}) in elements.found


def test_without_script_each_saved_query_is_a_link_to_its_page() -> None:
    links = [attributes.get("href") for tag, attributes in Elements(page()).found if tag == "a"]
    assert {"/graph/query/all", "/graph/query/none"} <= set(links)


def test_a_query_from_the_address_is_text_on_the_page() -> None:
    text = page("</textarea><script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in text


def test_what_the_page_carries_cannot_end_the_script_that_carries_it() -> None:
    assert config(page())["queries"][0]["text"] == 'SELECT * { ?s ?p "</script>&" }'


def test_nothing_on_the_page_needs_more_than_the_policy_allows() -> None:
    for tag, attributes in Elements(page()).found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        if tag == "script":
            assert attributes.get("type") == "application/json" or (attributes["src"] or "").startswith(
                "/graph/static/"
            )
        if tag == "link" and attributes.get("rel") == "stylesheet":
            assert (attributes["href"] or "").startswith("/graph/static/")


def test_it_is_told_where_things_are_behind_a_prefix() -> None:
    found = config(page())
    assert (found["endpoint"], found["page"]) == ("/graph/sparql", "/graph/editor")
    assert found["places"][0] == ["https://w3id.org/migov/id/", "/graph/doc/"]
    assert found["properties"] == [{"name": "ex:part", "label": "has part", "count": 2, "classes": ["ex:Thing"]}]


def test_it_completes_every_class_and_property_of_the_dataset(graph: Graph) -> None:
    known = read_vocabulary(graph)
    for terms, query in (
        (known.classes, "SELECT DISTINCT ?x WHERE { ?s a ?x FILTER isIRI(?x) }"),
        (known.properties, "SELECT DISTINCT ?x WHERE { ?s ?x ?o }"),
    ):
        assert {expand(term.name) for term in terms} == {
            str(row[0]).strip("<>") for row in graph.store.select(query).rows
        }
    finding = next(term for term in known.classes if term.name == "migov:Finding")
    assert finding.count == graph.dataset.findings
    statement = next(term for term in known.properties if term.name == "migov:statement")
    assert "migov:Finding" in statement.classes


def test_it_knows_the_prefixes_of_the_project_and_of_the_countries_in_the_dataset(graph: Graph) -> None:
    known = read_vocabulary(graph).prefixes
    assert dict(PREFIXES).items() <= dict(known).items()
    assert {"kh", "kh-mgi-2021", "kh-type"} <= set(known) - set(PREFIXES)


def test_it_offers_every_saved_query_and_opens_with_one_that_has_an_answer(graph: Graph) -> None:
    assert [each.name for each in read_vocabulary(graph).examples] == list(graph.queries.names())
    assert graph.store.select(FIRST).rows


def test_an_example_is_the_saved_query_with_its_header_in_words(graph: Graph) -> None:
    for made, saved in zip(read_vocabulary(graph).examples, graph.queries, strict=True):
        head, _, body = made.text.partition("\n\n")
        assert head.startswith(f"# {saved.header.summary}")
        assert all(f"# ${each.name}: {each.description}" in head for each in saved.header.parameters)
        assert saved.text.endswith(body)
        assert "#+" not in made.text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_markup_from_text_and_names_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b|cssText", text
        )
        == []
    )
    assert re.findall(r"https?://(?!www\.w3\.org/2001/XMLSchema#)\w", text) == []
    assert len(text.splitlines()) <= 250


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_what_there_is(path: Path) -> None:
    for names, module in re.findall(r"import \{([^}]*)\} from \"([^\"]+)\"", path.read_text(encoding="utf-8")):
        exported = (path.parent / module).read_text(encoding="utf-8")
        for name in names.split(","):
            assert re.search(rf"export (?:async )?(?:const|function|class) {name.strip()}\b", exported), (module, name)


def test_the_styles_ask_no_other_host() -> None:
    assert re.findall(r"@import|url\(", (FOLDER / "editor.css").read_text(encoding="utf-8")) == []


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts where Node takes them for modules."""
    if shutil.which("node") is None:
        if os.environ.get("CI"):
            pytest.fail("needs node")
        pytest.skip("needs node")
    folder: Path = tmp_path_factory.mktemp("editor")
    shutil.copytree(FOLDER / "editor", folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def run(modules: Path, imports: str, expression: str) -> Any:  # noqa: ANN401 - whatever the script returns
    """Return what an expression over the scripts gives, as JSON has it."""
    source = f"{imports}\nconsole.log(JSON.stringify({expression}))"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", source], cwd=modules, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


KNOWN = '{"ex": "http://example.org/", "skos": "http://www.w3.org/2004/02/skos/core#"}'


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s ex:p ex:o }", "PREFIX ex: <http://example.org/>\n\nASK { ?s ex:p ex:o }"),
        (
            "#+ summary: x:y\nASK { ?s ex:p 1 }",
            "#+ summary: x:y\nPREFIX ex: <http://example.org/>\n\nASK { ?s ex:p 1 }",
        ),
        ("PREFIX ex: <urn:own> ASK { ?s ex:p ?o }", "PREFIX ex: <urn:own> ASK { ?s ex:p ?o }"),
        ("ASK { ?s ?p 'skos:x' } # ex:y", "ASK { ?s ?p 'skos:x' } # ex:y"),
        ('ASK { <ex:a> ?p """a \'b\' "c" skos:d""" }', 'ASK { <ex:a> ?p """a \'b\' "c" skos:d""" }'),
        ("ASK { ?s other:p ?o }", "ASK { ?s other:p ?o }"),
        (
            "PREFIX ex: <urn:x> ASK { ?s ex:p/skos:broader* ?o }",
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX ex: <urn:x> ASK { ?s ex:p/skos:broader* ?o }",
        ),
    ],
)
def test_a_prefix_is_declared_where_it_is_used_and_known(modules: Path, query: str, expected: str) -> None:
    found = run(modules, 'import { withPrefixes } from "./query.js"', f"withPrefixes({json.dumps(query)}, {KNOWN})")
    assert found == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?x a ex:A ; |", ["ex:A"]),
        ("SELECT * { ?x a ex:A . ?y a ex:B ; |", ["ex:B"]),
        ("SELECT * { ?x a ex:A, ex:B . $x |", ["ex:A", "ex:B"]),
        ("SELECT * { ?x | . ?x a ex:A }", ["ex:A"]),
        ("SELECT * { ?x a ex:A . FILTER(?x != ex:y) ?x |", ["ex:A"]),
        ("SELECT * { ?x a ex:A ; ex:p [ a ex:B ; | ] }", ["ex:B"]),
        ("SELECT * { ?x a ex:A ; ex:p/ex:q ?y ; |", ["ex:A"]),
        ("SELECT * { ?x a ex:A . ?y |", []),
    ],
)
def test_the_class_of_the_subject_at_the_cursor_is_known(modules: Path, query: str, expected: list[str]) -> None:
    before, after = query.split("|")
    call = f"classesOfSubject({json.dumps(before)}, {json.dumps(before + after)})"
    assert run(modules, 'import { classesOfSubject } from "./query.js"', call) == expected


def test_properties_of_the_class_at_hand_are_proposed_first(modules: Path) -> None:
    terms = json.dumps(
        [
            {"name": "ex:name", "label": "name", "count": 900, "classes": ["ex:B"]},
            {"name": "ex:note", "label": "remark", "count": 5, "classes": ["ex:A"]},
            {"name": "ex:other", "label": "another", "count": 7000, "classes": []},
        ]
    )
    call = f'["ex:n", "no", "remark", "zzz"].map((typed) => suggest({terms}, typed, ["ex:A"]).map((term) => term.name))'
    assert run(modules, 'import { suggest } from "./terms.js"', call) == [
        ["ex:note", "ex:name", "ex:other"],
        ["ex:note", "ex:other"],
        ["ex:note"],
        [],
    ]


def test_links_lead_to_this_host_to_the_web_or_nowhere(modules: Path) -> None:
    places = '[["https://w3id.org/migov/id/", "/g/doc/"], ["https://w3id.org/migov/", "/g/"]]'
    iris = [
        "https://w3id.org/migov/id/x/y",
        "https://w3id.org/migov/ontology#A",
        "https://example.org/",
        "javascript:alert(1)",
    ]
    call = f"{json.dumps(iris)}.map((iri) => place(iri, {places}))"
    assert run(modules, 'import { place } from "./names.js"', call) == [
        "/g/doc/x/y",
        "/g/ontology#A",
        "https://example.org/",
        None,
    ]


def test_a_long_query_stands_in_the_fragment_of_its_link(modules: Path) -> None:
    imports = 'import { permalink, queryInFragment } from "./links.js"'
    long = '"ASK {} #" + "x".repeat(9000)'
    assert run(modules, imports, 'permalink("/editor", "ASK {}")') == "/editor?query=ASK+%7B%7D"
    assert (
        run(modules, imports, f'queryInFragment(new URL(permalink("/editor", {long}), "http://h/").hash) === {long}')
        is True
    )
