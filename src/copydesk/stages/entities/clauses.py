"""What a clause says that its subject is, was, became, led or left. Reading, Cast -> Office, Change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from copydesk.records import Ref
from copydesk.stages.entities.cast import Cast, Named
from copydesk.stages.entities.office import Office, clause_end, day_between, make_office, ref_between, term_between
from copydesk.stages.entities.reading import Reading, class_of_title, title_at
from copydesk.stages.entities.rolephrases import RolePhrase, role_at
from copydesk.stages.entities.wordlists import kind_word

APPOINTING = frozenset(
    {"appoint", "choose", "confirm", "designate", "elect", "hire", "inaugurate", "install", "name", "nominate", "pick"}
    | {"promote", "reappoint", "reelect", "select", "swear", "tap"}
    | {"appointment", "election", "hiring", "naming", "nomination", "promotion", "selection"}
)
_BEING = frozenset({"be", "become", "remain"})
_SERVING = frozenset({"serve", "work", "act", "continue"})
_ARRIVING = frozenset({"accept", "assume", "become", "begin", "join", "replace", "return", "start", "succeed", "take"})
_LEAVING = frozenset({"resign", "quit", "retire", "step", "stand", "leave", "lose"})
_OUSTING = frozenset({"oust", "fire", "dismiss", "remove", "sack", "depose", "impeach"})
_TAKING = frozenset({"accept", "assume", "get", "hold", "land", "lose", "take", "win"})
_LEADING = {"lead": "leader", "head": "head", "run": "head", "chair": "chair", "direct": "director"}
_LEADING |= {"manage": "manager", "captain": "captain", "edit": "editor", "command": "commander", "coach": "coach"}
_POSTS = frozenset({"job", "office", "position", "post", "role", "seat", "title", "presidency", "chair", "helm"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SUPPOSING = frozenset({"could", "would", "might", "may", "should", "if", "unless"})
_REACH = 9


class Change(NamedTuple):
    """A day on which the entity `key` came to an office or left it, where the clause does not name the office."""

    key: str
    side: Literal["since", "until"]
    day: str
    owners: tuple[int, ...]
    sentence: Ref
    ref: Ref
    rule: str


class Clause(NamedTuple):
    """A verb of `named`: its finite part, the verb that carries the meaning, the end of the sentence."""

    named: Named
    verb: int
    act: int
    end: int


def find_clauses(reading: Reading, cast: Cast, clauses: Sequence[Clause], beside: Sequence[Office]) -> Iterator[Office]:
    """Yield the offices that clauses give to their subjects; `beside` holds those that stand at the names."""
    for clause in clauses:
        yield from _told(reading, cast, clause)
        yield from _led(reading, cast, clause, beside)
    yield from _succeeded(reading, cast)


def find_changes(reading: Reading, cast: Cast, clauses: Sequence[Clause]) -> Iterator[Change]:
    """Yield the days on which persons resigned, were removed, took over …, where no office is named with the verb."""
    for clause in clauses:
        side = _side(reading, clause)
        if side is None or _roles(reading, cast, clause) or not is_told_as_done(reading, clause):
            continue
        owners = _from_what(reading, cast, clause)
        end = clause_end(reading, clause.act + 1, clause.end)
        first, _ = reading.bounds(clause.verb)
        day = day_between(reading, clause.act, end) or _day_in_front(reading, first, clause.named.found.first)
        if day is not None and owners is not None:
            sentence, ref = ref_between(reading, first, clause.end), ref_between(reading, clause.verb, end)
            rule = "entities.resigned" if side == "until" else "entities.took_over"
            yield Change(clause.named.key, side, day, owners, sentence, ref, rule)


def clauses_of(reading: Reading, cast: Cast) -> Iterator[Clause]:
    """Yield the clauses whose subject is a person of the cast, by name or by pronoun."""
    for named in cast.starting():
        if named.kind == "person":
            _, end = reading.bounds(named.found.first)
            for first in sorted(_after_subject(reading, named.found.last, end)):
                yield from _verbs_after(reading, named, first)
    for i, named in sorted(cast.pronouns.items()):
        if reading.tokens[i].dep in _SUBJECTS and i + 1 < reading.bounds(i)[1]:
            yield from _verbs_after(reading, named, i + 1)


def _after_subject(reading: Reading, i: int, end: int) -> set[int]:
    """Return where the verb of a subject may stand: behind it, behind the comma that closes an apposition or opens a clause."""
    if i >= end or reading.tokens[i].text != ",":
        return {i}
    closing = next((j for j in range(i + 1, min(end, i + 18)) if reading.tokens[j].text == ","), i)
    told = {j for j in range(i + 2, closing) if reading.tokens[j].text == "who"}  # "a nurse who left …"
    return ({i + 1, closing + 1} | told) & set(range(i, end))


def _verbs_after(reading: Reading, named: Named, first: int) -> Iterator[Clause]:
    """Yield the verb that begins at or soon after token `first`, and those that "and" joins to it."""
    tokens, i = reading.tokens, first
    if i >= len(tokens):
        return
    _, end = reading.bounds(i)
    while i < min(end, first + 4) and _leads_to_verb(reading, i):
        i += 1
    main = _main(reading, i, end)
    joined = (j for j in reading.parse.children[main] if i < j < end and tokens[j].dep == "conj")
    for verb in (i, *(j for j in joined if not _has_subject(reading, j))):
        if verb < end and tokens[verb].pos in ("VERB", "AUX"):
            yield Clause(named, verb, _main(reading, verb, end), end)


def _leads_to_verb(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    return (token.pos in ("ADV", "AUX") or token.text in ("who", "both")) and token.lemma not in _BEING


def _main(reading: Reading, verb: int, end: int) -> int:
    """Return the participle behind "was" and "has been", or the verb itself."""
    act = verb
    while act < min(end, verb + 4) and reading.tokens[act].pos in ("AUX", "ADV"):
        act += 1
    is_participle = act < end and reading.tokens[act].pos == "VERB"
    return act if is_participle and title_at(reading, act, end) is None else verb


def _has_subject(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[child].dep in _SUBJECTS for child in reading.parse.children[verb])


def _told(reading: Reading, cast: Cast, clause: Clause) -> Iterator[Office]:
    """Read "was mayor from … to …", "was named mayor in …", "served as", "resigned as mayor on …"."""
    tokens, lemma = reading.tokens, reading.tokens[clause.act].lemma
    rule = "entities.appointed" if lemma in APPOINTING else "entities.predicate"
    for role in _roles(reading, cast, clause):
        made = make_office(reading, clause.named, role, rule, clause_to=clause.end)
        day = day_between(reading, clause.act + 1, clause_end(reading, role.last, clause.end))
        if lemma in _LEAVING | _OUSTING:
            made = made._replace(since=None, until=made.until or day)
        elif lemma in APPOINTING | _ARRIVING and made.since is None:
            made = made._replace(since=day)
        if day is not None and tokens[clause.verb].sentence == tokens[role.last - 1].sentence:
            end = clause_end(reading, role.last, clause.end)
            made = made._replace(ref=ref_between(reading, min(clause.verb, role.first), end))
        yield made


def _roles(reading: Reading, cast: Cast, clause: Clause) -> list[RolePhrase]:
    """Return the roles behind a verb that gives one; a quoted "is a …" is an opinion, a title before a name is another's."""
    tokens, act, end = reading.tokens, clause.act, clause.end
    lemma, start = tokens[act].lemma, act + 1
    if lemma in _BEING and not _is_supposed(reading, clause):
        opinion = start < end and reading.is_quoted(act) and tokens[start].text in ("a", "an")
        found = [] if opinion or tokens[act].tag == "VBG" else role_at(reading, cast, start, end)
    elif lemma in APPOINTING and tokens[clause.verb].lemma == "be":
        start += start < end and tokens[start].text == "in"
        found = role_at(reading, cast, start, end) or _roles_behind_as(reading, cast, clause)
    elif lemma in _SERVING | _ARRIVING | _LEAVING | _OUSTING | _TAKING:
        found = _roles_behind_as(reading, cast, clause)
    else:
        found = []
    found = [role for role in found if not cast.person_at(role.last)]
    return [*found, *_further(reading, cast, clause, found[-1].last)] if found else []


def _further(reading: Reading, cast: Cast, clause: Clause, first: int) -> list[RolePhrase]:
    """Return the role behind the first one's dates: governor from 2003 until 2011 "and senator" from 2013."""
    tokens, end = reading.tokens, clause_end(reading, first, clause.end)
    joints = (i for i in range(first + 1, end - 1) if tokens[i].text == "and" and tokens[i - 1].text[:1].isdigit())
    return [role for i in joints for role in role_at(reading, cast, i + 1, end)][:1]


def _is_supposed(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause says what might be: "could become", "if she were"."""
    tokens, children = reading.tokens, reading.parse.children[clause.act]
    helpers = {tokens[i].text.casefold() for i in (*children, *range(clause.verb, clause.act))}
    return bool(helpers & _SUPPOSING)


def _roles_behind_as(reading: Reading, cast: Cast, clause: Clause) -> list[RolePhrase]:
    tokens, first = reading.tokens, clause.act + 1
    needs_post = tokens[clause.act].lemma in _TAKING
    for j in range(first, min(clause.end - 1, first + _REACH)):
        words = {token.text for token in tokens[first:j]}
        if tokens[j].text == "as" and (not needs_post or words & _POSTS or "over" in words):
            return role_at(reading, cast, j + 1, clause.end)
        if tokens[j].text == "of" and tokens[j - 1].text in _POSTS:
            return role_at(reading, cast, j + 1, clause.end)
        if tokens[j].text == "," or (tokens[j].pos == "VERB" and tokens[j].lemma not in ("work", "serve")):
            break
    return []


def _led(reading: Reading, cast: Cast, clause: Clause, beside: Sequence[Office]) -> Iterator[Office]:
    """Read "has led the Harbour Board since …": dates for the office beside the name, or an office of its own."""
    title = _LEADING.get(reading.tokens[clause.act].lemma)
    led = _body_behind(reading, cast, clause) if title is not None else None
    if title is None or led is None or not is_told_as_done(reading, clause):
        return
    stop = led + 1
    end = clause_end(reading, stop, clause.end)
    term, ref = term_between(reading, stop, end), ref_between(reading, clause.verb, end)
    start, _ = reading.bounds(clause.verb)
    near = [o for o in beside if o.key == clause.named.key and start <= o.role.first < clause.verb]
    near = [o for o in near if class_of_title(o.role.head) in ("office", "clergy") and not (o.since or o.until)]
    role = near[-1].role if near and any(term) else RolePhrase(clause.verb, stop, title, title, False, (led,))
    role = role._replace(last=end)  # a place of its own beside that of the bare title
    yield Office(clause.named.key, role, term.since, term.until, ref, "entities.led")


def _body_behind(reading: Reading, cast: Cast, clause: Clause) -> int | None:
    """Return the organisation that is the verb's object: a name, or "the company"."""
    for i in range(clause.act + 1, min(clause.end, clause.act + 6)):
        token = reading.tokens[i]
        if token.dep in ("dobj", "obj"):
            is_named = i in cast.at and cast.at[i].kind == "organization"
            return i if is_named or (token.pos == "NOUN" and kind_word((token.lemma,)) == "organization") else None
        if token.pos in ("ADP", "VERB", "PUNCT"):
            break
    return None


def _succeeded(reading: Reading, cast: Cast) -> Iterator[Office]:
    """Read "succeeds Ann Lowe as mayor": an office of hers too."""
    for named in cast.starting():
        start, end = reading.bounds(named.found.first)
        before, i = reading.tokens[max(start, named.found.title_first - 1)], named.found.last
        if named.kind != "person" or before.lemma not in ("succeed", "replace") or i + 1 >= end:
            continue
        for role in role_at(reading, cast, i + 1, end) if reading.tokens[i].text == "as" else ():
            yield make_office(reading, named, role._replace(former=True), "entities.succeeded")


def _side(reading: Reading, clause: Clause) -> Literal["since", "until"] | None:
    """Return whether a verb brings to an office or takes away from it."""
    tokens, lemma = reading.tokens, reading.tokens[clause.act].lemma
    after = {token.text for token in tokens[clause.act + 1 : min(clause.end, clause.act + 3)]}
    is_passive = clause.act > clause.verb and any(t.lemma in ("be", "get") for t in tokens[clause.verb : clause.act])
    if lemma in ("resign", "quit", "leave") or (lemma in ("step", "stand") and after & {"down", "aside"}):
        return "until"
    if lemma in _OUSTING and is_passive:
        return "until"
    if (lemma in ("take", "assume") and after & {"office", "over", "charge"}) or (lemma == "swear" and "in" in after):
        return "since"
    return "since" if lemma == "inaugurate" and is_passive else None


def is_told_as_done(reading: Reading, clause: Clause) -> bool:
    """Tell whether the text itself says that it happened: not "would resign", "did not resign", nor within a quotation."""
    tokens = reading.tokens
    helpers = [tokens[child] for child in reading.parse.children[clause.act]]
    if reading.is_quoted(clause.act) or any(t.dep == "neg" or t.tag == "MD" for t in helpers):
        return False
    return tokens[clause.act].tag in ("VBD", "VBN", "VBZ", "VBP")


def _from_what(reading: Reading, cast: Cast, clause: Clause) -> tuple[int, ...] | None:
    """Return the organisation that is left, if one is named; None where something else is ("left the city")."""
    tokens, lemma = reading.tokens, reading.tokens[clause.act].lemma
    objects = [tokens[child] for child in reading.parse.children[clause.act]]
    left = [t.i for t in objects if t.dep in ("dobj", "obj") and lemma in ("leave", "quit")]
    for joint in objects:
        if joint.text == "from" and joint.dep == "prep":
            left += [child for child in reading.parse.children[joint.i] if tokens[child].dep == "pobj"]
    if not left:
        return None if lemma == "leave" else ()
    named = tuple(i for i in left if i in cast.at and cast.at[i].kind == "organization")
    is_post = any(tokens[i].lemma in _POSTS or kind_word((tokens[i].lemma,)) == "organization" for i in left)
    return named if named or is_post else None


def _day_in_front(reading: Reading, first: int, subject: int) -> str | None:
    """Return the date that opens the sentence of a subject ("On 4 May, Ann Lowe resigned")."""
    is_near = first < subject < first + 8 and reading.tokens[first].text in ("On", "In", "Last", "Early", "Late")
    return day_between(reading, first, subject) if is_near else None
