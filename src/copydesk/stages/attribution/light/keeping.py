"""Which drafts are kept: what speaks for each, beside the others of the article. Drafts -> features."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.content_features import overlap, size
from copydesk.stages.attribution.light.contents import Pieces, runs
from copydesk.stages.attribution.light.drafts import Draft
from copydesk.stages.attribution.light.table import Table
from copydesk.stages.attribution.selection import is_annotated

POS = ("VERB", "NOUN", "ADJ", "AUX", "ADP", "ADV", "PUNCT")
TAGS = ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN")
DEPS = (
    "ROOT",
    "ccomp",
    "conj",
    "advcl",
    "relcl",
    "acl",
    "xcomp",
    "pcomp",
    "dobj",
    "pobj",
    "nsubj",
    "prep",
    "amod",
    "punct",
)
NAMES = ("PERSON", "ORG", "NORP", "GPE")
RULES = (
    *("clause", "quote", "around", "object", "infinitive", "about", "of", "for", "on", "according_to", "tail"),
    *("speaker_line", "passive", "colon", "to", "quote_runs_on", "complement", "object_as", "gerund"),
)
"""The rules that are told apart; any other is just a rule."""
NEAR = 3
"""How many sentences off another draft is still compared."""
MOST = 100
"""How many drafts on either side are compared at most, so that a sentence of thousands takes no time by their square."""
ALIKE = 0.5
"""The share of words in common from which on another content is a rival."""


def keeping_features(table: Table, drafts: Sequence[Draft]) -> NDArray[np.float64]:
    """Return a row of numbers for each draft."""
    if not drafts:
        return np.zeros((0, 0))
    rows = [_own(table, draft) + around for draft, around in zip(drafts, _around(table, drafts), strict=True)]
    return np.asarray(np.round(np.array(rows), 4), dtype=np.float64)


def _number(word: str, words: tuple[str, ...]) -> float:
    return float(words.index(word)) if word in words else -1.0


def _own(table: Table, draft: Draft) -> list[float]:
    return [
        *_scores(draft),
        *_content(table, draft),
        *_cue(table, draft),
        *_source(table, draft),
        *_place(table, draft),
    ]


def _scores(draft: Draft) -> list[float]:
    return [
        draft.score,
        draft.content_share,
        draft.content_second,
        draft.content_share - draft.content_second,
        float(draft.contents),
        draft.source_share,
        draft.source_second,
    ]


def _content(table: Table, draft: Draft) -> list[float]:
    """Return how the content agrees with that of the rules, how long and how far off it is, and how much is quoted."""
    tokens, cue, finding = table.reading.tokens, draft.cue, table.findings.get(draft.cue)
    first, end = draft.content[0][0], draft.content[-1][1]
    words = size(table, draft.content)
    quoted = sum(table.quoted_words(*run) for run in draft.content)
    return [
        jaccard(table, draft.content, runs(finding.content)) if finding else -1.0,
        float(words),
        quoted / words if words else 0.0,
        float(first - cue),
        float(end - cue),
        float(len(draft.content)),
        float(tokens[first].sentence - tokens[cue].sentence),
        float(tokens[end - 1].sentence - tokens[first].sentence),
    ]


def _cue(table: Table, draft: Draft) -> list[float]:
    token = table.reading.tokens[draft.cue]
    return [
        _number(token.pos, POS),
        _number(token.tag, TAGS),
        _number(token.dep, DEPS),
        float(table.reading.quoted[draft.cue] >= 0),
    ]


def _source(table: Table, draft: Draft) -> list[float]:
    """Return what kind of source it is, where it stands, and whether the rules have the same."""
    head, finding = draft.source.head, table.findings.get(draft.cue)
    speaker = (finding.relative if finding.relative is not None else finding.speaker) if finding else None
    same = (2.0 if head == (-1 if speaker is None else speaker) else 1.0) if finding else 0.0
    if head < 0:
        return [1.0, -2.0, -2.0, 0.0, 0.0, 0.0, -1.0, same, 0.0]
    token = table.reading.tokens[head]
    return [
        0.0,
        _number(token.pos, ("PRON", "PROPN", "NOUN")),
        _number(table.labels[head], NAMES),
        float(head - draft.cue),
        float(token.tag in ("WP", "WDT")),
        float(token.text.lower() in ("i", "we", "you", "it")),
        float(table.reading.quoted[head] >= 0),
        same,
        float(overlap(table, draft.source.pieces, draft.content)),
    ]


def _place(table: Table, draft: Draft) -> list[float]:
    """Return which rule found the cue, and where in its sentence and in the article it stands."""
    finding, sentence = table.findings.get(draft.cue), table.reading.sentence_tokens(draft.cue)
    return [
        _number(finding.rule, RULES) if finding else -2.0,
        float(is_annotated(table.reading, finding)) if finding else -1.0,
        float(len(sentence)),
        float(draft.cue - sentence.start),
        float(table.reading.tokens[draft.cue].sentence),
    ]


def _around(table: Table, drafts: Sequence[Draft]) -> list[list[float]]:
    """Return for each draft what the others of its article say: rivals for its content, those that hold it or are held."""
    found = []
    by_cue = {draft.cue: draft.score for draft in drafts}
    sentences = [table.reading.tokens[draft.cue].sentence for draft in drafts]
    sizes = [size(table, draft.content) for draft in drafts]
    mean = sum(max(draft.score, -4.0) for draft in drafts) / len(drafts)
    for at, draft in enumerate(drafts):
        rival = holder = held = same_sentence = -9.0
        for n in _near(sentences, at):
            other = drafts[n]
            shared = overlap(table, draft.content, other.content)
            if shared and shared / (sizes[at] + sizes[n] - shared) >= ALIKE:
                rival = max(rival, other.score)
            else:
                holder = max(holder, other.score) if _holds(other.content, draft.cue) else holder
                held = max(held, other.score) if _holds(draft.content, other.cue) else held
            if sentences[n] == sentences[at]:
                same_sentence = max(same_sentence, other.score)
        above = by_cue.get(table.heads[draft.cue], -9.0) if table.heads[draft.cue] != draft.cue else -9.0
        found.append([rival, holder, held, same_sentence, above, mean])
    return found


def _near(sentences: Sequence[int], at: int) -> list[int]:
    """Return the other drafts a few sentences around one, by the sentence of each."""
    first = max(at - MOST, bisect_left(sentences, sentences[at] - NEAR))
    end = min(at + 1 + MOST, bisect_right(sentences, sentences[at] + NEAR))
    return [*range(first, at), *range(at + 1, end)]


def _holds(content: Pieces, index: int) -> bool:
    return content[0][0] <= index < content[-1][1] and any(first <= index < end for first, end in content)


def jaccard(table: Table, one: Pieces, other: Pieces) -> float:
    """Return the share of the words of two stretches that they have in common."""
    shared = overlap(table, one, other)
    return shared / (size(table, one) + size(table, other) - shared) if shared else 0.0
