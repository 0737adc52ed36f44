"""The build as a whole, on a project of two bodies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.build import cache, pipeline
from mgi_graph.errors import NotConformingError, Place, TurtleSyntaxError
from mgi_graph.namespaces import INFERRED_GRAPH

if TYPE_CHECKING:
    from mgi_graph.project import Project

BODIES = "data/xy/bodies.ttl"
BUILD = "import sys, pathlib; from mgi_graph.build import pipeline; from mgi_graph.project import Project; "
RUN = BUILD + "print(pipeline.build(Project(root=pathlib.Path(sys.argv[1])), validate=False).digest)"


def edit(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_build_finds_the_first(tiny: Project) -> None:
    first, second = pipeline.ensure(tiny), pipeline.ensure(tiny)
    assert (first.was_cached, second.was_cached) == (False, True)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.digest == second.digest


def test_a_fresh_build_gives_the_same_bytes(tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.build(tiny)
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "elsewhere"))
    assert pipeline.build(tiny).path.read_bytes() == first.path.read_bytes()


def test_both_engines_give_the_same_bytes(tiny: Project) -> None:
    assert pipeline.build(tiny, engine="owlrl").digest == pipeline.build(tiny).digest


def test_each_file_has_its_graph_and_what_is_inferred_its_own(tiny: Project) -> None:
    built = pipeline.build(tiny)
    lines = built.path.read_text(encoding="utf-8").splitlines()
    graphs = {line.split()[-2] for line in lines}
    base = "<https://w3id.org/migov/graph/"
    assert graphs == {f"{base}ontology/a>", f"{base}data/xy/bodies>", f"<{INFERRED_GRAPH}>"}
    assert lines == sorted(lines)
    assert (built.quads, built.inferred) == (len(lines), sum(f"<{INFERRED_GRAPH}>" in line for line in lines))


def test_a_changed_file_is_built_anew(tiny: Project) -> None:
    before = pipeline.build(tiny)
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 2")
    after = pipeline.build(tiny)
    assert not after.was_cached
    assert after.digest != before.digest


def test_a_damaged_dataset_is_built_anew(tiny: Project, caplog: pytest.LogCaptureFixture) -> None:
    before = pipeline.build(tiny)
    data = before.path.read_bytes()
    before.path.write_bytes(data[:40] + b"x" + data[41:])
    after = pipeline.build(tiny)
    assert "damaged" in caplog.text
    assert after.path.read_bytes() == data


def test_a_syntax_error_shows_the_line(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:rank 1 .", "migov:rank 1 ..")
    with pytest.raises(TurtleSyntaxError) as caught:
        pipeline.build(tiny)
    assert caught.value.place == Place(file=BODIES, line=9, column=19)
    assert caught.value.excerpt.splitlines() == ["    migov:rank 1 ..", " " * 18 + "^"]


def test_a_lint_error_forbids_the_dataset(tiny: Project) -> None:
    edit(tiny, BODIES, "a migov:Ministry", "a migov:Ministri")
    with pytest.raises(NotConformingError) as caught:
        pipeline.build(tiny, validate=False)
    (result,) = caught.value.results
    assert (result.rule, str(result.place)) == ("undeclared-term", f"{BODIES}:8:7")
    assert "nearest: migov:Ministry" in result.message


def test_a_contradiction_forbids_the_dataset_and_has_its_place(tiny: Project) -> None:
    edit(tiny, "ontology/a.ttl", "a owl:ObjectProperty .", "a owl:ObjectProperty , owl:IrreflexiveProperty .")
    edit(tiny, BODIES, "migov:parentBody xy:ministry-of-works", "migov:parentBody xy:road-office")
    with pytest.raises(NotConformingError) as caught:
        pipeline.build(tiny)
    (result,) = caught.value.results
    assert (result.rule, str(result.place)) == ("prp-irp", f"{BODIES}:13:22")


def test_a_broken_shape_forbids_the_dataset_and_has_its_place(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:rank 1", "migov:rank 10")
    for _ in range(2):  # the verdict is kept too
        with pytest.raises(NotConformingError) as caught:
            pipeline.build(tiny)
        (result,) = caught.value.results
        assert result.rule == "https://w3id.org/migov/shapes#BodyShape-rank"
        assert str(result.place) == f"{BODIES}:9:16"
        assert caught.value.exit_code == 1


def test_a_sparql_constraint_uses_the_prefixes_of_the_ontology(tiny: Project) -> None:
    edit(tiny, BODIES, "migov:parentBody xy:ministry-of-works", "migov:parentBody xy:road-office")
    with pytest.raises(NotConformingError) as caught:
        pipeline.build(tiny)
    assert [result.rule for result in caught.value.results] == ["https://w3id.org/migov/shapes#BodyShape-parent"]


def test_a_shape_that_names_no_term_is_a_lint_error(tiny: Project) -> None:
    edit(tiny, "shapes/body.ttl", "sh:path migov:rank", "sh:path migov:rang")
    with pytest.raises(NotConformingError, match="migov:rang is not; nearest: migov:rank"):
        pipeline.build(tiny)


def test_a_warning_is_handed_on_and_forbids_nothing(tiny: Project) -> None:
    edit(tiny, "shapes/body.ttl", "sh:maxInclusive 9", "sh:severity sh:Warning ;\n    sh:maxInclusive 0")
    assert [result.severity for result in pipeline.build(tiny).results] == ["Warning"]
    assert [result.severity for result in pipeline.ensure(tiny).results] == ["Warning"]


def test_a_warm_build_imports_no_heavy_engine(tiny: Project) -> None:
    pipeline.build(tiny)
    code = BUILD + "pipeline.ensure(Project(root=pathlib.Path(sys.argv[1]))); print(*sys.modules)"
    loaded = run(code, tiny).stdout.split()
    assert not {"rdflib", "pyshacl", "owlrl", "pyoxigraph"} & set(loaded)


def test_a_build_killed_at_any_moment_leaves_the_last_good_dataset(tiny: Project) -> None:
    good = pipeline.build(tiny, validate=False)
    text = (tiny.root / BODIES).read_text(encoding="utf-8")
    chance = random.Random(2021)
    for number in range(2, 10):
        (tiny.root / BODIES).write_text(text.replace("migov:rank 1", f"migov:rank {number}"), encoding="utf-8")
        with subprocess.Popen([sys.executable, "-c", RUN, str(tiny.root)], stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.03, 0.25))
            except subprocess.TimeoutExpired:
                process.kill()
        for entry in good.path.parent.parent.iterdir():
            assert entry.name.startswith(".new-") or cache.load(entry.parent, entry.name)
    (tiny.root / BODIES).write_text(text, encoding="utf-8")
    again = pipeline.build(tiny, validate=False)
    assert again.was_cached
    assert again.digest == good.digest


def test_two_builds_at_once_end_in_one_good_dataset(tiny: Project) -> None:
    arguments = [sys.executable, "-c", RUN, str(tiny.root)]
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    digests = {process.communicate(timeout=60)[0].strip() for process in both}
    assert digests == {pipeline.build(tiny, validate=False).digest}
    assert len(list(Path(os.environ[cache.ENVIRONMENT]).iterdir())) == 1


def run(code: str, project: Project) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(project.root)], capture_output=True, text=True, check=True)
