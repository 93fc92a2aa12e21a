"""Who plays which part, whatever the construction: nobody may change parts with another, and a passive changes nothing."""

import pytest

from copydesk.records import Part
from copydesk.stages.claims import compare_sentences
from copydesk.stages.claims.roles import have_other_parts


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The guild was sued by Ada Hart over the old mill.", "Ada Hart sued the guild over the old mill."),
        ("The mill that Ada Hart bought in May has burnt down.", "The mill bought by Ada Hart in May has burnt down."),
        ("Ada Hart gave the guild two boats in May.", "Ada Hart gave two boats to the guild in May."),
        ("Ada Hart's letter to Omar Diaz was read in court.", "The letter of Ada Hart to Omar Diaz was read in court."),
        ("Omar Diaz left the guild, Ada Hart said on Monday.", "On Monday Ada Hart said that Omar Diaz left the guild."),
    ],
)  # fmt: skip
def test_the_same_parts_in_another_construction_are_the_same(one, two):
    assert compare_sentences(one, two) == "same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The guild was sued by Ada Hart over the old mill.", "The guild sued Ada Hart over the old mill last week."),
        ("The baker, whom Ada Hart taught in Riga, has left.", "The baker, who in Riga taught Ada Hart, has left."),
        ("Ada Hart gave Omar Diaz two boats in May.", "In May two boats were given to Ada Hart by Omar Diaz."),
        ("Ada Hart's suit against Omar Diaz was heard in May.", "The suit of Omar Diaz against Ada Hart was heard in May."),
        ("Ada Hart wrote to Omar Diaz that the mill was shut.", "That the mill was shut Omar Diaz wrote to Ada Hart."),
        ("Omar Diaz liked Ada Hart's plan for the old mill.", "Ada Hart very much liked Omar Diaz's plan for the mill."),
        ("Ada Hart urged Omar Diaz to leave Riga in May.", "Ada Hart was in May urged by Omar Diaz to leave Riga."),
        ("The board moved the cranes from Riga to Leeds.", "The cranes were moved from Leeds to Riga by the board."),
    ],
)  # fmt: skip
def test_parts_that_are_changed_make_another_claim(one, two):
    assert compare_sentences(one, two) == "altered"


def parts(**filled: str) -> list[Part]:
    given = [Part("to sell", role, who) for role, who in filled.items()]
    return given + [Part("", "", who) for who in filled.values()]


@pytest.mark.parametrize(
    ("one", "two", "other"),
    [
        (parts(agent="who ada", undergoer="mill"), parts(agent="who ada", undergoer="mill"), False),
        (parts(agent="who ada", to="who boris"), parts(agent="who boris", to="who ada"), True),
        (parts(agent="who ada"), parts(undergoer="who ada"), True),
        (parts(agent="mill"), parts(undergoer="mill"), False),
        (parts(agent="who ada", to="who boris"), parts(agent="who carla", to="who boris"), False),
        (parts(undergoer="mill", to="guild"), parts(undergoer="guild", to="mill"), True),
        (parts(undergoer="mill", to="guild"), parts(undergoer="guild", at="mill"), False),
    ],
)
def test_a_part_is_another_where_two_have_changed_places(one, two, other):
    assert have_other_parts(one, two, worded_alike=False) is other
    assert have_other_parts(two, one, worded_alike=False) is other


def test_in_the_same_words_a_thing_that_undergoes_what_it_did_tells_too():
    assert have_other_parts(parts(agent="mill"), parts(undergoer="mill"), worded_alike=True)
