"""Corrections by hand: they are carried out, outlive a rebuild and can be taken back."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.records import Span
from copydesk.stages.entities import resolve_entities
from copydesk.stages.judgements import apply_judgements, judge_merge, judge_rename, judge_split
from copydesk.stages.judgements.anchors import find_place, quote_place
from copydesk.story import Story
from tests.build import article, parse

FIRST = "Harbour master Edda Lind resigned on Monday. Lind gave no reason. Her brother Tomas Lind spoke for the family."
SECOND = "The council thanked E. M. Lindqvist for her work. Lindqvist had led the port for nine years, officials said."


def cast(*articles):
    return resolve_entities(articles, {one.id: parse(one) for one in articles})


def named(entities, name):
    return next(one for one in entities if one.name == name)


@pytest.fixture(scope="module")
def pile():
    articles = article(FIRST, "one"), article(SECOND, "two")
    return articles, cast(*articles), {one.id: one for one in articles}


def test_a_merge_joins_names_and_mentions_and_says_so(pile):
    articles, entities, texts = pile
    kept, other = named(entities, "Edda Lind"), named(entities, "E. M. Lindqvist")
    judgement = judge_merge(kept, other, texts, "she married in 2011")
    after, (judged,), problems = apply_judgements(articles, entities, [judgement])
    joined = named(after, "Edda Lind")
    assert joined.id == kept.id and set(joined.mentions) == {*kept.mentions, *other.mentions}
    assert "E. M. Lindqvist" in joined.aliases and judgement.id in joined.joined[-1]
    assert (judged.standing, judged.note, problems) == ("applied", "she married in 2011", ())
    assert other.id not in {one.id for one in after}


def test_a_split_takes_the_mentions_told_and_leaves_the_rest(pile):
    articles, entities, texts = pile
    meant = named(entities, "Edda Lind")
    parted = [m for m in meant.mentions if texts[m.article].words_of(m.span) == "Lind"]
    after, (judged,), _ = apply_judgements(articles, entities, [judge_split(meant, parted, texts, "Agnes Lind")])
    assert list(named(after, "Agnes Lind").mentions) == parted
    assert not set(named(after, "Edda Lind").mentions) & set(parted)
    assert judged.standing == "applied"


def test_a_renamed_entity_keeps_its_old_name_as_an_alias(pile):
    articles, entities, texts = pile
    after, _, _ = apply_judgements(
        articles, entities, [judge_rename(named(entities, "Edda Lind"), texts, "Edda M. Lind")]
    )
    assert "Edda Lind" in named(after, "Edda M. Lind").aliases


def test_judgements_hold_in_the_order_in_which_they_were_made(pile):
    articles, entities, texts = pile
    kept, other = named(entities, "Edda Lind"), named(entities, "E. M. Lindqvist")
    made = [judge_merge(kept, other, texts), judge_rename(kept, texts, "Edda Lindqvist")]
    after, judged, _ = apply_judgements(articles, entities, made)
    assert {m.article for m in named(after, "Edda Lindqvist").mentions} == set(texts)
    assert [one.standing for one in judged] == ["applied", "applied"]


def test_a_judgement_outlives_another_extraction_of_the_page(pile):
    _, entities, texts = pile
    judgement = judge_merge(named(entities, "Edda Lind"), named(entities, "E. M. Lindqvist"), texts)
    better = article(f"Port news\n{FIRST.replace('gave no', 'would give no')}", "one"), article(SECOND, "two")
    after, (judged,), _ = apply_judgements(better, cast(*better), [judgement])
    assert judged.standing == "applied" and "E. M. Lindqvist" in named(after, "Edda Lind").aliases


def test_what_is_not_found_again_changes_nothing_and_is_listed(pile):
    articles, entities, texts = pile
    judgement = judge_merge(named(entities, "Edda Lind"), named(entities, "E. M. Lindqvist"), texts)
    left = cast(articles[0])
    after, (judged,), (problem,) = apply_judgements(articles[:1], left, [judgement])
    assert after == left and judged.standing == "lost"
    assert problem.stage == "judgements" and "E. M. Lindqvist" in problem.reason


def test_a_place_is_told_by_its_surroundings_and_not_by_its_number():
    one = article("Lind left. Bell came. Lind returned at dawn.", "one")
    second = Span(22, 26)
    quote = quote_place(one, second)
    moved = article("The port today.\nLind left. Bell came. Lind  returned at dawn.", "one")
    assert find_place(quote, [moved]).span == Span(38, 42)
    assert find_place(quote, [article("Lind was never there, said Bell, who saw it.", "one")]) is None
    assert find_place(replace(quote, page="p-gone"), [moved]).article == moved.id


@pytest.fixture
def story(tmp_path):
    for name, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / f"{name}.txt").write_text(f"News of {name}\n\n{text}\n")
    return Story.build([tmp_path / "one.txt"], out=tmp_path / "story.db")


def test_a_story_keeps_judgements_through_add_and_takes_them_back(story, tmp_path):
    story.rename("Edda Lind", "Edda M. Lind")
    story.add([tmp_path / "two.txt"])
    story.merge("Edda M. Lind", "E. M. Lindqvist")
    again = Story.open(tmp_path / "story.db")
    assert [one.kind for one in again.records.judgements] == ["rename", "merge"]
    assert "E. M. Lindqvist" in again.entity("Edda M. Lind").aliases
    again.undo(again.records.judgements[1].id)
    again.undo(again.records.judgements[0].id)
    plain = Story.build([tmp_path / "one.txt", tmp_path / "two.txt"])
    assert again.export("json") == plain.export("json")


def test_a_story_that_grew_is_verified_against_all_its_pages(story, tmp_path):
    quote = "Lindqvist had led the port for nine years"
    assert story.verify(quote).label == "absent"
    story.add([tmp_path / "two.txt"])
    assert story.verify(quote).label == "exact"


def test_what_cannot_be_judged_is_said(story):
    with pytest.raises(UnknownRecord, match="not found"):
        story.merge("Edda Lind", "Nobody Known")
    with pytest.raises(UnknownRecord, match="one already"):
        story.merge("Edda Lind", story.entity("Edda Lind").id)
    with pytest.raises(UnknownRecord, match="no mention fits"):
        story.split("Edda Lind", "Agnes Lind", forms=["Ms. Lind"])
    story.rename("Edda Lind", "Edda M. Lind")
    assert not story.records.problems


def test_the_commands_say_what_became_of_a_judgement(story, tmp_path):
    file = str(tmp_path / "story.db")
    run = CliRunner().invoke(app, ["split", file, "Edda Lind", "Agnes Lind", "--form", "Lind"])
    assert run.exit_code == 0 and "Agnes Lind is not Edda Lind (applied)" in run.output
    listed = CliRunner().invoke(app, ["show", file, "judgements"])
    assert "split" in listed.output
    name = Story.open(file).records.judgements[0].id
    assert CliRunner().invoke(app, ["undo", file, name]).exit_code == 0
    assert not Story.open(file).records.judgements


def test_an_authority_file_links_whom_one_row_knows(story, tmp_path):
    table = tmp_path / "people.csv"
    table.write_text(
        "\ufeffname,Aliases,QID,kind\n"
        "Lind (Edda),Edda Lind|E. Lind,Q11,person\n"
        "Tomas Lind,,Q12,person\n"
        "Thomas Lind,Tomas Lind,Q13,person\n"
        "Lind,,Q14,organization\n",
        encoding="utf-8",
    )
    _, unsettled = story.link(table)
    assert story.entity("Edda Lind").identifiers == ("Q11",)
    assert unsettled == ("Tomas Lind may be Q12 or Q13",) and not story.entity("Tomas Lind").identifiers
    assert story.link(table)[0] == ()
    story.undo(story.records.judgements[0].id)
    assert not story.entity("Edda Lind").identifiers


def test_a_file_that_is_no_authority_file_is_refused(story, tmp_path):
    (tmp_path / "odd.csv").write_text("who,what\nEdda Lind,Q11\n")
    with pytest.raises(UnreadableInput, match=r"no column of a name \(columns: who, what\)"):
        story.link(tmp_path / "odd.csv")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        story.link(tmp_path / "gone.csv")
