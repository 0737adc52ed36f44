"""The version of the package; ontology, shapes and data carry the same number."""

from typing import Final

VERSION: Final = "0.1.0"
SOFTWARE: Final = f"mgi-graph {VERSION}"
