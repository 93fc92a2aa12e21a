"""What a cue says: the constructions in which a content can stand to it. Reading, cue -> tokens by frame."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.stages.attribution.cues import load_senses
from copydesk.stages.attribution.grammar import DECLINE, VERBAL, Reading, antecedent, full_range


def contents_of(reading: Reading, cue: int) -> Iterator[tuple[str, list[int]]]:
    """Return each construction that hangs on a cue, by name, with the tokens of its content.

    `clause` (said that …), `infinitive` (plans to …), `gerund`, `object` (praised …), a preposition's own word (spoke
    about …), `passive` (… was reported by), `complement` (called him …), an object and what follows it as one
    (`object of`: accused him of …) and, for a noun or an adjective, `clause` and `infinitive` too (the claim that …).
    `that` is a clause that opens so. A clause of its own is never taken together with an object, which is who is told. `around` is a clause that the cue
    hangs on behind a comma, where the parser saw no other.
    """
    found = list(_below(reading, cue))
    frames = [frame for frame, _ in found]
    objects = [tokens for frame, tokens in found if frame == "object"]
    if objects:
        aside = {
            j
            for i in reading.under(cue, "prep", "dative")
            if reading.tokens[i].text.lower() == "to"
            and any(reading.tokens[k].pos == "PROPN" for k in reading.under(i, "pobj"))
            for j in reading.parse.subtree(i)
        }
        found += [
            (f"object {frame}", [i for i in range(objects[0][0], tokens[-1] + 1) if i not in aside or i in tokens])
            for frame, tokens in found
            if frame not in ("object", "clause") and tokens and tokens[0] > objects[0][-1]
        ]
    if not {"clause", "object", "infinitive"}.intersection(frames) and (open_ := _left_open(reading, cue)):
        found.append(("clause", open_))
    if "clause" not in frames and (around := _around(reading, cue)):
        found.append(("around", around))
    if frames.count("clause") > 1:
        found = _one_clause(reading, found, cue)
    yield from found


def _one_clause(reading: Reading, found: list[tuple[str, list[int]]], cue: int) -> list[tuple[str, list[int]]]:
    """Return the constructions with one clause left: what stands behind the cue, where the parser may have torn it up."""
    clauses = [tokens for frame, tokens in found if frame == "clause"]
    behind = [tokens for tokens in clauses if tokens and tokens[0] > cue]
    torn = [behind[0]] if behind else []
    for tokens in behind[1:]:
        if any(reading.tokens[i].text == "," for i in range(torn[-1][-1] + 1, tokens[0] + 1)):
            break
        torn.append(tokens)
    best = list(range(torn[0][0], torn[-1][-1] + 1)) if torn else max(clauses, key=len)
    return [("clause", best), *(pair for pair in found if pair[0] != "clause")]


def _around(reading: Reading, cue: int) -> list[int]:
    """Return the clause before a comma that a cue with a subject of its own is joined to without a conjunction."""
    token = reading.tokens[cue]
    if token.dep not in ("conj", "parataxis", "dep") or token.head >= cue or not reading.under(cue, "nsubj"):
        return []
    own = full_range(reading, cue)
    sentence = reading.sentence_tokens(cue)
    before = own[0] if reading.tokens[own[0]].text == "," else own[0] - 1
    if before < sentence.start or reading.tokens[before].text != "," or reading.under(token.head, "cc"):
        return []
    start = next((i + 1 for i in range(before, sentence.start, -1) if reading.tokens[i].text == ";"), sentence.start)
    return [*range(start, before), *_resumed(reading, cue)]


def _left_open(reading: Reading, cue: int) -> list[int]:
    """Return the question in front of a verb that is negated ("Whether it will reopen, the owner would not say")."""
    if not reading.under(cue, "neg"):
        return []
    first = reading.sentence_tokens(cue).start
    comma = next((i for i in range(cue - 1, first, -1) if reading.tokens[i].text == ","), first)
    asks = reading.tokens[first].text.lower() in (
        "whether",
        "if",
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "which",
    )
    return list(range(first, comma)) if asks else []


def _resumed(reading: Reading, cue: int) -> range:
    """Return what goes on behind a cue set between two commas ("He came late, one of them said, and left early")."""
    tokens, end = reading.tokens, reading.sentence_tokens(cue).stop
    if cue + 2 >= end or tokens[cue + 1].text != "," or tokens[cue + 2].tag in ("VBG", "WP", "WDT"):
        return range(0)
    return range(cue + 2, end - 1 if tokens[end - 1].text == "." else end)


def _torn_clause(reading: Reading, told: int) -> int | None:
    """Return the clause that the parser took for a relative one of who is told ("told the site he had left")."""
    for i in reading.under(told, "relcl", "acl", "ccomp"):
        below = [reading.tokens[j] for j in reading.parse.children[i]]
        own = [t for t in below if t.dep in ("nsubj", "nsubjpass")]
        asked = [t for t in below if t.tag in ("WP", "WDT", "WRB")]
        if own and own[0].tag not in ("WP", "WDT") and all(t.tag == "WRB" for t in asked):
            return i
    return None


def _without_clauses(reading: Reading, noun: int) -> list[int]:
    return full_range(reading, noun, reading.under(noun, "relcl", "acl"))


def _below(reading: Reading, cue: int) -> Iterator[tuple[str, list[int]]]:
    tokens = reading.tokens
    for i in reading.parse.children[cue]:
        label = tokens[i].dep
        if label == "ccomp":
            yield "clause", clause_range(reading, i, cue)
            if any(tokens[j].text.lower() in ("that", "whether", "if") for j in reading.under(i, "mark")):
                yield "that", clause_range(reading, i, cue)
        elif label == "xcomp":
            yield _verbal_frame(reading, i), clause_range(reading, i, cue)
        elif label == "dobj" and tokens[cue].lemma.lower() == "tell" and (torn := _torn_clause(reading, i)) is not None:
            yield "clause", clause_range(reading, torn, cue)
        elif label == "dobj" and tokens[cue].pos in VERBAL:
            yield "object", full_range(reading, i)
        elif label == "oprd":
            yield "complement", full_range(reading, i)
        elif label == "csubjpass":
            yield "passive", full_range(reading, i)
        elif label == "nsubjpass":
            noun = antecedent(reading, i)
            yield "passive", full_range(reading, i) if noun == i else _without_clauses(reading, noun)
        elif label == "acl" and tokens[cue].pos == "NOUN" and i > cue:
            yield _verbal_frame(reading, i), clause_range(reading, i, cue)
        elif label == "prep" and i > cue and not _is_time(reading, i):
            yield tokens[i].text.lower(), [j for j in full_range(reading, i) if j != i]


def _is_time(reading: Reading, preposition: int) -> bool:
    """Say whether a preposition only tells when ("reported on Tuesday")."""
    times = [name.span for name in reading.parse.names if name.label in ("DATE", "TIME")]
    words = [reading.tokens[i] for i in reading.under(preposition, "pobj")]
    return bool(words) and all(any(span.start <= word.start < span.end for span in times) for word in words)


def _verbal_frame(reading: Reading, index: int) -> str:
    if any(
        reading.tokens[j].text.lower() == "to" and reading.tokens[j].dep == "aux" for j in reading.parse.children[index]
    ):
        return "infinitive"
    return "gerund" if reading.tokens[index].tag == "VBG" else "clause"


def clause_range(reading: Reading, head: int, cue: int) -> list[int]:
    """Return the tokens of a content clause, without the cue's own words where they stand in its midst.

    A clause joined to it by ", and" in which another one speaks is left out.
    """
    tokens = full_range(
        reading, head, [*_other_voices(reading, head), *_askings(reading, head), *_own_deeds(reading, head, cue)]
    )
    own = {cue}
    for i in reading.parse.children[cue]:
        if i != head and tokens and tokens[0] < i < tokens[-1]:
            own.update(reading.parse.subtree(i))
    return [i for i in tokens if i not in own]


def _own_deeds(reading: Reading, head: int, cue: int) -> list[int]:
    """Return what somebody does besides denying, which the parser joins to a participle ("denied that it had leaked and put …")."""
    sense = load_senses("cues").get(reading.tokens[cue].lemma.lower())
    if sense is None or sense.meaning != "denies" or reading.tokens[head].tag not in ("VBN", "VBG"):
        return []
    joined = (i for i in reading.under(head, "conj") if reading.tokens[i].tag == reading.tokens[cue].tag == "VBD")
    return [i for i in joined if i > head and not reading.under(i, "nsubj", "nsubjpass", "aux", "mark")]


def _askings(reading: Reading, head: int) -> list[int]:
    """Return the clauses that tell how something came to be said ("when asked by …", "when reached by phone")."""
    return [
        i
        for i in reading.under(head, "advcl")
        if i > head
        and reading.tokens[i].tag == "VBN"
        and not reading.under(i, "nsubj", "nsubjpass")
        and any(reading.tokens[j].text.lower() in ("when", "after", "once") for j in reading.parse.children[i])
    ]


def _other_voices(reading: Reading, head: int) -> list[int]:
    found = []
    for i in reading.under(head, "conj"):
        first = reading.first_of(i)
        if reading.tokens[i].lemma.lower() == DECLINE and not reading.under(i, "nsubj"):
            found.append(i)
            continue
        speaks = reading.under(i, "nsubj") and reading.under(i, "ccomp")
        if i > head and speaks and any(reading.tokens[j].text == "," for j in range(first - 2, first)):
            found.append(i)
        elif i > head:
            found += _other_voices(reading, i)
    return found
