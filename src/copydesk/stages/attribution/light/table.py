"""An article's tokens in columns, for features that are worked out for all of them at once. Reading, findings -> Table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.cues import load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.light.hashing import Codes, Indices, code, codes
from copydesk.stages.attribution.selection import is_annotated

NONE = np.uint64(0)


@dataclass(frozen=True)
class Table:
    """Columns over the tokens; each has one row more, which stands for "no token" and is reached by the index -1.

    `first` and `last` are the ends of a token's subtree, `sense` what the word lists say of it, `by_rules` what the rules
    found with it as the head of a cue.
    """

    reading: Reading
    findings: dict[int, Finding]
    lemma: Codes
    text: Codes
    pos: Codes
    tag: Codes
    dep: Codes
    name: Codes
    sense: Codes
    by_rules: Codes
    head: Indices
    first: Indices
    last: Indices
    quoted: Indices
    sentence: Indices
    is_word: NDArray[np.bool_]
    words_before: Indices
    quoted_before: Indices

    def __len__(self) -> int:
        return len(self.lemma) - 1

    @cached_property
    def child(self) -> dict[str, Indices]:
        """The first token that hangs on each one with a label, or -1."""
        found: dict[str, Indices] = {}
        for token in reversed(self.reading.tokens):
            if token.head != token.i:
                column = found.get(token.dep)
                if column is None:
                    column = found[token.dep] = np.full(len(self) + 1, -1, dtype=np.int64)
                column[token.head] = token.i
        return found

    @cached_property
    def firsts(self) -> list[int]:
        return list(self.first.tolist())

    @cached_property
    def lasts(self) -> list[int]:
        return list(self.last.tolist())

    @cached_property
    def labels(self) -> list[str]:
        """The kind of name that each token belongs to, or nothing."""
        found = [""] * len(self)
        for name in self.reading.parse.names:
            for i in self.reading.between(*name.span):
                found[i] = name.label
        return found

    @cached_property
    def block_ranges(self) -> list[tuple[int, int]]:
        """The tokens of the paragraph that each sentence stands in."""
        ends: dict[int, tuple[int, int]] = {}
        for sentence in self.reading.parse.sentences:
            ends[sentence.block] = ends.get(sentence.block, (sentence.first, 0))[0], sentence.last
        return [ends[sentence.block] for sentence in self.reading.parse.sentences]

    @cached_property
    def heads(self) -> list[int]:
        return list(self.head.tolist())

    @cached_property
    def word_counts(self) -> list[int]:
        return list(self.words_before.tolist())

    @cached_property
    def quoted_counts(self) -> list[int]:
        return list(self.quoted_before.tolist())

    @cached_property
    def words_list(self) -> list[bool]:
        return list(self.is_word.tolist())

    @cached_property
    def listed(self) -> Codes:
        """The rule of each token that heads a cue by the rules, told apart by whether a thorough reading lists it."""
        found = self.by_rules.copy()
        for head, finding in self.findings.items():
            if is_annotated(self.reading, finding):
                found[head] += np.uint64(7)
        return found

    def under(self, label: str) -> Indices:
        column = self.child.get(label)
        return column if column is not None else np.full(len(self) + 1, -1, dtype=np.int64)

    def words(self, first: int, end: int) -> int:
        """Return how many of the tokens `[first, end)` are words."""
        return self.word_counts[end] - self.word_counts[first]

    def quoted_words(self, first: int, end: int) -> int:
        return self.quoted_counts[end] - self.quoted_counts[first]


def tabulate(reading: Reading, findings: Sequence[Finding]) -> Table:
    tokens = reading.tokens
    heads = np.array([*(token.head for token in tokens), -1], dtype=np.int64)
    quoted = np.array([*reading.quoted, -1], dtype=np.int64)
    is_word = np.array([*reading.is_word, False])
    first, last = (np.array([*ends, -1], dtype=np.int64) for ends in reading.ends)
    by_head = {finding.cue.head: finding for finding in reversed(findings)}
    return Table(
        reading=reading,
        findings=by_head,
        lemma=_column(reading.lemmas),
        text=_column(reading.lowered),
        pos=_column([token.pos for token in tokens]),
        tag=_column([token.tag for token in tokens]),
        dep=_column([token.dep for token in tokens]),
        name=_names(reading),
        sense=_senses(reading),
        by_rules=_rules(len(tokens), by_head),
        head=heads,
        first=first,
        last=last,
        quoted=quoted,
        sentence=np.array([*(token.sentence for token in tokens), -1], dtype=np.int64),
        is_word=is_word,
        words_before=np.concatenate([[0], np.cumsum(is_word[:-1])]).astype(np.int64),
        quoted_before=np.concatenate([[0], np.cumsum(is_word[:-1] & (quoted[:-1] >= 0))]).astype(np.int64),
    )


def _column(words: Sequence[str]) -> Codes:
    return np.append(codes(words), NONE)


def _names(reading: Reading) -> Codes:
    names = np.zeros(len(reading.tokens) + 1, dtype=np.uint64)
    for name in reading.parse.names:
        within = reading.between(*name.span)
        names[within.start : within.stop] = code(name.label)
    return names


def _senses(reading: Reading) -> Codes:
    verbs, nouns = load_senses("cues"), load_senses("cue_nouns")
    found = np.zeros(len(reading.tokens) + 1, dtype=np.uint64)
    for token, lemma in zip(reading.tokens, reading.lemmas, strict=True):
        sense = (verbs if token.pos in VERBAL else nouns).get(lemma)
        if sense:
            found[token.i] = code(f"{sense.meaning} {sense.frames[0]}")
    return found


def _rules(size: int, findings: dict[int, Finding]) -> Codes:
    found = np.zeros(size + 1, dtype=np.uint64)
    for head, finding in findings.items():
        found[head] = code(finding.rule)
    return found
