"""From what somebody wrote for a setting to its value: types, bounds, units, and complaints that name the place."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, get_type_hints
from urllib.parse import urlsplit

from mgi_graph.errors import ParameterError, Place, shorten
from mgi_graph.server.settings import Settings, rule_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.server.settings import Rule

_RULES: Final = {each.name: rule_of(each) for each in fields(Settings)}
_TYPES: Final = get_type_hints(Settings)
_LIST: Final = tuple[str, ...]
_SWITCH: Final = dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(("false", "no", "off", "0"), False)
_SIZE: Final = re.compile(r"(\d+)\s*(|B|kB|MB|GB|KiB|MiB|GiB)", re.IGNORECASE)
_UNITS: Final = {"": 0, "b": 0, "k": 10, "m": 20, "g": 30}
_PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")
_HOST: Final = re.compile(r"[^\s,;]+")


def type_of(name: str) -> object:
    """Return the type of a setting."""
    return _TYPES[name]


def accept(name: str, given: object, place: Place) -> Any:  # noqa: ANN401 - the type is that of the setting
    """Return the value of a setting that was given as text, or as TOML has it.

    Raises :class:`ParameterError` with the place and what would be accepted.
    """
    rule = _RULES[name]
    value = _READERS[_TYPES[name]](given, rule)
    if value is None or not _is_within(value, rule):
        said = f"{shorten(str(given))!r} is not accepted for {name}; expected {expected(name)}"
        raise ParameterError(said, place=place)
    return value


def expected(name: str) -> str:
    """Say in words what a setting accepts.

    >>> expected("port"), expected("metrics"), expected("services")
    ('a whole number from 0 to 65535', 'loopback, all or off', 'web addresses (http or https)')
    """
    rule, kind = _RULES[name], _TYPES[name]
    if rule.among:
        return f"{', '.join(rule.among[:-1])} or {rule.among[-1]}"
    if kind is bool:
        return "true or false"
    if kind in {int, float}:
        return f"{_NUMBERS[rule.kind, kind]}{_bounds(rule)}"
    return _TEXTS[rule.kind]


_NUMBERS: Final = {
    ("", int): "a whole number",
    ("", float): "a number",
    ("bytes", int): "a number of bytes",
}
_TEXTS: Final = {
    "": "a name or an address",
    "networks": "addresses or networks, such as 10.0.0.0/8",
    "path prefix": "a path such as /graph, without a slash at its end",
    "web address": "a web address (http or https) without query",
    "web addresses": "web addresses (http or https)",
}


def shown(value: object, kind: str = "") -> str:
    """Write a value as a person would give it.

    >>> shown(64 << 20, "bytes"), shown(30.0), shown(True), shown(())
    ('64MB', '30', 'yes', 'none')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, int) and kind == "bytes":
        steps = ((30, "GB"), (20, "MB"), (10, "kB"))
        return next(
            (f"{value >> bits}{unit}" for bits, unit in steps if value and value % (1 << bits) == 0), str(value)
        )
    return f"{value:.16g}" if isinstance(value, float) else str(value) or "none"


def _bounds(rule: Rule) -> str:
    bounds = ((" from ", rule.least), (" to ", rule.most))
    return "".join(f"{word}{shown(bound, rule.kind)}" for word, bound in bounds if bound is not None)


def _is_within(value: object, rule: Rule) -> bool:
    if rule.among:
        return value in rule.among
    if isinstance(value, int | float):
        return (rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most)
    return all(_CHECKS[rule.kind](each) for each in (value if isinstance(value, tuple) else (str(value),)))


def _switch(given: object, _: Rule) -> bool | None:
    return given if isinstance(given, bool) else _SWITCH.get(str(given).strip().lower())


def _whole(given: object, rule: Rule) -> int | None:
    if isinstance(given, bool | float):
        return None
    match = _SIZE.fullmatch(str(given).strip())
    if match is None or len(match[1]) > 18 or (match[2] and rule.kind != "bytes"):
        return None
    return int(match[1]) << _UNITS[match[2][:1].lower()]


def _number(given: object, _: Rule) -> float | None:
    if isinstance(given, bool):
        return None
    try:
        return float(str(given))
    except ValueError:
        return None


def _text(given: object, _: Rule) -> str | None:
    return given.strip() if isinstance(given, str) else None


def _list(given: object, _: Rule) -> tuple[str, ...] | None:
    parts = [given] if isinstance(given, str) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(each, str) for each in parts):
        return None
    return tuple(part for each in parts for part in re.split(r"[\s,]+", each) if part)


_READERS: Final[dict[object, Callable[[object, Rule], object]]] = {
    bool: _switch,
    int: _whole,
    float: _number,
    str: _text,
    _LIST: _list,
}


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _is_web(text: str) -> bool:
    if not _HOST.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        return False


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "": lambda text: bool(_HOST.fullmatch(text)),
    "networks": _is_network,
    "path prefix": lambda text: bool(_PREFIX.fullmatch(text)),
    "web address": lambda text: not text or (_is_web(text) and not {"?", "#"} & set(text)),
    "web addresses": _is_web,
}
