"""The figures of docs/ are drawn from the ontology, and nothing in them hides anything else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import figures
import pytest
from classes import Classes
from frames import place

if TYPE_CHECKING:
    from mgi_graph.project import Project

ROOT = Path(__file__).parents[2]
FOCUS = ["migov:TreatyParticipation", "migov:Treaty", "migov:TreatyAction"]


@pytest.fixture(scope="module")
def classes(project: Project) -> Classes:
    return Classes(project)


def test_every_figure_is_what_the_script_draws(project: Project) -> None:
    drawn = dict(figures.figures(project))
    assert sorted(drawn) == sorted((ROOT / "docs" / "figures").glob("*.svg"))
    assert [path.name for path, data in drawn.items() if path.read_bytes() != data] == []


def test_a_box_says_what_its_class_carries_and_what_it_must(classes: Classes) -> None:
    box = next(box for box in classes.boxes(FOCUS) if box.name == "migov:TreatyParticipation")
    rows = {row.name: (row.kind, row.needed) for row in box.rows}
    assert rows["participantState"] == ("State", True)
    assert rows["hasAction"] == ("treaty action", False)
    assert rows["participationStatus"] == ("concept", True)


def test_a_class_stands_right_of_what_leads_to_it(classes: Classes) -> None:
    column = {box.name: box.column for box in classes.boxes(FOCUS)}
    assert column["anything"] < column["migov:TreatyParticipation"] < column["migov:Treaty"]


def test_no_box_lies_on_another(classes: Classes) -> None:
    for one, other in combinations(place(classes.boxes(FOCUS)), 2):
        beside = one.lane <= other.x or other.lane <= one.x
        assert beside or one.y - one.height >= other.y or other.y - other.height >= one.y
