"""Under which words a deed stands: what was refused, planned or charged was not done. Parse -> Part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.records import Parse, Part, Statement, Token, Word
from copydesk.stages.claims.exchanges import is_same
from copydesk.stages.claims.words import is_light, kinds_of, modality_of

UNDER = "under"
"""The role of a word that governs a deed; a deed that stands free has an empty one."""
GOVERNING = frozenset({"about", "against", "at", "for", "from", "into", "of", "to"})
"""Prepositions that join a deed to what governs it ("accused of", "barred from"), not to what else was done ("by", "after")."""


def read_governors(parse: Parse, indices: Sequence[int]) -> Iterator[Part]:
    """Yield for each verb the word that governs it ("refused to leave", "accused of leaving"), or that none does."""
    for index in indices:
        token = parse.tokens[index]
        if token.pos == "VERB":
            above = _governor(parse, token)
            yield Part(f"to {token.lemma.lower()}", UNDER, above.lemma.lower() if above is not None else "")


def _governor(parse: Parse, verb: Token) -> Token | None:
    above = parse.tokens[verb.head]
    if verb.dep == "pcomp" and above.text.lower() in GOVERNING:
        above = parse.tokens[above.head]
    elif verb.dep != "xcomp" and not (
        verb.dep == "acl" and any(parse.tokens[i].tag == "TO" for i in parse.children[verb.i])
    ):
        return None
    is_phrase = above.dep == "pobj" and not any(i < above.i for i in parse.children[above.i])  # "in order to"
    return above if above.pos in ("VERB", "ADJ", "NOUN") and not is_phrase else None


def have_other_governors(one: Statement, two: Statement) -> bool:
    """Tell whether a deed that both of two nearly equal statements tell of stands in one of them under a word for which the
    other has none: saying so, or a verb without content, is no such word.
    """
    return any(
        any(_is_missed(above, deed, there) for above in _governors(here, deed) - _governors(there, deed))
        for here, there in ((one, two), (two, one))
        for deed in sorted(_deeds(one) & _deeds(two))
    )


def _deeds(statement: Statement) -> set[str]:
    return {part.deed for part in statement.parts if part.role == UNDER}


def _governors(statement: Statement, deed: str) -> set[str]:
    return {part.filler for part in statement.parts if part.role == UNDER and part.deed == deed}


def _is_missed(word: str, deed: str, other: Statement) -> bool:
    """Tell whether a statement has nothing that stands for a word that governs a deed in a nearly equal one."""
    mood = modality_of(word)
    if not word or is_light(word, "verb") or (is_light(word, "reporting") and "deny" not in kinds_of(word)):
        return False
    if f"to {word}" in _deeds(other) or (mood and any(known.kind == "modality" for known in other.wording)):
        return False
    return not any(is_same(Word("", word, word), known) for known in other.wording if f"to {known.lemma}" != deed)
