import pytest

from copydesk.stages.passages import find_passages
from copydesk.stages.passages.make import Reading
from copydesk.stages.relations.evidence import WEIGHTS, Beside, find_evidence
from copydesk.stages.relations.origins import Standing
from copydesk.stages.relations.pairs import RelationSettings, weigh_pair
from copydesk.stages.relations.readings import read_prose
from tests.build import article
from tests.stages.test_relations import STORY

LINES = STORY.split("\n")
LEAD = "Shopkeepers in Lower Wick had views of their own when the news reached them over breakfast."
WORDS = {
    "quarrel": "altercation", "learned": "ascertained", "ship": "vessel", "room": "lodging", "members": "constituents",
    "gathered": "congregated", "friends": "acquaintances", "asked": "beseeched", "list": "inventory", "unsafe": "perilous",
}  # fmt: skip
PLAIN = dict.fromkeys(WORDS, 9)


def evidence(original, copy, commonness=None):
    """The kinds of evidence for the first of two texts, and for the second."""
    one, two = article(original, "one"), article(copy, "two")
    passages = find_passages((one, two))[0]
    a, b = sorted((one, two), key=lambda made: made.id)
    shared = weigh_pair(read_prose(Reading(a)), read_prose(Reading(b)), passages, RelationSettings())
    beside = Beside(stitched=(), standings={a.id: Standing(), b.id: Standing()}, commonness=commonness or {})
    found = find_evidence(shared, beside)
    return tuple({one_.kind for one_ in found if one_.original == made.id} for made in (one, two))


def swapped(text):
    return " ".join(WORDS.get(word, word) for word in text.split())


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (LINES, set()),
        ([*LINES[:2], *LINES[3:]], {"text lost inside"}),
        (LINES[:4], {"end lost"}),
        ([LEAD, *LINES], {"lead put before"}),
        ([LEAD, *LINES[:2], *LINES[3:4]], {"lead put before", "text lost inside", "end lost"}),
        ([*LINES[1:3], LEAD, *LINES[3:]], set()),
    ],
)
def test_what_a_copy_lost_or_put_before(copy, expected):
    ours, theirs = evidence(STORY, "\n".join(copy))
    assert ours == expected
    assert "text lost inside" in theirs if copy[2:3] == [LEAD] else theirs == set()


def test_both_have_paragraphs_of_their_own_amid_the_text():
    ours, theirs = evidence("\n".join([*LINES[:2], LEAD, *LINES[2:]]), "\n".join([*LINES[:3], LEAD[::-1], *LINES[3:]]))
    assert ours == theirs == set()


def test_rare_words_for_plain_ones_are_a_spinners():
    ours, theirs = evidence(STORY, "\n".join(map(swapped, LINES)), PLAIN)
    assert "rarer words" in ours
    assert not theirs
    assert not evidence(STORY, "\n".join(map(swapped, LINES)), PLAIN | dict.fromkeys(WORDS.values(), 9))[0]


def test_what_weighs_little_decides_nothing_by_itself():
    assert WEIGHTS["text lost inside"] < 0.8
    assert WEIGHTS["end lost"] < 0.8
    assert WEIGHTS["inferred dates"] < 0.8
