"""The terminals of SPARQL 1.1 (§19.8) with their places in the text.

Comments and white space are left out, so that no later step can mistake them for words. A
character that opens no terminal becomes a token of kind ``other``: it is for the parser to complain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["iri", "pname", "blank", "var", "string", "langtag", "number", "word", "punct", "other"]

_UCHAR: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
# Characters of names (PN_CHARS and its kin), written as what they are not: any character beyond ASCII
# counts. The recommendation leaves out a few that no parser accepts elsewhere either; its classes in
# full take 25 ms to compile.
_BASE: Final = r"[^\x00-@\[-`{-\x7f]"
_NAME: Final = r"[^\x00-/:-@\[-\^`{-\x7f]"
_NAME_DASH: Final = r"[^\x00-,./:-@\[-\^`{-\x7f]"
_NAME_DOT: Final = r"[^\x00-,/:-@\[-\^`{-\x7f]"
_NAME_COLON: Final = r"[^\x00-,./;-@\[-\^`{-\x7f]"
_OPENS_LOCAL: Final = r"[^\x00-/;-@\[-\^`{-\x7f]"
_PLX: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
# Bounded, so that a long run of dots is not read again from each of its characters.
_PREFIX: Final = rf"{_BASE}(?:{_NAME_DOT}{{0,100}}{_NAME_DASH})?"
_LOCAL: Final = (
    rf"(?:{_OPENS_LOCAL}|{_PLX})(?:{_NAME_COLON}|{_PLX}|\.+(?=[%\\]|{_NAME_COLON})(?:{_NAME_COLON}|{_PLX}))*"
)

_TERMINALS: Final[tuple[tuple[str, str], ...]] = (
    ("skip", r"[ \t\r\n]+|\#[^\r\n]*"),
    ("iri", rf"<(?:[^<>\"{{}}|^`\\\x00-\x20]|{_UCHAR})*>"),
    ("string", r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' + r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"),
    ("string", r'"(?:[^"\\\r\n]|\\.)*"' + r"|'(?:[^'\\\r\n]|\\.)*'"),
    ("blank", rf"_:{_NAME}(?:{_NAME_DOT}*{_NAME_DASH})?"),
    ("pname", rf"(?:{_PREFIX})?:(?:{_LOCAL})?"),
    ("var", rf"[?$]{_NAME}+"),
    ("langtag", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("number", r"(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"),
    ("word", rf"(?:[A-Za-z_]|{_UCHAR})(?:[A-Za-z0-9_]|{_UCHAR})*"),
    ("punct", r"\^\^|&&|\|\||!=|<=|>=|<<|>>|[{}()\[\].,;=<>+\-*/|^?!]"),
    ("other", r"."),
)
_LEXER: Final = re.compile(
    "|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_TERMINALS)), re.DOTALL
)
_ESCAPE: Final = re.compile(_UCHAR)


_SKIP: Final = "k0"
_KINDS: Final = {f"k{index}": cast("Kind", kind) for index, (kind, _) in enumerate(_TERMINALS)}


class Token(NamedTuple):
    """A terminal: what it is, what it says, and from where to where it stands (code points)."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """Return a bare word in upper case with its escapes undone, and ``""`` for any other token."""
        return unescape(self.text).upper() if self.kind == "word" else ""


@lru_cache(maxsize=8)
def tokenize(text: str) -> tuple[Token, ...]:
    """Split a SPARQL text into its terminals; every character belongs to one or is skipped.

    The last few texts are remembered: each step that makes a query ready reads it anew.

    >>> [token.text for token in tokenize("ASK { ?s a <x> } # SERVICE")]
    ['ASK', '{', '?s', 'a', '<x>', '}']
    """
    return tuple(scan(text))


def scan(text: str) -> Iterator[Token]:
    """Go through the terminals of a SPARQL text, no further than they are asked for."""
    for match in _LEXER.finditer(text):
        group = match.lastgroup or _SKIP
        if group != _SKIP:
            yield Token(_KINDS[group], match[0], *match.span())


def unescape(text: str) -> str:
    r"""Undo code point escapes (SPARQL 1.1 §19.2).

    >>> unescape(r"SERVI\u0043E")
    'SERVICE'
    """
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    number = int(match[0][2:], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return where an offset stands, both from 1, columns in code points.

    >>> line_and_column("a\nbc", 3)
    (2, 2)
    """
    before = text[:offset].replace("\r\n", " \n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def excerpt(text: str, offset: int) -> str:
    r"""Return the line of an offset, and a mark under its place.

    >>> print(excerpt("ASK {\n  ?s }", 11))
      ?s }
         ^
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    pad = "".join("\t" if character == "\t" else " " for character in line[: offset - start])
    return f"{line}\n{pad}^"
