"""A story that grows page by page is that of one build, whatever its new pages tell of the people in the old ones."""

from dataclasses import fields, replace

import pytest

from copydesk.codec import encode
from copydesk.engines.base import run_stages
from copydesk.engines.kept import Kept
from copydesk.engines.local import LocalEngine
from copydesk.pipeline import STAGES
from copydesk.records import Draft
from copydesk.stages import entities
from copydesk.stages.attribution import casts_in, find_attributions
from copydesk.stages.entities.reading import read_article
from copydesk.stages.pages.making import make_page

PEOPLE = [
    ("Ilsa", "Varnhem", "Ms.", "harbour master"),
    ("Dorian", "Quist", "Mr.", "mayor of Tarnby"),
    ("Petra", "Olmsted", "Mrs.", "chairwoman of Corvane Freight"),
    ("Anton", "Belrose", "Mr.", "police chief"),
    ("Marit", "Halvane", "Ms.", "union leader"),
    ("Joran", "Pellwick", "Mr.", "transport minister"),
    ("Selma", "Varnhem", "Ms.", "spokeswoman"),
    ("Edwin", "Castell", "Mr.", "judge"),
]
BODIES = ["Corvane Freight", "the Tarnby Council", "Halden Steel", "the Dockers Union", "the Ministry of Ports"]
OUTLETS = ["Tarnby Courier", "Halden Post", "Coast Weekly", "Radio Norrsund"]
SAID = [
    "{short} said on Monday that {body} had lost {number} crates.",
    "“We closed the pier,” {titled} said. “Nobody was hurt.”",
    "{body} paid {number} million crowns to the yard, according to {short}.",
    "The {office} denied that {body} had been warned before the fire.",
    "The {outlet} reported that {short} would resign, citing two officials.",
    "{titled} told the {outlet} that the crane had failed twice in March.",
    "He did not say when {body} would open the pier again.",
    "She declined to comment on the report by the {outlet}.",
    "At least {number} people were injured in the fire at the pier on 4 February 2021.",
    "{full}, the {office}, said the council had approved the plan.",
    "“The figure of {number} is false,” {short} said, and {body} agreed.",
    "An aide to {short} confirmed the account, the {outlet} wrote.",
]
COPIED = (
    "Inspectors found that the crane on the eastern pier had not been serviced for nine years, and that the log of the "
    "harbour had been rewritten after the fire, according to a report that was seen by the council on Friday."
)


def page(number: int) -> str:
    """Return an invented article; from the fortieth on, they name in full whom the others call by the family name."""
    first, last, honorific, office = PEOPLE[number * 5 % len(PEOPLE)]
    told = {
        "short": last if number % 3 else f"{honorific} {last}",
        "titled": f"{honorific} {last}",
        "full": f"{first} {last}" if number >= 40 or number % 4 == 0 else last,
        "office": office,
        "body": BODIES[number * 3 % len(BODIES)],
        "outlet": OUTLETS[number % len(OUTLETS)],
        "number": 3 + number % 4,
    }
    lines = [SAID[(number * 7 + step * 5) % len(SAID)].format(**told) for step in range(3)]
    lines += [COPIED] if number % 6 == 0 else []
    lines += [f"{first} {last}, who is {office}, chairs {told['body']}."] if number >= 40 else []
    day = f"{1 + number % 27} May 2021" if number != 2 else "2 July 2020"
    return f"Pier report {number}\n\n{day}\n\n" + "\n\n".join(lines)


@pytest.fixture(scope="module")
def pages():
    return tuple(make_page(f"{number:02}.txt", page(number).encode(), "text/plain") for number in range(60))


@pytest.fixture(scope="module")
def whole(pages):
    kept = Kept()
    return run(pages, kept), kept.rows


def run(saved, kept, stages=STAGES):
    return run_stages(stages, Draft(saved=saved), LocalEngine(1), kept=kept)


def test_pages_added_at_either_end_give_what_one_build_gives(pages, whole):
    kept = Kept()
    before = run(pages[4:40], kept)
    later = run(pages[4:], kept := Kept(kept.rows))
    assert names(before) != names(later, among={article.id for article in before.articles})
    found = run(pages, Kept(kept.rows))
    for field in fields(Draft):
        assert encode(getattr(found, field.name)) == encode(getattr(whole[0], field.name)), field.name


def test_the_same_pages_again_are_found_among_what_was_kept(pages, whole, monkeypatch):
    asked = list[bool]()
    find = Kept.find
    monkeypatch.setattr(Kept, "find", lambda *given: (found := find(*given), asked.append(found is not None))[0])
    assert encode(run(pages, Kept(whole[1])).claims) == encode(whole[0].claims)
    assert asked and all(asked)


def test_who_people_are_is_read_anew_only_in_articles_of_which_something_else_is_told(whole, monkeypatch):
    """One article more that names a man of whom few others speak; all are compared, and few are read."""
    draft, read = whole[0], list[str]()
    monkeypatch.setattr(entities, "read_article", lambda *given: (read.append(given[0].id), read_article(*given))[1])
    stages = [stage for stage in STAGES if stage.name == "entities"]
    first, *others = draft.articles
    run_stages(stages, replace(draft, articles=tuple(others)), LocalEngine(1), kept=(kept := Kept()))
    assert sorted(read) == sorted(article.id for article in others)
    read.clear()
    assert run_stages(stages, draft, LocalEngine(1), kept=(grown := Kept(kept.rows))).entities == draft.entities
    assert first.id in read and len(read) < len(others) / 2
    read.clear()
    assert run_stages(stages, draft, LocalEngine(1), kept=Kept(grown.rows)).entities == draft.entities
    assert read == []


def test_articles_of_the_same_words_are_read_once_and_give_what_each_would(pages):
    copies = tuple(make_page(f"copy {page.page.uri}", page.content, "text/plain") for page in pages[:30:2])
    made = list[str]()

    def told(stage):
        return lambda *given: (made.append(stage.name), stage.function(*given))[1]

    stages = [replace(stage, function=told(stage)) if stage.twins else stage for stage in STAGES]
    found = run((*pages[:40], *copies), Kept(), stages)
    assert sorted(made) == sorted(stage.name for stage in STAGES if stage.twins for _ in range(40))
    alone = run((*pages[:40], *copies), Kept(), [replace(stage, twins=None) for stage in STAGES])
    for field in fields(Draft):
        assert encode(getattr(found, field.name)) == encode(getattr(alone, field.name)), field.name


def test_the_part_of_a_cast_that_an_article_depends_on_gives_what_the_whole_gives(whole):
    draft = whole[0]
    entities = sorted(draft.entities, key=lambda entity: entity.id)
    casts = casts_in(draft.articles, draft.parses, entities)
    for article in draft.articles:
        named = [one for one in entities if any(mention.article == article.id for mention in one.mentions)]
        parse = draft.parses[article.id]
        assert find_attributions(article, parse, casts[article.id]) == find_attributions(article, parse, named)


def names(draft, among=None):
    """Return who is named in the articles, mention by mention."""
    found = ((m.article, m.span, entity.name) for entity in draft.entities for m in entity.mentions)
    return sorted(one for one in found if among is None or one[0] in among)
