"""Whether two wordings name somebody or something else."""

import pytest

from copydesk.stages.claims import compare_sentences
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.naming import are_same_names, have_other_names


def names(text: str) -> list[tuple[str, ...]]:
    return [tuple(name.split()) for name in text.split(", ") if name]


@pytest.mark.parametrize(
    ("lost", "gained", "same"),
    [
        ("vt.", "vermont", True),
        ("gop", "republican", True),
        ("germany", "germans", True),
        ("south korea", "south korean", True),
        ("united kingdom", "u.k.", True),
        ("riga city", "riga", True),
        ("ada hart", "", True),
        ("virginia", "west virginia", False),
        ("korea", "south korean", False),
        ("chris hart", "christie hart", False),
        ("ada hart", "boris hart", False),
        ("riga free beacon", "riga, examiner", False),
        ("austria", "australia", False),
    ],
)
def test_a_name_is_another_in_part_in_letters_or_derived(lost, gained, same):
    assert are_same_names(names(lost), names(gained)) is same
    assert are_same_names(names(gained), names(lost)) is same


def test_told_in_other_words_there_may_be_further_names():
    assert are_same_names(names("gop"), names("republicans, riga"), worded_alike=False)
    assert not are_same_names(names("gop"), names("riga"), worded_alike=False)


def test_one_person_has_one_set_of_initials():
    one, two = (
        [Word("name", "e-1", word) for word in name] for name in (("ada", "b.", "hart"), ("ada", "c.b.", "hart"))
    )
    assert have_other_names(one, two, worded_alike=True)
    assert not have_other_names(one, [one[0], one[2]], worded_alike=True)


def test_a_word_that_is_no_name_elsewhere_is_no_other_name():
    one = [Word("name", "hart", "hart"), Word("", "state", "state")]
    two = [Word("name", "ruiz", "ruiz"), Word("name", "state", "state")]
    assert have_other_names(one, two, worded_alike=True)
    assert not have_other_names(one, two[1:], worded_alike=True)


@pytest.mark.parametrize(
    ("one", "two", "answer"),
    [
        (
            "The GOP primary in Riga drew 300 miners in May.",
            "The Republican primary in Riga drew 300 miners in May.",
            "same",
        ),
        (
            "Officials in Virginia closed nine mills in May.",
            "Officials in West Virginia closed nine mills in May.",
            "altered",
        ),
        ("The board said she forgave Ada Hart in Riga.", "The board said Ada Hart forgave her in Riga.", "altered"),
        ("The miners are likely to leave the guild in May.", "The miners may leave the guild in May.", "altered"),
        ("Ada Hart, who was to travel to Riga, met miners.", "Ada Hart, who travelled to Riga, met miners.", "altered"),
        (
            "Ada Hart left the mill later that day in Riga.",
            "Ada Hart left the mill the following day in Riga.",
            "contradicts",
        ),
        ("The court backed the guild by a 4-to-3 vote.", "The court backed the guild by a 5-to-2 vote.", "contradicts"),
        (
            "“Riga offers many days to vote,” Ada Hart said in a statement.",
            "In a statement, Ada Hart said: “Riga offers many days to vote.”",
            "same",
        ),
        ("It ended when Ada Hart mentioned Boris.", "It ended when Boris mentioned Ada Hart.", "altered"),
    ],
)
def test_names_pronouns_moods_scores_and_moved_clauses_of_near_copies(one, two, answer):
    assert compare_sentences(one, two) == answer
