"""A draft says of files that change what a check of all files says of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from mgi_graph import project as projects
from mgi_graph.build.check import check
from mgi_graph.build.draft import Draft

if TYPE_CHECKING:
    from mgi_graph.build.draft import Look
    from mgi_graph.project import Project

TINY: Final = Path(__file__).parents[1] / "queries" / "project"
ROOT: Final = Path(__file__).parents[2]
HEAD: Final = """# More.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
"""
#: States of one file, in the order in which it is saved.
SAVES: Final = (
    "<https://w3id.org/migov/id/xy/new> a migov:Finding .",
    "<https://w3id.org/migov/id/xy/new> a migov:Instrument , migov:Finding .",
    "xy:new a migov:Instrumant .",
    "xy:new a migov:Finding ; migov:evidence xy:nothing , xy:new .",
    "",
)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("MGI_CACHE", str(tmp_path / "cache"))
    shutil.copytree(TINY, tmp_path / "project")
    for part in ("ontology", "shapes"):
        shutil.copytree(ROOT / part, tmp_path / "project" / part, dirs_exist_ok=True)
    return projects.at(tmp_path / "project")


def same(look: Look, project: Project, file: str) -> bool:
    """Compare with the results of a check whose place is in the file."""
    checked = check(project, (project.root / file,))
    return set(look.results) == set(checked.results)


def test_after_each_save_it_says_what_a_check_says_of_the_file(copy: Project) -> None:
    draft, file, said = Draft(copy), copy.root / "data" / "xy" / "more.ttl", 0
    assert draft.look().changed
    for save in SAVES:
        file.write_text(f"{HEAD}\n{save}\n", encoding="utf-8")
        look = draft.look()
        assert look.changed == ("data/xy/more.ttl",)
        assert same(look, copy, "data/xy/more.ttl")
        said += len(look.results)
    assert said > len(SAVES)


def test_nothing_has_changed_where_no_byte_has(copy: Project) -> None:
    draft = Draft(copy)
    draft.look()
    (copy.root / "data" / "xy" / "tiny.ttl").touch()
    assert draft.look().changed == ()


def test_a_shape_with_a_slip_is_told_by_the_shapes_about_shapes(copy: Project) -> None:
    draft, file = Draft(copy), copy.root / "shapes" / "body.ttl"
    draft.look()
    text = file.read_text(encoding="utf-8")
    for old, new, rule in (
        ("sh:severity sh:Violation", "sh:severity sh:Literal", "SeverityShape-severity"),
        ('."@en .', '"@en .', "ConstraintShape-message"),
    ):
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        look = draft.look()
        line = text[: text.index(old)].count("\n") + 1
        assert (rule, line) in {(one.rule.rpartition("#")[2], one.place and one.place.line) for one in look.results}
        assert same(look, copy, "shapes/body.ttl")


def test_a_triple_stays_as_long_as_one_file_states_it(copy: Project) -> None:
    draft, here = Draft(copy), copy.root / "data" / "xy"
    text = f"{HEAD}\nxy:new a migov:Finding .\n"
    (here / "one.ttl").write_text(text, encoding="utf-8")
    (here / "two.ttl").write_text(text, encoding="utf-8")
    draft.look()
    (here / "one.ttl").unlink()
    assert draft.look().changed == ("data/xy/one.ttl",)
    (here / "two.ttl").write_text(f"{text}# The same.\n", encoding="utf-8")
    assert same(draft.look(), copy, "data/xy/two.ttl")


def test_a_file_that_is_no_turtle_is_told_of_until_it_is(copy: Project) -> None:
    draft, file = Draft(copy), copy.root / "data" / "xy" / "tiny.ttl"
    good = file.read_text(encoding="utf-8")
    draft.look()
    file.write_text(f"{good}xy:broken", encoding="utf-8")
    look = draft.look()
    assert [result.rule for result in look.results] == ["syntax"]
    assert not look.is_readable
    assert [result.rule for result in draft.look().results] == ["syntax"]
    file.write_text(good, encoding="utf-8")
    assert draft.look().is_readable


def test_shapes_that_change_are_the_ones_that_hold(copy: Project) -> None:
    draft = Draft(copy)
    draft.look()
    shape = copy.root / "shapes" / "new.ttl"
    shape.write_text(
        "# New.\n# Made up.\n\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n"
        "<urn:shape>\n    sh:targetNode <urn:a> ;\n    sh:nodeKind sh:Literal .\n", encoding="utf-8",
    )  # fmt: skip
    draft.look()
    (copy.root / "data" / "xy" / "a.ttl").write_text("# A.\n# Made up.\n\n<urn:a> <urn:p> 1 .\n", encoding="utf-8")
    assert "urn:shape" in {result.rule for result in draft.look().results}
