"""A project with what a new profile stands on, and no more: registers, framework, vocabularies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: The text of a made-up profile: locator, kind, parent, text.
TEXTS = (
    ("1.2p1", "paragraph", "1.2", "Foreigners who work hold a permit under a law of 1999. That is all."),
    ("1.2p1s1", "sentence", "1.2p1", "Foreigners who work hold a permit under a law of 1999."),
    ("1.2p1s2", "sentence", "1.2p1", "That is all."),
    ("src1", "source", "sources", "Government 1999 Law on Entry. At www.example.org/law/1999."),
)
#: The party that an agreement of the register names.
PARTY = """# The party that an agreement of the register names.
# Made up for tests.

@prefix int: <https://w3id.org/migov/id/int/> .
@prefix kh: <https://w3id.org/migov/id/kh/> .
@prefix kh-mgi-2021: <https://w3id.org/migov/id/kh/mgi-2021/passage/> .
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix role: <https://w3id.org/migov/vocab/role/> .

kh:party-cambodia-to-asean-framework-on-mutual-recognition-arrangements
    a migov:AgreementParty ;
    migov:partyAgent int:state-kh ;
    migov:partyRole role:party ;
    migov:hasEvidence kh-mgi-2021:1.2p1s1 .
"""


def make_project(root: Path) -> Path:
    """Copy what the registers rest on; the one party that they name outside of them stands in a file of its own."""
    for part in ("ontology", "shapes", "queries", "data/vocab", "data/framework", "data/register"):
        shutil.copytree(ROOT / part, root / part)
    for name in ("kh/passages", "kh/profile", "record/iom-documents", "record/un-treaty-status"):
        (root / "data" / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "data" / f"{name}.ttl", root / "data" / f"{name}.ttl")
    (root / "data" / "register" / "un-member-states.ttl").unlink()
    (root / "data" / "kh" / "party.ttl").write_text(PARTY, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def make_source(folder: Path, name: str) -> Path:
    """Write the folder of a source: the text under a name, and the index of its passages."""
    folder.mkdir()
    text = "\n".join(("Strengths", TEXTS[0][3], "Sources", TEXTS[3][3], ""))
    (folder / name).write_text(text, encoding="utf-8")
    rows = ["locator\tkind\tparent\tchar_start\tchar_end"]
    for locator, kind, parent, words in TEXTS:
        start = text.index(words)
        rows.append(f"{locator}\t{kind}\t{parent}\t{start}\t{start + len(words)}")
    (folder / "passages.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project for one test to write to."""
    return make_project(tmp_path / "project")
