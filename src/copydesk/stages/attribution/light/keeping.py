"""Which drafts are kept: what speaks for each, beside the others of the article. Drafts -> features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.content_features import overlap, size
from copydesk.stages.attribution.light.contents import Pieces
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


def keeping_features(table: Table, drafts: Sequence[Draft]) -> NDArray[np.float64]:
    """Return a row of numbers for each draft."""
    if not drafts:
        return np.zeros((0, 0))
    rows = [_own(table, draft) + around for draft, around in zip(drafts, _around(table, drafts), strict=True)]
    return np.asarray(np.round(np.array(rows), 4), dtype=np.float64)


def _number(word: str, words: tuple[str, ...]) -> float:
    return float(words.index(word)) if word in words else -1.0


def _own(table: Table, draft: Draft) -> list[float]:
    tokens, cue = table.reading.tokens, draft.cue
    token = tokens[cue]
    finding = table.findings.get(cue)
    first, end = draft.content[0][0], draft.content[-1][1]
    words = size(table, draft.content)
    quoted = sum(table.quoted_words(*run) for run in draft.content)
    agreed = -1.0
    if finding:
        inside = set(finding.content)
        shared = sum(1 for a, b in draft.content for i in range(a, b) if i in inside and table.words_list[i])
        agreed = shared / max(1, words + table.reading.words(inside) - shared)
    head = draft.source.head
    speaker = (finding.relative if finding.relative is not None else finding.speaker) if finding else None
    sentence = table.reading.sentence_tokens(cue)
    return [
        draft.score,
        draft.content_share,
        draft.content_second,
        draft.content_share - draft.content_second,
        float(draft.contents),
        draft.source_share,
        draft.source_second,
        agreed,
        float(words),
        quoted / words if words else 0.0,
        float(first - cue),
        float(end - cue),
        float(len(draft.content)),
        float(tokens[first].sentence - token.sentence),
        float(tokens[end - 1].sentence - tokens[first].sentence),
        _number(token.pos, POS),
        _number(token.tag, TAGS),
        _number(token.dep, DEPS),
        float(table.reading.quoted[cue] >= 0),
        float(head < 0),
        _number(tokens[head].pos, ("PRON", "PROPN", "NOUN")) if head >= 0 else -2.0,
        _number(_name_at(table, head), NAMES) if head >= 0 else -2.0,
        float(head - cue) if head >= 0 else 0.0,
        float(tokens[head].tag in ("WP", "WDT")) if head >= 0 else 0.0,
        float(tokens[head].text.lower() in ("i", "we", "you", "it")) if head >= 0 else 0.0,
        float(table.reading.quoted[head] >= 0) if head >= 0 else -1.0,
        (2.0 if head == (-1 if speaker is None else speaker) else 1.0) if finding else 0.0,
        float(overlap(table, draft.source.pieces, draft.content)),
        _number(finding.rule, RULES) if finding else -2.0,
        float(is_annotated(table.reading, finding)) if finding else -1.0,
        float(len(sentence)),
        float(cue - sentence.start),
        float(token.sentence),
    ]


def _name_at(table: Table, index: int) -> str:
    return table.labels[index]


def _around(table: Table, drafts: Sequence[Draft]) -> list[list[float]]:
    """Return for each draft what the others of its article say: rivals for its content, those that hold it or are held."""
    found = []
    by_cue = {draft.cue: draft.score for draft in drafts}
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(table.reading.tokens[draft.cue].sentence, []).append(draft)
    mean = sum(max(draft.score, -4.0) for draft in drafts) / len(drafts)
    for draft in drafts:
        rival = holder = held = same_sentence = -9.0
        for other in _near(table, by_sentence, draft):
            same = jaccard(table, draft.content, other.content)
            if same >= 0.5:
                rival = max(rival, other.score)
            if _holds(other.content, draft.cue) and same < 0.5:
                holder = max(holder, other.score)
            if _holds(draft.content, other.cue) and same < 0.5:
                held = max(held, other.score)
            if table.reading.tokens[other.cue].sentence == table.reading.tokens[draft.cue].sentence:
                same_sentence = max(same_sentence, other.score)
        above = by_cue.get(table.heads[draft.cue], -9.0) if table.heads[draft.cue] != draft.cue else -9.0
        found.append([rival, holder, held, same_sentence, above, mean])
    return found


def _near(table: Table, by_sentence: dict[int, list[Draft]], draft: Draft) -> list[Draft]:
    at = table.reading.tokens[draft.cue].sentence
    return [other for n in range(at - NEAR, at + NEAR + 1) for other in by_sentence.get(n, ()) if other is not draft]


def _holds(content: Pieces, index: int) -> bool:
    return any(first <= index < end for first, end in content)


def jaccard(table: Table, one: Pieces, other: Pieces) -> float:
    """Return the share of the words of two stretches that they have in common."""
    shared = overlap(table, one, other)
    return shared / (size(table, one) + size(table, other) - shared) if shared else 0.0
