"""Who is said to have said a sentence at its end, in its middle or in a part of it, whatever the parser made of it."""

import pytest

from copydesk.stages.attribution import find_attributions
from tests.build import article, parse


def told(text):
    """Return (source, content) of each attribution of a text."""
    one = article(text)
    _, attributions = find_attributions(one, parse(one), ())
    return [
        (one.words_of(a.source_span) if a.source_span else None, " / ".join(map(one.words_of, a.content_spans)))
        for a in attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The bank has lost the keys to its vault, a cashier who was present told the Leeward Post.",
            "a cashier who was present",
            "The bank has lost the keys to its vault",
        ),
        (
            "Sellen ignored a notice that its boiler was cracked, a fitter who worked there until March told the Standard.",
            "a fitter who worked there until March",
            "Sellen ignored a notice that its boiler was cracked",
        ),
        (
            "Police have reopened the inquiry into the fire in Molde, a person with knowledge of the case told Radio Sund.",
            "a person with knowledge of the case",
            "Police have reopened the inquiry into the fire in Molde",
        ),
        (
            "The minister will leave before the budget, an aide, who asked not to be named, told the Courier.",
            "an aide, who asked not to be named",
            "The minister will leave before the budget",
        ),
        (
            "The team was offered money to lose the match in Verona, a player, speaking on condition of anonymity, told "
            "La Tribuna.",
            "a player, speaking on condition of anonymity",
            "The team was offered money to lose the match in Verona",
        ),
        (
            "The owners want 3 million dollars, a broker said, to be paid in three instalments.",
            "a broker",
            "The owners want 3 million dollars / to be paid in three instalments",
        ),
        (
            "He was answering Marian Tighe, of the Nurses Union, who told the Champion that Tom Quill turned off the alarms.",
            "Marian Tighe",
            "that Tom Quill turned off the alarms",
        ),
        (
            "Hjort was told of the share in Sundwind in 2019, a former aide who sat in on the meeting told Radio Kattegat.",
            "a former aide who sat in on the meeting",
            "Hjort was told of the share in Sundwind in 2019",
        ),
        ("Channel 6 has it that the union knew in July.", "Channel 6", "that the union knew in July"),
        (
            "OSLO (Nordwire) — Prime Minister Hilde Aas on Thursday denied that she had known of the loan.",
            "Prime Minister Hilde Aas",
            "that she had known of the loan",
        ),
    ],
)
def test_a_speaker_is_found_whatever_the_parser_hung_him_on(text, source, content):
    assert (source, content) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "He wrote to the chairman, a retired judge who told the inquiry nothing.",
        "The committee heard from Ms Dale, a nurse who told it about the ward.",
        "She met the mayor, a man who had said little, and thanked him.",
        "The statement was made according to police procedure.",
        "The votes were counted according to the law.",
    ],
)
def test_what_is_told_of_somebody_is_not_said_by_him(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 800 people marched on Wednesday, the union says; police say 300.",
            [("the union", "Some 800 people marched on Wednesday"), ("police", "300")],
        ),
        (
            "The fire began in the kitchen, the owner said; the fire brigade said it began in the loft.",
            [("the owner", "The fire began in the kitchen"), ("the fire brigade", "it began in the loft")],
        ),
    ],
)
def test_each_part_of_a_sentence_has_its_own_speaker(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The court dismissed the appeal on Tuesday.", False),
        ("Parliament rejected the budget by 61 votes to 58.", False),
        ("The board dismissed its chief executive, Anna Boll, on Friday.", False),
        ("The club declined the offer of a draw.", False),
        ("The minister dismissed the report as nonsense.", True),
        ("The mayor rejected a claim that he had known of the leak.", True),
        ("The company rejected the accusations.", True),
    ],
)
def test_who_decides_on_a_thing_answers_nobody(text, answers):
    assert bool(told(text)) == answers
