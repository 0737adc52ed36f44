"""A profile of a made-up country with its source, complete; a test plants the faults."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.build import cache, pipeline
from mgi_graph.coverage.audit import audit, choose
from mgi_graph.coverage.source import read_source
from mgi_graph.project import Project
from mgi_graph.store.embedded import open_dataset

if TYPE_CHECKING:
    from mgi_graph.coverage.model import Coverage

ROOT = Path(__file__).parents[2]
NAME = "mgi-profile-2021-xy.txt"
#: Locator, kind of the index, class, whole, text; a whole in brackets is left out of the index.
TEXTS = (
    ("intro.p1", "paragraph", "Paragraph", "intro", "There are three aims in the frame."),
    ("1.1p1s1", "sentence", "Sentence", "1.1", "The Road Law (1994) lets 7 to 15 drivers in twice a year.¹"),
    ("1.1p1s2", "sentence", "Sentence", "1.1", "The Fifth Meeting of 20,000 drivers was in May."),
    ("fn1", "footnote", "Footnote", "1.1", "See the law."),
    ("src1", "source", "SourceListing", "sources", "1994a Road Law. At www.example.org/law/94."),
)
DATA = """# A profile of a made-up country.
# Made up.

@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

@prefix fw: <https://w3id.org/migov/id/mgi/> .
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
@prefix xy-mgi-2021: <https://w3id.org/migov/id/xy/mgi-2021/passage/> .

xy:mgi-2021 a migov:CountryProfile ; skos:prefLabel "Profile of Xyland"@en .
xy:mgi-2021-text a migov:DigitalFile ; skos:prefLabel "{name}" ; migov:sha256 "{sha256}" .
xy-mgi-2021:intro a migov:Section ; migov:locator "intro" ; migov:inProfile xy:mgi-2021 .
xy-mgi-2021:1 a migov:Section ; migov:locator "1" ; migov:inProfile xy:mgi-2021 ; migov:coversDomain fw:domain-1 .
xy-mgi-2021:1.1 a migov:Section ; migov:locator "1.1" ; migov:inProfile xy:mgi-2021 ;
    migov:partOfPassage xy-mgi-2021:1 .
xy-mgi-2021:sources a migov:Section ; migov:locator "sources" ; migov:inProfile xy:mgi-2021 .
fw:domain-1 a migov:Domain ; skos:prefLabel "rights"@en .
fw:aim a migov:Objective ; skos:prefLabel "aims"@en ; migov:hasEvidence xy-mgi-2021:intro.p1 .
xy:aims a migov:Quantity ; migov:numericValue 3.0 ; migov:hasEvidence xy-mgi-2021:intro.p1 .
fw:frame migov:cites xy:aims , fw:aim .
xy:road-law a migov:LegalInstrument ; skos:prefLabel "Road Law"@en ; migov:adoptionYear 1994 ;
    migov:hasEvidence xy-mgi-2021:1.1p1s1 .
xy:drivers a migov:Quantity ; migov:lowerBound 7.0 ; migov:upperBound 15.0 ; migov:hasEvidence xy-mgi-2021:1.1p1s1 .
xy:frequency a migov:Quantity ; migov:numericValue 2.0 ; migov:hasEvidence xy-mgi-2021:1.1p1s1 .
xy:crowd a migov:Quantity ; migov:numericValue 20000.0 ; migov:hasEvidence xy-mgi-2021:1.1p1s2 .
xy:meeting a migov:Meeting ; skos:prefLabel "Fifth Meeting"@en ; migov:hasEvidence xy-mgi-2021:1.1p1s2 .
xy:finding-a a migov:Finding ; migov:partOfProfile xy:mgi-2021 ; migov:citesInstrument xy:road-law ;
    migov:hasQuantity xy:drivers , xy:frequency ; migov:hasEvidence xy-mgi-2021:1.1p1s1 .
xy:finding-b a migov:Finding ; migov:partOfProfile xy:mgi-2021 ; migov:citesEvent xy:meeting ;
    migov:hasQuantity xy:crowd ; migov:hasEvidence xy-mgi-2021:1.1p1s2 .
xy:note a migov:CoverageNote ; migov:concernsPassage xy-mgi-2021:fn1 ;
    <http://purl.org/dc/terms/description> "It refers to the law."@en .
xy:source a migov:Source ; skos:prefLabel "Road Law (1994a)"@en ; migov:citationKey "1994a" ; migov:year 1994 ;
    migov:urlAsPrinted "www.example.org/law/94" ; migov:documents xy:road-law ;
    migov:hasEvidence xy-mgi-2021:src1 .
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A project folder with a source beside it."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root.parent / "shared" / "source"

    @property
    def data(self) -> Path:
        return self.root / "data" / "xy" / "all.ttl"

    def change(self, old: str, new: str) -> None:
        text = self.data.read_text(encoding="utf-8")
        assert old in text
        self.data.write_text(text.replace(old, new), encoding="utf-8")

    def audit(self, *, source: bool = True) -> Coverage:
        store = open_dataset(pipeline.build(Project(root=self.root), validate=False))
        profile = choose(store, None)
        return audit(store, profile, read_source(store, profile, self.source) if source else None)

    def faults(self) -> list[str]:
        return [f"{fault.kind} {fault.locator or fault.thing.rpartition('/')[2]}" for fault in self.audit().faults]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "cache"))
    found = Case(tmp_path / "project")
    shutil.copytree(ROOT / "ontology", found.root / "ontology")
    for folder in ("data/xy", "data/vocab", "shapes", "queries", "../shared/source"):
        (found.root / folder).mkdir(parents=True)
    shutil.copy(ROOT / "data" / "vocab" / "polarity.ttl", found.root / "data" / "vocab")
    text, rows, blocks = "Profile\n", ["locator\tkind\tparent\tline\tchar_start\tchar_end"], []
    for ordinal, (locator, kind, name, whole, said) in enumerate(TEXTS, start=1):
        start, text = len(text), f"{text}{said}\n"
        rows.append(f"{locator}\t{kind}\t{whole}\t{ordinal}\t{start}\t{start + len(said)}")
        note = " migov:footnoteNumber 1 ;" if kind == "footnote" else ""
        blocks.append(
            f'xy-mgi-2021:{locator} a migov:{name} ; migov:locator "{locator}" ; migov:inProfile xy:mgi-2021 ;{note}\n'
            f"    migov:partOfPassage xy-mgi-2021:{whole} ; migov:inSection xy-mgi-2021:{whole} ;\n"
            f"    oa:hasSource xy:mgi-2021-text ; oa:hasSelector xy:position-{ordinal} .\n"
            f"xy:position-{ordinal} a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + len(said)} ."
        )
    (found.source / NAME).write_text(text, encoding="utf-8")
    (found.source / "passages.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    found.data.write_text(DATA.format(name=NAME, sha256=digest) + "\n".join(blocks) + "\n", encoding="utf-8")
    return found
