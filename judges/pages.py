"""Have pyLODE write the ontology as a page, and look at the page for holes.

Usage: python judges/pages.py FOLDER     (FOLDER: where pyLODE and the page are kept)

A warning of pyLODE is a failure. A hole is a term of ours without its definition on the page, or
somebody who is shown as an address and not by name.
"""

from __future__ import annotations

import logging
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import Final

from rdflib import Graph
from rdflib.namespace import RDFS, SKOS
from runtime import judge_folder, run

from mgi_graph.project import find

HERE: Final = Path(__file__).parent
PINNED: Final = HERE.parent / "requirements" / "pylode.txt"
ONTOLOGY: Final = "https://w3id.org/migov/ontology"


def install(library: Path) -> None:
    """Install pyLODE as it is pinned, into a folder of its own; a kept copy of the list tells whether it is there."""
    done = library / PINNED.name
    if not done.exists() or done.read_bytes() != PINNED.read_bytes():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]
        run([*pip, "--no-deps", "--require-hashes", "-r", PINNED, "--target", library])
        done.write_bytes(PINNED.read_bytes())
    sys.path.insert(0, str(library))


def write(graph: Graph, page: Path) -> None:
    """Write the page; every warning but that of a file left to the garbage collector is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ResourceWarning)
        logging.disable(logging.INFO)  # pyLODE tells what it loads
        import_module("pylode").OntPub(graph).make_html(destination=page)


def holes(graph: Graph, page: Path) -> list[str]:
    """List the terms of ours that the page leaves without definition, and people without a name."""
    text = page.read_text(encoding="utf-8")
    lacking = [
        str(term)
        for term in graph.subjects(RDFS.isDefinedBy)
        if str(term).startswith(f"{ONTOLOGY}#")
        and not any(str(one) in text for one in graph.objects(term, SKOS.definition))
    ]
    return sorted(lacking) + (["the maintainers"] if ">https://w3id.org/migov/id/mgi/maintainers<" in text else [])


def main() -> int:
    """Write the page, say what is missing on it."""
    folder = judge_folder()
    install(folder / "pylode")
    graph, page = Graph(), folder / "ontology.html"
    for path in find(HERE).files("ontology"):
        graph.parse(path)
    write(graph, page)
    found = holes(graph, page)
    print(f"pyLODE: {page.stat().st_size // 1000} kB, no warning, {len(found)} holes {', '.join(found)}".rstrip())
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
