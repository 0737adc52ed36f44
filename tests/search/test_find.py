"""Words find what they mean, however they are spelt; nothing that is typed breaks the search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_graph.errors import MgiError, NameNotFoundError, ParameterError
from mgi_graph.results.hits import write_csv, write_json, write_table, write_text
from mgi_graph.search.find import search

if TYPE_CHECKING:
    import sqlite3

    from mgi_graph.search.hits import Hits

PAIRS = [line.split("\t") for line in (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()]


def first(found: Hits) -> str:
    return found.hits[0].curie if found.hits else ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ministry of Labour", "xy:ministry-of-labour"),
        ("minstry of labor", "xy:ministry-of-labour"),
        ("labour ministries", "xy:ministry-of-labour"),
        ("MOL", "xy:ministry-of-labour"),
        ("antifraud", "xy:anti-fraud-unit"),
        ("anti fraud units", "xy:anti-fraud-unit"),
        ("cote d’or", "xy:anti-fraud-unit"),
        ("មហាផ្ទៃ", "xy:anti-fraud-unit"),
        ("woman center", "xy:centre"),
        ("northland", "xy:north-land"),
        ("1.3p5s2", "xy-mgi-2021:1.3p5s2"),
        ("§1.3 ¶5 s2", "xy-mgi-2021:1.3p5s2"),
        ("register", "xy:finding-b"),
        ("What does the profile find?", "findings"),
    ],
)
def test_words_find_the_thing_they_mean(tiny_index: sqlite3.Connection, words: str, name: str) -> None:
    assert first(search(tiny_index, words)) == name


def test_names_typed_with_slips_find_the_thing(index: sqlite3.Connection) -> None:
    found = [(words, label, [hit.label for hit in search(index, words, limit=5).hits]) for words, label in PAIRS]
    assert {label for _, label in PAIRS} <= {row[0] for row in index.execute("SELECT label FROM entry")}
    at_one = sum(labels[:1] == [label] for _, label, labels in found) / len(PAIRS)
    at_five = sum(label in labels for _, label, labels in found) / len(PAIRS)
    assert (at_one >= 0.9, at_five >= 0.96) == (True, True), [each for each in found if each[1] not in each[2]]


def test_a_word_that_was_read_as_another_is_told(tiny_index: sqlite3.Connection) -> None:
    found = search(tiny_index, "minstry")
    assert found.read_as == (("minstry", ("ministry",)),)
    assert "'minstry' was read as ministry." in write_text(found)


def test_a_kind_takes_in_its_subclasses_and_a_domain_what_its_findings_cite(index: sqlite3.Connection) -> None:
    bodies = search(index, "labour", kind="bodies", limit=100)
    assert {"ministry", "committee"} <= {kind for kind, _ in bodies.kinds}
    assert "finding" not in {kind for kind, _ in bodies.kinds}
    inside = search(index, "immigration", domain="6", limit=100)
    assert {"finding", "legal instrument"} <= {kind for kind, _ in inside.kinds}
    assert 0 < inside.total < search(index, "immigration").total
    with pytest.raises(NameNotFoundError, match="there is no kind 'fndings'; nearest: finding"):
        search(index, "labour", kind="fndings")


def test_the_total_is_true_whatever_the_limit(index: sqlite3.Connection) -> None:
    few, all_of_them = search(index, "migration", limit=2), search(index, "migration", limit=10_000)
    assert len(few.hits) == 2
    assert few.total == all_of_them.total == len(all_of_them.hits) == sum(count for _, count in few.kinds)
    assert f"2 of {few.total} hits" in write_table(few)


def test_a_hit_offers_the_saved_queries_that_answer_about_it(index: sqlite3.Connection) -> None:
    hit = search(index, "CRC", kind="treaty").hits[0]
    assert "mgi query run treaty-status -p treaty=int:crc-1989" in [each.command for each in hit.queries]
    assert len(hit.queries) <= 3


def test_an_offered_query_runs_and_has_an_answer(index: sqlite3.Connection, project: object) -> None:
    import mgi_graph

    graph = mgi_graph.open()
    for words in ("CRC", "ministry of interior", "law on immigration", "family reunification", "IOM"):
        for each in search(index, words, limit=1).hits[0].queries:
            assert graph.query(each.name, **{each.parameter: each.value}).rows, each.command


def test_a_finding_comes_with_its_passages_and_marks(tiny_index: sqlite3.Connection) -> None:
    hit = search(tiny_index, "law", kind="finding").hits[0]
    assert hit.snippet.marked() == "Xyland has a «law»."
    assert [passage.locator for passage in hit.passages] == ["1.3p5s2", "1.3p10s1"]
    assert "§1.3 ¶5 s2, p. 13–14" in write_text(search(tiny_index, "law", kind="finding"))


def test_nothing_found_says_what_is_near_and_what_was_searched(tiny_index: sqlite3.Connection) -> None:
    text = write_text(search(tiny_index, "rxgixxxer"))
    assert text.startswith("0 hits for 'rxgixxxer'\nNothing has 'rxgixxxer'; nearest words: register.\n")
    assert "Kinds of things here: " in text
    assert text.splitlines()[-1].startswith("Searched: what the graph holds of Profile of Xyland, its vocabularies")


@pytest.mark.parametrize("words", ["", "  ", "…", "()*\"'", "\x00\x1b", "x" * 1001, "w " * 500_000])
def test_a_text_without_words_or_too_long_is_wrong_usage(tiny_index: sqlite3.Connection, words: str) -> None:
    with pytest.raises(ParameterError):
        search(tiny_index, words)


@settings(max_examples=150, deadline=None)
@given(
    words=st.text(max_size=60)
    | st.sampled_from(['"a', "NEAR(a b)", "names:law", "a* OR (", "law' --", "^law", "{a b}:c"])
)
def test_no_text_reaches_the_engine_as_syntax(tiny_index: sqlite3.Connection, words: str) -> None:
    try:
        found = search(tiny_index, words)
    except MgiError:
        return
    assert found.total >= len(found.hits)
    assert "\x1b" not in write_text(found)


def test_every_form_tells_the_same_hits(index: sqlite3.Connection) -> None:
    import csv
    import io
    import json

    found = search(index, "trafficking", limit=7)
    names = [hit.curie for hit in found.hits]
    assert [row["name"] for row in csv.DictReader(io.StringIO(write_csv(found)))] == names
    record = json.loads(write_json(found))
    assert [hit["name"] for hit in record["hits"]] == names
    assert all(name in write_text(found) and name in write_table(found) for name in names)
    for hit in record["hits"]:
        assert all(hit["snippet"][start:end].strip() for start, end in hit["marks"])
