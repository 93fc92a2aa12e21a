"""What a road marks of an attribution, and the finding that the later steps work on. Reading, Marking -> Finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.stages.attribution.cues import SAYS, Cue, Sense, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, antecedent

UNLISTED = Sense("unlisted", ())
"""The sense of a cue that no word list knows."""


class Marking(NamedTuple):
    """The tokens of a cue, a source and a content, in order; cue and source may be empty. `score` is from 0 to 1."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    score: float


def finding_of(reading: Reading, marking: Marking, by_rules: Sequence[Finding], road: str) -> Finding:
    """Return a marking as a finding, under the name of the rule that found the same cue, else of the road."""
    same = _same_cue(marking, by_rules)
    speaker = head_of(reading, marking.source)
    return Finding(
        cue=same.cue._replace(tokens=marking.cue) if same else _cue_of(reading, marking),
        rule=same.rule if same else road,
        content=list(marking.content),
        quotes=_quotations(reading, marking.content),
        speaker=None if speaker is None else antecedent(reading, speaker),
        source=list(marking.source),
    )


def head_of(reading: Reading, indices: Sequence[int]) -> int | None:
    """Return the first word of a phrase that hangs on nothing inside it, or None for no phrase."""
    inside = set(indices)
    heads = [i for i in indices if reading.tokens[i].head not in inside or reading.tokens[i].head == i]
    return next((i for i in heads if reading.tokens[i].pos != "PUNCT"), next(iter(indices), None))


def _same_cue(marking: Marking, by_rules: Iterable[Finding]) -> Finding | None:
    own = set(marking.cue)
    shared = {f.cue.head: f for f in by_rules if not own.isdisjoint(f.cue.tokens)}
    return next((shared[i] for i in marking.cue if i in shared), next(iter(shared.values()), None))


def _cue_of(reading: Reading, marking: Marking) -> Cue:
    """Return the cue with the sense that a list gives its head, or the words together."""
    head = head_of(reading, marking.cue)
    if head is None:
        return Cue((marking.source or marking.content)[0], (), "", SAYS)
    form = " ".join(reading.tokens[i].lemma.lower() for i in marking.cue)
    lemma = reading.tokens[head].lemma.lower()
    senses = load_senses("cues" if reading.tokens[head].pos in VERBAL else "cue_nouns")
    return Cue(head, marking.cue, form if form in senses else lemma, senses.get(form) or senses.get(lemma) or UNLISTED)


def _quotations(reading: Reading, content: Sequence[int]) -> list[int]:
    """Return the numbers of the quotations all of whose words stand in a content."""
    inside = set(content)
    touched = dict.fromkeys(reading.quoted[i] for i in content if reading.quoted[i] >= 0)
    return [
        number
        for number in touched
        if all(i in inside or not reading.is_word[i] for i in reading.between(*reading.quotes[number].inner))
    ]
