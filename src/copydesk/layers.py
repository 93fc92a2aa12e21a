"""One stage at a time over documents of the user's own: what the layer commands run. Document -> plain rows.

Offsets are code points of the given text. Rows come in the order of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.codec import encode
from copydesk.documents import Document, to_article
from copydesk.engines.local import LocalEngine
from copydesk.records import Article, Mention, Parse, Problem, Road, SavedPage
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from copydesk.stages.attribution import check_road, find_attributions
from copydesk.stages.entities import resolve_entities, resolve_people
from copydesk.stages.events import make_timeline
from copydesk.stages.grouping import EVENT, group_articles
from copydesk.stages.language import parse_articles
from copydesk.stages.pages import PageSettings, read_pages
from copydesk.stages.passages import find_passages, name_similarity
from copydesk.stages.passages.bulk import reuse_of_texts
from copydesk.stages.passages.phrases import find_phrases
from copydesk.stages.relations import relate_articles
from copydesk.stages.time import find_timexes

Row = dict[str, Any]
ONE_CAST = replace(EVENT, within=0.6)
"""Articles of which "the suspect" may be one person: an event, a little wider, as its first reports name nobody."""


def extract(
    pages: Sequence[str | Path], *, whole_page: bool = False, settings: PageSettings | None = None
) -> Iterator[Row | Problem]:
    """Yield a row for each article of the pages, or for each page as a whole, and the problems met."""
    for path in pages:  # one at a time, so that a row can name the path as it was given
        for saved in read_pages([path], settings or PageSettings()):
            if isinstance(saved, Problem):
                yield saved
                continue
            doc = _name_as_given(str(path), saved.page.uri)
            articles, problems = _whole(saved) if whole_page else find_articles(saved)
            yield from problems
            yield from (_article_row(doc, number, article) for number, article in enumerate(articles))


def _name_as_given(path: str, uri: str) -> str:
    """Return a page's name that begins with the path as it was given: a folder's file, an archive's member, a row."""
    if Path(path).is_dir():
        return str(Path(path) / uri)
    given = "stdin" if path == "-" else Path(path).name
    return path + uri.removeprefix(given) if uri.startswith(given) else path


def _whole(saved: SavedPage) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    page = read_whole_page(saved)
    return ((page,) if page else ()), ()


def _article_row(doc: str, number: int, article: Article) -> Row:
    published = article.published
    return {
        "doc": doc,
        "article": number,
        "title": article.title,
        "byline": list(article.byline),
        "outlet": article.outlet,
        "date": published.value[:10] if published else None,
        "published": encode(published),
        "language": article.language,
        "metadata": [encode(datum) for datum in article.metadata],
        "text": body_text(article),
    }


def annotate_attribution(documents: Sequence[Document], *, road: Road = "light") -> Iterator[Row]:
    """Yield the attributions of each document: source, cue, content, kind, stance and how the source is identified."""
    check_road(road)
    for document, article, parse in _parsed(documents):
        entities = resolve_entities((article,), {article.id: parse})
        sources, attributions = find_attributions(article, parse, entities, thorough=True, road=road)
        identification = {source.id: source.identification for source in sources}
        yield {
            "doc": document.doc,
            "attributions": [
                {
                    "source": [list(one.source_span)] if one.source_span else None,
                    "cue": [list(one.cue_span)] if one.cue_span else [],
                    "content": [list(span) for span in one.content_spans],
                    "kind": one.kind,
                    "stance": one.stance,
                    "identification": identification.get(one.source or ""),
                }
                for one in attributions
            ],
        }


def annotate_time(documents: Sequence[Document]) -> Iterator[Row]:
    """Yield the time expressions of each document with their TIMEX3 type and value."""
    for document, article, parse in _parsed(documents):
        timexes = find_timexes(article, parse)
        yield {
            "doc": document.doc,
            "timexes": [{"span": list(timex.span), "type": timex.type, "value": timex.value} for timex in timexes],
        }


def annotate_people(documents: Sequence[Document]) -> Iterator[Row]:
    """Yield the persons of each document with every place that means them, pronouns and descriptions too.

    One person bears the same id in every document of the run. `forms` tells of each place how it is worded; somebody whom no
    document names (`named`) goes by a description.
    """
    articles = [to_article(document) for document in documents]
    event = {key: found.id for found in group_articles(articles, ONE_CAST) for key in found.articles}
    people = resolve_people([replace(one, group=event[one.id]) for one in articles], parse_articles(articles))
    rows: dict[str, list[Row]] = {article.id: [] for article in articles}
    for person in people:
        places: dict[str, list[Mention]] = defaultdict(list)
        for mention in person.mentions:
            places[mention.article].append(mention)
        for key, found in places.items():
            worded = {"mentions": [list(m.span) for m in found], "forms": [m.form for m in found]}
            rows[key].append({"id": person.id, "name": person.name, "named": person.named, **worded})
    for document, article in zip(documents, articles, strict=True):
        yield {"doc": document.doc, "people": rows[article.id]}


LAYERS: dict[str, Callable[[Sequence[Document], Road], Iterator[Row]]] = {
    "attribution": lambda documents, road: annotate_attribution(documents, road=road),
    "time": lambda documents, _: annotate_time(documents),
    "people": lambda documents, _: annotate_people(documents),
}
"""Layer name -> what reads it."""


MANY = 50_000
"""Documents from which on the comparison article by article would take hours."""


def reuse(
    documents: Sequence[Document], pairs: Collection[tuple[str, str]] | None = None, *, processes: int = 1
) -> Iterator[Row | Problem]:
    """Yield a row for each passage that two documents share, and the limits met; `pairs` of names limit the comparison.

    `kind` is that of the two documents' relation, `quotation` where both merely quote the same words, or `phrase` for a
    short text that several documents carry; `from` names the document copied from, where that can be told. From `MANY` documents on, only how much they share makes the kind,
    and nothing is told of origins.
    """
    if pairs is None and len(documents) >= MANY:
        yield from _reuse_among_many(documents, processes)
        return
    articles = [to_article(document) for document in documents]
    name = {article.id: document.doc for article, document in zip(articles, documents, strict=True)}
    ids = {document.doc: article.id for article, document in zip(articles, documents, strict=True)}
    limits = None if pairs is None else [(ids[a], ids[b]) for a, b in pairs if a in ids and b in ids]
    passages, problems = find_passages(articles, pairs=limits, thorough=True)
    yield from problems
    copies = {(copy.a, copy.b): copy for copy in relate_articles(articles, passages)[0]}
    phrases = find_phrases(passages, articles) if pairs is None else set()
    for passage in passages:
        copy = copies.get((passage.a, passage.b))
        kind = "phrase" if passage in phrases else "quotation" if passage.evidence == "quotation" else None
        row: Row = {
            "a": name[passage.a],
            "a_span": list(passage.a_span),
            "b": name[passage.b],
            "b_span": list(passage.b_span),
            "kind": kind or (copy.kind if copy else "excerpt"),
        }
        origin = {"a_to_b": passage.a, "b_to_a": passage.b}.get(copy.direction.value) if copy else None
        yield row | ({"from": name[origin]} if origin else {})


def _reuse_among_many(documents: Sequence[Document], processes: int) -> Iterator[Row | Problem]:
    ordered = sorted(documents, key=lambda document: (document.date or "~", document.doc))
    with LocalEngine(processes) as engine:
        found = reuse_of_texts([document.text for document in ordered], spread=engine.map)
    yield from found.problems()
    columns = (found.a, found.b, found.a_spans, found.b_spans, found.similarity)
    for a, b, a_span, b_span, similarity in zip(*(column.tolist() for column in columns), strict=True):
        sides = ((a_span, ordered[a].text), (b_span, ordered[b].text))
        is_part = all((end - start) * 2 < len(text) for (start, end), text in sides)
        kind = "excerpt" if is_part else name_similarity(similarity)
        yield {"a": ordered[a].doc, "a_span": a_span, "b": ordered[b].doc, "b_span": b_span, "kind": kind}


def group(documents: Sequence[Document]) -> Iterator[Row]:
    """Yield the cluster of each document: documents of one cluster tell the same event."""
    articles = [to_article(document) for document in documents]
    cluster = {article: found.id for found in group_articles(articles, EVENT) for article in found.articles}
    for document, article in zip(documents, articles, strict=True):
        yield {"doc": document.doc, "cluster": cluster[article.id]}


def timeline(documents: Sequence[Document], *, start: str, end: str, days: int, sentences: int) -> Row:
    """Return the `days` days from `start` to `end` that matter most, each with its `sentences` best sentences."""
    articles = [to_article(document) for document in documents]
    return {"timeline": make_timeline(articles, start=start, end=end, days=days, sentences=sentences)}


def _parsed(documents: Sequence[Document], batch: int = 64) -> Iterator[tuple[Document, Article, Parse]]:
    for start in range(0, len(documents), batch):
        part = documents[start : start + batch]
        articles = [to_article(document) for document in part]
        parses = parse_articles(articles)
        yield from ((document, article, parses[article.id]) for document, article in zip(part, articles, strict=True))
