"""Tables of what a copy desk changes: house style, small cuts, words, names; and what a local lead is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

Table = Sequence[tuple[str, str]]

STYLES: dict[str, Table] = {
    "per cent": ((r"(?<=\d) ?percent\b", " per cent"), (r"(?<=\d)%", " per cent")),
    "percent sign": ((r"(?<=\d) percent\b", "%"),),
    "long months": tuple(
        (rf"\b{short}\. (?=\d)", f"{long} ")
        for short, long in zip(
            ["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"],
            ["January", "February", "August", "September", "October", "November", "December"],
            strict=True,
        )
    ),
    "short months": tuple(
        (rf"\b{long} (?=\d)", f"{short}. ")
        for short, long in zip(
            ["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"],
            ["January", "February", "August", "September", "October", "November", "December"],
            strict=True,
        )
    ),
    "no points": ((r"\bU\.S\.(?! [A-Z])", "US"), (r"\bU\.S\. ", "US "), (r"\bU\.N\. ", "UN "), (r"\bU\.K\. ", "UK ")),
    "country in full": ((r"\bthe U\.S\. (?=[a-z])", "the United States "), (r"\bthe UK\b", "the United Kingdom")),
    "hours": ((r"\b([ap])\.m\.", r"\1m"),),
    "serial comma": ((r"(\w+, \w+), (and|or) (?=\w)", r"\1 \2 "),),
    "dashes": ((r" ?(?:--|—) ?", " – "),),
    "figures": tuple(
        (
            rf"\b{word}(?= (?:people|years|days|months|weeks|states|candidates|hours|times|members|million|billion)\b)",
            digit,
        )
        for word, digit in zip(
            ["two", "three", "four", "five", "six", "seven", "eight", "nine"], "23456789", strict=True
        )
    ),
    "spelling": (
        (r"\badviser", "advisor"),
        (r"\btoward\b", "towards"),
        (r"\bhealthcare\b", "health care"),
        (r"\bemail", "e-mail"),
        (r"\bGa(?:dd|dh)af[iy]\b", "Qaddafi"),
        (r"\bdefense\b", "defence"),
        (r"\bfavor", "favour"),
        (r"\bMoammar\b", "Muammar"),
        (r"\bweb site\b", "website"),
        (r"\bGOP\b", "Republican Party"),
        (r"\bRep\. ", "Representative "),
        (r"\bSen\. ", "Senator "),
        (r"\bGov\. ", "Governor "),
    ),
}
"""House style: name -> patterns and what stands for them."""

TRIMS: Table = (
    (r", (?:which|who) [^,.;“”\"]{8,70},", ""),
    (r"\b(?:also|however|really|very|just|already|still|apparently|reportedly|recently) ", ""),
    (r" \([^()]{4,60}\)", ""),
    (r",? (?:in addition|of course|meanwhile|for example|for instance),", ""),
    (r", according to [^,.;“”\"]{4,50}(?=\.)", ""),
    (r"\bin order to\b", "to"),
    (r", adding that\b", " and added that"),
    (r"\bdid not\b", "didn’t"),
    (r"\bdoes not\b", "doesn’t"),
    (r"\b(?:is|was) expected to (?=\w+)", "should "),
    (r"\ba lot of\b", "many"),
    (r"\bthe fact that\b", "that"),
    (r"\bas part of\b", "in"),
    (r"\b(?:some|roughly|approximately) (?=\d)", "about "),
    (r"\b(?:former|longtime|current) (?=[A-Z])", ""),
    (r", (?:an?|the) [a-z][^,.;“”\"]{8,50},(?= (?:said|told|has|had|was|is|will)\b)", ""),
    (r"\ba number of\b", "several"),
    (r"\bin the wake of\b", "after"),
    (r"\bas well as\b", "and"),
    (r"\bprior to\b", "before"),
    (r"\bmore than (?=\d)", "over "),
    (r"\babout (?=\d)", "around "),
    (r"\b([Ss])aid that\b", r"\1aid"),
    (r"\btold reporters\b", "said"),
    (r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", r"\1day"),
    (r"\blast week\b", "a week ago"),
    (r"\bsaid (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", r"said on \1day"),
)
"""Small cuts and smoothings of a copy desk, each taken or not where it fits."""

OFFICES: Table = (
    ("Barack Obama", "President"),
    ("Obama", "President Barack"),
    ("Clinton", "Hillary"),
    ("Trump", "Donald"),
    ("Sanders", "Bernie"),
    ("Cruz", "Ted"),
    ("Rubio", "Marco"),
    ("Gadhafi", "Moammar"),
    ("Jackson", "Michael"),
)
"""A name as it stands, and what a desk puts before it."""
TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\. (?=[A-Z])")
LOCAL = (
    "Port Huron;Marshfield;Yarrow Falls;Elmira;Lake Geneva;Coos Bay;Beaufort;Kalispell;Sandusky;Muncie",
    "teachers;retirees;farmers;shop owners;students;nurses;veterans;council members;clergy;commuters",
    "had views of their own;were talking of little else;took the news calmly;were of two minds;voiced surprise",
    "this week;over breakfast;at the county fair;on Main Street;outside the library;between errands;at the diner",
)
"""What a lead for local readers is put together from: a place, people, what they did, where."""
WORDS: Table = tuple(
    (rf"\b{word}\b", other)
    for word, other in (
        row.split("/")
        for row in [
            "but/yet",
            "many/a good many",
            "because/since",
            "big/large",
            "while/although",
            "began/started",
            "nearly/almost",
            "kids/children",
            "ahead of/before",
            "after/following",
            "obtain/get",
            "during/in the course of",
            "often/frequently",
            "until/up to",
            "against/opposed to",
            "whether/if",
            "several/a number of",
            "major/leading",
            "strong/firm",
            "entire/whole",
            "asked/put the question to",
            "quickly/fast",
            "must/has to",
            "allow/let",
            "across/throughout",
            "amid/in the midst of",
            "so far/until now",
            "despite/in spite of",
        ]
    )
)
"""Words that a desk may exchange where a text gives it little else to do."""
