"""What hangs on a verb: its passive, its agent, its object and the nouns joined by prepositions. Parse -> tokens."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.records import Parse, Span, Token
from copydesk.stages.claims.words import marks_of

CAUSES = frozenset({"find", "get", "have", "keep", "leave", "like", "need", "order", "see", "want", "wish"})
"""Verbs that take a thing and what becomes of it."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_passive(parse: Parse, index: int) -> bool:
    """Tell whether a verb is in the passive, which a headline gives without its auxiliary ("Mayor arrested")."""
    labels = {parse.tokens[child].dep for child in parse.children[index]}
    if "auxpass" in labels:
        return True
    bare = parse.tokens[index].tag in ("VBN", "VBD") and not labels & {"aux", "dobj", "ccomp", "xcomp"}
    return bare and (parse.tokens[index].tag == "VBN" or "transitive" in marks_of(parse.tokens[index].lemma))


def is_small_clause(parse: Parse, token: Token) -> bool:
    """Tell whether a participle only says what is to become of a thing ("ordered the gate cleared", "wants the dam emptied")."""
    if token.dep != "ccomp" or token.tag not in ("VBN", "VBD") or parse.tokens[token.head].lemma not in CAUSES:
        return False
    below = [parse.tokens[i] for i in parse.children[token.i]]
    bare = not any(child.dep in ("aux", "auxpass", "mark", "dobj", "attr", "acomp") for child in below)
    return bare and any(child.dep in SUBJECTS and token.head < child.i < token.i for child in below)


def agent(parse: Parse, index: int) -> int | None:
    for child in parse.children[index]:
        if parse.tokens[child].dep == "agent":
            return next((i for i in parse.children[child] if parse.tokens[i].dep == "pobj"), None)
    return None


def arguments(parse: Parse, verb: int, core: int) -> tuple[int | None, tuple[tuple[str, int], ...]]:
    """Return the object of a verb and the nouns that hang on it through prepositions and possessives."""
    object_ = next((i for i in parse.children[verb] if parse.tokens[i].dep == "dobj" and i != core), None)
    if object_ is None:
        small = [i for i in parse.children[verb] if is_small_clause(parse, parse.tokens[i])]
        object_ = next((i for one in small for i in parse.children[one] if parse.tokens[i].dep in SUBJECTS), None)
    if object_ is not None and parse.tokens[object_].text.lower().endswith(("self", "selves")):
        object_ = None
    others = list(_oblique(parse, verb))
    if core != verb:
        others += _oblique(parse, core)
    if object_ is not None:
        others += _oblique(parse, object_)
        others += (("of object", i) for i in qualifiers(parse, object_))
    return object_, tuple(dict.fromkeys(others))


def _oblique(parse: Parse, index: int) -> Iterator[tuple[str, int]]:
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep in ("dative", "poss", "oprd") and token.pos != "ADP":
            yield token.dep, child
        elif token.dep in ("prep", "dative", "agent"):
            joint = token.text.lower()
            for below in parse.children[child]:
                if parse.tokens[below].dep == "pobj":
                    yield joint, below
                    yield from ((joint, i) for i in qualifiers(parse, below))
                    yield from ((joint, i) for i in of_nouns(parse, below))
        elif token.dep in ("acomp", "attr"):
            yield from _oblique(parse, child)


def qualifiers(parse: Parse, index: int) -> Iterator[int]:
    """Yield the names in front of a noun ("Brandt's allies", "the Brandt campaign")."""
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep in ("poss", "compound", "nmod") and token.tag in ("NNP", "NNPS"):
            yield child


def noun_phrase(parse: Parse, index: int) -> Span:
    """Return the characters of a noun with what stands before it and the nouns that "of" joins to it."""
    before = [i for child in parse.children[index] if child < index for i in parse.subtree(child)]
    first = min([i for i in before if parse.tokens[i].text not in (",", "and")], default=index)
    after = [i for i in of_nouns(parse, index) if i > index]
    last = max([index, *after]) if not after or after[0] - index < 8 else index
    return Span(parse.tokens[first].start, parse.tokens[last].end)


def of_nouns(parse: Parse, index: int) -> Iterator[int]:
    """Yield the nouns that "of" and the like join to a word."""
    for child in parse.children[index]:
        if parse.tokens[child].dep == "prep" and parse.tokens[child].text.lower() in ("of", "to", "by"):
            yield from (i for i in parse.children[child] if parse.tokens[i].dep == "pobj")
