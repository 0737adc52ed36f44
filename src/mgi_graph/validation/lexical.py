"""Tell where the canonical forms of Oxigraph would change the result of a query (``"12.0"`` kept as ``"12"``)."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from mgi_graph.validation.literals import LANG_STRING, STRING, is_literal, parts
from mgi_graph.validation.solving import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.validation.index import Index

#: Forms that are canonical for certain, so that most literals need not be asked about.
_PLAIN: Final = re.compile(
    r'"(?:0|-?[1-9][0-9]{0,17})"\^\^<[^>]*#integer>|"[0-9]{4}-[0-9]{2}-[0-9]{2}"\^\^<[^>]*#date>'
)
#: Functions that see how a literal is written, not what it stands for.
_LEXICAL: Final = re.compile(
    r"\b(?:STR|REGEX|REPLACE|STRLEN|SUBSTR|CONTAINS|STRSTARTS|STRENDS|STRBEFORE|STRAFTER|CONCAT|UCASE|LCASE"
    r"|ENCODE_FOR_URI|GROUP_CONCAT|SAMETERM|MD5|SHA\d+|IRI|URI|STRDT|STRLANG|DISTINCT)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"<([^<>\s]*)>|(?<![\w?$])((?:[A-Za-z][\w.-]*)?):([\w.%-]*)")
_TERM: Final = r"(?:[?$]\w+|<[^<>\s]*>|[\w.-]*:[\w.%-]+)"
#: A variable in the place of a predicate: it may stand for any of them.
_FREE_PREDICATE: Final = re.compile(rf"(?:{_TERM}|;)\s+[?$]\w+\s+(?:{_TERM}|[\"'\d])|![\s(]*(?:\^|<|[\w.-]*:)")


class LexicalForms:
    """The literals of some data that Oxigraph would write in another form."""

    def __init__(self, index: Index) -> None:
        """Take the data."""
        self._index = index
        self.would_show = cache(self._would_show)

    @cached_property
    def changed(self) -> Mapping[str, str]:
        """Return those literals, each with its canonical form."""
        typed = {value for values in self._index.incoming.values() for value in values if "^^<" in value}
        asked = [term for term in typed if is_literal(term) and not _PLAIN.fullmatch(term)]
        asked = sorted(term for term in asked if parts(term).datatype not in {STRING, LANG_STRING})
        return {term: form for term, form in zip(asked, canonical(asked), strict=True) if form != term}

    @cached_property
    def originals(self) -> Mapping[str, str]:
        """Return the literal of the files that each canonical form stands for."""
        return {form: term for term, form in self.changed.items()}

    def _would_show(self, query: str, prefixes: tuple[tuple[str, str], ...]) -> bool:
        """Tell whether a query reads such literals, and in a way that tells how they are written.

        It does where it takes them as text, or where the data has two forms of one value, which
        Oxigraph would join.
        """
        body = query[query.find("{") :]
        if not self.changed or not (_FREE_PREDICATE.search(body) or self._reads(body, dict(prefixes))):
            return False
        return self._has_twins or _LEXICAL.search(query) is not None

    def _reads(self, body: str, prefixes: Mapping[str, str]) -> bool:
        named = {full or prefixes.get(prefix, "") + local for full, prefix, local in _NAME.findall(body)}
        return any(
            predicate[1:-1] in named and not self.changed.keys().isdisjoint(values)
            for predicate, values in self._index.incoming.items()
        )

    @cached_property
    def _has_twins(self) -> bool:
        forms = set(self.changed.values())
        present = any(not forms.isdisjoint(values) for values in self._index.incoming.values())
        return present or len(forms) < len(self.changed)
