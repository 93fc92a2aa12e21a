"""A small invented story in records, made by hand: three pages about a harbour that never was."""

from __future__ import annotations

from copydesk.records import (
    Article,
    Assertion,
    Attribution,
    Block,
    Claim,
    ClaimRelation,
    Copy,
    Corroboration,
    Direction,
    Edit,
    Entity,
    EntityRelation,
    Event,
    Family,
    First,
    Group,
    Mention,
    OfficeHeld,
    Page,
    Passage,
    Problem,
    Published,
    Quotation,
    Ref,
    Role,
    Source,
    Span,
    StoryRecords,
    Timex,
    Variant,
    identify,
)

EVENING = [
    ("headline", "Harbour chief offered to step down, officials say"),
    ("byline", "By Ada Quist"),
    ("dateline", "6 June 2031"),
    ("body", "Port director Mira Tolland offered to resign on Tuesday, two harbour officials said."),
    (
        "body",
        "“I have had no such talk with the mayor,” Ms. Tolland told reporters. The mayor's office declined to comment.",
    ),
    ("body", "The crane at Pier 9 collapsed in May, and repairs will begin on 1 July."),
    ("caption", "The crane at Pier 9. <b>Photo</b> & file"),
    ("boilerplate", "Sign up for our letter"),
]
COPYIST = [
    ("headline", "Director of port offered to step down"),
    ("body", "Port director Tolland offered to resign on Tuesday, two harbour officials told the Evening Lantern."),
    ("body", "“I had no such talk with the mayor,” Tolland told reporters. The mayor's office declined to comment."),
    ("related", "MORE: Fish prices"),
]
HOSTILE = [
    ("headline", "<script>alert(1)</script> \x1b[31mNo resignation\u202e at all"),
    ("body", "Mira Tolland did not offer to resign, a person familiar with the talks said. [bold]Not[/bold] at all."),
]


def place(article: Article, words: str, skip: int = 0) -> Ref:
    """Return where `words` stand in an article, after `skip` earlier places."""
    start = -1
    for _ in range(skip + 1):
        start = article.text.index(words, start + 1)
    return Ref(article=article.id, span=Span(start, start + len(words)))


def _article(name: str, lines: list[tuple[str, str]], **fields: object) -> Article:
    blocks, start = [], 0
    for role, line in lines:
        blocks.append(Block(span=Span(start, start + len(line)), role=_role(role), rule="test"))
        start += len(line) + 1
    text = "\n".join(line for _, line in lines)
    made = {"title": lines[0][1], "language": "en", "rule": "test", **fields}
    return Article(id=identify("a", name), page=identify("p", name), text=text, blocks=tuple(blocks), **made)  # type: ignore[arg-type]


def _role(name: str) -> Role:
    return name  # type: ignore[return-value]


def _page(name: str) -> Page:
    return Page(id=identify("p", name), uri=f"{name}.html", media_type="text/html", sha256="0" * 64)


LANTERN = _article(
    "lantern",
    EVENING,
    outlet="Evening Lantern",
    byline=("Ada Quist",),
    published=Published(value="2031-06-06", basis="stated", why="dateline"),
    canonical="https://lantern.example/harbour?a=1&b=2",
)
HERALD = _article(
    "herald",
    COPYIST,
    outlet="Bay Herald",
    published=Published(value="2031-06-07", basis="inferred", why="“Tuesday” and the story that it copies"),
    canonical="javascript:alert(2)",
)
RAW = _article("raw", HOSTILE)

MAYOR = Entity(
    id="e-mayor",
    kind="organization",
    name="mayor's office",
    aliases=(),
    roles=(),
    relations=(),
    mentions=(Mention(article=LANTERN.id, span=place(LANTERN, "mayor's office").span),),
    rule="test",
)
TOLLAND = Entity(
    id="e-tolland",
    kind="person",
    name="Mira Tolland",
    aliases=("Tolland", "Ms. Tolland"),
    roles=(
        OfficeHeld(title="Port director", since="2029", evidence=(place(LANTERN, "Port director"),), rule="test.role"),
    ),
    relations=(
        EntityRelation(kind="answers_to", entity="e-mayor", evidence=(place(LANTERN, "the mayor"),), rule="test"),
    ),
    mentions=(
        Mention(article=LANTERN.id, span=place(LANTERN, "Mira Tolland").span),
        Mention(article=LANTERN.id, span=place(LANTERN, "Ms. Tolland").span),
        Mention(article=HERALD.id, span=place(HERALD, "Tolland").span),
        Mention(article=RAW.id, span=place(RAW, "Mira Tolland").span),
    ),
    references=(
        Mention(article=LANTERN.id, span=place(LANTERN, "Port director").span, form="description"),
        Mention(
            article=LANTERN.id,
            span=Span(place(LANTERN, "I have").span.start, place(LANTERN, " have").span.start),
            form="pronoun",
        ),
    ),
    rule="test.names",
)
OFFICIALS = Source(
    id="s-officials",
    kind="person",
    identification="anonymous",
    name=None,
    description="two harbour officials",
    count=2,
    reason="not allowed to speak",
    rule="test",
)
HERSELF = Source(
    id="s-tolland",
    kind="person",
    identification="named",
    name="Mira Tolland",
    description="port director",
    entity="e-tolland",
    rule="test",
)
OFFICE = Source(
    id="s-office",
    kind="organization",
    identification="role",
    name=None,
    description="the mayor's office",
    speaks_for="e-mayor",
    rule="test",
)
OUTLET = Source(
    id="s-lantern", kind="outlet", identification="named", name="Evening Lantern", description=None, rule="test"
)


def _said(name: str, article: Article, words: tuple[str, str, str], **fields: object) -> Attribution:
    source, cue, content = (place(article, one).span for one in words)
    made = {"kind": "indirect", "stance": "says", "rule": "test.said", **fields}
    return Attribution(
        id=name,
        article=article.id,
        source_span=source,
        cue_span=cue,
        content_spans=(content,),
        **made,  # type: ignore[arg-type]
    )


ATTRIBUTIONS = (
    _said(
        "at-1",
        LANTERN,
        ("two harbour officials", "said", "Port director Mira Tolland offered to resign on Tuesday"),
        source="s-officials",
        answers="c-offer",
    ),
    _said(
        "at-2",
        LANTERN,
        ("Ms. Tolland", "told", "I have had no such talk with the mayor"),
        source="s-tolland",
        kind="direct",
        stance="denies",
    ),
    _said(
        "at-3",
        HERALD,
        ("two harbour officials", "told", "Port director Tolland offered to resign on Tuesday"),
        source="s-officials",
        via=("s-lantern",),
    ),
    _said(
        "at-4",
        HERALD,
        ("Tolland", "told reporters", "I had no such talk with the mayor"),
        source="s-tolland",
        kind="direct",
        stance="denies",
    ),
    Attribution(
        id="at-5",
        article=LANTERN.id,
        source="s-office",
        source_span=None,
        cue_span=place(LANTERN, "declined").span,
        content_spans=(),
        kind="indirect",
        stance="declines",
        rule="test",
    ),
    _said("at-6", RAW, ("a person familiar", "said", "Mira Tolland did not offer to resign"), source=None),
)
QUOTATION = Quotation(
    id="q-talk",
    speaker="e-tolland",
    text="I have had no such talk with the mayor",
    variants=(
        Variant(text="I have had no such talk with the mayor", attributions=("at-2",)),
        Variant(text="I had no such talk with the mayor", attributions=("at-4",)),
    ),
    rule="test",
)
_A, _B = place(LANTERN, EVENING[3][1]).span, place(HERALD, COPYIST[1][1]).span
PASSAGES = (
    Passage(
        a=LANTERN.id,
        b=HERALD.id,
        a_span=_A,
        b_span=_B,
        similarity=0.8,
        edits=(
            Edit(
                op="delete",
                a_span=place(LANTERN, "Mira ").span,
                b_span=Span(_B.start + 14, _B.start + 14),
                before="Mira ",
                after="",
            ),
            Edit(
                op="replace",
                a_span=place(LANTERN, "said").span,
                b_span=place(HERALD, "told the Evening Lantern").span,
                before="said",
                after="told the Evening Lantern",
            ),
        ),
        rule="test",
    ),
    Passage(
        a=LANTERN.id,
        b=HERALD.id,
        a_span=place(LANTERN, "The mayor's office declined to comment.").span,
        b_span=place(HERALD, "The mayor's office declined to comment.").span,
        similarity=1.0,
        edits=(),
        rule="test",
    ),
)
COPY = Copy(
    id="cp-1",
    a=LANTERN.id,
    b=HERALD.id,
    kind="edited",
    a_coverage=0.64,
    b_coverage=0.94,
    direction=Direction(
        value="a_to_b", confidence=0.9, reasons=("the second credits the first", "it came out a day later")
    ),
    passages=PASSAGES,
    rule="test.copy",
)
OFFER_A = place(LANTERN, "Port director Mira Tolland offered to resign on Tuesday")
OFFER_B = place(HERALD, "Port director Tolland offered to resign on Tuesday")
NO_OFFER = place(RAW, "Mira Tolland did not offer to resign")
CLAIMS = (
    Claim(
        id="c-offer",
        text="Port director Mira Tolland offered to resign on Tuesday",
        assertions=(
            Assertion(ref=OFFER_A, stance="says", voice="attributed", attribution="at-1", copied_from=None),
            Assertion(ref=OFFER_B, stance="says", voice="attributed", attribution="at-3", copied_from=OFFER_A),
        ),
        relations=(ClaimRelation(claim="c-none", kind="contradicts", differs="negation"),),
        first=First(article=LANTERN.id, outlet="Evening Lantern", date="2031-06-06"),
        corroboration=Corroboration(
            articles=2, families=1, newsrooms=("Evening Lantern",), sources=("s-officials",), at_least=1, at_most=2
        ),
        verdict="One newsroom, on the word of two unnamed officials; the second page copies the first.",
        weight=2.0,
        rule="test.claim",
    ),
    Claim(
        id="c-none",
        text="Mira Tolland did not offer to resign",
        assertions=(Assertion(ref=NO_OFFER, stance="denies", voice="own", attribution=None, copied_from=None),),
        relations=(),
        first=First(article=None, outlet=None, date=None),
        corroboration=Corroboration(articles=1, families=1, newsrooms=(), sources=(), at_least=1, at_most=None),
        verdict="Stands on one page; how many sources there are cannot be told.",
        weight=1.0,
        rule="test.claim",
    ),
)
EVENTS = (
    Event(
        id="ev-1",
        date="2031-05",
        modifier=None,
        status="happened",
        text="The crane at Pier 9 collapsed in May",
        participants=(),
        evidence=(place(LANTERN, "The crane at Pier 9 collapsed in May"),),
        salience=0.5,
        rule="test",
    ),
    Event(
        id="ev-2",
        date="2031-06-03",
        modifier=None,
        status="happened",
        text="Port director Mira Tolland offered to resign on Tuesday",
        participants=("e-tolland",),
        evidence=(OFFER_A, OFFER_B),
        salience=0.9,
        rule="test",
    ),
    Event(
        id="ev-3",
        date="2031-07-01",
        modifier="START",
        status="planned",
        text="repairs will begin on 1 July",
        participants=(),
        evidence=(place(LANTERN, "repairs will begin on 1 July"),),
        salience=0.4,
        rule="test",
    ),
)

STORY = StoryRecords(
    pages=(_page("herald"), _page("lantern"), _page("raw")),
    articles=(HERALD, LANTERN, RAW),
    copies=(COPY,),
    families=(
        Family(id="f-1", articles=(LANTERN.id, HERALD.id), original=LANTERN.id, origin_outlet=None, rule="test"),
    ),
    entities=(MAYOR, TOLLAND),
    sources=(HERSELF, OFFICE, OFFICIALS, OUTLET),
    attributions=ATTRIBUTIONS,
    quotations=(QUOTATION,),
    timexes=(
        Timex(article=LANTERN.id, span=place(LANTERN, "Tuesday").span, type="DATE", value="2031-06-03", rule="test"),
        Timex(article=LANTERN.id, span=place(LANTERN, "1 July").span, type="DATE", value="2031-07-01", rule="test"),
    ),
    events=EVENTS,
    claims=CLAIMS,
    groups=(Group(id="g-1", title="Harbour", articles=(HERALD.id, LANTERN.id, RAW.id), rule="test"),),
    problems=(
        Problem(page=_page("raw").id, uri="raw.html", stage="pages", reason="bytes were not UTF-8", kind="repaired"),
        Problem(uri="broken.<i>pdf</i>", stage="pages", reason="no text found"),
    ),
)
