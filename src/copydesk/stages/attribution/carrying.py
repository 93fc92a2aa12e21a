"""What was found in an article, carried over to one with the same words. Sources, attributions -> the same of another article."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Attribution, Source, identify
from copydesk.stages.attribution.identified import without_determiner
from copydesk.stages.attribution.nesting import nested

Found = tuple[tuple[Source, ...], tuple[Attribution, ...]]


def carry_attributions(found: Found, before: str, after: str) -> Found:
    """Return the sources and attributions of the article `before` as those of the article `after`, whose words are the same."""
    moved = {source.id: replace(source, id=_moved(source, before, after)) for source in found[0]}
    sources = {source.id: source for source in moved.values()}
    attributions = [
        replace(
            one,
            id=identify("at", after, one.source_span, one.cue_span, one.content_spans),
            article=after,
            source=moved[one.source].id if one.source in moved else one.source,
            within=None,
        )
        for one in found[1]
    ]
    return tuple(sources[key] for key in sorted(sources)), nested(attributions)


def _moved(source: Source, before: str, after: str) -> str:
    """Return the id of a source in another article: one that has no name of its own is told by its article too."""
    told = source.description or source.name or ""
    for words in (
        ("s", told.casefold()),
        ("s", without_determiner(told).casefold()),
        ("s", "document", told.casefold()),
    ):
        if identify(*words, before) == source.id:
            return identify(*words, after)
    return source.id
