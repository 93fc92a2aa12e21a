"""The overview: the story in one screen. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.index import Index
from copydesk.records import Claim, Event
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.backing import draw_backing
from copydesk.web.pictures.bars import draw_shares, say_shares

SIGNS = (
    ("Set aside", "problems"),
    ("Copies:", "copies"),
    ("passages", "copies"),
    ("claim", "claims"),
    ("", "articles"),
)
"""Words of a line of the summary -> the view that it is about; the first that fits counts."""
EVENTS, CLAIMS = 5, 4
"""How many events, the most salient that happened, tell what happened; how many claims a summary without any has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A line of the summary, the claim that it is about, if any, and the view; `detail` says how a claim is backed."""

    text: str
    detail: str = ""
    claim: str | None = None
    view: str = "claims"


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the lines of the summary, apart by what they are about, the heaviest events, and how much is copied."""
    lines = brief_lines(leaf.story.brief, leaf.story.index)
    told = [line for line in lines if line.detail] or _weightiest(leaf.story.rows("claims"))
    others = [line for line in lines if not line.detail]
    first = next((place for place, line in enumerate(lines) if line.detail), len(lines))
    return {
        "opening": lines[:first],
        "told": [(line, leaf.story.index.get(Claim, line.claim)) for line in told],
        "others": [line for line in others if line not in lines[:first]],
        "happened": heaviest(leaf.story.records.events),
        "pile": leaf.story.pile,
        "draw_backing": lambda claim: draw_backing(claim, leaf.story.index),
        "draw_shares": draw_shares,
        "say_shares": say_shares,
    }


def _weightiest(claims: Sequence[Claim]) -> list[BriefLine]:
    """Return lines for the claims that weigh most, for a summary that names none."""
    return [BriefLine(text=claim.text, detail=claim.verdict, claim=claim.id) for claim in claims[:CLAIMS]]


def heaviest(events: Iterable[Event]) -> Sequence[Event]:
    """Return the few events that matter most, in order of their dates, one for each date."""
    found: dict[str, Event] = {}
    for event in sorted(events, key=lambda one: (one.status != "happened", -one.salience, one.id)):
        if len(found) < EVENTS:
            found.setdefault(event.date, event)
    return [found[date] for date in sorted(found)]


def brief_lines(brief: Iterable[str], index: Index) -> list[BriefLine]:
    """Return the summary without the line breaks that fit it to a terminal.

    A line with a bullet names a claim; one that begins with white space or in lower case goes on with the line before,
    and so does one after a line that ends no sentence.
    """
    joined: list[list[str]] = []
    for line in brief:
        if joined and (line[:1].isspace() or line[:1].islower() or _is_open(joined[-1], line)):
            joined[-1].append(line.strip())
        else:
            joined.append([line.strip()])
    claims = {claim.text: claim.id for claim in index.records.claims}
    return [_claim_line(parts, claims) if parts[0].startswith("•") else _plain_line(parts, claims) for parts in joined]


def _is_open(before: list[str], line: str) -> bool:
    return not line.startswith("•") and not before[0].startswith("•") and before[-1][-1:] not in (*".!?…”",)


def _claim_line(parts: list[str], claims: Mapping[str, str]) -> BriefLine:
    """Return the line of a claim, whose words may take more than one of the terminal's lines or be cut short."""
    parts = [parts[0].removeprefix("•").strip(), *parts[1:]]
    for size in range(len(parts), 0, -1):
        text = " ".join(parts[:size])
        for words, name in claims.items():
            if words == text or (text.endswith(" …") and words.startswith(text.removesuffix(" …"))):
                return BriefLine(text=text, detail=" ".join(parts[size:]), claim=name)
    return BriefLine(text=parts[0], detail=" ".join(parts[1:]))


def _plain_line(parts: list[str], claims: Mapping[str, str]) -> BriefLine:
    text = " ".join(parts)
    if text.startswith("Cannot be told"):
        lower = text.lower()
        return BriefLine(
            text=text, claim=next((name for words, name in claims.items() if words.lower() in lower), None)
        )
    return BriefLine(text=text, view=next(view for sign, view in SIGNS if sign in text))
