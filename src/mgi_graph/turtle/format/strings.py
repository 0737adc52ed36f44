"""Quoted literals as the house writes them (RDF 1.1 Turtle §2.5.1)."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_PLAIN: Final = {'\\"': '"', "\\'": "'", "\\n": "\n"}
#: A line break that is no line feed, and other characters that an editor would lose.
_RAW: Final = str.maketrans({"\r": "\\r", "\b": "\\b", "\f": "\\f"})
#: Three quotation marks in a row, and one that would touch the closing ones.
_CLOSING: Final = re.compile(r'"(?="")|"(?="?\Z)')


def quote(written: str) -> str:
    r"""Spell a quoted terminal in double quotes, three of them where its text has several lines.

    The value stays. An escape stays where its character could not be seen, and gives way to it where it can.

    >>> print(quote("'it" + chr(92) + "'s'"), quote(r"'\u00E9\u200B'"))
    "it's" "é\u200B"
    """
    marks = 3 if written.startswith(('"""', "'''")) else 1
    body = _ESCAPE.sub(_readable, written[marks:-marks].translate(_RAW))
    if "\n" in body:
        return '"""' + _CLOSING.sub('\\\\"', body) + '"""'
    return '"' + body.replace('"', '\\"').replace("\t", "\\t") + '"'


def _readable(match: re.Match[str]) -> str:
    piece = match[0]
    if piece[1] not in "uU":
        return _PLAIN.get(piece, piece)
    character = chr(int(piece[2:], 16))
    if character == "\\":
        return "\\\\"
    return character if character.isprintable() or character == "\n" else piece[:2] + piece[2:].upper()
