"""A made-up story of many articles, as dense with records as real ones are."""

from __future__ import annotations

from random import Random

from copydesk.records import (
    Article,
    Assertion,
    Attribution,
    Block,
    Claim,
    Copy,
    Corroboration,
    Direction,
    Entity,
    Event,
    Family,
    First,
    Mention,
    Page,
    Passage,
    Published,
    Quotation,
    Ref,
    Source,
    Span,
    StoryRecords,
    Timex,
    Variant,
    identify,
)

WORDS = [
    "harbour",
    "crane",
    "mayor",
    "council",
    "pier",
    "storm",
    "vote",
    "director",
    "resign",
    "budget",
    "ferry",
    "dock",
    "union",
    "strike",
    "report",
    "official",
    "talks",
    "evening",
    "statement",
    "repair",
    "ship",
    "port",
    "city",
    "people",
    "meeting",
    "plan",
    "night",
    "court",
]
REFERENCES = 12
"""Pronouns and descriptions of each person; with two persons to an article there are as many as in dense pages."""
IDENTIFICATIONS = ("named", "role", "anonymous")


def make_story(articles: int, *, family: int = 20, seed: int = 1) -> StoryRecords:
    """Return a story of so many articles of 500 words; the first `family` of them are copies of one."""
    chance = Random(seed)
    same = [_words(chance, 60) for _ in range(8)]
    pile = [_article(i, same if i < family else [_words(chance, 60) for _ in same]) for i in range(articles)]
    sources = tuple(_source(i) for i in range(3 * articles))
    attributions = tuple(
        _attribution(article, i, chance.choice(sources).id, _place(article, chance, 120))
        for article in pile
        for i in range(13)
    )
    return StoryRecords(
        pages=tuple(Page(id=one.page, uri=f"{one.id}.html", media_type="text/html", sha256="0" * 64) for one in pile),
        articles=tuple(pile),
        copies=tuple(_copy(pile[a], pile[b]) for b in range(family) for a in range(b)),
        families=(
            Family(
                id="f-1",
                articles=tuple(one.id for one in pile[:family]),
                original=pile[0].id,
                origin_outlet=None,
                rule="t",
            ),
        ),
        entities=tuple(_entity(i, pile, chance) for i in range(4 * articles)),
        sources=sources,
        attributions=attributions,
        quotations=tuple(_quotation(chance.sample(attributions, 2), pile) for _ in range(2 * articles)),
        timexes=tuple(
            Timex(article=one.id, span=_place(one, chance, 8).span, type="DATE", value="2031", rule="t")
            for one in pile
            for _ in range(8)
        ),
        events=tuple(_event(i, pile, chance) for i in range(3 * articles)),
        claims=tuple(_claim(i, pile, chance) for i in range(7 * articles)),
    )


def _words(chance: Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def _article(number: int, paragraphs: list[str]) -> Article:
    lines, blocks, start = [f"Headline {number}", *paragraphs], [], 0
    for line in lines:
        span = Span(start, start + len(line))
        blocks.append(Block(span=span, role="body" if blocks else "headline", rule="t"))
        start = span.end + 1
    return Article(
        id=identify("a", number),
        page=identify("p", number),
        title=lines[0],
        outlet=f"Outlet {number % 40}",
        published=Published(value=f"2031-06-{number % 28 + 1:02}", basis="stated", why="the date line"),
        text="\n".join(lines),
        blocks=tuple(blocks),
        rule="t",
    )


def _place(article: Article, chance: Random, length: int) -> Ref:
    block = chance.choice(article.blocks[1:]).span
    start = chance.randrange(block.start, block.end - length)
    return Ref(article=article.id, span=Span(start, start + length))


def _source(number: int) -> Source:
    named = IDENTIFICATIONS[number % 3] == "named"
    return Source(
        id=identify("s", number),
        kind="person",
        identification=IDENTIFICATIONS[number % 3],  # type: ignore[arg-type]
        name=f"Name {number}" if named else None,
        description=None if named else f"an official of pier {number}",
        rule="t",
    )


def _attribution(article: Article, number: int, source: str, place: Ref) -> Attribution:
    start = place.span.start
    return Attribution(
        id=identify("at", article.id, number),
        article=article.id,
        source=source,
        source_span=Span(max(0, start - 14), max(1, start - 6)),
        cue_span=Span(max(0, start - 5), max(1, start - 1)),
        content_spans=(place.span,),
        kind="indirect",
        stance="says",
        rule="t",
    )


def _entity(number: int, pile: list[Article], chance: Random) -> Entity:
    places = [_place(chance.choice(pile), chance, 9) for _ in range(max(1, 400 // (number + 1)))]
    return Entity(
        id=identify("e", number),
        kind="person" if number % 2 else "organization",
        name=f"Person {number}",
        aliases=(f"P. {number}",),
        roles=(),
        relations=(),
        mentions=tuple(Mention(article=one.article, span=one.span) for one in places),
        references=tuple(
            Mention(article=one.article, span=Span(one.span.start, one.span.start + 3), form="pronoun")
            for one in (_place(chance.choice(pile), chance, 9) for _ in range(REFERENCES * bool(number % 2)))
        ),
        rule="t",
    )


def _quotation(said: list[Attribution], pile: list[Article]) -> Quotation:
    texts = {article.id: article for article in pile}
    words = [texts[one.article].words_of(one.content_spans[0]) for one in said]
    return Quotation(
        id=identify("q", [one.id for one in said]),
        speaker=said[0].source,
        text=words[0],
        variants=tuple(Variant(text=text, attributions=(one.id,)) for text, one in zip(words, said, strict=True)),
        rule="t",
    )


def _event(number: int, pile: list[Article], chance: Random) -> Event:
    return Event(
        id=identify("ev", number),
        date=f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}",
        modifier=None,
        status="happened",
        text=_words(chance, 15),
        participants=(),
        evidence=tuple(_place(one, chance, 90) for one in chance.sample(pile, 3)),
        salience=chance.random(),
        rule="t",
    )


def _claim(number: int, pile: list[Article], chance: Random) -> Claim:
    places = [_place(one, chance, 110) for one in chance.sample(pile, 1 if number % 3 else 4)]
    return Claim(
        id=identify("c", number),
        text=_words(chance, 15),
        assertions=tuple(
            Assertion(ref=place, stance="says", voice="own", attribution=None, copied_from=places[0] if i > 1 else None)
            for i, place in enumerate(places)
        ),
        relations=(),
        first=First(article=places[0].article, outlet=None, date=None),
        corroboration=Corroboration(articles=4, families=3, newsrooms=("A", "B"), sources=(), at_least=1, at_most=None),
        verdict=_words(chance, 25),
        weight=float(len(places)),
        rule="t",
    )


def _copy(a: Article, b: Article) -> Copy:
    return Copy(
        id=identify("cp", a.id, b.id),
        a=a.id,
        b=b.id,
        kind="verbatim",
        a_coverage=1.0,
        b_coverage=1.0,
        direction=Direction(value="a_to_b", confidence=0.9, reasons=("it came out first",)),
        passages=tuple(
            Passage(a=a.id, b=b.id, a_span=one.span, b_span=other.span, similarity=1.0, edits=(), rule="t")
            for one, other in zip(a.blocks[1:], b.blocks[1:], strict=True)
        ),
        rule="t",
    )
