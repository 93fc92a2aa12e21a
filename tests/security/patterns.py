"""Every regular expression of the package, and text on which one of more than linear time shows itself. -> findings

Patterns are taken where they are compiled: at the import of every module, and in the calls that name one in the source.
"""

from __future__ import annotations

import ast
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

import copydesk

parser: Any = import_module("re._parser")
SOURCE = Path(copydesk.__file__).parent
FEW, SHORT, LONG = 30, 2_000, 8_000
"""Characters of the text that shows an exponential pattern, of that which all are tried on, and of that which a slow one is
measured on."""
QUICK = 0.002
"""Seconds on the short text below which a pattern is linear: a square of its length takes longer."""
STEEPEST = 2.9
"""Times longer that twice the text may take: 2 is linear, 4 a square."""
HUNG = 1
SOME, RUNAWAY = 400, 0.1
"""Characters on which a cube of the length takes longer than so many seconds, and a square much less."""
COMMON = (
    " ",
    "a",
    "A",
    "1",
    ".",
    ",",
    "-",
    "\n",
    '"',
    "“",
    "(",
    "a ",
    "A ",
    "1 ",
    "a.",
    "A. ",
    "Aa ",
    "a, ",
    "\n\n",
    " \n",
    "a\n",
    "<",
    "&",
)
MOST = 48
LONGEST = 5_000
"""Characters of a pattern from which it is a list of words, and too long to be taken apart."""
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class Slow(NamedTuple):
    """A pattern with text that it takes more than linear time on."""

    where: str
    pattern: str
    prefix: str
    pump: str
    times: float


# --- the patterns --------------------------------------------------------------------------------------


def find_patterns() -> dict[re.Pattern[Any], str]:
    """Return every pattern of the package with the module it was found in."""
    found: dict[re.Pattern[Any], str] = {}
    for module in _modules():
        for value in vars(module).values():
            for pattern in _inside(value, 4):
                found.setdefault(pattern, module.__name__)
    for path in sorted(SOURCE.rglob("*.py")):
        for pattern in _written(path):
            found.setdefault(pattern, str(path.relative_to(SOURCE)))
    return found


def _modules() -> Iterator[Any]:
    for found in walk_packages(copydesk.__path__, "copydesk."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def _inside(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and hasattr(value, "cache_info") and not _parameters(value):
        yield from _inside(value(), depth - 1)
    elif depth and isinstance(value, Mapping):
        for one in value.values():
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)) and len(value) < 2_000:
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name, None), depth - 1)


def _parameters(function: Any) -> int:
    """Return how many parameters a cached function has; one without any holds patterns made of a word list."""
    code = getattr(function.__wrapped__, "__code__", None)
    returned = str(getattr(function.__wrapped__, "__annotations__", {}).get("return", ""))
    return code.co_argcount + code.co_kwonlyargcount if code and "Pattern" in returned else 1


def _written(path: Path) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that the calls of `re` in a file name as plain text."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            first = node.args[0] if node.args else None
            if (
                node.func.value.id == "re"
                and isinstance(first, ast.Constant)
                and isinstance(first.value, (str, bytes))
                and node.func.attr != "escape"
            ):
                yield re.compile(first.value)


# --- text to try them on -------------------------------------------------------------------------------


def pumps_of(pattern: re.Pattern[Any]) -> dict[tuple[str, str], None]:
    """Return (what comes before, what is repeated) for each repetition of a pattern, and some that fit any."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    found = {("", pump): None for pump in COMMON}
    if len(source) > LONGEST:
        return found
    tree = parser.parse(source, flags)
    for before, body in _repeats(tree, ""):
        for pump in _examples(body):
            found |= {(before[:200], pump[:60]): None, ("", pump[:60]): None}
            found |= {("", before[-30:] + pump[:60]): None}
    return dict(islice(found.items(), MOST))


def _repeats(tree: Iterable[Any], before: str) -> Iterator[tuple[str, Any]]:
    for op, argument in tree:
        name = str(op)
        if name in REPEATS and int(argument[1]) > 20:
            yield before, argument[2]
        for inner in _children(name, argument):
            yield from _repeats(inner, before)
        before += _example([(op, argument)])


def _children(name: str, argument: Any) -> list[Any]:
    if name in REPEATS:
        return [argument[2]]
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])[:40]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [argument[1]]
    return [argument] if name == "ATOMIC_GROUP" else []


def _examples(tree: Any) -> set[str]:
    """Return a few texts that a part of a pattern matches: its shortest, with every branch and every class at its ends."""
    found = {_example(tree, place) for place in range(4)}
    return {one for one in found if one}


def _example(tree: Iterable[Any], place: int = 0) -> str:
    made = ""
    for op, argument in tree:
        name = str(op)
        if name == "LITERAL":
            made += chr(argument)
        elif name == "NOT_LITERAL":
            made += "a" if chr(argument) != "a" else "b"
        elif name == "ANY":
            made += "a "[place % 2]
        elif name == "IN":
            made += _member(argument, place)
        elif name in REPEATS:
            made += _example(argument[2], place) * min(max(int(argument[0]), place % 2), 50)
        elif name == "BRANCH":
            made += _example(argument[1][place % len(argument[1])], place)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            made += _example(argument[3] if name == "SUBPATTERN" else argument, place)
    return made


def _member(members: Any, place: int) -> str:
    """Return a character of a class."""
    fitting = [char for char in "a A1.,-\n'\"(“:/@_é" if _holds(members, char)]
    if fitting:
        return fitting[place % len(fitting)]
    op, argument = next(
        ((str(op), argument) for op, argument in members if str(op) in ("LITERAL", "RANGE")), ("LITERAL", 97)
    )
    return chr(argument[0] if op == "RANGE" else argument)


def _holds(members: Any, char: str) -> bool:
    negated, held = False, False
    for op, argument in members:
        name = str(op)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            held |= ord(char) == argument
        elif name == "RANGE":
            held |= argument[0] <= ord(char) <= argument[1]
        elif name == "CATEGORY":
            held |= _is_category(str(argument), char)
    return held != negated


def _is_category(name: str, char: str) -> bool:
    kind = name.removeprefix("CATEGORY_")
    wanted = not kind.startswith("NOT_")
    kind = kind.removeprefix("NOT_")
    is_it = char.isspace() if kind == "SPACE" else char.isdigit() if kind == "DIGIT" else char.isalnum() or char == "_"
    return is_it == wanted


# --- time ----------------------------------------------------------------------------------------------


def find_slow(patterns: Mapping[re.Pattern[Any], str]) -> list[Slow]:
    """Return the patterns that take more than linear time on text made of their own parts, each with such a text."""
    found = (_slow(pattern, where) for pattern, where in patterns.items())
    return [one for one in found if one]


def find_runaways(patterns: Mapping[re.Pattern[Any], str]) -> list[Slow]:
    """Return the patterns that take more than the square of a text's length, which a quick look shows."""
    return [
        Slow(where, str(pattern.pattern), prefix, pump, float("inf"))
        for pattern, where in patterns.items()
        for prefix, pump in pumps_of(pattern)
        if _runs_away(pattern, prefix, pump)
    ]


def _slow(pattern: re.Pattern[Any], where: str) -> Slow | None:
    tried = (_try(pattern, where, prefix, pump) for prefix, pump in pumps_of(pattern))
    return next((one for one in tried if one), None)


def _try(pattern: re.Pattern[Any], where: str, prefix: str, pump: str) -> Slow | None:
    if _runs_away(pattern, prefix, pump):
        return Slow(where, str(pattern.pattern), prefix, pump, float("inf"))
    times = 0.0
    for size in (SHORT, LONG):
        once = _seconds(pattern, prefix, pump, size)
        if once < QUICK:
            return None
        if once * 16 > HUNG:
            break
        times = min(_seconds(pattern, prefix, pump, 2 * size) for _ in range(2)) / once
        if times < STEEPEST:
            return None
    return Slow(where, str(pattern.pattern), prefix, pump, times)


def _runs_away(pattern: re.Pattern[Any], prefix: str, pump: str) -> bool:
    return any(_seconds(pattern, prefix, pump, size) > RUNAWAY for size in (FEW, SOME))


def _seconds(pattern: re.Pattern[Any], prefix: str, pump: str, size: int) -> float:
    text: Any = prefix + (pump * (size // len(pump) + 1))[:size] + "\x00"
    text = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    with _at_most(HUNG):
        started = time.process_time()
        try:
            for _ in pattern.finditer(text):
                pass
        except TimeoutError:
            return float(HUNG)
        return time.process_time() - started


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
