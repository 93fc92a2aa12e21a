"""The stories of a forum thread in HTML: a post that carries one is an article, the rest are comments. Post -> Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Article, Published, SavedPage, Span, identify
from copydesk.stages.articles.dates import order_of
from copydesk.stages.articles.forums import Post
from copydesk.stages.articles.lines import Line
from copydesk.stages.articles.metadata import Metadata
from copydesk.stages.articles.signals import Mark, mark_lines
from copydesk.stages.articles.stories import PageText, read_story
from copydesk.stages.articles.threads import STORY_WORDS, Segment, is_story_sign, prose_words, split_stories


def read_thread(saved: SavedPage, posts: Sequence[Post], metadata: Metadata) -> list[Article]:
    """Return the stories that a thread carries, in order; the first post is always one, and replies are comments of the
    story before them."""
    lines = lines_of_posts(posts)
    text = "\n".join(line.text for line in lines)
    page = PageText(saved=saved, text=text, marks=mark_lines(lines, order_of(text)), is_thread=True)
    articles: list[Article] = []
    for position, (segment, post) in enumerate(_stories(page.marks, posts)):
        article = read_story(page, segment)
        if article is not None:
            own = not any(map(is_story_sign, page.marks[segment.head : segment.end]))
            filled = _filled(article, metadata, post if own else None, is_first=not articles)
            articles.append(replace(filled, id=identify("a", saved.page.id, position)))
    return articles


def lines_of_posts(posts: Sequence[Post]) -> list[Line]:
    """Return the paragraphs of a thread's posts as lines of one text."""
    lines, at = [], 0
    for words in (words for post in posts for words in post.paragraphs):
        lines.append(Line(Span(at, at + len(words)), words, "p"))
        at += len(words) + 1
    return lines


def _stories(marks: Sequence[Mark], posts: Sequence[Post]) -> list[tuple[Segment, Post]]:
    """Return the segments that hold a story, each with its post; talk between two stories goes with the first."""
    found: list[tuple[Segment, Post]] = []
    first = 0
    for post in posts:
        last = first + len(post.paragraphs)
        own = marks[first:last]
        if first == 0 or (any(map(is_story_sign, own)) and prose_words(own) >= STORY_WORDS):
            found += [
                (Segment(*(edge + first for edge in story)), post) for story in split_stories(own, is_thread=True)
            ]
        first = last
    nexts = [segment.first for segment, _ in found[1:]] + [len(marks)]
    return [(segment._replace(last=last), post) for (segment, post), last in zip(found, nexts, strict=True)]


def _filled(article: Article, metadata: Metadata, post: Post | None, *, is_first: bool) -> Article:
    """Return the article with the thread's title, and with the day of its post where it is the poster's own text."""
    published = article.published
    if post is not None and published is None:
        why = "The post's own time stamp gives the date."
        published = Published(value=post.date, basis="stated", why=why) if post.date else metadata.published
    return replace(
        article,
        title=article.title or (metadata.title if is_first else None),
        outlet=article.outlet or (metadata.outlet if post is not None else None),
        published=published,
        canonical=article.canonical or metadata.canonical,
        language=article.language or metadata.language,
    )
