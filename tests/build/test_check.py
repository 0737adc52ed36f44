"""What ``mgi validate`` checks: a project, a part of it, or something new on top of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from mgi_graph.build import pipeline
from mgi_graph.build.check import check
from mgi_graph.errors import ParameterError
from mgi_graph.turtle.read import parse

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.build.check import Checked
    from mgi_graph.project import Project

GRAPH = NamedNode("urn:g")
BODIES = "data/xy/bodies.ttl"
NEW = """# The bodies of another made-up country.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .

xy:works
    a migov:Ministry ;
    migov:rank 12 .
"""


def edit(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(checked: Checked) -> list[tuple[str, str]]:
    return [(result.rule.rpartition("#")[2], str(result.place)) for result in checked.results]


def test_a_sound_project_has_no_results(tiny: Project) -> None:
    assert check(tiny).results == ()


def test_lint_and_shapes_speak_together(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    edit(tiny, BODIES, "a migov:Body", "a migov:Bodi")
    assert told(check(tiny)) == [("BodyShape-rank", f"{BODIES}:9:16"), ("undeclared-term", f"{BODIES}:12:7")]


def test_both_engines_can_be_asked_for(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    assert check(tiny, engine="fast") == check(tiny, engine="pyshacl") == check(tiny)


def test_a_contradiction_is_told_where_all_else_is_well(tiny: Project) -> None:
    edit(tiny, "ontology/a.ttl", "a owl:ObjectProperty .", "a owl:ObjectProperty , owl:AsymmetricProperty .")
    edit(tiny, BODIES, "migov:rank 1 .", "migov:parentBody xy:road-office .")
    assert {result.rule for result in check(tiny).results} == {"prp-asyp"}


def test_a_path_narrows_the_results_and_counts_the_others(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    asked = check(tiny, (tiny.root / "ontology",))
    assert (asked.results, asked.elsewhere) == ((), 1)
    folder, file = check(tiny, (tiny.root / "data",)), check(tiny, (tiny.root / BODIES,))
    assert folder == file
    assert (told(file), file.elsewhere) == ([("BodyShape-rank", f"{BODIES}:9:16")], 0)


def test_a_folder_outside_is_checked_on_top_of_the_project(tiny: Project, tmp_path: Path) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    new = tmp_path / "zz" / "bodies.ttl"
    new.parent.mkdir()
    new.write_text(NEW + "xy:road-office migov:parentBody xy:rails .\n", encoding="utf-8")
    found = check(tiny, (new.parent,))
    assert [rule for rule, _ in told(found)] == ["BodyShape-rank", "subject-in-two-files", "undeclared-thing"]
    assert {result.place.file for result in found.results if result.place} == {new.as_posix()}
    assert found.elsewhere == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "the path cannot be read: No such file or directory"),
        ("empty", "the folder holds no file of RDF"),
        ("notes.txt", "a file of RDF is expected"),
        ("notes", "a file of RDF is expected"),
    ],
)
def test_a_path_that_says_nothing_is_an_error(tiny: Project, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("…", encoding="utf-8")
    (tmp_path / "notes").write_text("…", encoding="utf-8")
    with pytest.raises(ParameterError, match=message) as caught:
        check(tiny, (tmp_path / name,))
    assert caught.value.exit_code == 2


def test_a_second_check_finds_the_first(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    first = check(tiny)
    monkeypatch.setattr(pipeline, "results", None)
    assert check(tiny) == first


@pytest.mark.parametrize(
    ("suffix", "place"), [("nt", ":2:77"), ("nq", ":2:77"), ("trig", ""), ("rdf", ""), ("jsonld", "")]
)
def test_a_file_that_is_no_turtle_names_its_file_and_its_line_where_it_has_lines(
    tiny: Project, tmp_path: Path, suffix: str, place: str
) -> None:
    form = RdfFormat.from_extension(suffix)
    assert form is not None
    quads = [Quad(triple.subject, triple.predicate, triple.object, GRAPH) for triple in parse(NEW.encode(), "a.ttl")]
    path = tmp_path / f"bodies.{suffix}"
    data = serialize(quads if form.supports_datasets else [quad.triple for quad in quads], format=form)
    path.write_bytes(data or b"")
    told_of = [str(result.place) for result in check(tiny, (path,)).results if result.rule.endswith("-rank")]
    assert told_of == [f"{path.as_posix()}{place}"]
