"""Phrases that say what a source does with something ("voiced doubts about …", "stopped short of …"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.stages.attribution.asked import ASKED, asked_before
from copydesk.stages.attribution.cues import Cue, Sense
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, antecedent, noun_phrase
from copydesk.stages.attribution.phrase_list import Phrase, Slot, phrases_by_verb, propositions, word_classes
from copydesk.stages.attribution.stance import called, is_said_of_nobody, levelled
from copydesk.stages.attribution.stance import forms as _forms

BETWEEN = 2
"""How many adverbs, articles or adjectives may stand between two words of a phrase ("voiced [some serious] doubts")."""
LONGEST_GAP = 14
"""The most words that may stand in the gap of a phrase ("took [the promise of new cranes] with a pinch of salt")."""
BARE = (
    "a",
    "an",
    "the",
    "any",
    "answer",
    "comment",
    "confirmation",
    "denial",
    "explanation",
    "it",
    "outright",
    "question",
    "reply",
)
"""Words that do not tell what a silence is about ("stopped short of a denial")."""
QUESTIONS = ("that", "whether", "if", "how", "what", "when", "where", "which", "who", "why", "about", "on", "over")
CLAUSES = ("that", "whether", "if", "how", "what", "when", "where", "which", "who", "why")
"""Words that open what a phrase is about and belong to it."""
TURNS = (
    "and",
    "but",
    "who",
    "which",
    "while",
    "although",
    "though",
    "adding",
    "saying",
    "when",
    "after",
    "because",
    "as",
)
"""Words behind a comma with which a sentence turns to something else."""


def add_phrases(reading: Reading, findings: dict[int, Finding]) -> None:
    """Put the findings of phrases in the place of those at one of their words, and of those at a noun in their content.

    A phrase that nothing follows holds what was asked before; where nothing was, it is left out.
    """
    for phrase in (*find_callings(reading), *find_phrases(reading)):
        if phrase.cue.sense.frames == ("asked",):
            phrase.content = asked_before(reading, phrase.cue.head)
        elif _is_bare(reading, phrase):
            phrase.content = asked_before(reading, phrase.cue.head) or _withheld(reading, phrase)
        inside = any(one.rule == "phrase" and phrase.cue.head in one.cue.tokens for one in findings.values())
        if inside or not reading.words(phrase.content) or _is_told_already(reading, phrase, findings):
            continue
        held = [
            i for i in findings if i in phrase.cue.tokens or (i in phrase.content and reading.tokens[i].pos == "NOUN")
        ]
        for i in held:
            del findings[i]
        findings[phrase.cue.head] = phrase


def _is_told_already(reading: Reading, phrase: Finding, findings: dict[int, Finding]) -> bool:
    """Say whether a cue of the lists is the same, with a content of its own ("declined to say whether …")."""
    stance, words = phrase.cue.sense.meaning, set(phrase.cue.tokens)
    frames = ("clause", "to", "infinitive")[: 2 if reading.tokens[phrase.cue.tokens[-1]].pos == "ADP" else 3]
    return any(
        one.rule in frames and one.cue.sense.meaning == stance and words.intersection(one.cue.tokens)
        for one in findings.values()
    )


def _withheld(reading: Reading, phrase: Finding) -> list[int]:
    """Return the noun of a phrase with nothing behind it: what is withheld or denied ("could not be reached for comment")."""
    nouns = [i for i in phrase.cue.tokens[1:] if reading.tokens[i].pos == "NOUN"]
    known = (*BARE, *_forms("proposition"), *word_classes()["INQUIRY"], "interview")
    told = [i for i in nouns if reading.tokens[i].lemma.lower() in known]
    uttered = [i for i in phrase.cue.tokens[1:] if reading.tokens[i].lemma.lower() in word_classes()["UTTER"]]
    return noun_phrase(reading, told[-1]) if told else uttered[-1:]


def _is_bare(reading: Reading, phrase: Finding) -> bool:
    """Say whether what follows a phrase does not tell what it is about: "a denial", or more of the sentence behind a silence."""
    words = [i for i in phrase.content if reading.is_word[i]]
    if all(reading.tokens[i].lemma.lower() in BARE for i in words):
        return True
    verb = phrase.cue.tokens[-1]
    last = reading.tokens[verb].pos
    below = reading.parse.subtree(verb)
    if last == "VERB" and reading.tokens[verb].lemma.lower() in word_classes()["UTTER"] and words[0] not in below:
        return True
    opens = last in ("ADP", "SCONJ", "ADV") or levelled(reading, words[0]) in QUESTIONS
    return phrase.cue.sense.meaning == "declines" and not opens and last != "VERB"


def find_phrases(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each phrase of the list; its content is what stands in its gap, or follows to the end of the clause."""
    known = phrases_by_verb()
    for token in reading.tokens:
        phrases = known.get(_lemma(reading, token.i))
        if phrases is None or (token.pos not in VERBAL and token.tag[:2] not in ("VB", "NN")):
            continue
        likely = phrases.likely(reading.wordings[token.sentence])
        if likely and _is_negated(reading, token.i):
            likely = [phrase for phrase in likely if phrase[0]]  # the others have no "not" of their own
        matches = (_match(reading, token.i, phrase) for phrase in likely)
        found = max((match for match in matches if match), default=None, key=lambda match: (match[0], match[3]))
        if found is None:
            continue
        _, words, gap, stance, note = found
        form = " ".join(reading.tokens[i].lemma.lower() for i in words)
        content = gap or _rest(reading, words[-1] + 1)
        opener = words[-1] if len(words) > 1 and levelled(reading, words[-1]) in CLAUSES and not gap else None
        if opener is not None:
            words, content = words[:-1], [opener, *content]
        if (refused := _refused(reading, words)) and stance == "declines" and not gap:
            words, content = words[:refused], [*words[refused:], *content]
        cue = Cue(token.i, tuple(words), form, Sense(stance, (note,)))
        speaker = _subject_of(reading, token.i)
        nobody = reading.under(token.i, "expl") or (
            speaker is not None and reading.tokens[speaker].text.lower() == "it"
        )
        if not (nobody and _lemma(reading, token.i) in word_classes()["LINK"]):
            yield Finding(cue=cue, rule="phrase", content=content, speaker=speaker)


def _refused(reading: Reading, words: Sequence[int]) -> int | None:
    """Return the place in a phrase of what is refused, which belongs to the content ("declined [to comment on the report]")."""
    for at, (one, two) in enumerate(pairwise(words)):
        if at and reading.lowered[one] == "to" and reading.lemmas[two] == "comment":
            return at
    return None


def find_callings(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each verb by which a report or a claim is called something ("called the story “rubbish”")."""
    for token in reading.tokens:
        stance = called(reading, token.i) if token.pos in VERBAL else None
        if stance is not None and not _is_negated(reading, token.i):
            cue = Cue(token.i, (token.i,), token.lemma.lower(), Sense(stance, ("phrase",)))
            yield Finding(cue=cue, rule="phrase", content=_rest(reading, token.i + 1))


def _subject_of(reading: Reading, verb: int) -> int | None:
    """Return the subject of a phrase's verb, of a passive too ("could not be reached"), or None for the usual way."""
    head = reading.tokens[verb].head if reading.tokens[verb].dep in ("aux", "auxpass") else verb
    subjects = reading.under(head, "nsubj", "nsubjpass")
    while head != verb and not subjects and reading.tokens[head].dep == "conj":
        head = reading.tokens[head].head
        subjects = reading.under(head, "nsubj", "nsubjpass")
    return antecedent(reading, subjects[-1]) if subjects else None


def _lemma(reading: Reading, index: int) -> str:
    return "be" if reading.lowered[index] in ("'s", "’s", "'m", "’m") else reading.lemmas[index]


def _match(reading: Reading, verb: int, phrase: Phrase) -> tuple[int, list[int], list[int], str, str] | None:
    """Return the words of a phrase around its verb, with their number for the longest to win, and its gap; or None."""
    ahead, slots, stance, note = phrase
    perfect = reading.tokens[verb].dep == "aux" and reading.tokens[verb].lemma == "have"
    if perfect and not any(form[:1] == ("yet",) for form in slots[0]):
        return None
    first = max(reading.sentence_tokens(verb).start, verb - 4)
    before = [i for i in range(first, verb) if levelled(reading, i) in ahead]
    if ahead == ("not",) and not before and _lemma(reading, verb) == "be":
        behind = range(verb + 1, min(verb + 3, reading.sentence_tokens(verb).stop))
        before = [i for i in behind if levelled(reading, i) == "not"]
    of_nobody = ahead in (("not",), ("never",)) and is_said_of_nobody(reading, verb)
    if len(before) < len(ahead) and not of_nobody:
        return None
    found = sorted([*(before[-len(ahead) :] if ahead else []), verb])
    at, gap = found[-1] + 1, []  # type: int, list[int]
    open_gap = False
    for slot in slots:
        if slot == (("*",),):
            open_gap = True
            continue
        hit = _find(reading, at, slot, LONGEST_GAP if open_gap else BETWEEN)
        if hit is None:
            return None
        if hit and open_gap:
            gap = list(range(at, hit[0]))
            if not reading.words(gap):
                return None
        if hit and slot in propositions():
            gap = _rest(reading, at)
        elif hit and slot and gap and found[-1] in gap:
            gap = []
        open_gap = open_gap and not hit
        found, at = [*found, *hit], (hit[-1] + 1 if hit else at)
    attributive = reading.tokens[found[-1]].pos == "ADJ" and reading.tokens[found[-1]].dep in ("amod", "compound")
    passive = reading.under(verb, "auxpass") or reading.under(found[-1], "agent")
    if (len(found) <= 1 + len(ahead) and slots) or attributive or (passive and not reading.under(verb, "nsubj")):
        return None
    return len(found), [i for i in found if i not in gap], gap, stance, note


def _is_negated(reading: Reading, verb: int) -> bool:
    return is_said_of_nobody(reading, verb) or any(
        levelled(reading, i) in ("not", "never") for i in reading.under(verb, "neg")
    )


def _find(reading: Reading, at: int, slot: Slot, reach: int) -> list[int] | None:
    """Return the words of a slot at a place or a few words behind it; nothing where it may be left out, None where it may not."""
    end = reading.sentence_tokens(at - 1).stop
    for i in range(at, min(end, at + reach + 1)):
        here = (reading.levelled[i], reading.lemmas[i])
        for form in (form for form in slot if form and form[0] in here):
            if i + len(form) <= end and all(_is_word(reading, i + k, word) for k, word in enumerate(form)):
                return list(range(i, i + len(form)))
        if reach == BETWEEN and reading.tokens[i].pos not in ("ADV", "DET", "ADJ", "PRON", "PART", "NUM"):
            break
        if reading.tokens[i].text in (",", ";", ":"):
            break
    return [] if () in slot else None


def _is_word(reading: Reading, index: int, word: str) -> bool:
    if word == reading.levelled[index]:
        return True
    token = reading.tokens[index]  # "emailed questions" holds no email
    return word == reading.lemmas[index] and not (token.dep == "amod" and token.tag == "VBN")


def _is_left(reading: Reading, first: int, comma: int) -> bool:
    """Say whether a comma ends the relative clause that a phrase stands in ("who has doubted that …, said")."""
    clauses = (i for i in range(max(0, first - 6), first) if reading.tokens[i].dep == "relcl")
    return any(reading.last_of(i) < comma + 1 for i in clauses)


def _rest(reading: Reading, first: int) -> list[int]:
    """Return what stands behind a phrase, up to a comma where the sentence turns to something else."""
    end = reading.sentence_tokens(max(0, first - 1)).stop
    for i in range(first, end):
        text = reading.tokens[i].text
        turns = text == "," and i + 1 < end and levelled(reading, i + 1) in TURNS
        behind = reading.tokens[i + 1] if i > first and i + 1 < end else None
        asked = text in ("when", "after", "once") and behind is not None and behind.tag == "VBN"
        asked = asked and (text != "once" or (behind is not None and behind.lemma in ASKED))
        turns = turns or (text == "," and reading.tokens[first - 1].dep != "ROOT" and _is_left(reading, first, i))
        if text in (";", "—", "–") or turns or asked:
            return list(range(first, i))
    return [i for i in range(first, end) if i < end - 1 or reading.is_word[i]]
