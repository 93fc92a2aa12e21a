"""Highlights as W3C Web Annotations (2017), told by their words and by their place. StoryRecords -> JSON-LD"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import quote as as_address

from copydesk.index import Index, index_records
from copydesk.records import Article, Ref, StoryRecords
from copydesk.stages.judgements.anchors import AROUND

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SYSTEM = "urn:copydesk:"


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write one annotation for each attribution, mention, time expression, event and claim, on the place it rests on.

    The target is the article's address where the page states one, else its page's name, as an address beside this file; a
    text quote selector with 40 characters on either side finds it in the page as shown, a text position selector in the
    article's own text. What stands in articles that a limit leaves out is left out.
    """
    index = index_records(records)
    items = list(_annotations(records, index))
    made = {"@context": CONTEXT, "id": f"{SYSTEM}story", "type": "AnnotationPage", "items": items}
    json.dump(made, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _annotations(records: StoryRecords, index: Index) -> Iterator[dict[str, Any]]:
    for one in records.attributions:
        who = index.who(one.source) or "someone not known"
        places = [Ref(article=one.article, span=span) for span in one.content_spans]
        yield from _annotation(one.id, f"{who} {one.stance}", "classifying", places, index)
    for entity in records.entities:
        places = [Ref(article=m.article, span=m.span) for m in entity.mentions]
        for number, place in enumerate(places):
            yield from _annotation(f"{entity.id}.{number}", entity.name, "identifying", [place], index)
    for timex in records.timexes:
        place, key = Ref(article=timex.article, span=timex.span), f"{timex.article}.{timex.span.start}-{timex.span.end}"
        yield from _annotation(key, f"{timex.type} {timex.value}", "classifying", [place], index)
    for event in records.events:
        yield from _annotation(event.id, f"{event.date}: {event.status}", "tagging", event.evidence, index)
    for claim in records.claims:
        places = [one.ref for one in claim.assertions]
        yield from _annotation(claim.id, f"{claim.text} — {claim.verdict}", "assessing", places, index)


def _annotation(
    key: str, says: str, motivation: str, places: list[Ref] | tuple[Ref, ...], index: Index
) -> Iterator[dict[str, Any]]:
    targets = [made for place in places if (made := _target(place, index))]
    if targets:
        yield {
            "id": f"{SYSTEM}{key}",
            "type": "Annotation",
            "motivation": motivation,
            "body": {"type": "TextualBody", "value": says, "format": "text/plain"},
            "target": targets[0] if len(targets) == 1 else targets,
        }


def _target(place: Ref, index: Index) -> dict[str, Any] | None:
    article = index.get(Article, place.article)
    if article is None:
        return None
    start, end = place.span
    quote = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - AROUND) : start],
        "suffix": article.text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": article.canonical or as_address(index.page_name(article)), "selector": [quote, position]}
