"""Which edits of a sentence are known to change nothing; whatever else is edited makes another claim."""

import pytest

from copydesk.stages.claims import compare_sentences


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The mill will train 300 spinners over the next two years.", "The mill will train 300 spinners in the next two years."),
        ("Two-thirds of the miners have left the old guild.", "Some 67 percent of the miners have left the old guild."),
        ("The flood reached homes across the valley in May.", "The flood reached homes throughout the valley in May."),
        ("The guild insistently asked Ada Hart for a loan.", "The guild asked Ada Hart for a loan."),
        ("The pit was worked from 1945 to 1991 by the guild.", "The pit was worked between 1945 and 1991 by the guild."),
        ("Nine miners were killed in the pit near Leeds.", "Nine miners were left dead in the pit near Leeds."),
    ],
)  # fmt: skip
def test_a_harmless_edit_makes_no_other_claim(one, two):
    assert compare_sentences(one, two) == "same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The guild paid Ada Hart $3 million for the mill.", "The guild paid Ada Hart $3 million a year for the mill."),
        ("The guild opened four mills in the valley in May.", "The guild opened a fourth mill in the valley in May."),
        ("The smallest crowd of the year came to Leeds.", "The average crowd of the year came to Leeds."),
        ("The crowd was just 500 miners in Leeds in May.", "The crowd was just over 500 miners in Leeds in May."),
        ("The guild has six mills and two shops in Riga.", "The guild has six mills including two shops in Riga."),
        ("The guild won more seats than the board in May.", "The guild won fewer seats than the board in May."),
        ("Sales of the mill doubled in the spring, Hart said.", "Sales of the mill tripled in the spring, Hart said."),
        ("The guild spent $2 million in the final week.", "The guild spent $2 million less than Hart in the final week."),
        ("The strike will go on until the feast in July.", "The strike will go on past the feast in July."),
        ("Ada Hart was chosen at the end of the strike.", "Ada Hart was chosen after the end of the strike."),
        ("Iran agreed to sell nine boats to the guild.", "Iraq agreed to sell nine boats to the guild."),
        ("Miners doubt that the pit will be dry by spring.", "Miners say that the pit will be dry by spring."),
        ("The board will sell the old mill in Leeds in May.", "The board is thinking of selling the old mill in Leeds in May."),
        ("The mill was sold to the guild before the flood.", "The mill was sold by the guild before the flood."),
        ("Ada Hart spoke for the guild at the trial in May.", "Ada Hart spoke against the guild at the trial in May."),
        ("The board was criticised by the head of the guild.", "The board was critical of the head of the guild."),
        ("The baker who trained Ada Hart has left Leeds.", "The baker who Ada Hart trained has left Leeds."),
        ("The guild had no praise for Ada Hart in May.", "The guild got no praise from Ada Hart in May."),
        (
            "The guild's narrow vote on Tuesday ended a string of wins by Ada Hart and gave the miners more time than their lawyers expected.",
            "The narrow vote of the guild Tuesday could end a run of wins by Ada Hart and gave miners more time than their lawyers had expected.",
        ),
    ],
)  # fmt: skip
def test_any_other_edit_makes_another_claim(one, two):
    assert compare_sentences(one, two) not in ("same", "other")
