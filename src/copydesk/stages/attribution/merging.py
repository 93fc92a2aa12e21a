"""Unnamed sources that copies of one story share. Draft -> Source, Attribution."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Attribution, Draft, Source
from copydesk.stages.attribution.outlets import outlet_key

Key = tuple[str, str]


def merge_sources(draft: Draft) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return the sources and attributions with one id for an unnamed source under one description in a family of copies.

    Elsewhere "two officials" of two articles stay two sources. A source that nobody speaks as any more is left out.
    """
    family_of = {article: family.id for family in draft.families for article in family.articles}
    unnamed = {source.id: outlet_key(source.description or "") for source in draft.sources if source.name is None}

    def key_of(one: Attribution) -> Key | None:
        return (
            (family_of[one.article], unnamed[one.source])
            if one.article in family_of and one.source in unnamed
            else None
        )

    chosen: dict[Key, str] = {}
    for one in draft.attributions:
        if (key := key_of(one)) and one.source:
            chosen[key] = min(chosen.get(key, one.source), one.source)
    said = tuple(replace(one, source=chosen[key]) if (key := key_of(one)) else one for one in draft.attributions)
    spoken = {who for one in said for who in (one.source, *one.via)}
    return tuple(source for source in draft.sources if source.id in spoken), said
