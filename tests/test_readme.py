"""What the README shows is what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import mgi_graph
from mgi_graph.namespaces import namespace
from mgi_graph.results.formats import write

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(command: str) -> str:
    """Return the output that the README shows for a command, without its digest."""
    match = re.search(rf"\$ {re.escape(command)}\n(.*?)```", README, flags=re.DOTALL)
    assert match, command
    return match[1]


def test_the_first_answer_is_the_real_one() -> None:
    answer = write(mgi_graph.open(ROOT).query("pending-changes"))
    assert shown("mgi query run pending-changes") == re.sub(r"sha256 \w{64}", "sha256 …", answer)


def test_the_place_that_describe_shows_holds_the_thing() -> None:
    file, line, _ = re.search(r"Stated in:\n  (\S+)", shown("mgi describe kh:law-on-immigration-1994"))[1].split(":")  # type: ignore[index]
    assert (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1] == "kh:law-on-immigration-1994"


def test_every_saved_query_that_a_page_names_exists() -> None:
    named = {
        name
        for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
        for name in re.findall(r"mgi query run ([a-z-]+)", page.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {path.stem for path in (ROOT / "queries").rglob("*.rq")}


def test_every_prefix_that_the_model_page_shows_is_known() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+):`[^|]*\| `(http[^`<]+[/#])` \|", page, flags=re.MULTILINE)
    assert len(rows) >= 5
    assert dict(rows) == {prefix: namespace(prefix) for prefix, _ in rows}
