"""What a source does with what it speaks of: says it, confirms it, denies it, doubts it … Reading, finding -> Stance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import get_args

from copydesk.lexicon import load_entries, load_lexicon
from copydesk.records import Stance
from copydesk.stages.attribution.cues import cue_at
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.text.forms import any_of

STANCES: dict[str, Stance] = {stance: stance for stance in get_args(Stance)}
OPEN = ("says", "confirms", "thinks", "shows", "unlisted")
"""Meanings of cues that leave it to the content what is done with it."""
SELF = ("i", "we")
ADMISSIONS = ("accept", "acknowledge", "admit", "concede", "confess", "grant", "own", "recognise", "recognize")
"""Verbs by which somebody grants that something of their own was wrong, which denies nothing."""
THIRD = ("he", "she", "it", "they")
NOBODY = ("neither", "no", "nobody", "none", "few", "hardly", "scarcely", "barely")
"""First words of a subject that turns its verb round."""
SHORT = 8
"""The most words of an answer that its first ones decide ("No, never")."""
REACH = 7
"""How many words before a cue may turn it ("has so far not been able to confirm")."""
Turn = tuple[int, tuple[str, ...], Stance]
"""Words before a cue that turn it, behind their number so that the longest sort first, and the stance that comes out."""
HALF = 0.5
"""The least share of main clauses that put something forward as possible for the whole to be a guess."""


def stance_of(reading: Reading, finding: Finding) -> Stance:
    """Return what the source does with the content, whatever verb introduces it.

    First the cue with what stands before it ("no longer denies", "has yet to confirm"). Where that merely says something, the
    content decides: a reply that withholds, a verdict on a report or a rumour, what the speaker does in it ("I doubt that …"),
    and words that make it a guess.
    """
    cue = finding.cue
    if finding.rule == "phrase":
        return STANCES[cue.sense.meaning]
    turned = _turned(reading, cue.head, cue.sense.meaning, cue.form)
    if cue.form == "wonder" and finding.content and levelled(reading, min(finding.content)) in ("how", "why", "what"):
        return "doubts"
    stance = turned or STANCES.get(cue.sense.meaning, "says")
    if turned or cue.sense.meaning not in OPEN:
        return stance
    if reply := _reply(reading, finding):
        return reply
    lead, told = _lead(reading, finding), _clauses(reading, finding.content)
    return (
        _verdict(finding, lead) or _phrase(lead) or _guess(reading, told) or _own_act(reading, finding, told) or stance
    )


@cache
def forms(place: str) -> dict[str, str]:
    """Return the phrases that decide at one place, each with its stance."""
    return {row.form: row.meaning for row in load_entries("stance_phrases") if row.note == place}


@cache
def words_of(meaning: str) -> frozenset[str]:
    """Return the words of a class of `stance_words`."""
    return frozenset(row.form for row in load_entries("stance_words") if row.meaning == meaning)


@cache
def _pattern(place: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(forms(place))}(?!\w)")


@cache
def _fillers() -> re.Pattern[str]:
    """Return what an answer may open with before it answers ("Sadly, yes", "Well, no")."""
    return re.compile(rf"^(?:{any_of(forms('filler'))}(?: ?[,.!])? (?=\w))+")


@cache
def _turns() -> dict[str, dict[str, list[Turn]]]:
    """Return, under each meaning and form of a cue, the words that turn it by the first of them."""
    rows = sorted((-len(words := tuple(row.form.split())), words, row) for row in load_entries("stance_turns"))
    under: dict[str, dict[str, list[Turn]]] = {}
    for size, words, row in rows:
        for turned in sorted(set(row.note.split("; "))):
            under.setdefault(turned, {}).setdefault(words[0], []).append((size, words, STANCES[row.meaning]))
    return under


def levelled(reading: Reading, index: int) -> str:
    """Return a word in small letters with a short form written out ("n't" -> "not", "’m" -> "am")."""
    return reading.levelled[index]


def _text(reading: Reading, indices: Iterable[int]) -> str:
    """Return words levelled, with what parts clauses kept, so that a phrase is found whatever marks stand in it."""
    return " ".join(filter(None, map(reading.spoken.__getitem__, indices)))


def is_said_of_nobody(reading: Reading, verb: int) -> bool:
    """Say whether the subject of a verb turns it round ("Nobody at the firm would confirm …", "Neither of them answered")."""
    head = reading.tokens[verb].head if reading.tokens[verb].dep in ("aux", "auxpass", "xcomp") else verb
    for subject in reading.under(head, "nsubj", "nsubjpass"):
        first = reading.first_of(subject)
        if reading.quoted[first] != reading.quoted[verb]:
            continue
        opening = reading.lowered[first]
        if opening in NOBODY or (opening == "not" and reading.lowered[first + 1] in ("one", "a", "many")):
            return True
    return False


def _turned(reading: Reading, cue: int, meaning: str, form: str) -> Stance | None:
    """Return what the words before a cue make of it ("no longer denies"), or None where they leave it as it is."""
    before = list(_before(reading, cue))
    words = [levelled(reading, i) for i in before]
    if is_said_of_nobody(reading, cue):
        light = [i for i in before if all(_is_light(reading, j) for j in range(i, cue))]
        before, words = [cue, *light], ["not" if meaning in ("confirms", "denies") else "neither"]
        words += [levelled(reading, i) for i in light]
    present = set(words)
    under = (_turns().get(key, {}) for key in (form, meaning))
    for _, phrase, stance in (turn for one in under for turn in sorted(t for w in present for t in one.get(w, ()))):
        if not present.issuperset(phrase):
            continue
        for start in range(len(words) - len(phrase), -1, -1):
            end = start + len(phrase)
            if tuple(words[start:end]) == phrase and all(_is_light(reading, i) for i in before[end:]):
                return stance
    return None


def _before(reading: Reading, cue: int) -> range:
    """Return the words of the clause before a cue, a few at most."""
    first = max(reading.sentence_tokens(cue).start, cue - REACH)
    for i in range(cue - 1, first - 1, -1):
        if reading.lowered[i] in (",", ";", ":", "but", "and", "who", "which", "that", "because", "when", "as", "if"):
            return range(i + 1, cue)
        if (reading.quoted[i] < 0) != (reading.quoted[cue] < 0):
            return range(i + 1, cue)
    return range(first, cue)


def _is_light(reading: Reading, index: int) -> bool:
    """Say whether a word may stand between what turns a cue and the cue ("not [immediately] confirm")."""
    token = reading.tokens[index]
    return token.pos in ("ADV", "AUX", "PART") or token.lemma.lower() in ("be", "have", "entirely", "so", "very")


def _clauses(reading: Reading, content: list[int]) -> list[int]:
    """Return the heads of the main clauses of a content: those under nothing in it, and what is joined to them."""
    inside, found = set(content), []
    open_ = [i for i in content if reading.tokens[i].head not in inside or reading.tokens[i].head == i]
    while open_:
        i = open_.pop()
        if reading.tokens[i].pos in (*VERBAL, "ADJ", "NOUN", "PRON", "PROPN"):
            found.append(i)
        for below in reading.parse.children[i]:
            label = reading.tokens[below].dep
            loose = label == "ccomp" and below < i and not reading.under(below, "mark")
            if below in inside and (label in ("conj", "parataxis") or loose):
                open_.append(below)
    return sorted(i for i in set(found) if reading.tokens[i].pos in VERBAL or reading.under(i, "nsubj", "aux"))


def called(reading: Reading, verb: int) -> Stance | None:
    """Return the stance of a verb by which a claim is called something ("called the report “rubbish”"), or None."""
    if reading.lemmas[verb] not in forms("naming"):
        return None
    thing, verdict = _pattern("proposition").pattern, _pattern("verdict").pattern
    words = _text(reading, range(verb + 1, reading.sentence_tokens(verb).stop)).partition(" ,")[0]
    hit = re.search(rf"{thing}.*?({verdict})|\bas ({verdict}) .*?{thing}", words)
    return STANCES[forms("verdict")[hit[1] or hit[2]]] if hit else None


def _guess(reading: Reading, told: list[int]) -> Stance | None:
    """Return `speculates` where enough of the main clauses only put something forward as possible."""
    possible = [verb for verb in told if _is_possible(reading, verb)]
    return "speculates" if possible and len(possible) >= HALF * len(told) else None


def _is_possible(reading: Reading, verb: int) -> bool:
    for i in reading.under(verb, "aux", "advmod"):
        word = levelled(reading, i)
        if forms("modal").get(word) == "speculates" or (word == "could" and _may_happen(reading, verb)):
            return True
    return levelled(reading, verb) in ("may", "might")


def _may_happen(reading: Reading, verb: int) -> bool:
    """Say whether "could" tells what may be, and not what somebody was able or allowed to do."""
    if reading.under(verb, "neg"):
        return False
    lemma, auxiliaries = reading.tokens[verb].lemma.lower(), [levelled(reading, i) for i in reading.under(verb, "aux")]
    if lemma in load_lexicon("abilities"):
        return False
    subjects = [reading.tokens[i] for i in reading.under(verb, "nsubj")]
    able = any(s.pos == "PRON" and s.text.lower() not in ("it", "that", "this", "which") for s in subjects)
    able = able or any(load_lexicon("source_nouns").get(s.lemma.lower()) in ("anonymous", "role") for s in subjects)
    return not able or "have" in auxiliaries or lemma in ("be", "become", "die", "end", "face", "lose", "return")


def _verdict(finding: Finding, lead: str) -> Stance | None:
    """Return the stance of a verdict on what was said before ("the report was false", "that is right"), or None."""
    for hit in _verdicts().finditer(lead):
        stance = STANCES[forms("verdict")[hit["verdict"]]]
        if stance == "denies" and finding.cue.form.split()[0] in ADMISSIONS and not hit["not"]:
            continue
        if hit["pronoun"] and hit["verdict"] in words_of("DEED"):
            continue  # "it was a mistake" may judge what was done, not what was told
        if hit["verdict"] in words_of("FORGED") and re.match(any_of(words_of("MEASURED")) + r"\b", hit[0]):
            continue  # "the data were invented" tells how they came about
        turned: dict[Stance, Stance] = {"denies": "confirms", "confirms": "denies"}
        return turned.get(stance, stance) if hit["not"] else stance
    return None


@cache
def _verdicts() -> re.Pattern[str]:
    things, verdicts = (_pattern(place).pattern for place in ("proposition", "verdict"))
    be = r"(?:is|are|was|were|be|been|being|as|sounds?|seems?|looks?|'s)"
    return re.compile(
        rf"(?:{things}[^.;?!]*?|(?:^|[,.;:] |\b(?:that|and|but) )(?P<pronoun>it|that|this|they|those|these|which) )"
        rf"\b{be} (?P<not>(?:not|never|hardly|far from|anything but) )?(?:(?!not )\w+ ){{0,2}}?(?P<verdict>{verdicts})"
    )


def _own_act(reading: Reading, finding: Finding, told: list[int]) -> Stance | None:
    """Return what the speaker does in the content itself ("I doubt that …", "said it could not confirm …"), or None."""
    for verb in (i for i in told if _is_speaker(reading, finding, i)):
        for i in (verb, *reading.under(verb, "acomp", "xcomp", "dobj", "attr")):
            stance = stance_at(reading, i)
            if stance and stance != "says":
                return stance
    return None


def stance_at(reading: Reading, index: int) -> Stance | None:
    """Return the stance of the cue that a word heads, by itself and what stands before it, or None where it is none."""
    cue = cue_at(reading, index)
    if cue is None:
        return None
    return _turned(reading, index, cue.sense.meaning, cue.form) or STANCES.get(cue.sense.meaning)


def _is_speaker(reading: Reading, finding: Finding, verb: int) -> bool:
    """Say whether the subject of a clause is the one who speaks: "I" in a quotation, a pronoun of the same kind outside."""
    subjects = [reading.tokens[i] for i in reading.under(verb, "nsubj")]
    if not subjects or any(levelled(reading, i) == "had" for i in reading.under(verb, "aux")):
        return False
    word = subjects[-1].text.lower()
    if reading.quoted[verb] >= 0:
        return word in SELF
    return word in THIRD and finding.speaker is not None


def _lead(reading: Reading, finding: Finding) -> str:
    """Return the first sentence of a content, which says what all of it does; a later one may do something else."""
    first = min(finding.content, default=0)
    sentence = reading.sentence_tokens(first)
    return _text(reading, [i for i in finding.content if i in sentence])


def _phrase(lead: str) -> Stance | None:
    hit = _pattern("content").search(lead)
    return STANCES[forms("content")[hit[0]]] if hit else None


def is_reply(reading: Reading, finding: Finding) -> bool:
    """Say whether a content is a bare answer, which leaves out what it answers."""
    return finding.cue.sense.meaning == "says" and _reply(reading, finding) is not None


def _reply(reading: Reading, finding: Finding) -> Stance | None:
    """Return the stance of an answer that is hardly more than a yes, a no or a "no comment"."""
    cue = reading.sentence_tokens(finding.cue.head)
    here = [i for i in finding.content if i in cue] or finding.content
    quoted = [i for i in finding.content if reading.quoted[i] >= 0] if finding.quotes else here
    text = _text(reading, quoted).strip(" ,.;:!")
    text = text[text.rfind("?") + 1 :].strip() or text.strip(" ?")  # "Did I take it? I did not"
    text = _fillers().sub("", text)
    opening = re.split(r" ?[,.;:!?]", text, maxsplit=1)[0]
    if opening not in forms("reply"):
        return None
    rest = text[len(opening) :].strip(" ,.;:!?")
    short = len(text.split()) <= SHORT and rest.partition(" ")[0] not in ("but", "though", "although", "yet")
    return STANCES[forms("reply")[opening]] if short else None
