from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from copydesk.errors import UnknownRecord
from copydesk.index import evidence_of, index_records
from copydesk.records import Edit, EntityRelation, Metadatum, OfficeHeld, Published, Revision, Span, StoryRecords
from copydesk.tables import VIEWS, Quoted, render_view, render_why, rows
from copydesk.tables.cells import cell, clean
from tests.web.example import STORY


def shown(renderable: object, width: int = 100) -> str:
    console = Console(width=width, record=True, file=None, force_terminal=False, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_view_fits_the_terminal(view, width):
    assert max(map(len, shown(render_view(view, STORY), width).splitlines())) <= width


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_story_has_every_view(view):
    assert "Nothing of this kind" in shown(render_view(view, StoryRecords()))
    assert list(rows(view, StoryRecords())) == []


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in ("stats", "problems")])
def test_a_view_names_the_id_of_each_of_its_records(view):
    text = shown(render_view(view, STORY), 200)
    assert all(record.id in text for record in rows(view, STORY))


def test_page_text_is_neither_control_sequence_nor_markup():
    text = shown(render_view("articles", STORY), 200) + shown(render_why("at-6", STORY), 200)
    assert "\x1b" not in text and "\u202e" not in text
    assert "[bold]Not[/bold]" in text


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("timeline", "planned repairs will begin on 1 July"),
        ("quotes", "“I had no such talk with the mayor”"),
        ("sources", "two harbour officials"),
        ("copies", "64% / 94%"),
        ("claims", "denies: raw.html"),
        ("claims", "1–2"),
        ("cast", "Port director since 2029"),
        ("articles", "inferred        Bay Herald"),
        ("problems", "repaired"),
    ],
)
def test_a_view_says(view, words):
    assert words in shown(render_view(view, STORY), 200)


def test_statistics_count_copies_once_and_all():
    herald, lantern, unknown, pile = (
        one for one in rows("stats", STORY) if getattr(one, "by", "") in ("outlet", "pile")
    )
    assert (herald.name, herald.originals, herald.copies) == ("Bay Herald", 0, 1)
    assert (herald.attributions.anonymous, herald.once.anonymous) == (1, 0)
    assert (lantern.attributions.anonymous, lantern.once.anonymous) == (1, 1)
    assert lantern.copied_words == 0 and 0 < herald.copied_words < herald.words
    assert unknown.name is None and unknown.attributions.unknown == 1
    assert (pile.articles, pile.copies) == (3, 1)
    assert pile.words == herald.words + lantern.words + unknown.words


def test_direct_speech_counts_as_quoted_where_it_is_not_copied():
    herald, lantern, unknown, _ = (one for one in rows("stats", STORY) if getattr(one, "by", "") in ("outlet", "pile"))
    assert (lantern.quoted_words, herald.quoted_words, unknown.quoted_words) == (9, 8, 0)
    assert lantern.own_words == lantern.words - 9


def test_statistics_over_time_are_by_day_in_a_short_pile_and_by_year_in_a_long_one():
    def dates(*values):
        articles = [
            replace(STORY.articles[0], id=f"a-{value}", published=Published(value=value, basis="stated", why="t"))
            for value in values
        ]
        found = rows("stats", StoryRecords(articles=tuple(articles)))
        return [one.name for one in found if getattr(one, "by", "") == "date"]

    assert dates("2031-06-07T09:00:00Z", "2031-06", "2031-06-01/2031-07") == ["2031-06", "2031-06-01", "2031-06-07"]
    assert dates(*(f"2031-{m:02}-{d:02}" for m in (1, 2) for d in range(1, 21))) == ["2031-01", "2031-02"]
    assert dates(*(f"{year}-{m:02}" for year in (2029, 2030, 2031, 2032) for m in range(1, 13))) == [
        "2029",
        "2030",
        "2031",
        "2032",
    ]


def test_who_is_quoted_is_counted_with_copies_and_without():
    quoted = [one for one in rows("stats", STORY) if isinstance(one, Quoted)]
    assert [(one.who, one.attributions, one.once, one.outlets) for one in quoted] == [
        ("Mira Tolland", 2, 2, 2),
        ("two harbour officials", 2, 1, 2),
        ("the mayor's office", 1, 1, 1),
    ]


@pytest.mark.parametrize("record", index_records(STORY).by_id)
def test_why_shows_a_record_with_its_rule_and_the_words_it_rests_on(record):
    index = index_records(STORY)
    text = shown(render_why(record, STORY), 20_000)
    assert record in text
    for ref in evidence_of(index.by_id[record], index):
        assert clean(index.words(ref))[:200] in text


def test_the_beginning_of_an_id_will_do():
    assert "e-tolland" in shown(render_why("e-tol", STORY))


@pytest.mark.parametrize("record", ["nothing", "", "s-", "\x1b[2J"])
def test_an_id_that_fits_no_record_or_several_is_refused(record):
    with pytest.raises(UnknownRecord) as error:
        render_why(record, STORY)
    assert "\x1b" not in str(error.value)


@given(st.text())
def test_a_cleaned_text_is_one_printable_line(text):
    assert all(c == " " or ord(c) > 0x20 for c in clean(text))
    assert not any(0x7F <= ord(c) < 0xA0 for c in clean(text))
    assert cell(text).plain


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_ends_in_blanks(view, width):
    assert all(line == line.rstrip() for line in shown(render_view(view, STORY), width).splitlines())


@pytest.mark.parametrize("width", [40, 200])
def test_a_limit_says_how_many_more_there_are(width):
    text = shown(render_view("claims", STORY, limit=1), width)
    first, *others = rows("claims", STORY)
    assert first.id in text and not any(one.id in text for one in others)
    assert f"… {len(others)} more" in text
    assert rows("claims", STORY, 1) == [first]


def test_a_narrow_terminal_keeps_the_outlets():
    assert "articles 1" in shown(render_view("stats", STORY), 60)


def test_why_shows_the_edits_of_a_copy_and_whose_they_are():
    text = shown(render_why(STORY.copies[0].id, STORY), 200)
    assert "of the words kept" in text and ("replaced “" in text or "left out “" in text or "added “" in text)
    assert "Bay Herald, " in text


def test_reasons_why_names_were_joined_are_shown():
    one = replace(STORY.entities[0], joined=("Tollan: one letter from Tolland",))
    story = replace(STORY, entities=(one, *STORY.entities[1:]))
    for text in (shown(render_view("cast", story), 200), shown(render_why(one.id, story), 200)):
        assert "one letter from Tolland" in text


def test_why_lists_what_a_page_states_of_an_article_and_where():
    stated = Metadatum(field="section", value="Harbour", basis="stated", why="Read from the trail.", rule="test")
    articles = (replace(STORY.articles[0], metadata=(stated,)), *STORY.articles[1:])
    text = shown(render_why(articles[0].id, replace(STORY, articles=articles)), 200)
    assert "stated: section" in text and "Harbour · Read from the trail." in text


def test_states_of_one_article_are_listed_with_what_was_changed():
    before, after = STORY.articles[0].id, STORY.articles[1].id
    edit = Edit(op="replace", a_span=Span(0, 3), b_span=Span(0, 3), before="nine", after="ten")
    revision = Revision(id="revision-1", earlier=before, later=after, similarity=0.9, edits=(edit,), rule="test")
    story = replace(STORY, revisions=(revision,))
    assert "one article, earlier and later" in shown(render_view("copies", story), 200)
    assert "replaced “nine” by “ten”" in shown(render_why("revision-1", story), 200)


def test_why_tells_what_a_person_did_and_said():
    event = next(one for one in STORY.events if one.participants)
    did = shown(render_why(event.participants[0], STORY), 400)
    assert f"{event.date}: " in did and clean(event.text)[:40] in did
    index = index_records(STORY)
    one = next(one for one in STORY.entities if index.said.get(one.id))
    assert index.said[one.id][0].stance in shown(render_why(one.id, STORY), 400)


def test_the_cast_tells_former_offices_and_relations():
    known, other = STORY.entities[:2]
    held = OfficeHeld(title="ferry pilot", past=True, evidence=(), rule="test")
    related = EntityRelation(kind="works for", entity=other.id, evidence=(), rule="test")
    one = replace(known, roles=(held,), relations=(related,))
    text = shown(render_view("cast", replace(STORY, entities=(one, *STORY.entities[1:]))), 200)
    assert "former ferry pilot" in text and f"works for: {other.name}" in text
