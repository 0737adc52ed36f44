"""The list of a release reads back as it was written, and the ontology of today is held to the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import terms

from mgi_graph.comparison.listing import latest, may_break, read_list, write_list
from mgi_graph.comparison.narrowing import find_breaches
from mgi_graph.comparison.term import Term, read_terms
from mgi_graph.comparison.version import of_project
from mgi_graph.comparison.view import View
from mgi_graph.errors import SourceError
from mgi_graph.project import Project
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

ONE = Term(
    name="migov:a",
    kind="object property",
    label="a",
    definition="one of two",
    domain=("migov:A or migov:B",),
    disjoint=("migov:b", "migov:c"),
    deprecated=True,
    replacement=("migov:b",),
)
TWO = Term(name="topic:t", kind="concept", label="t", schemes=("https://w3id.org/migov/vocab/topic",))


def test_a_list_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "0.1.0.tsv"
    path.write_text(write_list([TWO, ONE]), encoding="utf-8")
    assert list(read_list(path).values()) == [ONE, TWO]
    assert write_list(read_list(path).values()) == path.read_text(encoding="utf-8")


def test_a_damaged_list_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "0.1.0.tsv"
    path.write_text(write_list([ONE]).replace("\tyes\t", "\tmaybe\t"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"0\.1\.0\.tsv:2: expected yes or nothing"):
        read_list(path)


def test_the_highest_version_is_the_latest_and_none_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "ontology" / "releases"
    folder.mkdir(parents=True)
    with pytest.raises(SourceError, match=r"terms\.py --release"):
        latest(Project(root=tmp_path))
    for name in ("0.9.0", "0.10.0", "notes"):
        (folder / f"{name}.tsv").touch()
    assert latest(Project(root=tmp_path)).stem == "0.10.0"


def test_no_term_is_gone_or_narrower_than_in_the_last_release(project: Project) -> None:
    baseline = latest(project)
    now = read_terms(View(of_project(project, "now").triples()))
    breaches = find_breaches(read_list(baseline), now)
    assert may_break(baseline.stem, VERSION) or [str(breach) for breach in breaches] == []


def test_the_list_of_a_release_has_every_kind_of_term(project: Project) -> None:
    kinds = {term.kind for term in read_list(latest(project)).values()}
    assert {"class", "object property", "datatype property", "concept", "concept scheme"} <= kinds


def test_the_changelog_names_what_is_added_deprecated_removed_and_changed() -> None:
    old = {"a": Term(name="migov:a", kind="class", label="a"), "b": Term(name="migov:b", kind="class", label="b")}
    new = {"a": ONE, "t": TWO}
    text = terms.lists(old, new)
    assert "#### Terms added\n\n- `topic:t` (concept) t" in text
    assert "#### Terms deprecated\n\n- `migov:a` (object property) a: use `migov:b`" in text
    assert "#### Terms removed\n\n- `migov:b` (class) b" in text
    assert "Terms changed" not in text


def test_the_lists_are_written_once_and_leave_when_there_is_nothing_to_tell() -> None:
    changelog = "# Changelog\n\n## [Unreleased]\n\n- one\n\n## [0.1.0]\n\n- two\n"
    once = terms.written(changelog, "\n\n#### Terms added\n\n- x")
    assert terms.written(once, "\n\n#### Terms added\n\n- x") == once
    assert once.index("- one") < once.index("- x") < once.index("## [0.1.0]")
    assert terms.written(once, "") == changelog
