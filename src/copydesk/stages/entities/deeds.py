"""What persons do and undergo, by which "the driver" of one page is told to be the man named on another. Reading -> deeds."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.records import Token
from copydesk.stages.entities.reading import Reading

_AS_SUBJECT = {"nsubj": "does", "nsubjpass": "undergoes", "dobj": "undergoes", "agent": "does"}
HARMED = {
    "dead": "die does",
    "killed": "kill undergoes",
    "injured": "injure undergoes",
    "hurt": "hurt undergoes",
    "wounded": "wound undergoes",
}
"""Words that tell what became of people -> the deed."""
_LIGHT = frozenset(
    {
        "be",
        "have",
        "do",
        "say",
        "tell",
        "get",
        "go",
        "take",
        "make",
        "come",
        "know",
        "see",
        "think",
        "want",
        "become",
        "ask",
        "give",
        "add",
    }
)


def deeds_at(reading: Reading, i: int) -> Iterator[str]:
    """Yield what the one at a token does and undergoes: "shoot does", "arrest undergoes"."""
    tokens = reading.tokens
    token = tokens[i]
    for child in reading.parse.children[i]:
        if tokens[child].dep == "acl" and tokens[child].pos == "VERB" and tokens[child].lemma not in _LIGHT:
            yield f"{tokens[child].lemma} {'undergoes' if tokens[child].tag == 'VBN' else 'does'}"
    yield from _told_of(reading, i)
    verb, role = tokens[token.head], _AS_SUBJECT.get(token.dep)
    if token.dep == "pobj" and verb.dep == "agent":
        verb, role = tokens[verb.head], "does"
    if role is None or verb.pos not in ("VERB", "AUX"):
        return
    for one in _joined(reading, verb) if role == "does" or token.dep == "nsubjpass" else (verb,):
        if one.lemma not in _LIGHT:
            passive = any(tokens[child].dep in ("nsubjpass", "auxpass") for child in reading.parse.children[one.i])
            yield f"{one.lemma.casefold()} {role if one is verb else 'undergoes' if passive else 'does'}"


def _told_of(reading: Reading, i: int) -> Iterator[str]:
    """Read "injured people", "three dead" and "the death of three people" as "injure undergoes" and "die does"."""
    tokens, above = reading.tokens, reading.tokens[reading.tokens[i].head]
    words = [token for child in reading.parse.children[i] if (token := tokens[child]).dep == "amod"]
    words += tokens[i + 1 : i + 2] if tokens[i].tag == "CD" else ()
    words += tokens[i : i + 1]
    for word in words:
        if word.text.casefold() in HARMED:
            yield HARMED[word.text.casefold()]
    if above.lemma == "of" and tokens[above.head].lemma == "death":
        yield "die does"


def _joined(reading: Reading, verb: Token) -> Iterator[Token]:
    """Yield a verb and those that share its subject: joined by "and", or its open complement."""
    tokens, open_ = reading.tokens, [verb]
    while open_:
        one = open_.pop()
        yield one
        for child in reading.parse.children[one.i]:
            own = any(tokens[j].dep in ("nsubj", "nsubjpass") for j in reading.parse.children[child])
            if tokens[child].dep in ("conj", "xcomp") and tokens[child].pos == "VERB" and not own:
                open_.append(tokens[child])
