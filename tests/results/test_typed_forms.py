"""The forms of other tools are opened by those tools, with the types that the query promises."""

from __future__ import annotations

import datetime
import io
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.query import Result

from mgi_graph.errors import OutputError
from mgi_graph.queries.answer import Answer, AnswerRow, Statements, Verdict
from mgi_graph.queries.header import Column
from mgi_graph.results import extra
from mgi_graph.results.delimited import BOM
from mgi_graph.results.formats import encode, write
from mgi_graph.results.forms import FORMS, ROWS, TRIPLES, form_for, names
from mgi_graph.results.layout import Layout
from mgi_graph.results.references.read import read_references
from mgi_graph.store.protocol import Solutions

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = "=HYPERLINK(\"http://example.org\")</td><script>alert('x')</script>|&\u0007"


def typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


@pytest.fixture
def mixed() -> Answer:
    """One row of every kind, one without values."""
    kinds = ("string", "integer", "decimal", "date", "boolean", "iri")
    row = (
        ox.Literal(HOSTILE), typed("12", "integer"), typed("0.50", "decimal"), typed("2021-02-28", "date"),
        typed("true", "boolean"), ox.NamedNode("https://w3id.org/migov/id/xy/a"),
    )  # fmt: skip
    columns = tuple(Column(name=kind, kind=kind) for kind in kinds)  # type: ignore[arg-type]
    rows = (AnswerRow(values=tuple((term,) for term in row)), AnswerRow(values=((),) * len(kinds)))
    solutions = Solutions(columns=kinds, rows=(row, (None,) * len(kinds)))
    return Answer(
        columns=columns, rows=rows, solutions=solutions, digest="0" * 64, name="xy", labels={row[-1].value: "A"}
    )


def test_pandas_reads_the_csv_with_labels_beside_iris(graph: Graph) -> None:
    frame = pd.read_csv(io.BytesIO(encode(graph.query("findings"), "csv")))
    assert list(frame.columns) == [
        "finding",
        "findingLabel",
        "polarity",
        "polarityLabel",
        "year",
        "evidence",
        "citation",
    ]
    assert frame["findingLabel"][0] == "Xyland has a law."
    assert frame["year"][0] == 1994


def test_csv_opens_with_a_byte_order_mark_only_when_asked(graph: Graph) -> None:
    answer = graph.query("findings")
    assert not encode(answer, "csv").startswith(BOM.encode())
    assert encode(answer, "csv", Layout(bom=True)) == BOM.encode() + encode(answer, "csv")


def test_a_workbook_has_types_a_frozen_head_and_no_formula(mixed: Answer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(encode(mixed, "xlsx")))
    sheet = book["Answer"]
    assert [cell.value for cell in sheet[1]] == ["string", "integer", "decimal", "date", "boolean", "iri", "iriLabel"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "d", "b", "s", "s"]
    assert [cell.value for cell in sheet[2]][1:5] == [12, 0.5, datetime.datetime(2021, 2, 28), True]
    assert {cell.value for cell in sheet[3]} == {None}
    assert sheet.freeze_panes == "A2"
    facts = {row[0].value: row[1].value for row in book["Citation"].iter_rows()}
    assert facts["query"] == "xy"
    assert json.loads(facts["record (JSON)"])["dataset"]["sha256"] == "0" * 64


def test_a_workbook_has_no_clock(mixed: Answer) -> None:
    assert encode(mixed, "xlsx") == encode(mixed, "xlsx")


def test_a_text_that_excel_would_cut_off_is_refused(mixed: Answer) -> None:
    long = AnswerRow(values=((ox.Literal("x" * 40_000),), *mixed.rows[0].values[1:]))
    answer = Answer(columns=mixed.columns, rows=(long,), solutions=mixed.solutions, digest="")
    with pytest.raises(OutputError, match="40000 characters; a cell of Excel holds 32767; use csv"):
        encode(answer, "xlsx")


def test_parquet_has_types_and_the_citation_in_its_metadata(mixed: Answer) -> None:
    data = encode(mixed, "parquet")
    frame = pl.read_parquet(io.BytesIO(data))
    assert frame.schema["integer"] == pl.Int64
    assert frame.schema["date"] == pl.Date
    assert frame.schema["boolean"] == pl.Boolean
    assert isinstance(frame.schema["decimal"], pl.Decimal)
    assert frame["string"][0] == HOSTILE
    assert json.loads(pyarrow.parquet.read_schema(io.BytesIO(data)).metadata[b"mgi"])["query"] == "xy"


def test_parquet_keeps_lists_as_lists(graph: Graph) -> None:
    frame = pl.read_parquet(io.BytesIO(encode(graph.query("findings"), "parquet")))
    assert frame.schema["evidence"] == pl.List(pl.String)
    assert len(frame["evidence"][0]) == 2


class Page(HTMLParser):
    """Collect tags, and the addresses of links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_a_page_is_escaped_whole_and_free_of_script(mixed: Answer) -> None:
    page = Page()
    page.feed(write(mixed, "html"))
    assert "script" not in page.tags
    assert {"caption", "th", "main", "title"} <= set(page.tags)
    assert page.links == ["https://w3id.org/migov/id/xy/a"]
    assert 'scope="col"' in write(mixed, "html")


def test_a_page_links_each_citation_and_lists_the_references(graph: Graph) -> None:
    answer = graph.query("findings")
    text = encode(answer, "html", Layout(references=read_references(graph.store, answer))).decode()
    assert '<a href="https://w3id.org/migov/id/xy/mgi-2021/passage/1.3p5s2">§1.3 ¶5 s2' in text
    assert "<li>Office of Xyland (2021) Profile of Xyland.</li>" in text


def test_rdflib_reads_the_sparql_results(graph: Graph) -> None:
    answer = graph.query("findings")
    for form, name in (("srj", "json"), ("srx", "xml")):
        found = Result.parse(io.BytesIO(encode(answer, form)), format=name)
        assert [str(variable) for variable in found.vars or ()] == list(answer.solutions.columns)
        assert len(list(found)) == len(answer.solutions.rows)
    verdict = Result.parse(io.BytesIO(encode(Verdict(holds=True, digest=""), "srx")), format="xml")
    assert verdict.askAnswer is True


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", names(TRIPLES))
def test_rdflib_reads_every_syntax_of_the_triples(graph: Graph, form: str) -> None:
    statements = graph.sparql("DESCRIBE xy:finding-a")
    assert isinstance(statements, Statements)
    name = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}.get(form, form)
    found = rdflib.Dataset(default_union=True)
    found.parse(data=encode(statements, form), format=name)
    assert len(found) == len(statements.triples)


@pytest.mark.parametrize("form", names(ROWS))
def test_an_answer_without_rows_is_valid_in_every_form(graph: Graph, form: str) -> None:
    assert encode(graph.query("findings", finding="xy:finding-a", polarity="absent"), form)


def test_a_table_is_coloured_only_when_asked(graph: Graph) -> None:
    answer = graph.query("findings")
    assert "\x1b" not in write(answer)
    assert encode(answer, "table", Layout(colour=True)).startswith(b"\x1b[1mWhat does the profile find?\x1b[0m")


def test_the_long_form_has_a_line_for_each_passage(graph: Graph) -> None:
    answer = graph.query("findings", polarity="present")
    layout = Layout(references=read_references(graph.store, answer))
    frame = pd.read_csv(io.BytesIO(encode(answer, "csv", layout)), dtype=str)
    assert list(frame["row"]) == ["1", "1"]
    assert list(frame["section"] + "/" + frame["paragraph"] + "/" + frame["sentence"]) == ["1.3/5/2", "1.3/10/1"]


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extra, "import_module", missing)
    with pytest.raises(OutputError, match=r"needs pyarrow, which is not installed: pip install 'mgi-graph\[frames\]'"):
        extra.needed("pyarrow.parquet", "frames")


def test_the_suffixes_of_the_forms_do_not_clash() -> None:
    for kind in (ROWS, TRIPLES):
        suffixes = [suffix for form in FORMS if kind in form.holds for suffix in form.suffixes]
        assert len(suffixes) == len(set(suffixes))
    with pytest.raises(OutputError, match=r"no form has the suffix \.xls of a\.xls; use one of \.txt, \.csv"):
        form_for("a.xls", ROWS)
