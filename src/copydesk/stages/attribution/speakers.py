"""Who speaks: the noun that a cue belongs to. Reading, cue -> head of the source."""

from __future__ import annotations

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.grammar import DECLINE, VERBAL, Reading, antecedent

PERSONS = ("er", "or", "ist", "ian", "man", "woman", "person", "eer", "smith", "wife")
"""How nouns for people end that no list has ("the brewer")."""
OWN_ENDS = ("give", "go", "grant", "hold", "seize", "take", "use", "write")
"""Verbs whose object is only the means of what their subject goes on to do ("used an interview to accuse …")."""
DEPTH = 6
"""How many verbs up a subject is looked for."""


def speaker_of(reading: Reading, cue: int) -> int | None:
    """Return the head of the source of a cue: its subject, the agent of a passive, the owner of a noun, or None.

    A verb without a subject of its own takes that of the verb it is joined to ("came and said", "left, saying").
    """
    if reading.tokens[cue].pos in ("NOUN", "PROPN") and not (
        reading.tokens[cue].dep == "ROOT" and reading.under(cue, "nsubj")
    ):
        return _owner(reading, cue)
    return _subject(reading, cue, DEPTH)


def quoted_by(reading: Reading, verb: int) -> int | None:
    """Return the "quoted" above a verb in "quoted two officials as saying", or None."""
    above = reading.tokens[reading.tokens[verb].head]
    quoted = reading.tokens[above.head]
    told = above.text == "as" and quoted.lemma in ("quote", "cite", "report")
    return quoted.i if told and reading.under(quoted.i, "dobj", "nsubjpass") else None


def is_quoted(reading: Reading, verb: int) -> int | None:
    """Return who is quoted at a "quote" ("quoted two officials as saying", "was quoted by Radio Nine as saying"), or None."""
    return next(iter(reading.under(verb, "dobj", "nsubjpass")), None)


def relative_of(reading: Reading, cue: int) -> int | None:
    """Return the "who" or "which" that is the subject of a cue, or None."""
    own = reading.under(cue, "nsubj")
    return own[-1] if own and reading.tokens[own[-1]].tag in ("WP", "WDT") else None


def _subject(reading: Reading, verb: int, depth: int) -> int | None:
    tokens = reading.tokens
    if reading.under(verb, "nsubjpass") or (reading.under(verb, "auxpass") and tokens[verb].tag == "VBN"):
        return _passive_speaker(reading, verb, climbed=depth < DEPTH)
    own = reading.under(verb, "nsubj")
    if own:
        return _person_of(reading, own[-1], antecedent(reading, own[-1]))
    token = tokens[verb]
    if depth == 0 or token.head == verb:
        if depth == DEPTH and token.tag == "VBD" and verb == reading.sentence_tokens(verb).start:
            return next(iter(reading.under(verb, "dobj")), None)  # "Said one dealer: “…”"
        behind = _behind(reading, verb)
        return behind if behind is not None else _before(reading, verb)
    if (
        token.dep == "acl"
        and token.tag == "VBG"
        and tokens[verb - 1].text == ","
        and (main := _governor(reading, verb))
    ):
        return _subject(reading, main, depth - 1)
    if token.dep == "pcomp" and (quoted := quoted_by(reading, verb)) is not None:
        return is_quoted(reading, quoted)
    if token.dep == "acl":
        above = tokens[token.head]
        above = tokens[above.head] if above.dep == "appos" else above
        finite = above.dep == "ROOT" and bool(reading.under(verb, "ccomp"))  # "A paper, the Echo, reported that …"
        return _agent(reading, verb) if token.tag == "VBN" and not finite else token.head
    if token.dep == "relcl":
        return token.head
    if token.dep == "conj" and tokens[token.head].dep == "ccomp" and _tells_of_speaker(reading, verb):
        return _subject(reading, tokens[token.head].head, depth - 1)
    if token.dep == "conj" and tokens[token.head].dep == "xcomp" and token.tag != tokens[token.head].tag:
        return _subject(reading, tokens[token.head].head, depth - 1)
    if token.dep == "acomp" or token.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "oprd", "attr", "prep", "dep"):
        asked = token.tag == "VBD" and token.lemma in ("ask", "press", "question")  # "said … when asked whether …"
        if token.dep == "advcl" and (token.tag == "VBN" or asked):
            return _agent(reading, verb)
        if (
            token.dep == "xcomp"
            and tokens[token.head].lemma not in OWN_ENDS
            and (objects := reading.under(token.head, "dobj"))
        ):
            return objects[-1]
        if tokens[token.head].pos in (*VERBAL, "ADJ", "ADP", "ADV"):
            return _subject(reading, token.head, depth - 1)
        if tokens[token.head].pos == "NOUN":
            return token.head
    return None


def _person_of(reading: Reading, pronoun: int, noun: int) -> int:
    """Return the name before the body that "who" was hung on ("Ann Bell, of the Nurses Union, who told …"), or the noun itself."""
    if reading.lowered[pronoun] != "who" or noun == pronoun or reading.tokens[noun].pos != "PROPN":
        return noun
    preposition = reading.tokens[reading.tokens[noun].head]
    name = reading.tokens[preposition.head]
    is_of = preposition.dep == "prep" and preposition.text in ("at", "for", "from", "of", "with")
    return name.i if is_of and name.pos == "PROPN" else noun


def _tells_of_speaker(reading: Reading, verb: int) -> bool:
    """Say whether a verb joined to what was said is the speaker's: a silence, or one that its subject cannot be ("pumps")."""
    subjects = [reading.tokens[i] for i in reading.under(reading.tokens[verb].head, "nsubj", "nsubjpass")]
    things = [s for s in subjects if s.pos == "NOUN" and s.lemma.lower() not in load_lexicon("source_nouns")]
    return reading.tokens[verb].lemma.lower() == DECLINE or bool(things)


def _governor(reading: Reading, index: int) -> int | None:
    """Return the verb that a token hangs on through nouns and prepositions, or None."""
    for _ in range(6):
        above = reading.tokens[index].head
        if above == index:
            return None
        if reading.tokens[above].pos in VERBAL:
            return above
        index = above
    return None


def _behind(reading: Reading, verb: int) -> int | None:
    """Return the subject behind an inverted cue that the parser took for something else ("said Jane Doe"); who is told is none."""
    if reading.tokens[verb].lemma == "tell":
        return None
    for label in ("attr", "dobj", "oprd", "npadvmod"):
        for i in reading.under(verb, label):
            if i > verb and reading.tokens[i].pos in ("PROPN", "PRON"):
                return i
    return _named_behind(reading, verb)


def _named_behind(reading: Reading, verb: int) -> int | None:
    """Return the last word of the name right behind a verb that ends a quotation, whatever the parser hangs it on."""
    if reading.quotes and verb and reading.tokens[verb - 1].text in ('"', "”", "’", "'", "''"):
        end = verb + 1
        while end < reading.sentence_tokens(verb).stop and reading.tokens[end].pos == "PROPN":
            end += 1
        return end - 1 if end > verb + 1 else None
    return None


def _passive_speaker(reading: Reading, verb: int, *, climbed: bool) -> int | None:
    """Return the agent of a passive; for a cue below it ("was quoted as saying", "was held, saying") its subject."""
    subjects = reading.under(verb, "nsubjpass")
    if climbed and subjects:
        return antecedent(reading, subjects[-1])
    return _perfect_subject(reading, verb) or _agent(reading, verb)


def _perfect_subject(reading: Reading, verb: int) -> int | None:
    """Return the subject of "he's predicted", a perfect that the parser takes for a passive."""
    short = [i for i in reading.under(verb, "auxpass") if reading.tokens[i].text in ("'s", "’s")]
    subjects = [i for i in reading.under(verb, "nsubjpass") if reading.tokens[i].pos == "PRON"]
    return subjects[0] if short and subjects and reading.under(verb, "ccomp", "dobj") else None


def _before(reading: Reading, verb: int) -> int | None:
    """Return the noun right before a finite cue that the parser gave no subject, past a phrase between two commas."""
    first, i = reading.sentence_tokens(verb).start, verb - 1
    if reading.tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    while i > first and reading.tokens[i].pos in ("ADV", "AUX"):
        i -= 1
    if reading.tokens[i].text == ",":
        i -= 1
        while i > first and reading.tokens[i].text != ",":
            i -= 1
        i -= 1
    while i > first and reading.tokens[i].dep == "pobj" and first < (above := _holder(reading, i)) < i:
        i = above  # "the mayor of Sele, Jane Doe, told …"
    return i if i >= first and reading.tokens[i].pos in ("PROPN", "NOUN", "PRON") else None


def _holder(reading: Reading, index: int) -> int:
    """Return the noun that a preposition joins a noun to, or the noun itself."""
    preposition = reading.tokens[reading.tokens[index].head]
    above = reading.tokens[preposition.head]
    return above.i if preposition.dep == "prep" and above.pos in ("NOUN", "PROPN") else index


def _agent(reading: Reading, verb: int) -> int | None:
    for i in reading.under(verb, "agent"):
        for j in reading.under(i, "pobj"):
            return j
    return None


def _owner(reading: Reading, noun: int) -> int | None:
    """Return whose claim, promise or attack a noun is: its owner, who it is by, or the subject of the verb above it.

    "Her" and "their" are looked for in that subject, which is where the owner stands by name.
    """
    owners = reading.under(noun, "poss")
    if owners and reading.tokens[owners[0]].pos != "PRON":
        return owners[0]
    for i in reading.under(noun, "prep"):
        if reading.tokens[i].text.lower() in ("by", "from", "of", "among"):
            for j in reading.under(i, "pobj"):
                return j
    above = _governor(reading, noun) if reading.tokens[noun].dep in ("dobj", "pobj", "attr", "conj", "appos") else None
    subject = _subject(reading, above, 4) if above is not None else None
    if subject is not None and subject != noun:
        return subject
    if owners:
        return owners[0]
    named = [i for i in reading.under(noun, "compound", "nmod") if reading.tokens[i].pos == "PROPN"]
    return named[-1] if named and reading.tokens[noun].dep == "ROOT" else None


def may_speak(reading: Reading, index: int) -> bool:
    """Say whether a word can stand for somebody: a name, a pronoun, a number of people, or a noun for people or bodies."""
    token = reading.tokens[index]
    lemma = token.lemma.lower()
    return token.pos in ("PROPN", "PRON", "NUM") or lemma in load_lexicon("source_nouns") or lemma.endswith(PERSONS)
