"""Tell at a glance that a text is in the house style, without laying it out anew.

Twenty times faster than the layout, and careful: *yes* is certain, *no* only means that one must look. What
is rare (comments inside a block, brackets over several lines, several bases) is never told at a glance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import STANDARD
from mgi_graph.turtle.format.layout import WIDEST
from mgi_graph.turtle.order import prefix_groups, rank

if TYPE_CHECKING:
    from collections.abc import Collection

_NAME: Final = r"[a-z][a-z0-9-]*+:[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+"
_IRI: Final = r"<[^\x00-\x20<>\"{}|^`\\]*+>"
_SHORT: Final = r'"(?:[^"\\\r\n\t\x08\f]|\\["\\t])*+"'
#: Several lines, each indented, and a quotation mark neither thrice nor at the end.
_LONG: Final = r'"""(?=[^"]*\n)(?:[^"\\\r\n\x08\f]|\n(?=[ \n])|"{1,2}(?=[^"\\]))*+"""'
_STRING: Final = rf"(?:{_LONG}|{_SHORT})(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:{_NAME}|{_IRI}))?+"
_TERM: Final = rf"(?>{_STRING}|-?[0-9]++(?:\.[0-9]++)?+(?=[ \n])|true(?= )|false(?= )|{_NAME}|{_IRI})"
_VERB: Final = rf"(?:a|(?!rdf:type ){_NAME})"
_ITEM: Final = rf"(?:{_TERM}|\[ {_VERB} {_TERM} \])"
_FLAT: Final = rf"\( (?:{_ITEM} )++\)"
_VALUE: Final = rf"(?:{_TERM}|{_FLAT}|\[ {_VERB} (?:{_TERM}|{_FLAT}) \])"
_GROUP: Final = rf"    {_VERB}(?: {_VALUE}|(?:\n        {_VALUE} ,)++\n        {_VALUE})"
_BLOCK: Final = rf"(?:{_NAME}|{_IRI}|\[\])\n{_GROUP}(?: ;\n{_GROUP})*+ \.\n"
_RULE: Final = r"\# [^\r\n]* -{3,}\n"
_COMMENT: Final = rf"(?!{_RULE})\#(?:[^\r\n]*[^\r\n \t])?\n"
_PREFIX: Final = rf"@prefix [a-z][a-z0-9-]*+: {_IRI} \.\n"
_FILE: Final = re.compile(
    rf"(?:(?:{_COMMENT})++\n)?+((?:{_PREFIX})++(?:\n(?:{_PREFIX})++)?+)"
    rf"(?:\n(?:{_RULE}\n)?+(?:{_COMMENT})*+{_BLOCK})*+"
)
_DECLARED: Final = re.compile(r"@prefix ([^:]*): <([^>]*)> \.\n")
_TOO_WIDE: Final = re.compile(rf"^(?=[^\n]*[\[(] )[^\n]{{{WIDEST + 1}}}", re.MULTILINE)
_LINE: Final = re.compile(rf"^(?:    ({_VERB})(?=[ \n])|\S)", re.MULTILINE)
_RANKED: Final = {STANDARD[prefix]: prefix for prefix in ("rdf", "rdfs", "skos", "owl")}


def is_formatted(text: str, used: Collection[str]) -> bool:
    r"""Tell whether a text, which uses these prefixes, is certain to be in the house style.

    >>> is_formatted("@prefix ex: <urn:> .\n\nex:a\n    a ex:C .\n", {"ex"})
    True
    """
    match = _FILE.fullmatch(text)
    if match is None or _TOO_WIDE.search(text):
        return False
    spaces = dict(_DECLARED.findall(match[1]))
    return _is_head(match[1], spaces, used) and _is_in_order(text, spaces)


def _is_head(head: str, spaces: dict[str, str], used: Collection[str]) -> bool:
    groups = [group for group in prefix_groups(used) if group]
    if spaces.keys() != set(used):
        return False
    return head == "\n".join("".join(f"@prefix {name}: <{spaces[name]}> .\n" for name in group) for group in groups)


def _is_in_order(text: str, spaces: dict[str, str]) -> bool:
    if any(_RANKED.get(space, prefix) != prefix for prefix, space in spaces.items()):
        return False
    ranks: dict[str, int] = {"": -1}
    last = -1
    for verb in _LINE.findall(text):
        if verb not in ranks:
            prefix, _, local = verb.partition(":")
            ranks[verb] = rank(spaces.get(prefix, "") + local) if local else 0
        if 0 <= ranks[verb] < last:
            return False
        last = ranks[verb]
    return True
