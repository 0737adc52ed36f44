"""A second country, made up to differ: another ladder of norms, other languages, two rounds, a city, a seventh chapter.

``expected/<query>.tsv`` holds the rows of a saved query for the country, as in ``tests/competency``; after a
change of the fixture read what differs, then write them anew with ``python -m tests.countries.test_country``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.competency.test_answers import as_lines
from tests.countries.conftest import COUNTRY

from mgi_graph.cli.main import main
from mgi_graph.project import PARTS, find

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

EXPECTED: Final = Path(__file__).parent / "expected"
ROOT: Final = Path(__file__).parents[2]
SPACE: Final = "https://w3id.org/migov/id/xy/"
#: Saved queries that ask for what the country does not have, and why.
WITHOUT: Final = {
    "assessed-twice": "no claim is made twice",
    "characteristics": "its editions say nothing of what they are not",
    "everything": "it needs a thing to ask for",
    "lacking": "no absence names a thing",
    "mentions": "its example is an organization that the country does not name in a statement",
    "news-items": "no source is a news item",
    "parts-of-a-whole": "no number is part of another",
    "publications": "no publication or data collection is named",
    "recorded-data": "no publication or data collection is named",
    "regional-processes": "it belongs to none",
    "shared-topics": "no two bodies share a mandate",
    "unnamed-instruments": "each instrument of a source is cited",
    "unused-sources": "each source is behind a finding",
    "record-conflicts": "the record of another State has none on it, and two rounds are no conflict",
}
PROFILES: Final = ("xgi-2019", "xgi-2024", "xgi-2024-port-xy")


def asked(graph: Graph, query: str) -> list[str]:
    names = {each.name for each in next(each for each in graph.queries if each.name == query).header.parameters}
    return as_lines(graph.query(query, **({"country": "xy"} if "country" in names else {})))


def test_the_files_of_the_country_pass_lint_and_format(overlay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(overlay / "data" / "xy"), "--project", str(overlay)]) == 0
    assert main(["fmt", "--check", str(COUNTRY / "data"), "--project", str(overlay)]) == 0


def test_it_conforms_to_the_same_shapes(overlay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "-q", "--severity", "violation", "--project", str(overlay)]) == 0
    assert "data/xy" not in capsys.readouterr().out


def test_numbers_are_paired_within_a_profile_and_not_across_countries(graph: Graph) -> None:
    rows = [
        {passage.iri.partition("/passage/")[0] for passage in row.evidence} for row in graph.query("threshold-pairs")
    ]
    assert any(profile.startswith(SPACE) for profiles in rows for profile in profiles)
    assert [profiles for profiles in rows if len(profiles) != 1] == []


def test_nothing_but_data_is_added_for_it() -> None:
    assert {path.name for path in COUNTRY.iterdir()} == {"data", "source"}
    assert set(PARTS) > {"data"}


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_of_a_source_is_left_out(overlay: Path, profile: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(COUNTRY / "source" / profile)
    code = main(["coverage", f"xy:{profile}", "--source", source, "--project", str(overlay)])
    assert (code, capsys.readouterr().out.splitlines()[-1]) == (0, "complete: no faults")


def test_the_source_of_another_profile_beside_the_project_is_not_taken_for_its_own(
    overlay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = overlay.parent / "shared" / "source"
    (beside / "any").mkdir(parents=True)
    (beside / "mgi-profile-2021-kh.txt").write_text("another", encoding="utf-8")
    assert main(["coverage", "xy:xgi-2019", "--project", str(overlay)]) == 0
    assert "Held against" not in capsys.readouterr().out
    for path in (COUNTRY / "source" / "xgi-2019").iterdir():
        (beside / "any" / path.name).write_bytes(path.read_bytes())
    assert main(["coverage", "xy:xgi-2019", "--project", str(overlay)]) == 0
    assert "Held against xgi-profile-2019-xy.txt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "profile"), [(".", "xgi-2019"), ("xgi-2024", "xgi-2024"), ("xgi-2024-port-xy", "xgi-2024-port-xy")]
)
def test_the_passages_are_what_the_command_writes(folder: str, profile: str, tmp_path: Path) -> None:
    home = COUNTRY / "data" / "xy" / folder
    for table in ("pages.tsv", "sections.tsv"):
        (tmp_path / table).write_bytes((home / table).read_bytes())
    language = "en" if profile.endswith("port-xy") else "fr"
    source = str(COUNTRY / "source" / profile)
    assert main(["passages", source, str(tmp_path / "passages.ttl"), "--language", language]) == 0
    assert (tmp_path / "passages.ttl").read_bytes() == (home / "passages.ttl").read_bytes()


@pytest.mark.parametrize("query", sorted(path.stem for path in find(ROOT).files("queries", ".rq")))
def test_a_saved_query_answers_for_the_country(graph: Graph, query: str) -> None:
    if query == "everything":
        assert graph.query(query, thing="xy:loi-organique-sur-l-entree-1999").rows
        return
    own = [line for line in asked(graph, query)[1:] if "xy:" in line or "xy-" in line]
    assert bool(own) is (query not in WITHOUT)


@pytest.mark.parametrize("query", sorted(path.stem for path in EXPECTED.glob("*.tsv")))
def test_an_answer_for_the_country_is_the_one_that_was_checked(graph: Graph, query: str) -> None:
    assert asked(graph, query) == (EXPECTED / f"{query}.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("topic:family-reunification", {("xy", "xgi-2019", "absent"), ("xy", "xgi-2024", "present")}),
        ("topic:health-care", {("kh", "mgi-2021", "present"), ("xy", "xgi-2019", "present")}),
    ],
)
def test_countries_and_rounds_are_compared_side_by_side(
    graph: Graph, topic: str, expected: set[tuple[str, str, str]]
) -> None:
    answer = graph.query("country-comparison", topic=topic)
    cells = [[str(cell[0]).strip("<>").rpartition("/")[2] for cell in row.values[1:4]] for row in answer.rows]
    rows = {(country.removeprefix("state-"), profile, polarity) for country, profile, polarity in cells}
    assert expected <= rows


def test_what_was_absent_in_one_round_and_present_in_the_next_is_no_mixed_picture(graph: Graph) -> None:
    lines = asked(graph, "mixed-topics")
    assert [line for line in lines if "topic:family-reunification" in line] == []


def test_the_findings_of_a_city_are_found_and_do_not_count_for_its_state(graph: Graph) -> None:
    city = graph.query("findings", profile="xy:xgi-2024-port-xy")
    assert len(city.rows) == 2
    assert not [line for line in asked(graph, "findings") if "port-xy" in line]


def test_a_seventh_chapter_is_a_domain_of_its_own_edition(graph: Graph) -> None:
    answer = graph.query("findings", domain="fw:xgi-2024-domain-7")
    assert len(answer.rows) == 5


def test_a_note_in_two_languages_is_one_row(graph: Graph) -> None:
    assert len(asked(graph, "coverage-notes")) == len(asked(graph, "discrepancies")) == 2


def test_a_finding_is_shown_in_english_and_described_in_both_languages(
    overlay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["describe", "xy:finding-2019-1-2p1s1-a", "--project", str(overlay), "-q"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("A foreigner who works needs a permit.")
    assert "Un étranger a besoin d'un permis pour travailler." in told


def write_expected(root: str, queries: list[str]) -> None:
    import mgi_graph

    graph = mgi_graph.open(root)
    for query in queries:
        (EXPECTED / f"{query}.tsv").write_text("\n".join(asked(graph, query)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_expected(sys.argv[1], sys.argv[2:] or [path.stem for path in EXPECTED.glob("*.tsv")])
