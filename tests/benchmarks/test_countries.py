"""The generated countries: the same each time, each different, all conforming but for what is planted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from mgi_graph.build import sources
from mgi_graph.build.assemble import assemble, to_lines
from mgi_graph.build.infer import infer
from mgi_graph.namespaces import ID, INFERRED_GRAPH, MIGOV
from mgi_graph.validation.locate import Places
from mgi_graph.validation.validate import validate

if TYPE_CHECKING:
    from types import ModuleType

    from pyoxigraph import Triple

    from mgi_graph.conformance import Result
    from mgi_graph.project import Project

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture
def countries(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator, found as the benchmark finds it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    import countries

    return countries


def run(*words: str, seed: str = "0") -> bytes:
    """Run the command."""
    command = [sys.executable, str(FOLDER / "countries.py"), *words]
    env = {"PYTHONHASHSEED": seed, "PATH": os.environ["PATH"]}
    return subprocess.run(command, capture_output=True, check=True, env=env, cwd=FOLDER.parent).stdout


def scopes(triples: list[Triple]) -> Counter[str]:
    """Count the triples about the things of each country."""
    named = [triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)]
    return Counter(iri.removeprefix(ID).partition("/")[0] for iri in named if iri.startswith(ID))


def violations(triples: list[Triple], project: Project) -> list[Result]:
    """Hold triples against the shapes that a build holds them against."""
    files = [file for file in sources.snapshot(project, "shapes") if not file.name.startswith("shapes/profile/")]
    shapes = [triple for graph in assemble(files) for triple in graph.triples]
    return [result for result in validate(triples, shapes, Places(())) if result.severity == "Violation"]


def test_fewer_countries_are_a_part_of_more(countries: ModuleType, project: Project) -> None:
    one, three, five = (set(countries.generate(project, count, records=False)) for count in (1, 3, 5))
    assert one < three < five


def test_one_country_is_what_the_files_state(countries: ModuleType, project: Project) -> None:
    stated = {triple for graph in assemble(sources.snapshot(project, "ontology", "data")) for triple in graph.triples}
    assert set(countries.generate(project, 1)) == stated


def test_countries_are_large_and_differ_in_what_they_find(countries: ModuleType, project: Project) -> None:
    triples = countries.generate(project, 17, records=False)
    sizes = scopes(triples)
    made = [code for code in countries.CODES[:16] if sizes[code] > sizes["kh"] / 2]
    assert len(made) == 16
    absent = [
        triple for triple in triples if triple.object == NamedNode("https://w3id.org/migov/vocab/polarity/absent")
    ]
    assert len(set(scopes(absent).values())) > 8


def test_the_same_bytes_come_out_each_time() -> None:
    first, second = (run("2", seed=seed) for seed in ("1", "2"))
    assert first
    assert first == second
    assert first.splitlines() == sorted(set(first.splitlines()))


def test_a_number_without_codes_for_it_is_refused(countries: ModuleType, project: Project) -> None:
    for count in (0, countries.MOST + 1):
        with pytest.raises(ValueError, match=f"1 to {countries.MOST}"):
            countries.generate(project, count)
    assert countries.MOST > 2000


def test_no_state_has_a_code_that_a_generated_country_has(countries: ModuleType, project: Project) -> None:
    register = sources.snapshot(project, "data")
    states = {
        triple.subject.value.rpartition("state-")[2]
        for graph in assemble(register)
        for triple in graph.triples
        if triple.object == NamedNode(f"{MIGOV}State") and isinstance(triple.subject, NamedNode)
    }
    assert len(states) > 190
    assert not states & set(countries.CODES)
    assert len(set(countries.CODES)) == len(countries.CODES)


@pytest.mark.thorough
def test_every_variant_conforms(countries: ModuleType, project: Project) -> None:
    assert violations(countries.generate(project, 17), project) == []


def test_validation_finds_what_is_planted_and_nothing_else(countries: ModuleType, project: Project) -> None:
    from generator.errors import KINDS

    plants = tuple(countries.Plant.read(f"{kind}:{number}") for number, kind in enumerate(KINDS, 1))
    found = violations(countries.generate(project, 4, plants), project)
    wanted = Counter({KINDS[plant.kind].rule: plant.count for plant in plants})
    assert Counter(result.rule for result in found) == wanted
    assert all("/id/x" in str(result.focus) for result in found)


def test_an_unknown_error_is_refused(countries: ModuleType) -> None:
    with pytest.raises(ValueError, match="no-evidence"):
        countries.Plant.read("no-such-kind")


def test_a_dataset_is_what_a_build_makes(countries: ModuleType, project: Project, tmp_path: Path) -> None:
    run("3", "--dataset", str(tmp_path / "three"))
    told = json.loads((tmp_path / "three" / "dataset.json").read_text())
    path = Path(told["path"])
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == told["quads"]
    graph = NamedNode(INFERRED_GRAPH)
    closure = [line for line in lines if line.endswith(f" {graph} .\n".encode())]
    assert len(closure) == told["inferred"]
    whole = infer(countries.generate(project, 3)).inferred
    assert b"".join(closure) == to_lines([(graph, whole)])


def test_a_dataset_is_taken_for_one_that_is_built(tmp_path: Path) -> None:
    from mgi_graph import project as projects
    from mgi_graph.build.pipeline import build

    folder = tmp_path / "two"
    run("2", "--dataset", str(folder))
    told = json.loads((folder / "dataset.json").read_text())
    built = build(projects.at(folder), validate=False)
    assert built.was_cached
    assert (str(built.path), built.digest, built.quads) == (told["path"], told["digest"], told["quads"])
    written = built.path.stat().st_mtime_ns
    run("2", "--dataset", str(folder))
    assert built.path.stat().st_mtime_ns == written


@pytest.mark.parametrize("real", ["Examplia", "Ex", "Republic of Examplia"])
def test_no_two_countries_have_one_name(real: str, countries: ModuleType) -> None:
    """A code that begins with another one would else be taken for it: ``xa`` and ``xal``, both Xalandia."""
    from generator.codes import name_of

    assert len({name_of(code, real) for code in countries.CODES}) == len(countries.CODES)
