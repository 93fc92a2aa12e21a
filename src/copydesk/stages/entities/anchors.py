"""Whom the grammar itself ties a description or "who" to: apposition, title, "is a", "as". Reading, Point -> head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from copydesk.records import Token
from copydesk.stages.entities.clauses import APPOINTING
from copydesk.stages.entities.points import Point
from copydesk.stages.entities.reading import Reading

_BEING = frozenset({"be", "become", "remain"})
_SUBJECTS = ("nsubj", "nsubjpass")
_MAKING = APPOINTING | {
    "call",
    "make",
    "consider",
    "declare",
    "crown",
    "announce",
    "unveil",
    "know",
    "see",
    "describe",
    "regard",
}


class Anchors:
    """Looks up which point the grammar makes one with another in an article."""

    def __init__(self, reading: Reading, points: Mapping[int, Point]) -> None:
        self.reading = reading
        self.points = points
        self.names = {p.first: p.head for p in points.values() if p.form == "name"}
        self.cover = {i: p.head for p in points.values() if p.form == "name" for i in range(p.first, p.last)}
        self.cover |= {p.head: p.head for p in points.values()}
        self.found = {p.head: self._find(p) for p in points.values()}

    def of(self, point: Point) -> int | None:
        """Return the head of the point that `point` is one with by grammar, or None."""
        return self.found[point.head]

    def _find(self, point: Point) -> int | None:
        if point.form == "pronoun":
            return self._antecedent(point) if point.word == "who" else self._reflexive(point)
        return next(
            (j for j in self._of_description(point) if j is not None and self._agree(point, self.points[j])), None
        )

    def names_beside(self, i: int) -> Iterator[int]:
        """Yield the names right behind a description and in apposition to it ("producers Ann Lowe and Max Hale")."""
        beside = (j for j in self.reading.parse.children[i] if self.reading.tokens[j].dep == "appos")
        yield from (j for j in (self._behind(i),) if j is not None)
        yield from (self.cover[j] for j in beside if j in self.cover)

    def _behind(self, i: int) -> int | None:
        """Return the name right behind a token, in its sentence."""
        return self.names.get(i + 1) if i + 1 < self.reading.bounds(i)[1] else None

    def _agree(self, a: Point, b: Point) -> bool:
        """Tell whether two places can mean one; "Raj Lowe, a grandmother" tells more of the sex than the first name does."""
        if a.head == b.head or a.many != b.many:
            return False
        is_told = b.form == "name" and a.lead != "whose" and self.reading.tokens[a.head].text.islower()
        return is_told or a.sex is None or b.sex is None or a.sex == b.sex

    def _of_description(self, point: Point) -> Iterator[int | None]:
        tokens, i = self.reading.tokens, point.head
        token = tokens[i]
        yield self._behind(i)
        if "body" in point.marks:
            yield self._of_whom(point)
        yield self._beside(token)
        if token.dep in ("attr", "oprd", "dobj", "acomp"):
            yield self._predicate(token, tokens[token.head])
        if token.dep == "pobj" and tokens[token.head].text.casefold() == "as":
            yield self._as_what(tokens[token.head])
        is_second = token.dep == "conj" and point.lead == "bare" and not point.many and not point.other
        if is_second and not self._are_several(token.head):
            head = self.cover.get(token.head)
            yield head if head is not None and self.points[head].form == "description" and head < i else None

    def _are_several(self, i: int) -> bool:
        """Tell whether a subject has a verb in the plural ("A guard and cashier were hurt")."""
        tokens = self.reading.tokens
        token, verb = tokens[i], tokens[tokens[i].head]
        verbs = (verb, *(tokens[j] for j in self.reading.parse.children[verb.i] if tokens[j].dep in ("aux", "auxpass")))
        return token.dep in _SUBJECTS and any(v.tag == "VBP" or v.text == "were" for v in verbs)

    def _beside(self, token: Token) -> int | None:
        """Return the other side of an apposition."""
        if token.dep == "appos" and token.head in self.cover:
            return self.cover[token.head]
        for j in self.reading.parse.children[token.i]:
            if self.reading.tokens[j].dep == "appos" and j in self.cover and self.points[self.cover[j]].form == "name":
                return self.cover[j]
        return None

    def _of_whom(self, point: Point) -> int | None:
        """Return whose body it is."""
        if point.owner is not None:
            return self.cover.get(point.owner)
        joints = [j for j in self.reading.parse.children[point.head] if self.reading.tokens[j].text == "of"]
        return self._child(joints[0], "pobj") if joints else None

    def _predicate(self, token: Token, verb: Token) -> int | None:
        """Read "Ann Lowe is the host" and "named Ann Lowe the host"."""
        tokens, children = self.reading.tokens, self.reading.parse.children[verb.i]
        if any(tokens[j].dep == "neg" for j in children):
            return None
        if token.dep == "attr" and verb.lemma in _BEING:
            return self._child(verb.i, *_SUBJECTS)
        if verb.lemma in _MAKING and token.dep in ("oprd", "attr"):
            return self._child(verb.i, "dobj") or self._child(verb.i, *_SUBJECTS)
        return None

    def _as_what(self, joint: Token) -> int | None:
        """Read "served as host", "named Ann Lowe as host", "her role as host"."""
        governor = self.reading.tokens[joint.head]
        if governor.pos in ("VERB", "AUX"):
            return (
                self._child(governor.i, "dobj") or self._child(governor.i, *_SUBJECTS) or self._subject_above(governor)
            )
        return self._child(governor.i, "poss")

    def _subject_above(self, verb: Token) -> int | None:
        """Return the subject of the verb that governs one without its own ("agreed to return as host")."""
        tokens = self.reading.tokens
        for _ in range(3):
            if verb.dep not in ("xcomp", "conj", "advcl", "ccomp", "pcomp") or verb.head == verb.i:
                return None
            verb = tokens[verb.head]
            if (found := self._child(verb.i, *_SUBJECTS)) is not None:
                return found
        return None

    def _child(self, i: int, *deps: str) -> int | None:
        found = (j for j in self.reading.parse.children[i] if self.reading.tokens[j].dep in deps)
        return next((self.cover[j] for j in found if j in self.cover), None)

    def _antecedent(self, point: Point) -> int | None:
        """Return what "who" stands for: the noun that its clause hangs on, or the point right in front of it."""
        tokens, i = self.reading.tokens, point.head
        verb = tokens[tokens[i].head]
        for _ in range(3):
            if verb.dep == "relcl":
                return self.cover.get(verb.head)
            verb = tokens[verb.head]
        start, _ = self.reading.bounds(i)
        return next((self.cover[j] for j in range(i - 1, max(start, i - 3) - 1, -1) if j in self.cover), None)

    def _reflexive(self, point: Point) -> int | None:
        token = self.reading.tokens[point.head]
        if not token.text.casefold().endswith(("self", "selves")):
            return None
        verb = self.reading.tokens[token.head]
        found = self._child(verb.i, *_SUBJECTS)
        return found if found is not None else self._subject_above(verb)
