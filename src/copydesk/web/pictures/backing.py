"""How a claim is backed, as two small pictures with their words. Claim -> Backing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Assertion, Claim, Ref
from copydesk.web.pictures.drawing import picture
from copydesk.web.wording import say_count

_STEP, _HEIGHT, _MOST = 15, 18, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling that no other one here was copied into: its picture, its place, and the outlets that copied it."""

    drawn: Markup
    first: Assertion
    copied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Two pictures, each with the sentence that says the same: who tells it, and how many sources stand behind it.

    `chains` shows the tellings one by one.
    """

    tellings: Markup
    tellings_text: str
    sources: Markup
    sources_text: str
    chains: tuple[Telling, ...]


def draw_backing(claim: Claim, index: Index) -> Backing:
    """Return the backing of a claim: a filled dot for each telling of its own, hollow ones for the copies of it."""
    chains = chain_up(claim.assertions)
    copies = sum(len(chain) - 1 for chain in chains)
    told = say_count(len(chains), "telling of its own", "tellings of their own")
    corroboration = claim.corroboration
    return Backing(
        tellings=_picture(_dots(chains)),
        tellings_text=told + (f", {say_count(copies, 'copy', 'copies')}" if copies else ", no copies"),
        sources=_picture(_squares(corroboration.at_least, corroboration.at_most)),
        sources_text=say_bounds(corroboration.at_least, corroboration.at_most),
        chains=tuple(_telling(chain, index) for chain in chains),
    )


def _telling(chain: tuple[Assertion, ...], index: Index) -> Telling:
    copiers = dict.fromkeys(index.outlet(one.ref.article) for one in chain[1:])
    return Telling(drawn=_picture(_dots((chain,))), first=chain[0], copied_by=tuple(copiers))


def say_bounds(at_least: int, at_most: int | None) -> str:
    """Return how many original sources there are, as far as that can be told."""
    if at_most is None:
        return f"at least {say_count(at_least, 'original source')}; how many at most cannot be told"
    if at_least == at_most:
        return say_count(at_least, "original source")
    return f"{at_least} to {say_count(at_most, 'original source')}"


def chain_up(assertions: tuple[Assertion, ...]) -> tuple[tuple[Assertion, ...], ...]:
    """Return each telling that is copied from no other one here, followed by the copies that go back to it."""
    by_ref = {assertion.ref: assertion for assertion in assertions}
    chains: dict[Ref, list[Assertion]] = {}
    for assertion in assertions:
        chains.setdefault(_origin(assertion, by_ref).ref, []).append(assertion)
    return tuple(tuple(sorted(chain, key=lambda one: one.ref != origin)) for origin, chain in chains.items())


def _origin(assertion: Assertion, by_ref: dict[Ref, Assertion]) -> Assertion:
    seen = {assertion.ref}
    while assertion.copied_from in by_ref and assertion.copied_from not in seen:
        assertion = by_ref[assertion.copied_from]
        seen.add(assertion.ref)
    return assertion


def _dots(chains: tuple[tuple[Assertion, ...], ...]) -> Iterator[Markup]:
    place, middle = 0, _HEIGHT // 2
    for chain in chains:
        for number, assertion in enumerate(chain):
            if place == _MOST:
                yield _more(place)
                return
            x = place * _STEP + 8
            if number:
                yield Markup(f'<path class="tie" d="M{x - _STEP + 5} {middle}h{_STEP - 9}"/>')
            kind, radius = ("copy", 4) if number else ("own", 5)
            is_against = assertion.stance in ("denies", "doubts")
            bar = f'<path class="bar" d="M{x} 1v16"/>' if is_against else ""
            kinds = f"{kind} against" if is_against else kind
            yield Markup(f'<circle class="{kinds}" cx="{x}" cy="{middle}" r="{radius}"/>{bar}')
            place += 1


def _squares(at_least: int, at_most: int | None) -> Iterator[Markup]:
    shown = min(at_least, _MOST)
    for place in range(min(max(at_most or 0, shown), _MOST)):
        kind = "own" if place < shown else "copy"
        yield Markup(f'<rect class="{kind}" x="{place * _STEP + 3}" y="4" width="10" height="10"/>')
    if at_most is None or at_most > _MOST:
        yield _more(shown if at_most is None else _MOST)


def _more(place: int) -> Markup:
    return Markup(f'<path class="tie" d="M{place * _STEP + 2} 9h2m3 0h2m3 0h2"/>')


def _picture(shapes: Iterator[Markup]) -> Markup:
    drawn = list(shapes)
    places = sum("tie" not in shape or "m3" in shape for shape in drawn)
    return picture("backing", (max(1, places) * _STEP + 2, _HEIGHT), drawn)
