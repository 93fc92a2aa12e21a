"""To whom something was said, and in what. Finding -> addressee, medium."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.asked import ASKED
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, noun_phrase
from copydesk.stages.attribution.outlet_mentions import outlets_among

TELLS = (
    "tell",
    "inform",
    "assure",
    "remind",
    "warn",
    "notify",
    "advise",
    "ask",
    "urge",
    "order",
    "instruct",
    "promise",
    "beg",
    "reassure",
    "brief",
)
"""Verbs whose object is who is spoken to."""
WITHOUT = ("according_to", "speaker_line", "phrase", "headline", "passive")
"""Rules whose cues have no addressee."""
PLACES = ("of", "in", "at", "from", "for", "on", "with")
"""Prepositions that go on with a noun phrase."""


def add_addressee(reading: Reading, finding: Finding, skipped: set[int]) -> None:
    """Fill in who is told: the object of "told", whoever stands behind "to", or who asked."""
    if finding.addressee is not None or finding.rule in ("according_to", "speaker_line", "headline"):
        return
    tokens = (
        _told(reading, finding)
        or _behind_to(reading, finding, skipped)
        or asked_by(reading, finding.cue.head)
        or _of_medium(reading, finding, skipped)
    )
    last = max((last for last, _ in outlets_among(reading, tokens)), default=len(reading.tokens))
    if any(
        reading.tokens[i].pos in ("ADP", "PUNCT") for i in tokens if i == last + 1
    ):  # how, where, or more of the outlet
        tokens = [i for i in tokens if i <= last]
    tokens = [i for i in tokens if reading.quoted[i] < 0]
    if tokens:
        text = reading.article.text[reading.tokens[tokens[0]].start : reading.tokens[tokens[-1]].end]
        finding.addressee = text


def _told(reading: Reading, finding: Finding) -> list[int]:
    """Return the noun phrase right behind a verb of telling, up to what is told, to a time or to a medium."""
    cue = finding.cue.head
    if reading.tokens[cue].lemma.lower() not in TELLS or finding.rule in ("phrase", "passive"):
        return []
    if reading.under(cue, "nsubjpass") and reading.under(cue, "agent"):
        return _without_end(reading, noun_phrase(reading, reading.under(cue, "nsubjpass")[0]))
    end = reading.sentence_tokens(cue).stop
    content, found = set(finding.content), []  # type: set[int], list[int]
    between = {last + 1 for last, _ in outlets_among(reading, range(cue + 1, end))}
    between = {i for i in between if i + 1 < end and reading.tokens[i].text == "," and _starts_outlet(reading, i + 1)}
    for i in range(cue + 1, end):
        token = reading.tokens[i]
        if (
            i in content
            or i in finding.source
            or token.text.lower() in ("that", "to", "whether", "if", "how", "why")
            or token.pos in ("VERB", "AUX", "SCONJ")
        ):
            break
        if token.pos == "ADP" and not _continues(reading, i):
            break
        if token.pos == "PUNCT" and token.text not in ("-", "’", "'", ".") and i not in between:
            break
        if found and token.pos in ("ADJ", "NOUN", "DET", "PROPN", "NUM") and _tells_time(reading, i):
            break
        if token.pos == "ADV" or (token.text == "." and i + 1 >= end):
            break
        found.append(i)
    return _without_end(reading, found)


def _starts_outlet(reading: Reading, index: int) -> bool:
    """Say whether an outlet's name starts at a word and goes on to a comma, "and" or "that", as in a list of those told."""
    ahead = range(index, min(index + 7, reading.sentence_tokens(index).stop))
    names = outlets_among(reading, ahead)
    behind = names[0][0] + 1 if names else 0
    starts = bool(names) and names[0][0] - index < len(names[0][1].split()) + 1
    return starts and behind in ahead and reading.tokens[behind].text in (",", "and", "that")


def _continues(reading: Reading, preposition: int) -> bool:
    """Say whether a preposition goes on with the noun before it, and does not tell a time, a medium or a manner."""
    if reading.tokens[preposition].text.lower() not in PLACES:
        return False
    times = [name.span for name in reading.parse.names if name.label in ("DATE", "TIME")]
    for i in reading.under(preposition, "pobj"):
        token = reading.tokens[i]
        media = any(form.lower() in load_lexicon("media_of_speech") for form in (token.lemma, token.text))
        if media or any(span.start <= token.start < span.end for span in times):
            return False
    return bool(reading.under(preposition, "pobj"))


def _without_end(reading: Reading, tokens: list[int]) -> list[int]:
    while tokens and reading.tokens[tokens[-1]].pos in ("PUNCT", "ADP", "CCONJ"):
        tokens = tokens[:-1]
    return tokens


def _behind_to(reading: Reading, finding: Finding, skipped: set[int]) -> list[int]:
    cue = finding.cue.head
    for i in reading.under(cue, "dative", "prep"):
        if i in skipped:
            continue
        objects = reading.under(i, "pobj") if reading.tokens[i].text.lower() == "to" else []
        for j in objects:
            person = reading.tokens[j].pos in ("NOUN", "PROPN", "PRON")
            name = reading.tokens[j].pos == "PROPN"
            if j not in skipped and person and (name or lemma_of(reading, j) not in load_lexicon("media_of_speech")):
                return [k for k in noun_phrase(reading, j) if k < _clause_below(reading, j)]
    return []


def _clause_below(reading: Reading, noun: int) -> int:
    """Return where a "that" begins which the parser hung on whoever was told it."""
    clauses = [min(reading.parse.subtree(i)) for i in reading.under(noun, "acl", "relcl", "ccomp")]
    return min((i for i in clauses if reading.tokens[i].text == "that"), default=len(reading.tokens))


def _tells_time(reading: Reading, index: int) -> bool:
    start = reading.tokens[index].start
    return any(n.label in ("DATE", "TIME") and n.span.start <= start < n.span.end for n in reading.parse.names)


def _of_medium(reading: Reading, finding: Finding, skipped: set[int]) -> list[int]:
    """Return with whom or to whom a talk or a text was ("in an interview with the BBC", "speaking to pupils")."""
    for i in reading.sentence_tokens(finding.cue.head):
        token = reading.tokens[i]
        if token.pos != "ADP" or i in skipped or reading.lowered[i] not in ("to", "with", "by"):
            continue
        above = reading.tokens[token.head]
        talks = above.lemma.lower() in ("speak", "talk", "write", "chat") and above.tag == "VBG"
        lemma = above.lemma.lower()
        medium = above.pos == "NOUN" and lemma in load_lexicon("media_of_speech") and above.i not in skipped
        if token.text.lower() == "by" and lemma != "interview":
            continue
        of_cue = medium and reading.tokens[above.head].text.lower() in ("in", "during", "at", "through", "by")
        same = _hangs_on(reading, above.i, finding.cue.head)
        for j in reading.under(i, "pobj") if (talks or of_cue) and same else ():
            if j not in skipped and lemma_of(reading, j) not in load_lexicon("media_of_speech"):
                named = [k for k in reading.under(j, "appos") if reading.first_of(k) == j + 1]
                below = [k for i in (j, *named) for k in reading.under(i, "acl", "relcl", "appos")]
                clauses = [reading.first_of(k) for k in below if k not in named]
                phrase = [k for k in noun_phrase(reading, j) if k < min(clauses, default=k + 1)]
                return _without_end(reading, [k for k in phrase if not _tells_time(reading, k)])
    return []


def lemma_of(reading: Reading, index: int) -> str:
    return reading.tokens[index].lemma.lower()


def _hangs_on(reading: Reading, index: int, cue: int) -> bool:
    """Say whether a word stands under a cue, with no other clause that has a subject between."""
    for _ in range(8):
        above = reading.tokens[index].head
        if index == cue:
            return True
        if above == index or (index != cue and reading.under(index, "nsubj", "nsubjpass")):
            return False
        index = above
    return False


def asked_by(reading: Reading, cue: int) -> list[int]:
    """Return who asked the one who speaks at a cue ("Asked by a reporter whether …")."""
    for i in reading.sentence_tokens(cue):
        token = reading.tokens[i]
        if reading.lemmas[i] in ASKED and token.tag == "VBN" and token.dep == "advcl" and reading.quoted[i] < 0:
            for agent in reading.under(i, "agent", "prep"):
                if reading.tokens[agent].text.lower() == "by":
                    heads = reading.under(agent, "pobj")
                    return noun_phrase(reading, heads[0]) if heads else []
    return []


def medium_of(reading: Reading, finding: Finding, around: Sequence[int]) -> str | None:
    """Return in what something was said: by the cue itself ("tweeted"), or by what stands around it ("in a letter")."""
    media = load_lexicon("media_of_speech")
    for form in finding.cue.form.split():
        if form in ("tweet", "retweet", "twitter", "facebook", "instagram", "email", "text", "blog"):
            return media.get(form, form)
    for i in around:
        token = reading.tokens[i]
        joined = "".join(reading.tokens[j].text for j in range(max(0, i - 2), i + 1)).lower()
        if token.pos == "PROPN" and reading.tokens[i - 1].pos == "PROPN":
            continue  # the last word of a name ("the Yorkshire Post")
        if token.dep == "pobj" and joined in media:
            return media[joined]
        if token.dep == "pobj" and (form := token.text.lower()) in media and token.lemma.lower() not in media:
            return media[form]
        if token.dep == "pobj" and token.lemma.lower() in media:
            seen = reading.tokens[i - 1].lemma.lower()  # "in footage broadcast by …"
            if seen in media and reading.tokens[i - 1].dep == "compound" and reading.tokens[i].lemma == "broadcast":
                return media[seen]
            two = f"{reading.tokens[i - 1].text} {token.lemma}".lower()
            return media.get(two) or media[token.lemma.lower()]
    return None
