"""Fill in what the pages of docs/ show: definitions, blocks of Turtle, and what commands and queries print.

On a page,

- ``<!-- define: migov:X, migov:Y -->`` … ``<!-- end -->`` holds the definitions of terms, by the ontology;
- ``<!-- classes -->``, ``<!-- values -->`` … hold what the data says of things of each class, and the concepts it uses;
- ``<!-- prefixes: xy, … -->`` … holds the declarations of all prefixes, and of those that follow from a folder;
- a block ``turtle`` holds subjects as the files of the project state them;
- a block ``console`` holds ``$ mgi …``, perhaps with ``| head -N``, and what it prints;
- a block ``sparql`` that a block ``text`` follows holds a query and its answer.

Everything else on a page is written by hand and stays.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from contextlib import chdir, redirect_stdout
from functools import cached_property
from typing import TYPE_CHECKING

from terminology import read_ontology
from usage import write_usage, write_values

import mgi_graph
from mgi_graph.cli.main import main
from mgi_graph.namespaces import OURS, STANDARD, namespace
from mgi_graph.results.formats import write

if TYPE_CHECKING:
    from pathlib import Path

    from terminology import Ontology

    from mgi_graph.graph import Graph
    from mgi_graph.project import Project

_BLOCKS = re.compile(
    r"^```(?P<kind>turtle|console)\n(?P<body>.*?)^```$"
    r"|^```sparql\n(?P<query>.*?)^```\n\n```text\n.*?^```$"
    r"|^<!-- (?P<order>define: [^>]*|prefixes: [^>]*|classes|values) -->\n.*?^<!-- end -->$",
    flags=re.DOTALL | re.MULTILINE,
)
_SUBJECT = re.compile(r"^([a-z][a-z0-9-]*:[^\s#]+)$", flags=re.MULTILINE)
_DIGEST = re.compile(r"sha256 \w{64}")


class Filler:
    """Fill in pages from one project."""

    def __init__(self, project: Project) -> None:
        """Take a project; its dataset is opened when a page first asks for it."""
        self.project = project

    @cached_property
    def graph(self) -> Graph:
        """Open the dataset."""
        return mgi_graph.open(self.project)

    @cached_property
    def ontology(self) -> Ontology:
        """Read the ontology."""
        return read_ontology(self.project)

    @cached_property
    def stated(self) -> dict[str, str]:
        """Find each subject's block, as its file has it."""
        paths = (path for part in ("ontology", "data", "shapes") for path in self.project.files(part))
        blocks = (block for path in paths for block in path.read_text(encoding="utf-8").split("\n\n"))
        return {match[1]: block.strip("\n") for block in blocks if (match := _SUBJECT.match(block.lstrip("\n")))}

    def page(self, path: Path) -> str:
        """Return a page as it should be."""
        return self.fill(path.read_text(encoding="utf-8"), path)

    def fill(self, text: str, path: Path) -> str:
        """Return the text of a page as it should be; ``path`` says where its links start."""
        up = "../" * (len(path.relative_to(self.project.root / "docs").parts) - 1)
        return _BLOCKS.sub(lambda match: self._fill(match, up), text)

    def _fill(self, match: re.Match[str], up: str) -> str:
        if query := match["query"]:
            return f"```sparql\n{query}```\n\n```text\n{self.answer(query)}```"
        if order := match["order"]:
            return f"<!-- {order} -->\n\n{self._order(order, up)}\n<!-- end -->"
        make = self._turtle if match["kind"] == "turtle" else self._console
        return f"```{match['kind']}\n{make(match['body'])}```"

    def answer(self, query: str) -> str:
        """Answer a query, as ``mgi sparql`` prints it."""
        return _DIGEST.sub("sha256 …", write(self.graph.sparql(query, labels=False)))

    def _order(self, order: str, up: str) -> str:
        kind, _, names = order.partition(": ")
        match kind:
            case "define":
                return self._define(names, up)
            case "prefixes":
                return _declarations(names)
            case "values":
                return write_values(self.graph)
            case _:
                return write_usage(self.graph, up)

    def _define(self, names: str, up: str) -> str:
        return "".join(self.ontology.define(name.strip(), f"{up}reference.md") for name in names.split(","))

    def _turtle(self, body: str) -> str:
        return "\n\n".join(self.stated[name] for name in _SUBJECT.findall(body)) + "\n"

    def _console(self, body: str) -> str:
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{self._run(line.removeprefix('$ '))}" for line in commands)

    def _run(self, line: str) -> str:
        command, _, cut = line.partition(" | head -")
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with chdir(self.project.root), redirect_stdout(said):
            code = main(shlex.split(command)[1:])
        if code:
            sys.exit(f"{line}: exit code {code}")
        said.seek(0)
        lines = _DIGEST.sub("sha256 …", said.read()).splitlines(keepends=True)
        return "".join(lines[: int(cut)] if cut else lines)


def _declarations(names: str) -> str:
    """Declare the prefixes of the project, and those that follow from the folders of countries."""
    ruled = {name.strip(): namespace(name.strip()) for name in names.split(",")}
    known = {**STANDARD, **OURS, **ruled}
    lines = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in sorted(known.items()))
    return f"```\n{lines}```\n"
