"""Why a source is not named, in the page's words. Reading -> reason."""

from __future__ import annotations

import re
from functools import cache

from copydesk.lexicon import load_lexicon
from copydesk.records import Span
from copydesk.stages.attribution.grammar import Reading

_END = re.compile(r"[,;.](?:\s|[”\"’]|$)|\s[—–-]\s|\n")


def reason_in(reading: Reading, span: Span) -> str | None:
    """Return the words of a stretch of text that say why somebody is not named, up to the next comma or full stop."""
    found = _phrases().search(reading.article.text, span.start, span.end)
    if not found:
        return None
    end = _END.search(reading.article.text, found.end(), span.end)
    return reading.article.text[found.start() : end.start() if end else span.end].strip(" .,;")


@cache
def _phrases() -> re.Pattern[str]:
    forms = sorted(load_lexicon("anonymity_reasons"), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b", re.I)
