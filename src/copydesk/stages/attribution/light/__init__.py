"""The light road: linear models over the parse find cues, contents and sources; trees decide. Reading, findings -> markings."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.light.contents import Pieces
from copydesk.stages.attribution.light.drafts import Draft, score_cues, write_drafts
from copydesk.stages.attribution.light.keeping import jaccard, keeping_features
from copydesk.stages.attribution.light.model import Model, load_model
from copydesk.stages.attribution.light.table import Table, tabulate
from copydesk.stages.attribution.marking import Marking

__all__ = ["mark"]

SAME = 0.5
"""The share of words from which on two contents are one."""


def mark(reading: Reading, findings: Sequence[Finding], model: Model | None = None) -> list[Marking]:
    """Return the attributions of an article in the order of their cues; where two have one content, the likelier stays."""
    model = model or load_model()
    table = tabulate(reading, findings)
    rows, scores = score_cues(table, model.cues)
    likely = scores >= model.least_cue
    drafts = write_drafts(table, rows[likely].tolist(), scores[likely].tolist(), (model.contents, model.sources))
    if not drafts:
        return []
    kept = choose(table, drafts, model.trees.score(keeping_features(table, drafts)).tolist(), model.least)
    return [_marking(table, draft, score) for draft, score in kept]


def choose(table: Table, drafts: Sequence[Draft], scores: Sequence[float], least: float) -> list[tuple[Draft, float]]:
    """Return the drafts that reach the score, without those whose content a likelier one has."""
    kept: dict[int, list[tuple[Draft, float]]] = {}
    for draft, score in sorted(zip(drafts, scores, strict=True), key=lambda pair: (-pair[1], pair[0].cue)):
        if score < least:
            break
        block = table.reading.block_of(draft.content[0][0])
        near = [one.content for at in (block - 1, block, block + 1) for one, _ in kept.get(at, ())]
        if all(jaccard(table, draft.content, other) < SAME for other in near):
            kept.setdefault(block, []).append((draft, score))
    return sorted((pair for block in kept.values() for pair in block), key=lambda pair: pair[0].cue)


def _marking(table: Table, draft: Draft, score: float) -> Marking:
    finding = table.findings.get(draft.cue)
    cue = finding.cue.tokens if finding else (draft.cue, *table.reading.under(draft.cue, "prt"))
    return Marking(tuple(sorted(cue)), _tokens(draft.source.pieces), _tokens(draft.content), score)


def _tokens(pieces: Pieces) -> tuple[int, ...]:
    return tuple(i for first, end in pieces for i in range(first, end))
