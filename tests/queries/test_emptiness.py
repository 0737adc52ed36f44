"""An answer without rows says why: what is denied, what is not spoken of, and what would give rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mgi_graph.graph import Graph
from mgi_graph.results.emptiness import in_words
from mgi_graph.results.formats import write
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.queries.answer import AnswerRow
    from mgi_graph.queries.emptiness import Emptiness
    from mgi_graph.store.embedded import Found
    from mgi_graph.store.protocol import Scope


@pytest.fixture(scope="module")
def real(store: EmbeddedStore, project: Project) -> Graph:
    return Graph(store, project)


def explained(graph: Graph, name: str, **given: object) -> Emptiness:
    answer = graph.query(name, **given)
    assert answer.rows == ()
    assert answer.emptiness is not None
    return answer.emptiness


def iri(row: AnswerRow, column: int) -> str:
    return str(row.values[column][0])[1:-1]


def test_an_answer_with_rows_needs_no_explanation(real: Graph) -> None:
    assert real.query("profiles").emptiness is None


def test_why_is_read_when_somebody_looks(real: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    evaluate = EmbeddedStore.evaluate

    def counted(store: EmbeddedStore, query: str, *, scope: Scope | None = None) -> Found:
        asked.append(query)
        return evaluate(store, query, scope=scope)

    answer = real.query("responsibilities", country="th")
    monkeypatch.setattr(EmbeddedStore, "evaluate", counted)
    assert real.query("responsibilities", country="th").rows == ()
    assert asked == [answer.text]
    assert answer.emptiness is not None
    assert answer.emptiness.covered
    assert len(asked) > 1


def test_an_answer_to_several_values_says_which_match_nothing(real: Graph) -> None:
    silent = iri(real.query("silent-topics").rows[0], 3)
    answer = real.query("findings", topic=["remittances", silent])
    assert {row.values for row in answer.rows} == {
        row.values for row in real.query("findings", topic="remittances").rows
    }
    (unmatched,) = answer.unmatched
    assert (unmatched.parameter, unmatched.value) == ("topic", silent)
    assert len(unmatched.why.silent) == 1
    for form in ("table", "markdown", "html"):
        assert f"No row comes from topic = {silent}" in str(write(answer, form))
    told = json.loads(write(answer, "json"))["unmatched"]
    assert [(each["parameter"], each["value"], len(each["silent"])) for each in told] == [("topic", silent, 1)]


def test_values_that_match_are_not_told(real: Graph) -> None:
    assert real.query("findings", topic=["remittances", "work permits"]).unmatched == ()
    assert real.query("findings", topic="remittances").unmatched == ()


def test_it_says_what_the_graph_covers(real: Graph) -> None:
    covered = explained(real, "responsibilities", country="th").covered
    profile = real.query("profiles").rows[0]
    assert [each.country for each in covered] == [real.query("profiles").labels[iri(profile, 1)]]
    assert len(covered[0].chapters) == 6
    assert covered[0].as_of == "2021-02"


def test_it_lists_what_the_record_denies_with_its_passages(real: Graph) -> None:
    found = explained(real, "agreements", topic="remittances")
    denied = {iri(row, 2) for row in real.query("absences", topic="remittances").rows}
    assert {each.iri for each in found.denials} == denied
    assert all(each.passages for each in found.denials)
    assert found.silent == ()


def test_it_tells_silence_from_denial(real: Graph) -> None:
    silent = iri(real.query("silent-topics").rows[0], 3)
    found = explained(real, "findings", topic=silent)
    assert found.denials == ()
    assert found.silent == (real.query("silent-topics").labels[silent],)
    assert any("nothing can be concluded" in line for line in in_words(found))


def test_it_says_which_parameter_to_leave_out_and_what_that_gives(real: Graph) -> None:
    ways = explained(real, "meetings", **{"from": 1999, "until": 2000}).ways
    without = next(way for way in ways if way.left_out == ("until",))
    assert without.rows == len(real.query("meetings", **{"from": 1999}).rows)
    assert all(way.rows == len(real.query(way.query, **dict(way.parameters)).rows) for way in ways)
    assert {way.query for way in ways} >= {"meetings", "chronology"}


def test_every_form_for_a_reader_tells_it(real: Graph) -> None:
    answer = real.query("agreements", topic="remittances")
    for form in ("table", "markdown"):
        assert "does not exist:" in write(answer, form)
    assert json.loads(write(answer, "json"))["emptiness"]["instead"][0]["leftOut"] == ["topic"]
    assert "exist" not in write(answer, "csv")
