"""The forms of a report, by the names that ``--format`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mgi_graph.results.report.verification import Verification

FORMS: Final = ("text", "json", "turtle", "sarif", "junit", "github", "html")


def write(report: Verification, form: str = "text", *, version: str = "") -> str:
    """Write a report in one of :data:`FORMS`; ``version`` is the tool's, where a form has room for it."""
    from mgi_graph.results.report import github, junit, page, record, sarif, shacl, text

    if form == "sarif":
        return sarif.write_sarif(report, version=version)
    writers = {
        "text": text.write_text,
        "json": record.write_json,
        "turtle": shacl.write_shacl,
        "junit": junit.write_junit,
        "github": github.write_github,
        "html": page.write_page,
    }
    return writers[form](report)
