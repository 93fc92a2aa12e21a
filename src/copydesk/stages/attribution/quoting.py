"""Whose words a quotation holds. Reading, findings -> findings with their quotations."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.records import Span
from copydesk.stages.attribution.cues import ATTITUDES, SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import DECLINE, VERBAL, Reading
from copydesk.stages.attribution.nouns import is_person_noun
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.speakers import quoted_by

OPEN_ENDS = ",?!…—–-"
NEAR = 8
"""Within how many words of a quotation its verb stands, where no list has it."""
NOUN_PHRASE = ("ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN")
SHOWS = (
    "blog",
    "column",
    "documentary",
    "film",
    "magazine",
    "newscast",
    "newsletter",
    "podcast",
    "program",
    "programme",
    "segment",
    "series",
    "show",
)
"""What has a name in quotation marks."""
PROPER = ("NNP", "NNPS")
SENTENCE_ENDS = ".?!…”\"'’"


def attach_quotes(reading: Reading, cues: Sequence[Cue], findings: dict[int, Finding], *, widely: bool = False) -> None:
    """Give each quotation to the finding of its cue, making one where the cue has none yet.

    In order: a cue whose content already runs into it; a cue behind it (“…,” she said); a cue in front of it (she said:
    “…”); the finding of the quotation before, where it stands as a sentence of its own. Others are left alone. `widely` takes
    for a cue any verb that stands beside a quotation as one does, and the sentence in front that tells of somebody speaking.
    """
    speech = {
        cue.head: cue
        for cue in cues
        if cue.sense.meaning not in ATTITUDES
        and reading.quoted[cue.head] < 0
        and reading.tokens[cue.head].pos not in ("NOUN", "ADJ")
        and reading.tokens[reading.tokens[cue.head].head].lemma.lower() != DECLINE
        and not _only_quotes(reading, cue.head)
    }
    holder: dict[int, int] = {}
    held = {number for finding in findings.values() for number in finding.quotes}
    for number, quote in enumerate(reading.quotes):
        tokens = reading.between(quote.inner.start, quote.inner.end)
        if number in held or not reading.words(tokens) or _is_title(reading, tokens):
            continue
        verb = _any_verb_behind(reading, number) if widely else None
        if verb is not None and verb not in speech and verb not in findings:
            speech[verb] = Cue(verb, (verb,), reading.tokens[verb].lemma.lower(), SAYS)
        head = _overlapping(reading, findings, tokens) if (known := _beside(reading, speech, number)) is None else known
        rule = "quote"
        if head is None and _is_sentence(reading, number):
            head, rule = _running_on(reading, holder, number), "quote_runs_on"
        if head is None and (cue := _before_colon(reading, number)):
            head, rule, speech[cue.head] = cue.head, "colon", cue
        if head is None and widely and (cue := _speaking_before(reading, number)):
            head, rule, speech[cue.head] = cue.head, "told_before", cue
        if head is None:
            continue
        if (told := _read_out(reading, speech, head)) != head:
            findings.pop(head, None)
            head = told
        holder[number] = head
        if head not in findings:
            findings[head] = Finding(cue=speech[head], rule=rule)
        findings[head].quotes.append(number)


def _is_title(reading: Reading, tokens: range) -> bool:
    """Say whether what stands in quotation marks is the name of a programme ("on NBC’s “Meet the Press”", "the podcast “Cold Harbour”")."""
    before = tokens.start - 2
    if before < 0 or len(tokens) > NEAR or not all(reading.has_capital[i] for i in (tokens[0], tokens[-1])):
        return False
    owner = reading.tokens[before].tag == "POS" and bool(outlets_among(reading, range(max(0, before - NEAR), before)))
    small = load_lexicon("function_words")
    return (owner or reading.lemmas[before] in SHOWS) and all(
        reading.has_capital[i] or reading.lowered[i] in small for i in tokens
    )


def _read_out(reading: Reading, speech: dict[int, Cue], cue: int) -> int:
    """Return the cue of a quotation that a reporter reads out: the one that tells who said it ("he told us, and I quote: “…”")."""
    mine = any(reading.lowered[i] in ("i", "we") for i in reading.under(cue, "nsubj"))
    before = [i for i in range(reading.sentence_tokens(cue).start, cue) if i in speech]
    reads = mine and reading.tokens[cue].lemma.lower() in ("cite", "quote", "read")
    return before[-1] if reads and before else cue


def _only_quotes(reading: Reading, verb: int) -> bool:
    """Say whether a verb tells only who passes a quotation on, and another below it who speaks ("was quoted as saying")."""
    below = [j for i in reading.under(verb, "prep") for j in reading.under(i, "pcomp")]
    return any(quoted_by(reading, i) == verb for i in below)


def _before_colon(reading: Reading, number: int) -> Cue | None:
    """Return the verb of a person's own sentence that ends in a colon before a quotation ("Bell took the stage: “…”")."""
    colon = reading.at(reading.quotes[number].outer.start - 1)
    verb = reading.tokens[colon].head
    if reading.tokens[colon].text != ":" or reading.tokens[verb].pos not in VERBAL or not _is_sentence(reading, number):
        return None
    subjects = [i for i in reading.under(verb, "nsubj") if _is_somebody(reading, i)]
    return Cue(verb, (verb,), reading.tokens[verb].lemma.lower(), SAYS) if subjects and verb < colon else None


def _is_somebody(reading: Reading, index: int) -> bool:
    """Say whether a word is a name, a pronoun or a noun for a person."""
    pos = reading.tokens[index].pos
    return pos in ("PROPN", "PRON") or (pos == "NOUN" and is_person_noun(reading.lemmas[index]))


def _any_verb_behind(reading: Reading, number: int) -> int | None:
    """Return the verb right behind a quotation that ends in a comma, with somebody for its subject ("“Never,” grinned Bell")."""
    quote = reading.quotes[number]
    if reading.article.text[quote.inner.end - 1] not in OPEN_ENDS:
        return None
    first = reading.at(quote.outer.end - 1) + 1
    for i in range(first, min(first + NEAR, len(reading.tokens))):
        token = reading.tokens[i]
        if (
            reading.quoted[i] >= 0
            or (token.pos == "PUNCT" and token.text not in ("-", "@", ","))
            or token.dep == "relcl"
        ):
            return None
        if token.tag in ("VBD", "VBZ") and token.pos == "VERB":
            after = i + 1 < len(reading.tokens) and reading.tokens[i + 1].pos in NOUN_PHRASE
            inverted = i == first and after and token.lemma not in ("come", "go", "be", "have", "do", "make")
            taken = () if "obj" in load_lexicon("outlet_deeds").get(token.lemma, "").split() else ("dobj",)
            bare = i > first and not reading.under(i, *taken, "ccomp", "xcomp", "advcl") and _is_name(reading, first, i)
            return i if inverted or bare else None
    return None


def _is_name(reading: Reading, first: int, end: int) -> bool:
    """Say whether tokens are a name, a pronoun or a phrase that ends in a person's noun."""
    last = reading.tokens[end - 1]
    if any(reading.tokens[i].pos in ("VERB", "AUX", "SCONJ", "CCONJ", "ADV") for i in range(first, end)):
        return False
    return last.tag in (*PROPER, "PRP") or last.lemma.lower() in load_lexicon("source_nouns") or "@" in last.text


def _speaking_before(reading: Reading, number: int) -> Cue | None:
    """Return the verb of the sentence right in front of a quotation that tells of somebody speaking or facing others."""
    first = reading.at(reading.quotes[number].outer.start)
    before = first - 1
    if first == 0 or not _is_sentence(reading, number) or reading.block_of(before) != reading.block_of(first):
        return None
    sentence = reading.sentence_tokens(before)
    verb = next((i for i in sentence if reading.tokens[i].dep == "ROOT"), sentence.start)
    subjects = [i for i in reading.under(verb, "nsubj") if _is_name(reading, i, i + 1)]
    speaks = reading.tokens[verb].lemma.lower() in load_lexicon("manners_of_speaking") or reading.under(verb, "acomp")
    if not subjects or not speaks or any(reading.quoted[i] >= 0 for i in sentence) or first in sentence:
        return None
    return Cue(verb, (verb,), reading.tokens[verb].lemma.lower(), SAYS)


def _beside(reading: Reading, speech: dict[int, Cue], number: int) -> int | None:
    behind = _cue_behind(reading, speech, number)
    return behind if behind is not None else _cue_before(reading, speech, number)


def _overlapping(reading: Reading, findings: dict[int, Finding], tokens: range) -> int | None:
    """Return the cue outside the quotation whose content shares most words with it."""
    inside = set(tokens)
    best = max(
        (
            (len(inside & set(finding.content)), -abs(head - tokens[0]), head)
            for head, finding in findings.items()
            if head not in inside
        ),
        default=(0, 0, 0),
    )
    return best[2] if best[0] else None


def _cue_behind(reading: Reading, speech: dict[int, Cue], number: int) -> int | None:
    quote, text = reading.quotes[number], reading.article.text
    last = text[quote.inner.end - 1]
    if last not in OPEN_ENDS and text[quote.outer.end : quote.outer.end + 1] != ",":
        return None
    first = reading.at(quote.outer.end - 1) + 1
    if first >= len(reading.tokens) or reading.block_of(first) != reading.block_of(first - 1):
        return None
    opening = [i for i in range(first, min(first + 3, len(reading.tokens))) if reading.is_word[i]]
    if opening and reading.tokens[opening[0]].pos in ("CCONJ", "SCONJ"):
        return None
    for i in range(first, min(first + 30, len(reading.tokens))):
        token = reading.tokens[i]
        if (
            reading.quoted[i] >= 0
            or token.text in (".", "?", "!", ";")
            or reading.block_of(i) != reading.block_of(first)
        ):
            return None
        if i in speech:
            return i if last not in "?!" or _inverted_or_bare(reading, i, first) else None
    return None


def _inverted_or_bare(reading: Reading, cue: int, first: int) -> bool:
    """Say whether a cue behind a question or an exclamation belongs to it: nothing else of its own follows."""
    return cue - first <= 12 and not any(i > cue for i in reading.under(cue, "ccomp", "xcomp"))


def _cue_before(reading: Reading, speech: dict[int, Cue], number: int) -> int | None:
    start = reading.quotes[number].outer.start
    before = reading.at(start - 1)
    if reading.tokens[before].start >= start:
        return None
    text, steps = reading.article.text, 0
    for i in range(before, max(-1, before - 40), -1):
        token = reading.tokens[i]
        if reading.quoted[i] >= 0 and reading.quoted[i] == number:
            continue
        if token.text in (".", "?", "!", ";"):
            return None
        if i in speech and reading.quoted[i] < 0:
            gap = text[token.end : start].rstrip("“\"'‘ ")
            near = steps <= 3 or gap.endswith((":", ",", " that", " as"))
            near = near or (gap.endswith(" to") and "infinitive" in speech[i].sense.frames)
            return i if near and "\n\n" not in gap.strip() else None
        steps += token.text[:1].isalnum()
    return None


def _is_sentence(reading: Reading, number: int) -> bool:
    """Say whether a quotation stands as sentences of its own, not as a part of one."""
    quote, text = reading.quotes[number], reading.article.text
    inner = reading.text(quote.inner).strip()
    before = text[: quote.outer.start].rstrip(" ")[-1:]
    whole = before in ("", "\n", ":") or before in SENTENCE_ENDS
    return whole and inner[:1].isupper() and (not quote.closed or inner[-1] in ".?!…—-")


def _running_on(reading: Reading, holder: dict[int, int], number: int) -> int | None:
    """Return the cue of the quotation before, in this paragraph or closing the one before it."""
    if number == 0 or number - 1 not in holder:
        return None
    previous, quote = reading.quotes[number - 1], reading.quotes[number]
    between = reading.article.text[previous.outer.end : quote.outer.start]
    first = reading.at(quote.inner.start)
    blocks = reading.block_of(first) - reading.block_of(reading.at(previous.inner.start))
    if blocks > 1 or len(between.split()) > 40:
        return None
    if blocks == 1 and between.rpartition("\n")[2].strip():
        return None
    return holder[number - 1]


def inner_of(reading: Reading, number: int) -> Span:
    """Return what stands between the marks, without blanks at the ends."""
    inner = reading.quotes[number].inner
    words = reading.text(inner)
    return Span(inner.start + len(words) - len(words.lstrip()), inner.end - len(words) + len(words.rstrip()))
