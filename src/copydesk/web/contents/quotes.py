"""The quotations: by person, their wordings, and who changed them first. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from copydesk.index import Index
from copydesk.records import Article, Attribution, Quotation, Ref, Variant
from copydesk.web.differences import Piece, differences
from copydesk.web.leaf import Leaf
from copydesk.web.words import copied_by

LEAST_KEPT = 0.3
"""A wording that keeps less of the first one than this is not held against it."""
OTHER = "other words"
"""The note on such a wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whoever is quoted, and their quotations."""

    who: str | None
    speaker: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One variant of a quotation: its differences from the first one, where it stands, and when it first did.

    `note` says which wording is the earliest, which of the others came first, and which is not held against the first one.
    """

    pieces: tuple[Piece, ...]
    refs: tuple[Ref, ...]
    since: str | None = None
    note: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the note says that somebody changed the words."""
        return self.note.startswith("changed")


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the quotations of this page by speaker, and what holds the wordings of each against another."""
    index = leaf.story.index
    return {
        "said": speakers(leaf.part("quotes"), index),
        "pages": leaf.pages("quotes"),
        "wordings": lambda quotation: wordings(quotation, index),
    }


def speakers(quotations: Iterable[Quotation], index: Index) -> list[Said]:
    """Return the quotations by speaker; who is quoted most comes first, who is not known last."""
    found: dict[str | None, list[Quotation]] = {}
    for quotation in quotations:
        found.setdefault(quotation.speaker, []).append(quotation)
    said = [Said(who=index.who(name), speaker=name, quotations=tuple(some)) for name, some in found.items()]
    return sorted(said, key=lambda one: (one.who is None, -len(one.quotations), one.who or "", one.speaker or ""))


def wordings(quotation: Quotation, index: Index) -> list[Wording]:
    """Return the variants of a quotation, the earliest first where all are dated to the day, each held against the first."""
    placed = [(variant, tuple(_places(variant, index))) for variant in quotation.variants]
    dated = [(_since(refs, index), variant, refs) for variant, refs in placed]
    if all(since and len(since) == 10 for since, _, _ in dated):
        dated.sort(key=lambda one: one[0] or "")
    first, origins = (dated[0][1].text, dated[0][2]) if dated else (quotation.text, ())
    notes = _notes([since or "" for since, _, _ in dated])
    return [
        Wording(
            pieces=pieces or (Piece("same", variant.text.strip()),),
            refs=refs,
            since=since if pieces else None,
            note=(note or ("changed in copying" if _copies(refs, origins, index) else "")) if pieces else OTHER,
        )
        for (since, variant, refs), note in zip(dated, notes, strict=True)
        for pieces in [_held_against(first, variant.text)]
    ]


def _held_against(first: str, text: str) -> tuple[Piece, ...]:
    """Return the differences of a wording from the first; nothing for one that has little in common with it."""
    pieces = differences(first, text)
    kept = sum(len(piece.text) for piece in pieces if piece.op == "same")
    return pieces if kept >= LEAST_KEPT * min(len(first), len(text)) else ()


def _notes(days: list[str]) -> list[str]:
    """Return which of several wordings is the earliest, and which changed it first; nothing where a day has two of them."""
    notes = [""] * len(days)
    if len(days) > 1 and all(len(day) == 10 for day in days) and days[0] < days[1]:
        notes[0] = "earliest in these pages"
        if days[1:].count(days[1]) == 1:
            notes[1] = "changed first here"
    return notes


def _copies(refs: Iterable[Ref], origins: Iterable[Ref], index: Index) -> bool:
    """Return whether one of the articles copied another one that has the earlier wording, and lacks that itself."""
    earlier = {ref.article for ref in origins}
    return any(
        ref.article not in earlier and copied_by(copy) == ref.article and not earlier.isdisjoint((copy.a, copy.b))
        for ref in refs
        for copy in index.copies_of.get(ref.article, ())
    )


def _since(refs: Iterable[Ref], index: Index) -> str | None:
    """Return the day on which the first of the articles came out, or None where one of them does not say."""
    articles = [index.get(Article, ref.article) for ref in refs]
    days = [one.published.value.partition("T")[0] if one and one.published else None for one in articles]
    known = [day for day in days if day]
    return min(known) if known else None


def _places(variant: Variant, index: Index) -> Iterator[Ref]:
    for name in variant.attributions:
        attribution = index.get(Attribution, name)
        if attribution and attribution.content_spans:
            yield Ref(article=attribution.article, span=attribution.content_spans[0])
