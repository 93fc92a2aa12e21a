"""Quotations with a signature behind them ("“Never again.” — Edda Lind"). Reading -> findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.text.quotes import Quote

RULE = "signed"
LEAST, MOST, LONGEST = 3, 6, 80
"""Words of the shortest quotation that somebody signs and of the longest name, and characters of a signature."""
_SIGNATURE = re.compile(
    r"[^\S\n]*(?:[―—–]|--|(?<=\s)-(?=\s))[^\S\n]*(?P<name>[^\n,“”\"();:]{2,60}?)\.?[^\S\n]*(?:$|[,(][^\n“”\"]{2,120}$|(?=[“\"]))",
    re.M,
)
_SIGNED = re.compile(r"[”\"]\s*(?:[―—–]|--?)[^―—–“”\"]{2,60}$")


def find_signed(reading: Reading) -> Iterator[Finding]:
    """Yield each quotation that begins a line and is followed by a dash and nothing but a name, with its office."""
    for number, quote in enumerate(reading.quotes):
        signature = _SIGNATURE.match(reading.article.text, quote.outer.end)
        if signature and _opens_line(reading, quote) and _is_name(signature["name"]):
            source, words = list(reading.between(*signature.span("name"))), reading.between(*quote.inner)
            if source and reading.words(words) >= LEAST:
                cue = Cue(source[0], (), "—", SAYS)
                yield Finding(
                    cue=cue, rule=RULE, content=list(words), quotes=[number], speaker=source[-1], source=source
                )


def _opens_line(reading: Reading, quote: Quote) -> bool:
    """Tell whether nothing stands in front of a quotation on its line but the signature of another."""
    text, end = reading.article.text, quote.outer.start
    line = text[max(text.rfind("\n", 0, end) + 1, end - LONGEST) : end]
    return not line.strip() or bool(_SIGNED.search(line))


def _is_name(words: str) -> bool:
    parts = words.split()
    joining = load_lexicon("name_particles")
    return (
        0 < len(parts) <= MOST and parts[0][0].isupper() and all(p[0].isupper() or p.lower() in joining for p in parts)
    )
