"""What a denial denies, and what is credited to a newsroom that has the opposite itself."""

import re

import pytest

from copydesk.stages.claims import find_claims
from tests.build import article
from tests.stages.test_claims import GAZETTE, named, only, said, story


@pytest.mark.parametrize(
    ("claim", "denial", "answered"),
    [
        ("Ada Brandt plans to sell the old harbour.", "the harbour was for sale", True),
        ("Ada Brandt signed a contract for the old harbour.", "he had bribed a clerk for the contract", False),
    ],
)
def test_a_denial_answers_a_claim_that_tells_of_the_same_deed(claim, denial, answered):
    page = article(f"{claim} Boris Kell denied that {denial}.", byline=("Jo Vey",), outlet="Harbour Gazette")
    denies = said(page, denial, named("Boris Kell"), cue="denied", stance="denies")
    claims, _ = find_claims(story(page, sources=(named("Boris Kell"),), attributions=(denies,)))
    denied = any("Denied by Boris Kell" in one.verdict for one in claims if re.search("sell|signed", one.text))
    assert denied == answered


def test_what_a_newsroom_has_otherwise_from_the_same_source_backs_nothing():
    own = article("The tapes were not wiped, Ada Brandt said.", "own", byline=("Jo Vey",), outlet="Harbour Gazette")
    other = article("The tapes were wiped, Ada Brandt said.", "other", byline=("Al Roe",), outlet="Valley Herald")
    brandt = named("Ada Brandt")
    attributions = (
        said(own, "The tapes were not wiped", brandt),
        said(other, "The tapes were wiped", brandt, via=(GAZETTE,)),
    )
    claims, _ = find_claims(story(own, other, sources=(brandt, GAZETTE), attributions=attributions))
    assert only(claims, "were wiped").corroboration.newsrooms == ()
    assert only(claims, "were not wiped").corroboration.newsrooms == ("Harbour Gazette",)
