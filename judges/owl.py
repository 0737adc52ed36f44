"""Have independent judges read the ontology and the data: OWLAPI (profiles) and HermiT (consistency).

Usage: python judges/owl.py LIBRARY     (LIBRARY: the folder of the wheel that carries their jars)

OWL 2 has no dates but xsd:dateTime (OWL 2 Structural Specification §4), so the judges are shown a
view without the literals of other date types; the parser of this OWLAPI for Turtle needs a class
that newer Java lacks, so they are shown RDF/XML.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, Literal
from rdflib.namespace import XSD
from runtime import judge_folder, need

from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Iterable

OUTSIDE_OWL = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay}


def view(paths: Iterable[Path]) -> Graph:
    """Read the files and leave out what OWL 2 has no datatype for."""
    whole, seen = Graph(), Graph()
    for path in paths:
        whole.parse(path)
    for triple in whole:
        if not (isinstance(triple[2], Literal) and triple[2].datatype in OUTSIDE_OWL):
            seen.add(triple)
    return seen


def jars(library: Path, folder: Path) -> str:
    """Unpack the jars of the wheel and return them as a class path."""
    (wheel,) = library.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jar")]
        archive.extractall(folder, names)
    return os.pathsep.join(str(folder / name) for name in names)


def main() -> int:
    """Write the views, run the judges, hand on their verdict."""
    java = need("java", "OWLAPI and HermiT")
    library = judge_folder()
    project = find(Path(__file__).parent)
    ontology, data = project.files("ontology"), project.files("data")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = {"ontology": ontology, "ontology-and-data": [*ontology, *data]}
        for title, paths in documents.items():
            view(paths).serialize(folder / f"{title}.owl", format="xml")
        command: list[str | Path] = [
            java,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            jars(library, folder),
            Path(__file__).with_name("Profiles.java"),
        ]
        return subprocess.run([*command, *(folder / f"{title}.owl" for title in documents)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
