"""A cited answer is the same, or changed in rows that are named, or told to be not reproducible."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgi_graph.errors import OutputError
from mgi_graph.graph import Graph
from mgi_graph.namespaces import GRAPH
from mgi_graph.queries.answer import Answer, AnswerRow
from mgi_graph.queries.header import Column
from mgi_graph.results.formats import encode
from mgi_graph.results.forms import BY_NAME, ROWS, names
from mgi_graph.results.grids import Grid, digest_grids
from mgi_graph.results.layout import PLAIN, Layout
from mgi_graph.results.paging import page_of
from mgi_graph.results.records import dumps
from mgi_graph.results.references.formats import write_references
from mgi_graph.results.references.read import read_references
from mgi_graph.results.run import lines_of, read_lines, read_record, record_of, run_of
from mgi_graph.results.verify.compare import verify
from mgi_graph.results.verify.exported import Exported, read_exported
from mgi_graph.results.verify.readers import read_grids
from mgi_graph.results.verify.report import write_record, write_text
from mgi_graph.store.embedded import EmbeddedStore
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.results.verify.model import Verification

FORMS = names(ROWS)
TEXT = st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=8)
CELLS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4)


def exported(answer: Answer, form: str, layout: Layout = PLAIN) -> tuple[bytes, bytes | None]:
    """Write an answer as the command does: a form without a place for the citation has it beside."""
    data = encode(answer, form, layout)
    if BY_NAME[form].cites and answer.name:
        return data, None
    shown = digest_grids(read_grids(data, form))
    return data, dumps(record_of(run_of(answer, layout, form=form, shown=shown))).encode()


def check(graph: Graph, data: bytes, sidecar: bytes | None = None) -> Verification:
    return verify(read_exported(data, "answer", sidecar), graph.store, graph.queries)


def text_answer(rows: list[tuple[str, str]]) -> Answer:
    terms = tuple(tuple(map(ox.Literal, row)) for row in rows)
    columns = tuple(Column(name=name, kind="string") for name in ("one", "two"))
    return Answer(
        name="xy",
        columns=columns,
        rows=tuple(AnswerRow(values=tuple((term,) for term in row), solutions=(row,)) for row in terms),
        solutions=Solutions(columns=("one", "two"), rows=terms),
        digest="0" * 64,
        query_digest="0" * 64,
    )


@pytest.fixture
def moved(tiny_project: Project) -> Graph:
    """The tiny dataset a year later: a year corrected, a finding gone."""
    store = ox.Store()
    for path in (*tiny_project.files("ontology"), *tiny_project.files("data")):
        text = path.read_text(encoding="utf-8").replace("migov:year 1994", "migov:year 1995")
        store.load(
            text.replace("xy:finding-b\n    a migov:Finding", "xy:finding-b\n    a migov:Body"),
            format=ox.RdfFormat.TURTLE,
            to_graph=ox.NamedNode(GRAPH + tiny_project.name(path).removesuffix(".ttl")),
        )
    return Graph(EmbeddedStore(store, "1" * 64), tiny_project)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("evidence", [False, True])
def test_an_answer_that_still_holds_is_the_same(graph: Graph, form: str, evidence: bool) -> None:
    answer = graph.query("findings", polarity=["present", "absent"])
    layout = Layout(references=read_references(graph.store, answer) if evidence else None)
    found = read_exported(*_named(exported(answer, form, layout)))
    assert found.grids
    assert digest_grids(found.grids) == found.run.shown
    assert verify(found, graph.store, graph.queries).outcome == "same"


def _named(parts: tuple[bytes, bytes | None]) -> tuple[bytes, str, bytes | None]:
    return parts[0], "answer", parts[1]


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_is_verified_too(graph: Graph, form: str) -> None:
    answer = graph.query("findings", finding="xy:finding-a", polarity="absent")
    assert answer.rows == ()
    assert check(graph, *exported(answer, form)).outcome == "same"


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(CELLS, st.sampled_from(FORMS), st.data())
def test_every_edit_of_an_exported_row_is_seen(rows: list[tuple[str, str]], form: str, data: st.DataObject) -> None:
    grids = read_grids(encode(text_answer(rows), form), form)
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 1))
    edited = list(rows)
    cells = list(rows[row])
    cells[column] = data.draw(TEXT)
    edited[row] = (cells[0], cells[1])
    again = read_grids(encode(text_answer(edited), form), form)
    exact = [[" ".join(cell.split()) for cell in line] for line in (rows[row], edited[row])]
    assert (digest_grids(grids) == digest_grids(again)) == (exact[0] == exact[1] and grids == again)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(CELLS, st.sampled_from(FORMS))
def test_each_reader_gives_back_what_its_writer_said_it_shows(rows: list[tuple[str, str]], form: str) -> None:
    found = read_exported(*_named(exported(text_answer(rows), form)))
    assert found.fault == ""
    assert digest_grids(found.grids) == found.run.shown


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown", "html", "srj", "srx"])
def test_a_row_edited_by_hand_is_told_and_named(graph: Graph, form: str) -> None:
    data, sidecar = exported(graph.query("findings"), form)
    assert data.count(b"1994") >= 1
    found = check(graph, data.replace(b"1994", b"1984"), sidecar)
    assert found.outcome == "not reproducible"
    assert "edited" in found.reasons[0]
    assert len(found.changed) == 1 or form in {"srj", "srx"}


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_answer_names_its_rows(graph: Graph, moved: Graph, form: str) -> None:
    found = check(moved, *exported(graph.query("findings"), form))
    assert found.outcome == "changed"
    assert found.reasons[0].endswith("2 rows then, 1 now")
    assert (len(found.removed), len(found.added)) == (1, 0) or form in {"srj", "srx"}
    assert "1994 → 1995" in write_text(found).replace('"', "") or form in {"srj", "srx"}
    assert json.loads(write_record(found))["outcome"] == "changed"


def test_a_page_is_held_against_the_whole_answer(graph: Graph, moved: Graph) -> None:
    data, _ = exported(page_of(graph.query("findings"), 1), "json")
    assert check(graph, data).outcome == "same"
    assert check(moved, data).added == ()


@pytest.mark.parametrize("form", ["text", "bibtex", "ris", "csl-json"])
def test_a_citation_alone_is_enough(graph: Graph, moved: Graph, form: str) -> None:
    answer = graph.query("findings", polarity="present")
    data = write_references(read_references(graph.store, answer), run_of(answer, PLAIN), form).encode()
    assert check(graph, data).outcome == "same"
    assert check(moved, data).outcome == "changed"


def test_a_query_of_ones_own_is_asked_again(graph: Graph, moved: Graph) -> None:
    answer = graph.sparql("SELECT ?f ?year { ?f migov:year ?year }")
    assert isinstance(answer, Answer)
    data, _ = exported(answer, "json")
    assert check(graph, data).outcome == "same"
    assert check(moved, data).outcome == "changed"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"query": "no-such"}, "the query is gone"),
        ({"query_digest": "f" * 64}, "has another text now"),
        ({"parameters": (("polarity", ("no-such",)),)}, "does not take the parameters"),
        ({"answer": "f" * 64}, "the citation was edited"),
        ({"answer": "f" * 64, "software": "mgi-graph 0.0.1"}, "other software"),
        ({"query": "", "text": ""}, "does not hold the text of the query"),
    ],
)
def test_what_cannot_be_repeated_says_why(graph: Graph, change: dict[str, object], said: str) -> None:
    run = run_of(graph.query("findings"), PLAIN)
    found = verify(Exported(run=replace(run, **change)), graph.store, graph.queries)  # type: ignore[arg-type]
    assert found.outcome == "not reproducible"
    assert said in found.reasons[0]


def test_other_software_with_the_same_answer_is_the_same_with_a_remark(graph: Graph) -> None:
    run = replace(run_of(graph.query("findings"), PLAIN), software="mgi-graph 0.0.1")
    found = verify(Exported(run=run), graph.store, graph.queries)
    assert (found.outcome, "0.0.1" in found.reasons[1]) == ("same", True)


def test_a_table_wrapped_to_a_terminal_keeps_its_citation(graph: Graph) -> None:
    found = check(graph, encode(graph.query("findings"), "table", Layout(width=40)))
    assert found.outcome == "same"
    assert "wrapped" in found.reasons[-1]


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"{}", b"[]", b"[1]", b"null", b"{", b"PAR1", b"<!doctype html>", b"a,b"]
)
def test_a_file_without_a_citation_is_refused(data: bytes) -> None:
    with pytest.raises(OutputError, match="has no citation"):
        read_exported(data, "answer")


@given(
    st.lists(st.tuples(st.sampled_from(["year", "word"]), st.text(max_size=9)), max_size=3, unique_by=lambda x: x[0])
)
def test_a_citation_comes_back_from_lines_and_from_json(given_: list[tuple[str, str]]) -> None:
    answer = replace(text_answer([("a", "b")]), parameters=tuple((name, (value,)) for name, value in given_))
    if not all(value.isascii() or value.isprintable() for _, value in given_):
        return
    run = run_of(answer, PLAIN, form="csv", shown="a" * 64)
    assert read_record(json.loads(json.dumps(record_of(run)))) == run
    assert read_lines("\n".join(lines_of(run))) == run
    assert re.search(r"\s", lines_of(run)[0].split(", sha256")[0].removeprefix("Query: ")) is None


def test_rows_of_unequal_length_are_not_taken_for_a_table() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        read_grids(b"a,b\r\n1\r\n", "csv")
    assert read_grids(b"a,b\r\n", "csv") == (Grid(("a", "b"), ()),)
