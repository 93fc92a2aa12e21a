"""What a change between two nearly equal sentences tells, and which changes tell nothing."""

import pytest

from copydesk.stages.claims import compare_sentences
from copydesk.stages.claims.exchanges import is_same
from copydesk.stages.claims.harmless import is_explained
from copydesk.stages.claims.model import Word


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The mill drew 300 visitors from Leeds in May.", "The mill attracted 300 visitors from Leeds in May."),
        ("At least nine miners were hurt in the old pit.", "No fewer than nine miners were hurt in the old pit."),
        ("Half of the miners in Riga have left the guild.", "Fifty percent of the miners in Riga have left the guild."),
        ("Three in five miners in Riga left the guild.", "Sixty percent of miners in Riga left the guild."),
        ("Half a dozen miners left the guild in Riga.", "Six miners left the guild in Riga."),
        ("Ada Hart is a potential buyer of the old mill.", "Ada Hart is a possible buyer of the old mill."),
        ("The pit closed long before the flood in Leeds.", "The pit closed well before the flood in Leeds."),
        ("The guild met two Danes and ten Poles in May.", "The guild met ten Poles and two Danes in May."),
        ("Ten per cent of the miners left Riga in May.", "Ten percent of the miners left Riga in May."),
        ("Both boats in Riga were sold by Ada Hart.", "The two boats in Riga were sold by Ada Hart."),
        ("The mill in Leeds has been shut for ten years.", "The mill in Leeds has been shut for a decade."),
        ("The talks in Leeds ended after two weeks.", "The talks in Leeds ended after a fortnight."),
        ("Ada Hart reportedly owns the mill in Leeds.", "Ada Hart is said to own the mill in Leeds."),
        ("A majority of the miners left the old guild.", "Most of the miners left the old guild."),
        ("The mill is on course to open again in May.", "The mill is on track to open again in May."),
        ("Prices rose prior to the strike of the miners.", "Prices rose before the strike of the miners."),
    ],
)
def test_a_word_for_another_of_the_same_meaning_makes_no_other_claim(one, two):
    assert compare_sentences(one, two) == "same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The board decided to sell the old mill in May.", "The board decided against selling the old mill in May."),
        (
            "When a Leeds reporter asked Ada Hart about the old mill, she laughed.",
            "When Ada Hart asked a Leeds reporter about the old mill, she laughed.",
        ),
        ("In May he all but accused Ada Hart of ruin.", "In May Ada Hart all but accused him of ruin."),
        (
            "The guild promised to pay for the two boats.",
            "The guild stopped short of promising to pay for the two boats.",
        ),
        ("The guild does not necessarily want the mill.", "The guild does not want the mill."),
        ("The board will pay unless the miners strike.", "The board will pay if the miners strike."),
        ("By July the mill was run by Ada Hart alone.", "Until July the mill was run by Ada Hart alone."),
        ("Rents fell from 6 percent in Leeds last year.", "Rents fell to 6 percent in Leeds last year."),
        ("The guild expects nine boats in May, it said.", "The guild expects nine more in May, it said."),
        ("The board rebuffed the offer at a meeting in May.", "The board took up the offer at a meeting in May."),
        ("The guild almost lost the old mill in May.", "The guild lost the old mill in May."),
        ("The guild opened the second of its three mills.", "The guild opened the last of its three mills."),
        ("Twelve of the boats in Riga were saved in May.", "All but twelve of the boats in Riga were saved in May."),
        ("The mill is on course to open again in May.", "The mill has opened again in May."),
        ("Ada Hart said she always liked the old guild.", "Ada Hart said she once liked the old guild."),
        ("Nothing suggests that the guild sold the mill.", "Everything suggests that the guild sold the mill."),
        ("A handful of miners left the old guild in May.", "Dozens of miners left the old guild in May."),
        ("The guild sold the old mill in May to a baker.", "The guild burnt the old mill in May to a cinder."),
    ],
)
def test_a_denial_a_bound_a_step_or_another_deed_makes_another_claim(one, two):
    assert compare_sentences(one, two) in ("altered", "contradicts", "denies")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The guild closed the mill in Leeds last year.", "The guild stopped having closed the mill in Leeds last year."),
        ("The guild sold nine boats to a baker in Riga.", "The guild was accused of selling nine boats to a baker in Riga."),
        ("The guild sold nine boats to a baker in Riga.", "The guild was barred from selling nine boats to a baker in Riga."),
        ("Nine miners were hurt in the pit near Leeds.", "Two of the nine miners were hurt in the pit near Leeds."),
        ("The guild bought nine boats from a baker.", "The guild bought an average of nine boats from a baker."),
        ("The guild bought nine boats from a baker.", "The guild bought nine boats a year from a baker."),
        ("The guild bought nine boats from a baker.", "The guild bought another nine boats from a baker."),
        ("Nine miners or fewer were hurt in the old pit.", "Nine miners were hurt in the old pit."),
        ("Ada Hart left the old mill in Leeds on Monday.", "Ada Hart left the old mill in Leeds as early as Monday."),
        ("Ada Hart left the old mill in Leeds in May.", "Ada Hart left the old mill in Leeds around May."),
        ("The guild called the old mill a ruin in May.", "The guild only partly called the old mill a ruin in May."),
    ],
)  # fmt: skip
def test_what_governs_a_deed_counts_out_a_number_or_moves_a_date_makes_another_claim(one, two):
    assert compare_sentences(one, two) in ("altered", "contradicts", "denies")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The guild bought a total of nine boats from a baker.", "The guild bought nine boats from a baker."),
        ("Ada Hart sold the mill in order to pay the miners.", "Ada Hart sold the mill to pay the miners."),
        ("The guild began to sell its boats in May.", "The guild started to sell its boats in May."),
        ("Ada Hart said that the guild had sold nine boats.", "The guild had sold nine boats, Ada Hart said."),
    ],
)  # fmt: skip
def test_who_says_so_a_total_or_a_purpose_changes_nothing(one, two):
    assert compare_sentences(one, two) == "same"


def verb(text: str) -> Word:
    return Word("", text, text, "v")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("draw", "attract", True),
        ("depart", "leave", True),
        ("buy", "purchase", True),
        ("buy", "sell", False),
        ("kill", "injure", False),
        ("accept", "reject", False),
        ("elect", "inaugurate", False),
    ],
)
def test_a_verb_may_stand_for_another_that_shares_a_sense(one, two, same):
    assert is_same(verb(one), verb(two)) is same
    assert is_same(verb(two), verb(one)) is same


def test_a_verb_for_another_needs_to_be_known_and_a_moved_one_does_not():
    frame = [Word("name", "ada"), Word("name", "riga")]
    one, other = [*frame, verb("elect")], [*frame, verb("inaugurate")]
    assert not is_explained(one, other, strict=True)
    assert is_explained(one, [verb("elect"), *frame], strict=True)


def test_of_many_edits_half_need_to_be_known():
    marks = [Word("name", name) for name in ("ada", "riga", "leeds", "turin")]
    one, two = ("buy", "start", "elect", "end"), ("purchase", "begin", "inaugurate", "end")
    known, unknown = (
        [word for pair in zip(marks, map(verb, verbs), strict=True) for word in pair] for verbs in (one, two)
    )
    assert is_explained(known, unknown, strict=True)
    one, other = known[4:], unknown[4:]
    assert not is_explained(one, other, strict=True)
    assert is_explained(one, other, printed=("abcde", "bxcyez"), strict=True)


def test_of_many_edits_none_may_change_the_mood_of_a_deed_that_stays():
    moods = [Word("modality", mood) for mood in ("possible", "plan")]
    one, two = (
        [verb(first), Word("name", "ada"), mood, verb("leave"), Word("name", "riga"), verb(last)]
        for mood, first, last in zip(moods, ("start", "begin"), ("buy", "purchase"), strict=True)
    )
    assert not is_explained(one, two, strict=True)
