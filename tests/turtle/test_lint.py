"""Each lint rule can fail, says where, and lets clean files pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.turtle.lint import lint
from mgi_graph.turtle.place import index

if TYPE_CHECKING:
    from mgi_graph.project import Project

ONTOLOGY = """# Terms.
# Made up.

@prefix owl: <http://www.w3.org/2002/07/owl#> .

@prefix migov: <https://w3id.org/migov/ontology#> .

migov:Body
    a owl:Class .
"""
HEAD = """# Bodies.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .

"""
CLEAN = HEAD + "xy:one\n    a migov:Body .\n"
OTHER = HEAD + "xy:two\n    a migov:Body .\n"

BROKEN = [
    ("header-comment", {"data/a.ttl": CLEAN.replace("# Made up.\n", "")}, "data/a.ttl:1:1"),
    (
        "subject-twice",
        {"data/a.ttl": CLEAN + "\nxy:one\n    migov:x migov:Body .\n".replace("migov:x", "a") + ""},
        "data/a.ttl:10:1",
    ),
    ("subject-in-two-files", {"data/a.ttl": CLEAN, "data/b.ttl": OTHER.replace("two", "one")}, "data/b.ttl:7:1"),
    ("triple-in-two-files", {"data/a.ttl": CLEAN, "data/b.ttl": OTHER.replace("two", "one")}, "data/b.ttl:8:7"),
    ("unused-prefix", {"data/a.ttl": CLEAN.replace("xy:one", "<https://w3id.org/migov/id/xy/one>")}, "data/a.ttl:5:9"),
    ("drifting-prefix", {"data/a.ttl": CLEAN.replace("id/xy/", "id/xz/")}, "data/a.ttl:5:9"),
    ("drifting-prefix", {"data/a.ttl": CLEAN.replace("xy:", "unheard:")}, "data/a.ttl:5:9"),
    ("blank-node-in-data", {"data/a.ttl": CLEAN.replace("migov:Body", "migov:Body , []")}, "data/a.ttl:8:20"),
    ("undeclared-term", {"data/a.ttl": CLEAN.replace("a migov:Body", "a migov:Bdoy")}, "data/a.ttl:8:7"),
    (
        "undeclared-concept",
        {"data/a.ttl": CLEAN.replace("a migov:Body", "a <https://w3id.org/migov/vocab/role/chair>")},
        "data/a.ttl:8:7",
    ),
    ("undeclared-thing", {"data/a.ttl": CLEAN.replace("a migov:Body", "a migov:Body , xy:two")}, "data/a.ttl:8:20"),
]


@pytest.mark.parametrize(("rule", "files", "place"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_rule_finds_its_case_and_its_place(rule: str, files: dict[str, str], place: str) -> None:
    results = lint(index(text, name) for name, text in {"ontology/a.ttl": ONTOLOGY, **files}.items())
    assert place in [str(result.place) for result in results if result.rule == rule]


def test_clean_files_have_no_results() -> None:
    files = {"ontology/a.ttl": ONTOLOGY, "data/a.ttl": CLEAN, "data/b.ttl": OTHER}
    assert lint(index(text, name) for name, text in files.items()) == ()


def test_an_undeclared_name_comes_with_the_nearest() -> None:
    files = {"ontology/a.ttl": ONTOLOGY, "data/a.ttl": CLEAN.replace("a migov:Body", "a migov:Bdoy")}
    (result,) = lint(index(text, name) for name, text in files.items())
    assert result.message == "a term is declared in the ontology, and migov:Bdoy is not; nearest: migov:Body"


def test_an_alignment_may_say_more_of_a_term_of_another_file() -> None:
    more = ONTOLOGY.replace("a owl:Class", "owl:disjointWith owl:Nothing")
    files = {"ontology/a.ttl": ONTOLOGY, "ontology/alignment/owl.ttl": more}
    assert lint(index(text, name) for name, text in files.items()) == ()


def test_the_project_is_clean(project: Project) -> None:
    paths = [path for part in ("ontology", "data", "shapes") for path in project.files(part)]
    assert lint(index(path.read_text(encoding="utf-8"), project.name(path)) for path in paths) == ()
