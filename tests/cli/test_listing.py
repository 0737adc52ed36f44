"""A person finds a query, learns what to give it, and asks it, without SPARQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mgi_graph.cli.main import parser
from mgi_graph.cli.query import run

if TYPE_CHECKING:
    from mgi_graph.project import Project


def said(project: Project, *args: str) -> str:
    line = ["query", *args, "--project", str(project.root)]
    text = run(parser(line).parse_args(line)).text
    return text.decode() if isinstance(text, bytes) else text


def test_the_list_is_grouped_by_theme_and_fits_eighty_columns(project: Project) -> None:
    lines = said(project, "list").splitlines()
    assert max(map(len, lines)) <= 80
    themes = [line for line in lines if line and not line.startswith(" ") and ":" not in line]
    assert themes == sorted(themes)
    assert {"treaties", "findings", "instruments"} <= set(themes)


@pytest.mark.parametrize(
    ("options", "expected", "other"),
    [
        (("--tag", "penalty"), "", "profiles"),
        (("--kind", "treaty"), "treaty-status", "profiles"),
        (("--column", "asOf"), "profiles", "treaty-status"),
    ],
)
def test_the_list_can_be_narrowed(project: Project, options: tuple[str, ...], expected: str, other: str) -> None:
    names = {each["name"] for each in json.loads(said(project, "list", *options, "--format", "json"))}
    assert (expected in names) or not expected
    assert other not in names


def test_a_question_in_words_becomes_a_command_line(project: Project) -> None:
    text = said(project, "list", "who is responsible for", "border", "management")
    assert text.splitlines()[0].strip() == "responsibilities"
    assert "mgi query run responsibilities 'topic=border management'" in text


def test_a_page_shows_what_may_be_given(project: Project) -> None:
    page = said(project, "show", "bodies")
    assert "parameter   kind: " in page
    assert "more of 126: --choices topic shows all" in page
    assert len(said(project, "show", "bodies", "--choices", "topic").splitlines()) == 126
    assert "government unit" in said(project, "show", "bodies", "--choices", "kind")


def test_parameters_stand_on_the_line_with_or_without_an_option(project: Project) -> None:
    plain = said(project, "run", "instruments", "force=policy instrument", "from=2019", "-f", "csv")
    assert plain == said(project, "run", "instruments", "-p", "force=policy instrument", "-p", "from=2019", "-f", "csv")
    assert plain != said(project, "run", "instruments", "force=any", "from=any", "-f", "csv")


def test_a_program_gets_the_header_alone_and_a_person_the_reason(project: Project) -> None:
    line = ["query", "run", "agreements", "topic=remittances", "-f", "csv", "--project", str(project.root)]
    outcome = run(parser(line).parse_args(line))
    assert len(str(outcome.text).splitlines()) == 1
    assert outcome.notes[0] == "no rows"
    assert outcome.notes[1].startswith("  The graph covers ")
