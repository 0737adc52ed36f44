"""The OWL 2 RL/RDF rules, one file each (OWL 2 Profiles §4.3, Tables 4 to 9).

A file that CONSTRUCTs is an inference rule; a file that SELECTs is an inconsistency rule, whose
every row is a contradiction (``false`` in the tables). Left out are the rules that state tautologies
for every term (eq-ref, the reflexive halves of scm-cls, scm-op and scm-dp) or facts about the
vocabulary itself (prp-ap, cls-thing, cls-nothing1, dt-type1), and those whose conclusions have
literals for subjects (dt-type2, dt-eq).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent / "rules"
_HEADER: Final = re.compile(r"^#\+ (\w+): (.*)$", re.MULTILINE)
_FORM: Final = re.compile(r"^CONSTRUCT\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its W3C name, the table it stands in, what it says in words, and its SPARQL."""

    name: str
    table: int
    summary: str
    text: str

    @property
    def infers(self) -> bool:
        """Tell an inference rule from an inconsistency rule."""
        return _FORM.search(self.text) is not None

    @property
    def update(self) -> str:
        """Return the rule as an update that adds its conclusions to the store."""
        return _FORM.sub("INSERT", self.text, count=1)


@cache
def inference_rules() -> tuple[Rule, ...]:
    """Return the rules that add triples, by name; any order gives the same triples."""
    return tuple(rule for rule in _all() if rule.infers)


@cache
def inconsistency_rules() -> tuple[Rule, ...]:
    """Return the rules that find contradictions."""
    return tuple(rule for rule in _all() if not rule.infers)


@cache
def _all() -> tuple[Rule, ...]:
    return tuple(_parsed(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.rq")))


def _parsed(text: str) -> Rule:
    header = dict(_HEADER.findall(text))
    return Rule(name=header["rule"], table=int(header["table"]), summary=header["summary"], text=text)
