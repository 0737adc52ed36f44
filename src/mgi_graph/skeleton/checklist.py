"""The list of what is to be done, each step with the command that proves it done."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from mgi_graph.skeleton.edition import text_name
from mgi_graph.skeleton.request import slug
from mgi_graph.skeleton.stubs import CHAPTER

if TYPE_CHECKING:
    from mgi_graph.skeleton.register import Register
    from mgi_graph.skeleton.request import Request
    from mgi_graph.skeleton.stubs import Examples

_UNSPLIT = """The profile has no passages yet. Make a folder (outside of the project: the text of a profile is not ours
to copy) with two files: `{text}`, the text in UTF-8, and `passages.tsv`, one row a passage with the columns
`locator`, `kind`, `parent`, `char_start`, `char_end`. A kind is one of `sentence`, `paragraph`, `footnote`, `item`,
`table row`, `source`; offsets count characters from 0, the end is exclusive. Then"""
_SPLIT = (
    "The passages were written from the folder of the source. When pages or headings are filled in, write them again:"
)


def checklist_text(request: Request, home: str, register: Register, shown: Examples, *, has_passages: bool) -> str:
    """Write the list for one profile: what to fill in, in which file, and how to see that it is right."""
    template = (files("mgi_graph.skeleton") / "templates" / "checklist.md").read_text(encoding="utf-8")
    data = f"data/{home}"
    chapter = int(shown.sentence[0]) if shown.sentence[0].isdigit() else 1
    text = text_name(request.scope, request.kind, request.year, slug(request.city))
    return Template(template).substitute(
        profile=request.curie,
        scope=request.scope,
        shared=f"data/{request.scope}",
        home=data,
        chapter=chapter,
        section=f"{request.scope}-{request.profile}:{shown.section}",
        chapters=", ".join(f"{domain.place} {domain.name}" for domain in register.domains),
        framework=register.framework,
        language="" if request.language == "en" else f" --language {request.language}",
        source=request.source or "SOURCE_DIR",
        passages=_SPLIT if has_passages else _UNSPLIT.format(text=text, data=data),
        bodies=shown.filled("bodies.ttl").strip(),
        sources=shown.filled("sources.ttl").strip(),
        instruments=shown.filled("instruments.ttl").strip(),
        finding=shown.filled(CHAPTER, chapter).strip(),
        id=f"{request.scope}:finding-{request.profile.partition('-')[2]}-{shown.sentence.replace('.', '-')}-a",
    )
