"""Contents that are told as somebody's view ("In the view of two aides, …", "in Bell’s words", "To her mind, …"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, full_range
from copydesk.stages.attribution.speakers import may_speak

VIEWS = (
    *("account", "assessment", "belief", "calculation", "calculations", "estimate", "estimates", "estimation", "eyes"),
    *("judgement", "judgment", "mind", "opinion", "reading", "reckoning", "telling", "version", "view", "words"),
)
"""Nouns behind "in", "by", "on" or "to" that make what stands beside them somebody's."""


def find_viewpoints(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each phrase set off by commas or at the head of a sentence; its content is the rest of the sentence."""
    for token in (reading.tokens[i] for i in reading.of_text(*VIEWS)):
        if token.dep != "pobj" or reading.quoted[token.i] >= 0:
            continue
        opener = token.head
        if reading.tokens[opener].text.lower() not in ("in", "by", "on", "to"):
            continue
        owners = list(reading.under(token.i, "poss"))
        owners += [
            j
            for i in reading.under(token.i, "prep")
            if reading.tokens[i].text == "of"
            for j in reading.under(i, "pobj")
        ]
        sentence, phrase = reading.sentence_tokens(token.i), full_range(reading, opener)
        apart = opener == sentence.start or reading.tokens[opener - 1].text in (",", "—", "–", "”", '"')
        closed = reading.tokens[min(phrase[-1] + 1, sentence.stop - 1)].text in (",", ".", "—", "–", ";", ":")
        closed = closed or opener == sentence.start
        if not owners or not apart or not closed or not _is_somebody(reading, owners[0]):
            continue
        content = [i for i in sentence if i not in phrase]
        if reading.words(content) > 2:
            cue = Cue(token.i, (opener, token.i), token.text.lower(), SAYS)
            yield Finding(cue=cue, rule="according_to", content=content, speaker=owners[0])


def _is_somebody(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.text.lower() in ("my", "our", "your", "its", "whose", "one"):
        return False
    return may_speak(reading, index)
