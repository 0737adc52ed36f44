"""A question in words puts the query that answers it on top; the questions of docs/competency.md are the trial."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.competency.conftest import read_questions

from mgi_graph.project import find
from mgi_graph.queries.catalogue import Catalogue
from mgi_graph.queries.ranking import kinds, rank, read_assessed, read_names
from mgi_graph.queries.words import stems

if TYPE_CHECKING:
    from mgi_graph.store.embedded import EmbeddedStore

CATALOGUE = Catalogue(find(Path(__file__).parent))
#: What share of the competency questions finds its query first, and among the first three. Their wording is in no
#: file of the catalogue; some were read while the synonyms were chosen, so that a new question may do a little worse.
FIRST = 0.57
AMONG_THREE = 0.75


@pytest.mark.parametrize(
    ("question", "name", "filled"),
    [
        ("which treaties has the country ratified", "treaty-status", ()),
        ("who is responsible for border management", "responsibilities", (("topic", "border management"),)),
        ("penalties for overstaying", "penalties", ()),
        ("who chairs which committee", "memberships", ()),
        ("what is missing on climate change", "absences", ()),
        ("information systems", "information-systems", ()),
    ],
)
def test_a_question_in_words_puts_its_query_on_top(
    store: EmbeddedStore, question: str, name: str, filled: tuple[tuple[str, str], ...]
) -> None:
    best = rank(CATALOGUE, question, read_names(CATALOGUE, store), read_assessed(store))[0]
    assert best.saved.name == name
    assert set(filled) <= set(best.parameters)


def test_the_competency_questions_find_their_queries(store: EmbeddedStore) -> None:
    saved, names, assessed = tuple(CATALOGUE), read_names(CATALOGUE, store), read_assessed(store)
    questions = read_questions()
    found = [(each.query, [hit.saved.name for hit in rank(saved, each.text, names, assessed)]) for each in questions]
    assert sum(hits[:1] == [query] for query, hits in found) >= FIRST * len(questions)
    assert sum(query in hits[:3] for query, hits in found) >= AMONG_THREE * len(questions)


def test_words_that_no_query_has_find_nothing() -> None:
    assert rank(CATALOGUE, "zebra xylophone") == ()


def test_a_query_is_about_its_classes_columns_and_tags() -> None:
    assert {"treaty", "state", "status", "record"} <= kinds(CATALOGUE["treaty-status"])


def test_forms_of_a_word_and_its_synonyms_agree() -> None:
    assert set(stems("policies")) >= set(stems("policy", meant=False))
    assert stems("Amendments", meant=False) == stems("amended", meant=False)
