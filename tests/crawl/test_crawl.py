"""A crawl finds what the stages find, loses nothing, and goes on where it stopped."""

import json
import os
from dataclasses import replace
from functools import partial

import pytest

from copydesk.building import part_given, read_given
from copydesk.codec import decode
from copydesk.crawl import CrawlSettings, copies, crawl, meeting, pages_of_group, plan_crawl, stories
from copydesk.crawl import reading as crawl_reading
from copydesk.engines.local import LocalEngine
from copydesk.errors import UnknownRecord, UnreadableInput, WorkerDied
from copydesk.records import Article, Copy, Family, Group, Passage, Problem
from copydesk.stages.articles import find_articles
from copydesk.stages.grouping import group_articles
from copydesk.stages.pages import PageSettings
from copydesk.stages.passages import find_passages
from copydesk.stages.relations import relate_articles
from copydesk.story import Story
from tests.crawl.conftest import PORT, rows_of, run_here, tables_of, write_pages


def of(folder, table, kind):
    return sorted((decode(kind, row) for row in rows_of(folder, table)), key=repr)


def test_it_finds_what_the_stages_find_of_the_whole_pile(pile, crawled):
    saved, _ = part_given(read_given([pile], PageSettings()))
    articles = [article for page in saved for article in find_articles(page)[0]]
    passages, _ = find_passages(articles)
    found, families = relate_articles(articles, passages)
    assert found and families
    assert of(crawled, "articles", Article) == sorted(articles, key=repr)
    assert of(crawled, "passages", Passage) == sorted(passages, key=repr)
    assert of(crawled, "copies", Copy) == sorted(found, key=repr)
    assert of(crawled, "families", Family) == sorted(families, key=repr)
    assert of(crawled, "groups", Group) == sorted(group_articles(articles), key=repr)


def test_a_bad_page_is_a_problem_row(crawled):
    assert [row["uri"] for row in rows_of(crawled, "problems")] == ["z.html"]
    assert "z.html" not in {row["uri"] for row in rows_of(crawled, "pages")}


def test_nothing_of_the_work_stays_behind(crawled):
    names = {"articles", "copies", "families", "groups", "pages", "passages", "problems", "revisions", "crawl.json"}
    assert {path.name for path in crawled.iterdir()} == names


@pytest.mark.parametrize("processes", [1, 2])
def test_the_pool_gives_the_same_tables(pile, crawled, tmp_path, processes):
    crawl([pile], tmp_path / "out", processes=processes)
    assert tables_of(tmp_path / "out") == tables_of(crawled)


def test_small_shards_and_many_buckets_give_the_same_records(pile, crawled, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.crawl.plan.FILES", 2)
    monkeypatch.setattr("copydesk.crawl.run.count_buckets", lambda pieces: 7)
    run_here([pile], tmp_path / "out")
    assert len(list((tmp_path / "out" / "articles").iterdir())) == 5
    for name, rows in tables_of(crawled).items():
        assert sorted(map(repr, rows_of(tmp_path / "out", name))) == sorted(map(repr, rows)), name


def test_in_a_large_pile_articles_that_share_rare_words_are_held_together(pile, tmp_path, monkeypatch):
    monkeypatch.setattr(stories, "TOGETHER", 4)
    run_here([pile], tmp_path / "out")
    pages = {row["id"]: row["page"] for row in rows_of(tmp_path / "out", "articles")}
    names = {row["id"]: row["uri"] for row in rows_of(tmp_path / "out", "pages")}
    groups = [{names[pages[one]] for one in row["articles"]} for row in rows_of(tmp_path / "out", "groups")]
    assert {"a.txt", "b.txt", "c.txt"} in groups
    assert sum(map(len, groups)) == len(pages)


def test_a_pile_that_is_cut_gives_the_copies_and_families_of_the_whole(pile, crawled, tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "MOST", 2)
    monkeypatch.setattr(copies, "PAIRS", 1)
    run_here([pile], tmp_path / "out")
    assert of(tmp_path / "out", "passages", Passage) == of(crawled, "passages", Passage)
    assert {(one.a, one.b, one.kind) for one in of(tmp_path / "out", "copies", Copy)} == {
        (one.a, one.b, one.kind) for one in of(crawled, "copies", Copy)
    }
    [found], [whole] = of(tmp_path / "out", "families", Family), of(crawled, "families", Family)
    assert (found.id, found.articles, found.original) == (whole.id, whole.articles, whole.original)
    assert (found.rule, whole.rule) == ("crawl.joined_parts", "relations.family")
    assert "lie between two parts" in " ".join(row["reason"] for row in rows_of(tmp_path / "out", "problems"))


def test_a_text_that_very_many_print_is_one_family_at_a_few_comparisons_each(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "MOST", 10)
    monkeypatch.setattr(copies, "PAIRS", 20)
    (tmp_path / "pages").mkdir()
    for number in range(50):
        own = f"Desk {number} of the {number * 7}th paper adds that it asked {number + 3} readers and {number * 31} ships."
        (tmp_path / "pages" / f"{number:02}.txt").write_text(
            "\n\n".join(["Quay to close", *PORT, own]), encoding="utf-8"
        )
    run_here([tmp_path / "pages"], tmp_path / "out")
    [family] = of(tmp_path / "out", "families", Family)
    assert len(family.articles) == 50
    assert 49 <= len(rows_of(tmp_path / "out", "copies")) <= 49 * (copies.COPIES.most + 1)


def test_an_article_is_held_against_the_earliest_and_those_that_share_most():
    import numpy as np

    settings = replace(copies.COPIES, firm=6, most=2, loose=1)
    met = [
        (0, 9, 30, 0),
        (1, 9, 80, 0),
        (2, 9, 7, 7),
        (3, 9, 90, 0),
        (4, 9, 5, 5),
        (5, 9, 6, 0),
        (6, 9, 2, 2),
        (0, 8, 3, 0),
    ]
    chosen = meeting._choose(np.array(met), settings, 1.0)
    assert chosen[:, :2].tolist() == [[0, 8], [0, 9], [1, 9], [3, 9], [4, 9], [5, 9]]
    fewer = meeting._choose(np.array(met), settings, 0.5)  # every other hash was looked at: half as many are as much
    assert fewer[:, :2].tolist() == [[0, 8], [0, 9], [1, 9], [3, 9], [5, 9]]


# --- which pages ----------------------------------------------------------------------------------------


def test_a_limit_is_kept_to_the_page(pile, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.crawl.plan.FILES", 2)
    run_here([pile], tmp_path / "out", limit=5)
    assert [row["uri"] for row in rows_of(tmp_path / "out", "pages")] != []
    assert sorted(row["uri"] for row in rows_of(tmp_path / "out", "pages")) == [
        "a.txt",
        "b.txt",
        "c.txt",
        "d.txt",
        "n0.txt",
    ]


def test_a_sample_is_told_by_the_names(pile, tmp_path):
    run_here([pile], tmp_path / "half", sample=0.5)
    run_here([f"{pile}/*.txt"], tmp_path / "again", sample=0.5)
    half, again = ({row["uri"] for row in rows_of(tmp_path / name, "pages")} for name in ("half", "again"))
    assert half == again
    assert 0 < len(half) < 9


def test_a_plan_tells_what_it_would_cost_and_writes_nothing(pile, tmp_path):
    plan = plan_crawl([pile], CrawlSettings(layers=("attribution",)), processes=2)
    assert (plan.files, plan.pages) == (10, 10)
    assert [name for name, _ in plan.seconds] == ["reading", "copies", "stories", "attribution"]
    assert plan.lines()[0].startswith("10 files, 0.0 MB, about 10 pages")


# --- runs that are cut short ----------------------------------------------------------------------------


class Fails(LocalEngine):
    """An engine whose `map` raises after so many calls of a function of that name."""

    def __init__(self, name, after):
        super().__init__(1)
        self.name, self.left, self.asked = name, after, []

    def map(self, function, items):
        inner = function
        while isinstance(inner, partial):
            inner = inner.args[0] if inner.args else inner.func
        for item in items:
            self.asked.append((inner.__name__, item))
            if inner.__name__ == self.name:
                self.left -= 1
                if self.left < 0:
                    raise KeyboardInterrupt
            yield function(item)


@pytest.mark.parametrize(("step", "after"), [("read_shard", 2), ("compare_pile", 0), ("group_block", 0)])
def test_a_run_that_was_cut_short_goes_on(pile, crawled, tmp_path, monkeypatch, step, after):
    monkeypatch.setattr("copydesk.crawl.plan.FILES", 2)
    with pytest.raises(KeyboardInterrupt):
        crawl([pile], tmp_path / "out", engine=Fails(step, after))
    engine = Fails("nothing", 0)
    crawl([pile], tmp_path / "out", engine=engine)
    read = [item for name, item in engine.asked if name == "read_shard"]
    assert len(read) == (3 if step == "read_shard" else 0)
    for name, rows in tables_of(crawled).items():
        assert sorted(map(repr, rows_of(tmp_path / "out", name))) == sorted(map(repr, rows)), name


def test_a_finished_crawl_is_not_made_again_and_another_not_put_over_it(pile, tmp_path):
    made = run_here([pile], tmp_path / "out")
    assert crawl([pile], tmp_path / "out", engine=Fails("read_shard", 0)) == made
    with pytest.raises(UnreadableInput, match="a crawl of other inputs"):
        run_here([pile], tmp_path / "out", limit=1)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear reader")
    with pytest.raises(UnreadableInput, match="something other than a crawl"):
        run_here([pile], tmp_path / "full")


# --- workers that die -----------------------------------------------------------------------------------


def die_over_newts(saved):
    """Die when a page on newts is taken apart, as a fault in a library would make a process die."""
    if b"newts" in saved.content:
        os._exit(11)
    return find_articles(saved)


def die_once(flag, saved):
    if b"newts" in saved.content and not flag.exists():
        flag.touch()
        os._exit(9)
    return find_articles(saved)


def read_with(find, shard, **settings):
    crawl_reading.find_articles = find
    return crawl_reading.read_shard(shard, **settings)


def test_no_page_is_lost_when_a_worker_dies(pile, crawled, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.crawl.run.read_shard", partial(read_with, partial(die_once, tmp_path / "died")))
    crawl([pile], tmp_path / "out", processes=1)
    assert (tmp_path / "died").exists()
    assert tables_of(tmp_path / "out") == tables_of(crawled)


def test_only_the_deadly_page_is_set_aside(pile, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.crawl.run.read_shard", partial(read_with, die_over_newts))
    crawl([pile], tmp_path / "out", processes=2)
    problems = {row["uri"]: row["reason"] for row in rows_of(tmp_path / "out", "problems")}
    assert set(problems) == {"n3.txt", "z.html"}
    assert "died 3 times" in problems["n3.txt"]
    assert len(rows_of(tmp_path / "out", "pages")) == 8


def test_a_later_step_gives_up_after_three_deaths(pile, tmp_path, monkeypatch):
    class Dies(LocalEngine):
        deaths = 0

        def map(self, function, items):
            if isinstance(items[0], stories.Block):
                self.deaths += 1
                raise WorkerDied("gone")
            return map(function, items)

    engine = Dies(1)
    with pytest.raises(WorkerDied):
        crawl([pile], tmp_path / "out", engine=engine)
    assert engine.deaths == 3


# --- from a group to its story --------------------------------------------------------------------------


def group_of(folder, title):
    return next(row for row in rows_of(folder, "groups") if row["title"] == title)


def test_a_group_of_a_crawl_becomes_a_story(pile, crawled, tmp_path):
    group = group_of(crawled, "Quay to close")
    story = Story.build(pages_of_group(crawled, group["id"][:12]), out=tmp_path / "story.db")
    assert {article.id for article in story.records.articles} == set(group["articles"])


def test_a_page_that_is_gone_is_a_problem_of_the_story(tmp_path):
    pages = write_pages(tmp_path / "pages")
    run_here([pages], tmp_path / "out")
    group = group_of(tmp_path / "out", "Quay to close")
    (pages / "a.txt").unlink()
    (pages / "b.txt").write_text("Something else now stands here, and nobody knows why it does.\n")
    found = pages_of_group(tmp_path / "out", group["id"])
    assert [one.uri for one in found if isinstance(one, Problem)] == ["a.txt", "b.txt"]


def test_an_unknown_group_and_an_unfinished_crawl_are_told(crawled, tmp_path):
    with pytest.raises(UnknownRecord, match="no group"):
        pages_of_group(crawled, "group-zzz")
    with pytest.raises(UnknownRecord, match="groups begin so"):
        pages_of_group(crawled, "group-")
    with pytest.raises(UnreadableInput, match="no finished crawl"):
        pages_of_group(tmp_path, "group-zzz")


def test_what_is_joined_up_stays_within_the_limit():
    import numpy as np

    pairs = np.array([[0, 1], [2, 3], [1, 2], [4, 5]])
    assert meeting.join_up(7, pairs, 10).tolist() == [0, 0, 0, 0, 4, 4, 6]
    assert meeting.join_up(7, pairs, 3).tolist() == [0, 0, 2, 2, 4, 4, 6]


def test_the_note_of_a_crawl_counts_its_rows(crawled):
    told = json.loads((crawled / "crawl.json").read_text())
    assert told["rows"]["pages"] == 9
    assert told["largest"][0][2] >= 3
