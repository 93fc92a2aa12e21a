"""Who copied whom: pairs of articles that share prose, and the families they form. Articles, Passages -> Copies, Families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from copydesk.records import Article, Copy, Direction, Family, Passage, identify
from copydesk.stages.passages.make import Reading
from copydesk.stages.relations.direction import find_direction
from copydesk.stages.relations.evidence import Beside
from copydesk.stages.relations.families import find_families
from copydesk.stages.relations.neighbours import (
    count_words,
    list_stitched,
    loosen_stitched,
    read_standings,
)
from copydesk.stages.relations.novelty import mark_new
from copydesk.stages.relations.origins import is_paste
from copydesk.stages.relations.pairs import RelationSettings, Shared, weigh_pair
from copydesk.stages.relations.readings import read_prose
from copydesk.stages.relations.revisions import first_states, mark_revisions
from copydesk.stages.relations.templates import Pair, drop_templates
from copydesk.stages.relations.thirds import ask_thirds

__all__ = ["RelationSettings", "mark_new", "mark_revisions", "relate_articles"]


def relate_articles(
    articles: Sequence[Article],
    passages: Sequence[Passage],
    settings: RelationSettings | None = None,
    *,
    readings: Mapping[str, Reading] | None = None,
) -> tuple[tuple[Copy, ...], tuple[Family, ...]]:
    """Return the copy relations and the families of copies, sorted by the articles' ids.

    To quote the same speech is no copying, nor is a stock phrase, an agency's line, a text that every page of a site
    carries, or another state of the same article. `readings` are those of the articles that were read already, by id.
    """
    settings, readings = settings or RelationSettings(), readings or {}
    by_pair: dict[Pair, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_pair[passage.a, passage.b].append(passage)
    known = {article.id: article for article in articles}
    states = first_states(articles)
    wanted = [(a, b) for a, b in sorted(by_pair) if a in known and b in known and states[a] != states[b]]
    names = sorted({one for pair in wanted for one in pair})
    prose = {name: read_prose(readings.get(name) or Reading(known[name])) for name in names}
    weighed = {(a, b): weigh_pair(prose[a], prose[b], by_pair[a, b], settings) for a, b in wanted}
    known_pairs = {pair: one for pair, one in weighed.items() if one is not None and not _is_of_thread(one)}
    shared = drop_templates(known_pairs, settings)
    stitched = list_stitched(shared)
    shared = loosen_stitched(shared, stitched)
    standings = read_standings(shared, stitched)
    beside = Beside(stitched=stitched, standings=standings, commonness=count_words(articles))
    copies = ask_thirds([_copy(one, find_direction(one, beside)) for _, one in sorted(shared.items())])
    return copies, find_families(copies, prose, standings)


def _is_of_thread(shared: Shared) -> bool:
    """Tell whether two stories pasted in one thread share the thread's furniture only."""
    a, b = shared.a.article, shared.b.article
    return a.page == b.page and is_paste(a) and is_paste(b) and not shared.is_whole


def _copy(shared: Shared, direction: Direction) -> Copy:
    pair = (shared.a.article.id, shared.b.article.id)
    return Copy(
        id=identify("copy", *pair),
        a=pair[0],
        b=pair[1],
        kind=shared.kind,
        a_coverage=shared.a_coverage,
        b_coverage=shared.b_coverage,
        direction=direction,
        passages=shared.passages,
        rule=f"relations.{shared.kind}",
    )
