"""The pages of docs/ say what the ontology, the data, the queries and the commands say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import reference
from examples import Filler
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

from mgi_graph.namespaces import PREFIXES, expand, namespace

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
CONCEPTS: Final = sorted((DOCS / "concepts").glob("*.md"))
NAMES: Final = [path.stem for path in CONCEPTS]


def blocks(path: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        graph.parse(path)
    return graph


def test_every_page_is_what_the_script_makes_of_the_project(project: Project) -> None:
    stale = [path.name for path, text in reference.pages(project) if path.read_text(encoding="utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("path", CONCEPTS, ids=NAMES)
def test_the_definitions_on_the_page_of_a_concept_are_those_of_the_ontology(path: Path, ontology: Graph) -> None:
    line = r"^- \*\*(.*?)\*\* \(\[`(migov:\w+)`\]\([^)]*\)\): (.*)$"
    shown = re.findall(line, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert shown
    terms = [(label, URIRef(expand(name)), said) for label, name, said in shown]
    assert [(label, said) for label, _, said in terms] == [
        (str(ontology.value(term, RDFS.label)), str(ontology.value(term, SKOS.definition))) for _, term, _ in terms
    ]


@pytest.mark.parametrize("path", CONCEPTS, ids=NAMES)
def test_what_a_page_shows_in_turtle_is_stated_in_the_data(path: Path, store: EmbeddedStore) -> None:
    for block in blocks(path, "turtle"):
        used = set(re.findall(r"(?:^|[\s^])([a-z][a-z0-9-]*):", block))
        head = "".join(f"@prefix {prefix}: <{found}> .\n" for prefix in used if (found := namespace(prefix)))
        triples = [quad.triple for quad in parse(head + block, format=RdfFormat.TURTLE)]
        assert triples
        for triple in triples:
            assert store.ask(f"ASK {{ {triple.subject} {triple.predicate} {triple.object} }}"), triple


@pytest.mark.parametrize("path", CONCEPTS, ids=NAMES)
def test_the_page_of_a_concept_has_all_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings == ["In the data", "Ask", "If you are no lawyer", "If you do not know RDF"]
    assert f"](../figures/{path.stem}.svg)" in text
    assert blocks(path, "turtle")
    assert any(block.startswith("$ mgi query run") for block in blocks(path, "console"))


def anchors(path: Path) -> set[str]:
    """Find what a link may lead to in a page: anchors, and headings as GitHub names them."""
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    named = {re.sub(r"[^\w\- ]", "", re.sub("<[^>]*>", "", each).lower()).replace(" ", "-") for each in headings}
    return named | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in set(re.findall(r"\]\((?!https?:)([^)\s]+)\)", text)):
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if path.name != "README.md"]
    assert [page for page in pages if f"]({page})" not in index] == []


def test_every_term_that_the_pages_name_exists(store: EmbeddedStore) -> None:
    ours = "|".join(prefix for prefix, space in PREFIXES.items() if "w3id.org/migov" in space and prefix != "mgish")
    pages = [DOCS / "sparql.md", DOCS / "model.md", *CONCEPTS]
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    named = set(re.findall(rf"(?<![\w-])((?:{ours}|kh):[A-Za-z][\w-]*)", text))
    assert len(named) > 100
    assert sorted(name for name in named if not store.ask(f"ASK {{ <{expand(name)}> ?p ?o }}")) == []


def test_every_bare_name_in_the_table_of_places_is_a_term(ontology: Graph) -> None:
    text = (DOCS / "sparql.md").read_text(encoding="utf-8")
    table = text.partition("## Where is …?")[2].partition("<!-- classes -->")[0]
    bare = set(re.findall(r"`([a-zA-Z]+)`", table)) - {"planned"}
    assert len(bare) > 40
    assert sorted(name for name in bare if (URIRef(expand(f"migov:{name}")), None, None) not in ontology) == []


def test_a_wrong_output_is_noticed(project: Project) -> None:
    page = DOCS / "concepts" / "quantity.md"
    right = page.read_text(encoding="utf-8")
    wrong = right.replace("at most ", "at least").replace(" 7.0 ", " 8.0 ").replace("number or range", "sum or range")
    assert wrong != right
    copy = project.root / "docs" / "concepts" / page.name
    assert Filler(project).fill(wrong, copy) == right
