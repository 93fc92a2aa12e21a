"""Whole pages to claims: who reported them and how many people stand behind them. Everything is invented."""

import json
import re

import pytest

from copydesk.story import Story

PAGES = {
    ("Lakeshore News Agency", "", "2022-09-12", "Brewery to close in Ostrow"): """
OSTROW (LNA) - Harnak Brewing will close its brewery in Ostrow in March, the company said on Monday.
Eleven people were injured when a boiler burst there on Saturday, the fire brigade said.
Some 14,000 brewers lost their jobs last year, according to the trade council.
""",
    ("Harnak Brewing", "", "2022-09-12", "Harnak Brewing announces changes"): """
Harnak Brewing will close its brewery in Ostrow in March. The four hospitals of the region will get its ambulances.
"We have thought about this for a long time," said Dagny Orwell, who leads the company. It brews nine sorts of beer.
Media contact: Rufus Pell, a spokesman for Harnak Brewing
""",
    ("Ostrow Herald", "Joan Tibbs", "2022-09-13", "Owner knew of cracks for months"): """
Harnak Brewing was warned of cracks in the boiler in May, two former fitters told the Herald.
The men, who asked not to be named, said that the chief engineer had torn up their letter.
Three clerks said that the minutes of the board had been rewritten. One of them said that a page had been burnt.
Giles Marr, the member of parliament for Ostrow, called for an inquiry.
Harnak Brewing denied that it had been warned. The chief engineer will be sacked if the inquiry finds fault, a director said.
""",
    ("Channel 6 Midlands", "Priya Nand", "2022-09-14", "Inquiry opened into boiler"): """
Police have opened an inquiry into the boiler in Ostrow, a person with knowledge of the case told Channel 6.
Eleven people were injured at the brewery, the hospital told Channel 6.
The tapes of the control room were not wiped, Anna Boll, the plant's manager, told Channel 6.
""",
    ("Hop Notes", "", "2022-09-15", "Froth"): """
What a week it has been for everybody who likes a cold glass on a warm evening beside the old mill in Ostrow.
The tapes of the control room were wiped, Anna Boll, the plant's manager, told Channel 6.
""",
}  # fmt: skip


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for number, ((outlet, author, day, title), text) in enumerate(PAGES.items()):
        body = "".join(f"<p>{line}</p>" for line in text.strip().splitlines())
        byline = f'<p class="byline">By {author}</p>' if author else ""
        (folder / f"{number}.html").write_text(
            f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{day}T09:00:00Z"></head>'
            f"<body><article><h1>{title}</h1>{byline}{body}</article></body></html>",
            encoding="utf-8",
        )
    story = json.loads(Story.build([folder], out=folder / "story.db", processes=1).export("json"))
    described = {source["id"]: source["name"] or source["description"] for source in story["sources"]}
    for claim in story["claims"]:
        claim["on"] = sorted(described[one] for one in claim["corroboration"]["sources"])
    return story["claims"]


@pytest.mark.parametrize(
    ("words", "newsrooms", "at_least", "at_most", "on"),
    [
        # An agency's page without a byline, known by the letters of its dateline; the company's own page is on its word.
        ("will close its brewery", ["Lakeshore News Agency"], 1, 1, ["Harnak Brewing"]),
        # "told Channel 6" is told Channel 6 Midlands; a number spelt at the head of a sentence is one.
        ("Eleven people were injured", ["Channel 6 Midlands", "Lakeshore News Agency"], 1, 2, None),
        ("warned of cracks", ["Ostrow Herald"], 2, 2, ["two former fitters"]),
        ("torn up their letter", ["Ostrow Herald"], 2, 2, ["two former fitters"]),
        ("page had been burnt", ["Ostrow Herald"], 1, 1, ["one of three clerks"]),
        ("opened an inquiry", ["Channel 6 Midlands"], 1, 1, ["a person with knowledge of the case"]),
        # What the blog credits to the station, the station has otherwise.
        ("tapes of the control room were wiped", [], 0, 0, []),
    ],
)
def test_newsrooms_and_the_people_behind_them(claims, words, newsrooms, at_least, at_most, on):
    found = [claim for claim in claims if re.search(words, claim["text"])]
    assert len(found) == 1, [claim["text"] for claim in claims]
    backing = found[0]["corroboration"]
    assert (backing["newsrooms"], backing["at_least"], backing["at_most"]) == (newsrooms, at_least, at_most)
    assert on in (None, found[0]["on"])


def test_counts_of_other_years_and_places_contradict_nothing(claims):
    assert not [c for c in claims if "four hospitals" in c["text"] and c["relations"]]
    assert not [c for c in claims if "14,000" in c["text"] and c["relations"]]


def test_what_only_describes_an_unnamed_source_is_no_claim(claims):
    assert not [claim for claim in claims if re.search("asked not to be named", claim["text"])]


def test_a_claim_is_told_with_its_condition(claims):
    assert [
        claim for claim in claims if claim["text"] == "The chief engineer will be sacked if the inquiry finds fault"
    ]
