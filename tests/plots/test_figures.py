"""Each figure draws all of its data, says the same in grey, and comes out the same each time."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mgi_graph
from mgi_graph.errors import MgiError, OutputError
from mgi_graph.plots import bars, bodies, figure, matrix, theme, timeline, treaties
from mgi_graph.plots.chart import Chart

pytest.importorskip("matplotlib", reason="needs the extra plot")

if TYPE_CHECKING:
    from types import ModuleType

    from mgi_graph.graph import Graph

STATES = ["int:state-kh", "int:state-th", "int:state-vn"]
SVG = "{http://www.w3.org/2000/svg}"
SMALL = figure.Sheet(dpi=40)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return mgi_graph.open()


@pytest.fixture(scope="module")
def charts(graph: Graph) -> dict[ModuleType, Chart]:
    return {
        matrix: matrix.read(graph.query(matrix.QUERY)),
        timeline: timeline.read(graph.query(timeline.QUERY)),
        treaties: treaties.read(graph.query(treaties.QUERY, country=STATES)),
        bodies: bodies.read(graph.query(bodies.QUERY), graph.query(bodies.PARENTS)),
        bars: bars.read(graph.query("topic-counts", polarity="absent")),
    }


KINDS = pytest.mark.parametrize(
    "module", [matrix, timeline, treaties, bodies, bars], ids=lambda module: module.__name__
)


def draw(module: ModuleType, chart: Chart, form: str = "svg") -> bytes:
    return figure.render(chart, module.draw, module.size(chart), SMALL, form)[0]


@KINDS
def test_the_same_data_give_the_same_bytes(charts: dict[ModuleType, Chart], module: ModuleType) -> None:
    assert draw(module, charts[module]) == draw(module, charts[module])
    assert draw(module, charts[module], "png") == draw(module, charts[module], "png")


@KINDS
def test_an_svg_says_in_words_what_it_shows(charts: dict[ModuleType, Chart], module: ModuleType) -> None:
    root = ET.fromstring(draw(module, charts[module]))
    assert root.findtext(f"{SVG}title") == charts[module].title
    assert root.findtext(f"{SVG}desc") == charts[module].alt
    assert root.get("role") == "img"
    assert "<dc:date>" not in ET.tostring(root, encoding="unicode")


@KINDS
def test_the_caption_names_query_and_dataset(charts: dict[ModuleType, Chart], module: ModuleType, graph: Graph) -> None:
    assert "mgi query run " in charts[module].caption
    assert graph.store.digest[:16] in charts[module].caption


@KINDS
def test_the_data_behind_are_the_rows_of_the_query(charts: dict[ModuleType, Chart], module: ModuleType) -> None:
    rows = list(csv.reader(io.StringIO(figure.data(charts[module]))))
    assert tuple(rows[0]) == charts[module].heads
    assert [tuple(row) for row in rows[1:]] == list(charts[module].rows)
    assert rows[1:]


def test_the_matrix_counts_every_finding_once(charts: dict[ModuleType, Chart], graph: Graph) -> None:
    found = graph.sparql("SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a migov:Finding }")
    assert sum(int(row[4]) for row in charts[matrix].rows) == int(found.solutions.rows[0][0].value)  # type: ignore[union-attr]


def test_every_series_differs_in_sign_and_hatch_and_stands_out_from_white() -> None:
    for part in zip(*theme.SERIES, strict=True):
        assert max(Counter(part).values()) == 1
    assert all(theme.contrast(colour) >= 3 for colour, _, _ in theme.SERIES)
    assert theme.contrast(theme.INK) >= 7 and theme.contrast(theme.PALE) >= 4.5


def test_signs_that_no_font_has_are_told() -> None:
    chart = Chart(title="\U0001f9ff\u3ffb\ue123", heads=("a", "n"), rows=(("x", "1"),), caption="c", alt="a")
    assert "no installed font has the signs" in figure.render(chart, bars.draw, bars.size(chart), SMALL, "png")[1]


def test_dollar_signs_and_markup_are_text() -> None:
    chart = Chart(title="a < b & $x_1$", heads=("a", "n"), rows=(("$\\frac$ <b>", "1"),), caption="c", alt="& <")
    assert ET.fromstring(draw(bars, chart)).findtext(f"{SVG}title") == "a < b & $x_1$"


def test_a_query_that_does_not_count_is_refused(graph: Graph) -> None:
    with pytest.raises(OutputError, match="does not count"):
        bars.read(graph.query("absences"))


def test_a_missing_library_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MgiError, match=re.escape("plots need Matplotlib: pip install 'mgi-graph[plot]'")):
        theme.require()


def test_the_page_shows_the_real_data(charts: dict[ModuleType, Chart]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "plots.md").read_text(encoding="utf-8")
    shown = re.search(r"opens:\n\n```\n(.*?)…\n```", page, flags=re.DOTALL)
    assert shown
    assert figure.data(charts[matrix]).replace("\r\n", "\n").startswith(shown[1])


def test_the_command_writes_figure_and_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from mgi_graph.cli.main import main

    file, table = tmp_path / "f.svg", tmp_path / "f.csv"
    assert main(["plot", "findings", "-o", str(file), "--data", str(table), "--width", "8"]) == 0
    assert ET.fromstring(file.read_bytes()).get("width") == "576pt"
    assert table.read_text("utf-8").startswith("country,domain")
    for bad in (
        ["findings", "-o", str(tmp_path / "f.pdf")],
        ["findings", "-o", str(file), "--dpi", "0"],
        ["findings", "-o", str(file), "--width", "nan"],
        ["bars", "-o", str(file)],
        ["treaties", "-o", str(file), "-p", "country=int:state-zz"],
    ):
        capfd.readouterr()
        assert main(["plot", *bad]) == 2
        assert len(capfd.readouterr().err.splitlines()) == 1
