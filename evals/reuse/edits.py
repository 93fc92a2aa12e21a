"""What an editor does to a text that is not his: house style, names and titles, a new lead, cuts, slips."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from house_style import LOCAL, OFFICES, STYLES, TITLES, TRIMS, WORDS, Table
from rapidfuzz.distance import Levenshtein


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph of a page and the paragraphs of originals that it was made of; none where the page's own people wrote it."""

    text: str
    origins: frozenset[str] = frozenset()


Body = tuple[Part, ...]


def local_lead(rng: random.Random) -> str:
    """Return a sentence that brings a story home, of which two papers seldom hit on the same."""
    town, people, did, place = (rng.choice(part.split(";")) for part in LOCAL)
    forms = (f"In {town}, {people} {did} {place}.", f"{people.capitalize()} in {town} {did} {place}.")
    return rng.choice((*forms, f"{place.capitalize()}, {town} {people} {did}."))


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, cut where a capital follows a full stop that ends no abbreviation."""
    return re.split(r"(?<=[a-z0-9)”\"][.?!]|[.?!][”\"])\s+(?=[“\"A-Z])", text)


def apply(table: Table, text: str, share: float, rng: random.Random) -> str:
    """Return the text with each place that a pattern fits changed, or left with the chance `1 - share`."""
    for pattern, plain in table:
        text = re.sub(pattern, lambda hit, plain=plain: hit.expand(plain) if rng.random() < share else hit[0], text)  # type: ignore[misc]
    return re.sub(r" {2,}", " ", text)


def restyle(body: Body, rng: random.Random) -> Body:
    """Return the body in another house's style, its courtesy titles dropped and names written out here and there."""
    tables = [STYLES[name] for name in rng.sample(sorted(STYLES), 6)]
    offices = [(rf"(?<![\w.’'] )\b{name}(?=[ ,])(?! [A-Z])", f"{before} {name}") for name, before in OFFICES]

    def change(text: str) -> str:
        text = TITLES.sub("", text)
        for table in tables:
            text = apply(table, text, 1.0, rng)
        return apply(offices, apply(TRIMS, text, 0.8, rng), 0.4, rng)

    return tuple(replace(part, text=change(part.text)) for part in body)


def smooth(body: Body, rng: random.Random, share: float = 0.3) -> Body:
    """Return the body with some sentences turned about, cut in two or run together."""
    return tuple(
        replace(part, text=" ".join(turn(one, rng) if rng.random() < share else one for one in sentences(part.text)))
        for part in body
    )


def turn(sentence: str, rng: random.Random) -> str:
    """Return a sentence with its attribution or opening moved, or cut in two, if it has such a part."""
    moved = re.sub(r"^([A-Z][^“”\",]{20,160}), ((?:[A-Z][\w.]+ ){1,3}said)\.$", r"\2 that \1.", sentence)
    if moved == sentence:
        moved = re.sub(
            r"^((?:On|In|At|During|After|Before) [^,“”\"]{4,50}), ([^“”\"]{20,200})\.$",
            lambda hit: f"{hit[2][0].upper()}{hit[2][1:]} {hit[1][0].lower()}{hit[1][1:]}.",
            sentence,
        )
    if moved == sentence and rng.random() < 0.6:
        moved = re.sub(
            r"^([^“”\"]{40,}?), (and|but) ([a-z][^“”\"]{30,})$",
            lambda hit: f"{hit[1]}. {hit[2].capitalize()} {hit[3]}",
            sentence,
            count=1,
        )
    return moved


def reword(text: str, rng: random.Random) -> str:
    """Return the text with some plain words exchanged, outside quotation marks."""
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", text)
    return "".join(apply(WORDS, part, 0.6, rng) if not part.startswith(("“", '"')) else part for part in parts)


def new_lead(body: Body, rng: random.Random) -> Body:
    """Return the body with a lead for local readers before it, or with its first paragraph cut to the bone."""
    local = Part(text=local_lead(rng))
    first = sentences(body[0].text)
    short = Part(
        text=re.sub(r", (?:which|who|where|as|after|while) [^“”\"]*(?=\.$)", "", first[0]), origins=body[0].origins
    )
    if rng.random() < 0.5:
        return (local, *body)
    return (short, *body[1:]) if rng.random() < 0.5 else (short, local, *body[1:])


def cut(body: Body, rng: random.Random) -> Body:
    """Return the body without its last paragraphs, and with one gone from the middle where it has many."""
    kept = body[: max(4, len(body) - rng.randint(1, max(1, len(body) * 3 // 10)))]
    if len(kept) >= 7 and rng.random() < 0.7:
        gone = rng.randrange(2, len(kept) - 1)
        kept = kept[:gone] + kept[gone + 1 :]
    return kept


def join(body: Body, rng: random.Random) -> Body:
    """Return the body with one paragraph run into the one before."""
    if len(body) < 4:
        return body
    at = rng.randrange(2, len(body))
    one = Part(text=f"{body[at - 1].text} {body[at].text}", origins=body[at - 1].origins | body[at].origins)
    return (*body[: at - 1], one, *body[at + 1 :])


def tighten(text: str, rng: random.Random) -> str:
    """Return the text with the last clause of many a sentence gone."""
    clause = re.compile(
        r"(?<=\w{3}),? (?:[a-z]+ing|which|who|where|as|after|while|but|and|because|when|with) [^,“”\"]{12,90}\.$"
    )
    return " ".join(clause.sub(".", one) if rng.random() < 0.6 else one for one in sentences(text))


def drop_sentences(body: Body, rng: random.Random) -> Body:
    """Return the body with a sentence gone from here and there a paragraph that has others."""
    kept = []
    for part in body:
        parts = sentences(part.text)
        if len(parts) > 1 and rng.random() < 0.2:
            del parts[rng.randrange(len(parts))]
        kept.append(replace(part, text=" ".join(parts)))
    return tuple(kept)


def misspell(body: Body, rng: random.Random) -> tuple[Body, str | None]:
    """Return the body with one name misspelt in one place, and the wrong form."""
    places = [
        (number, hit)
        for number, part in enumerate(body)
        for hit in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{5,}\b", part.text)
    ]
    if not places:
        return body, None
    number, hit = rng.choice(places)
    at = rng.randrange(2, len(hit[0]) - 2)
    wrong = hit[0][:at] + hit[0][at + 1] + hit[0][at] + hit[0][at + 2 :]
    if wrong == hit[0]:
        return body, None
    text = body[number].text
    slipped = replace(body[number], text=text[: hit.start()] + wrong + text[hit.end() :])
    return (*body[:number], slipped, *body[number + 1 :]), wrong


LEAST = 0.07
"""The share of words that a copy called edited has changed, at the least, in what it keeps."""


def changed(before: Body, after: Body) -> float:
    """Return the share of words that differ between two bodies of the same paragraphs."""
    words = [[word for part in body for word in part.text.split()] for body in (before, after)]
    return Levenshtein.normalized_distance(*words)


def edit(body: Body, rng: random.Random) -> tuple[Body, str | None]:
    """Return an edited copy of the body as a paper's desk makes it, and the word that it misspelt, if any."""
    model, share = body, rng.choice((0.3, 0.5, 0.7))
    for _ in range(4):
        body = smooth(restyle(body, rng), rng, share)  # another try finds other places
        if changed(model, body) >= LEAST:
            break
    else:
        body = tuple(replace(part, text=tighten(reword(part.text, rng), rng)) for part in body)
    if rng.random() < 0.5:
        body = drop_sentences(body, rng)
    if rng.random() < 0.6:
        body = new_lead(body, rng)
    if rng.random() < 0.75:
        body = cut(body, rng)
    if rng.random() < 0.4:
        body = join(body, rng)
    return misspell(body, rng) if rng.random() < 0.4 else (body, None)


def retype(body: Body, rng: random.Random) -> Body:
    """Return the body word for word; only its quotation marks and dashes may be of another make."""
    if rng.random() < 0.5:
        return body
    marks = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-"})
    return tuple(replace(part, text=part.text.translate(marks)) for part in body)
