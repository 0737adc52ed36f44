"""The files of a profile as they start: a head, a ruler, and an example to uncomment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.skeleton.passage import Passage
    from mgi_graph.skeleton.request import Request

#: Files of a country, which all its profiles share.
SHARED: Final = (
    "instrument-types.ttl", "instruments.ttl", "amendments.ttl", "bodies.ttl", "memberships.ttl", "mandates.ttl",
    "agreements.ttl", "arrangements.ttl", "components.ttl", "events.ttl",
)  # fmt: skip
#: Files of one profile.
OWN: Final = (
    "sources.ttl", "participations.ttl", "quantities.ttl", "conditions.ttl", "coverage.ttl", "discrepancies.ttl",
)  # fmt: skip
CHAPTER: Final = "findings/chapter.ttl"
_HEAD_LINES: Final = 2
_RULER: Final = re.compile(r"# .* -{3,}")


@dataclass(frozen=True)
class Examples:
    """The templates of a made-up country, told of a real one.

    ``sentence``, ``section`` and ``source`` are locators of passages that the examples cite.
    """

    request: Request
    name: str
    sentence: str = "1.2p1s1"
    section: str = "1.2"
    source: str = "src1"

    def filled(self, file: str, chapter: int = 1) -> str:
        """Return the file with its example: valid Turtle."""
        text = (files("mgi_graph.skeleton") / "templates" / file).read_text(encoding="utf-8")
        words = self._words
        text = re.sub("|".join(map(re.escape, words)), lambda match: words[match[0]], text)
        return sort_prefixes(text.replace("chapter 1", f"chapter {chapter}"))

    def stub(self, file: str, chapter: int = 1) -> str:
        """Return the file with its example commented out: valid Turtle without a triple."""
        lines = self.filled(file, chapter).splitlines()
        ruler = next(line for line in lines if _RULER.fullmatch(line))
        example = [line for line in lines[_HEAD_LINES + 1 :] if line != ruler]
        commented = [f"# {line}".rstrip() for line in _without_double_blanks(example)]
        told = "# An example; uncomment what you use of it, with its prefixes:"
        return "\n".join([*lines[:_HEAD_LINES], "", ruler, "", told, "#", *commented]) + "\n"

    @cached_property
    def _words(self) -> dict[str, str]:
        """What stands for what; of two that begin alike the longer one comes first."""
        request = self.request
        number, passages = _number(request), f"{request.scope}-{request.profile}:"
        return {
            "xy-mgi-2030:1.2p1s1": f"{passages}{self.sentence}",
            "xy-mgi-2030:1.2 ": f"{passages}{self.section} ",
            "xy-mgi-2030:src1": f"{passages}{self.source}",
            "xy-mgi-2030:": passages,
            "/xy/mgi-2030/": f"/{request.scope}/{request.profile}/",
            "/xy-": f"/{request.scope}-",
            "/xy/": f"/{request.scope}/",
            "xy:mgi-2030": request.curie,
            "xy-type:": f"{request.scope}-type:",
            "xy:": f"{request.scope}:",
            "state-xy": f"state-{request.scope}",
            "Xyland": self.name,
            "section 1.2": f"section {self.section}",
            "-2030-1-2p1s1-": f"-{number}-{self.sentence.replace('.', '-')}-",
            "-2030-1-2": f"-{number}-{self.section.replace('.', '-')}",
            "-entry-2030": f"-entry-{request.year}",
            "-mgi-2030": f"-{request.profile}",
            "-2030-": f"-{number}-",
            "2030-02": f"{request.year}-02",
            "profile 2030": f"profile {request.year}",
        }


def sort_prefixes(text: str) -> str:
    """Put the prefixes that are not published in order again, after a country was renamed."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("@prefix ") and _prefix(line) not in STANDARD]
    for at, line in zip(places, sorted((lines[at] for at in places), key=_prefix), strict=True):
        lines[at] = line
    return "\n".join(lines)


def examples(request: Request, name: str, passages: Iterable[Passage]) -> Examples:
    """Make examples that cite passages of the source, where it has a sentence in a chapter and a list of sources."""
    listed = list(passages)
    sentence = next((each for each in listed if each.kind == "sentence" and each.locator[:1].isdigit()), None)
    source = next((each.locator for each in listed if each.kind == "source"), "src1")
    if sentence is None:
        return Examples(request, name, source=source)
    section = re.split("p", sentence.locator)[0]
    return Examples(request, name, sentence=sentence.locator, section=section, source=source)


def _number(request: Request) -> str:
    return request.profile.partition("-")[2]


def _prefix(line: str) -> str:
    return line.split()[1].rstrip(":")


def _without_double_blanks(lines: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept
