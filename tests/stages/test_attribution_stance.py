"""What a source does with what it speaks of: each case is a text, words of the source, words of the content, the stance."""

import pytest

from copydesk.stages.attribution import find_attributions
from copydesk.stages.entities import resolve_entities
from tests.build import article, parse


def stances(text: str) -> list[tuple[str, str, str]]:
    """Return source, content and stance of every attribution in a text, as a story reads it."""
    one = article(text)
    _, found = find_attributions(one, parse(one), resolve_entities((one,), {one.id: parse(one)}), road="rules")
    return [
        (
            text[slice(*a.source_span)] if a.source_span else "",
            " … ".join(text[slice(*span)] for span in a.content_spans),
            a.stance,
        )
        for a in found
    ]


CASES = {
    "a noun of saying": [
        ("There was no immediate comment from the brewer on the vats.", "brewer", "vats", "declines"),
        ("Reports that the vats leaked drew a flat denial from the brewer.", "brewer", "vats leaked", "denies"),
        ("Speculation among traders is that the vats leaked.", "traders", "vats leaked", "speculates"),
        ("“Sell the vats,” was the advice of brewer Tad Orlo.", "Tad Orlo", "Sell the vats", "says"),
    ],
    "a silence that no verb of refusal tells": [
        ("Calls to the brewer about the vats went unanswered.", "brewer", "vats", "declines"),
        ("Asked about the vats, Orlo studied his shoes.", "Orlo", "vats", "declines"),
        ("Asked whether the vats leaked, Orlo nodded.", "Orlo", "vats", "confirms"),
        ("Tad Orlo was in no mood to discuss the vats.", "Tad Orlo", "vats", "declines"),
        ("Tad Orlo has never explained why the vats leaked.", "Tad Orlo", "vats", "declines"),
    ],
    "a view and a line": [
        ("In the view of two brewers, the vats are too old.", "brewers", "vats", "says"),
        ("Two vats leaked at brewery: police", "police", "vats", "says"),
        ("“Never again,” grinned brewer Tad Orlo.", "Tad Orlo", "Never again", "says"),
        ("Tad Orlo spoke through tears. “The vats were all I had.”", "Tad Orlo", "vats", "says"),
    ],
    "a question that the speaker puts": [
        ("“Did I sell the vats? I did not,” said Tad Orlo.", "Tad Orlo", "sell the vats", "denies"),
        ("“Sadly, yes,” Tad Orlo said when asked whether the vats leaked.", "Tad Orlo", "vats", "confirms"),
    ],
    "the cue itself": [
        ("The harbour office said the crane was sold.", "office", "crane", "says"),
        ("The harbour office admitted that the crane was sold.", "office", "crane", "confirms"),
        ("The harbour office denied that the crane was sold.", "office", "crane", "denies"),
        ("The harbour office would not say whether the crane was sold.", "office", "crane", "declines"),
        ("The harbour office doubts that the crane was sold.", "office", "crane", "doubts"),
        ("The harbour office suspects that the crane was sold.", "office", "crane", "speculates"),
    ],
    "a phrase with a gap": [
        ("The brewer took the claim that the vats leaked with a pinch of salt.", "brewer", "vats", "doubts"),
        ("The brewer called the report on the vats into question.", "brewer", "vats", "doubts"),
        ("The brewer was adamant that the vats leaked.", "brewer", "vats", "says"),
    ],
    "a subject that is nobody": [
        ("Nobody at the brewery would confirm that the vats leaked.", "Nobody", "vats", "declines"),
        ("Neither the brewer nor the cooper answered questions about the vats.", "brewer", "vats", "declines"),
    ],
    "what was told or asked before": [
        ("The cooper said the vats leaked. The brewer denied it.", "brewer", "vats", "denies"),
        ("“No comment,” the brewer said when asked whether the vats leaked.", "brewer", "vats", "declines"),
        ("Whether the vats leaked, the brewer declined to say.", "brewer", "vats", "declines"),
    ],
    "what stands before the cue turns it": [
        ("The brewer no longer denies that the vats leaked.", "brewer", "vats", "confirms"),
        ("The brewer did not deny that the vats leaked.", "brewer", "vats", "declines"),
        ("The brewer could not deny that the vats leaked.", "brewer", "vats", "confirms"),
        ("The brewer has yet to confirm that the vats leaked.", "brewer", "vats", "declines"),
        ("The brewer could not immediately confirm that the vats leaked.", "brewer", "vats", "declines"),
        ("The brewer has not ruled out that the vats leaked.", "brewer", "vats", "speculates"),
        ("The brewer ruled out a leak in the vats.", "brewer", "leak", "denies"),
        ("The brewer does not believe that the vats leaked.", "brewer", "vats", "doubts"),
        ("The brewer did not resign but denied that the vats leaked.", "brewer", "vats", "denies"),
    ],
    "words that make a guess of it": [
        ("The keeper said the light may have failed.", "keeper", "light", "speculates"),
        ("The keeper said the light had perhaps failed.", "keeper", "light", "speculates"),
        ("The strike could cost the port a month, the union said.", "union", "month", "speculates"),
        ("“It was probably the wiring,” said Edda Brom.", "Brom", "wiring", "speculates"),
        ("The keeper said he could see the light from his bed.", "keeper", "light", "says"),
        ("The keeper said the light that may fail next was new.", "keeper", "new", "says"),
        ("The keeper said the light could not have failed.", "keeper", "light", "says"),
    ],
    "a verdict on what was said before": [
        ("Reports that the mill had burned were false, said Edda Brom.", "Brom", "mill", "denies"),
        ("The story about the mill is not true, Edda Brom said.", "Brom", "mill", "denies"),
        ("Edda Brom said there was no truth in the story about the mill.", "Brom", "mill", "denies"),
        ("The letter about the mill was genuine, Edda Brom said.", "Brom", "mill", "confirms"),
        ("The miller called the claim that the mill had burned “rubbish”.", "miller", "burned", "denies"),
        ("The miller said the false teeth were found in the mill.", "miller", "teeth", "says"),
        ("“The beams were new. The talk of rot is nonsense,” said Edda Brom.", "Brom", "beams", "says"),
    ],
    "what the speaker does in the content": [
        ("“I doubt that the bell will ring again,” said Edda Brom.", "Brom", "bell", "doubts"),
        ("“I would be amazed if the bell rang again,” said Edda Brom.", "Brom", "bell", "doubts"),
        ("“We can neither confirm nor deny that the bell is cracked,” said Edda Brom.", "Brom", "bell", "declines"),
        ("The parish said it could not confirm that the bell was cracked.", "parish", "bell", "declines"),
        ("It was too early to say whether the bell was cracked, the parish said.", "parish", "bell", "declines"),
        ("Edda Brom said the mayor had denied that the bell was cracked.", "Brom", "mayor", "says"),
    ],
    "phrases": [
        ("Divers voiced serious doubts about the plan to raise the wreck.", "Divers", "plan", "doubts"),
        ("Divers are far from certain that the wreck can be raised.", "Divers", "wreck", "doubts"),
        ("The museum stayed silent on whether the wreck would be raised.", "museum", "wreck", "declines"),
        ("The museum dodged a question about the wreck.", "museum", "wreck", "declines"),
        ("The museum raised the possibility that the wreck was empty.", "museum", "wreck", "speculates"),
        ("The museum pleaded not guilty to robbing the wreck.", "museum", "robbing", "denies"),
    ],
    "what was asked": [
        ("“No comment,” said Edda Brom when asked about the ferry.", "Brom", "ferry", "declines"),
        ("Asked whether the ferry had sunk, Edda Brom had no comment.", "Brom", "sunk", "declines"),
        ("Had the ferry sunk? “Nonsense,” said Edda Brom.", "Brom", "ferry", "denies"),
        ("Whether the ferry had sunk, the line would not say.", "line", "ferry", "declines"),
    ],
}


@pytest.mark.parametrize(("text", "source", "content", "stance"), [case for cases in CASES.values() for case in cases])
def test_the_stance_is_what_the_source_does_with_the_content(text, source, content, stance):
    assert stance in [told for who, what, told in stances(text) if source in who and content in what]
    assert {told for who, what, told in stances(text) if source in who and content in what} == {stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The brewer said the figures for half of the vats were invented.", "says"),
        ("The brewer said that much of the data had been made up.", "says"),
        ("The brewer said the story was invented.", "denies"),
        ("The brewer said the figures were wrong.", "denies"),
        ("The brewer said that the pump was invented in 1912.", "says"),
    ],
)
def test_that_figures_were_invented_is_told_and_not_denied(text, stance):
    assert [told for *_, told in stances(text)] == [stance]


def test_a_noun_that_another_cue_handles_is_no_attribution_of_its_own():
    found = stances("The brewer rejected the claim that the vats leaked.")
    assert [stance for _, _, stance in found] == ["denies"]
