"""Claims on small invented stories: what is the same, what differs, and how many stand behind it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Direction,
    Draft,
    Edit,
    Entity,
    Family,
    Mention,
    OfficeHeld,
    Passage,
    Source,
    Span,
    Stance,
    identify,
)
from copydesk.stages.claims import ClaimSettings, find_claims
from tests.build import article, draft

PEOPLE = {
    "Ada Brandt": ("person", "Brandt"),
    "Boris Kell": ("person", "Kell"),
    "Mira Solano": ("person", "Solano"),
    "Northwind Ferries": ("organization", "Northwind"),
}


def entities(*articles: Article) -> tuple[Entity, ...]:
    """Return the cast, with a mention wherever one of its names stands."""
    found = []
    for name, (kind, short) in PEOPLE.items():
        pattern = re.compile(rf"\b(?:{name}|{short})\b")
        mentions = [
            Mention(article=one.id, span=Span(*hit.span())) for one in articles for hit in pattern.finditer(one.text)
        ]
        found.append(
            Entity(
                id=identify("e", name),
                kind=kind,
                name=name,
                aliases=(short,),
                roles=(),
                relations=(),
                mentions=tuple(mentions),
                rule="test",
            )  # type: ignore[arg-type]
        )
    return tuple(found)


def named(name: str, kind: str = "person") -> Source:
    return Source(
        id=identify("s", name),
        kind=kind,
        identification="named",
        name=name,
        description=None,
        entity=identify("e", name) if name in PEOPLE else None,
        rule="test",
    )  # type: ignore[arg-type]


def unnamed(description: str, count: int | None = None) -> Source:
    return Source(
        id=identify("s", description),
        kind="person",
        identification="anonymous",
        name=None,
        description=description,
        count=count,
        rule="test",
    )


def said(
    one: Article,
    content: str,
    source: Source,
    *,
    cue: str = "said",
    stance: Stance = "says",
    via: tuple[Source, ...] = (),
) -> Attribution:
    """Return an attribution of `content`, a part of the article's text, to `source`."""
    start = one.text.index(content)
    near = min((hit.start() for hit in re.finditer(rf"\b{cue}\b", one.text)), key=lambda at: abs(at - start))
    return Attribution(
        id=identify("at", one.id, content, source.id),
        article=one.id,
        source=source.id,
        source_span=None,
        cue_span=Span(near, near + len(cue)),
        content_spans=(Span(start, start + len(content)),),
        kind="indirect",
        stance=stance,
        via=tuple(outlet.id for outlet in via),
        rule="test",
    )


def copy_of(a: Article, b: Article, *, edits: tuple[Edit, ...] = (), way: str = "a_to_b") -> Copy:
    """Return the relation of two articles that share their whole text."""
    passage = Passage(
        a=a.id,
        b=b.id,
        a_span=Span(0, len(a.text)),
        b_span=Span(0, len(b.text)),
        similarity=1.0,
        edits=edits,
        rule="test",
    )
    direction = Direction(value=way, confidence=1.0, reasons=())  # type: ignore[arg-type]
    return Copy(
        id=identify("k", a.id, b.id),
        a=a.id,
        b=b.id,
        kind="verbatim",
        a_coverage=1.0,
        b_coverage=1.0,
        direction=direction,
        passages=(passage,),
        rule="test",
    )


def story(
    *articles: Article, sources: tuple[Source, ...] = (), attributions: tuple[Attribution, ...] = (), **fields: object
) -> Draft:
    return draft(*articles, entities=entities(*articles), sources=sources, attributions=attributions, **fields)


def only(claims: tuple[Claim, ...], words: str) -> Claim:
    found = [claim for claim in claims if re.search(words, claim.text)]
    assert len(found) == 1, [claim.text for claim in claims]
    return found[0]


GAZETTE = named("Harbour Gazette", "outlet")
HERALD = named("Valley Herald", "outlet")
OFFICIALS = unnamed("two officials who were briefed on the matter", 2)


# --- the same thing in other words -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ada Brandt resigned on Monday.", "Brandt has quit."),
        ("Ada Brandt offered to resign.", "Brandt proposed her resignation to the council."),
        ("Ada Brandt will not resign.", "Brandt has no intention of stepping down."),
        ("Ada Brandt fired Boris Kell.", "Boris Kell was dismissed by Brandt."),
        ("Ada Brandt was furious with Boris Kell.", "Brandt lashed out at Kell in private."),
        (
            "The fire killed 12 miners at the Northwind depot.",
            "Twelve people died at the Northwind depot in the blaze.",
        ),
    ],
)
def test_the_same_in_other_words_is_one_claim(one, two):
    first, second = article(one, "one", byline=("Jo Vey",), outlet="Harbour Gazette"), article(two, "two")
    claims, _ = find_claims(story(first, second))
    assert [len(claim.assertions) for claim in claims] == [2], [claim.text for claim in claims]


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("Ada Brandt resigned.", "Ada Brandt did not resign.", "negation"),
        ("Ada Brandt offered to resign.", "Ada Brandt threatened to resign.", "modality"),
        ("Ada Brandt offered to resign.", "Ada Brandt might resign.", "modality"),
        (
            "The fire killed 12 miners at the Northwind depot.",
            "The fire killed 14 miners at the Northwind depot.",
            "number",
        ),
        (
            "Ada Brandt secretly sold the old harbour to Northwind.",
            "Boris Kell secretly sold the old harbour to Northwind.",
            "name",
        ),
    ],
)
def test_a_difference_makes_another_claim_that_is_linked(one, two, differs):
    claims, _ = find_claims(story(article(one, "one"), article(two, "two")))
    assert len(claims) == 2
    assert {relation.differs for claim in claims for relation in claim.relations} == {differs}
    assert {claim.corroboration.articles for claim in claims} == {1}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ada Brandt fired Boris Kell.", "Ada Brandt fired Mira Solano on Friday after a row."),
        ("Ada Brandt has confidence in Boris Kell.", "Ada Brandt has confidence in Mira Solano."),
        ("Ada Brandt visited Northwind.", "Ada Brandt resigned."),
        ("Ada Brandt took the job.", "Ada Brandt took the train to the coast."),
    ],
)
def test_other_things_are_not_the_same_claim(one, two):
    claims, _ = find_claims(story(article(one, "one"), article(two, "two")))
    assert all(len(claim.assertions) == 1 for claim in claims)
    assert len(claims) == 2


# --- copies, chains and circles ---------------------------------------------------------------------

LEAD = "Ada Brandt offered to resign, two officials who were briefed on the matter said."
CONTENT = "Ada Brandt offered to resign"


def test_copies_add_nothing():
    original = article(LEAD, "one", outlet="Harbour Gazette", byline=("Jo Vey",), date="2031-05-01")
    copies = [article(LEAD, name, date="2031-05-02") for name in ("two", "three")]
    articles = [original, *copies]
    family = Family(
        id="f", articles=tuple(one.id for one in articles), original=original.id, origin_outlet=None, rule="test"
    )
    claims, _ = find_claims(
        story(
            *articles,
            sources=(OFFICIALS,),
            attributions=tuple(said(one, CONTENT, OFFICIALS) for one in articles),
            copies=tuple(copy_of(original, one) for one in copies),
            families=(family,),
        )
    )
    claim = only(claims, "offered to resign")
    backing = claim.corroboration
    assert (backing.articles, backing.families, backing.newsrooms) == (3, 1, ("Harbour Gazette",))
    assert (backing.at_least, backing.at_most) == (2, 2)
    assert sum(assertion.copied_from is not None for assertion in claim.assertions) == 2
    assert claim.first.article == original.id
    assert "Two of the three articles that carry it are copies." in claim.verdict


def test_a_chain_counts_where_it_ends():
    page = article(
        "Ada Brandt offered to resign, the Harbour Gazette first reported on Monday.", "blog", outlet="Daily Sweep"
    )
    claims, _ = find_claims(
        story(page, sources=(GAZETTE,), attributions=(said(page, CONTENT, GAZETTE, cue="reported"),))
    )
    claim = only(claims, "offered to resign")
    assert claim.corroboration.newsrooms == ("Harbour Gazette",)
    assert (claim.corroboration.at_least, claim.corroboration.at_most) == (1, None)
    assert (claim.first.article, claim.first.outlet) == (None, "Harbour Gazette")


def test_outlets_that_cite_each_other_are_no_newsroom():
    one = article(
        "Ada Brandt offered to resign, the Valley Herald said.", "one", outlet="Harbour Gazette", byline=("A B",)
    )
    two = article(
        "Ada Brandt offered to resign, the Harbour Gazette said.", "two", outlet="Valley Herald", byline=("C D",)
    )
    claims, _ = find_claims(
        story(
            one, two, sources=(GAZETTE, HERALD), attributions=(said(one, CONTENT, HERALD), said(two, CONTENT, GAZETTE))
        )
    )
    claim = only(claims, "offered to resign")
    assert claim.corroboration.newsrooms == ()
    assert claim.verdict.startswith("Harbour Gazette and Valley Herald cite only each other")


def test_an_outlet_that_could_not_confirm_what_it_cites_stands_in_the_circle():
    one = article(
        "Ada Brandt offered to resign, the Valley Herald said.", "one", outlet="Harbour Gazette", byline=("A B",)
    )
    two = article(
        "Ada Brandt offered to resign, the Harbour Gazette said. The Herald has not confirmed it.",
        "two",
        outlet="Valley Herald",
        byline=("C D",),
    )
    refusal = said(two, CONTENT, named("Herald", "outlet"), cue="confirmed", stance="declines")
    given_by = (said(one, CONTENT, HERALD), said(two, CONTENT, GAZETTE), refusal)
    claims, _ = find_claims(
        story(one, two, sources=(GAZETTE, HERALD, named("Herald", "outlet")), attributions=given_by)
    )
    backing = only(claims, "offered to resign").corroboration
    assert (backing.newsrooms, backing.at_least) == ((), 0)


@pytest.mark.parametrize(
    ("name", "outlet", "rooms"),
    [
        ("Gazette", "Harbour Gazette", ("Harbour Gazette",)),  # its own
        ("Gazette", "Valley Herald", ("Harbour Gazette",)),  # the one in the pile that ends so
        ("Courier", "Valley Herald", ("Courier",)),
        ("Herald", "Valley Herald", ("Valley Herald",)),
    ],
)
def test_an_outlet_is_known_by_its_last_word(name, outlet, rooms):
    page = article(f"Ada Brandt offered to resign, the {name} said.", "one", outlet=outlet, byline=("A B",))
    other = article("It rained on Monday.", "two", outlet="Harbour Gazette", byline=("C D",))
    source = named(name, "outlet")
    claims, _ = find_claims(story(page, other, sources=(source,), attributions=(said(page, CONTENT, source),)))
    assert only(claims, "offered to resign").corroboration.newsrooms == rooms


def test_the_last_word_of_an_outlet_that_stands_by_its_report_is_its_name():
    text = "Ada Brandt offered to resign, a clerk told the Harbour Gazette. The Gazette stands by the report."
    page = article(text, outlet="Harbour Gazette", byline=("A B",))
    clerk, short = unnamed("a clerk", 1), named("Gazette", "outlet")
    confirms = said(page, "the report", short, cue="stands", stance="confirms")
    given_by = (said(page, CONTENT, clerk, cue="told"), confirms)
    claims, _ = find_claims(story(page, sources=(clerk, short), attributions=given_by))
    assert only(claims, "offered to resign").corroboration.newsrooms == ("Harbour Gazette",)


@pytest.mark.parametrize(
    ("description", "words"), [("the same person", "on the word of a person."), ("a clerk", "on the word of a clerk.")]
)
def test_a_source_is_called_what_can_be_understood_alone(description, words):
    page = article(f"Ada Brandt offered to resign, {description} said.", outlet="Harbour Gazette", byline=("A B",))
    person = unnamed(description, 1)
    claims, _ = find_claims(story(page, sources=(person,), attributions=(said(page, CONTENT, person),)))
    assert words in only(claims, "offered to resign").verdict


@pytest.mark.parametrize(("rule", "rooms"), [("articles.post", ()), ("articles.pasted", ("Harbour Gazette",))])
def test_what_a_poster_says_himself_is_no_reporting(rule, rooms):
    text = "Ada Brandt offered to resign, a clerk said. Boris Kell told the Harbour Gazette that it rained."
    page = article(text, outlet="Harbour Gazette")
    page, clerk = replace(page, rule=rule, form="post"), unnamed("a clerk", 1)
    claims, _ = find_claims(story(page, sources=(clerk,), attributions=(said(page, CONTENT, clerk),)))
    assert only(claims, "offered to resign").corroboration.newsrooms == rooms


def test_the_newspaper_is_the_outlet_named_before_it_whatever_it_was_taken_for():
    page = article(
        "Ada Brandt offered to resign, the Valley Herald reported. Mira Solano will follow, the newspaper said.",
        outlet="Click Barn",
    )
    given_by = said(page, "Mira Solano will follow", named("Northwind Ferries", "organization"))
    at = page.text.index("the newspaper")
    given_by = replace(given_by, source_span=Span(at, at + len("the newspaper")))
    sources = (HERALD, named("Northwind Ferries", "organization"))
    claims, _ = find_claims(
        story(page, sources=sources, attributions=(said(page, CONTENT, HERALD, cue="reported"), given_by))
    )
    assert only(claims, "Solano").corroboration.newsrooms == ("Valley Herald",)


@pytest.mark.parametrize(
    ("called", "stance"),
    [
        ("An earlier version of this article", "denies"),
        ("Our report of Monday", "denies"),
        ("A version of the contract", "says"),
        ("A witness", "says"),
    ],
)
def test_what_a_page_corrects_of_its_own_is_denied(called, stance):
    page = article(f"Correction: {called} said that Ada Brandt had resigned.", outlet="Harbour Gazette")
    source = replace(unnamed(called), kind="document")
    given_by = replace(said(page, "Ada Brandt had resigned", source), source_span=Span(12, 12 + len(called)))
    claims, _ = find_claims(story(page, sources=(source,), attributions=(given_by,)))
    assert [one.stance for one in only(claims, "resigned").assertions] == [stance]


def test_who_is_said_to_have_done_what_is_no_clause_is_news():
    page = article("Ada Brandt granted Boris Kell a stay of execution.", outlet="Harbour Gazette", byline=("A B",))
    given_by = said(page, "a stay of execution", named("Ada Brandt"), cue="granted", stance="confirms")
    claims, _ = find_claims(story(page, sources=(named("Ada Brandt"),), attributions=(given_by,)))
    assert only(claims, "granted").assertions[0].voice == "own"


@pytest.mark.parametrize(
    ("text", "content", "cue", "told"),
    [
        (
            "A pump seal failed minutes before the blast that killed a worker at Orrin last week, a clerk told a court.",
            "A pump seal failed minutes before the blast that killed a worker at Orrin last week",
            "told",
            "A pump seal failed",
        ),
        ("Boris Kell asked the head of the patrol in May to watch the old mill of the council.", "to watch the old mill of the council", "asked", "watch the old mill"),
        ("Boris Kell asked whether the old mill was watched.", "whether the old mill was watched", "asked", None),
    ],
)  # fmt: skip
def test_whatever_somebody_is_said_to_have_said_is_a_statement(text, content, cue, told):
    page = article(text, outlet="Harbour Gazette", byline=("A B",))
    clerk = unnamed("a clerk", 1)
    claims, _ = find_claims(story(page, sources=(clerk,), attributions=(said(page, content, clerk, cue=cue),)))
    assert [told for claim in claims if told and told in claim.text] == ([told] if told else [])


def test_the_legal_form_of_a_company_is_no_part_of_what_is_said():
    pages = [
        article(f"Ada Brandt sold {name} to Boris Kell.", name)
        for name in ("Northwind Ferries", "Northwind Ferries Inc.")
    ]
    given = story(*pages)
    firms = [
        Entity(
            id=identify("e", page.text), kind="organization", name="Northwind Ferries", aliases=(), roles=(), relations=(),
            mentions=(Mention(article=page.id, span=Span(16, page.text.index(" to "))),), rule="test",
        )
        for page in pages[1:]
    ]  # fmt: skip
    kept = [
        replace(e, mentions=tuple(m for m in e.mentions if e.name != "Northwind Ferries" or m.article == pages[0].id))
        for e in given.entities
    ]
    claims, _ = find_claims(replace(given, entities=(*kept, *firms)))
    assert len(only(claims, "sold").assertions) == 2


def test_a_name_in_capitals_is_the_same_name():
    text = "Ada Brandt resigned on Monday.\nADA BRANDT resigned on Monday."
    page = article(text, outlet="Harbour Gazette", byline=("A B",))
    shouted = replace(
        entities(page)[0],
        id="e-shouted",
        kind="organization",
        name="ADA BRANDT",
        aliases=(),
        mentions=(Mention(article=page.id, span=Span(31, 41)),),
    )
    given = story(page)
    claims, _ = find_claims(replace(given, entities=(*given.entities, shouted)))
    assert len(only(claims, "resigned").assertions) == 2


def test_one_unnamed_source_behind_three_outlets_may_be_one_person():
    person = unnamed("a person familiar with the talks", 1)
    pages = [
        article(
            "Ada Brandt offered to resign, a person familiar with the talks said.",
            outlet,
            outlet=outlet,
            byline=("J V",),
        )
        for outlet in ("Harbour Gazette", "Valley Herald", "Delta Post")
    ]
    claims, _ = find_claims(
        story(*pages, sources=(person,), attributions=tuple(said(one, CONTENT, person) for one in pages))
    )
    backing = only(claims, "offered to resign").corroboration
    assert len(backing.newsrooms) == 3
    assert (backing.at_least, backing.at_most) == (1, 3)


# --- how many stand behind it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([OFFICIALS], (2, 2)),
        ([unnamed("a senior official")], (1, 1)),
        ([unnamed("sources close to the mayor")], (2, None)),
        ([OFFICIALS, unnamed("a person familiar with the talks", 1)], (2, 3)),
        ([named("Boris Kell"), named("Mira Solano")], (2, 2)),
        ([named("Boris Kell"), named("Boris Kell")], (1, 1)),
        ([named("Boris Kell"), OFFICIALS], (3, 3)),
        ([replace(unnamed("police"), kind="organization", identification="role")], (1, 1)),
    ],
)
def test_bounds(sources, expected):
    outlets = ("Harbour Gazette", "Valley Herald")
    pages = [
        article("Ada Brandt offered to resign, it was said.", o, outlet=o, byline=("J V",))
        for o in outlets[: len(sources)]
    ]
    given_by = tuple(said(page, CONTENT, source) for page, source in zip(pages, sources, strict=True))
    claims, _ = find_claims(story(*pages, sources=tuple(sources), attributions=given_by))
    backing = only(claims, "offered to resign").corroboration
    assert (backing.at_least, backing.at_most) == expected


@pytest.mark.parametrize(
    ("descriptions", "most"),
    [
        (("a person who had read the draft", "a person who has read the panel's draft"), 1),
        (("a person close to the mayor", "a person who has read the draft"), 2),
    ],
)
def test_a_newsrooms_source_told_in_fewer_words_is_no_other(descriptions, most):
    people = [unnamed(words, 1) for words in descriptions]
    pages = [
        article(f"{CONTENT}, it was said.", str(n), outlet="Harbour Gazette", byline=("J V",))
        for n in range(len(people))
    ]
    given_by = tuple(said(page, CONTENT, source) for page, source in zip(pages, people, strict=True))
    claims, _ = find_claims(story(*pages, sources=tuple(people), attributions=given_by))
    assert only(claims, "offered to resign").corroboration.at_most == most


def test_an_aggregator_and_a_page_without_byline_are_no_newsrooms():
    page = article(
        "Ada Brandt offered to resign, two officials who were briefed on the matter said.", outlet="Click Barn"
    )
    claims, _ = find_claims(story(page, sources=(OFFICIALS,), attributions=(said(page, CONTENT, OFFICIALS),)))
    assert only(claims, "offered to resign").corroboration.newsrooms == ()


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("The mayor, who fired Boris Kell in May, went to Orrin on Monday.", ("Valley Herald",)),
        ("The mayor fired Boris Kell in May.", ("Harbour Gazette", "Valley Herald")),
    ],
)
def test_what_an_aside_takes_as_known_is_no_reporting(text, rooms):
    pages = (
        article(text, "one", outlet="Harbour Gazette", byline=("A B",)),
        article("The mayor fired Boris Kell in May, a clerk said.", "two", outlet="Valley Herald", byline=("C D",)),
    )
    clerk = unnamed("a clerk", 1)
    given_by = said(pages[1], "The mayor fired Boris Kell in May", clerk)
    claims, _ = find_claims(story(*pages, sources=(clerk,), attributions=(given_by,)))
    assert only(claims, "fired").corroboration.newsrooms == rooms


def test_told_the_outlet_is_its_own_reporting():
    page = article("Ada Brandt offered to resign, a clerk told the Click Barn.", outlet="Click Barn")
    clerk = unnamed("a clerk", 1)
    claims, _ = find_claims(story(page, sources=(clerk,), attributions=(said(page, CONTENT, clerk, cue="told"),)))
    assert only(claims, "offered to resign").corroboration.newsrooms == ("Click Barn",)


# --- answers ----------------------------------------------------------------------------------------


def test_a_denial_a_refusal_and_a_confirmation_answer_the_claim():
    text = (
        "Ada Brandt offered to resign, two officials who were briefed on the matter said.\n"
        "Boris Kell denied the report.\n"
        "A spokeswoman for Brandt declined to comment.\n"
        "The report was confirmed by the Valley Herald."
    )
    page = article(text, outlet="Harbour Gazette", byline=("Jo Vey",))
    kell, spokeswoman = named("Boris Kell"), unnamed("a spokeswoman for Brandt", 1)
    spokeswoman = replace(spokeswoman, identification="role", speaks_for=identify("e", "Ada Brandt"))
    given_by = (
        said(page, CONTENT, OFFICIALS),
        said(page, "the report", kell, cue="denied", stance="denies"),
        said(page, "to comment", spokeswoman, cue="declined", stance="declines"),
        said(page, "The report", HERALD, cue="confirmed", stance="confirms"),
    )
    claims, attributions = find_claims(
        story(page, sources=(OFFICIALS, kell, spokeswoman, HERALD), attributions=given_by)
    )
    claim = only(claims, "offered to resign")
    assert [one.answers for one in attributions] == [None, claim.id, claim.id, claim.id]
    assert {assertion.stance for assertion in claim.assertions} == {"says", "denies", "confirms"}
    assert claim.corroboration.newsrooms == ("Harbour Gazette", "Valley Herald")
    assert "Denied by Boris Kell." in claim.verdict
    assert "spokeswoman for Brandt declined to comment." in claim.verdict


def test_what_nobody_asserts_cannot_be_told():
    page = article("Mira Solano declined to say whether Ada Brandt has confidence in Boris Kell.")
    solano = named("Mira Solano")
    refusal = said(page, "whether Ada Brandt has confidence in Boris Kell", solano, cue="declined", stance="declines")
    claims, attributions = find_claims(story(page, sources=(solano,), attributions=(refusal,)))
    claim = only(claims, "confidence")
    assert attributions[0].answers == claim.id
    assert "cannot be told" in claim.verdict
    assert claim.corroboration.at_least == 0


def test_who_answers_in_a_later_sentence_does_not_say_what_is_told():
    page = article("Ada Brandt offered to resign, the Harbour Gazette reported.\nBoris Kell denied the report.")
    kell = named("Boris Kell")
    denial = said(page, "the report", kell, cue="denied", stance="denies")
    denial = replace(denial, content_spans=(Span(0, len(CONTENT)), *denial.content_spans))
    told = said(page, CONTENT, GAZETTE, cue="reported")
    claims, attributions = find_claims(story(page, sources=(GAZETTE, kell), attributions=(told, denial)))
    claim = only(claims, "offered to resign")
    assert [assertion.stance for assertion in claim.assertions] == ["says", "denies"]
    assert claim.corroboration.newsrooms == ("Harbour Gazette",)
    assert attributions[1].answers == claim.id


def test_nobody_denies_what_he_says_himself():
    text = "Ada Brandt denied that the harbour yard had been overpaid.\nThe harbour yard was paid 12 million crowns, Brandt said."
    page = article(text, outlet="Harbour Gazette", byline=("J V",))
    brandt = named("Ada Brandt")
    given_by = (
        said(page, "that the harbour yard had been overpaid", brandt, cue="denied", stance="denies"),
        said(page, "The harbour yard was paid 12 million crowns", brandt),
    )
    claims, _ = find_claims(story(page, sources=(brandt,), attributions=given_by))
    assert "Denied" not in only(claims, "12 million").verdict


def test_the_head_of_a_body_is_whoever_is_named_as_its_chief():
    page = article(
        f"{CONTENT}, the head of the yard said.\n{CONTENT}, Boris Kell, the chief executive, said.",
        outlet="Harbour Gazette",
        byline=("J V",),
    )
    head, kell = replace(unnamed("The head of the yard", 1), identification="role"), named("Boris Kell")
    second = said(page, CONTENT, kell)
    at = page.text.rindex(CONTENT)
    second = replace(second, id="at-2", content_spans=(Span(at, at + len(CONTENT)),))
    office = OfficeHeld(title="chief executive", evidence=(), rule="test")
    cast = tuple(replace(one, roles=(office,)) if one.name == "Boris Kell" else one for one in entities(page))
    claims, _ = find_claims(
        draft(page, entities=cast, sources=(head, kell), attributions=(said(page, CONTENT, head), second))
    )
    backing = only(claims, "offered to resign").corroboration
    assert (backing.at_least, backing.at_most) == (1, 1)


def test_some_of_all_are_as_many_as_are_counted():
    texts = [
        "The figures of 21 of the 40 miners at the Northwind depot were invented.",
        "The figures of 21 miners at the Northwind depot were invented.",
        "The figures of 12 of the 40 miners at the Northwind depot were invented.",
    ]
    claims, _ = find_claims(
        story(*(article(text, str(n), outlet=f"Post {n}", byline=("J V",)) for n, text in enumerate(texts)))
    )
    one, other = sorted(claims, key=lambda claim: -len(claim.assertions))
    assert [len(one.assertions), len(other.assertions)] == [2, 1]
    assert [relation.differs for relation in one.relations] == ["number"]


def test_what_a_person_is_makes_no_other_claim():
    texts = ["Ada Brandt, the head of the harbour board of Sele, has been suspended.", "Ada Brandt has been suspended."]
    claims, _ = find_claims(
        story(*(article(text, str(n), outlet=f"Post {n}", byline=("J V",)) for n, text in enumerate(texts)))
    )
    assert len(only(claims, "suspended").assertions) == 2


def test_what_somebody_was_told_to_do_is_news():
    page = article(
        "Ada Brandt had been told to burn the minutes, two officials who were briefed on the matter said.",
        outlet="Harbour Gazette",
        byline=("Jo Vey",),
    )
    told = said(page, "Ada Brandt had been told to burn the minutes", OFFICIALS)
    claims, _ = find_claims(story(page, sources=(OFFICIALS,), attributions=(told,)))
    assert only(claims, "told to burn").corroboration.newsrooms == ("Harbour Gazette",)


def test_a_sum_in_other_money_is_no_second_sum():
    texts = [
        "The dredging would cost the town 38 million kroner ($5.3 million) a year.",
        "The dredging would cost the town 38 million kroner a year.",
    ]
    claims, _ = find_claims(
        story(*(article(text, str(n), outlet=f"Post {n}", byline=("J V",)) for n, text in enumerate(texts)))
    )
    assert len(only(claims, "38 million").assertions) == 2


@pytest.mark.parametrize(
    ("told", "rooms"),
    [("told us", ("Harbour Radio",)), ("told the council", ())],
)
def test_what_is_told_us_is_our_own_reporting(told, rooms):
    page = article(f"Two officials who were briefed on the matter {told} that {CONTENT}.", outlet="Harbour Radio")
    claims, _ = find_claims(
        story(page, sources=(OFFICIALS,), attributions=(said(page, CONTENT, OFFICIALS, cue="told"),))
    )
    assert only(claims, "offered to resign").corroboration.newsrooms == rooms


def test_a_pronoun_means_whom_the_entities_say_it_means():
    page = article(
        "Ada Brandt spoke. It rained. It snowed. It hailed. It thawed.\nA letter says that she offered to resign.",
        outlet="Harbour Gazette",
        byline=("J V",),
    )
    other = article("Ada Brandt offered to resign.", "two", outlet="Delta Post", byline=("J V",))
    cast = entities(page, other)
    she = Mention(article=page.id, span=Span(page.text.index("she"), page.text.index("she") + 3), form="pronoun")
    cast = tuple(replace(one, references=(she,)) if one.name == "Ada Brandt" else one for one in cast)
    claims, _ = find_claims(draft(page, other, entities=cast))
    assert len(only(claims, "offered to resign").assertions) == 2


def test_an_outlet_that_could_not_confirm_is_named():
    page = article(
        "Ada Brandt offered to resign, the Harbour Gazette reported.\nThe Valley Herald has not independently confirmed the report.",
        outlet="Valley Herald",
        byline=("C D",),
    )
    claims, _ = find_claims(
        story(page, sources=(GAZETTE,), attributions=(said(page, CONTENT, GAZETTE, cue="reported"),))
    )
    claim = only(claims, "offered to resign")
    assert claim.corroboration.newsrooms == ("Harbour Gazette",)
    assert "Valley Herald could not confirm it." in claim.verdict


def test_a_number_that_a_copy_changed_is_an_altered_claim():
    one = article("The fire killed 12 miners at the Northwind depot.", "one", date="2031-05-01")
    two = article("The fire killed 21 miners at the Northwind depot.", "two", date="2031-05-01")
    at = one.text.index("12")
    edit = Edit(op="replace", a_span=Span(at, at + 2), b_span=Span(at, at + 2), before="12", after="21")
    claims, _ = find_claims(story(one, two, copies=(copy_of(one, two, edits=(edit,)),)))
    assert {(r.kind, r.differs) for claim in claims for r in claim.relations} == {("alters", "number")}


@pytest.mark.parametrize("credit", [True, False])
def test_whoever_credits_the_other_is_the_copier_whatever_the_dates_say(credit):
    told = "the Harbour Gazette said" if credit else "a clerk said"
    one = article(f"Boris Kell resigned over the fire, {told}.", "one", outlet="Valley Herald", date="2031-05-01")
    two = article(
        "Ada Brandt resigned over the fire, a clerk said.",
        "two",
        outlet="Harbour Gazette",
        date="2031-05-02",
        byline=("A B",),
    )
    edit = Edit(op="replace", a_span=Span(0, 10), b_span=Span(0, 10), before="Boris Kell", after="Ada Brandt")
    clerk = unnamed("a clerk", 1)
    given_by = (
        said(one, "Boris Kell resigned over the fire", GAZETTE if credit else clerk),
        said(two, "Ada Brandt resigned over the fire", clerk),
    )
    copies = (copy_of(one, two, edits=(edit,), way="undecided"),)
    claims, _ = find_claims(story(one, two, sources=(GAZETTE, clerk), attributions=given_by, copies=copies))
    slip = "Harbour Gazette changed what was taken from elsewhere"
    assert (slip in only(claims, "Brandt resigned").verdict) != credit


def test_a_later_number_is_an_update():
    one = article("The fire killed 12 miners at the Northwind depot.", "one", date="2031-05-01")
    two = article("The fire killed 14 miners at the Northwind depot.", "two", date="2031-05-02")
    claims, _ = find_claims(story(one, two))
    assert {r.kind for claim in claims for r in claim.relations} == {"updates"}


# --- properties -------------------------------------------------------------------------------------

LINES = st.lists(
    st.sampled_from(
        [
            "Ada Brandt resigned.",
            "Brandt quit on Monday.",
            "Boris Kell fired Mira Solano.",
            "Ada Brandt did not resign.",
            "It rained.",
            "",
        ]
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_claims_rest_on_sentences_and_do_not_depend_on_order(pages):
    articles = [article("\n".join(lines), str(i)) for i, lines in enumerate(pages)]
    claims, _ = find_claims(story(*articles))
    turned, _ = find_claims(story(*reversed(articles)))
    assert {claim.id for claim in claims} == {claim.id for claim in turned}
    texts = {one.id: one.text for one in articles}
    for claim in claims:
        assert claim.assertions
        for assertion in claim.assertions:
            span = assertion.ref.span
            assert 0 <= span.start < span.end <= len(texts[assertion.ref.article])
        backing = claim.corroboration
        assert backing.at_most is None or backing.at_least <= backing.at_most
        assert backing.families <= backing.articles


def test_no_more_than_the_settings_allow():
    lines = [f"Ada Brandt fired {name} Hale." for name in ("Ann", "Ben", "Cy", "Dot", "Eve")]
    claims, _ = find_claims(story(article("\n".join(lines))), ClaimSettings(base=2, per_family=1))
    assert len(claims) == 3


def test_a_version_of_a_heavy_claim_is_listed_before_others():
    pages = [
        article("The council paid 17 million florins for the barge.", name, outlet=name, byline=("A B",))
        for name in ("Harbour Gazette", "Valley Herald", "Delta Post")
    ]
    lines = "The council paid 9 million florins for the barge.\nAda Brandt fired Boris Kell."
    settings = ClaimSettings(base=2, per_family=0)
    claims, _ = find_claims(story(*pages, article(lines, "notes")), settings)
    assert [re.sub(r"\D", "", claim.text) for claim in claims] == ["17", "9"]
