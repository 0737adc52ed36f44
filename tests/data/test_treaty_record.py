"""The second record is in the data as its tables have it: every row, every oddity, and the conflict it brings."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

import mgi_graph
from mgi_graph.namespaces import shrink

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.queries.answer import Answer
    from mgi_graph.store.embedded import EmbeddedStore

FOLDER: Final = "source/external/un-treaty-status"
PREFIXES: Final = (
    "PREFIX int: <https://w3id.org/migov/id/int/> "
    "PREFIX migov: <https://w3id.org/migov/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
CONCEPTS: Final = {"no action": "no-action", "signatory state": "signatory-only", "state party": "party"}
#: What the status of a row goes with: party, signatory, no action, and whether there is a year.
EXPECTED: Final = {
    "no action": ("0", "0", "1", False),
    "signatory state": ("0", "1", "0", False),
    "state party": ("1", "0", "0", True),
}
#: Listed as a member State by one table alone, and no State.
NOT_A_MEMBER: Final = "op_crc_ic:MS"


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found[path.stem] = list(csv.DictReader(lines))
    return found


def rows(folder: Path) -> dict[str, dict[str, str]]:
    return {f"{name}:{row['iso2']}": row for name, listed in tables(folder).items() for row in listed}


def asked(store: EmbeddedStore, query: str) -> set[tuple[str, ...]]:
    answer = store.select(PREFIXES + query)
    return {tuple(getattr(term, "value", "") for term in row) for row in answer.rows}


def noted(store: EmbeddedStore) -> set[str]:
    query = "SELECT ?locator { ?note a migov:Discrepancy ; migov:hasEvidence ?row . ?row migov:locator ?locator }"
    return {locator for (locator,) in asked(store, query)}


@pytest.mark.usefixtures("in_checkout")
def test_the_files_are_what_the_script_writes(shared: Callable[[str], Path], project: Project, tmp_path: Path) -> None:
    data = project.root / "data"
    for name in ("register/states.ttl", "register/treaties.ttl", "record/un-treaty-status.tsv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(data / name, tmp_path / name)
    script = project.root / "scripts" / "treaty_status.py"
    done = subprocess.run(
        [sys.executable, script, shared(FOLDER), tmp_path], check=True, timeout=60, capture_output=True, text=True
    )
    written = {path.name: path for path in (data / "record" / "un-treaty-status").iterdir()}
    made = {path.name: path for path in (tmp_path / "record" / "un-treaty-status").iterdir()}
    assert sorted(made) == sorted(written)
    for name, path in made.items():
        assert path.read_bytes() == written[name].read_bytes(), name
    states = "register/un-member-states.ttl"
    assert (tmp_path / states).read_bytes() == (data / states).read_bytes()
    discrepancies = written["discrepancies.ttl"].read_text(encoding="utf-8")
    assert len(done.stdout.splitlines()) == discrepancies.count("a migov:Discrepancy")


def test_every_row_is_a_passage_and_a_participation(shared: Callable[[str], Path], store: EmbeddedStore) -> None:
    query = "SELECT ?locator { ?row a migov:TableRow ; migov:inRecord int:un-treaty-status ; migov:locator ?locator }"
    expected = rows(shared(FOLDER))
    assert len(expected) == 18 * 193
    assert asked(store, query) == {(locator,) for locator in expected}
    query = """SELECT ?locator ?status (COALESCE(?said, "") AS ?year) {
        ?participation a migov:TreatyParticipation ; migov:accordingTo int:un-treaty-status ;
            migov:participationStatus ?status ; migov:hasEvidence/migov:locator ?locator .
        OPTIONAL {
            ?participation migov:hasAction ?action .
            ?action migov:actionKind <https://w3id.org/migov/vocab/treaty-action/consent> ; migov:year ?said
        }
    }"""
    stated = {(locator, shrink(status), year) for locator, status, year in asked(store, query)}
    year = "year ratification or accession"
    assert stated == {
        (locator, f"pstatus:{CONCEPTS[row['status']]}", row[year])
        for locator, row in expected.items()
        if locator != NOT_A_MEMBER
    }


def test_a_participation_is_about_the_state_of_its_row(shared: Callable[[str], Path], store: EmbeddedStore) -> None:
    query = """SELECT ?locator ?name {
        ?participation migov:participantState ?state ; migov:hasEvidence ?row .
        ?row migov:inRecord int:un-treaty-status ; migov:locator ?locator .
        ?state skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name
    }"""
    named = asked(store, query)
    expected = {(locator, row["member"]) for locator, row in rows(shared(FOLDER)).items() if locator != NOT_A_MEMBER}
    assert expected - named == set()


def test_every_row_whose_columns_disagree_has_a_note(shared: Callable[[str], Path], store: EmbeddedStore) -> None:
    flags = ("state party", "signatory", "no action")
    odd = {
        locator
        for locator, row in rows(shared(FOLDER)).items()
        if (*(row[flag] for flag in flags), bool(row["year ratification or accession"])) != EXPECTED[row["status"]]
    }
    assert len(odd) == 11
    assert odd - noted(store) == set()


def test_every_row_with_a_note_of_the_record_has_one_of_ours(
    shared: Callable[[str], Path], store: EmbeddedStore
) -> None:
    with_note = {locator for locator, row in rows(shared(FOLDER)).items() if row.get("note")}
    assert len(with_note) == 87
    assert with_note - noted(store) == set()


def test_every_code_name_and_list_that_differs_between_tables_has_a_note(
    shared: Callable[[str], Path], store: EmbeddedStore
) -> None:
    found = tables(shared(FOLDER))
    usual = {(row["iso2"], row["member"]) for row in found["cat"]}
    odd = {
        f"{name}:{row['iso2']}"
        for name, listed in found.items()
        for row in listed
        if (row["iso2"], row["member"]) not in usual or row["iso2"] == "TP"
    }
    assert NOT_A_MEMBER in odd
    assert odd - noted(store) == set()
    missing = {code for code, _ in usual} - {row["iso2"] for row in found["op_crc_ic"]}
    assert missing == {"GA", "SS"}
    query = "ASK { ?note migov:concerns int:state-ga, int:op-crc-ic-2011 ; a migov:Discrepancy }"
    assert store.ask(PREFIXES + query)


def test_each_table_has_its_checksum(shared: Callable[[str], Path], store: EmbeddedStore) -> None:
    import hashlib

    query = "SELECT ?name ?sum { ?file a migov:DigitalFile ; skos:prefLabel ?name ; migov:sha256 ?sum }"
    expected = {(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in shared(FOLDER).glob("*.csv")}
    assert len(expected) == 18
    assert expected - asked(store, query) == set()


@pytest.fixture(scope="module")
def conflicts(project: Project) -> Answer:
    return mgi_graph.open(project.root).query("record-conflicts")


def test_the_conflict_of_the_two_records_is_found_by_comparing_them(conflicts: Answer, project: Project) -> None:
    query = project.root / "queries" / "treaties" / "record-conflicts.rq"
    assert "conflictsWith" not in query.read_text(encoding="utf-8")
    found = {(shrink(str(row.values[0][0])[1:-1]), shrink(str(row.values[1][0])[1:-1])) for row in conflicts.rows}
    assert ("int:state-kh", "int:icrmw-1990") in found


def test_every_conflict_that_is_linked_by_hand_is_found(conflicts: Answer, store: EmbeddedStore) -> None:
    linked = asked(
        store,
        """SELECT ?state ?treaty {
            ?one a migov:TreatyParticipation ; migov:conflictsWith ?other ;
                migov:participantState ?state ; migov:treaty ?treaty
        }""",
    )
    assert linked
    assert linked <= {(str(row.values[0][0])[1:-1], str(row.values[1][0])[1:-1]) for row in conflicts.rows}
