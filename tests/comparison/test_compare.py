"""Each kind of difference is told as what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.comparison.compare import compare
from mgi_graph.comparison.version import opened
from mgi_graph.namespaces import shrink

if TYPE_CHECKING:
    from mgi_graph.comparison.model import Comparison

HERE = Path(__file__).parent
TURTLE = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
"""


def compared(folder: Path, old: str, new: str) -> Comparison:
    """Compare two Turtle texts, without the saved queries."""
    for name, text in (("old.ttl", old), ("new.ttl", new)):
        (folder / name).write_text(TURTLE + text, encoding="utf-8")
    with opened(str(folder / "old.ttl")) as before, opened(str(folder / "new.ttl")) as after:
        return compare(before, after, ("terms", "entities", "findings"))


def test_a_version_is_the_same_as_itself() -> None:
    with opened(str(HERE / "new")) as one, opened(str(HERE / "new")) as other:
        found = compare(one, other)
    assert found.same
    assert not found.breaches


def test_a_law_that_is_new_is_added(comparison: Comparison) -> None:
    assert [(thing.kind, thing.label) for thing in comparison.entities.added] == [("law", "Labour Act")]


def test_a_concept_that_is_gone_is_removed_and_breaks(comparison: Comparison) -> None:
    assert [shrink(thing.iri) for thing in comparison.terms.removed] == ["topic:visas"]
    assert [(breach.term, breach.kind) for breach in comparison.breaches] == [("topic:visas", "removed")]


def test_a_definition_is_shown_before_and_after(comparison: Comparison) -> None:
    (change,) = comparison.terms.changed
    (alteration,) = change.alterations
    assert (change.thing.label, shrink(alteration.property)) == ("finding", "skos:definition")
    assert [value.text for value in (*alteration.old, *alteration.new)] == [
        "single claim",
        "single claim that a profile makes",
    ]


def test_a_polarity_that_turned_is_told_with_profile_and_section(comparison: Comparison) -> None:
    (change,) = comparison.findings.changed
    assert (shrink(change.thing.profile), change.thing.section) == ("xy:mgi-2021", "1.3 Areas with potential")
    assert [(each.label, each.old[0].text, each.new[0].text) for each in change.alterations] == [
        ("polarity", "present", "absent")
    ]


def test_a_body_with_another_name_is_renamed_and_nothing_else_changes(comparison: Comparison) -> None:
    (renaming,) = comparison.entities.renamed
    assert (shrink(renaming.old), shrink(renaming.new.iri), renaming.declared) == (
        "xy:border-office",
        "xy:aliens-office",
        False,
    )
    assert comparison.entities.changed == ()
    assert comparison.entities.removed == ()


def test_a_move_to_another_file_is_no_change(comparison: Comparison) -> None:
    assert (HERE / "new" / "data" / "vocab" / "polarity.ttl").is_file()
    assert not any("polarity/" in thing.iri for thing in (*comparison.terms.added, *comparison.terms.removed))


def test_queries_that_answer_otherwise_are_named_with_their_rows(comparison: Comparison) -> None:
    found = {change.name: change for change in comparison.queries}
    assert {name: change.text for name, change in found.items()} == {
        "bodies": "added",
        "citing": "removed",
        "laws": "same",
        "polarities": "same",
    }
    assert [len(rows) for rows in (found["laws"].added, found["laws"].removed, found["laws"].changed)] == [1, 0, 0]
    (pair,) = found["polarities"].changed
    assert [row[1].rsplit("/", 1)[-1] for row in (pair.old, pair.new)] == ["present>", "absent>"]


def test_counts_are_kept_for_each_kind(comparison: Comparison) -> None:
    assert (comparison.counts["law"], comparison.counts["body"]) == ((1, 2), (2, 2))


def test_blank_nodes_are_compared_by_what_they_say(tmp_path: Path) -> None:
    axiom = "migov:A a owl:Class ; rdfs:subClassOf {} . migov:B a owl:Class ; rdfs:subClassOf {} ."
    one = "[ a owl:Restriction ; owl:onProperty migov:p ; owl:hasValue 1 ]"
    two = "[ owl:hasValue 1 ; owl:onProperty migov:p ; a owl:Restriction ]"
    other = "[ a owl:Restriction ; owl:onProperty migov:p ; owl:hasValue 2 ]"
    assert compared(tmp_path, axiom.format(one, one), axiom.format(two, two)).same
    (change,) = compared(tmp_path, axiom.format(one, one), axiom.format(two, other)).terms.changed
    assert shrink(change.thing.iri) == "migov:B"
    assert [(each.old[0].text, each.new[0].text) for each in change.alterations] == [
        ("migov:p value 1", "migov:p value 2")
    ]


def test_blank_nodes_in_a_circle_are_compared_too(tmp_path: Path) -> None:
    circle = "_:a migov:p _:b . _:b migov:p _:a ; migov:q {} ."
    assert compared(tmp_path, circle.format(1), circle.format(1).replace("_:a", "_:z")).same
    assert not compared(tmp_path, circle.format(1), circle.format(2)).same


def test_an_axiom_without_a_name_is_written_in_words(tmp_path: Path) -> None:
    found = compared(tmp_path, "", "[] a owl:AllDisjointClasses ; owl:members ( migov:B migov:A ) .")
    assert found.axioms_added == ("owl:AllDisjointClasses: migov:A, migov:B",)


def test_a_name_deprecated_for_another_is_a_declared_renaming(tmp_path: Path) -> None:
    term = 'migov:{} a owl:Class ; rdfs:label "law" .\n'
    old = term.format("Act") + "xy:law a migov:Act ."
    new = (
        term.format("Act") + term.format("Law") + "xy:law a migov:Law .\n"
        "migov:Act owl:deprecated true ; dcterms:isReplacedBy migov:Law ."
    )
    found = compared(tmp_path, old, new)
    assert [(shrink(each.old), shrink(each.new.iri), each.declared) for each in found.terms.renamed] == [
        ("migov:Act", "migov:Law", True)
    ]
    assert [change.notice for change in found.terms.changed] == ["deprecated; use migov:Law"]
    assert not found.entities
    assert not found.breaches


def test_two_things_alike_are_not_taken_for_one_renamed(tmp_path: Path) -> None:
    body = 'xy:{} a migov:Body ; skos:prefLabel "Office" .\n'
    found = compared(tmp_path, body.format("a"), body.format("b") + body.format("c"))
    assert (len(found.entities.renamed), len(found.entities.added), len(found.entities.removed)) == (0, 2, 1)


def test_a_thing_that_refers_to_a_renamed_one_is_recognised(tmp_path: Path) -> None:
    text = (
        'xy:{0} a migov:Body ; skos:prefLabel "Office" .\nxy:{1} a migov:Law ; skos:prefLabel "Act" ; migov:by xy:{0} .'
    )
    found = compared(tmp_path, text.format("a", "l"), text.format("b", "m"))
    assert [(shrink(each.old), shrink(each.new.iri)) for each in found.entities.renamed] == [
        ("xy:a", "xy:b"),
        ("xy:l", "xy:m"),
    ]
