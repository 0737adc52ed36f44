"""The questions of docs/competency.md: each row of the table is a saved query with parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mgi_graph
from mgi_graph.project import find

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "competency.md"
_ROW = re.compile(r"\| (CQ-\d{3}) \| ([^|]+) \| `([a-z-]+)` \|([^|]*)\| ([a-z]+) \|")
_PARAMETER = re.compile(r"`([A-Za-z]+)=([^`]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A row of the table; a parameter has one or several values."""

    id: str
    text: str
    query: str
    parameters: dict[str, list[str]]
    kind: str


def read_questions() -> tuple[Question, ...]:
    """Read the table; a line that looks like a row and is none is an error."""
    return tuple(map(_question, (line for line in PAGE.read_text(encoding="utf-8").splitlines() if "| CQ-" in line)))


def _question(line: str) -> Question:
    row = _ROW.fullmatch(line)
    if row is None:
        raise ValueError(f"expected a row of id, question, query, parameters and kind; found {line!r}")
    identifier, text, query, given, kind = row.groups()
    if _PARAMETER.sub("", given).strip():
        raise ValueError(f"expected parameters as `name=value,value`; found {given!r} in {identifier}")
    parameters = {name: values.split(",") for name, values in _PARAMETER.findall(given)}
    return Question(id=identifier, text=text, query=query, parameters=parameters, kind=kind)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a ``question`` once for each of them."""
    if "question" in metafunc.fixturenames:
        questions = read_questions()
        metafunc.parametrize("question", questions, ids=[each.id for each in questions])


@pytest.fixture(scope="session")
def graph() -> Graph:
    return mgi_graph.open(find(ROOT).root)


@pytest.fixture(scope="session")
def questions() -> tuple[Question, ...]:
    return read_questions()
