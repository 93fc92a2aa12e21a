"""Whether "6/7/2017" is the sixth of July or the seventh of June. Text, address -> bool"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.words import DAY, MONTH

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
_DAY_MONTH = re.compile(rf"\b{DAY}\s+{MONTH}")
_MONTH_DAY = re.compile(rf"\b{MONTH}\s+{DAY}")


def is_day_first(text: str, address: str | None) -> bool:
    """Tell whether an article writes the day before the month in figures.

    Its own dates tell first: one with a day over twelve settles it; then the country of its address, then whether it
    writes "6 June" oftener than "June 6".
    """
    pairs = [(int(first), int(second)) for first, second in _NUMERIC.findall(text)]
    day_first, month_first = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    if day_first != month_first:
        return day_first
    if not pairs:
        return False
    country = (urlsplit(address or "").hostname or "").rpartition(".")[2]
    return country in load_lexicon("day_first_domains") or len(_DAY_MONTH.findall(text)) > len(_MONTH_DAY.findall(text))
