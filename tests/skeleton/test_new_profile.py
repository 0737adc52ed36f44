"""``mgi new-profile`` starts a profile that conforms before anything is filled in, and overwrites nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.skeleton.conftest import make_project, make_source

from mgi_graph.cli.main import main
from mgi_graph.skeleton.request import Request
from mgi_graph.skeleton.stubs import CHAPTER, OWN, SHARED, Examples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country, a country with its text in another language, a city, and another round, all as they start."""
    root = make_project(tmp_path_factory.mktemp("started") / "project")
    source = make_source(root.parent / "source", "mgi-profile-2031-la.txt")
    for line in (
        ["th", "2030"],
        ["LA", "2031", "--source", str(source), "--language", "fr", "--name", "Laos"],
        ["la", "2031", "--city", "Luang Prabang"],
        ["th", "2035"],
    ):
        assert main(["new-profile", *line, "--project", str(root)]) == 0
    return root


def test_what_it_writes_passes_lint_and_format(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(started / "data" / country) for country in ("th", "la")]
    assert main(["lint", *files, "--project", str(started)]) == 0
    assert capsys.readouterr().out.endswith("conforms: 0 Violation, 0 Warning, 0 Info\n")
    assert main(["fmt", "--check", *files, "--project", str(started)]) == 0


def test_what_it_writes_conforms_to_the_shapes(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "-q", "--project", str(started)]) == 0
    assert "conforms: 0 Violation" in capsys.readouterr().out


def test_a_city_and_another_round_have_a_folder_of_their_own(started: Path) -> None:
    city = (started / "data/la/mgi-2031-luang-prabang/profile.ttl").read_text(encoding="utf-8")
    assert "a migov:LocalProfile" in city
    assert "migov:assessedTerritory la:luang-prabang" in city
    assert (started / "data/th/mgi-2035/findings/chapter-6.ttl").is_file()
    assert not (started / "data/th/mgi-2035/bodies.ttl").exists()


def test_the_passages_are_those_of_the_source_and_their_chapter_covers_its_domain(started: Path) -> None:
    written = (started / "data/la/passages.ttl").read_text(encoding="utf-8")
    assert "la-mgi-2031:1.2p1s2\n    a migov:Sentence ;" in written
    assert "migov:coversDomain fw:mgi-2021-domain-1 ;" in written
    assert (started / "data/la/sections.tsv").read_text(encoding="utf-8").splitlines() == [
        "locator\ttitle\tdomain", "1\t\tfw:mgi-2021-domain-1", "1.2\t\t", "sources\t\t",
    ]  # fmt: skip


def test_the_list_of_steps_writes_the_passages_again_as_they_are(started: Path) -> None:
    line = re.search(r"^mgi (passages .*)$", (started / "data/la/CHECKLIST.md").read_text(), re.MULTILINE)
    assert line
    before = (started / "data/la/passages.ttl").read_bytes()
    command = line[1].replace("data/la", str(started / "data/la")).split()
    assert main(command) == 0
    assert (started / "data/la/passages.ttl").read_bytes() == before


def test_every_example_conforms_once_it_is_uncommented(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(bare.parent / "source", "mgi-profile-2030-jp.txt")
    assert main(["new-profile", "jp", "2030", "--source", str(source), "--project", str(bare)]) == 0
    shown = Examples(Request(scope="jp", year=2030), "Japan")
    for file in (*SHARED, *OWN):
        (bare / "data/jp" / file).write_text(shown.filled(file), encoding="utf-8")
    finding = shown.filled(CHAPTER).replace(
        "    migov:hasEvidence", "    migov:hasCondition jp:condition-2030-contract ;\n    migov:hasEvidence"
    )
    (bare / "data/jp/findings/chapter-1.ttl").write_text(finding, encoding="utf-8")
    main(["validate", "-q", "--project", str(bare)])
    told = capsys.readouterr().out
    assert "conforms: 0 Violation" in told, told
    assert main(["fmt", "--check", str(bare / "data/jp"), "--project", str(bare)]) == 0


def test_a_stub_names_the_country_that_was_asked_for_and_no_other() -> None:
    shown = Examples(Request(scope="ab", year=2029, city="Q"), "Abland", sentence="3.1p4s2", section="3.1")
    for file in (*SHARED, *OWN, CHAPTER):
        assert not re.search(r"\bxy\b|Xy|2030", shown.stub(file)), file
    assert "ab:finding-2029-q-3-1p4s2-a" in shown.filled(CHAPTER)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("xyz", "2030"), "'xyz' is no country code: expected two letters"),
        (("th", "30"), "'30' is no year of a profile: expected one from 2000 to 2100"),
        (("th", "2030", "--language", "french!"), "is no language tag"),
        (("th", "2030", "--kind", "nope"), "no edition of a framework fw:nope-… is there"),
        (("th", "2030", "--kind", "m gi"), "is no kind of profile"),
        (("th", "2030", "--city", "城"), "has no letter for an address"),
        (("th", "2030", "--name", 'a "b"'), "is no name: expected one line without quotation marks"),
        (("zz", "2030"), "there is no State 'int:state-zz'; add it to data/register/states.ttl"),
        (("kh", "2021"), "kh:mgi-2021 is there already: nothing is overwritten"),
        (("th", "2030", "--source", "/nowhere"), "expected one text named like mgi-profile-2021-xy.txt, found 0"),
    ],
)
def test_what_cannot_be_started_is_said_in_one_line(
    bare: Path, capsys: pytest.CaptureFixture[str], line: tuple[str, ...], says: str
) -> None:
    before = sorted(bare.rglob("*"))
    assert main(["new-profile", *line, "--project", str(bare)]) != 0
    assert says in capsys.readouterr().err.splitlines()[0]
    assert sorted(bare.rglob("*")) == before


def test_the_text_of_another_profile_is_refused(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(bare.parent / "source", "mgi-profile-2031-la.txt")
    assert main(["new-profile", "th", "2030", "--source", str(source), "--project", str(bare)]) == 2
    assert "the text of th:mgi-2030 is named mgi-profile-2030-th.txt" in capsys.readouterr().err


def test_nothing_is_overwritten_and_nothing_is_written_beside_it(
    bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "into" / "th" / "sources.ttl"
    there.parent.mkdir(parents=True)
    there.write_text("mine", encoding="utf-8")
    line = ["new-profile", "th", "2030", "--into", str(tmp_path / "into"), "--project", str(bare)]
    assert main(line) == 2
    assert "is there already: nothing was written" in capsys.readouterr().err
    assert [path.name for path in there.parent.iterdir()] == ["sources.ttl"]
    assert there.read_text(encoding="utf-8") == "mine"
