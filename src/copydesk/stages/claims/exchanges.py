"""Whether a word that stands in another's place is known to mean the same. (Word, Word) -> bool."""

from __future__ import annotations

from functools import cache

from copydesk import wordnet
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.vectors import likeness
from copydesk.stages.claims.words import are_opposite, common_start, kinds_of

AFTER_VERB = frozenset({"at", "for", "from", "in", "into", "of", "on", "to", "with"})
"""Prepositions that make no other verb of the one before them, as "up" and "off" do."""
STEM = 4
"""Words that begin with so many letters alike, and hardly go on otherwise, are derived from one another."""
SENSES = 6
"""How many senses of a word are looked at, the most frequent first."""
ALIKE = 0.6
"""Least likeness of two words by their vectors for them to be near; co-hyponyms ("buy", "sell") reach 0.45."""


def is_same(one: Word, two: Word) -> bool:
    """Tell whether one word may stand for another: both are derived from one word, share a sense, or are kinds of each other."""
    if one.text == two.text:
        return True
    mine, yours = ({word.text, word.lemma or word.text, _verb_of(word)} for word in (one, two))
    pairs = [(a, b) for a in sorted(mine) for b in sorted(yours)]
    return not any(are_opposite(*pair) for pair in pairs) and any(_are_near(*pair) for pair in pairs)


def _verb_of(word: Word) -> str:
    """Return a verb without the preposition after it ("account for"); "up" and the like make another verb of it."""
    verb, _, particle = word.lemma.partition(" ")
    return verb if particle in AFTER_VERB and verb else word.text


@cache
def _are_near(one: str, two: str) -> bool:
    if one.partition(" ")[0] == two.partition(" ")[0]:  # "rent", "rent out"
        return any(wordnet.share_sense(one, two, part, first=SENSES) for part in "nvar")
    return (
        _are_derived(one, two)
        or not kinds_of(one).isdisjoint(kinds_of(two))
        or any(wordnet.are_close(one, two, part, first=SENSES) for part in "nvar")
        or likeness(one, two) >= ALIKE
    )


def _are_derived(one: str, two: str) -> bool:
    same = common_start(one, two)
    return same >= max(STEM, 0.7 * min(len(one), len(two))) or wordnet.are_derived(one, two)
