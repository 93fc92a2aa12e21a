"""The stories of a forum thread in HTML: a post that carries one is an article, the rest are comments. Post -> Article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from copydesk.records import Article, Published, SavedPage, identify
from copydesk.stages.articles.html.metadata import Metadata
from copydesk.stages.articles.several.forums import Post
from copydesk.stages.articles.several.threads import STORY_WORDS, Segment, is_story_sign, prose_words, split_stories
from copydesk.stages.articles.text.signals import Mark, mark_lines
from copydesk.stages.articles.text.stories import PASTED, PageText, read_story
from copydesk.stages.articles.values.bylines import read_byline
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import find_date, order_of
from copydesk.stages.articles.values.lines import Line, level, place_lines
from copydesk.stages.articles.values.outlets import know_outlet

POST, QUOTED = "articles.post", "articles.quoted_post"
_OWN_WORDS = 40
"""Fewer words of an opening post make no article beside a pasted story: "Has anybody seen this?"."""
_QUOTE_HEAD = re.compile(
    r"^(?:quote\b.{0,60}|originally posted by\b.{0,60}|.{1,40} (?:said|wrote|writes|schrieb|escribió|a écrit)\s?:?)$",
    re.I,
)
_HEADED_WORDS = 100
"""Words of a quotation with a headline of its own that make it a whole story though it names no writer."""
_TALK_WORDS = 80
"""Words that a blog may say of its own before a story that it gives in full."""
_RUN = 6
"""Words at the start of a quotation by which the quoted post is found."""
_NOTHING = ""
_HEAD_LINES = 6
_BYLINE_WORDS = 20
_NEAR = 4
"""Lines on either side of a byline or dateline in which the rest of a pasted story's head stands."""
_DAY = re.compile(r"\b([^\W\d_]{3,9})\.? (\d{1,2})\b(?!,? \d{4}|:)|\b(\d{1,2}) ([^\W\d_]{3,9})\b(?!,? \d{4})")


class Story(NamedTuple):
    """A segment of a thread that is an article, the post that it stands in, and the rule that says so."""

    segment: Segment
    post: Post
    rule: str


def read_thread(saved: SavedPage, posts: Sequence[Post], metadata: Metadata) -> list[Article]:
    """Return the stories that a thread carries, in order; replies are comments of the story before them.

    The first post is an article of its own where it has something to tell, or where the thread carries nothing else.
    """
    lines = _lines_of_all(posts)
    text = "\n".join(line.text for line in lines)
    marks = mark_lines(lines, order_of(text))
    found = list(_find_stories(marks, posts))
    if len(found) > 1 and found[0].rule == POST and _is_small_talk(marks, found[0]):
        del found[0]
    marks = _without_quotes(marks, posts, found)
    page = PageText(saved=saved, text=text, marks=marks, is_thread=True)
    articles: list[Article] = []
    for position, story in enumerate(_stretched(found, len(marks))):
        article = read_story(page, story.segment)
        if article is not None:
            filled = _filled(article, metadata, story, is_first=not articles and story.post is posts[0])
            articles.append(replace(filled, id=identify("a", saved.page.id, position)))
    return articles


def read_pasted(saved: SavedPage, lines: Sequence[Line], metadata: Metadata) -> list[Article]:
    """Return the stories that a page which is no thread gives after a few words of its own, as a blog may, or nothing.

    Such a story has a headline that is not the page's, and the name of a writer who is not the page's.
    """
    if not any(line.words <= _BYLINE_WORDS and read_byline(line.text) for line in lines[1 : 3 * _HEAD_LINES]):
        return []
    text = "\n".join(line.text for line in lines)
    marks = mark_lines(lines, order_of(text))
    parts = split_stories(marks, is_thread=True)
    if not parts or not _is_pasted(marks, parts[0], metadata):
        return []
    day = metadata.published.value if metadata.published else None
    page = PageText(saved=saved, text=text, marks=marks, is_thread=True)
    found = [(read_story(page, part), Story(part, Post((), day), PASTED)) for part in parts]
    return [
        replace(_filled(article, metadata, story, is_first=False), id=identify("a", saved.page.id, position))
        for position, (article, story) in enumerate(found)
        if article is not None
    ]


def _is_pasted(marks: Sequence[Mark], part: Segment, metadata: Metadata) -> bool:
    talk, head = marks[part.first : part.head], marks[part.head : part.head + _HEAD_LINES]
    title = level(metadata.title or "")
    headline = next((mark.line.key for mark in head if mark.kind == "short" and mark.line.words >= 4), "")
    names = {name for mark in head if mark.byline and mark.kind == "byline" for name in mark.byline.names}
    own = any(mark.line.key == title for mark in marks[part.head : part.end])
    return bool(0 < prose_words(talk) <= _TALK_WORDS and title and headline and names and not own) and not names & set(
        metadata.byline
    )


def lines_of_posts(posts: Sequence[Post]) -> list[Line]:
    """Return the paragraphs of a thread as lines of one text, without quotations of what the thread holds itself."""
    known = {_NOTHING} | {run for post in posts for words in post.own for run in _runs_of_words(words)}
    return place_lines(
        ("p", one.words)
        for post in posts
        for one in post.paragraphs
        if not one.quoted or next(_runs_of_words(one.words), _NOTHING) not in known
    )


def _runs_of_words(text: str) -> Iterator[str]:
    """Yield each run of a few words, levelled; nothing for a text of fewer."""
    words = level(text).split()
    for i in range(len(words) - _RUN + 1):
        yield " ".join(words[i : i + _RUN])


def _lines_of_all(posts: Sequence[Post]) -> list[Line]:
    """Return all paragraphs of a thread as lines of one text, quoted ones included; a bold one is tagged `head`."""
    return place_lines(("head" if one.bold else "p", one.words) for post in posts for one in post.paragraphs)


def _find_stories(marks: Sequence[Mark], posts: Sequence[Post]) -> Iterator[Story]:
    """Yield the stories in order: of each post the ones pasted into its own words, and the quotations that are one."""
    first = 0
    known: set[str] = set()
    for number, post in enumerate(posts):
        whole = _runs(post, first)
        for quoted, start, end in whole:
            own = marks[start:end]
            if quoted and _is_whole_story(own, known):
                yield from _cut(marks, Segment(start, start, end, end), post, QUOTED)
            elif not quoted and _opens_story(own) and prose_words(own) >= STORY_WORDS:
                yield from _cut(marks, Segment(start, start, end, end), post, PASTED)
            elif not quoted and number == 0 and start == whole[0][1]:
                yield Story(Segment(start, start, whole[-1][2], whole[-1][2]), post, POST)
        first += len(post.paragraphs)
        known |= {mark.line.key for mark in marks[first - len(post.paragraphs) : first]}


def _opens_story(marks: Sequence[Mark]) -> bool:
    """Return whether lines hold a story's head: a known outlet's dateline, or a sign of a story by a headline or a date."""
    for i, mark in enumerate(marks):
        if is_story_sign(mark):
            dateline = read_dateline(mark.line.text) if mark.kind == "prose" else None
            near = [one for one in marks[max(0, i - _NEAR) : i + _NEAR] if one is not mark]
            headed = any(_is_heading(one) or (one.kind == "short" and one.line.words >= 4) for one in near[:_NEAR])
            others = any(one.kind in ("date", "highlights") or is_story_sign(one) for one in near)
            if headed or others or (dateline and dateline.outlet and know_outlet(dateline.outlet)):
                return True
    return False


def _runs(post: Post, first: int) -> list[tuple[bool, int, int]]:
    """Return the runs of lines of a post that are quoted or its own: whether quoted, first line, line after the last."""
    found = []
    for quoted, run in groupby(post.paragraphs, key=lambda paragraph: paragraph.quoted):
        count = len(list(run))
        found.append((quoted, first, first + count))
        first += count
    return found


def _is_whole_story(marks: Sequence[Mark], known: set[str]) -> bool:
    """Return whether a quotation carries a whole story that no post before it holds."""
    prose = [mark for mark in marks if mark.kind == "prose"]
    if sum(mark.line.key in known for mark in prose) * 2 > len(prose):
        return False
    headed = any(_is_heading(mark) for mark in marks[:3]) and len(prose) >= 3
    return prose_words(marks) >= (
        STORY_WORDS if any(map(is_story_sign, marks)) else _HEADED_WORDS if headed else len(marks) * 10_000
    )


def _is_heading(mark: Mark) -> bool:
    return mark.line.tag == "head" and mark.kind in ("short", "prose") and 3 <= mark.line.words <= 30


def _cut(marks: Sequence[Mark], run: Segment, post: Post, rule: str) -> Iterator[Story]:
    """Yield the stories of one run of lines; where a bold headline stands above a story's signs, it begins there."""
    for part in split_stories(marks[run.first : run.last], is_thread=True):
        segment = Segment(*(edge + run.first for edge in part))
        sign = next((i for i in range(segment.head, segment.end) if is_story_sign(marks[i])), segment.head)
        bold = next((i for i in range(segment.head, sign) if _is_heading(marks[i])), segment.head)
        yield Story(segment._replace(head=bold), post, rule)


def _is_small_talk(marks: Sequence[Mark], story: Story) -> bool:
    return prose_words(marks[story.segment.first : story.segment.end]) < _OWN_WORDS


def _without_quotes(marks: Sequence[Mark], posts: Sequence[Post], stories: Sequence[Story]) -> list[Mark]:
    """Return the marks with quotations that are no story as such; their first line may say who is quoted."""
    inside = {i for story in stories if story.rule == QUOTED for i in range(story.segment.head, story.segment.end)}
    quoted = [paragraph.quoted for post in posts for paragraph in post.paragraphs]
    return [
        mark._replace(kind="quoted", rule=QUOTED, byline=None, date=None)
        if is_quoted and (i not in inside or _QUOTE_HEAD.match(mark.line.text))
        else mark
        for i, (mark, is_quoted) in enumerate(zip(marks, quoted, strict=True))
    ]


def _stretched(stories: Sequence[Story], count: int) -> list[Story]:
    """Return the stories with all lines between them: talk goes with the story before it, at the top with the first."""
    firsts = [0, *(story.segment.first for story in stories[1:])][: len(stories)]
    lasts = [*firsts[1:], count][: len(stories)]
    return [
        story._replace(segment=story.segment._replace(first=first, last=last))
        for story, first, last in zip(stories, firsts, lasts, strict=True)
    ]


def _filled(article: Article, metadata: Metadata, story: Story, *, is_first: bool) -> Article:
    """Return the article with what its post says: all of the poster's own text, of a pasted one its latest year."""
    post, own = story.post, story.rule == POST
    title = metadata.title if is_first else None
    return replace(
        article,
        title=(title or article.title) if own else article.title or title,
        byline=(post.author,) if own and post.author else article.byline,
        outlet=article.outlet or (metadata.outlet if own else None),
        section=metadata.section if own else None,
        published=article.published or (_posted(post, metadata) if own else _with_year_of_post(article, post)),
        modified=article.modified or (post.changed or metadata.modified if own else None),
        canonical=article.canonical or metadata.canonical,
        form="quoted" if story.rule == QUOTED else "post",
        language=article.language or metadata.language,
        rule=story.rule,
    )


def _posted(post: Post, metadata: Metadata) -> Published | None:
    why = "The post's own time stamp gives the date."
    return Published(value=post.date, basis="stated", why=why) if post.date else metadata.published


def _with_year_of_post(article: Article, post: Post) -> Published | None:
    """Return the day that a pasted story states without its year: the last such day before the post."""
    heads = (article.words_of(block.span) for block in article.blocks if block.role in ("dateline", "byline"))
    for line in heads if post.date else ():
        for day in _DAY.finditer(line):
            name, number = (day[1], day[2]) if day[1] else (day[4], day[3])
            year = int(str(post.date)[:4])
            read = [find_date(f"{name} {number}, {y}") for y in (year, year - 1)]
            fit = next((found.value for found in read if found and found.value <= str(post.date)), None)
            if fit:
                why = f"The story gives the day, “{day[0]}”; the post of {post.date}, which carries it, gives the year."
                return Published(value=fit, basis="inferred", why=why)
    return None
