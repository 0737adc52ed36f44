"""The generated countries: the same each time, each a copy of the real one under other names."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from mgi_graph.namespaces import ID

if TYPE_CHECKING:
    from types import ModuleType

    from pyoxigraph import Triple

    from mgi_graph.project import Project

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture
def countries(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator, found as the benchmark finds it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    import countries

    return countries


def scopes(triples: list[Triple]) -> Counter[str]:
    """Count the triples about the things of each country, and of its State."""
    named = [triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)]
    return Counter(iri.removeprefix(ID)[:2] for iri in named if iri.startswith(ID) and iri.removeprefix(ID)[2:3] == "/")


def test_fewer_countries_are_a_part_of_more(countries: ModuleType, project: Project) -> None:
    one, three, five = (set(countries.generate(project, count)) for count in (1, 3, 5))
    assert one < three < five


def test_every_country_is_as_large_as_the_first(countries: ModuleType, project: Project) -> None:
    sizes = scopes(countries.generate(project, 4))
    largest = max(sizes.values())
    assert largest > 1000
    assert sum(size == largest for size in sizes.values()) == 4


def test_the_same_bytes_come_out_each_time(countries: ModuleType) -> None:
    command = [sys.executable, str(Path(countries.__file__ or "")), "2"]
    first, second = (
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}, cwd=FOLDER.parent).stdout
        for seed in ("1", "2")
    )
    assert first
    assert first == second


@pytest.mark.parametrize("count", [0, 28])
def test_a_number_without_codes_for_it_is_refused(countries: ModuleType, project: Project, count: int) -> None:
    with pytest.raises(ValueError, match="1 to 27"):
        countries.generate(project, count)
