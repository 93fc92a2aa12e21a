from dataclasses import replace

import pytest

from copydesk.records import Block, Metadatum, Span
from copydesk.stages.passages import find_passages
from copydesk.stages.relations import mark_revisions, relate_articles
from copydesk.stages.relations.origins import read_standing, same_outlet
from tests.build import article

STORY = """ORRIN — Harbour Minister Edda Falk offered last week to give up her post after a quarrel with Mr. Brann over the ferry Halden, according to two people who were told of the talk.
The quarrel began when Mr. Brann learned that the hull of the Halden had cracked in two places and that the yard had no room for the ship before the spring.
“I will not send islanders to sea in a leaking ship,” Ms. Falk told members of the harbour board, who had gathered to vote on the winter timetable.
Mr. Brann has complained to friends that Ms. Falk never warned him, and he has asked for a list of every ship that the ministry holds for unsafe.
The offer, however lightly she made it, was a surprise from one of the earliest supporters of Mr. Brann, who had put her in charge of the islands' ports."""
EDITED = "\n".join(
    line.replace("Mr. ", "").replace("Ms. ", "").replace("Harbour Minister", "Minister")
    for line in STORY.split("\n")[:4]
)
GOATS = """Two goats wandered into the parish hall of Lower Wick during the flower show and ate the second prize.
The organist found them asleep under the piano in the evening, and nobody had the heart to wake them.
The prize, a bowl of dahlias, will be given again next year, the committee decided after a short debate."""
SAME_EVENT = """The island's ferry will stay in port until spring after inspectors found cracks in its hull, the ministry said.
Falk is said to have offered her resignation when she and Brann fell out over the matter last week.
A second ship has been promised to the islands since 2019, yet nobody has ordered one."""
SPEECH = "“We shall not close this harbour, not this year and not in any year while I hold this office and have a vote in the council”"


def related(*articles):
    return relate_articles(articles, find_passages(articles)[0])


def other_end(copy, original):
    return {"a_to_b": copy.a, "b_to_a": copy.b}.get(copy.direction.value) == original.id


def test_an_edited_copy_keeps_most_and_drops_titles():
    original, copy = article(STORY, "one"), article(EDITED, "two")
    (found,), (family,) = related(original, copy)
    assert found.kind == "edited"
    assert min(found.a_coverage, found.b_coverage) > 0.7
    assert other_end(found, original)
    assert "courtesy titles" in " ".join(found.direction.reasons)
    assert set(family.articles) == {original.id, copy.id}
    assert family.original == original.id


def test_the_same_text_is_verbatim_and_undecided_without_evidence():
    (found,), (family,) = related(article(STORY, "one"), article(STORY, "two"))
    assert (found.kind, found.a_coverage, found.b_coverage) == ("verbatim", 1.0, 1.0)
    assert found.direction.value == "undecided"
    assert (family.original, family.origin_outlet) == (None, None)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (STORY, SAME_EVENT),
        (STORY, GOATS),
        (
            f"{SPEECH}, the minister told the board.\n{GOATS}",
            f"She was cheered in a crowded hall. {SPEECH}, said Falk.\n{SAME_EVENT}",
        ),
        (
            GOATS + "\nA spokeswoman for the ministry did not immediately respond to a request for comment.",
            SAME_EVENT + "\nA spokeswoman for the ministry did not immediately respond to a request for comment.",
        ),
        (
            GOATS + "\nThis material may not be published, broadcast, rewritten or redistributed. All rights reserved.",
            SAME_EVENT
            + "\nThis material may not be published, broadcast, rewritten or redistributed. All rights reserved.",
        ),
    ],
)
def test_what_is_no_copy(a, b):
    assert related(article(a, "one"), article(b, "two")) == ((), ())


def test_a_stitched_page_lifts_excerpts_and_joins_no_family():
    lifted = STORY.split("\n")[1] + "\n" + GOATS.split("\n")[1] + "\n"
    page = article(lifted + "Readers were delighted, and the weather stayed fine until the weekend. " * 3, "page")
    copies, families = related(article(STORY, "one"), article(GOATS, "two"), page)
    assert [copy.kind for copy in copies] == ["excerpt", "excerpt"]
    assert families == ()


def test_a_spun_page_is_told_by_many_small_replacements():
    odd = {"offered": "proposed", "quarrel": "row", "learned": "discovered", "ship": "vessel", "warned": "alerted"}
    odd |= {"friends": "pals", "surprise": "shock", "cracked": "split", "talk": "chat", "began": "commenced"}
    odd |= {
        "islanders": "inhabitants",
        "gathered": "assembled",
        "unsafe": "hazardous",
        "list": "roster",
        "room": "space",
    }
    odd |= {"post": "job", "board": "panel", "earliest": "initial", "winter": "wintertime", "complained": "whined"}
    spun = " ".join(odd.get(word.strip(".,"), word) for word in STORY.split())
    (found,), _ = related(article(STORY, "one"), article(spun, "two"))
    assert found.kind == "spun"
    assert other_end(found, article(STORY, "one"))


def test_the_earlier_date_and_the_credit_point_at_the_original():
    original = article(STORY, "one", date="2019-03-04", outlet="Harbour Post")
    copy = article(
        STORY + "\nThis story first appeared in the Harbour Post.", "two", date="2019-03-06", outlet="Wick Echo"
    )
    (found,), (family,) = related(original, copy)
    assert other_end(found, original)
    assert found.direction.confidence > 0.9
    assert len(found.direction.reasons) >= 2
    assert (family.original, family.origin_outlet) == (original.id, "Harbour Post")


def test_a_pasted_story_beside_a_local_copy_has_a_common_origin():
    paste = article(STORY, "thread", outlet="Harbour Post", form="quoted", date="2019-03-04")
    copy = article(EDITED, "site", outlet="Wick Echo")
    (found,), (family,) = related(paste, copy)
    assert found.direction.value == "common_origin"
    assert (family.original, family.origin_outlet) == (None, "Harbour Post")


def test_a_pasted_story_is_copied_from_its_outlets_page():
    paste = article(STORY, "thread", outlet="The Harbour Post", form="quoted")
    page = article(STORY, "site", outlet="Harbour Post")
    (found,), (family,) = related(paste, page)
    assert other_end(found, page)
    assert family.original == page.id


def test_agency_text_on_two_sites_has_a_common_origin():
    text = STORY.replace("ORRIN — ", "ORRIN (Reuters) - ")
    (found,), (family,) = related(article(text, "one", outlet="Wick Echo"), article(text, "two", outlet="Harbour Post"))
    assert found.direction.value == "common_origin"
    assert family.origin_outlet == "Reuters"


def test_a_page_with_two_stories_does_not_tie_their_copies_together():
    both = article(STORY + "\n" + GOATS, "both")
    copies, families = related(both, article(STORY, "one"), article(GOATS, "two"))
    assert len(copies) == 2
    assert [len(family.articles) for family in families] == [2]


def test_a_phrase_in_every_article_makes_no_copies():
    motto = (
        "The Wick Echo is kept alive by its readers in the four parishes, who own it in common and have since the war."
    )
    bodies = [" ".join(f"{word}{n} panel{word}" for n in range(40)) for word in "abcdefghi"]
    articles = [article(body + "\n" + motto, body, outlet="Wick Echo") for body in bodies]
    assert related(*articles) == ((), ())


def test_a_page_saved_twice_is_a_revision_and_no_copy():
    first = article(STORY, "one", canonical="https://post.example/1", date="2019-03-04")
    later = replace(article(STORY + "\nMore.", "two", canonical="https://post.example/1"), modified="2019-03-05")
    later = replace(later, published=first.published)
    other = article(GOATS, "three", canonical="https://post.example/1", date="2019-03-05")
    marked, revisions = mark_revisions((later, first, other))
    assert [one.revision_of for one in marked] == [first.id, None, None]
    assert [(one.earlier, one.later) for one in revisions] == [(first.id, later.id)]
    assert [(edit.op, edit.after) for edit in revisions[0].edits] == [("insert", "More")]
    assert related(*marked) == ((), ())


AGENCY = STORY.replace("ORRIN — ", "ORRIN (Tidewire) - ")
STITCHED = "\n".join([*STORY.split("\n")[2:5], GOATS.split("\n")[1]])


def page(text, name, lead="", **fields):
    """An article with a line above its text."""
    made = article(lead + "\n" + text, name, **fields)
    blocks = tuple(replace(b, role="boilerplate") if b.span.start == 0 else b for b in made.blocks)
    return replace(made, blocks=blocks)


def test_an_agency_that_no_list_knows_is_read_from_datelines():
    one, two = article(AGENCY, "one", outlet="Wick Echo"), article(AGENCY, "two", outlet="Harbour Post")
    (found,), (family,) = related(one, two)
    assert found.direction.value == "common_origin"
    assert (family.original, family.origin_outlet) == (None, "Tidewire")


def test_an_agency_page_that_states_no_outlet_is_known_by_its_first_line():
    own, copy = page(AGENCY, "one", lead="Tidewire"), article(AGENCY, "two", outlet="Wick Echo")
    (found,), (family,) = related(own, copy)
    assert other_end(found, own)
    assert (family.original, family.origin_outlet) == (own.id, "Tidewire")


def test_a_copy_without_credit_has_the_origin_of_its_twin():
    credited = article(AGENCY, "one", outlet="Harbour Post", date="2019-03-05")
    bare = article(EDITED.replace("ORRIN — ", ""), "two", outlet="Wick Echo", date="2019-03-04")
    (found,), (family,) = related(credited, bare)
    assert found.direction.value == "common_origin"
    assert (family.original, family.origin_outlet) == (None, "Tidewire")


def test_an_outlet_that_was_told_is_the_original_although_a_copy_credits_another():
    told = STORY.replace("told members of the harbour board", "told the Wick Echo")
    own, copy = article(told, "one", outlet="Wick Echo"), article(told, "two", outlet="Harbour Post")
    (found,), (family,) = related(own, copy)
    assert other_end(found, own)
    assert family.origin_outlet == "Wick Echo"


def test_a_copy_that_leaves_out_a_sentence_is_still_verbatim():
    shorter = "\n".join(STORY.split("\n")[:4])
    (found,), _ = related(article(STORY, "one"), article(shorter, "two"))
    assert found.kind == "verbatim"
    (found,), _ = related(article(STORY, "one"), article(shorter.replace("Mr. ", ""), "two"))
    assert found.kind == "edited"


def test_paragraphs_pasted_beside_words_of_ones_own_are_verbatim():
    pasted = "My boat lies there, so this is what I think of it, friends.\n" + "\n".join(STORY.split("\n")[:3])
    (found,), _ = related(article(STORY, "one"), article(pasted, "two"))
    assert (found.kind, found.b_coverage < 0.9) == ("verbatim", True)
    (found,), _ = related(article(STORY, "one"), article(pasted.replace("Mr. ", ""), "two"))
    assert found.kind == "edited"


def test_a_poster_who_quotes_a_paper_has_it_from_the_paper_whatever_the_forum_is_called():
    pasted = "Just look at this, friends of the boat.\n" + "\n".join(STORY.split("\n")[:3])
    page = article(STORY, "site", outlet="Wick Echo")
    post = article(pasted, "thread", outlet="Wick Boat Forum", form="post", rule="articles.post")
    (found,), (family,) = related(page, post)
    assert other_end(found, page)
    assert family.origin_outlet == "Wick Echo"


def test_a_paragraph_that_nobody_touched_makes_a_copy_amid_reworded_ones():
    kept, tail = STORY.split("\n")[3], "The islands have waited for a second ship since the old queen's time."
    one = f"{kept}\n{SPEECH}, she said.\n{tail}\n{GOATS}"
    two = f"{kept}\n{tail}\n{SAME_EVENT}"
    passages, _ = find_passages([article(one, "one"), article(two, "two")])
    assert max(passage.similarity for passage in passages) < 0.72  # what stands between was left out
    found, _ = related(article(one, "one"), article(two, "two"))
    assert [copy.kind for copy in found] == ["excerpt"]


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("With a report from AFP", "Agence France-Presse"),
        ("AP and Echo staff", "Associated Press"),
        ("With a reporter from Wick", None),
    ],
)
def test_a_line_below_the_text_credits_an_agency(line, origin):
    text = f"{STORY}\n{line}"
    made = article(text, "one", outlet="Wick Echo")
    blocks = (*made.blocks[:-1], replace(made.blocks[-1], role="boilerplate"))
    assert read_standing(replace(made, blocks=blocks)).origin == origin


def test_a_page_put_together_from_two_originals_joins_neither_family():
    stitched = article(STITCHED + "\n" + "The weather stayed fine, and everybody went home early. " * 9, "three")
    copies, families = related(article(STORY, "one"), article(GOATS, "two"), stitched)
    assert [copy.kind for copy in copies] == ["excerpt", "excerpt"]
    assert families == ()


def test_two_pastes_with_the_same_member_lines_are_no_copies():
    member = (
        "Seadog Able Seaman Joined Nov 3, 2011 Messages 4,187 Location Lower Wick Likes received 212 Trophy points 63\n"
    )
    one, two = article(member + STORY, "one", form="quoted"), article(member + GOATS, "two", form="quoted")
    assert related(one, replace(two, page=one.page)) == ((), ())


def test_an_agency_credit_is_read_from_its_line():
    made = article(GOATS, "one")
    line = Block(span=Span(len(GOATS) + 1, len(GOATS) + 12), role="credit", rule="test")
    made = replace(made, text=GOATS + "\nSource: AFP", blocks=(*made.blocks, line))
    assert read_standing(made).origin == "Agence France-Presse"
    picture = replace(made, text=GOATS + "\nPhoto: AFP ")
    assert read_standing(picture).origin is None
    assert read_standing(article(GOATS + "\nShe had read about it on Reuters.", "two")).origin is None


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("This story first appeared in the Harbour Post.", "Harbour Post"),
        ("Originally published on September 12, 2021", None),
        ("Her book was first published in Orrin.", None),
        ("The parish was first published by nobody, and the vicar knows it.", None),
        ("© 2021 Vale Weekly Newspapers", None),
        ("© 2021 AFP", "Agence France-Presse"),
        ("Source: Ministry of Harbours", None),
        ("Source: Tidewire", "Tidewire"),
        ("Credit card fraud rose, the police said.", None),
        ("via Reuters", "Reuters"),
        ("Reuters’ Ann Hay and Bo Lund contributed to this report.", "Reuters"),
        ("X’s " + "A" * 5000, None),
        ("WICK (Tidewire) - The ferry will not sail.", "Tidewire"),
        ("Falk (Union) - a minister since 2019 - will not resign.", None),
    ],
)
def test_whose_text_an_article_says_it_carries(line, origin):
    assert read_standing(article(line, "one", outlet="Wick Echo")).origin == origin


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Harbour Post", "Harbour Post", True),
        ("AP", "The Associated Press", True),
        ("harbourpost.com", "Harbour Post", True),
        ("Harbour Post", "Harbour Times", False),
        (None, None, False),
    ],
)
def test_an_outlet_has_many_spellings(one, other, same):
    assert same_outlet(one, other) is same


def test_the_order_of_the_articles_does_not_matter():
    articles = [
        article(STORY, "one"),
        article(EDITED, "two"),
        article(STORY + "\n" + GOATS, "three"),
        article(GOATS, "four"),
    ]
    assert related(*articles) == related(*articles[::-1])


def values(copies):
    return {frozenset((copy.a, copy.b)): copy for copy in copies}


def test_a_credit_that_names_a_copy_makes_it_no_origin_of_the_rest():
    first = article(STORY, "one", outlet="Wick Echo", date="2019-03-04")
    copy = article(EDITED, "two", outlet="Orrin Mail", date="2019-03-05")
    third = article(EDITED + "\nThis story first appeared in the Orrin Mail.", "three", outlet="Harbour Post")
    found, _ = related(first, copy, third)
    assert other_end(values(found)[frozenset((first.id, copy.id))], first)
    assert other_end(values(found)[frozenset((copy.id, third.id))], copy)
    assert values(found)[frozenset((first.id, third.id))].direction.value != "common_origin"


def test_a_page_put_together_from_several_carries_none_of_them_alone():
    text = STITCHED + "\n" + "The weather stayed fine, and everybody went home early. " * 9
    sewn = article(
        text + "\nThis story was originally published by Wick Echo and Orrin Mail.", "three", outlet="Harbour Post"
    )
    originals = article(STORY, "one", outlet="Vale Weekly"), article(GOATS, "two", outlet="Wick Echo")
    found, _ = related(*originals, sewn)
    assert len(found) == 2
    assert all(any(other_end(copy, original) for original in originals) for copy in found)


def test_an_outlet_that_only_a_source_line_names_is_not_the_house():
    made = article(GOATS + "\nSource: Tidewire", "one", outlet="Tidewire")
    assert read_standing(made)[:2] == (None, "Tidewire")
    head = Metadatum(field="outlet", value="Tidewire", basis="stated", why="", rule="metadata.meta_tag")
    assert read_standing(replace(made, metadata=(head,)))[:2] == ("Tidewire", None)
