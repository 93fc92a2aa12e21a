"""Outlets that carry what others reported: credits, datelines, "and the Mail carried it". Reading -> names and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.chains import REPORTS
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlet_mentions import holds, outlets_among
from copydesk.stages.attribution.seen_by import phrase_of

CREDITING = ("via", "from", "source", "h/t", "hat-tip", "credit")
"""Words in front of the outlet in a credit."""
OPENERS = ("—", "–", "(", "via")
"""What opens a credit."""
TAKES_UP = (
    "carry", "circulate", "distribute", "pick", "rebroadcast", "relay", "repeat", "repost",
    "republish", "reprint", "rerun", "spread", "syndicate", "transcribe", "translate",
)  # fmt: skip
"""What an outlet does with what it carries."""
RELAYS = ("report", "quote", "cite", "relay", "carry", "publish", "broadcast")
"""What has been done by the outlet behind "as quoted by"."""
CLOSES = ("report", "say", "state", "write")
"""Verbs with which a sentence closes behind the outlets that report it."""
WHEN = ("ADJ", "ADP", "ADV", "DET", "NOUN", "NUM", "PROPN", "PUNCT")
"""What may stand behind them: when and where."""
LONGEST_CREDIT = 20
NAMED = 6
"""The most words of an outlet's name at either end of a headline."""
DATELINE = 12
"""Within how many words of an article's start a dateline closes."""


def find_carriers(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield the outlets that carried what a sentence tells ("…, and the Mail carried it"), with the sentence's number."""
    yield from _of_headlines(reading)
    for name in _of_dateline(reading):
        yield from ((name, n) for n, _ in enumerate(reading.parse.sentences))
    places = {*reading.of_text(*OPENERS), *reading.of_lemma(*RELAYS, *TAKES_UP)}
    for token in (reading.tokens[i] for i in sorted(places)):
        for name in _credits(reading, token.i):
            yield from (
                (name, n) for n, s in enumerate(reading.parse.sentences) if s.block == reading.block_of(token.i)
            )
        yield from ((name, token.sentence) for name in _as_reported_by(reading, token.i))
        if reading.lemmas[token.i] not in TAKES_UP:
            continue
        objects = [reading.tokens[i] for i in reading.under(token.i, "dobj")]
        it = token.dep != "ROOT" and any(t.text.lower() == "it" for t in objects)
        said = any(
            reading.lowered[j] == "the" and _is_said(reading, t.i) for t in objects for j in reading.under(t.i, "det")
        )
        told = it or said or any(t.lemma.lower() in REPORTS for t in objects)
        for _, name in outlets_among(reading, phrase_of(reading, reading.under(token.i, "nsubj"))) if told else ():
            yield name, token.sentence


def _is_said(reading: Reading, noun: int) -> bool:
    """Say whether a noun takes up what somebody said ("the claim", "the interview")."""
    return holds(reading, noun) or reading.lemmas[noun] in load_lexicon("nouns_of_saying")


def closing_reports(reading: Reading) -> dict[int, tuple[int, list[str]]]:
    """Return where a sentence closes with the outlets that report it, and their names ("…, Klarin and the Echo reported on Monday")."""
    found = {}
    for verb in (i for i in reading.of_lemma(*CLOSES) if reading.quoted[i] < 0 and not reading.under(i, "dobj")):
        sentence = reading.sentence_tokens(verb)
        commas = [
            i for i in range(verb - 1, max(sentence.start, verb - LONGEST_CREDIT), -1) if reading.lowered[i] == ","
        ]
        if not commas or any(reading.tokens[i].pos not in WHEN for i in range(verb + 1, sentence.stop)):
            continue
        names = _names_alone(reading, range(commas[0] + 1, verb))
        for comma in commas[1:] if names else ():
            if not (more := _names_alone(reading, range(comma + 1, commas[0]))):
                break
            commas, names = [comma], [*more, *names]  # "…, Klarin, the Echo and the Mail reported"
        if names:
            found[reading.tokens[verb].sentence] = (commas[0], list(reversed(names)))
    return found


def _names_alone(reading: Reading, words: range) -> list[str]:
    """Return the outlets that words name, if they do nothing else ("a day after the Echo" tells when)."""
    names = outlets_among(reading, words)
    inside = {i for last, name in names for i in range(last - len(name.split()) + 1, last + 1)}
    other = [
        i
        for i in words
        if i not in inside and reading.tokens[i].pos not in ("ADJ", "ADV", "CCONJ", "DET", "NOUN", "PROPN")
    ]
    return [] if other else [name for _, name in names]


def _of_headlines(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield the outlet that opens or closes a line of its own ("Klarin: Minister says …", "Port to close, says mayor – Klarin")."""
    for i in reading.of_text(":", "–", "—", "-"):
        sentence = reading.sentence_tokens(i)
        front = reading.tokens[i].text == ":"
        beside = range(sentence.start, i) if front else range(i + 1, sentence.stop)
        spaced = reading.tokens[i - 1].end < reading.tokens[i].start
        if 0 < len(beside) <= NAMED and (front or spaced) and reading.tokens[sentence.stop - 1].text not in ".!?":
            names = outlets_among(reading, beside)
            if names and names[-1][0] == beside[-1]:
                yield from ((name, reading.tokens[i].sentence) for _, name in reversed(names))


def _of_dateline(reading: Reading) -> list[str]:
    """Return the agency of a dateline, through which all that an article tells has come ("LIMA (Reuters) - …")."""
    opening = reading.sentence_tokens(0)[:DATELINE] if reading.tokens else range(0)
    for i in opening:
        close = next((j for j in range(i + 2, min(i + 6, len(reading.tokens))) if reading.tokens[j].text == ")"), None)
        if (
            reading.tokens[i].text == "("
            and close is not None
            and reading.tokens[min(close + 1, opening[-1])].text in ("-", "–", "—", "--")
        ):
            return [name for last, name in outlets_among(reading, range(i + 1, close)) if last == close - 1]
    return []


def _credits(reading: Reading, index: int) -> list[str]:
    """Return the outlet that a credit in brackets or behind "via" names ("(Reuters)", "via The Guardian", "h/t Axios")."""
    tokens, end = reading.tokens, reading.sentence_tokens(index).stop
    if tokens[index].text in ("—", "–") and index and tokens[index - 1].text in (".", "!", "?", '"', "”"):
        behind_dash = range(index + 1, min(index + 6, len(tokens)))
        names = outlets_among(reading, [i for i in behind_dash if reading.block_of(i) == reading.block_of(index)])
        last = next((i for i in behind_dash if reading.block_of(i) != reading.block_of(index)), behind_dash.stop) - 1
        return [name for at, name in names if at == last and len(names) == 1]
    if tokens[index].text == "(":
        close = next((i for i in range(index + 1, min(index + 9, end)) if tokens[i].text == ")"), None)
        first = index + 2 if index + 1 < end and tokens[index + 1].text.lower() in CREDITING else index + 1
        names = outlets_among(reading, range(first, close)) if close else []
        behind = index > 0 and tokens[index - 1].text in (".", "!", "?", '"', "”")
        whole = close is not None and names and names[-1][0] == close - 1
        return [name for _, name in names] if whole and (behind or first == index + 2) else []
    if tokens[index].text.lower() == "via" and index + 1 < end and tokens[index - 1].text != "(":
        names = outlets_among(reading, range(index + 1, min(index + 7, end)))
        return [name for last, name in names[:1] if all(tokens[i].text != "," for i in range(index, last))]
    return []


def _as_reported_by(reading: Reading, index: int) -> list[str]:
    """Return the outlets of ", as quoted by …" and ", first reported by …"."""
    token = reading.tokens[index]
    if token.tag != "VBN" or token.lemma not in RELAYS:
        return []
    at = index - 1
    while at > 0 and reading.tokens[at].text.lower() in ("first", "originally", "earlier", "also", "initially"):
        at -= 1
    joined = reading.tokens[at].text.lower() in ("as", ",", "–", "—") and reading.quoted[index] < 0
    agents = reading.under(index, "agent", "prep") if joined else []
    return [
        n
        for i in agents
        if reading.tokens[i].text in ("by", "in")
        for _, n in outlets_among(reading, reading.parse.subtree(i))
    ]
