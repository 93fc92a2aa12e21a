"""Clauses: who does what to whom, in which modality, by the dependencies of a sentence. Parse -> Clause."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.records import Parse, Sentence, Token
from copydesk.stages.claims.arguments import agent, arguments, is_passive, is_small_clause, of_nouns, qualifiers
from copydesk.stages.claims.words import group_of, is_light, is_negator, marks_of, modality_of, verb_form

CLAUSE_LABELS = frozenset({"ROOT", "ccomp", "conj", "parataxis", "relcl", "advcl", "pcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
DETACHED = frozenset({"advcl", "relcl", "ccomp", "parataxis", "conj", "cc", "punct", "mark", "preconj", "meta"})
"""Labels of what hangs on a clause's verb without being part of what the clause itself says."""
PARTITIVES = frozenset({"neither", "none", "most", "some", "all", "each", "both", "many", "either", "half", "few"})
CONDITIONS = frozenset({"if", "whether", "unless"})


class Clause(NamedTuple):
    """A clause: `head` is its first verb, `core` the word that says what is done, with the groups it belongs to.

    "offered to resign" has the head "offered", the core "resign" and the modality "offer". `about` is the subject that
    the grammar sees, `subject` and `object` are
    tokens, `others` tokens with the prepositions that join them; the subject of "was fired" is given as its object.
    """

    head: int
    core: int
    predicate: str
    form: str
    modality: str
    negated: bool
    about: int
    subject: int | None
    object: int | None
    others: tuple[tuple[str, int], ...]
    mark: str | None


class _Core(NamedTuple):
    word: int
    modality: str
    negated: bool
    owner: int | None
    passed: tuple[int, ...]


def find_clauses(parse: Parse, sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence that have a subject and a verb that says something, in order of their verbs."""
    heads = (token for token in parse.tokens[sentence.first : sentence.last] if _heads_clause(parse, token))
    found = (_read_clause(parse, head) for head in heads)
    return [clause for clause in found if clause is not None]


def clause_tokens(parse: Parse, clause: Clause) -> list[int]:
    """Return the tokens that make up the clause itself, without clauses that hang on it."""
    open_, found = [clause.head], []
    while open_:
        current = open_.pop()
        found.append(current)
        for child in parse.children[current]:
            token = parse.tokens[child]
            if token.text.lower() == "according":
                continue
            joined = token.dep in ("conj", "cc") and current != clause.head
            if joined or token.dep not in DETACHED or is_small_clause(parse, token):
                open_.append(child)
    start = _start(parse, clause)
    return [i for i in sorted({*found, clause.core}) if not (i < start and _opens(parse, i))]


def _opens(parse: Parse, index: int) -> bool:
    """Tell whether a word belongs to "whether or not"."""
    low = parse.tokens[index].text.lower()
    return low in ("whether", "or") or (low == "not" and parse.tokens[max(0, index - 1)].text.lower() == "or")


def _start(parse: Parse, clause: Clause) -> int:
    """Return where a clause proper begins: at its subject, if that stands before its verb."""
    subject = next((i for i in parse.children[clause.head] if parse.tokens[i].dep in SUBJECTS), clause.head)
    return min(subject, clause.head)


def _heads_clause(parse: Parse, token: Token) -> bool:
    if token.pos not in ("VERB", "AUX") or token.dep not in CLAUSE_LABELS or is_small_clause(parse, token):
        return False
    return _subject_of(parse, token.i) is not None


def _read_clause(parse: Parse, head: Token) -> Clause | None:
    subject = about = _subject_of(parse, head.i)
    core = _descend(parse, head.i)
    predicate = _predicate(parse, core.word)
    if predicate is None or subject is None or about is None:
        return None
    word, form = predicate
    undergoer = "undergoer" in marks_of(form) and parse.tokens[word].pos != "NOUN"
    passive = is_passive(parse, core.word) and "state" not in marks_of(form)
    subject = core.owner if core.owner is not None else subject
    object_, others = arguments(parse, core.word, word)
    others += tuple(("of subject", i) for i in qualifiers(parse, subject)) if subject is not None else ()
    if passive or undergoer:
        object_, subject = subject, agent(parse, core.word)
    given = [i for verb in {head.i, core.word} for i in parse.children[verb] if parse.tokens[i].dep == "dative"]
    negated = core.negated ^ any(_has_negator(parse, i) for i in (subject, object_, *given) if i is not None)
    return Clause(
        head=head.i,
        core=word,
        predicate=group_of(form),
        form=form,
        modality=core.modality,
        negated=negated,
        about=about,
        subject=subject,
        object=object_,
        others=tuple(pair for pair in others if pair[1] not in (subject, object_)),
        mark=next(
            (parse.tokens[i].text.lower() for i in parse.children[head.i] if parse.tokens[i].dep == "mark"), None
        ),
    )


def _subject_of(parse: Parse, index: int) -> int | None:
    """Return the subject of a verb; a verb joined to another by "and" shares its subject."""
    for _ in range(4):
        for child in parse.children[index]:
            if parse.tokens[child].dep in SUBJECTS:
                return _antecedent(parse, child)
            if parse.tokens[child].dep == "expl":  # "there is no letter"
                return next((i for i in parse.children[index] if parse.tokens[i].dep == "attr"), None)
        token = parse.tokens[index]
        if token.dep != "conj" or token.head == index:
            return None
        index = token.head
    return None


def _antecedent(parse: Parse, subject: int) -> int:
    """Return what a relative pronoun stands for, and the ferries in "neither of the ferries"; others stand for
    themselves.
    """
    token = parse.tokens[subject]
    verb = parse.tokens[token.head]
    if token.tag in ("WP", "WDT") and verb.dep == "relcl":
        return verb.head
    if token.lemma.lower() in PARTITIVES:
        return next(of_nouns(parse, subject), subject)
    return subject


def _descend(parse: Parse, index: int) -> _Core:
    """Follow "would be willing to", "has no intention of", "offered to" down to what it is about."""
    modality, negated = "actual", False
    owner: int | None = None
    passed: list[int] = []
    for _ in range(6):
        found, denied = _auxiliaries(parse, index)
        if not passed and any(
            parse.tokens[i].tag == "TO" and parse.tokens[i].dep == "aux" for i in parse.children[index]
        ):
            found = "wish"  # "called for her to resign"
        modality, negated = _stronger(modality, found), negated ^ denied
        step = _step(parse, index)
        if step is None:
            break
        governor, index, possessor = step
        meaning = _meaning(parse.tokens[governor])
        modality, negated = _stronger(modality, meaning[0]), negated ^ meaning[1]
        negated ^= governor != index and parse.tokens[governor].pos == "NOUN" and _has_negator(parse, governor)
        owner = possessor if possessor is not None else owner
        passed.append(governor)
    return _Core(index, modality, negated, owner, tuple(passed))


def _meaning(governor: Token) -> tuple[str, bool]:
    """Return the modality that a governor gives to what hangs on it, and whether it negates it; "is to" announces a plan."""
    if governor.lemma == "be":
        return "plan", False
    return modality_of(governor.lemma) or modality_of(governor.text) or ("actual", False)


def _auxiliaries(parse: Parse, index: int) -> tuple[str, bool]:
    """Return the modality of a verb's auxiliaries, and whether an odd number of negators hangs on it."""
    modality, negated = "actual", False
    children = [parse.tokens[i] for i in parse.children[index]]
    for child in children:
        if child.i and parse.tokens[child.i - 1].text.lower() == "or":
            continue  # "whether or not"
        if child.i + 1 < len(parse.tokens) and parse.tokens[child.i + 1].text.lower() in ("only", "just", "merely"):
            continue  # "not only resigned but apologised"
        if is_negator(child) and child.dep in ("neg", "advmod", "preconj"):
            negated = not negated
        elif child.dep == "aux" and child.tag == "MD":
            meaning = modality_of(child.lemma) or modality_of(child.text)
            modality = meaning[0] if meaning else modality
    is_now = any(
        child.dep == "aux" and child.text.lower() in ("is", "are", "am", "'s", "’s", "'re", "’re") for child in children
    )
    if modality == "actual" and parse.tokens[index].tag == "VBG" and is_now:
        modality = "progressive"
    return modality, negated


def _stronger(one: str, two: str) -> str:
    """Return the modality nearer to the core, unless it says nothing of its own."""
    return one if two in ("actual", "progressive") and one != "actual" else two


def _step(parse: Parse, index: int) -> tuple[int, int, int | None] | None:
    """Return the word that governs the next verb or noun down, that word's index, and who does it, if it says so."""
    token = parse.tokens[index]
    children = [parse.tokens[i] for i in parse.children[index]]
    if token.lemma == "be":
        for child in children:
            stated = _complement(parse, child)
            if stated is not None and (modality_of(stated.lemma) or modality_of(stated.text)):
                down = _verb_below(parse, stated.i)
                return (stated.i, down, None) if down is not None else None
            if child.dep == "xcomp" and any(parse.tokens[i].tag == "TO" for i in parse.children[child.i]):
                return index, child.i, None  # "is to resign"
        return None
    if modality_of(token.lemma) or modality_of(token.text):
        for child in children:
            if child.dep in ("xcomp", "ccomp") and child.pos in ("VERB", "AUX") and not _has_subject(parse, child.i):
                return index, child.i, None
        for child in children:
            if (
                child.dep == "dobj"
                and "noun" in marks_of(child.lemma)
                and modality_of(token.lemma) != ("actual", False)
            ):
                return index, child.i, None
    if is_light(token.lemma, "verb"):
        for child in children:
            if child.dep == "dobj" and modality_of(child.lemma):
                down = _verb_below(parse, child.i)
                return (child.i, down, None) if down is not None else None
    return None


def _complement(parse: Parse, child: Token) -> Token | None:
    """Return what "to be" states of its subject, which may hang on a preposition ("in talks", "at risk")."""
    if child.dep in ("acomp", "attr", "oprd"):
        return child
    if child.dep == "prep":
        return next((parse.tokens[i] for i in parse.children[child.i] if parse.tokens[i].dep == "pobj"), None)
    return None


def _verb_below(parse: Parse, index: int) -> int | None:
    """Return the verb that a word such as "willing", "intention" or "plan" is about."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep in ("xcomp", "acl") and token.pos in ("VERB", "AUX"):
            return child
        if token.dep == "prep":
            for below in parse.children[child]:
                if parse.tokens[below].dep == "pcomp" and parse.tokens[below].pos in ("VERB", "AUX"):
                    return below
    return None


def _has_subject(parse: Parse, index: int) -> bool:
    return any(parse.tokens[child].dep in SUBJECTS for child in parse.children[index])


def _has_negator(parse: Parse, index: int) -> bool:
    """Tell whether a noun is negated: "no letter", "neither ferry", "none of the ferries", "nobody"."""
    token = parse.tokens[index]
    if token.pos in ("PRON", "NOUN") and is_negator(token):
        return True
    above = parse.tokens[parse.tokens[token.head].head] if token.dep == "pobj" else token
    if above is not token and above.lemma.lower() in PARTITIVES and is_negator(above):
        return True
    return any(is_negator(parse.tokens[child]) for child in parse.children[index])


def _predicate(parse: Parse, index: int) -> tuple[int, str] | None:
    """Return the word that says what is done, with its form; a light verb hands over to its object or complement."""
    token = parse.tokens[index]
    if token.pos == "NOUN":
        return index, token.lemma.lower()
    if any(parse.tokens[child].dep == "expl" for child in parse.children[index]):
        return index, "exist"
    form = verb_form(parse, index)
    if not is_light(form, "verb"):
        return index, form
    wanted = ("acomp", "attr", "dobj", "oprd") if token.lemma != "have" else ("dobj",)
    for child in parse.children[index]:
        below = parse.tokens[child]
        if below.dep in wanted and below.pos in ("NOUN", "ADJ", "VERB") and not is_light(below.lemma, "noun"):
            return child, below.lemma.lower()
    if token.lemma != "be":
        return index, form
    stated = [found for i in parse.children[index] if (found := _complement(parse, parse.tokens[i])) is not None]
    return next(((one.i, one.lemma.lower()) for one in stated if _says_enough(one)), None)


def _says_enough(token: Token) -> bool:
    return token.pos == "NOUN" and not is_light(token.lemma, "noun")
