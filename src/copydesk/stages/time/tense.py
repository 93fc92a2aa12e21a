"""The tense of the verb that governs a place in the text, by the parse or by the words near it. Text, Parse -> tense"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from copydesk.lexicon import load_lexicon
from copydesk.records import Parse, Token

Tense = Literal["past", "present", "future"]

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "ca", "would"})
_CLIMB = 12  # a wrong parse may hang a date deep; further up the verb is rarely its own
_FUTURE_WORDS = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are)\s+(?:to|set|due|expected|scheduled|planned)\b)|['’]ll\b"
)
_PAST_WORDS = re.compile(r"\b(?:was|were|had|did|said|told|[a-z]{3,}ed)\b")


class TenseReader:
    """Reads tenses in one text; without a parse it looks at the words of the sentence."""

    def __init__(self, text: str, parse: Parse | None) -> None:
        self._text, self._parse = text, parse
        self._starts = [token.start for token in parse.tokens] if parse else []

    def at(self, start: int, *, is_direct: bool = False) -> Tense | None:
        """Return the tense of the clause around `start`, or None where nothing tells.

        `is_direct` asks for a verb that governs the place itself, not through a noun or an adjective ("payable Dec. 10").
        """
        if self._parse is None:
            return self._by_words(start)
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        verb = governing_verb(self._parse, index, is_direct=is_direct)
        if verb is None:
            return None
        if verb.i < index and verb.lemma in load_lexicon("planning_verbs"):
            return "future"
        return tense_of(self._parse, verb)

    def _by_words(self, start: int) -> Tense | None:
        before = re.split(r"[.!?]\s|\n", self._text[max(0, start - 160) : start])[-1]
        after = re.split(r"[.!?,;]\s|\n", self._text[start : start + 80])[0]
        ahead = _FUTURE_WORDS.sub("", before)
        if (ahead != before or _FUTURE_WORDS.search(after)) and not _PAST_WORDS.search(ahead[-60:]):
            return "future"
        return "past" if _PAST_WORDS.search(before + after) else None


def governing_verb(parse: Parse, index: int, *, is_direct: bool = False) -> Token | None:
    """Return the nearest verb above a token; `is_direct` passes over prepositions and the words of the date only."""
    token = parse.tokens[index]
    for step in range(_CLIMB):
        if is_direct and step and token.pos in ("NOUN", "ADJ", "PRON", "ADV"):
            return None
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod"):
            return token
        if token.head == token.i:
            return None
        token = parse.tokens[token.head]
    return None


def tense_of(parse: Parse, verb: Token) -> Tense | None:
    """Return the tense of a verb with its auxiliaries; a bare infinitive takes its tense from what governs it."""
    helpers = [parse.tokens[i] for i in parse.children[verb.i] if parse.tokens[i].dep in ("aux", "auxpass")]
    words = {helper.text.lower() for helper in helpers}
    if words & _AHEAD:
        return "future"
    if verb.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers) or words & {"has", "have", "'ve", "’ve"}:
        return "past"
    if "to" in words:
        return "future" if looks_ahead(parse, verb) else None
    if verb.tag == "VBN":
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        return "present"
    return None


def looks_ahead(parse: Parse, verb: Token) -> bool:
    """Tell whether an infinitive hangs on a word such as "set", "due" or "plans", or on a plain "is to"."""
    head = parse.tokens[verb.head]
    return head.i != verb.i and (head.lemma.lower() in load_lexicon("future_governors") or head.lemma == "be")
