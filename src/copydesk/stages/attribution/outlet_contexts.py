"""What stands around names, by which an outlet is told from anybody else. Reading -> names, their features."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.cues import load_senses
from copydesk.stages.attribution.grammar import VERBAL, Reading

JOINS = ("&", "-", "al", "da", "de", "del", "della", "di", "do", "du", "el", "la", "le")
"""Words in small letters inside a name."""
OPENS = ("ADJ", "NOUN", "NUM", "PROPN", "X")
"""What a name starts with; a word with a capital for its place alone ("The", "Speaking") is none of it."""
NEVER = ("AUX", "CCONJ", "PART", "PRON", "SCONJ")
LEADS = ("by", "in", "on", "to", "told", "with")
"""Words behind which a word with a capital is a name, whatever the tagger takes it for ("told People")."""
CITES = ("cited", "citing", "crediting", "quoted", "quoting")
ROLES = {"nsubj": "subj", "agent": "by", "dobj": "obj"}
"""The roles of `outlet_deeds.tsv` by the labels of the parse; a preposition is its own."""
WORD = "!"
"""The end of a feature that is about a single word and not about its class."""
FARTHEST = 2
"""Over so many names that stand in a row or beside each other a way goes up."""


class Name(NamedTuple):
    """A run of words that is a name: its first and last token, and the one that hangs on what is around."""

    first: int
    last: int
    head: int


class Contexts:
    """The names of an article and what stands around each."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._others: dict[int, tuple[tuple[int, ...], bool]] = {}

    @cached_property
    def _labels(self) -> dict[int, str]:
        """What the recogniser of names takes each token for, by where the token starts."""
        return {
            self.reading.tokens[i].start: name.label
            for name in self.reading.parse.names
            for i in self.reading.between(name.span.start, name.span.end)
        }

    def names(self) -> Iterator[Name]:
        """Yield the longest runs of words with capitals."""
        behind = 0
        for i, capital in enumerate(self.reading.has_capital):
            if capital and i >= behind and self._is_capital(i):
                behind = self._end_of_name(i) + 1
                if name := self._name(i, behind - 1):
                    yield name

    def label(self, name: Name) -> str:
        return self._labels.get(self.reading.tokens[name.head].start, "")

    def features(self, name: Name) -> list[str]:
        """Return what can be said of a name's place, as words."""
        reading, label = self.reading, self.label(name)
        tokens, before, ahead = reading.tokens, name.first - 1, name.last + 1
        found = [f"label={label}", f"label={label}:{min(name.last - name.first, 1)}"]
        if before >= 0 and reading.lowered[before] == "the":
            found.append(f"the={tokens[before].text}")
        if before >= 0 and tokens[before].pos in ("NOUN", "ADJ"):
            found += [f"before={self._kind(before)}", f"before={reading.lemmas[before]}{WORD}"]
        if ahead < len(tokens):
            shown = tokens[ahead].pos in ("PUNCT", "ADP", "PART", "SCONJ")
            found.append(f"next={tokens[ahead].text if shown else tokens[ahead].pos}")
        above = list(self._above(name.head, 0))
        found += [f"above={one}" for one in above]
        found += [f"{other}:{one}" for other in self._around(name) for one in above[:2]]
        for i in reading.under(name.head, "appos", "relcl", "acl"):
            found += [f"{tokens[i].dep}<{self._kind(i)}", f"{tokens[i].dep}<{reading.lemmas[i]}{WORD}"]
        return found

    def _is_capital(self, index: int) -> bool:
        token = self.reading.tokens[index]
        return self.reading.has_capital[index] and token.pos not in NEVER and token.text != "I"

    def _end_of_name(self, first: int) -> int:
        tokens, last = self.reading.tokens, first
        end = self.reading.sentence_tokens(first).stop
        while last + 1 < end:
            ahead = last + 1
            while ahead < min(last + 3, end - 1) and self.reading.lowered[ahead] in JOINS:
                ahead += 1
            if not self._is_capital(ahead) and not tokens[ahead].text.isdigit():
                break
            last = ahead
        return last

    def _name(self, first: int, last: int) -> Name | None:
        tokens = self.reading.tokens
        while first < last and tokens[first].pos not in OPENS:
            first += 1
        led = first > 0 and self.reading.lowered[first - 1] in LEADS
        if not led and not any(tokens[i].pos == "PROPN" for i in range(first, last + 1)):
            return None
        heads = [i for i in range(first, last + 1) if tokens[i].head == i or not first <= tokens[i].head <= last]
        return Name(first, last, heads[-1] if heads else last)

    def _kind(self, index: int) -> str:
        """Return the class of words that a word belongs to."""
        reading = self.reading
        token, lemma = reading.tokens[index], reading.lemmas[index]
        if token.pos in VERBAL:
            if lemma in load_lexicon("outlet_deeds"):
                return "deed"
            return sense.meaning if (sense := load_senses("cues").get(lemma)) else "verb"
        if token.pos == "PROPN":
            return "name"
        lists = (
            ("press_nouns", "press"),
            ("media_of_speech", "medium"),
            ("nouns_of_saying", "saying"),
            ("person_nouns", "person"),
        )
        kind = next((kind for one, kind in lists if lemma in load_lexicon(one)), None)
        return kind or load_lexicon("source_nouns").get(lemma, token.pos)

    def _above(self, index: int, passed: int) -> Iterator[str]:
        """Yield what a word hangs on with the label of the edge: by itself, by its class, and with what that hangs on."""
        reading, token = self.reading, self.reading.tokens[index]
        edge, up = token.dep, token.head
        if up == index:
            yield "root"
            return
        if edge in ("conj", "appos") and passed < FARTHEST:
            yield from ("conj",) if edge == "conj" else (f"appos>{self._kind(up)}", f"appos>{reading.lemmas[up]}{WORD}")
            yield from self._above(up, passed + 1)
            return
        if edge == "pobj":
            edge, up = reading.lowered[up], reading.tokens[up].head
        edge = "dobj" if edge in ("dative", "iobj") else edge
        kind = self._kind(up)
        yield from (edge, f"{edge}>{kind}", f"{edge}>{reading.lemmas[up]}{WORD}")
        yield from self._of_verb(edge, up) if reading.tokens[up].pos in VERBAL else self._of_noun(edge, up)

    def _of_verb(self, edge: str, verb: int) -> Iterator[str]:
        reading, kind = self.reading, self._kind(verb)
        role = ROLES.get(edge, edge)
        deeds = load_lexicon("outlet_deeds").get(reading.lemmas[verb], "").split()
        if role in deeds or (role == "to" and kind == "says"):
            yield f"deed-{role}"
            yield from ("deed-told",) if role in ("obj", "to", "with") else ()
        if edge in ("dobj", "to", "on", "by", "with", "in"):
            said = reading.under(verb, "ccomp") or any(reading.quoted[i] >= 0 for i in reading.sentence_tokens(verb))
            yield f"{edge}>{kind}:{'said' if said else 'not'}"
        if edge == "nsubj":
            yield f"nsubj>{kind}:{'clause' if reading.under(verb, 'ccomp') else 'not'}"
            yield from (f"nsubj>{kind}>{self._kind(i)}" for i in reading.under(verb, "dobj"))
        if reading.tokens[verb].dep in ("relcl", "acl"):
            yield f"{edge}>{kind}>{reading.tokens[verb].dep}>{self._kind(reading.tokens[verb].head)}"

    def _of_noun(self, edge: str, noun: int) -> Iterator[str]:
        over = self.reading.tokens[noun]
        if edge == "poss" or over.pos not in ("NOUN", "PROPN"):
            return
        by, up = over.dep, over.head
        if by == "pobj":
            by, up = self.reading.lowered[up], self.reading.tokens[up].head
        yield f"{edge}>{self._kind(noun)}>{by}>{self._kind(up)}"

    def _around(self, name: Name) -> Iterator[str]:
        """Yield what else the sentence tells: that others say something, that somebody is cited."""
        sentence = self.reading.tokens[name.head].sentence
        if sentence not in self._others:
            self._others[sentence] = self._told_in(sentence)
        verbs, cited = self._others[sentence]
        if any(i != self.reading.tokens[name.head].head for i in verbs):
            yield "said"
        if cited:
            yield "cited"

    def _told_in(self, number: int) -> tuple[tuple[int, ...], bool]:
        """Return the verbs of saying in a sentence that have a subject, and whether it cites somebody."""
        reading, sentence = self.reading, self.reading.parse.sentences[number]
        words = range(sentence.first, sentence.last)
        verbs = (i for i in words if reading.tokens[i].pos in VERBAL and reading.quoted[i] < 0)
        said = tuple(i for i in verbs if self._kind(i) in ("says", "deed") and reading.under(i, "nsubj"))
        return said, any(reading.lowered[i] in CITES for i in words)
