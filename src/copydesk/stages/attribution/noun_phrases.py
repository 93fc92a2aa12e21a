"""How a noun phrase is built: its telling noun, its owners, how many it stands for. Reading -> Phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.nouns import COLLECTIVES, is_plural, meaning_of

DEFINITE = ("the", "that", "this", "these", "those", "both")
OTHERS = ("another", "second", "third", "different", "other", "separate")
OF_MANY = (
    "one",
    "some",
    "several",
    "many",
    "most",
    "few",
    "all",
    "none",
    "number",
    "more",
    "half",
    "dozens",
    "hundreds",
)
GROUPS = (
    "couple",
    "pair",
    "duo",
    "trio",
    "group",
    "number",
    "handful",
    "majority",
    "mix",
    "series",
    "panel",
    "spate",
    "string",
    "raft",
)
SIZES = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
DOZEN = 12


class Phrase(NamedTuple):
    """A noun phrase: its `head`, the `noun` that tells what it is ("officials" of "one of the officials"), its build."""

    head: int
    noun: int
    definite: bool
    plural: bool
    owners: tuple[int, ...]
    """Whom it belongs to or speaks for ("Hale’s lawyer", "the Hale campaign", "a spokesman for Hale")."""

    @property
    def is_part(self) -> bool:
        return self.head != self.noun


def read_phrase(reading: Reading, head: int) -> Phrase:
    """Return the phrase that a noun heads."""
    noun = _told_noun(reading, head)
    words = [reading.tokens[i].text.lower() for i in reading.under(head, "det", "predet")]
    owned = bool(reading.under(head, "poss"))
    plural = is_plural(reading.tokens[noun]) or is_plural(reading.tokens[head])
    return Phrase(head, noun, owned or any(word in DEFINITE for word in words), plural, tuple(_owners(reading, noun)))


def _told_noun(reading: Reading, head: int) -> int:
    """Return the noun behind "of" where the head only tells how many ("a group of officials", "one of the polls")."""
    token = reading.tokens[head]
    counts = token.lemma.lower() in (*GROUPS, *OF_MANY) or token.text.lower() in OF_MANY or token.pos == "NUM"
    if counts or token.text == "%" or token.lemma.lower() in COLLECTIVES:
        for i in reading.under(head, "prep"):
            if reading.tokens[i].text.lower() in ("of", "among", "in"):
                for j in reading.under(i, "pobj"):
                    if meaning_of(reading, j) or is_plural(reading.tokens[j]):
                        return j
    return head


def _owners(reading: Reading, noun: int) -> list[int]:
    owners = reading.under(noun, "poss", "compound", "nmod")
    for preposition in reading.under(noun, "prep"):
        if reading.tokens[preposition].text.lower() in ("for", "of", "to", "with", "at", "from", "in"):
            owners += reading.under(preposition, "pobj")
    for close in reading.under(noun, "amod", "acl"):  # "close to Hale", "familiar with"
        for preposition in reading.under(close, "prep"):
            if reading.tokens[close].lemma.lower() == "close":
                owners += reading.under(preposition, "pobj")
    return owners


def count_of(reading: Reading, phrase: Phrase) -> int | None:
    """Return how many people a phrase stands for: its number, one for a singular, None where it does not say or gives a share."""
    head = reading.tokens[phrase.head]
    after = reading.tokens[head.i + 1].text.lower() if head.i + 1 < len(reading.tokens) else ""
    if after in ("%", "percent") or head.lemma.lower() in ("percent", "%"):
        return None
    if head.lemma.lower() in SIZES:
        return SIZES[head.lemma.lower()]
    if any(reading.tokens[i].text.lower() == "couple" for i in reading.parse.children[head.i]):
        return SIZES["couple"]
    numbers = reading.under(head.i, "nummod") or ([head.i] if head.pos == "NUM" or head.tag == "CD" else [])
    if not numbers and phrase.is_part and head.lemma.lower() in GROUPS:
        numbers = reading.under(phrase.noun, "nummod")
    if numbers:
        return None if _is_share(reading, numbers[-1]) else _number(reading, numbers)
    if head.lemma.lower() == "dozen" and head.tag == "NN":
        return DOZEN
    if phrase.plural or head.lemma.lower() in COLLECTIVES or head.text.lower() in OF_MANY:
        return None
    return 1 if head.tag in ("NN", "NNP", "DT", "PRP", "JJ", "JJS") or head.text.lower() == "one" else None


def _is_share(reading: Reading, number: int) -> bool:
    """Say whether a number is a part of another ("one in five voters", "six out of ten", "two-thirds")."""
    after = [reading.tokens[i].text.lower() for i in range(number + 1, min(number + 4, len(reading.tokens)))]
    before = [reading.tokens[i].text.lower() for i in range(max(0, number - 2), number)]
    tens = [word for word in after[1:3] if word.isdigit() or word in load_lexicon("number_words")]
    return (
        (after[:1] in (["in"], ["out"]) and bool(tens)) or "in" in before or reading.tokens[number].text.startswith("-")
    )


def _number(reading: Reading, tokens: Sequence[int]) -> int | None:
    """Return the number that number words make together ("two dozen", "6 million"), or None."""
    words = load_lexicon("number_words")
    first = reading.tokens[tokens[-1]]
    small = [i for i in reading.under(first.i, "compound", "nummod", "quantmod") if reading.tokens[i].pos == "NUM"]
    parts = [reading.tokens[i] for i in (*small, first.i)]
    value: float | None = None
    for token in parts:
        text = token.text.lower().replace(",", "")
        told = text if text.replace(".", "", 1).isdigit() else words.get(text, "")
        scale = {"dozen": DOZEN, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}.get(
            text
        )
        if scale:
            value = (value or 1) * scale
        elif told.replace(".", "", 1).isdigit():
            value = float(told)
        else:
            return None
    follows = reading.tokens[first.i + 1].lemma.lower() if first.i + 1 < len(reading.tokens) else ""
    if value is not None and follows == "dozen":
        value *= DOZEN
    return int(value) if value is not None else None
