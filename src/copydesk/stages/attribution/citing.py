"""Outlets that cite each other, in the order in which something came through them. Reading, tokens -> names."""

from __future__ import annotations

from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.outlet_paths import PASSES_ON, way_up

CITES = ("cite", "credit", "paraphrase", "quote", "relay", "repeat", "summarise", "summarize", "translate")
"""What an outlet does with another whose report it repeats."""

POINTS = {
    "base": "on",
    "build": "on",
    "depend": "on",
    "draw": "on",
    "lean": "on",
    "point": "to",
    "refer": "to",
    "rely": "on",
}
"""Verbs of the same with a preposition ("relying on an Echo report")."""
CITING = ("citing", "crediting", "quoting")
NEAR = 7
"""Within how many words behind "citing" the outlet is named that is cited."""


def cited_in_sentence(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlet that cites others before what it tells, and the one that it cites, by the order of words.

    "The Mail, citing the Echo, which quoted a porter, said …" has two subjects in many a parse, and one outlet is lost.
    """
    sentence = reading.sentence_tokens(finding.cue.head)
    found: list[str] = []
    for i in (j for j in reading.of_text(*CITING) if j in sentence and reading.quoted[j] < 0):
        if i > finding.cue.head or i in finding.content:
            continue
        behind = range(i + 1, min(i + NEAR, sentence.stop))
        end = next((j for j in behind if reading.tokens[j].text in (",", "who", "that")), behind.stop)
        cited = [name for last, name in outlets_among(reading, range(i + 1, end)) if last == end - 1]
        first = outlets_among(reading, range(sentence.start, i))
        opens = len(first) == 1 and first[0][0] == i - 2 and reading.tokens[i - 1].text == ","
        found += [*cited, *([first[0][1]] if opens else [])]
    return found


def nearest_first(reading: Reading, named: list[tuple[int, str]]) -> list[str]:
    """Return the names of links, those that stand joined in the opposite order, as the page names its nearest one first."""
    found: list[str] = []
    group: list[str] = []
    last = -1
    for i, name in named:
        between = [reading.tokens[j].text for j in range(last + 1, i)]
        joins = {"and", "&"}.intersection(between) or (
            between[:1] == [","] and all(not word.islower() or word == "the" for word in between[1:])
        )
        later = any(
            reading.lemmas[j] in PASSES_ON for j in range(last + 1, i)
        )  # "seen by the Echo and quoted by Sky News"
        if not (group and len(between) <= 7 and joins and not later):
            found, group = [*found, *group], []
        group.insert(0, name)
        last = i
    return [*found, *group]


def cited_at(reading: Reading, index: int) -> list[int]:
    """Return whom an outlet, or its verb, cites in a clause of its own ("the Mail, citing the Echo, quoted a nurse …")."""
    clauses = reading.under(index, "acl", "advcl", "relcl")
    cited = [j for i in clauses if reading.lemmas[i] in CITES for j in reading.under(i, "dobj", "oprd")]
    pointed = [(POINTS.get(reading.lemmas[i]), j) for i in clauses for j in reading.under(i, "prep")]
    return [*cited, *(k for word, j in pointed if reading.lowered[j] == word for k in reading.under(j, "pobj"))]


def outlets_behind(reading: Reading, noun: int) -> list[str]:
    """Return the outlets that a noun names with those that they cite, nearest to the speaker first."""
    cited = cited_at(reading, noun)
    apart = {j for i in reading.under(noun, "acl", "advcl", "relcl") for j in reading.parse.subtree(i)}
    names = nearest_first(reading, outlets_among(reading, [i for i in reading.parse.subtree(noun) if i not in apart]))
    later = [name for last, name in outlets_among(reading, sorted(apart)) if way_up(reading, last, [noun])]
    behind = [name for i in cited for name in outlets_behind(reading, i)]
    return [*behind, *names, *(name for name in later if name not in behind)]


def last_cited(reading: Reading, noun: int) -> tuple[int, list[str]]:
    """Return the last one of those who cite each other behind a noun, and the outlets before it, nearest to it first."""
    between: list[str] = []
    while further := cited_at(reading, noun):
        behind = {j for i in further for j in reading.parse.subtree(i)}
        own = [i for i in reading.parse.subtree(noun) if i not in behind]
        between = [*(name for _, name in outlets_among(reading, own)), *between]
        noun = further[0]
    return noun, between
