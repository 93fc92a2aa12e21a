from tests.build import article
from tests.stages.test_relations import EDITED, STORY, other_end, related, values

LINES = STORY.split("\n")
SLIPS = (("Falk", "Flak"), ("learned", "heard"), ("surprise", "shock"), ("quarrel", "row"), ("leaking", "leaky"))
LATER = (("members", "people"), ("lightly", "airily"), ("friends", "allies"), ("spring", "summer"))


def changed(text, changes):
    for before, after in changes:
        text = text.replace(before, after)
    return text


def between(found, one, other):
    return values(found)[frozenset((one.id, other.id))]


def test_a_copy_of_a_copy_has_its_changes_and_more():
    first = article(STORY, "one", outlet="Wick Echo", date="2019-03-04")
    copy = article(changed(STORY, SLIPS), "two", outlet="Orrin Mail", date="2019-03-06")
    third = article(changed(STORY, SLIPS + LATER), "three", outlet="Vale Weekly", date="2019-03-06")
    found, (family,) = related(first, copy, third)
    told = between(found, copy, third)
    assert other_end(told, copy)
    assert "Of 8 changes that one made to the text of a third article the other has 8" in told.direction.reasons[0]
    assert family.original == first.id


def test_two_copies_with_changes_of_their_own_have_a_common_origin():
    first = article(STORY, "one", outlet="Wick Echo", date="2019-03-04")
    copies = [
        article(changed(STORY, changes), name, outlet=name, date="2019-03-06")
        for name, changes in (("Orrin Mail", SLIPS), ("Vale Weekly", LATER))
    ]
    found, (family,) = related(first, *copies)
    assert between(found, *copies).direction.value == "common_origin"
    assert family.original == first.id


def test_two_copies_with_the_same_changes_and_no_others_stay_undecided():
    first = article(STORY, "one", outlet="Wick Echo", date="2019-03-04")
    copies = [article(EDITED, name, outlet=name, date="2019-03-06") for name in ("Orrin Mail", "Vale Weekly")]
    found, _ = related(first, *copies)
    assert between(found, *copies).direction.value == "undecided"


def test_what_a_third_page_has_too_was_lost_and_not_added():
    whole, cut = article(STORY, "one"), article("\n".join([*LINES[:2], *LINES[3:]]), "two")
    assert related(whole, cut)[0][0].direction.value == "undecided"
    third = article("\n".join(LINES[1:4]), "three")
    found, _ = related(whole, cut, third)
    assert other_end(between(found, whole, cut), whole)
    assert "third article" in between(found, whole, cut).direction.reasons[0]
