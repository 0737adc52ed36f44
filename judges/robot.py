"""Have ROBOT read the ontology: `robot report`, the quality control of the OBO Foundry.

Usage: python judges/robot.py FOLDER     (FOLDER: where the jars are kept between runs)

Maven fetches ROBOT as pom.xml names it; robot.sha256 lists what must come, byte for byte. ROBOT
looks for definitions under the name that OBO gives them, so it is shown a view in which each
skos:definition is one; declarations of prefixes are no terms and are left out. Of its rules,
robot-profile.txt leaves out two: lowercase_definition (a definition of ours is a phrase that can
replace its term, so it begins in lower case) and missing_superclass (a top class has none; that
it is disjoint with the others is checked by tests/hygiene/no-disjointness.rq).
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH, SKOS
from runtime import judge_folder, need, run

from mgi_graph.project import find

HERE: Final = Path(__file__).parent
BASE: Final = "https://w3id.org/migov/"
DEFINITION: Final = URIRef("http://purl.obolibrary.org/obo/IAO_0000115")
MAIN: Final = "org.obolibrary.robot.CommandLineInterface"
FETCH: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"


def sums(library: Path) -> str:
    """List the jars of a folder with their hashes, as sha256sum does."""
    jars = sorted(library.glob("*.jar"), key=lambda jar: jar.name)
    return "".join(f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.name}\n" for jar in jars)


def fetch(library: Path) -> None:
    """Fetch ROBOT unless it is there, and refuse jars other than those that are pinned."""
    pinned = (HERE / "robot.sha256").read_text(encoding="utf-8")
    if sums(library) == pinned:
        return
    shutil.rmtree(library, ignore_errors=True)
    mvn = need("mvn", "ROBOT")
    run([mvn, "-q", "-B", "-f", HERE / "pom.xml", FETCH, f"-DoutputDirectory={library}"])
    if (found := sums(library)) != pinned:
        differing = sorted({line[66:] for line in set(found.splitlines()) ^ set(pinned.splitlines())})
        sys.exit(f"ROBOT: the jars that came are not those of judges/robot.sha256: {', '.join(differing)}")


def view() -> Graph:
    """Read the ontology as ROBOT is to see it."""
    graph = Graph()
    for path in find(HERE).files("ontology"):
        graph.parse(path)
    for term, definition in list(graph.subject_objects(SKOS.definition)):
        graph.add((term, DEFINITION, definition))
    for declaration in list(graph.subjects(RDF.type, SH.PrefixDeclaration)):
        graph.remove((declaration, None, None))
        graph.remove((None, None, declaration))
    return graph


def main() -> int:
    """Write the view, run the report, hand on its verdict."""
    java = need("java", "ROBOT")
    library = judge_folder() / "robot"
    fetch(library)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        view().serialize(folder / "ontology.owl", format="xml")
        options: list[str | Path] = [
            "--base-iri",
            BASE,
            "--profile",
            HERE / "robot-profile.txt",
            "--fail-on",
            "INFO",
            "--print",
            "20",
        ]
        files: list[str | Path] = ["--input", folder / "ontology.owl", "--output", folder / "report.tsv"]
        print("ROBOT report:", end=" ", flush=True)
        command: list[str | Path] = [java, "-cp", f"{library}/*", MAIN, "report", *files, *options]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
