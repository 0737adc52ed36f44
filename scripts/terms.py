"""Hold the terms against those of the last release, and tell the changelog what is new, deprecated or gone.

Usage: python scripts/terms.py            write the lists under "Unreleased" in CHANGELOG.md
       python scripts/terms.py --check    exit 1 where they are out of date, or where a term was removed or
                                          narrowed without deprecation in a version that may not do that
       python scripts/terms.py --release  write the list of this version to ontology/releases/, which the
                                          next version is held to (--from REVISION takes it from git)
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.comparison.listing import FOLDER, latest, may_break, read_list, write_list
from mgi_graph.comparison.narrowing import find_breaches
from mgi_graph.comparison.term import Term, read_terms
from mgi_graph.comparison.version import opened
from mgi_graph.comparison.view import View
from mgi_graph.errors import MgiError
from mgi_graph.project import Project, find
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OPENING = "<!-- terms: written by scripts/terms.py from the ontology, the vocabularies and the last release -->"
CLOSING = "<!-- /terms -->"
#: What the columns of a list are called in the changelog.
WORDS = {
    "kind": "kind",
    "label": "label",
    "definition": "definition",
    "domain": "domain",
    "range": "range",
    "above": "place in the hierarchy",
    "same": "equivalence",
    "disjoint": "disjointness",
    "traits": "characteristics",
    "schemes": "scheme",
}
SECTION = re.compile(rf"\n*{re.escape(OPENING)}.*?{re.escape(CLOSING)}", re.DOTALL)
UNRELEASED = re.compile(r"## \[Unreleased\]\n.*?(?=\n## \[|\Z)", re.DOTALL)


def terms_of(given: str, project: Project) -> dict[str, Term]:
    """Read the published terms of a folder or a revision."""
    with opened(given, project) as version:
        return read_terms(View(version.triples()))


def lists(old: Mapping[str, Term], new: Mapping[str, Term]) -> str:
    """Write what is added, deprecated, removed and changed, a line a term."""
    before, after = ({term.name: term for term in terms.values()} for terms in (old, new))
    both = [(before[name], after[name]) for name in sorted(before.keys() & after.keys())]
    parts = (
        ("Terms added", [named(after[name]) for name in sorted(after.keys() - before.keys())]),
        ("Terms deprecated", [gone(term) for was, term in both if term.deprecated and not was.deprecated]),
        ("Terms removed", [named(before[name]) for name in sorted(before.keys() - after.keys())]),
        ("Terms changed", [f"{named(term)}: {change}" for was, term in both if (change := changed(was, term))]),
    )
    return "".join(f"\n\n#### {title}\n\n" + "\n".join(lines) for title, lines in parts if lines)


def named(term: Term) -> str:
    """Name a term with its kind and label."""
    return f"- `{term.name}` ({term.kind}) {term.label}"


def gone(term: Term) -> str:
    """Name a deprecated term and what to use in its place."""
    return f"{named(term)}: use {', '.join(f'`{name}`' for name in term.replacement) or 'no other'}"


def changed(old: Term, new: Term) -> str:
    """Name the columns in which a term has changed; one that is newly deprecated is listed there."""
    if new.deprecated:
        return ""
    return ", ".join(words for name, words in WORDS.items() if getattr(old, name) != getattr(new, name))


def written(changelog: str, text: str) -> str:
    """Put the lists at the end of the section of what is not released yet."""
    section = UNRELEASED.search(changelog)
    if section is None:
        raise SystemExit('CHANGELOG.md has no section "## [Unreleased]" to write to')
    kept = SECTION.sub("", section[0]).rstrip("\n")
    block = f"\n\n{OPENING}\n\n### Terms{text}\n\n{CLOSING}\n" if text else "\n"
    return changelog[: section.start()] + kept + block + changelog[section.end() :]


def check(changelog: Path, text: str, breaches: Iterable[object]) -> int:
    """Compare the lists, and name what breaks."""
    code = 0
    for breach in breaches:
        print(breach)
        code = 1
    if changelog.read_text(encoding="utf-8") != text:
        print("the lists of terms in CHANGELOG.md are out of date: run python scripts/terms.py")
        code = 1
    if not code:
        print("no term was removed or narrowed without deprecation, and the lists in CHANGELOG.md are up to date")
    return code


def release(project: Project, version: str, given: str) -> int:
    """Write the list that the next version is held to."""
    path = project.root / FOLDER / f"{version}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_list(terms_of(given, project).values()), encoding="utf-8")
    print(f"{project.name(path)} is written")
    return 0


def run(project: Project) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--release", action="store_true", help="write the list of this version")
    parser.add_argument("--from", dest="revision", default=str(project.root), help="take the terms from this revision")
    given = parser.parse_args()
    if given.release:
        return release(project, VERSION, given.revision)
    baseline = latest(project)
    old, new = read_list(baseline), terms_of(given.revision, project)
    changelog = project.root / "CHANGELOG.md"
    text = written(changelog.read_text(encoding="utf-8"), lists(old, new))
    if given.check:
        breaches = () if may_break(baseline.stem, VERSION) else find_breaches(old, new)
        return check(changelog, text, breaches)
    changelog.write_text(text, encoding="utf-8")
    return 0


def main() -> int:
    """Run, and say in one line what is wrong."""
    try:
        return run(find(Path(__file__).parent))
    except MgiError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
