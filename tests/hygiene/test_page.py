"""docs/hygiene.md tells of every rule, and of every check of the three lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .conftest import RULES

PAGE: Final = (Path(__file__).parent.parent.parent / "docs" / "hygiene.md").read_text(encoding="utf-8")
OOPS: Final = {f"P{number:02}" for number in range(1, 42)}
FOOPS: Final = {
    "PURL1",
    "URI1",
    "URI2",
    "VER1",
    "VER2",
    "OM1",
    "OM2",
    "OM3",
    "OM4.1",
    "OM4.2",
    "OM5.1",
    "OM5.2",
    "FIND1",
    "FIND2",
    "FIND3",
    "FIND_3_BIS",
    "HTTP1",
    "CN1",
    "DOC1",
    "RDF1",
    "VOC1",
    "VOC2",
    "VOC3",
    "VOC4",
}
#: The queries of ROBOT 1.9.8.
ROBOT: Final = {
    "annotation_whitespace",
    "deprecated_boolean_datatype",
    "deprecated_class_reference",
    "deprecated_property_reference",
    "duplicate_definition",
    "duplicate_exact_synonym",
    "duplicate_label",
    "duplicate_label_synonym",
    "duplicate_scoped_synonym",
    "equivalent_class_axiom_no_genus",
    "equivalent_pair",
    "illegal_use_of_built_in_vocabulary",
    "invalid_entity_uri",
    "invalid_xref",
    "label_formatting",
    "label_whitespace",
    "lowercase_definition",
    "missing_definition",
    "missing_label",
    "missing_obsolete_label",
    "missing_ontology_description",
    "missing_ontology_license",
    "missing_ontology_title",
    "missing_subset_declaration",
    "missing_superclass",
    "missing_synonymtype_declaration",
    "misused_obsolete_label",
    "misused_replaced_by",
    "multiple_asserted_superclasses",
    "multiple_definitions",
    "multiple_equivalent_class_definitions",
    "multiple_equivalent_classes",
    "multiple_labels",
}


def test_the_page_lists_exactly_the_rules() -> None:
    rows = re.findall(r"^\| \[`(.+?)`\]\((.+?)\) \| (.+?) \| (.+?) \|$", PAGE, flags=re.MULTILINE)
    assert rows == [(rule.name, f"../tests/hygiene/{rule.name}.rq", rule.words, rule.source) for rule in RULES]


def test_every_check_of_the_lists_is_a_rule_or_left_out_with_a_reason() -> None:
    left_out = PAGE.split("## Left out")[1]
    told = " ".join(rule.source for rule in RULES) + left_out
    words = set(re.findall(r"[A-Za-z0-9_.]+[A-Za-z0-9]", told))
    assert sorted((OOPS | FOOPS | ROBOT) - words) == []
