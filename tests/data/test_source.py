"""The data covers the source: each passage is in it, each sentence of the chapters done speaks or says why not."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

from mgi_graph.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore

PREFIX = "PREFIX migov: <https://w3id.org/migov/ontology#> "
#: What the chapters in the data consist of: their sections, table and footnotes.
DONE = ("t1r", "1.2p", "1.3p", "fn5s", "fn6s", "fn7s", "fn8s", "fn9s")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def locators(store: EmbeddedStore, pattern: str) -> set[str]:
    found = store.select(f"{PREFIX} SELECT DISTINCT ?locator WHERE {{ {pattern} ?passage migov:locator ?locator }}")
    return {row[0].value for row in found.rows if row[0] is not None and not isinstance(row[0], tuple)}  # type: ignore[union-attr]


def test_every_passage_of_the_index_is_in_the_data(shared: Callable[[str], Path], store: EmbeddedStore) -> None:
    index = {row["locator"] for row in rows(shared("source/passages.tsv"))}
    assert index - locators(store, "") == set()


def test_every_sentence_of_the_chapters_done_states_a_claim_or_says_why_not(
    shared: Callable[[str], Path], store: EmbeddedStore
) -> None:
    claims = {
        row["locator"]
        for row in rows(shared("source/passages.tsv"))
        if row["kind"] in {"sentence", "table row"} and row["locator"].startswith(DONE)
    }
    assert len(claims) == 50
    spoken = locators(store, "?finding a migov:Finding ; migov:hasEvidence ?passage .")
    excused = locators(store, "?note a migov:CoverageNote ; migov:concernsPassage ?passage .")
    assert claims - spoken - excused == set()
    assert excused & spoken == set()


def test_the_passages_are_what_the_command_writes(
    shared: Callable[[str], Path], project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "passages.ttl"
    for table in ("pages.tsv", "sections.tsv"):
        shutil.copy(project.root / "data" / "kh" / table, tmp_path)
    assert main(["passages", str(shared("source/passages.tsv").parent), str(path)]) == 0
    assert path.read_bytes() == (project.root / "data" / "kh" / "passages.ttl").read_bytes()
