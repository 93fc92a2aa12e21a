"""Monstrous pages cut to what parsers and patterns take in their stride; those that people make stay as they are. Source -> source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_MOST_TAGS = 20_000
"""Tags that are read of a page; a long thread has some thousands."""
_FEW_TAGS = 1_000
"""A page of fewer opening tags cannot be nested too deep."""
_DEEPEST = 500
"""Elements of one name that may stand one in another."""
_LONGEST_TAG = 20_000
_MOST_ATTRIBUTES = 500
_LONGEST_WORD = 10_000
_LETTER = r"[^\s<>\u2e80-\ud7ff\uf900-\uffef]"
_LONG_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}{{{_LONGEST_WORD},}}+")
"""A run that is no word of any language; those that write no spaces are left alone. It is sought where a word begins alone."""
_LONGEST_RUN = 200_000
_MOST_LINES = 15_000
_LONG_LINE = re.compile(rf"^([^\n]{{{_LONGEST_RUN}}})[^\n]++", re.M)
"""A paragraph as long as a book."""
_CODE = ("script", "style")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9]*+)[^<>]{{{_LONGEST_TAG},}}+>?")
_VALUE = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_NAMES = "area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody tfoot colgroup"
"""Elements without content, and those that the next of their name closes."""
_UNNESTED = frozenset(_NAMES.split())


def tame(source: str) -> tuple[str, str | None]:
    """Return the source of a page, and what was left out of it, or None: attributes, tags too deep, what follows too many.

    Parsers take time that grows with the square of these, or give the page up.
    """
    tags = source.count("<")
    parts = source.split("<") if len(source) > _LONGEST_WORD else []
    is_long = max(map(len, parts), default=0) > _LONGEST_WORD
    source, words, runs = _shorten_text(parts) if is_long else (source, 0, 0)
    tamed, bare = _LONG_TAG.subn(_without_attributes, source) if is_long and _has_long_tag(parts) else (source, 0)
    bare = bare if len(tamed) < len(source) else 0
    deep, cut = 0, None
    if tags > _MOST_TAGS or (tags > _FEW_TAGS and _is_deep(tamed)):
        tamed, deep, cut = _thin(tamed)
    told = [
        *_told_of_text(words, runs),
        *([f"the attributes of {bare} tags of more than {_LONGEST_TAG:,} characters"] if bare else []),
        *([f"{deep:,} tags that stand more than {_DEEPEST} deep in others of their name"] if deep else []),
        *([_told_of_end("tags", _MOST_TAGS)] if cut else []),
    ]
    return tamed, " and ".join(told) or None


def _shorten_text(parts: Sequence[str]) -> tuple[str, int, int]:
    """Return a source, split at its tags, with shorter text between them, and how many words and ends of text are gone."""
    kept = list(parts)
    words = runs = 0
    for i, part in enumerate(parts):
        if len(part) <= _LONGEST_WORD or part[:6].lower().startswith(_CODE):
            continue
        tag, edge, text = part.partition(">") if i else ("", "", part)
        shortened, count = _LONG_WORD.subn("", text)
        kept[i] = f"{tag}{edge}{shortened[:_LONGEST_RUN]}"
        words, runs = words + count, runs + (len(shortened) > _LONGEST_RUN)
    return "<".join(kept), words, runs


def shorten(text: str) -> tuple[str, str | None]:
    """Return a text with a mark of damage for what is too long in it, and what was left out, or None."""
    if len(text) <= _LONGEST_WORD:
        return text, None
    shortened, words = _LONG_WORD.subn("\ufffd", text)
    shortened, lines = _LONG_LINE.subn("\\1\ufffd", shortened)
    start = "\n".join(shortened.split("\n", _MOST_LINES)[:_MOST_LINES])
    told = [
        *_told_of_text(words, lines),
        *([_told_of_end("lines", _MOST_LINES)] if len(start) < len(shortened) else []),
    ]
    return start, " and ".join(told) or None


def _told_of_end(of: str, most: int) -> str:
    return f"what follows the first {most:,} {of}"


def _told_of_text(words: int, runs: int) -> list[str]:
    return [
        *([f"{words} words of more than {_LONGEST_WORD:,} characters"] if words else []),
        *([f"the end of {runs} lines of more than {_LONGEST_RUN:,} characters"] if runs else []),
    ]


def _has_long_tag(parts: Sequence[str]) -> bool:
    """Return whether a tag may be too long, at one quick look."""
    return any(len(part) > _LONGEST_TAG and part.find(">", 0, _LONGEST_TAG) < 0 for part in parts)


def _is_deep(source: str) -> bool:
    """Return whether elements of a name may stand too deep: only those of very many tags are followed one by one."""
    opened = Counter(map(str.lower, _OPENING.findall(source)))
    for name in (name for name, count in opened.items() if count > _DEEPEST and name not in _UNNESTED):
        depth = 0
        for end in re.findall(rf"<(/?){name}(?![a-zA-Z0-9])", source, re.I):
            depth = max(depth - 1, 0) if end else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _without_attributes(tag: re.Match[str]) -> str:
    """Return a tag's bare name where it has very many attributes; a few long ones, such as a picture's data, may stay."""
    return f"<{tag[1]}>" if len(_VALUE.sub("", tag[0]).split()) > _MOST_ATTRIBUTES else tag[0]


def _thin(source: str) -> tuple[str, int, int | None]:
    """Return the source without the tags that stand too deep or come too late, how many are too deep, and where it ends."""
    open_: Counter[str] = Counter()
    parts: list[str] = []
    at = deep = 0
    for number, tag in enumerate(_TAG.finditer(source)):
        if number == _MOST_TAGS:
            return "".join(parts) + source[at : tag.start()], deep, tag.start()
        name = tag[2].lower()
        if name in _UNNESTED:
            continue
        if tag[1]:
            open_[name] -= open_[name] > 0
        elif open_[name] < _DEEPEST:
            open_[name] += 1
        else:
            deep += 1
            end = source.find(">", tag.end())
            parts.append(source[at : tag.start()])
            at = max(at, end + 1 if end >= 0 else len(source))
    return ("".join(parts) + source[at:] if deep else source), deep, None
