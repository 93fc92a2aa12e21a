from dataclasses import replace

import pytest

from copydesk.records import Published
from copydesk.stages.passages import find_passages, reworded
from copydesk.stages.passages.make import Reading
from copydesk.stages.passages.phrases import find_phrases
from copydesk.stages.passages.reworded import RewordedSettings, find_reworded
from tests.build import article

BEFORE = (
    "Two goats wandered into the parish hall of Lower Wick during the flower show and ate the second prize. "
    "The organist found them asleep under the piano in the evening. "
)
AFTER = (
    " Cracked plates were stacked along the quay while fishermen argued about herring prices until dark. "
    "Nobody in the village had ever seen such a quiet market on a Saturday."
)
TOLD = (
    "Harbour Minister Edda Falk told the council on Monday that the ferry Halden would not sail again before spring. "
    "Its hull had cracked in two places, and the yard in Orrin had no dock for repairs. "
    "The islanders were promised a second ship in 2019, but the contract was never signed by the treasury."
)
RETOLD = (
    "The ferry Halden is not going to sail before spring, Edda Falk, the harbour minister, has told the council. "
    "The Orrin yard lacks a dock for repairs of the hull, which is cracked in two places. "
    "A contract for a second ship, promised to islanders in 2019, has never been signed by the treasury."
)
OTHER = (
    "A beekeeper in Sundal has counted his hives after the frost and lost a third of them. "
    "Cold nights in April kill the brood, he said. "
)
FILLER = " ".join(f"Quarn{i} velt{i} brosk{i} dimmer{i} hollin{i} tesk{i} over there." for i in range(12))


def shared(*texts, **options):
    """Return the words of each passage on both sides, in the order of the texts."""
    articles = [article(text, name=str(i)) for i, text in enumerate(texts)]
    place = {one.id: i for i, one in enumerate(articles)}
    pairs = None if options else [(x.id, y.id) for x in articles for y in articles]
    passages, problems = find_passages(articles, pairs=pairs, **options)
    found = []
    for passage in passages:
        sides = [(place[passage.a], passage.a_span), (place[passage.b], passage.b_span)]
        found.append(tuple(articles[i].words_of(span) for i, span in sorted(sides)))
    return found, problems


def test_a_reworded_passage_begins_and_ends_with_what_is_shared():
    ((mine, theirs),), _ = shared(BEFORE + TOLD + AFTER, OTHER + RETOLD)
    assert (mine, theirs) == (TOLD[:-1], RETOLD[:-1])


def test_sentences_in_another_order_are_one_passage():
    turned = " ".join(reversed(RETOLD.split(". "))).replace("treasury. ", "treasury ")
    ((mine, _),), _ = shared(BEFORE + TOLD + AFTER, turned + "." + OTHER)
    assert mine == TOLD[:-1]


def test_two_reworded_passages_near_each_other_are_found():
    bees = (
        "A third of the hives that a beekeeper in Sundal counted after the frost is lost. The brood is killed by cold "
        "April nights, said he, and imported queens from Velmar lay fewer eggs, so honey will be dear until autumn."
    )
    hives = OTHER + "Honey will be dear until autumn because queens imported from Velmar lay fewer eggs."
    found, _ = shared(f"{TOLD} {FILLER} {hives}", f"{bees} So it went on. {RETOLD}")
    assert sorted(found) == [(hives[:-1], bees[:-1]), (TOLD[:-1], RETOLD[:-1])]


def test_a_dozen_equal_words_stand_beside_a_reworded_passage():
    equal = "nobody who stood there that night remembers who first shouted that the cellar doors were locked"
    found, _ = shared(f"{TOLD} {FILLER}\nSo {equal}.", f"{equal.capitalize()}, she wrote.\n{OTHER * 5}{RETOLD}")
    assert (TOLD[:-1], RETOLD[:-1]) in found
    assert [theirs.lower()[:20] for mine, theirs in found if mine != TOLD[:-1]] == [equal[:20]]


@pytest.mark.parametrize(
    "other",
    [
        OTHER + "So it went on, and nobody wondered.",
        "The ferry Halden sailed for Orrin on Monday with a new minister on board. Spring has come to the islands. "
        + OTHER,
    ],
)
def test_a_topic_in_common_is_no_passage(other):
    assert shared(BEFORE + TOLD + AFTER, other) == ([], ())


def test_a_summary_is_found_with_all_that_it_sums_up():
    days = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday")
    facts = (
        ("surveyors measured the dunes at Skarholm", "the beach had shrunk by eleven metres"),
        ("engineers blamed the new breakwater", "currents now scour the northern shore"),
        ("hoteliers demanded compensation from the port authority", "bookings had collapsed before Easter"),
        ("lorries carried gravel from the Brennick quarry", "villagers protested against dust and noise"),
        ("the governor suspended dredging permits", "a lawyer for the contractor threatened to appeal"),
        ("scientists proposed planting marram grass", "volunteers gathered seedlings in greenhouses"),
    )
    page = " ".join(
        f"On {day}, {one}, a spokeswoman told reporters in the crowded town hall that evening. Residents heard that "
        f"{two}, although several of them doubted whether anybody had checked the figures. Rain fell for hours."
        for day, (one, two) in zip(days, facts, strict=True)
    )
    summary = (
        "Skarholm dunes and beach had shrunk by eleven metres, surveyors measured, and engineers blamed the breakwater. "
        "Hoteliers demanded compensation as bookings collapsed, while villagers protested against gravel lorries from "
        "the Brennick quarry. The governor suspended dredging permits and volunteers gathered marram grass seedlings."
    )
    found, _ = shared(BEFORE * 2 + summary + AFTER * 2, page)
    ((mine, theirs),) = found
    assert mine == summary[:-1]
    assert len(theirs) > 0.8 * len(page)
    assert shared(BEFORE * 2 + OTHER + AFTER * 2, page) == ([], ())


def test_without_pairs_rewording_is_looked_for_on_request():
    texts = (BEFORE + TOLD + AFTER, OTHER + RETOLD, OTHER.replace("Sundal", "Norby"))
    assert len(shared(*texts, thorough=False)[0]) == 1
    assert len(shared(*texts, thorough=True)[0]) == 2


def test_texts_too_long_to_compare_closely_are_told(monkeypatch):
    monkeypatch.setattr(reworded, "LARGEST", 10)
    found, (problem,) = shared(BEFORE + TOLD + AFTER, OTHER + RETOLD)
    assert (found, problem.kind) == ([], "limited")
    assert "1 pairs" in problem.reason


def test_texts_with_too_many_like_sentences_are_told():
    readings = Reading(article(BEFORE + TOLD + AFTER)), Reading(article(OTHER + RETOLD))
    assert find_reworded(*readings, [], RewordedSettings())[1]
    assert not find_reworded(*readings, [], RewordedSettings(seeds=2))[1]


FOOTER = "Story filed by the Harbour Wire for use by its subscribers only, all rights reserved."


@pytest.mark.parametrize(
    ("carriers", "days", "is_phrase"),
    [(5, (), True), (4, (), False), (6, ("2020-03-01", "2020-03-02"), False), (6, "123456", True)],
)
def test_a_short_text_of_several_articles_is_a_phrase(carriers, days, is_phrase):
    articles = []
    for i in range(carriers):
        one = article(f"Plarn{i} velt{i} brosk{i} went away.\n{FOOTER}", name=str(i))
        when = Published(value=days[i % len(days)], basis="stated", why="told") if days else None
        articles.append(replace(one, published=when))
    passages = find_passages(articles)[0]
    assert len(passages) == carriers * (carriers - 1) // 2
    assert find_phrases(passages, articles) == (set(passages) if is_phrase else set())


def test_a_long_text_is_no_phrase():
    articles = [article(f"Plarn{i} velt{i}.\n{TOLD}", name=str(i)) for i in range(6)]
    assert find_phrases(find_passages(articles)[0], articles) == set()
