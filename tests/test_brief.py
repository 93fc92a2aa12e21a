"""The brief: at most 15 lines, the answer first, no ids."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.brief import WIDTH, brief_lines, count, listed, write_brief
from copydesk.records import (
    Assertion,
    Attribution,
    Claim,
    ClaimRelation,
    Corroboration,
    Family,
    First,
    Page,
    Problem,
    Ref,
    Source,
    Span,
    Stance,
    StoryRecords,
)
from tests.build import article

ONE = article("Ada Brandt offered to resign.", "one", date="2031-05-01")
TWO = article("Ada Brandt offered to resign.", "two", date="2031-05-02")
PAGES = tuple(Page(id=f"p{i}", uri=f"{i}.html", media_type="text/html", sha256="0") for i in range(2))
OFFICIALS = Source(
    id="s1", kind="person", identification="anonymous", name=None, description="two officials", count=2, rule="test"
)
COUNCIL = Source(
    id="s2", kind="organization", identification="named", name="Council of Vell", description=None, rule="test"
)


def claim(
    text: str = "Ada Brandt offered to resign",
    stance: Stance = "says",
    weight: float = 5.0,
    relations: tuple[ClaimRelation, ...] = (),
    **backing: object,
) -> Claim:
    made = {
        "articles": 2,
        "families": 1,
        "newsrooms": ("Harbour Gazette",),
        "sources": ("s1",),
        "at_least": 2,
        "at_most": 2,
    }
    assertion = Assertion(
        ref=Ref(article=ONE.id, span=Span(0, 5)), stance=stance, voice="own", attribution=None, copied_from=None
    )
    return Claim(
        id=f"c-{text}",
        text=text,
        assertions=(assertion,),
        relations=relations,
        first=First(article=None, outlet=None, date=None),
        corroboration=Corroboration(**{**made, **backing}),  # type: ignore[arg-type]
        verdict="",
        weight=weight,
        rule="test",
    )


def answer(to: Claim, stance: Stance, source: str = "s2") -> Attribution:
    return Attribution(
        id=f"at-{stance}",
        article=ONE.id,
        source=source,
        source_span=None,
        cue_span=None,
        content_spans=(),
        kind="indirect",
        stance=stance,
        answers=to.id,
        rule="test",
    )


def test_the_pile_comes_first():
    family = Family(id="f", articles=(ONE.id, TWO.id), original=ONE.id, origin_outlet=None, rule="test")
    lines = write_brief(StoryRecords(pages=PAGES, articles=(ONE, TWO), families=(family,)))
    assert lines[0] == "Two pages, two articles, one original, from 1 May 2031 to 2 May 2031."
    assert lines[1] == "Copies: two of one story."


def test_an_empty_pile_is_told_as_such():
    assert write_brief(StoryRecords()) == ("No pages and no article in them.",)


def test_a_claim_says_who_found_it_out_and_who_answered():
    made = claim()
    records = StoryRecords(
        pages=PAGES,
        articles=(ONE, TWO),
        sources=(OFFICIALS, COUNCIL),
        claims=(made,),
        attributions=(answer(made, "denies"),),
    )
    lines = write_brief(records)
    assert "• Ada Brandt offered to resign" in lines
    assert (
        "  Harbour Gazette: two unnamed sources; denied by Council of Vell; in two articles but one original." in lines
    )


def test_a_weaker_version_of_a_claim_gives_way_to_another_claim():
    first, other = claim(), claim("Boris Kell left", weight=1.0)
    weaker = claim(
        "Ada Brandt might resign",
        weight=4.0,
        relations=(ClaimRelation(claim=first.id, kind="alters", differs="modality"),),
    )
    lines = write_brief(
        StoryRecords(pages=PAGES, articles=(ONE, TWO), sources=(OFFICIALS,), claims=(first, weaker, other))
    )
    assert [line for line in lines if line.startswith("•")] == ["• Ada Brandt offered to resign", "• Boris Kell left"]


def test_what_nobody_says_cannot_be_told():
    made = claim("The council backs Ada Brandt", "declines", newsrooms=(), sources=(), at_least=0, at_most=0)
    records = StoryRecords(
        pages=PAGES, articles=(ONE,), sources=(COUNCIL,), claims=(made,), attributions=(answer(made, "declines"),)
    )
    assert "Cannot be told: whether the council backs Ada Brandt (Council of Vell would not say)." in write_brief(
        records
    )


def test_what_was_set_aside_is_counted():
    problems = tuple(Problem(uri=f"{i}.pdf", stage="pages", reason="no text in it") for i in range(3))
    assert (
        write_brief(StoryRecords(pages=PAGES, articles=(ONE,), problems=problems))[-1]
        == "Set aside: three items: no text in it"
    )


def test_numbers_and_lists_read_well():
    assert [count(1, "page"), count(2, "story", "stories"), count(1300, "page")] == [
        "one page",
        "two stories",
        "1,300 pages",
    ]
    assert [listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C", "D"])] == ["A", "A and B", "A, B, C and others"]


TEXTS = st.text(st.characters(categories=["Ll", "Lu", "Zs"]), min_size=1, max_size=300).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, st.floats(0, 9)), max_size=12))
def test_the_brief_is_short_and_without_ids(given_claims):
    claims = tuple(claim(text, weight=weight) for text, weight in given_claims)
    lines = write_brief(StoryRecords(pages=PAGES, articles=(ONE, TWO), sources=(OFFICIALS,), claims=claims))
    assert 1 <= len(lines) <= 15
    assert all(line.strip() and "\n" not in line for line in lines)
    assert all(len(line) <= WIDTH for line in lines)
    assert not any(re.search(r"\b(?:c|s|a|at)-[0-9a-f]{12}\b", line) for line in lines)


def test_what_a_statement_is_about_comes_with_it():
    first, asked = claim(), claim("The council backs Ada Brandt", "declines", newsrooms=(), sources=(), at_least=0)
    problems = (Problem(uri="one.pdf", stage="pages", reason="no text in it"),)
    records = StoryRecords(pages=PAGES, articles=(ONE,), sources=(OFFICIALS,), claims=(first, asked), problems=problems)
    assert [(line.about, line.claim) for line in brief_lines(records)] == [
        ("articles", None),
        ("claims", first.id),
        ("claims", asked.id),
        ("problems", None),
    ]
    assert [line.backing for line in brief_lines(records)] == [
        None,
        "Harbour Gazette: two unnamed sources; in two articles but one original.",
        None,
        None,
    ]


@given(st.integers(1, 300))
def test_the_words_of_a_claim_are_cut_for_a_terminal_only(words: int):
    made = claim(" ".join(["Ada"] * words))
    records = StoryRecords(pages=PAGES, articles=(ONE,), sources=(OFFICIALS,), claims=(made,))
    assert made.text in [line.text for line in brief_lines(records)]
    assert sum(line.count("Ada") for line in write_brief(records)) == min(words, 48)
