#!/usr/bin/env python3
"""Derive `synonyms.tsv` from WordNet's database files, inflected form by inflected form.

Usage: make_synonyms.py WORDNET > synonyms.tsv    WORDNET: the folder that holds data.noun, index.sense and the rest
                                                  (Debian: packages wordnet-base and wordnet-sense-index)

A row is (form, tag, synonyms, source): "replied", "VBD", "answered responded". Kept are single words whose sense WordNet's own
counts call common, so that what the spinner writes is crude but English. Where a noun or an adjective has no synonym, a wider noun
or a similar adjective stands in, as in the lists of the trade.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = "WordNet 3.0"
"""Named in every row; the licence stands in README.md."""
TYPES = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
COMMON = 11
"""A word enters when its senses were counted at least so often, a synonym when it was counted at all."""
SHARE = 0.25
"""A sense enters when it makes up this share of its word's counts."""
DENIED = {
    "be",
    "have",
    "do",
    "can",
    "will",
    "may",
    "must",
    "would",
    "should",
    "could",
    "might",
    "shall",
    "not",
    "no",
    "more",
    "most",
    "less",
    "least",
    "very",
}
Senses = dict[tuple[str, str], dict[str, int]]
"""(part of speech, word) -> synset -> how often WordNet's readers met it."""


def read_senses(folder: Path) -> Senses:
    senses: Senses = defaultdict(dict)
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, _, count = line.split()
        word, rest = key.split("%")
        if word.isalpha() and word.isascii() and len(word) > 2 and word not in DENIED:
            kind = TYPES[rest[0]]
            senses[kind, word][offset] = senses[kind, word].get(offset, 0) + int(count)
    return senses


def read_members(folder: Path, kind: str) -> dict[str, list[str]]:
    """Return synset -> its words, then those of the next wider or similar one. Names are left out: they have a capital."""
    members, near = {}, {}
    for line in (folder / f"data.{kind}").read_text().splitlines():
        if not line.startswith(" "):
            parts = line.split(" ")
            after = 4 + 2 * int(parts[3], 16)
            words = [word.split("(")[0] for word in parts[4:after:2]]
            members[parts[0]] = [word for word in words if word.isalpha() and word.islower() and len(word) > 2]
            near[parts[0]] = [
                key for mark, key in zip(parts[after:], parts[after + 1 :], strict=False) if mark in ("@", "&")
            ]
    return {
        key: words + [w for other in near[key][:2] for w in members.get(other, [])] for key, words in members.items()
    }


def read_irregular(folder: Path, kind: str) -> dict[str, list[str]]:
    forms = defaultdict(list)
    for line in (folder / f"{kind}.exc").read_text().splitlines():
        form, *lemmas = line.split()
        if form.isalpha():
            for lemma in lemmas:
                forms[lemma].append(form)
    return forms


def is_plural(word: str, irregular_forms: set[str]) -> bool:
    """Say whether a noun is listed in the plural already ("hands", "men")."""
    return word in irregular_forms or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("man") and word != "human":
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    return word[:-1] + "ied" if word.endswith("y") and word[-2] not in "aeiou" else word + "ed"


def progressive(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    return word[:-1] + "ing" if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word + "ing"


def past_forms(word: str, forms: list[str]) -> tuple[str, str]:
    """Return past and participle of a verb, given its irregular forms ("sang sung")."""
    forms = [form for form in forms if not form.endswith("ing")]
    if not forms:
        return past(word), past(word)
    participles = [form for form in forms if form.endswith(("n", "ne")) or (len(forms) > 1 and "u" in form)]
    others = [form for form in forms if form not in participles]
    return (others or participles)[0], (participles or others)[0]


def inflect(word: str, kind: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """Return Penn tag -> form."""
    forms = irregular.get(word, [])
    if kind == "noun":
        return {"NN": word, "NNS": forms[0] if forms else plural(word)}
    if kind == "verb":
        then, done = past_forms(word, forms)
        doing = next((form for form in forms if form.endswith("ing")), progressive(word))
        return {"VB": word, "VBZ": plural(word), "VBD": then, "VBN": done, "VBG": doing}
    return {"JJ" if kind == "adj" else "RB": word}


def synonyms(kind: str, word: str, senses: Senses, members: dict[str, list[str]]) -> list[str]:
    """Return the words of the common senses of a word, the commonest sense first."""
    counts = senses[kind, word]
    total = sum(counts.values())
    if total < COMMON:
        return []
    found = [
        other
        for offset in sorted(counts, key=lambda offset: (-counts[offset], offset))
        if counts[offset] >= SHARE * total
        for other in members.get(offset, [])
        if other != word and other not in DENIED and sum(senses.get((kind, other), {}).values()) > 0
    ]
    return list(dict.fromkeys(found))[:3]


def rows(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    senses = read_senses(folder)
    for kind in ("noun", "verb", "adj", "adv"):
        members, irregular = read_members(folder, kind), read_irregular(folder, kind)
        if kind == "noun":
            irregular_forms = {form for forms in irregular.values() for form in forms}
            members = {key: [w for w in words if not is_plural(w, irregular_forms)] for key, words in members.items()}
        for word in sorted(word for part, word in senses if part == kind):
            others = [inflect(other, kind, irregular) for other in synonyms(kind, word, senses, members)]
            for tag, form in inflect(word, kind, irregular).items():
                if others:
                    yield form, tag, " ".join(other[tag] for other in others), SOURCE


def main() -> None:
    print("form", "tag", "synonyms", "source", sep="\t")
    for row in sorted(set(rows(Path(sys.argv[1])))):
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
