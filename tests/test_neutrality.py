"""Ontology, shapes, shared vocabularies and code know no country."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: The only country in the data, by every name that it could slip in under.
COUNTRY = re.compile(
    r"cambod|khmer|phnom|\bKHM?\b|\bkh:|\bkh-|/kh/|state-kh|prakas|anukret|\bkram\b|chbab", re.IGNORECASE
)
NEUTRAL = [
    path
    for part in ("ontology", "shapes", "src", "data/vocab", "data/framework")
    for path in sorted((ROOT / part).rglob("*"))
    if path.suffix in {".ttl", ".py", ".rq", ".md"}
]


def mentions(text: str) -> list[str]:
    # kh-mgi-2021: is the prefix of the passages that data/framework cites: evidence, not knowledge of a country
    return [match[0] for match in COUNTRY.finditer(re.sub(r"\bkh-mgi-2021\b|/kh/mgi-2021/", "", text))]


@pytest.mark.parametrize("path", NEUTRAL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_country_is_mentioned(path: Path) -> None:
    if path.parts[len(ROOT.parts)] != "data":
        assert COUNTRY.findall(path.read_text(encoding="utf-8")) == []
    else:
        assert mentions(path.read_text(encoding="utf-8")) == []


def test_the_check_would_see_a_country() -> None:
    assert mentions("the Kingdom of Cambodia, kh:law, int:state-kh, Prakas")
